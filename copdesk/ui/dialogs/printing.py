"""The printer: asked for in the system's own dialog, then given the pages of a PDF as pictures.

Imported only when somebody prints: it needs the printing of the system.
"""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from copdesk.errors import UserError
from copdesk.progress import Progress
from copdesk.ui.dialogs.pdf_pages import Pdf

_DOTS = 200


def ask_printer(
    parent: QWidget, title: str, content: bytes, count: int
) -> Callable[[Progress], object] | None:
    """Ask for a printer and pages; the work that prints them, or ``None`` when called off.

    Args:
        parent: over which the dialog stands.
        title: what the print queue calls it.
        content: the PDF.
        count: how many pages it has.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, count)
    if not dialog.exec():
        return None
    pages = range((printer.fromPage() or 1) - 1, printer.toPage() or count)
    return lambda progress: print_pages(content, printer, pages, progress)


def print_pages(content: bytes, printer: QPrinter, pages: range, progress: Progress) -> None:
    """Draw pages (from 0) on a printer, each as large as its paper; any thread may.

    Raises:
        UserError: the printer can't be reached.
        Cancelled: on request.
    """
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError("The printer can't be reached.", "Check that it is on and try again.")
    pdf = Pdf(content)
    try:
        for done, number in enumerate(pages):
            progress.step(done, len(pages), f"Page {number + 1}")
            if done:
                printer.newPage()
            _draw(painter, pdf, number)
    finally:
        painter.end()
        pdf.close()


def _draw(painter: QPainter, pdf: Pdf, number: int) -> None:
    picture = pdf.picture(number, _DOTS / 72)
    room = painter.viewport()
    size = picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    where = QRect(room.topLeft(), size)
    where.moveCenter(room.center())
    painter.drawImage(where, picture)
