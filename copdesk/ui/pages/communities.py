"""Communities of practice: who belongs to them, and when they meet next."""

from PySide6.QtWidgets import QWidget

from copdesk.db.queries.promise import terms_of
from copdesk.domain.dates import day_words
from copdesk.domain.promise import act_by, promised_by
from copdesk.ui.kit.cells import NameCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.list_page import ListPage
from copdesk.ui.kit.list_spec import ListSpec, Related

_SPAN = ("start", "end")


def _sentence(desk: Desk, community_id: int) -> str:
    """What its promise means for an enquiry that comes today."""
    with desk.store.read() as reader:
        terms = terms_of(reader, community_id)
    today = desk.today()
    promised = promised_by(today, terms)
    act = act_by(promised, terms)
    by = f", so act by {day_words(act)}" if act != promised else ""
    return f"An enquiry received today is promised by {day_words(promised)}{by}."


SPEC = ListSpec(
    kind="community",
    title="Communities",
    icon="communities",
    columns=(
        Shown("name", 300, 0, NameCell(under=("area",))),
        Shown("organisations", 110, 2),
        Shown("people", 80, 3),
        Shown("next_meeting", 116, 1),
        Shown("cadence", 160, 4),
        Shown("started", 100, 5),
        Shown("promise_days", 110, 6, hidden=True),
        Shown("promise_rule", 120, 6, hidden=True),
        Shown("nation", 130, 7, hidden=True),
    ),
    empty="A community is a network of organisations and people that meets. Begin with its name.",
    placeholder="Filter by name or area",
    sentence=_sentence,
    related=(
        Related(
            kind="organisation_membership",
            parent="community_id",
            title="Organisations",
            columns=(
                Shown(
                    "organisation_id", 120, 0, NameCell(under=("relation",), span=_SPAN, opens=True)
                ),
            ),
            link="organisation_id",
            tab="Members",
            empty="No organisation belongs to it yet.",
            sort="organisation_id",
        ),
        Related(
            kind="participant_membership",
            parent="community_id",
            title="People",
            columns=(Shown("participant_id", 120, 0, NameCell(span=_SPAN, opens=True)),),
            link="participant_id",
            tab="Members",
            empty="Nobody belongs to it yet.",
            sort="participant_id",
        ),
    ),
)


def page(desk: Desk) -> QWidget:
    """The page of communities."""
    return ListPage(desk, SPEC)
