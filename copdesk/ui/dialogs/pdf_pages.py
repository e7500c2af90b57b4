"""The pages of a PDF on the screen, drawn as they come into sight; and on a printer."""

from collections import OrderedDict
from threading import Lock

import pypdfium2
from PySide6.QtCore import QPoint, QRect, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from copdesk.ui.theme.look import look

_PDFIUM = Lock()
_GAP = 16
_ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
_POINTS = 96 / 72
_KEPT = 6
_SPOKEN = 2_000


class Pdf:
    """A PDF open for drawing. Any thread may ask; pdfium itself serves one at a time."""

    def __init__(self, content: bytes) -> None:
        with _PDFIUM:
            self._pdf = pypdfium2.PdfDocument(content)
            self.sizes = [QSizeF(*self._pdf.get_page_size(n)) for n in range(len(self._pdf))]

    def picture(self, number: int, scale: float) -> QImage:
        """A page (from 0) at ``scale`` pixels a point."""
        with _PDFIUM:
            page = self._pdf[number]
            drawn = page.render(scale=scale, prefer_bgrx=True)
            data, size, stride = bytes(drawn.buffer), (drawn.width, drawn.height), drawn.stride
            page.close()
        return QImage(data, *size, stride, QImage.Format.Format_RGB32).copy()

    def words(self, number: int) -> str:
        """The text of a page, for those who hear it."""
        with _PDFIUM:
            page = self._pdf[number]
            text = page.get_textpage()
            said = str(text.get_text_range())
            text.close()
            page.close()
        return said

    def close(self) -> None:
        """Let go of it."""
        with _PDFIUM:
            self._pdf.close()


class PdfPages(QAbstractScrollArea):
    """All pages below one another.

    Attributes:
        moved: another page is in sight; its number, from 0.
        zoomed: the size has changed.
    """

    moved = Signal(int)
    zoomed = Signal()

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.pdf = Pdf(content)
        self.zoom = 0.0
        self.current = 0
        self._pictures: OrderedDict[int, QImage] = OrderedDict()
        self._tops: list[int] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalScrollBar().setSingleStep(40)
        self.horizontalScrollBar().setSingleStep(40)
        self._tell()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.pdf.sizes)

    @property
    def percent(self) -> int:
        """The size shown against the paper's, in percent."""
        return round(self._scale() / _POINTS * 100)

    def go(self, number: int) -> None:
        """Bring a page (from 0) to the top."""
        number = max(0, min(number, self.count - 1))
        if self._tops:
            self.verticalScrollBar().setValue(self._tops[number] - _GAP)

    def fit(self) -> None:
        """As wide as the room."""
        self._set_zoom(0.0)

    def larger(self, steps: int = 1) -> None:
        """The next larger size, or with negative steps the next smaller one."""
        now = self._scale() / _POINTS
        if steps > 0:
            self._set_zoom(next((z for z in _ZOOMS if z > now + 0.01), _ZOOMS[-1]))
        else:
            self._set_zoom(next((z for z in reversed(_ZOOMS) if z < now - 0.01), _ZOOMS[0]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A page with Page Up and Page Down, the ends with Home and End, the size with + and -."""
        keys = {
            Qt.Key.Key_PageDown: lambda: self.go(self.current + 1),
            Qt.Key.Key_PageUp: lambda: self.go(self.current - 1),
            Qt.Key.Key_Home: lambda: self.go(0),
            Qt.Key.Key_End: lambda: self.go(self.count - 1),
            Qt.Key.Key_Plus: self.larger,
            Qt.Key.Key_Equal: self.larger,
            Qt.Key.Key_Minus: lambda: self.larger(-1),
            Qt.Key.Key_0: self.fit,
        }
        act = keys.get(Qt.Key(event.key()))
        if act is not None:
            act()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel change the size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.larger(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages as wide as the room grow with it."""
        super().resizeEvent(event)
        if not self.zoom:
            self._pictures.clear()
        self._measure()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pages in sight."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), look.colour("sunken"))
        for number in self._in_sight():
            where = self._place(number)
            painter.drawImage(where, self._picture(number))
            painter.setPen(look.colour("border"))
            painter.drawRect(where.adjusted(-1, -1, 0, 0))
        if self.hasFocus():
            painter.setPen(look.colour("focus"))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()

    # Inside -----------------------------------------------------------------------------------

    def _scale(self) -> float:
        """Pixels a point."""
        if self.zoom:
            return self.zoom * _POINTS
        widest = max((size.width() for size in self.pdf.sizes), default=595.0)
        return max(0.2, (self.viewport().width() - 2 * _GAP) / widest)

    def _set_zoom(self, zoom: float) -> None:
        kept = self.current
        self.zoom = zoom
        self._pictures.clear()
        self._measure()
        self.go(kept)
        self.viewport().update()

    def _measure(self) -> None:
        scale = self._scale()
        self._tops, top = [], _GAP
        for size in self.pdf.sizes:
            self._tops.append(top)
            top += round(size.height() * scale) + _GAP
        widest = max((size.width() for size in self.pdf.sizes), default=0.0) * scale
        room = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, top - room.height()))
        self.verticalScrollBar().setPageStep(room.height())
        self.horizontalScrollBar().setRange(0, max(0, round(widest) + 2 * _GAP - room.width()))
        self.horizontalScrollBar().setPageStep(room.width())
        self._on_scrolled()
        self.zoomed.emit()

    def _place(self, number: int) -> QRect:
        scale, size = self._scale(), self.pdf.sizes[number]
        width, height = round(size.width() * scale), round(size.height() * scale)
        left = max(_GAP, (self.viewport().width() - width) // 2)
        shift = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return QRect(left, self._tops[number], width, height).translated(-shift)

    def _in_sight(self) -> list[int]:
        seen = self.viewport().rect()
        return [number for number in range(len(self._tops)) if self._place(number).intersects(seen)]

    def _picture(self, number: int) -> QImage:
        if number not in self._pictures:
            dots = self.devicePixelRatioF()
            picture = self.pdf.picture(number, self._scale() * dots)
            picture.setDevicePixelRatio(dots)
            self._pictures[number] = picture
            while len(self._pictures) > max(_KEPT, len(self._in_sight())):
                self._pictures.popitem(last=False)
        self._pictures.move_to_end(number)
        return self._pictures[number]

    def _on_scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        current = sum(top <= middle for top in self._tops) - 1
        if current != self.current and current >= 0:
            self.current = current
            self._tell()
            self.moved.emit(current)
        self.viewport().update()

    def _tell(self) -> None:
        self.setAccessibleName(f"Page {self.current + 1} of {self.count}")
        self.setAccessibleDescription(self.pdf.words(self.current)[:_SPOKEN] if self.count else "")
