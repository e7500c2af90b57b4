"""The history of one record: who changed what and when, and the way to take one change back."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from copdesk.db.history import ChangeLine, RecordChange, changes, details
from copdesk.domain.fields import Moment
from copdesk.domain.wording import words
from copdesk.errors import UserError
from copdesk.ui.kit.card_list import CardList
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.picker import Card
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

_SHOWN = 200
_WAYS = {"undo": "Undone: {}", "redo": "Done again: {}"}


class HistoryTab(QWidget):
    """Changes of one record, the newest first, each with what was before and after."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._record_id = desk, 0
        self.list = CardList("History")
        self.told = label(kind="body2", wrap=True)
        self.revert_button = button("Take this change back", "undo")
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.revert_button.clicked.connect(self._on_revert)

    def show_record(self, record_id: int) -> None:
        """Show the changes of this record."""
        self._record_id = record_id
        with self._desk.store.read() as reader:
            found = changes(reader, limit=_SHOWN, record_id=record_id)
        self.list.show_cards([_card(one) for one in found])
        self.revert_button.setEnabled(bool(found))
        self._on_current()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.revert_button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        column.addWidget(self.list, 1)
        column.addWidget(self.told)
        column.addLayout(buttons)

    def _on_current(self) -> None:
        change_id = self.list.current_id()
        if not change_id:
            self.told.clear()
            return
        with self._desk.store.read() as reader:
            parts = details(reader, change_id)
        mine = [part for part in parts if part.record_id == self._record_id] or parts
        said = [line for part in mine[:3] for line in _lines(part, self._record_id)]
        self.told.setText("\n".join(said))

    def _on_revert(self) -> None:
        try:
            label_ = self._desk.store.revert(self.list.current_id(), only=self._record_id)
        except UserError as error:
            self._desk.notices.error(error)
        else:
            self._desk.notices.say(f"{label_}.", undo=True)


def _card(change: ChangeLine) -> Card:
    label_ = _WAYS.get(change.way, "{}").format(change.label)
    return Card(change.id, label_, f"{words(Moment(), change.at)}, {change.actor}")


def _lines(part: RecordChange, record_id: int) -> list[str]:
    """What was done to one record, named where it is not the one whose history this is."""
    if part.verb != "changed":
        return [f"{part.title}: {part.verb}"]
    whose = "" if part.record_id == record_id else f"{part.title}, "
    return [f"{whose}{field.label}: {field.before} → {field.after}" for field in part.fields[:6]]
