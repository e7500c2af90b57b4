"""A list of two-line cards in the detail pane: papers, changes."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QListView

from copdesk.ui.kit.card_delegate import CardDelegate
from copdesk.ui.kit.picker import Card

_DETAIL = Qt.ItemDataRole.UserRole
_ID = Qt.ItemDataRole.UserRole + 1


class CardList(QListView):
    """Cards under one another.

    Attributes:
        opened: Enter or a double click; the card's id.
        delete_asked: the Delete key; the card's id.
    """

    opened = Signal(object)
    delete_asked = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._cards = QStandardItemModel(self)
        self.setModel(self._cards)
        self.setItemDelegate(CardDelegate(self, _DETAIL))
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(_ID)))

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these, and keep the place where one was."""
        kept = self.current_id()
        self._cards.clear()
        for card in cards:
            self._cards.appendRow(_item(card))
        places = [place for place, card in enumerate(cards) if card.id == kept]
        self.setCurrentIndex(self._cards.index(places[0] if places else 0, 0))

    def current_id(self) -> int:
        """The id of the card that has the keyboard; 0 for none."""
        index: QModelIndex = self.currentIndex()
        return int(index.data(_ID)) if index.isValid() else 0

    def event(self, event: QEvent) -> bool:
        """Delete is meant for the card before any menu takes it."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and cast("QKeyEvent", event).matches(QKeySequence.StandardKey.Delete):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete asks."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.opened.emit(self.current_id())
        elif event.matches(QKeySequence.StandardKey.Delete) and self.current_id():
            self.delete_asked.emit(self.current_id())
        else:
            super().keyPressEvent(event)


def _item(card: Card) -> QStandardItem:
    item = QStandardItem(card.title)
    item.setData(card.detail, _DETAIL)
    item.setData(card.id, _ID)
    item.setData(f"{card.title}, {card.detail}", Qt.ItemDataRole.AccessibleTextRole)
    item.setToolTip(card.title)
    return item
