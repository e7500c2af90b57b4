"""The lists beside the meetings: series they are planned from, and items that wait for one."""

from collections.abc import Mapping, Sequence
from datetime import date

from copdesk.db.models import BacklogItem, MeetingSeries
from copdesk.db.queries import communities, meetings
from copdesk.db.queries.series import days_to_book
from copdesk.domain.dates import day_words
from copdesk.domain.series import Rule, read_rule, usual_rule
from copdesk.errors import UserError
from copdesk.services import series
from copdesk.ui.kit.cells import LinkCell, NameCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.list_spec import ListSpec, RecordCommand, Tab
from copdesk.ui.pages.meetings.series_dates import DatesTab
from copdesk.ui.pages.meetings.series_items import ItemsTab


def _plan(desk: Desk, ids: Sequence[int]) -> None:
    meeting_id = series.plan_next(desk.store, ids[0])
    with desk.store.read() as reader:
        title = reader.title(meeting_id)
    desk.open_record(meeting_id)
    desk.notices.say(f"Planned {title}.", undo=True)


def _sentence(desk: Desk, series_id: int) -> str:
    with desk.store.read() as reader:
        values = reader.get(MeetingSeries, series_id)
        days = days_to_book(reader, series_id, desk.today(), 1)
    if values is None:
        return ""
    if not values["active"]:
        return "It has come to its end."
    rule = _rule(values["rule"])
    due = f" Next to book: {day_words(days[0])}." if days else ""
    return f"{rule.words}.{due}" if rule else due.strip()


def _follows(desk: Desk, name: str, _values: Mapping[str, object]) -> Mapping[str, object]:
    """The community, where there is but one."""
    with desk.store.read() as reader:
        there = communities.communities(reader)
    return {"community_id": there[0][0]} if not name and len(there) == 1 else {}


def _explain(_desk: Desk, values: Mapping[str, object]) -> str:
    first = values.get("first_on")
    if not isinstance(first, date):
        return "Its first day says the weekday, the week and the months; other rhythms come after."
    return f"{usual_rule(first).words}. Another rhythm can be chosen once it is there."


def _rule(text: str) -> Rule | None:
    try:
        return read_rule(text)
    except ValueError:
        return None


def _take(desk: Desk, ids: Sequence[int]) -> None:
    """Put items that wait on the agenda of the next meeting of their community."""
    with desk.store.read() as reader:
        item = reader.get(BacklogItem, ids[0]) or {}
        community_id = item.get("community_id")
        found = meetings.next_meeting(reader, desk.today(), community_id=community_id)
    if found is None:
        raise UserError("No later meeting is planned.", "Plan it first, then take the item.")
    series.take_from_backlog(desk.store, ids, found.id)
    what = "1 item" if len(ids) == 1 else f"{len(ids)} items"
    desk.notices.say(f"Put {what} on the agenda of {found.title}.", undo=True)


def _waits(values: Mapping[str, object]) -> bool:
    return values["meeting_id"] is None


SERIES = ListSpec(
    kind="meeting_series",
    title="Series of meetings",
    icon="meetings",
    columns=(
        Shown("title", 250, 0, NameCell(under=("community_id",))),
        Shown("rhythm", 150, 1),
        Shown("next_meeting", 130, 2),
        Shown("held", 80, 4),
        Shown("per_year", 130, 3),
        Shown("place", 160, 5, hidden=True),
        Shown("community_id", 160, 6, LinkCell(), hidden=True),
    ),
    empty="Meetings that come round: each quarter, each month, or as often as you say.",
    everything="All series",
    form=(
        *("title", "community_id", "first_on", "starts_at", "ends_at"),
        *("place", "link", "per_year", "active", "notes"),
    ),
    draft=("title", "community_id", "first_on", "starts_at", "ends_at", "place", "link"),
    tabs=(Tab("Dates", DatesTab), Tab("Standing items", ItemsTab)),
    commands=(RecordCommand("Plan the next meeting", "plus", _plan),),
    sentence=_sentence,
    add=lambda desk, values: series.start_series(desk.store, values),
    follows=_follows,
    explain=_explain,
    verb=("Start", "Started"),
)
WAITING = ListSpec(
    kind="backlog_item",
    title="Items waiting for a meeting",
    icon="list",
    columns=(
        Shown("title", 280, 0, NameCell(under=("section",))),
        Shown("community_id", 180, 2, LinkCell()),
        Shown("minutes", 90, 3),
        Shown("asked_by_id", 160, 1, LinkCell()),
        Shown("meeting_id", 190, 4, LinkCell(role="text2")),
        Shown("section", 160, 5, hidden=True),
        Shown("expected", 120, 6, hidden=True),
    ),
    empty="What no meeting had room for yet waits here, with who asked for it.",
    everything="All items",
    placeholder="Filter by item, community or person",
    draft=("title", "community_id", "section", "minutes", "expected", "asked_by_id", "note"),
    follows=_follows,
    commands=(RecordCommand("Put on the next agenda", "right", _take, many=True, suits=_waits),),
)
