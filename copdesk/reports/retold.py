"""The same document in other words: every text of it changed alike, and nothing else."""

from collections.abc import Callable
from dataclasses import replace

from copdesk.reports.document import (
    Badge,
    Badges,
    Band,
    Bar,
    Bars,
    Block,
    Box,
    Bullets,
    Callout,
    Document,
    Figure,
    Figures,
    Heading,
    KeyValues,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Titled,
    Toned,
    Value,
)

Change = Callable[[str], str]


def retold(document: Document, change: Change) -> Document:
    """The document with every text changed, the names of its papers too."""
    return replace(
        document,
        title=change(document.title),
        subtitle=change(document.subtitle),
        footer=change(document.footer),
        facts=_pairs(document.facts, change),
        blocks=tuple(_block(block, change) for block in document.blocks),
        papers=tuple(replace(paper, name=change(paper.name)) for paper in document.papers),
    )


def _block(block: Block, change: Change) -> Block:  # noqa: C901, PLR0911  (one line a kind)
    match block:
        case Heading() | Paragraph():
            return replace(block, text=change(block.text))
        case Bullets():
            return replace(block, items=tuple(map(change, block.items)))
        case Table():
            return _table(block, change)
        case KeyValues():
            return KeyValues(_pairs(block.pairs, change))
        case Figures():
            return Figures(tuple(_figure(figure, change) for figure in block.figures))
        case Callout():
            return replace(block, text=change(block.text), title=change(block.title))
        case Box():
            return replace(block, title=change(block.title))
        case Badges():
            return replace(block, badges=tuple(_badge(each, change) for each in block.badges))
        case Bars():
            return Bars(
                tuple(map(change, block.parts)),
                tuple(Bar(change(b.label), b.values, change(b.told)) for b in block.bars),
            )
        case PageBreak():
            return block


def _table(table: Table, change: Change) -> Table:
    return replace(
        table,
        rows=tuple(
            Band(change(row.text)) if isinstance(row, Band) else _row(row, change)
            for row in table.rows
        ),
        columns=tuple(replace(each, label=change(each.label)) for each in table.columns),
        caption=change(table.caption),
        totals=None if table.totals is None else _row(table.totals, change),
    )


def _row(row: Row, change: Change) -> Row:
    return tuple(_value(value, change) for value in row)


def _pairs(pairs: tuple[tuple[str, Value], ...], change: Change) -> tuple[tuple[str, Value], ...]:
    return tuple((name, _value(value, change)) for name, value in pairs)


def _figure(figure: Figure, change: Change) -> Figure:
    return replace(
        figure,
        label=change(figure.label),
        value=_value(figure.value, change),
        note=change(figure.note),
    )


def _badge(badge: Badge, change: Change) -> Badge:
    return Badge(*(change(text) for text in (badge.name, badge.own_script, badge.line, badge.foot)))


def _value(value: Value, change: Change) -> Value:
    if type(value) is str:
        return change(value)
    if isinstance(value, tuple):
        return tuple(map(change, value))
    if isinstance(value, Titled):
        return Titled(change(value.title), change(value.detail))
    if isinstance(value, Toned) and type(value.value) is str:
        return Toned(change(value.value), value.tone)
    return value
