"""The rows of an Excel sheet as it stores them: real days and numbers, and text that stays text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from math import ceil
from xml.sax.saxutils import escape

from copdesk.domain.dates import PartialDate
from copdesk.domain.fields import Count, Hours, Kind, Minutes
from copdesk.domain.wording import LONDON
from copdesk.errors import UserError
from copdesk.reports.document import Formula, Row, Toned, Value
from copdesk.reports.values import UNKNOWN, in_cell

LONGEST = 32_767
"""As many characters as Excel takes in one cell."""

_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"_(?=x[0-9a-fA-F]{4}_)")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_EPOCH = date(1899, 12, 30)
_FIRST_DAY = date(1900, 3, 1)
_LINE = 15
_SHORT, _MOST_KNOWN = 200, 10_000


@dataclass(frozen=True, slots=True)
class Looks:
    """Numbers of the looks that cells refer to."""

    text: int
    quoted: int
    wrapped: int
    unknown: int
    day: int
    moment: int
    clock: int
    hours: int
    number: int


@dataclass(frozen=True, slots=True)
class Place:
    """A column as rows need it.

    Attributes:
        letter: of the column.
        kind: of its values.
        width: in characters.
        looks: how its cells look.
        last: the last row of the sheet.
        numbers: of the formulas that many rows share; one count for all columns of a sheet.
        name: what formulas of a row call its cell.
        shared: the numbers of those of this column, by their text.
        known: cells that came before, by their value.
    """

    letter: str
    kind: Kind
    width: float
    looks: Looks
    last: int
    numbers: Iterator[int]
    name: str
    shared: dict[str, int] = field(default_factory=dict)
    known: dict[object, tuple[str, int]] = field(default_factory=dict)


def row_xml(number: int, row: Row, places: Sequence[Place]) -> str:
    """One row as a sheet holds it, high enough for what is wrapped.

    Args:
        number: of the row, from 1.
        row: its values.
        places: of its columns.

    Raises:
        UserError: a text is longer than Excel takes.
    """
    cells = []
    deep = 1
    for place, value in zip(places, row, strict=True):
        if type(value) is Formula:
            cells.append(_formula_xml(number, value, place, places))
            continue
        inside, needed = _cell(value, place, number)
        cells.append(f'<c r="{place.letter}{number}" {inside}')
        deep = max(deep, needed)
    height = f' ht="{min(deep * _LINE, 405)}" customHeight="1"' if deep > 1 else ""
    return f'<row r="{number}"{height}>{"".join(cells)}</row>'


def _cell(value: Value, place: Place, number: int) -> tuple[str, int]:
    """All of a cell but its address, and how many lines it takes."""
    key = value if type(value) is str else (type(value), value)
    found = place.known.get(key)
    if found is None:
        found = _cell_anew(value, place, number)
        if len(found[0]) < _SHORT and len(place.known) < _MOST_KNOWN:
            place.known[key] = found
    return found


def _cell_anew(value: Value, place: Place, number: int) -> tuple[str, int]:
    plain = value.value if isinstance(value, Toned) else value
    looks = place.looks
    found = None if type(plain) is str else _number(plain, place.kind, looks)
    if found:
        return f's="{found[1]}"><v>{found[0]}</v></c>', 1
    if plain is None:
        return _inside(UNKNOWN, looks.unknown), 1
    text = fitting(in_cell(plain, place.kind), f"{place.letter}{number}")
    look, needed = _look(text, place.width, looks)
    return _inside(text, look), needed


def _formula_xml(number: int, formula: Formula, place: Place, places: Sequence[Place]) -> str:
    """A formula that came before in its column is written once, and shared by all its rows."""
    where = f"{place.letter}{number}"
    shared = place.shared.get(formula.text)
    if shared is None:
        shared = place.shared[formula.text] = next(place.numbers)
        here = {each.name: f"{each.letter}{number}" for each in places if each.name}
        text = escape(formula.text.format_map(here))
        cells = f"{where}:{place.letter}{place.last}"
        told = f'<f t="shared" ref="{cells}" si="{shared}">{text}</f>'
    else:
        told = f'<f t="shared" si="{shared}"/>'
    found = None if type(formula.shown) is str else _number(formula.shown, place.kind, place.looks)
    if found:
        return f'<c r="{where}" s="{found[1]}">{told}<v>{found[0]}</v></c>'
    shown = _safe(fitting(in_cell(formula.shown, place.kind) if formula.shown else "", where))
    return f'<c r="{where}" s="{place.looks.text}" t="str">{told}<v>{shown}</v></c>'


def _look(text: str, width: float, looks: Looks) -> tuple[int, int]:
    """The look of a text, and how many lines it takes."""
    if text.startswith(_FORMULA):
        return looks.quoted, 1
    room = max(width * 1.1 - 3, 1)
    if len(text) <= room and "\n" not in text:
        return looks.text, 1
    return looks.wrapped, sum(ceil(max(len(line), 1) / room) for line in text.split("\n"))


def _number(value: Value, kind: Kind, looks: Looks) -> tuple[str, int] | None:
    """What Excel calculates with, and its look; None for what is written in words."""
    if type(value) is int:
        return str(value), _counted(kind, looks)
    found: tuple[str, int] | None = None
    match value:
        case bool() | StrEnum():
            pass
        case datetime():
            found = _moment(value), looks.moment
        case PartialDate(day=int()):
            found = _number(value.first, kind, looks)
        case date() if value >= _FIRST_DAY:
            found = str((value - _EPOCH).days), looks.day
        case time():
            found = f"{_part_of_day(value):.10f}", looks.clock
        case Decimal() if value.is_finite():
            found = f"{value:f}", looks.hours
    return found


def _counted(kind: Kind, looks: Looks) -> int:
    if isinstance(kind, Hours):
        return looks.hours
    return looks.number if isinstance(kind, Count | Minutes) else looks.text


def _moment(value: datetime) -> str:
    """Day and time of day in London."""
    local = (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(LONDON)
    return f"{(local.date() - _EPOCH).days + _part_of_day(local.time()):.10f}"


def _part_of_day(at: time) -> Decimal:
    span = timedelta(hours=at.hour, minutes=at.minute, seconds=at.second)
    return Decimal(span.seconds) / Decimal(86_400)


def _inside(text: str, look: int) -> str:
    if not text:
        return f's="{look}"/>'
    return f's="{look}" t="inlineStr"><is><t xml:space="preserve">{_safe(text)}</t></is></c>'


def _safe(text: str) -> str:
    return escape(_ESCAPED.sub("_x005F_", text))


def harmless(text: str) -> str:
    """``text`` without the characters that no Excel file may hold; line ends as Excel's own."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _BAD.sub("", text)


def fitting(text: str, where: str) -> str:
    """``text`` made :func:`harmless`.

    Raises:
        UserError: it is longer than Excel takes; ``where`` says which text it is.
    """
    kept = harmless(text)
    if len(kept) > LONGEST:
        raise UserError(
            f"The text in {where}, which begins “{kept[:40]}”, has {len(kept):,} characters; "
            f"Excel takes {LONGEST:,}.",
            "Shorten it or print the report as a PDF.",
        )
    return kept
