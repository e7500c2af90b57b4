"""Days as people write and read them: full, known only to the month or year, and in words."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, total_ordering

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day known to the year, the month or the day: ``2019``, ``2019-02``, ``2019-02-14``.

    Raises:
        ValueError: no such day, or a day without its month.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("A day needs its month.")
        if not 1 <= self.year <= 9999:
            raise ValueError("The year must have four digits.")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """The same day, fully known."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def parse(cls, iso: str) -> "PartialDate":
        """Read the ISO form, to whatever part is given."""
        found = _PARTIAL.fullmatch(iso)
        if found is None:
            raise ValueError(f"“{iso}” is not a date like 2019, 2019-02 or 2019-02-14.")
        return cls(*(int(part) if part else None for part in found.groups()))  # type: ignore[arg-type]

    @property
    def first(self) -> date:
        """The earliest day it may be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it may be."""
        month = self.month or 12
        return date(self.year, month, self.day or _days_in(self.year, month))

    @property
    def _key(self) -> tuple[int, int, int, bool, bool]:
        """By the earliest day it may be, what is known less well first."""
        month, day = self.month, self.day
        return self.year, month or 1, day or 1, month is not None, day is not None

    def __str__(self) -> str:
        parts = (f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part))
        return "-".join(parts)

    def __lt__(self, other: "PartialDate") -> bool:
        return self._key < other._key


def day_words(day: date) -> str:
    """``Thu 2 Apr 2026``: how every day is written on screen and paper."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day_words(day: date) -> str:
    """``2 Apr 2026``: where the weekday adds nothing, as in a narrow column."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def partial_words(day: PartialDate) -> str:
    """``2019``, ``Feb 2019`` or ``14 Feb 2019``."""
    if day.day:
        return short_day_words(day.first)
    return f"{_MONTHS[day.month - 1]} {day.year}" if day.month else str(day.year)


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later (or earlier); the month's last day where it has no such day.

    31 January + 1 month = 28 (or 29) February: how the ICO counts a month.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, _days_in(year, month + 1)))


def days_between_words(day: date, today: date) -> str:
    """``today``, ``tomorrow``, ``in 3 days``, ``yesterday``, ``2 days ago``."""
    n = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return near.get(n) or (f"in {n} days" if n > 0 else f"{-n} days ago")


def within(day: date, start: PartialDate | None, end: PartialDate | None) -> bool:
    """Whether ``day`` lies in a span whose ends may be open or only partly known (both count)."""
    return (start is None or start.first <= day) and (end is None or day <= end.last)


def runs_backwards(start: date | PartialDate | None, end: date | PartialDate | None) -> bool:
    """Whether a span surely ends before it begins; one that is only partly known may not."""
    if start is None or end is None:
        return False
    first = start.first if isinstance(start, PartialDate) else start
    last = end.last if isinstance(end, PartialDate) else end
    return last < first


def week_of(day: date) -> tuple[date, date]:
    """The Monday and the Sunday of the week that holds ``day``."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def quarter_of(day: date) -> str:
    """The calendar quarter that holds ``day``: ``Q4 2026``."""
    return f"Q{(day.month + 2) // 3} {day.year}"


def quarter_span(day: date) -> tuple[date, date]:
    """The first and the last day of the calendar quarter that holds ``day``."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return first, add_months(first, 3) - timedelta(days=1)


@cache
def _days_in(year: int, month: int) -> int:
    """Remembered, as thousands of deadlines fall in the same few months."""
    return monthrange(year, month)[1]
