"""Times of day and lengths of time as people type them: 2pm, 14.30, 1h30, 90m, 1,5 hours."""

import re
from datetime import time
from decimal import ROUND_HALF_UP, Decimal

MOST_HOURS = Decimal("999.99")
MOST_MINUTES = 9_999

_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h]?(?P<minute>\d{2})(?::\d{2})?)?\s?(?:(?P<half>[ap])\.?m?\.?)?"
)
_NAMED_CLOCKS = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_HOUR_WORD = r"\s?(?:h|hr|hrs|hour|hours)\.?"
_MINUTE_WORD = r"\s?(?:m|min|mins|minute|minutes)\.?"
_COLON = re.compile(r"(?P<hours>\d{1,3}):(?P<minutes>[0-5]\d)(?::00)?")
_LENGTH = re.compile(
    rf"(?:(?P<hours>\d{{1,3}}){_HOUR_WORD},?)?\s?(?:and\s)?"
    rf"(?:(?P<minutes>\d{{1,4}})(?:\.0+)?(?:{_MINUTE_WORD})?)?"
)
_DECIMAL = re.compile(
    rf"(?=[.,]?\d)(?P<whole>\d{{0,6}})(?:[.,](?P<part>\d*))?(?P<unit>{_HOUR_WORD})?"
)
_HUNDREDTH = Decimal("0.01")
_NOISE = Decimal("0.000001")


def read_clock(text: str) -> time:
    """A time of day: ``10``, ``10:00``, ``2pm``, ``14.30``, ``noon``.

    Raises:
        ValueError: one sentence says what is wrong and what to type.
    """
    folded = " ".join(text.casefold().split())
    if folded in _NAMED_CLOCKS:
        return _NAMED_CLOCKS[folded]
    found = _CLOCK.fullmatch(folded)
    hour = _hour(int(found["hour"]), found["half"]) if found else None
    minute = int(found["minute"] or 0) if found else 0
    if hour is None or minute > 59:
        raise ValueError(f"{_quoted(text)} is not a time of day; type it like 14:30 or 2pm.")
    return time(hour, minute)


def read_minutes(text: str) -> int:
    """A length of time in whole minutes, 0 to 9,999: ``10``, ``1:30``, ``1h``, ``1h30``, ``90m``.

    Raises:
        ValueError: one sentence says what is wrong and what to type.
    """
    folded = " ".join(text.casefold().split())
    minutes = _written_minutes(folded)
    if minutes is None:
        hours = _decimal_hours(folded, unit_needed=True)
        minutes = hours * 60 if hours is not None else None
    if minutes is None or minutes != int(minutes):
        raise ValueError(f"{_quoted(text)} is not a length of time; type it like 90, 1:30 or 1h30.")
    if minutes > MOST_MINUTES:
        raise ValueError(f"{_quoted(text)} is too long; at most {MOST_MINUTES:,} minutes.")
    return int(minutes)


def read_hours(text: str) -> Decimal:
    """Hours with two places, 0.00 to 999.99: ``1.5``, ``1,5``, ``1:30``, ``1h30``, ``90m``.

    Minutes become hundredths of an hour, halves rounded up: ``1:20`` is 1.33.

    Raises:
        ValueError: one sentence says what is wrong and what to type.
    """
    folded = " ".join(text.casefold().split())
    exact = _decimal_hours(folded, unit_needed=False)
    minutes = _written_minutes(folded) if exact is None else None
    if exact is None and minutes is None:
        raise ValueError(f"{_quoted(text)} is not a number of hours; type it like 1.5 or 1:30.")
    whole = exact if exact is not None else Decimal(minutes or 0) / 60
    hours = whole.quantize(_HUNDREDTH, ROUND_HALF_UP)
    if exact is not None and abs(hours - exact) > _NOISE:
        raise ValueError(f"{_quoted(text)} has too many places; hours have two, like 1.25.")
    if hours > MOST_HOURS:
        raise ValueError(f"{_quoted(text)} is too much; hours go up to {MOST_HOURS}.")
    return hours


def minutes_words(minutes: int) -> str:
    """``45 min``, ``1 h`` or ``1 h 30 min``."""
    hours, rest = divmod(minutes, 60)
    return " ".join(
        (*([f"{hours} h"] if hours else []), *([f"{rest} min"] if rest or not hours else []))
    )


def _hour(hour: int, half: str | None) -> int | None:
    """The hour of 24; ``None``: there is no such hour."""
    if half is None:
        return hour if hour < 24 else None
    return hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else None


def _written_minutes(folded: str) -> Decimal | None:
    found = _COLON.fullmatch(folded) or _LENGTH.fullmatch(folded)
    if found is None or not any(found.groups()):
        return None
    return Decimal(int(found["hours"] or 0) * 60 + int(found["minutes"] or 0))


def _decimal_hours(folded: str, *, unit_needed: bool) -> Decimal | None:
    found = _DECIMAL.fullmatch(folded)
    if found is None or (unit_needed and not found["unit"]):
        return None
    return Decimal(f"{found['whole'] or 0}.{found['part'] or 0}")


def _quoted(text: str) -> str:
    return f"“{text.strip()[:40]}”"
