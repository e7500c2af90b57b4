"""A meeting while it is held: how late it runs, when it will end, how long each item took."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from copdesk.domain.lengths import minutes_words
from copdesk.domain.meeting_times import LONDON

SAME_SITTING = timedelta(hours=12)
"""What lies further apart belongs to another sitting: a clock that ran longer was forgotten."""


@dataclass(frozen=True, slots=True)
class Timed:
    """One item of the agenda as the clock knows it.

    Attributes:
        planned: its minutes on the agenda; ``None`` where there are none.
        took: the minutes it has taken until now, without the time that is running.
        reached: it has been, or may still be, dealt with.
    """

    planned: int | None
    took: int | None = None
    reached: bool = True


@dataclass(frozen=True, slots=True)
class Course:
    """How a meeting stands against its plan.

    Attributes:
        elapsed: whole minutes of the current item until now.
        left: minutes the item still has; negative once it is over them; ``None``: none planned.
        late: minutes behind the plan (negative: ahead); ``None``: not known.
        ends: when it will end; a lower bound while `open_items` is not 0.
        over: minutes beyond the planned end (negative: to spare); ``None``: no planned end.
        open_items: how many items to come have no minutes.
    """

    elapsed: int
    left: int | None
    late: int | None
    ends: datetime
    over: int | None
    open_items: int


def course(
    items: Sequence[Timed],
    current: int,
    running: timedelta,
    now: datetime,
    plan: tuple[datetime | None, datetime | None],
) -> Course:
    """How a meeting stands now; all moments know their zone, so the clocks may change.

    Args:
        items: the agenda in its order.
        current: the place of the item that is dealt with.
        running: how long it has been dealt with since it was last begun.
        now: the moment.
        plan: when the meeting was to begin (see `planned_span`) and to end.
    """
    item = items[current]
    spent = timedelta(minutes=item.took or 0) + running
    rest = None if item.planned is None else timedelta(minutes=item.planned) - spent
    done_at = now + max(rest or timedelta(0), timedelta(0))
    to_come = [each for each in items[current + 1 :] if each.reached and each.took is None]
    ends = done_at + timedelta(minutes=sum(each.planned or 0 for each in to_come))
    start, end = plan
    return Course(
        elapsed=_minutes(spent),
        left=None if rest is None else _whole(rest),
        late=None if start is None else _late(items[: current + 1], start, done_at),
        ends=ends,
        over=None if end is None else _whole(ends - end),
        open_items=sum(each.planned is None for each in to_come),
    )


def planned_span(
    on: date, starts_at: time | None, ends_at: time | None
) -> tuple[datetime | None, datetime | None]:
    """The moments at which a meeting was to begin and end; an end before the start is a day later.

    Times are those of the clock on the wall in London.
    """
    start = None if starts_at is None else _moment(on, starts_at)
    next_day = starts_at is not None and ends_at is not None and ends_at < starts_at
    end_on = on + timedelta(days=1) if next_day else on
    return start, None if ends_at is None else _moment(end_on, ends_at)


def anchored(
    span: tuple[datetime | None, datetime | None], begun: datetime
) -> tuple[datetime | None, datetime | None]:
    """The plan moved to when the meeting really began, where it is held on quite another day."""
    start, end = span
    if start is None or abs(begun - start) <= SAME_SITTING:
        return span
    return begun, None if end is None else end + (begun - start)


def minutes_taken(before: int | None, running: timedelta) -> int | None:
    """The minutes of an item once it is left; less than half a minute counts as not begun."""
    more = int(running.total_seconds() / 60 + 0.5)
    return before if more <= 0 else (before or 0) + more


def elapsed_words(elapsed: int, planned: int | None) -> str:
    """``12 of 20 min``, ``23 min, 3 over``, ``12 min, none planned``."""
    if planned is None:
        return f"{minutes_words(elapsed)}, none planned"
    if elapsed > planned:
        return f"{minutes_words(elapsed)}, {minutes_words(elapsed - planned)} over"
    return f"{elapsed} of {minutes_words(planned)}"


def late_words(late: int | None) -> str:
    """``Running 6 minutes late``, ``On time``, ``4 minutes ahead``; says when it isn't known."""
    if late is None:
        return "Plan not known"
    if late == 0:
        return "On time"
    counted = "1 minute" if abs(late) == 1 else f"{abs(late)} minutes"
    return f"Running {counted} late" if late > 0 else f"{counted} ahead"


def ending_words(stand: Course) -> str:
    """``Ends about 12:07, 7 min after the planned end``."""
    about = "Ends after" if stand.open_items else "Ends about"
    said = f"{about} {stand.ends.astimezone(LONDON):%H:%M}"
    if stand.over is None or (stand.open_items and stand.over <= 0):
        return said
    if stand.over == 0:
        return f"{said}, as planned"
    side = "after" if stand.over > 0 else "before"
    return f"{said}, {minutes_words(abs(stand.over))} {side} the planned end"


def _late(until: Sequence[Timed], start: datetime, done_at: datetime) -> int | None:
    *before, current = until
    if any(each.planned is None for each in before):
        return None
    lengths = sum(each.planned or 0 for each in before) + (current.planned or 0)
    return _whole(done_at - (start + timedelta(minutes=lengths)))


def _moment(on: date, clock: time) -> datetime:
    return datetime.combine(on, clock, LONDON).astimezone(UTC)


def _minutes(length: timedelta) -> int:
    return max(0, int(length.total_seconds() // 60))


def _whole(length: timedelta) -> int:
    """Minutes towards zero: 59 seconds late is not a minute late yet."""
    return int(length.total_seconds() / 60)
