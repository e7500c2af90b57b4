"""A chart on paper: bars that lie below one another, with a legend above and words beside them."""

from collections.abc import Iterator

from copdesk.reports import style
from copdesk.reports.document import Bar, Bars
from copdesk.reports.flow import Leaf, Slab, base
from copdesk.reports.ink import Ink, Placed, drawn
from copdesk.reports.text import Type, lines, text_width

_DEEP, _THICK, _SWATCH = 15.0, 9.5, 7.0
_GAP = 8.0
_MOST_LABEL = 0.4
_LABEL, _TOLD = style.CELL, style.CELL_DETAIL


def bar_slabs(block: Bars, ink: Ink, page: style.Page) -> Iterator[Slab]:
    """The legend, and each bar, all on one page."""
    side = min(_widest([each.label for each in block.bars], _LABEL), page.room * _MOST_LABEL)
    after = _widest([each.told for each in block.bars], _TOLD)
    room = page.room - side - after - 2 * _GAP
    most = max((sum(each.values) for each in block.bars), default=0)
    yield _legend(block, ink, page)
    for number, each in enumerate(block.bars, 1):
        scale = room / most if most else 0.0
        yield _bar(each, ink, (page.left, side, scale), last=number == len(block.bars))


def _widest(texts: list[str], look: Type) -> float:
    return max((text_width(each, look) for each in texts), default=0.0) + 2


def _legend(block: Bars, ink: Ink, page: style.Page) -> Slab:
    places: list[tuple[float, Placed]] = []
    x = page.left
    for words in block.parts:
        (line,) = lines(words, page.room, _TOLD)[:1]
        places.append((x, (line, x + _SWATCH + 4, 0.0, _TOLD)))
        x += _SWATCH + 4 + text_width(words, _TOLD) + 16

    def draw_legend(leaf: Leaf, top: float) -> None:
        for (at, (line, begins, _y, look)), colour in zip(places, style.DATA, strict=False):
            leaf.fill(at, top - 3, _SWATCH, _SWATCH, colour)
            leaf.put(drawn(ink, [(line, begins, top - base(look), look)]))

    return Slab(_TOLD.leading + 4, draw_legend, style.PARAGRAPH_GAP, keep=True)


def _bar(bar: Bar, ink: Ink, where: tuple[float, float, float], *, last: bool) -> Slab:
    """One bar; ``where`` is its left edge, the room of its label, and points for each of it."""
    left, side, scale = where
    label = lines(bar.label, side, _LABEL)[:1]
    told = lines(bar.told, 400, _TOLD)[:1]

    def draw_bar(leaf: Leaf, top: float) -> None:
        x = left + side + _GAP
        for value, colour in zip(bar.values, style.DATA, strict=False):
            if value:
                leaf.fill(x, top - (_DEEP - _THICK) / 2, value * scale, _THICK, colour)
            x += value * scale
        down = top - (_DEEP - _LABEL.leading) / 2
        leaf.put(drawn(ink, [(line, left, down - base(_LABEL), _LABEL) for line in label]))
        beside = top - (_DEEP - _TOLD.leading) / 2 - base(_TOLD)
        leaf.put(drawn(ink, [(line, x + 4, beside, _TOLD) for line in told]))

    return Slab(_DEEP, draw_bar, keep=not last)
