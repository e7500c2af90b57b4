"""The editor of a link: search as you type over the name cards of one kind, or add a new one."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from copdesk.domain.fields import Field, Link
from copdesk.domain.text import fold
from copdesk.ui.kit.card_delegate import CardDelegate
from copdesk.ui.kit.editor import MIXED, Editor
from copdesk.ui.kit.line_actions import allow_clearing
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button

_POPUP = 260
_DETAIL = Qt.ItemDataRole.UserRole
_TEXT, _SPOKEN = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)


@dataclass(frozen=True, slots=True)
class Card:
    """What a record is called: its id, its title and the line under it."""

    id: int
    title: str
    detail: str = ""


class Cards(Protocol):
    """Where a link looks for what it may point at."""

    def find(self, kind: str, text: str) -> list[Card]:
        """The cards of a kind that match, best first; some to begin with when nothing is typed."""

    def title(self, record_id: int) -> str:
        """What the record is called; empty when there is none."""

    def open(self, record_id: int) -> None:
        """Show the record on its own page."""

    def can_add(self, kind: str) -> bool:
        """Whether a new record of this kind may be made from its name alone."""

    def add(self, kind: str, title: str) -> int:
        """Make it; its id. Raises Invalid."""


class LinkEditor(Editor):
    """One record of a kind; arrows and Enter choose, an empty box means none."""

    def __init__(self, field: Field, cards: Cards) -> None:
        if not isinstance(field.kind, Link):
            raise TypeError(f"{field.label} is not a link")
        self.line = QLineEdit()
        self.open_button = button("", "right", "icon", tip="Open")
        self._kind, self._cards = field.kind.to, cards
        self._id: int | None = None
        self._offers = _Offers()
        super().__init__(field, self.line, self.open_button)
        allow_clearing(self.line)
        self.line.setPlaceholderText("Type to search")
        self._shown = QListView()
        self.open_button.hide()
        self._popup = self._make_popup()
        self._connect()

    def value(self) -> int | None:
        """The id of the record chosen, or None.

        Raises:
            ValueError: what is typed is the name of none, or of several.
        """
        text = self.line.text().strip()
        if self._id is not None or not text:
            return self._id
        same = [card for card in self._cards.find(self._kind, text) if _same(card, text)]
        if len(same) != 1:
            found = "Several are" if same else "Nothing is"
            raise ValueError(f"{found} called “{text}”. Choose one from the list.")
        return same[0].id

    def typed(self) -> tuple[int | None, str]:
        """The record chosen and the text."""
        return self._id, self.line.text()

    def set_read_only(self) -> None:
        """Show the name, which can still be opened."""
        self.line.setReadOnly(True)
        self.line.setClearButtonEnabled(False)

    def select_all(self) -> None:
        """Select the name."""
        self.line.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down opens the list; Alt+Enter opens the record."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            if watched is self.line and event.key() == Qt.Key.Key_Down:
                self._offer()
                return True
            if watched is self.line and alt and event.key() == Qt.Key.Key_Return:
                self._on_open()
                return True
        return super().eventFilter(watched, event)

    def _make_popup(self) -> QCompleter:
        popup = QCompleter(self._offers, self)
        popup.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup.setWidget(self.line)
        popup.setMaxVisibleItems(8)
        popup.setPopup(self._shown)
        self._shown.setItemDelegate(CardDelegate(self._shown, _DETAIL))
        self._shown.setAccessibleName(self.field.label)
        return popup

    def _connect(self) -> None:
        self.line.textEdited.connect(self._on_text_edited)
        self._popup.activated[QModelIndex].connect(self._on_activated)  # type: ignore[index]
        self.open_button.clicked.connect(self._on_open)

    def _show(self, value: object) -> None:
        self._choose(value if isinstance(value, int) else None)

    def _show_mixed(self) -> None:
        self._choose(None)
        self.line.setPlaceholderText(MIXED)

    def _choose(self, record_id: int | None) -> None:
        self._id = record_id
        title = "" if record_id is None else self._cards.title(record_id)
        self.line.setText(title)
        self.line.setCursorPosition(0)
        self.open_button.setVisible(record_id is not None)
        self.open_button.setToolTip(f"Open {title} (Alt+Enter)")
        self.open_button.setAccessibleName(f"Open {title}")

    def _offer(self) -> None:
        text = "" if self._id is not None else self.line.text().strip()
        cards = self._cards.find(self._kind, text)
        new = text if text and self._cards.can_add(self._kind) else ""
        if any(_same(card, text) for card in cards):
            new = ""
        self._offers.show(cards, new)
        if self._offers.rowCount():
            self._shown.setMinimumWidth(look.px(_POPUP))
            self._popup.complete()
            self._shown.setCurrentIndex(self._offers.index(0))
        else:
            self._shown.hide()

    def _on_text_edited(self) -> None:
        self._id = None
        self.open_button.hide()
        self._offer()

    def _on_activated(self, index: QModelIndex) -> None:
        card = self._offers.card(index.row())
        self._choose(card.id if card else self._cards.add(self._kind, self._offers.new))
        self.commit()

    def _on_open(self) -> None:
        if self._id is not None:
            self._cards.open(self._id)


class _Offers(QAbstractListModel):
    """The cards found, and below them the offer to add what is typed."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[Card] = []
        self.new = ""

    def show(self, cards: list[Card], new: str) -> None:
        self.beginResetModel()
        self._cards, self.new = cards, new
        self.endResetModel()

    def card(self, row: int) -> Card | None:
        return self._cards[row] if row < len(self._cards) else None

    def rowCount(self, _parent: QModelIndex | None = None) -> int:  # type: ignore[override]
        return len(self._cards) + bool(self.new)

    def data(self, index: QModelIndex, role: int = _TEXT) -> str | None:  # type: ignore[override]
        card = self.card(index.row()) or Card(0, f"Add “{self.new}”")
        if role == _TEXT:
            return card.title
        if role == _DETAIL:
            return card.detail
        return f"{card.title}, {card.detail}".rstrip(", ") if role == _SPOKEN else None


def _same(card: Card, text: str) -> bool:
    return fold(card.title) == fold(text)
