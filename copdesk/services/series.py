"""Series of meetings: their rhythm, their standing items, and each meeting planned from them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from copdesk.db.models import AgendaItem, BacklogItem, Meeting, MeetingSeries, SeriesItem
from copdesk.db.queries.series import days_to_book, template
from copdesk.db.store import Store
from copdesk.db.unit import Unit
from copdesk.domain.dates import day_words
from copdesk.domain.meetings import Expected, MeetingState, Section
from copdesk.domain.series import Rule, due_days, read_rule, stands_for, usual_rule
from copdesk.errors import UserError
from copdesk.services.agenda import proposed, put_on_agenda
from copdesk.services.carry import bring_forward
from copdesk.services.meetings import usual_title
from copdesk.services.records import add_in

STANDING: tuple[tuple[Section, int, Expected], ...] = (
    (Section.WELCOME, 10, Expected.INFORM),
    (Section.MATTERS_ARISING, 10, Expected.DECIDE),
    (Section.LEGAL_CHANGES, 20, Expected.INFORM),
    (Section.TRAINING, 15, Expected.DISCUSS),
    (Section.CHALLENGES, 25, Expected.DISCUSS),
    (Section.CAPACITY, 10, Expected.INFORM),
    (Section.REFERRAL_PATHWAYS, 10, Expected.DISCUSS),
    (Section.PRO_BONO, 10, Expected.INFORM),
    (Section.WINS, 5, Expected.INFORM),
    (Section.NEXT_MEETING, 5, Expected.DECIDE),
)
"""The standing items a series begins with, and their minutes: two hours."""

_SAME = ("starts_at", "ends_at", "place", "link")
_NEAR, _MOST_DAYS = timedelta(days=45), 400
_TEMPLATE = ("section", "title", "minutes", "expected", "note")


def start_series(
    store: Store,
    values: Mapping[str, object],
    standing: Sequence[tuple[Section, int, Expected]] = STANDING,
) -> int:
    """Start a series with the usual standing items; returns its id.

    Without a rule it meets each quarter, on the weekday and in the week of its first day.
    Meetings of the community that stand for one of its days belong to it from now on.

    Raises:
        Invalid: a value can't be kept; nothing is changed.
    """
    given: dict[str, Any] = dict(values)
    first = given.get("first_on")
    if not given.get("rule") and isinstance(first, date):
        given["rule"] = usual_rule(first).text
    if given.get("rule") and given.get("per_year") is None:
        given["per_year"] = read_rule(given["rule"]).rhythm.per_year
    with store.change("Start series") as unit:
        id_ = add_in(unit, MeetingSeries, given)
        rows = [
            {"section": section, "title": section.label, "minutes": minutes, "expected": expected}
            for section, minutes, expected in standing
        ]
        unit.insert_many(SeriesItem, _numbered(rows, id_))
        _adopt(unit, id_)
        unit.label = f"Start series {given['title']}"
    return id_


def set_rhythm(store: Store, series_id: int, rule: Rule) -> None:
    """Let a series meet by another rule from now on; meetings in the diary stay where they are."""
    with store.change("Rhythm") as unit:
        title = _series(unit, series_id)["title"]
        unit.label = f"{title}: {rule.words}"
        unit.set(MeetingSeries, series_id, rule=rule.text, per_year=rule.rhythm.per_year)


def add_standing_item(store: Store, series_id: int, values: Mapping[str, object]) -> int:
    """Add an item to what every meeting planned from now on begins with; returns its id.

    Raises:
        Invalid: a value can't be kept; nothing is changed.
    """
    with store.change("Add standing item") as unit:
        title = _series(unit, series_id)["title"]
        place = len(unit.find(SeriesItem, series_id=series_id))
        given = {"section": Section.OTHER, **values}
        id_ = add_in(unit, SeriesItem, {**given, "series_id": series_id, "position": place})
        unit.label = f"Add “{values.get('title', '')}” to the standing items of {title}"
    return id_


def move_standing_item(store: Store, item_id: int, to: int) -> None:
    """Move a standing item to another place in the order (0 is the first)."""
    with store.change("Move standing item") as unit:
        item = unit.get(SeriesItem, item_id)
        if item is None:
            raise UserError("This item was deleted.", "Undo the deletion first.")
        order = [each.id for each in template(unit, item["series_id"]) if each.id != item_id]
        order.insert(max(to, 0), item_id)
        for position, each in enumerate(order):
            unit.set(SeriesItem, each, position=position)
        unit.label = f"Move “{item['title']}” among the standing items"


def plan_next(store: Store, series_id: int, on: date | None = None) -> int:
    """Plan a meeting of a series with its standing items, and what was carried; returns its id.

    Each item has the minutes its like took lately, else those of the template.

    Args:
        store: the open file.
        series_id: which series.
        on: the day; by default the next that is due and not booked.

    Raises:
        UserError: the series is gone, or no day is due.
    """
    with store.change("Plan meeting") as unit:
        series = _series(unit, series_id)
        day = on or next(iter(days_to_book(unit, series_id, unit.today, 1)), None)
        if day is None:
            raise UserError("No day of this series is due.", "Choose how often it meets.")
        meeting_id = add_in(unit, Meeting, _meeting(unit, series, day))
        items = [
            {name: getattr(each, name) for name in _TEMPLATE} | {"standing": True}
            for each in template(unit, series_id)
        ]
        rows = proposed(unit, series["community_id"], day, items)
        unit.insert_many(
            AgendaItem,
            [{**row, "meeting_id": meeting_id, "position": n} for n, row in enumerate(rows)],
        )
        bring_forward(unit, meeting_id)
        unit.label = f"Plan {_title(unit, meeting_id)}"
    return meeting_id


def skip_day(store: Store, series_id: int, day: date) -> int:
    """Say that a series does not meet on a day it is due; returns the id of what is called off."""
    with store.change("Skip") as unit:
        series = _series(unit, series_id)
        values = _meeting(unit, series, day) | {"state": MeetingState.CANCELLED}
        id_ = add_in(unit, Meeting, values)
        unit.label = f"{series['title']}: no meeting on {day_words(day)}"
    return id_


def take_from_backlog(store: Store, item_ids: Sequence[int], meeting_id: int) -> None:
    """Put items that wait on the agenda of a meeting; they stay in the list as taken.

    Raises:
        UserError: the meeting is gone, or one waits for another community's meeting.
    """
    with store.change("Take from the waiting items") as unit:
        meeting = unit.get(Meeting, meeting_id)
        if meeting is None:
            raise UserError("That meeting was deleted.", "Choose another meeting.")
        items = [item for item in (unit.get(BacklogItem, each) for each in item_ids) if item]
        if any(item["community_id"] != meeting["community_id"] for item in items):
            raise UserError(
                "Some of these wait for another community.", "Choose those of one community."
            )
        names = (*_TEMPLATE, "asked_by_id")
        put_on_agenda(unit, meeting_id, [{name: item[name] for name in names} for item in items])
        for item in items:
            unit.set(BacklogItem, item["id"], meeting_id=meeting_id)
        what = f"“{items[0]['title']}”" if len(items) == 1 else f"{len(items)} items"
        unit.label = f"Put {what} on the agenda of {meeting['title']}"


def put_aside(store: Store, item_ids: Sequence[int]) -> list[int]:
    """Take items off their agenda to wait for a later meeting; returns the ids of what waits."""
    with store.change("Let wait") as unit:
        items = [item for item in (unit.get(AgendaItem, each) for each in item_ids) if item]
        made = []
        for item in items:
            meeting = unit.get(Meeting, item["meeting_id"]) or {}
            values = {name: item[name] for name in (*_TEMPLATE, "asked_by_id")}
            made.append(unit.add(BacklogItem, **values, community_id=meeting["community_id"]))
            unit.delete(AgendaItem, item["id"])
        what = f"“{items[0]['title']}”" if len(items) == 1 else f"{len(items)} items"
        unit.label = f"Let {what} wait for a later meeting"
    return made


def _title(unit: Unit, meeting_id: int) -> str:
    """What a meeting made in this act is called."""
    return str((unit.get(Meeting, meeting_id) or {}).get("title", ""))


def _adopt(unit: Unit, series_id: int) -> None:
    """Let the meetings that are in the diary for the days of a series belong to it."""
    series = _series(unit, series_id)
    known = unit.find(Meeting, community_id=series["community_id"], series_id=None)
    there = [each for each in known if each["held_on"] >= series["first_on"] - _NEAR]
    if not there:
        return
    before = series["first_on"] - timedelta(days=1)
    last = max(each["held_on"] for each in there)
    due = due_days(series["rule"], series["first_on"], before, _MOST_DAYS)
    near = due[: sum(day <= last for day in due) + 2]  # two more, so that a gap can be told
    stand = stands_for(near, (each["held_on"] for each in there))
    for each in there:
        if each["held_on"] in stand:
            unit.set(Meeting, each["id"], series_id=series_id)


def _meeting(unit: Unit, series: Mapping[str, Any], day: date) -> dict[str, Any]:
    return {
        "title": usual_title(unit, series["community_id"], day),
        "community_id": series["community_id"],
        "held_on": day,
        "series_id": series["id"],
    } | {name: series[name] for name in _SAME}


def _series(unit: Unit, series_id: int) -> dict[str, Any]:
    series = unit.get(MeetingSeries, series_id)
    if series is None:
        raise UserError("This series was deleted.", "Undo the deletion first.")
    return series


def _numbered(rows: Sequence[Mapping[str, object]], series_id: int) -> list[dict[str, object]]:
    return [{**row, "series_id": series_id, "position": n} for n, row in enumerate(rows)]
