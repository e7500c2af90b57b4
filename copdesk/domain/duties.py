"""What needs doing and in what order, and what stays away because it was put off or set aside."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum

from copdesk.domain.dates import days_between_words
from copdesk.domain.enquiries import Priority

WAITING_DAYS = 14
"""Days after which a silent asker is asked again, unless the settings say otherwise."""

GRADE_DAYS = 60
"""How many days before a grade runs out it is looked at."""


class DutyKind(StrEnum):
    """What a line is about; of two that press equally, the kind named first stands first."""

    ENQUIRY = "enquiry"
    NEXT_STEP = "next_step"
    ACTION = "action"
    COUNTDOWN = "countdown"
    WAITING = "waiting"
    NEW = "new"
    WRITE_UP = "write_up"
    AGENDA = "agenda"
    BOOKING = "booking"
    TRAINING = "training"
    GRADE = "grade"
    INTRODUCTION = "introduction"
    KNOWLEDGE = "knowledge"
    LEGAL_CHANGE = "legal_change"
    CAPACITY = "capacity"

    @property
    def is_promised(self) -> bool:
        """Whether somebody was promised it by its day: only that can be late."""
        return self in _PROMISED


_PROMISED = frozenset({DutyKind.ENQUIRY, DutyKind.NEXT_STEP, DutyKind.ACTION, DutyKind.COUNTDOWN})
_RANK = {kind: place for place, kind in enumerate(DutyKind)}


class Urgency(IntEnum):
    """What is done first of what is equally late; what is QUIET waits until there is time."""

    URGENT = 0
    NORMAL = 1
    LOW = 2
    QUIET = 3

    @classmethod
    def of(cls, priority: Priority) -> "Urgency":
        """The urgency of an enquiry of this priority."""
        return cls[priority.name]


@dataclass(frozen=True, slots=True)
class Duty:
    """One line of what needs doing.

    Attributes:
        kind: what it is about.
        record_id: the record it is about.
        day: the day it is to be done by; what it was put off for ends when this day changes.
        title, detail: what it is, and where it comes from.
        urgency: how pressing it is beside others that are equally late.
        act_by: the last working day for it, where that is before its day.
        state: how it stands, where its day alone does not say so.
        part: tells several lines about one record apart.
        opens: the record that is shown for it; its own where there is none.
    """

    kind: DutyKind
    record_id: int
    day: date
    title: str
    detail: str = ""
    urgency: Urgency = Urgency.NORMAL
    act_by: date | None = None
    state: str = ""
    part: str = ""
    opens: int | None = None

    @property
    def key(self) -> str:
        """What it is and its day: a mark on this key is void once the day has changed."""
        return f"{self.about}:{self.day.isoformat()}"

    @property
    def about(self) -> str:
        """What it is, whatever its day."""
        return f"{self.kind}:{self.record_id}:{self.part}"

    def days_late(self, today: date) -> int:
        """By how many days it is late; 0 when it is not, or was promised to nobody."""
        return max(0, (today - self.day).days) if self.kind.is_promised else 0

    def state_words(self, today: date) -> str:
        """``5 days late``, ``Act today``, ``Due tomorrow``, or how it stands otherwise."""
        late = self.days_late(today)
        if late:
            return "1 day late" if late == 1 else f"{late:,} days late"
        if self.state:
            return self.state
        if self.act_by is not None and self.act_by <= today:
            return "Act today"
        return f"Due {days_between_words(self.day, today)}"


@dataclass(frozen=True, slots=True)
class Mark:
    """A line put off until a day, or set aside where there is no day.

    Attributes:
        id: of the record of it.
        until: the day it comes back on; ``None``: only when its own day changes.
        reason: why it was set aside.
    """

    id: int
    until: date | None = None
    reason: str = ""

    def holds(self, today: date) -> bool:
        """Whether it still keeps the line away."""
        return self.until is None or self.until > today


@dataclass(frozen=True, slots=True)
class Sorted:
    """The lines of a day: what is there, and what is away with what keeps it away."""

    here: tuple[Duty, ...]
    away: tuple[tuple[Duty, Mark], ...]


def in_order(duties: Iterable[Duty], today: date) -> list[Duty]:
    """What is late by most first, then what is most urgent, then by day.

    The order is total: the same lines stand in the same order however they come.
    """

    def place(each: Duty) -> tuple[int, int, date, int, str]:
        due = each.act_by or each.day
        return -each.days_late(today), each.urgency, due, _RANK[each.kind], each.key

    return sorted(duties, key=place)


def sort_out(duties: Iterable[Duty], marks: Mapping[str, Mark], today: date) -> Sorted:
    """Part what is to be shown from what was put off or set aside, each in its order.

    Args:
        duties: every line of the day.
        marks: what was put off or set aside, by the key of the line.
        today: the day asked for.
    """
    here, away = [], []
    for each in in_order(duties, today):
        mark = marks.get(each.key)
        if mark is not None and mark.holds(today):
            away.append((each, mark))
        else:
            here.append(each)
    return Sorted(tuple(here), tuple(away))


def days_to_put_off(today: date) -> tuple[tuple[str, date], ...]:
    """The usual days on which a line comes back: tomorrow, Monday, a week from today.

    A week from a day at the weekend is the Monday after.
    """
    monday = today + timedelta(days=7 - today.weekday())
    week = today + timedelta(days=7)
    offered = (
        ("Tomorrow", today + timedelta(days=1)),
        ("Monday", monday),
        ("Next week", week if week.weekday() < 5 else monday + timedelta(days=7)),
    )
    known: dict[date, str] = {}
    for words, day in offered:
        known.setdefault(day, words)
    return tuple((words, day) for day, words in known.items())
