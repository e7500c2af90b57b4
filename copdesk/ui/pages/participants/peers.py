"""What somebody offers and wants to know, and whom they were put in touch with."""

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from copdesk.db.models import Expertise
from copdesk.db.record import fields_of
from copdesk.domain.peers import ExpertiseKind
from copdesk.errors import Invalid
from copdesk.services import records
from copdesk.ui.kit.add_line import AddLine
from copdesk.ui.kit.cells import NameCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.list_spec import Related
from copdesk.ui.kit.related_list import RelatedList
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.theme.tokens import SPACE

_LIST = Related(
    kind="expertise",
    parent="participant_id",
    title="Offered and wanted",
    columns=(
        Shown("what", 150, 0, NameCell(under=("note",))),
        Shown("kind", 120, 0),
    ),
    empty="Nothing is known yet. Type what they offer or want below.",
    sort="kind",
)
_INTRODUCTIONS = tuple(
    Related(
        kind="introduction",
        parent=parent,
        title=title,
        columns=(
            Shown("about", 120, 0, NameCell(under=(other,), opens=True)),
            Shown("made_on", 96, 1),
            Shown("outcome", 130, 0),
        ),
        empty="Nobody yet.",
        sort="made_on",
        descending=True,
    )
    for parent, other, title in (
        ("first_id", "second_id", "Put in touch with"),
        ("second_id", "first_id", "Others put in touch with them"),
    )
)
_FIELDS = fields_of(Expertise)


class PeersTab(QWidget):
    """The expertise of one person, the line in which more is typed, and the introductions."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._participant_id = desk, 0
        editors = editors_of(desk)
        self.list = RelatedList(desk, editors, _LIST)
        self.introductions = [RelatedList(desk, editors, each) for each in _INTRODUCTIONS]
        self.add_line = AddLine(
            {name: _FIELDS[name] for name in ("subject", "kind", "topic_id")},
            editors,
            action="Add",
            hint="In words, such as IAA trainer",
            add=self._add,
        )
        self.add_line.start_with({"kind": ExpertiseKind.OFFERED})
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["m"])
        column.addWidget(self.list)
        column.addWidget(self.add_line)
        for each in self.introductions:
            column.addSpacing(SPACE["s"])
            column.addWidget(each)
        column.addStretch(1)

    def show_record(self, participant_id: int) -> None:
        """Show the expertise of this person, read anew."""
        self._participant_id = self.add_line.about = participant_id
        for each in (self.list, *self.introductions):
            each.show_record(participant_id)

    def _add(self, values: Mapping[str, object]) -> None:
        if not values["subject"] and values["topic_id"] is None:
            raise Invalid({"subject": "Type it in words, or choose a topic."})
        given = {"participant_id": self._participant_id, "noted_on": self._desk.today()}
        records.add(self._desk.store, Expertise, {**given, **values})
        self.show_record(self._participant_id)
