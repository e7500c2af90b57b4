"""What else an enquiry has to do with, each kind of link a list that opens it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from copdesk.ui.kit.cells import NameCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.list_spec import Related
from copdesk.ui.kit.related_list import RelatedList
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.theme.tokens import SPACE

_LINKS = (
    Related(
        kind="enquiry_link",
        parent="enquiry_id",
        title="Linked to",
        columns=(Shown("record_id", 200, 0, NameCell(under=("note",), opens=True)),),
        link="record_id",
        empty="Nothing yet. Find a person, an organisation, a meeting, an item of an agenda, a"
        " paper or another enquiry by its name.",
        enter_opens=True,
    ),
    Related(
        kind="enquiry_link",
        parent="record_id",
        title="Linked from",
        columns=(Shown("enquiry_id", 200, 0, NameCell(under=("note",), opens=True)),),
        opens="enquiry_id",
        enter_opens=True,
        hushed=True,
    ),
    Related(
        kind="agenda_link",
        parent="record_id",
        title="On the agenda",
        columns=(Shown("item", 150, 0, NameCell(under=("meeting",))), Shown("held_on", 100, 1)),
        opens="agenda_item_id",
        hushed=True,
    ),
    Related(
        kind="enquiry",
        parent="merged_into_id",
        title="Merged into this one",
        columns=(
            Shown("subject", 150, 0, NameCell(under=("reference",), opens=True)),
            Shown("received_on", 100, 1),
        ),
        hushed=True,
    ),
    Related(
        kind="knowledge",
        parent="enquiry_id",
        title="Answers kept from it",
        columns=(
            Shown("question", 150, 0, NameCell(opens=True)),
            Shown("review_on", 100, 1),
        ),
        hushed=True,
    ),
    Related(
        kind="introduction",
        parent="enquiry_id",
        title="People put in touch because of it",
        columns=(
            Shown("about", 150, 0, NameCell(under=("first_id", "second_id"), opens=True)),
            Shown("made_on", 100, 1),
        ),
        hushed=True,
    ),
    Related(
        kind="gap_evidence",
        parent="enquiry_id",
        title="No provider found",
        columns=(
            Shown("topic_id", 150, 0, NameCell(under=("authority_id", "language"))),
            Shown("found_on", 100, 1),
        ),
        hushed=True,
    ),
)
"""Only the first takes room while it is empty."""


class LinksTab(QWidget):
    """Every kind of link of one enquiry, each a list of its own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        editors = editors_of(desk)
        self.lists = [RelatedList(desk, editors, each) for each in _LINKS]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["l"])
        for each in self.lists:
            column.addWidget(each)
        column.addStretch(1)

    def show_record(self, record_id: int) -> None:
        """Show what this enquiry has to do with."""
        for each in self.lists:
            each.show_record(record_id)
