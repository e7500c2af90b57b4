"""What people write on or wear: empty frames, and name badges to be cut out."""

from collections.abc import Iterator
from dataclasses import replace

from copdesk.reports import style
from copdesk.reports.document import Badge, Badges, Box
from copdesk.reports.flow import Leaf, Slab, base, stacked
from copdesk.reports.ink import Ink, drawn
from copdesk.reports.text import Line, Type, lines, text_width

_ACROSS = 2
_PAD = 6 * style.MM
_HEIGHTS = {8: 62 * style.MM, 10: 50 * style.MM}
_NAME = Type(25, 30, style.TEXT, bold=True)
_SMALLEST_NAME = 13.0
_OWN_SCRIPT = Type(15, 22, style.TEXT)
_LINE = Type(10.5, 15, style.TEXT2)
_FOOT = Type(7.75, 11, style.ACCENT, bold=True)
_MOST_LINES = {8: 3, 10: 2}


def box_slab(block: Box, ink: Ink, page: style.Page) -> Slab:
    """The frame with its question."""
    height = block.height * style.MM
    cut = [(line, style.LABEL) for line in lines(block.title, page.room - 20, style.LABEL)]

    def draw_box(leaf: Leaf, top: float) -> None:
        leaf.fill(page.left, top, page.room, height, style.RULE, radius=5)
        inner = (page.room - 1.4, height - 1.4)
        leaf.fill(page.left + 0.7, top - 0.7, *inner, "#FFFFFF", radius=4.4)
        leaf.put(drawn(ink, stacked(cut, page.left + 10, top - 6)))

    return Slab(height, draw_box, style.BLOCK_GAP)


def badge_slabs(block: Badges, ink: Ink, page: style.Page) -> Iterator[Slab]:
    """The badges row by row; a hairline shows where to cut."""
    height, width = _HEIGHTS[block.to_a_page], page.room / _ACROSS
    most = _MOST_LINES[block.to_a_page]
    for start in range(0, len(block.badges), _ACROSS):
        row = [_lines(badge, width, most) for badge in block.badges[start : start + _ACROSS]]
        feet = [badge.foot for badge in block.badges[start : start + _ACROSS]]

        def draw_row(
            leaf: Leaf,
            top: float,
            row: list[list[tuple[Line, Type]]] = row,
            feet: list[str] = feet,
        ) -> None:
            for place, (cut, foot) in enumerate(zip(row, feet, strict=True)):
                left = page.left + place * width
                _frame(leaf, left, top - height, width, height)
                _draw(leaf, ink, cut, left + width / 2, top - (height - _depth(cut)) / 2 + 6)
                under = [(line, _FOOT) for line in lines(foot, width - _PAD, _FOOT)[:1]]
                _draw(leaf, ink, under, left + width / 2, top - height + 20)

        yield Slab(height, draw_row)


def _lines(badge: Badge, width: float, most: int) -> list[tuple[Line, Type]]:
    room = width - 2 * _PAD
    name = _fitting(badge.name, room)
    own = replace(_OWN_SCRIPT, size=min(_OWN_SCRIPT.size, name.size))
    cut = [(line, name) for line in lines(badge.name, room, name)[:2]]
    if badge.own_script:
        cut += [(line, own) for line in lines(badge.own_script, room, own)[:1]]
    if badge.line:
        cut += [(line, _LINE) for line in lines(badge.line, room, _LINE)[:most]]
    return cut


def _fitting(name: str, room: float) -> Type:
    """As large as the longest word takes it, and smaller where two lines would not do."""
    longest = max((text_width(word, _NAME) for word in name.split()), default=1.0)
    size = _NAME.size * min(1.0, room / max(longest, text_width(name, _NAME) / 1.7, 1.0))
    size = max(size, _SMALLEST_NAME)
    return replace(_NAME, size=size, leading=size * 1.2)


def _depth(cut: list[tuple[Line, Type]]) -> float:
    return sum(look.leading for _, look in cut)


def _draw(leaf: Leaf, ink: Ink, cut: list[tuple[Line, Type]], middle: float, top: float) -> None:
    for line, look in cut:
        x = middle - line.width * look.size / 2000
        leaf.put(drawn(ink, [(line, x, top - base(look), look)]))
        top -= look.leading


def _frame(leaf: Leaf, x: float, y: float, width: float, height: float) -> None:
    leaf.put(f"0.725 0.761 0.8 RG 0.5 w {x:.2f} {y:.2f} {width:.2f} {height:.2f} re S")
