"""What an organisation helps with, and whether it takes new matters: said today in one click."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from copdesk.db.queries.provision_known import latest_capacity
from copdesk.domain.provision import Capacity, checked_words
from copdesk.errors import UserError
from copdesk.services.provision import confirm_capacities, record_capacity
from copdesk.ui.kit.cells import NameCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.kit.list_spec import Related
from copdesk.ui.kit.related_list import RelatedList
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

_BEFORE = Related(
    kind="organisation_capacity",
    parent="organisation_id",
    title="As it was said",
    columns=(
        Shown("capacity", 120, 0, NameCell(under=("said_by", "note"))),
        Shown("checked_on", 100, 0),
        Shown("since", 100, 1),
    ),
    empty="Nobody has asked yet.",
    sort="checked_on",
    descending=True,
)
_TOPICS = Related(
    kind="organisation_topic",
    parent="organisation_id",
    title="Topics",
    columns=(Shown("topic_id", 150, 0, NameCell(under=("note",))), Shown("depth", 120, 0)),
    link="topic_id",
    empty="What it advises on is not known.",
    sort="topic_id",
)
_NEVER = "Nothing is known yet. What do they say today?"


class CanHelpTab(QWidget):
    """Whether it is still so today, one button for each other word, the topics, what was said."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._organisation_id = desk, 0
        self.told = label("", "strong", wrap=True)
        self.age = label("", "body2", wrap=True)
        self.still_button = button("", "check", "primary")
        self.others = {
            each: button(f"{each.label} today", kind="chip")
            for each in Capacity
            if each is not Capacity.UNKNOWN
        }
        self.topics = RelatedList(desk, editors_of(desk), _TOPICS)
        self.before = RelatedList(desk, editors_of(desk), _BEFORE)
        self._lay_out()
        self.still_button.clicked.connect(self._on_still)
        for each, one in self.others.items():
            one.clicked.connect(partial(self._on_other, each))

    def show_record(self, organisation_id: int) -> None:
        """Show what is known of this organisation, read anew."""
        self._organisation_id = organisation_id
        today = self._desk.today()
        with self._desk.store.read() as reader:
            known = latest_capacity(reader, organisation_id, today)
        told = f"New matters: {known.capacity.label.lower()}" if known else _NEVER
        self.told.setText(told)
        said = f"; said by {known.said_by}" if known and known.said_by else ""
        self.age.setText(f"{checked_words(known.checked_on, today)}{said}" if known else "")
        self.age.setVisible(known is not None)
        still = f"Still {known.capacity.label.lower()} today" if known else ""
        self.still_button.setText(f" {still}")
        self.still_button.setAccessibleName(still)
        self.still_button.setVisible(known is not None)
        for each, one in self.others.items():
            one.setVisible(known is None or each is not known.capacity)
        for shown in (self.topics, self.before):
            shown.show_record(organisation_id)

    def _lay_out(self) -> None:
        chips = FlowLayout()
        chips.addWidget(self.still_button)
        for one in self.others.values():
            chips.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        column.addWidget(self.told)
        column.addWidget(self.age)
        column.addLayout(chips)
        for listed in (self.topics, self.before):
            column.addSpacing(SPACE["m"])
            column.addWidget(listed)
        column.addStretch(1)

    def _on_still(self) -> None:
        try:
            confirm_capacities(self._desk.store, [self._organisation_id])
        except UserError as refused:
            self._desk.notices.error(refused)
            return
        self._said()

    def _on_other(self, capacity: Capacity) -> None:
        record_capacity(self._desk.store, self._organisation_id, capacity)
        self._said()

    def _said(self) -> None:
        self.show_record(self._organisation_id)
        self._desk.notices.say(f"{self._desk.store.undo_label()}.", undo=True)
