"""What will be printed, seen first: then saved as a PDF or sent to the printer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from copdesk.errors import UserError
from copdesk.reports.landing import landing
from copdesk.ui.dialogs.pdf_pages import PdfPages
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.kit.desk import Memory, Run
from copdesk.ui.theme.icons import IconLabel
from copdesk.ui.theme.parts import button, label, surface
from copdesk.ui.theme.tokens import SPACE

_NAMED = 8
_FOLDER = "folder/saved"


@dataclass(frozen=True, slots=True)
class Previewed:
    """What is shown.

    Attributes:
        title: what it is called.
        file_name: offered when it is saved.
        content: the PDF.
        problems: what the reader must know first, each in a sentence: papers that can't be
            printed, characters that can't be drawn.
    """

    title: str
    file_name: str
    content: bytes = field(repr=False)
    problems: Sequence[str] = ()


class Preview(Sheet):
    """The pages, what is wrong with them in words, and the ways to keep them.

    Args:
        parent: the window.
        shown: the PDF and what is to be said of it.
        run: long work; printing is.
        memory: remembers the folder that was saved to.
        choose: asks where to save, with a first proposal; for tests.
    """

    def __init__(
        self,
        parent: QWidget | None,
        shown: Previewed,
        run: Run,
        memory: Memory,
        choose: Callable[[QWidget, Path], Path | None] | None = None,
    ) -> None:
        super().__init__(parent, shown.title, QSize(980, 860))
        self._shown, self._run, self._memory = shown, run, memory
        self._choose = choose or _ask_where
        self._saved: Path | None = None
        self.pages = PdfPages(shown.content)
        self.smaller = button("", "minus", "icon", tip="Smaller (-)")
        self.larger = button("", "plus", "icon", tip="Larger (+)")
        self.whole = button("Fit the width", kind="quiet", tip="As wide as the window (0)")
        self.before = button("", "up", "icon", tip="Page before (Page Up)")
        self.after = button("", "down", "icon", tip="Next page (Page Down)")
        self.save = self.add_button(
            button("Save as PDF…", "document", "primary", tip="Save as PDF (Ctrl+S)")
        )
        self.print = self.add_button(button("Print…", "print", tip="Print (Ctrl+P)"))
        self.open_file = button("Open the file", kind="link")
        self.open_folder = button("Show in folder", kind="link")
        self.place = label("", "body2")
        self.percent = label("", "body2")
        self.said = label("", "body2", wrap=True)
        self._lay_out()
        self._connect()
        self._on_moved()
        self.pages.setFocus()

    def done(self, result: int) -> None:
        """Let go of the PDF as the dialog closes."""
        super().done(result)
        self.pages.pdf.close()

    def tell(self, sentence: str, kind: str = "error") -> None:
        """Say something beside the pages; ``kind`` is that of a label."""
        self.said.setProperty("type", kind)
        self.said.style().polish(self.said)
        self.said.setText(sentence)
        self.said.show()

    # Inside -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(SPACE["xs"])
        for part in (self.before, self.after, self.place):
            bar.addWidget(part)
        bar.addStretch()
        for part in (self.smaller, self.percent, self.larger, self.whole):
            bar.addWidget(part)
        if self._shown.problems:
            self.body.addWidget(warning(self._shown.problems))
        self.body.addLayout(bar)
        panel = surface("panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.pages)
        self.body.addWidget(panel, 1)
        told = QHBoxLayout()
        told.addWidget(self.said, 1)
        told.addWidget(self.open_file)
        told.addWidget(self.open_folder)
        self.body.addLayout(told)
        for part in (self.said, self.open_file, self.open_folder):
            part.hide()

    def _connect(self) -> None:
        self.pages.moved.connect(self._on_moved)
        self.pages.zoomed.connect(self._on_moved)
        self.smaller.clicked.connect(lambda: self.pages.larger(-1))
        self.larger.clicked.connect(lambda: self.pages.larger(1))
        self.whole.clicked.connect(self.pages.fit)
        self.before.clicked.connect(lambda: self.pages.go(self.pages.current - 1))
        self.after.clicked.connect(lambda: self.pages.go(self.pages.current + 1))
        self.save.clicked.connect(self._on_save)
        self.print.clicked.connect(self._on_print)
        self.open_file.clicked.connect(lambda: self._open(self._saved))
        self.open_folder.clicked.connect(lambda: self._open(self._saved and self._saved.parent))
        QShortcut(QKeySequence.StandardKey.Save, self, self._on_save)
        QShortcut(QKeySequence.StandardKey.Print, self, self._on_print)

    def _on_moved(self) -> None:
        current, count = self.pages.current, self.pages.count
        self.place.setText(f"Page {current + 1} of {count}")
        self.percent.setText(f"{self.pages.percent} %")
        self.before.setEnabled(current > 0)
        self.after.setEnabled(current < count - 1)

    def _on_save(self) -> None:
        start = Path(str(self._memory.value(_FOLDER, "") or Path.home())) / self._shown.file_name
        chosen = self._choose(self, start)
        if chosen is None:
            return
        try:
            with landing(chosen) as stream:
                stream.write(self._shown.content)
        except UserError as error:
            self.tell(str(error), "error")
            return
        self._memory.setValue(_FOLDER, str(chosen.parent))
        self._saved = chosen
        self.tell(f"Saved as {chosen.name}.", "body2")
        self.open_file.show()
        self.open_folder.show()

    def _on_print(self) -> None:
        try:
            from copdesk.ui.dialogs.printing import ask_printer  # noqa: PLC0415  (system's own)
        except ImportError:
            self.tell("This computer has no printing. Save the PDF and print it elsewhere.")
            return
        sent = ask_printer(self, self._shown.title, self._shown.content, self.pages.count)
        if sent is not None:
            self._run(self, sent, lambda _made: self.tell("Sent to the printer.", "body2"))

    def _open(self, path: Path | None) -> None:
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _ask_where(parent: QWidget, start: Path) -> Path | None:
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, "Save as PDF", str(start), "PDF files (*.pdf)"
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")


def warning(problems: Sequence[str]) -> QWidget:
    """A panel with the first of these sentences, each with a sign."""
    panel = surface("warning")
    column = QVBoxLayout(panel)
    column.setContentsMargins(SPACE["m"], SPACE["s"], SPACE["m"], SPACE["s"])
    column.setSpacing(SPACE["xs"])
    more = len(problems) - _NAMED
    rest = [f"And {more} more."] if more > 0 else []
    for sentence in [*problems[:_NAMED], *rest]:
        row = QHBoxLayout()
        row.addWidget(IconLabel("alert", "danger", 16))
        row.addWidget(label(sentence, wrap=True), 1)
        column.addLayout(row)
    return panel
