"""Times of one meeting on its day, across midnight and across a change of the clocks."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def starts(on: date, start: time | None, lengths: Sequence[int | None]) -> list[time | None]:
    """When each item begins by the clock on the wall; unknown after an item without minutes.

    Args:
        on: the day the meeting begins.
        start: when it begins.
        lengths: the minutes of the items.
    """
    now = None if start is None else _moment(on, start)
    found: list[time | None] = []
    for length in lengths:
        found.append(None if now is None else _clock(now))
        now = None if now is None or length is None else now + timedelta(minutes=length)
    return found


def ending(on: date, start: time | None, lengths: Sequence[int | None]) -> time | None:
    """When the last item ends; unknown without a start or where an item has no minutes."""
    return starts(on, start, [*lengths, None])[-1]


def minutes_between(on: date, start: time | None, end: time | None) -> int | None:
    """The minutes that really pass from start to end; an end before the start is a day later."""
    if start is None or end is None:
        return None
    first, last = _moment(on, start), _moment(on, end)
    if end < start:
        last = _moment(on + timedelta(days=1), end)
    return round((last - first).total_seconds() / 60)


def minutes_present(
    on: date,
    meeting: tuple[time | None, time | None],
    person: tuple[time | None, time | None],
) -> int | None:
    """How long somebody was there; their own times where known, else those of the meeting.

    Args:
        on: the day the meeting begins.
        meeting: when it began and ended.
        person: when they came and left.
    """
    return minutes_between(on, person[0] or meeting[0], person[1] or meeting[1])


def _moment(on: date, clock: time) -> datetime:
    return datetime.combine(on, clock, LONDON).astimezone(UTC)


def _clock(moment: datetime) -> time:
    return moment.astimezone(LONDON).time()
