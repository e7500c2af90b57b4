"""The list of meetings, and the small draft with which the next one is planned."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import cast

from copdesk.db.queries import communities, meetings
from copdesk.db.queries.meetings import MeetingLine
from copdesk.db.reader import Reader
from copdesk.domain.meetings import MeetingState, next_quarterly
from copdesk.services.meetings import schedule_meeting
from copdesk.ui.kit.cells import NameCell, PillCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.list_spec import ListSpec, RecordCommand

TONES: Mapping[object, tuple[str, str]] = {
    MeetingState.PLANNED: ("info", "clock"),
    MeetingState.HELD: ("ok", "check"),
    MeetingState.CANCELLED: ("mute", "close"),
}
"""The tone and icon of each state of a meeting."""


def _open(desk: Desk, meeting_id: int) -> None:
    desk.open_record(meeting_id)


def _open_first(desk: Desk, ids: Sequence[int]) -> None:
    desk.open_record(ids[0])


def _plan(desk: Desk, values: Mapping[str, object]) -> int:
    return schedule_meeting(
        desk.store,
        cast("int", values["community_id"]),
        cast("date", values["held_on"]),
        starts_at=cast("time | None", values["starts_at"]),
        ends_at=cast("time | None", values["ends_at"]),
        place=str(values["place"]),
        link=str(values["link"]),
    )


def _follows(desk: Desk, name: str, values: Mapping[str, object]) -> Mapping[str, object]:
    """As the last meeting was: the same community, weekday, times and place, a quarter later."""
    with desk.store.read() as reader:
        if name == "community_id":
            return _as_last(reader, cast("int | None", values.get(name)), desk.today())
        if name or values.get("community_id") is not None:
            return {}
        known = [each for each in meetings.meetings(reader) if each.state != MeetingState.CANCELLED]
        there = communities.communities(reader)
        if known:
            return _as_last(reader, known[0].community_id, desk.today())
        return {"community_id": there[0][0]} if len(there) == 1 else {}


def _as_last(reader: Reader, community_id: int | None, today: date) -> Mapping[str, object]:
    last = _last(reader, community_id)
    if last is None:
        return {}
    return {
        "community_id": last.community_id,
        "held_on": next_quarterly(last.held_on, today),
        "starts_at": last.starts_at,
        "ends_at": last.ends_at,
        "place": last.place,
        "link": last.link,
    }


def _last(reader: Reader, community_id: int | None) -> MeetingLine | None:
    if community_id is None:
        return None
    known = meetings.meetings(reader, community_id=community_id)
    return next((each for each in known if each.state != MeetingState.CANCELLED), None)


SPEC = ListSpec(
    kind="meeting",
    title="Meetings",
    icon="meetings",
    columns=(
        Shown("title", 260, 0, NameCell(under=("community_id",))),
        Shown("held_on", 140, 1),
        Shown("place", 180, 4),
        Shown("state", 120, 2, PillCell(tones=TONES)),
        Shown("attended", 70, 5),
        Shown("items", 110, 6),
        Shown("open_actions", 110, 3),
        Shown("community_id", 160, 7, hidden=True),
        Shown("starts_at", 70, 8, hidden=True),
    ),
    empty="Plan the first meeting: the usual agenda is made with it.",
    everything="All meetings",
    placeholder="Filter by title, place or agenda item",
    sort="held_on",
    descending=True,
    form=(
        "title",
        "community_id",
        "held_on",
        "starts_at",
        "ends_at",
        "place",
        "link",
        "state",
        "series_id",
        "notes",
    ),
    draft=("community_id", "held_on", "starts_at", "ends_at", "place", "link"),
    commands=(RecordCommand("Open meeting", "right", _open_first),),
    add=_plan,
    open=_open,
    verb=("Plan", "Planned"),
    follows=_follows,
    locked=("title",),
)
