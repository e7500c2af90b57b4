"""The same document in large print: nothing below 16 points, and no tables of narrow columns."""

from collections.abc import Iterator
from dataclasses import replace

from copdesk.domain.fields import Kind, Text
from copdesk.reports import style
from copdesk.reports.document import (
    Band,
    Bar,
    Bars,
    Block,
    Document,
    Figures,
    Heading,
    KeyValues,
    Paragraph,
    Row,
    Table,
    Titled,
    Tone,
    Toned,
    Value,
)
from copdesk.reports.values import in_cell

_POINTS = 16
_SCALE = _POINTS / style.LABEL.size


def large(document: Document) -> Document:
    """The document with its letters large; each row of a table becomes lines one below the other.

    Papers of others are printed as they are.
    """
    blocks = tuple(each for block in document.blocks for each in _opened(block))
    return replace(document, blocks=blocks, scale=_SCALE)


def _opened(block: Block) -> Iterator[Block]:
    match block:
        case Table():
            yield from _lines(block)
        case Figures():
            yield KeyValues(tuple((f.label, f"{f.value} {f.note}".strip()) for f in block.figures))
        case Bars():
            yield KeyValues(tuple((bar.label, _told(block.parts, bar)) for bar in block.bars))
        case _:
            yield block


def _told(parts: tuple[str, ...], bar: Bar) -> str:
    said = (f"{each.lower()}: {value:,}" for each, value in zip(parts, bar.values, strict=True))
    return "; ".join((bar.told, *said))


def _lines(table: Table) -> Iterator[Block]:
    if table.caption:
        yield Heading(table.caption, 3)
    if not table.rows:
        yield Paragraph(table.empty, Tone.MUTED)
    for row in table.rows:
        if isinstance(row, Band):
            yield Heading(row.text, 3)
        else:
            yield _pairs(table, row)
    if table.totals:
        yield _pairs(table, table.totals)


def _pairs(table: Table, row: Row) -> Block:
    """A row as named values, its title first; what has no name stands before the title."""
    sign = ""
    titled: list[tuple[str, Value]] = []
    rest: list[tuple[str, Value]] = []
    for column, value in zip(table.columns, row, strict=True):
        words = _words(value, column.kind)
        if not column.label:
            sign = f"{words}. " if words else ""
        elif not titled and _is_title(value, column.kind):
            titled = [(column.label, f"{sign}{words}")]
        elif words:
            rest.append(
                (column.label, replace(value, value=words) if isinstance(value, Toned) else words)
            )
    return KeyValues((*titled, *rest))


def _is_title(value: Value, kind: Kind) -> bool:
    return isinstance(value, Titled) or (
        isinstance(value, str) and type(kind) is Text and value != ""
    )


def _words(value: Value, kind: Kind) -> str:
    if isinstance(value, Titled):
        return "\n".join(filter(None, (value.title, value.detail)))
    return in_cell(value, kind)
