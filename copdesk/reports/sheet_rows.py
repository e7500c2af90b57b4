"""The rows of an Excel sheet as it stores them: real days and numbers, and text that stays text."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
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
_SHORT = 200


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
    """A column as rows need it: its letter, the kind of its values, its width in characters.

    ``name`` is what formulas of a row call its cell.
    """

    letter: str
    kind: Kind
    width: float
    name: str = ""


def row_xml(number: int, row: Row, places: list[Place], looks: Looks) -> str:
    """One row as a sheet holds it, high enough for what is wrapped.

    Args:
        number: of the row, from 1.
        row: its values.
        places: of its columns.
        looks: how its cells look.

    Raises:
        UserError: a text is longer than Excel takes.
    """
    cells = []
    deep = 1
    here: dict[str, str] = {}
    for place, value in zip(places, row, strict=True):
        where = f"{place.letter}{number}"
        if isinstance(value, StrEnum):
            value = in_cell(value, place.kind)  # noqa: PLW2901  (its words from here on)
        if type(value) is str and len(value) <= _SHORT:
            inside, needed = _short(value, place.width, looks)
            cells.append(f'<c r="{where}" {inside}')
            deep = max(deep, needed)
            continue
        plain = value.value if isinstance(value, Toned) else value
        if isinstance(plain, Formula):
            here = here or _here(number, places)
            cells.append(_formula_xml(where, plain, place.kind, looks, here))
            continue
        found = None if type(plain) is str else _number(plain, place.kind, looks)
        if found:
            cells.append(f'<c r="{where}" s="{found[1]}"><v>{found[0]}</v></c>')
            continue
        text = fitting(in_cell(plain, place.kind), where) if plain is not None else UNKNOWN
        look, needed = _look(text, place.width, looks)
        deep = max(deep, needed)
        cells.append(f'<c r="{where}" {_inside(text, looks.unknown if plain is None else look)}')
    height = f' ht="{min(deep * _LINE, 405)}" customHeight="1"' if deep > 1 else ""
    return f'<row r="{number}"{height}>{"".join(cells)}</row>'


def _here(number: int, places: list[Place]) -> dict[str, str]:
    """The named cells of one row."""
    return {place.name: f"{place.letter}{number}" for place in places if place.name}


def _formula_xml(
    where: str, formula: Formula, kind: Kind, looks: Looks, here: dict[str, str]
) -> str:
    text = _escaped(formula.text).format_map(here)
    found = None if type(formula.shown) is str else _number(formula.shown, kind, looks)
    if found:
        return f'<c r="{where}" s="{found[1]}"><f>{text}</f><v>{found[0]}</v></c>'
    shown = _safe(fitting(in_cell(formula.shown, kind) if formula.shown else "", where))
    return f'<c r="{where}" s="{looks.text}" t="str"><f>{text}</f><v>{shown}</v></c>'


@lru_cache(maxsize=200)
def _escaped(formula: str) -> str:
    """Before the names of cells are put in, which need no escaping."""
    return escape(formula)


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


@lru_cache(maxsize=20_000)
def _short(text: str, width: float, looks: Looks) -> tuple[str, int]:
    """The inside of a cell and how many lines it takes; names and titles come again and again."""
    kept = harmless(text)
    look, needed = _look(kept, width, looks)
    return _inside(kept, look), needed


def _inside(text: str, look: int) -> str:
    if not text:
        return f's="{look}"/>'
    return (
        f's="{look}" t="inlineStr">'
        f'<is><t xml:space="preserve">{_safe(text)}</t></is></c>'
    )


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
