"""What is wrong with a value that is there: one short check for each kind of field."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from copdesk.domain import fields as f
from copdesk.domain.dates import PartialDate
from copdesk.domain.lengths import MOST_HOURS, MOST_MINUTES
from copdesk.domain.text import is_clean

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years outside these are slips of the finger."""

_LONGEST_EMAIL = 254
_LONGEST_WEB = 2_000
_EMAIL = re.compile(r"[^@\s,;:<>()\"]+@[^@\s,;:<>()\".]+(\.[^@\s,;:<>()\".]+)+")
_PHONE = re.compile(r"\+?[\d\s()./-]+((ext\.?|extension|x|#)\s?\d{1,6})?", re.IGNORECASE)
_WEB = re.compile(
    r"https?://[^\s/?#.:@\\]+(\.[^\s/?#.:@\\]+)*(:\d{1,5})?([/?#]\S*)?", re.IGNORECASE
)


def wrong_with(kind: f.Kind, value: Any) -> str | None:  # noqa: ANN401  (each kind has its own type)
    """One sentence saying what is wrong and what to type, or ``None``.

    Args:
        kind: what sort of value it should be.
        value: a value of that kind that is not empty.
    """
    texts = (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
    if not all(is_clean(text) for text in texts):
        return "This holds characters that can't be kept; type it again."
    check = _CHECKS.get(type(kind))
    return check(kind, value) if check else None


def _too_long(longest: int, length: int) -> str | None:
    if length <= longest:
        return None
    return f"This is {length:,} characters long; at most {longest:,} can be kept."


def _text(kind: f.Text | f.LongText, value: str) -> str | None:
    return _too_long(kind.longest, len(value))


def _names(kind: f.Names, value: tuple[str, ...]) -> str | None:
    return _too_long(kind.longest, len("; ".join(value)))


def _email(_kind: f.Email, value: str) -> str | None:
    if _EMAIL.fullmatch(value):
        return _too_long(_LONGEST_EMAIL, len(value))
    return f"{_quoted(value)} is not an e-mail address; type one like name@example.org."


def _phone(_kind: f.Phone, value: str) -> str | None:
    digits = sum(char.isdigit() for char in value)
    if _PHONE.fullmatch(value) and 3 <= digits <= 20:
        return None
    return f"{_quoted(value)} is not a telephone number; type one like 0113 496 0000."


def _web(_kind: f.Web, value: str) -> str | None:
    if _WEB.fullmatch(value):
        return _too_long(_LONGEST_WEB, len(value))
    return f"{_quoted(value)} is not a web address; type one like https://example.org."


def _day(_kind: f.Kind, value: date | PartialDate) -> str | None:
    if FIRST_YEAR <= value.year <= LAST_YEAR:
        return None
    return f"The year {value.year} can't be right; type it with four digits, like 2026."


def _hours(_kind: f.Hours, value: Decimal) -> str | None:
    if not (value.is_finite() and 0 <= value <= MOST_HOURS):
        return f"Hours go from 0.00 to {MOST_HOURS}; type a number between."
    whole = value * 100 == int(value * 100)
    return None if whole else f"{_quoted(str(value))} has too many places; hours have two."


def _minutes(_kind: f.Minutes, value: int) -> str | None:
    return _outside(value, MOST_MINUTES)


def _count(kind: f.Count, value: int) -> str | None:
    return _outside(value, kind.most)


def _outside(value: int, most: int) -> str | None:
    return None if 0 <= value <= most else f"{value:,} is out of range; type 0 to {most:,}."


def _choice(kind: f.Choice, value: str) -> str | None:
    known = {option.value for option in kind.options}
    return None if value in known else f"{_quoted(value)} is not in the list; choose one from it."


def _quoted(text: str) -> str:
    return f"“{text[:40]}”"


_CHECKS: dict[type[f.Kind], Callable[[Any, Any], str | None]] = {
    f.Text: _text,
    f.LongText: _text,
    f.Names: _names,
    f.Email: _email,
    f.Phone: _phone,
    f.Web: _web,
    f.Day: _day,
    f.PartialDay: _day,
    f.Hours: _hours,
    f.Minutes: _minutes,
    f.Count: _count,
    f.Choice: _choice,
}
