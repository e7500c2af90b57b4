"""When the meetings of a series are due: the rule in words and in days, and what is not booked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from copdesk.domain.meetings import MeetingState
from copdesk.domain.options import Option

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY_WORDS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH_WORDS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_PARTS = {"FREQ", "INTERVAL", "BYMONTH", "BYDAY"}
_LONGEST_LOOK = 400


class Rhythm(Option):
    """How often the meetings of a series come round."""

    QUARTERLY = "quarterly", "Every quarter"
    MONTHLY = "monthly", "Every month"
    TWO_MONTHLY = "two_monthly", "Every two months"
    HALF_YEARLY = "half_yearly", "Twice a year"
    YEARLY = "yearly", "Once a year"
    WEEKLY = "weekly", "Every week"
    FORTNIGHTLY = "fortnightly", "Every two weeks"

    @property
    def months(self) -> int:
        """The months between two meetings; 0 where weeks are counted."""
        return _MONTHS_BETWEEN.get(self, 0)

    @property
    def per_year(self) -> int:
        """How many meetings a year has."""
        return 12 // self.months if self.months else 52 // _WEEKS_BETWEEN[self]


_MONTHS_BETWEEN = {
    Rhythm.QUARTERLY: 3,
    Rhythm.MONTHLY: 1,
    Rhythm.TWO_MONTHLY: 2,
    Rhythm.HALF_YEARLY: 6,
    Rhythm.YEARLY: 12,
}
_WEEKS_BETWEEN = {Rhythm.WEEKLY: 1, Rhythm.FORTNIGHTLY: 2}


class Week(Option):
    """Which of the days of that name in a month."""

    FIRST = "1", "First"
    SECOND = "2", "Second"
    THIRD = "3", "Third"
    FOURTH = "4", "Fourth"
    LAST = "-1", "Last"


@dataclass(frozen=True, slots=True)
class Rule:
    """When a series meets.

    Attributes:
        rhythm: how often.
        weekday: 0 is Monday.
        week: which of those weekdays of the month; of no account where weeks are counted.
        month: the first month of the year (1 to 12) in which it meets; of no account where it
            meets every month or by weeks.
    """

    rhythm: Rhythm
    weekday: int
    week: Week = Week.SECOND
    month: int = 3

    @property
    def months(self) -> tuple[int, ...]:
        """The months in which it meets, from January; empty where weeks are counted."""
        step = self.rhythm.months
        return tuple(range((self.month - 1) % step + 1, 13, step)) if step else ()

    @property
    def text(self) -> str:
        """The rule as calendars write it: ``FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=2WE``."""
        day = _DAYS[self.weekday]
        if not self.months:
            return f"FREQ=WEEKLY;INTERVAL={_WEEKS_BETWEEN[self.rhythm]};BYDAY={day}"
        months = ",".join(str(month) for month in self.months)
        return f"FREQ=YEARLY;BYMONTH={months};BYDAY={self.week.value}{day}"

    @property
    def words(self) -> str:
        """``Second Wednesday of March, June, September and December``."""
        day = _DAY_WORDS[self.weekday]
        if not self.months:
            two = self.rhythm is Rhythm.FORTNIGHTLY
            return f"{day} every two weeks" if two else f"Every {day}"
        named = "every month"
        if self.rhythm is not Rhythm.MONTHLY:
            named = _listed([_MONTH_WORDS[month - 1] for month in self.months])
        return f"{self.week.label} {day} of {named}"


def usual_rule(first: date, rhythm: Rhythm = Rhythm.QUARTERLY) -> Rule:
    """The rule that begins on a day: the same weekday of the same week in its months."""
    week = list(Week)[min((first.day - 1) // 7, 4)]
    return Rule(rhythm, first.weekday(), week, first.month)


def read_rule(text: str) -> Rule:
    """The rule that a calendar would write so.

    Raises:
        ValueError: it is none of the rhythms that can be chosen here.
    """
    parts = dict(part.partition("=")[::2] for part in text.upper().split(";") if part)
    day = parts.get("BYDAY", "")
    every = int(parts.get("INTERVAL", "1") or "1") if parts.keys() <= _PARTS else 0
    if day[-2:] not in _DAYS or every < 1:
        raise ValueError("This rhythm is not known.")
    weekday = _DAYS.index(day[-2:])
    if parts.get("FREQ") == "WEEKLY" and every in (1, 2) and "BYMONTH" not in parts:
        return Rule(Rhythm.WEEKLY if every == 1 else Rhythm.FORTNIGHTLY, weekday)
    months = sorted(int(month) for month in parts.get("BYMONTH", "").split(",") if month)
    for rhythm in _MONTHS_BETWEEN if parts.get("FREQ") == "YEARLY" and every == 1 else ():
        rule = Rule(rhythm, weekday, Week(day[:-2] or "1"), months[0] if months else 1)
        if list(rule.months) == months:
            return rule
    raise ValueError("This rhythm is not known.")


def due_days(rule: str, first: date, after: date, count: int) -> list[date]:
    """The next days of a series.

    Args:
        rule: as calendars write it, without a first day; empty for a series without a rhythm.
        first: no day lies before it.
        after: the days wanted lie after this one.
        count: how many, at most 400.
    """
    from dateutil.rrule import rrulestr  # noqa: PLC0415  (not needed for the first paint)

    if not rule:
        return []
    days = rrulestr(rule, dtstart=datetime.combine(first, time())).xafter(
        datetime.combine(after, time()), count=min(count, _LONGEST_LOOK)
    )
    return [day.date() for day in islice(days, count)]


def not_booked(due: Sequence[date], booked: Iterable[date]) -> list[date]:
    """The due days for which no meeting is in the diary, skipped or held."""
    taken = set(stands_for(due, booked).values())
    return [day for day in due if day not in taken]


def stands_for(due: Sequence[date], booked: Iterable[date]) -> dict[date, date]:
    """For which due day each meeting stands; those that stand for none are left out.

    A meeting stands for the due day nearest to it, so a meeting that was moved by some days
    still stands for its own; each for one only.
    """
    free, found = list(due), {}
    for day in sorted(booked):
        near = min(free, key=lambda each: abs(each - day), default=None)
        if near is not None and abs(near - day) <= _reach(due, near):
            free.remove(near)
            found[day] = near
    return found


@dataclass(frozen=True, slots=True)
class YearCount:
    """The meetings of one year, held against what was planned.

    Attributes:
        year: the calendar year.
        planned: how many the series should have; ``None`` when not known.
        held, to_come, called_off: how many there are.
    """

    year: int
    planned: int | None
    held: int
    to_come: int
    called_off: int

    @property
    def words(self) -> str:
        """``3 of 4 held, 1 to come, 1 called off``."""
        of = f" of {self.planned}" if self.planned is not None else ""
        more = [
            f"{count} {noun}"
            for count, noun in ((self.to_come, "to come"), (self.called_off, "called off"))
            if count
        ]
        return ", ".join([f"{self.held}{of} held", *more])


def by_year(meetings: Iterable[tuple[date, MeetingState]], per_year: int | None) -> list[YearCount]:
    """The meetings of a series by year, the newest year first."""
    known = list(meetings)
    return [
        YearCount(
            year,
            per_year,
            *(
                sum(day.year == year and state is wanted for day, state in known)
                for wanted in (MeetingState.HELD, MeetingState.PLANNED, MeetingState.CANCELLED)
            ),
        )
        for year in sorted({day.year for day, _state in known}, reverse=True)
    ]


def _reach(due: Sequence[date], day: date) -> timedelta:
    """How far a meeting may lie from its due day: a third of the way to the nearest other."""
    gaps = [abs(each - day) for each in due if each != day]
    return min(gaps) / 3 if gaps else date.max - date.min


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
