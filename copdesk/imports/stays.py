"""Times and lengths of stay as Teams and Zoom write them, and which of the numbers is the day."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from enum import Enum

from copdesk.db.unit import LONDON

Span = tuple[datetime, datetime]


class Order(Enum):
    """Which number of ``10/6/26`` is the day."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to read the dates of a file, and the day the meeting was on when they are read so."""

    order: Order
    day: date


_STAMP = re.compile(
    r"(?P<a>\d{1,4})(?P<mark>[./-])(?P<b>\d{1,2})(?P=mark)(?P<c>\d{1,4}),?[ T]+"
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d+)?)?"
    r"(?: ?(?P<half>[ap])\.? ?m\.?)?(?: ?(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}))?",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"(?:(?P<h>\d+) ?(?:h|std)[a-z]*\.?)? ?(?:(?P<m>\d+) ?m[a-z]*\.?)? ?"
    r"(?:(?P<s>\d+) ?s[a-z]*\.?)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(\d+):(\d{2}):(\d{2})")


def looks_like_moment(text: str) -> bool:
    """Whether a cell holds a day with a time."""
    return _STAMP.fullmatch(_plain(text)) is not None


def moment(text: str, order: Order) -> datetime | None:
    """The moment that a cell names, in London; ``None`` when there is none read so."""
    found = _STAMP.fullmatch(_plain(text))
    if found is None:
        return None
    hour = int(found["hour"])
    if half := (found["half"] or "").lower():
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    year, month, day = _numbers(found, order)
    try:
        return datetime(
            year,
            month,
            day,
            hour,
            int(found["minute"]),
            int(found["second"] or 0),
            tzinfo=_zone(found["zone"]),
        ).astimezone(LONDON)
    except (ValueError, OverflowError):
        return None


def seconds(text: str) -> int | None:
    """The seconds of a length: ``1h 13m 42s``, ``45m``, ``1:13:42``, or minutes as ``73``.

    ``None`` when it can't be read; that is not the same as nothing.
    """
    plain = _plain(text)
    if plain.isdecimal():
        return int(plain) * 60
    if clock := _CLOCK.fullmatch(plain):
        hours, minutes, rest = map(int, clock.groups())
        return hours * 3600 + minutes * 60 + rest
    found = _LENGTH.fullmatch(plain)
    if not plain or found is None:
        return None
    hours, minutes, rest = (int(found[part] or 0) for part in "hms")
    return hours * 3600 + minutes * 60 + rest


def readings(cells: Iterable[str], joins: Iterable[str], held_on: date) -> tuple[Reading, ...]:
    """The ways to read the dates of a file: one when it is sure, two when somebody must say.

    Args:
        cells: every cell of the file that looks like a moment; all must have a meaning.
        joins: the cells that say when people came.
        held_on: the day of the meeting; where it decides, nobody is asked.
    """
    every, came = list(cells), list(joins)
    found = []
    for order in Order:
        if all(moment(cell, order) for cell in every):
            days = [at.date() for cell in came if (at := moment(cell, order))]
            found.append(Reading(order, min(days, default=held_on)))
    if len(found) == 2 and found[0].day == found[1].day:
        return (found[0],)
    near = [one for one in found if abs((one.day - held_on).days) <= 1]
    return tuple(near if len(near) == 1 else found)


def union(spans: Sequence[Span]) -> int:
    """The seconds covered by spans that may overlap."""
    covered = 0
    until: datetime | None = None
    for begins, ends in sorted(spans):
        start = begins if until is None else max(begins, until)
        covered += max(0, int((ends - start).total_seconds()))
        until = ends if until is None else max(until, ends)
    return covered


def _plain(text: str) -> str:
    return " ".join(text.split())  # also the narrow space that stands before AM and PM


def _numbers(found: re.Match[str], order: Order) -> tuple[int, int, int]:
    a, b, c = int(found["a"]), int(found["b"]), int(found["c"])
    if len(found["a"]) == 4:
        return a, b, c
    year = c + 2000 if c < 100 else c
    day_first = order is Order.DAY_FIRST or found["mark"] == "."
    return (year, b, a) if day_first else (year, a, b)


def _zone(words: str | None) -> tzinfo:
    if not words:
        return LONDON
    if words[0] not in "+-":
        return UTC
    hours, minutes = int(words[1:3]), int(words[-2:])
    away = timedelta(hours=hours, minutes=minutes)
    return timezone(-away if words[0] == "-" else away)
