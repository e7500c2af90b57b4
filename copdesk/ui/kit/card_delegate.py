"""Draws one name card in a list: the title, and under it in small the detail."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from copdesk.ui.kit.paint import paint_text
from copdesk.ui.theme.look import look

_Index = QModelIndex | QPersistentModelIndex


class CardDelegate(QStyledItemDelegate):
    """Two lines where there is a detail, one where there is none."""

    def __init__(self, view: QAbstractItemView, detail_role: int) -> None:
        super().__init__(view)
        self._detail_role = detail_role

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """High enough for its lines and for a finger."""
        two = bool(index.data(self._detail_role))
        return QSize(look.px(200), look.px(44 if two else 32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the tint of what is chosen, then the lines."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        rect: QRect = option.rect
        ground = "accent_soft" if chosen else "hover" if over else "surface"
        painter.save()
        painter.fillRect(rect, look.colour(ground))
        if chosen:
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), look.colour("accent"))
        self._lines(painter, rect.adjusted(12, 4, -8, -4), index)
        painter.restore()

    def _lines(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        title = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        detail = str(index.data(self._detail_role) or "")
        if not detail:
            paint_text(painter, rect, title)
            return
        half = rect.height() // 2
        paint_text(painter, QRect(rect.x(), rect.y(), rect.width(), half), title)
        lower = QRect(rect.x(), rect.y() + half, rect.width(), half)
        paint_text(painter, lower, detail, "text3", "caption")
