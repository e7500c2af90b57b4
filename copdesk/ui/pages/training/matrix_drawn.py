"""How the matrix is drawn: its cells, the names at the left, the policies above."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from copdesk.ui.kit.paint import face, paint_text
from copdesk.ui.pages.training.matrix_lines import first_words, second_words, tone
from copdesk.ui.pages.training.matrix_model import MatrixModel
from copdesk.ui.theme.icons import paint_icon
from copdesk.ui.theme.look import look

CELL = 132
"""Designed pixels that a policy needs."""

_SELECTED = QStyle.StateFlag.State_Selected
_Index = QModelIndex | QPersistentModelIndex


class Cells(QStyledItemDelegate):
    """A cell: its tone as the ground, an icon, the status in words, and the hours or the day."""

    def __init__(self, table: QTableView, held: MatrixModel) -> None:
        super().__init__(table)
        self._table, self._held = table, held

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        line = self._held.lines[index.row()]
        shown, rect = line.cells[index.column()], QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "mute_soft" if line.is_organisation else "surface"
        painter.fillRect(rect, look.colour(ground))
        name, icon = tone(shown)
        ink = "text2" if name in {"", "mute"} else name
        inside = rect.adjusted(2, 2, -2, -2)
        if name:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(f"{name}_soft"))
            painter.drawRoundedRect(QRectF(inside), 5, 5)
        self._words(painter, inside.adjusted(look.px(8), 0, -look.px(4), 0), shown, ink, icon)
        focused = self._has_keyboard(index)
        if focused or option.state & _SELECTED:
            _ring(painter, inside, focused=focused)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """As high as the rows of every list."""
        return QSize(look.px(CELL), look.row)

    def _has_keyboard(self, index: _Index) -> bool:
        return self._table.hasFocus() and self._table.currentIndex() == index

    @staticmethod
    def _words(painter: QPainter, rect: QRect, shown: object, ink: str, icon: str) -> None:
        upper, under = first_words(shown), second_words(shown)  # type: ignore[arg-type]
        high, low = face("body")[1].height(), face("caption")[1].height()
        both = bool(under) and rect.height() >= high + low
        top = rect.y() + (rect.height() - high - (low if both else 0)) // 2
        if icon:
            side = look.px(15)
            at = QRectF(rect.x(), top + (high - side) / 2, side, side)
            paint_icon(painter, at, icon, ink)
            rect = rect.adjusted(side + look.px(6), 0, 0, 0)
        strong = "body" if icon else "strong"
        paint_text(painter, QRect(rect.x(), top, rect.width(), high), upper, ink, strong)
        if both:
            lower = QRect(rect.x(), top + high, rect.width(), low)
            paint_text(painter, lower, under, "text2", "caption")


class Names(QHeaderView):
    """The names at the left, which stay while policies are scrolled."""

    def __init__(self, parent: QWidget, held: MatrixModel) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._held = held
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setSectionsClickable(True)

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        """A name, and under it where the person works."""
        line = self._held.lines[place]
        painter.save()
        ground = "mute_soft" if line.is_organisation else "surface"
        painter.fillRect(rect, look.colour(ground))
        inside = rect.adjusted(look.px(12 if line.is_organisation else 20), 0, -look.px(8), 0)
        high, low = face("strong")[1].height(), face("caption")[1].height()
        both = bool(line.under) and rect.height() >= high + low
        top = rect.y() + (rect.height() - high - (low if both else 0)) // 2
        name = QRect(inside.x(), top, inside.width(), high)
        paint_text(painter, name, line.name, "text", "strong")
        if both:
            under = QRect(inside.x(), top + high, inside.width(), low)
            paint_text(painter, under, line.under, "text3", "caption")
        painter.restore()


class Policies(QHeaderView):
    """The policies above, each with how many meet it; a click puts the worst of it first."""

    def __init__(self, parent: QWidget, held: MatrixModel) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._held = held
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.worst_in = -1

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        """The title on two lines where it needs them, and the coverage."""
        title, covered = self._held.head[place]
        painter.save()
        painter.fillRect(rect, look.colour("surface"))
        inside = rect.adjusted(look.px(10), look.px(6), -look.px(6), -look.px(6))
        low = face("caption")[1].height()
        above = inside.adjusted(0, 0, 0, -low)
        painter.setFont(face("strong")[0])
        painter.setPen(look.colour("accent" if place == self.worst_in else "text"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        painter.drawText(above, int(flags), whole_lines(title, above.size()))
        under = QRect(inside.x(), inside.bottom() - low + 1, inside.width(), low)
        said = f"{covered}, worst first" if place == self.worst_in else covered
        paint_text(painter, under, said, "text2", "caption")
        painter.restore()


def whole_lines(title: str, room: QSize) -> str:
    """As many words of a title as stand in whole lines, and a sign that more would follow."""
    metrics, flags = face("strong")[1], int(Qt.TextFlag.TextWordWrap)
    whole = QRect(0, 0, room.width(), 10_000)
    kept = title.split()
    said = title
    while len(kept) > 1 and metrics.boundingRect(whole, flags, said).height() > room.height():
        kept.pop()
        said = f"{' '.join(kept)}…"
    return said


def _ring(painter: QPainter, rect: QRect, *, focused: bool) -> None:
    """Two tones, so that it is seen on every ground."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colour("focus" if focused else "outline"), 2))
    painter.drawRoundedRect(QRectF(rect).adjusted(0, 0, 0, 0), 5, 5)
    if focused:
        painter.setPen(QPen(look.colour("surface"), 1))
        painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -2), 4, 4)
