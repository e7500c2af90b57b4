"""How a value is written on paper: the house's words, with the unknown shown as unknown."""

from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum

from copdesk.domain import wording
from copdesk.domain.dates import PartialDate, short_day_words
from copdesk.domain.fields import (
    Clock,
    Count,
    Day,
    Flag,
    Hours,
    Kind,
    Moment,
    Names,
    PartialDay,
    Text,
    option_words,
)
from copdesk.reports.document import Formula, Titled, Toned, Value

UNKNOWN = "not known"
DASH = "\u2013"
_KINDS: tuple[tuple[type, Kind], ...] = (
    (bool, Flag()),
    (int, Count()),
    (Decimal, Hours()),
    (datetime, Moment()),
    (date, Day()),
    (time, Clock()),
    (PartialDate, PartialDay()),
    (tuple, Names()),
)


def in_cell(value: Value, kind: Kind) -> str:
    """A value in a narrow column: ``2 Apr 2026``, ``1.50 h``, a dash for the unknown."""
    if type(value) is str:
        return value
    if value is None:
        return DASH
    if type(value) is date:
        return short_day_words(value)
    return _written(value, kind)


def in_line(value: Value) -> str:
    """A value that has the line to itself: ``Thu 2 Apr 2026``; ``not known`` for the unknown."""
    return UNKNOWN if value is None else _written(value, Text())


def _written(value: Value, kind: Kind) -> str:
    if isinstance(value, Toned):
        return in_cell(value.value, kind)
    if isinstance(value, Formula):
        return in_cell(value.shown, kind)
    if isinstance(value, Titled):
        return f"{value.title} {DASH} {value.detail}"
    if isinstance(value, StrEnum):
        return option_words(value)
    fitting = _kind_of(value) if type(kind) is Text else kind
    words = wording.words(fitting, value)
    return f"{words} h" if words and isinstance(fitting, Hours) else words


def _kind_of(value: Value) -> Kind:
    return next((kind for type_, kind in _KINDS if isinstance(value, type_)), Text())
