"""Organisations of the network: what they are, where they work, who is there."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from copdesk.domain.grades import ENDS_SOON, EXPIRED, VALID
from copdesk.domain.organisations import Sector
from copdesk.domain.provision import Capacity
from copdesk.services.provision import confirm_capacities
from copdesk.ui.kit.cells import LinkCell, NameCell, PillCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.list_page import ListPage
from copdesk.ui.kit.list_spec import ListSpec, RecordCommand, Related, Tab
from copdesk.ui.pages.organisations.can_help import CanHelpTab

_SPAN = ("start", "end")
_RELATIONS = {"Member": ("ok", "check"), "Partner": ("info", "link")}
_SECTORS = {
    Sector.VOLUNTARY: ("ok", "dot"),
    Sector.FOR_PROFIT: ("info", "dot"),
    Sector.PUBLIC: ("warn", "dot"),
}
_CAPACITIES = {
    Capacity.OPEN: ("ok", "check"),
    Capacity.LIMITED: ("warn", "dot"),
    Capacity.WAITING: ("warn", "clock"),
    Capacity.CLOSED: ("danger", "close"),
}
_GRADES = {EXPIRED: ("danger", "alert"), ENDS_SOON: ("warn", "clock"), VALID: ("ok", "check")}


def _confirm(desk: Desk, ids: Sequence[int]) -> None:
    confirm_capacities(desk.store, ids)
    desk.notices.say(f"{desk.store.undo_label()}.", undo=True)


def _paste(desk: Desk, window: QWidget, text: str) -> None:
    from copdesk.imports.targets import Subject  # noqa: PLC0415  (rarely)
    from copdesk.ui.dialogs.import_wizard import open_import  # noqa: PLC0415

    open_import(desk, window, Subject.ORGANISATIONS, pasted=text)


SPEC = ListSpec(
    kind="organisation",
    title="Organisations",
    icon="organisations",
    columns=(
        Shown("name", 250, 0, NameCell(under=("kind", "town"))),
        Shown("communities", 180, 1, LinkCell(to="community")),
        Shown("relation", 110, 2, PillCell(tones=_RELATIONS)),
        Shown("area", 170, 4),
        Shown("people", 80, 5),
        Shown("sector", 130, 6, PillCell(tones=_SECTORS)),
        Shown("kind", 160, 7, hidden=True),
        Shown("capacity", 140, 7, PillCell(tones=_CAPACITIES), hidden=True),
        Shown("capacity_checked", 120, 7, hidden=True),
        Shown("topics", 220, 7, hidden=True),
        Shown("languages", 150, 7, hidden=True),
        Shown("regulator", 200, 7, hidden=True),
        Shown("areas", 200, 7, hidden=True),
        Shown("email", 190, 7, hidden=True),
        Shown("phone", 140, 7, hidden=True),
        Shown("website", 180, 7, hidden=True),
        Shown("town", 120, 7, hidden=True),
        Shown("postcode", 100, 7, hidden=True),
        Shown("aliases", 150, 7, hidden=True),
    ),
    empty="Charities, law firms and partners belong here. Add one, or import a spreadsheet.",
    placeholder="Filter by name, community, area or person",
    draft=("name", "aliases", "kind", "sector", "regulator", "email", "phone", "town", "area"),
    related=(
        Related(
            kind="organisation_membership",
            parent="organisation_id",
            title="Communities",
            columns=(
                Shown(
                    "community_id", 120, 0, NameCell(under=("relation",), span=_SPAN, opens=True)
                ),
            ),
            link="community_id",
            tab="Details",
            empty="It belongs to no community.",
        ),
        Related(
            kind="organisation_area",
            parent="organisation_id",
            title="Local authorities",
            columns=(Shown("authority_id", 120, 0, NameCell()),),
            link="authority_id",
            tab="Details",
            empty="Its local authorities are not known.",
            sort="authority_id",
        ),
        Related(
            kind="enquiry",
            parent="organisation_id",
            title="Enquiries from here",
            columns=(
                Shown("subject", 120, 0, NameCell(under=("reference", "asker"), opens=True)),
                Shown("state", 120, 1),
            ),
            tab="Details",
            hushed=True,
        ),
        Related(
            kind="enquiry_link",
            parent="record_id",
            title="Enquiries linked here",
            columns=(Shown("enquiry_id", 200, 0, NameCell(under=("note",), opens=True)),),
            opens="enquiry_id",
            tab="Details",
            enter_opens=True,
            hushed=True,
        ),
        Related(
            kind="regulator_grade",
            parent="organisation_id",
            title="Grades",
            columns=(
                Shown("grade", 150, 0, NameCell(under=("scheme", "category", "working_towards"))),
                Shown("standing", 128, 0, PillCell(tones=_GRADES)),
                Shown("valid_until", 96, 1),
            ),
            tab="Details",
            sort="valid_until",
            hushed=True,
        ),
        Related(
            kind="affiliation",
            parent="organisation_id",
            title="People",
            columns=(
                Shown("participant_id", 120, 0, NameCell(under=("role",), span=_SPAN, opens=True)),
            ),
            link="participant_id",
            empty="Nobody is known here yet.",
            sort="participant_id",
        ),
    ),
    paste=_paste,
    tabs=(Tab("Can help", CanHelpTab),),
    commands=(RecordCommand("Capacity still so today", "check", _confirm, many=True),),
)


def page(desk: Desk) -> QWidget:
    """The page of organisations."""
    return ListPage(desk, SPEC)
