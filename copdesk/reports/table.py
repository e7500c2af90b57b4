"""Tables on paper: ten thousand rows as quickly as ten, each cell wrapped, headings repeated."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from copdesk.domain.fields import Kind
from copdesk.reports import style
from copdesk.reports.columns import column_widths
from copdesk.reports.document import Band, Column, Row, Table, Titled, Tone, Toned, Value
from copdesk.reports.flow import DrawOn, Leaf, Slab, stacked, text_slabs
from copdesk.reports.ink import Ink, Placed, drawn
from copdesk.reports.text import Line, Type, lines
from copdesk.reports.values import in_cell

_TALL = 24
_PAD = 2 * style.CELL_PAD_X
_LOOKS = {
    tone: Type(style.CELL.size, style.CELL.leading, colour, kerned=False)
    for tone, colour in style.INKS.items()
}
Cut = tuple[Line, Type]
"""One line of a cell, with how it looks."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the columns of one table stand, in points from the left edge of the page.

    Attributes:
        edges: where numbers end; 0 for a column that begins at its left.
    """

    ink: Ink
    columns: tuple[Column, ...]
    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    edges: tuple[float, ...]

    @property
    def left(self) -> float:
        return self.lefts[0]

    @property
    def room(self) -> float:
        return sum(self.widths)


def table_slabs(table: Table, ink: Ink, page: style.Page) -> Iterator[Slab]:
    """Caption, headings, rows and totals of ``table``."""
    before = style.BLOCK_GAP
    if table.caption:
        cut = lines(table.caption, page.room, style.CAPTION)
        for slab in text_slabs(ink, cut, style.CAPTION, x=page.left, room=page.room, before=before):
            yield Slab(slab.height, slab.draw, slab.before, keep=True)
        before = 3
    if not table.rows:
        cut = lines(table.empty, page.room, style.LABEL)
        yield from text_slabs(ink, cut, style.LABEL, x=page.left, room=page.room, before=before)
        return
    grid = _grid(table, ink, page)
    head = _head(grid)
    yield Slab(head.height, head.draw, before, keep=True)
    yield from _row_slabs(table, grid, head)


def _row_slabs(table: Table, grid: _Grid, head: Slab) -> Iterator[Slab]:
    """Every row; neither the first nor the last stands alone on a page."""
    least = table.row_height * style.MM
    last = len(table.rows) - 1
    joined = {0, last} if table.totals else {0, last - 1}
    for n, row in enumerate(table.rows):
        if isinstance(row, Band):
            yield from _band(row, grid, head)
        elif n in joined and (n < last or table.totals):
            yield from (replace(slab, keep=True) for slab in _row(row, grid, head, least))
        else:
            yield from _row(row, grid, head, least)
    if table.totals:
        yield from _row(table.totals, grid, head, least, total=True)


def _row(row: Row, grid: _Grid, head: Slab, least: float, *, total: bool = False) -> Iterator[Slab]:
    cells = [
        _cell(value, column.kind, width - _PAD, strong=total)
        for value, column, width in zip(row, grid.columns, grid.widths, strict=True)
    ]
    tallest = max(map(len, cells))
    if tallest <= _TALL:
        yield _row_slab(grid, cells, head, least=least, total=total)
        return
    for start in range(0, tallest, _TALL):
        part = [cell[start : start + _TALL] for cell in cells]
        ends = start + _TALL >= tallest
        yield _row_slab(grid, part, head, total=total, ruled=ends)


def _cell(value: Value, kind: Kind, room: float, *, strong: bool) -> list[Cut]:
    if type(value) is Titled:
        title = [(line, style.CELL_STRONG) for line in lines(value.title, room, style.CELL_STRONG)]
        if not value.detail:
            return title
        return title + [
            (line, style.CELL_DETAIL) for line in lines(value.detail, room, style.CELL_DETAIL)
        ]
    look = style.CELL_STRONG if strong else style.CELL
    if type(value) is Toned:
        look = _LOOKS[value.tone]
    elif value is None:
        look = _LOOKS[Tone.MUTED]
    words = in_cell(value, kind)
    return [(line, look) for line in lines(words, room, look)] if words else []


def _row_slab(  # noqa: PLR0913
    grid: _Grid,
    cells: Sequence[Sequence[Cut]],
    head: Slab,
    *,
    least: float = 0,
    total: bool = False,
    ruled: bool = True,
) -> Slab:
    """The row at its height; ``ruled`` draws the hairline below it."""
    deep = max((sum(look.leading for _, look in cell) for cell in cells), default=0)
    height = max(deep + 2 * style.CELL_PAD_Y, least, style.CELL.leading)

    def draw_row(leaf: Leaf, top: float) -> None:
        if total:
            leaf.rule(grid.left, top, grid.room, style.RULE, weight=0.9)
        leaf.put(drawn(grid.ink, _cells(grid, cells, top - style.CELL_PAD_Y)))
        if ruled:
            leaf.rule(grid.left, top - height, grid.room, style.BORDER)
        for left in grid.lefts[1:] if least else ():
            leaf.fill(left - 0.25, top, 0.5, height, style.BORDER)

    return Slab(height, draw_row, head=head)


def _cells(grid: _Grid, cells: Sequence[Sequence[Cut]], top: float) -> Iterator[Placed]:
    """All the lines of a row, each in its place."""
    for cell, left, edge in zip(cells, grid.lefts, grid.edges, strict=True):
        y = top
        for line, look in cell:
            x = edge - line.width * look.size / 1000 if edge else left + style.CELL_PAD_X
            yield line, x, y - look.leading / 2 - look.size * 0.357, look
            y -= look.leading


def _head(grid: _Grid) -> Slab:
    look = style.COLUMN_HEAD
    cells = [
        [(line, look) for line in lines(column.label, width - _PAD, look)]
        for column, width in zip(grid.columns, grid.widths, strict=True)
    ]
    deepest = max(map(len, cells))
    height = deepest * look.leading + 2 * style.CELL_PAD_Y + 1

    def draw_head(leaf: Leaf, top: float) -> None:
        leaf.fill(grid.left, top, grid.room, height, style.SUNKEN)
        low = [top - style.CELL_PAD_Y - (deepest - len(cell)) * look.leading for cell in cells]
        for i, cell in enumerate(cells):
            alone = [cell if k == i else [] for k in range(len(cells))]
            leaf.put(drawn(grid.ink, _cells(grid, alone, low[i])))
        leaf.rule(grid.left, top - height, grid.room, style.RULE, weight=0.9)

    return Slab(height, draw_head, keep=True)


def _band(band: Band, grid: _Grid, head: Slab) -> Iterator[Slab]:
    look = style.BAND
    cut = lines(band.text, grid.room - _PAD, look)
    for start in range(0, len(cut), _TALL):
        part = [(line, look) for line in cut[start : start + _TALL]]
        yield Slab(len(part) * look.leading + 12.5, _band_drawer(part, grid), head=head, keep=True)


def _band_drawer(part: list[Cut], grid: _Grid) -> DrawOn:
    def draw_band(leaf: Leaf, top: float) -> None:
        leaf.put(drawn(grid.ink, stacked(part, grid.left + style.CELL_PAD_X, top - 8.75)))
        low = top - 12.5 - sum(look.leading for _, look in part)
        leaf.rule(grid.left, low, grid.room, style.BORDER)

    return draw_band


def _grid(table: Table, ink: Ink, page: style.Page) -> _Grid:
    widths = column_widths(table, page.room)
    lefts = [page.left]
    for width in widths[:-1]:
        lefts.append(lefts[-1] + width)
    edges = [
        left + width - style.CELL_PAD_X if column.right else 0
        for left, width, column in zip(lefts, widths, table.columns, strict=True)
    ]
    return _Grid(ink, table.columns, tuple(lefts), tuple(widths), tuple(edges))
