"""Paints the rows of a `LineList`, and knows where on them something can be pressed."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from copdesk.ui.kit.paint import LEFT, face, paint_pill, paint_text
from copdesk.ui.kit.rows import Index
from copdesk.ui.theme.icons import paint_icon
from copdesk.ui.theme.look import look

_ROW = Qt.ItemDataRole.UserRole
_NARROW_BELOW = 520
_LEFT_TO_RIGHT = "\u200e"
"""Begins a sentence of ours in which a name of another direction may come first."""
_FOCUS = QStyle.StateFlag.State_HasFocus


class Spot(Enum):
    """Something on a row that can be pressed."""

    NONE = 0
    ACT = 1
    MENU = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a `LineList`.

    Attributes:
        title, detail: its words; without detail it is one line high.
        key: tells the same line again after the rows have changed.
        icon, tone: its drawing, and its colour (danger, warn, info, mute).
        pill, pill_icon: its state in words.
        act: what is usually done, in a word or two.
        has_menu: whether there is more that can be done.
        is_heading: stands over others, and nobody can stand on it.
        is_more: stands for rows that are not shown yet.
        spoken: what a screen reader says.
        hint: which keys do what.
    """

    title: str
    detail: str = ""
    key: str = ""
    icon: str = ""
    tone: str = "info"
    pill: str = ""
    pill_icon: str = ""
    act: str = ""
    has_menu: bool = False
    is_heading: bool = False
    is_more: bool = False
    spoken: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the parts of a line stand."""

    icon: QRect
    words: QRect
    pill: QRect
    act: QRect
    menu: QRect


class LineDelegate(QStyledItemDelegate):
    """Icon, two lines of words, state, act; the last two below where there is little room."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._narrow = False
        self._over: tuple[int, Spot] = (-1, Spot.NONE)

    # Measures -------------------------------------------------------------------------------

    def measure(self, width: int) -> None:
        """Learn how wide the list is."""
        self._narrow = width < look.px(_NARROW_BELOW)

    def height(self, row: Row) -> int:
        """Pixels of a row."""
        if row.is_heading or row.is_more:
            return look.px(40)
        if not row.detail:
            return look.px(34)
        body, small = face("strong")[1].height(), face("caption")[1].height()
        below = look.px(32) if self._narrow and (row.pill or row.act) else 0
        return body + small + look.px(18) + below

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its row."""
        return QSize(look.px(200), self.height(index.data(_ROW)))

    def spot(self, rect: QRect, row: Row, at: QPoint) -> Spot:
        """What can be pressed at a point."""
        if row.is_heading or row.is_more:
            return Spot.NONE
        places = self._places(rect, row)
        if row.act and places.act.contains(at):
            return Spot.ACT
        return Spot.MENU if row.has_menu and places.menu.contains(at) else Spot.NONE

    def point_at(self, place: int, spot: Spot) -> bool:
        """Remember what is pointed at; says whether that is something else than before."""
        before, self._over = self._over, (place, spot)
        return before != self._over

    def _places(self, rect: QRect, row: Row) -> _Places:
        side, gap = look.px(18), look.px(12)
        left, right = rect.x() + look.px(16), rect.right() - look.px(10)
        first = rect.adjusted(0, 0, 0, -look.px(32)) if self._below(row) else rect
        line = QRect(0, rect.bottom() - look.px(36), 0, look.px(30)) if self._below(row) else rect
        icon = QRect(left, first.center().y() - side // 2, side, side)
        target = look.px(28)
        menu = QRect(right - target, line.y(), target if row.has_menu else 0, line.height())
        metrics = face("strong")[1]
        wide = metrics.horizontalAdvance(row.act) + look.px(16) if row.act else 0
        act = QRect(menu.x() - wide, line.y(), wide, line.height())
        words_left = icon.right() + gap if row.icon else left
        pill_wide = self._pill_width(row)
        if self._below(row):
            pill = QRect(words_left, line.y(), min(pill_wide, act.x() - words_left), line.height())
            words_right = right
        else:
            room = max(look.px(60), (act.x() - words_left) // 2)
            pill_wide = min(pill_wide, room)
            pill = QRect(act.x() - pill_wide - look.px(6), line.y(), pill_wide, line.height())
            words_right = pill.x() - gap if row.pill else act.x() - gap
        words = QRect(words_left, first.y(), words_right - words_left, first.height())
        return _Places(icon, words, pill, act, menu)

    def _below(self, row: Row) -> bool:
        return self._narrow and bool(row.detail) and bool(row.pill or row.act)

    def _pill_width(self, row: Row) -> int:
        if not row.pill:
            return 0
        mark = look.px(15) if row.pill_icon else 0
        return face("body")[1].horizontalAdvance(row.pill) + mark + look.px(24)

    # Painting -------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row: Row = index.data(_ROW)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = index.row()
        if self._over[0] == place and not row.is_heading:
            painter.fillRect(rect, look.colour("hover"))
        if place or row.detail:
            painter.fillRect(QRect(rect.x(), rect.y(), rect.width(), 1), look.colour("border"))
        if row.is_heading or row.is_more:
            self._paint_words(painter, rect, row)
        else:
            self._paint_line(painter, rect, row, place)
        if option.state & _FOCUS:
            ring = QRectF(rect).adjusted(3, 3, -3, -2)
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ring, 6, 6)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, row: Row) -> None:
        inner = rect.adjusted(look.px(16), 0, -look.px(16), 0)
        if row.is_heading:
            paint_text(painter, inner, row.title, "text2", "strong")
            return
        mark = QRect(inner.x(), inner.center().y() - look.px(8), look.px(18), look.px(18))
        paint_icon(painter, mark, "down", "accent")
        paint_text(painter, inner.adjusted(look.px(30), 0, 0, 0), row.title, "accent", "strong")

    def _paint_line(self, painter: QPainter, rect: QRect, row: Row, place: int) -> None:
        places = self._places(rect, row)
        if row.icon:
            paint_icon(painter, places.icon, row.icon, "text2" if row.tone == "mute" else row.tone)
        self._paint_names(painter, places.words, row)
        if row.pill:
            paint_pill(painter, places.pill, row.pill, row.tone, row.pill_icon)
        if row.act:
            self._paint_act(painter, places.act, row.act, over=self._over == (place, Spot.ACT))
        if row.has_menu:
            side = look.px(18)
            at = QRect(0, 0, side, side)
            at.moveCenter(places.menu.center())
            role = "accent" if self._over == (place, Spot.MENU) else "text3"
            paint_icon(painter, at, "more", role)

    def _paint_names(self, painter: QPainter, rect: QRect, row: Row) -> None:
        if not row.detail:
            paint_text(painter, rect, row.title)
            return
        upper, lower = face("strong")[1].height(), face("caption")[1].height()
        top = rect.y() + (rect.height() - upper - lower) // 2
        title = QRect(rect.x(), top, rect.width(), upper)
        paint_text(painter, title, row.title, "text", "strong")
        detail = QRect(rect.x(), top + upper, rect.width(), lower)
        paint_text(painter, detail, _LEFT_TO_RIGHT + row.detail, "text3", "caption")

    def _paint_act(self, painter: QPainter, rect: QRect, words: str, *, over: bool) -> None:
        font, metrics = face("strong")
        painter.setFont(font)
        painter.setPen(look.colour("accent_hover" if over else "accent"))
        inner = rect.adjusted(look.px(8), 0, 0, 0)
        painter.drawText(inner, LEFT, words)
        if over:
            base = inner.center().y() + metrics.height() // 2
            width = metrics.horizontalAdvance(words)
            painter.drawLine(inner.x(), base, inner.x() + width, base)
