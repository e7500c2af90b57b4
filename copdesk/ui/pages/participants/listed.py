"""The people of the network: where they work, what they belong to, their hours of training."""

from PySide6.QtWidgets import QWidget

from copdesk.ui.kit.cells import LinkCell, NameCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.list_page import ListPage
from copdesk.ui.kit.list_spec import ListSpec, Related, Tab
from copdesk.ui.pages.participants.peers import PeersTab
from copdesk.ui.pages.participants.training import TrainingTab

_SPAN = ("start", "end")


def _paste(desk: Desk, window: QWidget, text: str) -> None:
    from copdesk.imports.targets import Subject  # noqa: PLC0415  (rarely)
    from copdesk.ui.dialogs.import_wizard import open_import  # noqa: PLC0415

    open_import(desk, window, Subject.PEOPLE, pasted=text)


SPEC = ListSpec(
    kind="participant",
    title="Participants",
    icon="participants",
    columns=(
        Shown("name", 220, 0, NameCell(under=("native_name", "role"), avatar=True)),
        Shown("organisation", 180, 1, LinkCell(to="organisation")),
        Shown("communities", 160, 4, LinkCell(to="community")),
        Shown("hours", 140, 2),
        Shown("last_meeting", 112, 3),
        Shown("email", 200, 5, hidden=True),
        Shown("phone", 140, 6, hidden=True),
        Shown("languages", 150, 6, hidden=True),
        Shown("pronouns", 100, 6, hidden=True),
        Shown("preferred_name", 130, 6, hidden=True),
        Shown("native_name", 150, 6, hidden=True),
        Shown("role", 160, 6, hidden=True),
        Shown("aliases", 150, 6, hidden=True),
    ),
    empty="The people who take part belong here, never clients. Add one, or import a spreadsheet.",
    everything="Everyone",
    placeholder="Filter by name, organisation or community",
    avatar=True,
    related=(
        Related(
            kind="affiliation",
            parent="participant_id",
            title="Organisations",
            columns=(
                Shown("organisation_id", 120, 0, NameCell(under=("role",), span=_SPAN, opens=True)),
            ),
            link="organisation_id",
            tab="Details",
            empty="No organisation is known.",
        ),
        Related(
            kind="participant_membership",
            parent="participant_id",
            title="Communities",
            columns=(Shown("community_id", 120, 0, NameCell(span=_SPAN, opens=True)),),
            link="community_id",
            tab="Details",
            empty="Belongs to no community.",
        ),
        Related(
            kind="attendance",
            parent="participant_id",
            title="Meetings",
            columns=(Shown("meeting_id", 120, 0, NameCell(opens=True)), Shown("state", 100, 1)),
            opens="meeting_id",
            tab="Activity",
            empty="No meeting is recorded.",
        ),
        Related(
            kind="enquiry",
            parent="asker_id",
            title="Enquiries",
            columns=(
                Shown("subject", 120, 0, NameCell(under=("reference",), opens=True)),
                Shown("state", 100, 1),
            ),
            tab="Activity",
            empty="Has asked nothing yet.",
        ),
        Related(
            kind="enquiry_link",
            parent="record_id",
            title="Enquiries linked here",
            columns=(Shown("enquiry_id", 200, 0, NameCell(under=("note",), opens=True)),),
            opens="enquiry_id",
            tab="Activity",
            enter_opens=True,
            hushed=True,
        ),
    ),
    paste=_paste,
    tabs=(Tab("Training", TrainingTab), Tab("Peers", PeersTab)),
)


def page(desk: Desk) -> QWidget:
    """The page of participants."""
    return ListPage(desk, SPEC)
