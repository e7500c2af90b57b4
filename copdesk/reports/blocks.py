"""How each block of a document looks on the page."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest

from copdesk.reports import style
from copdesk.reports.bars import bar_slabs
from copdesk.reports.document import (
    Badges,
    Bars,
    Block,
    Box,
    Bullets,
    Callout,
    Figure,
    Figures,
    Heading,
    KeyValues,
    PageBreak,
    Paragraph,
    Table,
    Tone,
    Toned,
    Value,
)
from copdesk.reports.flow import DrawOn, Leaf, Slab, base, stacked, text_slabs
from copdesk.reports.forms import badge_slabs, box_slab
from copdesk.reports.ink import Ink, drawn
from copdesk.reports.table import table_slabs
from copdesk.reports.text import Line, Type, lines, text_width
from copdesk.reports.values import in_line

_INDENT = 15.0
_CARD_GAP = 10.0
_CARD_PAD = 10.0
_LONGEST_CALLOUT = 36


def slabs(blocks: Iterable[Block], ink: Ink, page: style.Page) -> Iterator[Slab]:
    """Everything in ``blocks``, in order, ready to flow."""
    fresh = False
    number = 0
    for before, block, after in _neighbours(blocks):
        if isinstance(block, PageBreak):
            fresh = True
            continue
        number += isinstance(block, Heading)
        made: Iterable[Slab] = _slabs(block, ink, page)
        if isinstance(before, Heading) and _introduces(block, after):
            made = _held(list(made))
        for slab in made:
            yield _completed(slab, fresh=fresh, number=number)
            fresh = False


def _neighbours(blocks: Iterable[Block]) -> Iterator[tuple[Block | None, Block, Block | None]]:
    all_ = list(blocks)
    return zip([None, *all_], all_, [*all_[1:], None], strict=False)


def _introduces(block: Block, after: Block | None) -> bool:
    return isinstance(block, Paragraph) and isinstance(
        after, Table | Bullets | Figures | KeyValues | Callout
    )


def _held(made: list[Slab]) -> Iterable[Slab]:
    """A short introduction stands on the page of what it introduces."""
    return [replace(slab, keep=True) for slab in made] if len(made) <= 3 else made


def part_mark(number: int) -> str:
    """The name of the mark of a heading: the ``number``-th of its document, from 1."""
    return f"part{number}"


def _completed(slab: Slab, *, fresh: bool, number: int) -> Slab:
    """What only the order of the blocks tells: a page break before, the number of a heading."""
    if slab.mark:
        title, level, _ = slab.mark
        return replace(slab, fresh=slab.fresh or fresh, mark=(title, level, part_mark(number)))
    return replace(slab, fresh=True) if fresh else slab


def _slabs(  # noqa: C901  (one case a kind)
    block: Block, ink: Ink, page: style.Page
) -> Iterator[Slab]:
    match block:
        case Heading():
            yield from _heading(block, ink, page)
        case Paragraph():
            look = _toned(style.BODY, block.tone)
            cut = lines(block.text, page.room, look)
            gap = style.PARAGRAPH_GAP
            yield from text_slabs(ink, cut, look, x=page.left, room=page.room, before=gap)
        case Bullets():
            yield from _bullets(block, ink, page)
        case Table():
            yield from table_slabs(block, ink, page)
        case KeyValues():
            looks = (style.LABEL, style.BODY)
            yield from pair_slabs(block.pairs, ink, x=page.left, room=page.room, looks=looks)
        case Figures():
            yield from _figures(block, ink, page)
        case Callout():
            yield from _callout(block, ink, page)
        case Box():
            yield box_slab(block, ink, page)
        case Badges():
            yield from badge_slabs(block, ink, page)
        case Bars():
            yield from bar_slabs(block, ink, page)


def _toned(look: Type, tone: Tone) -> Type:
    if tone is Tone.PLAIN:
        return look
    return Type(look.size, look.leading, style.INKS[tone], look.bold, look.kerned)


def _heading(block: Heading, ink: Ink, page: style.Page) -> Iterator[Slab]:
    look = style.HEADINGS[block.level]
    cut = lines(block.text, page.room, look)
    mark = (" ".join(block.text.split()), block.level, "")
    above = style.ABOVE_HEADINGS[block.level]
    for i, slab in enumerate(text_slabs(ink, cut, look, x=page.left, room=page.room)):
        yield Slab(
            slab.height,
            slab.draw,
            above if i == 0 else 0,
            keep=True,
            fresh=block.new_page and i == 0,
            mark=mark if i == 0 else None,
        )
    if block.level == 1:
        yield Slab(4, _accent_bar(page), keep=True)


def _accent_bar(page: style.Page) -> DrawOn:
    def draw_bar(leaf: Leaf, top: float) -> None:
        leaf.fill(page.left, top - 1, 34, 2.4, style.ACCENT)

    return draw_bar


def _bullets(block: Bullets, ink: Ink, page: style.Page) -> Iterator[Slab]:
    look = style.BODY
    numbers = (f"{n}." if block.numbered else "\u2022" for n in range(1, len(block.items) + 1))
    indent = _INDENT + (4 if block.numbered else 0)
    for n, (sign, item) in enumerate(zip(numbers, block.items, strict=True)):
        cut = lines(item, page.room - indent, look)
        room = page.room - indent
        first = True
        before = style.PARAGRAPH_GAP if n == 0 else 3
        for slab in text_slabs(ink, cut, look, x=page.left + indent, room=room, before=before):
            yield _with_sign(slab, ink, sign, page.left) if first else slab
            first = False


def _with_sign(slab: Slab, ink: Ink, sign: str, x: float) -> Slab:
    look = _bold(style.BODY, style.ACCENT)
    line = lines(sign, 100, look)[0]

    def draw_both(leaf: Leaf, top: float) -> None:
        leaf.put(drawn(ink, [(line, x + 3, top - base(look), look)]))
        slab.draw(leaf, top)

    return Slab(slab.height, draw_both, slab.before, slab.keep)


def _bold(look: Type, colour: str) -> Type:
    return Type(look.size, look.leading, colour, bold=True)


def pair_slabs(
    pairs: tuple[tuple[str, Value], ...],
    ink: Ink,
    *,
    x: float,
    room: float,
    looks: tuple[Type, Type],
) -> Iterator[Slab]:
    """Labels at the left, values beside them, each wrapped in its own column."""
    label, look = looks
    widest = max((text_width(name, label) for name, _ in pairs), default=0)
    side = min(widest, room * 0.34) + 16
    for n, (name, value) in enumerate(pairs):
        ink_of = _toned(look, value.tone) if isinstance(value, Toned) else look
        if value is None:
            ink_of = _toned(look, Tone.MUTED)
        left = lines(name, side - 10, label)
        right = lines(in_line(value), room - side, ink_of)
        for i, both in enumerate(zip_longest(left, right)):
            before = (style.PARAGRAPH_GAP if n == 0 else 2.5) if i == 0 else 0
            parts = [
                (line, at, type_)
                for line, at, type_ in zip(both, (x, x + side), (label, ink_of), strict=True)
                if line
            ]
            yield Slab(
                look.leading, _parts_drawer(ink, parts, base(look)), before, keep=n == 0 and i < 3
            )


def _parts_drawer(ink: Ink, parts: list[tuple[Line, float, Type]], down: float) -> DrawOn:
    def draw_parts(leaf: Leaf, top: float) -> None:
        leaf.put(drawn(ink, [(line, x, top - down, look) for line, x, look in parts]))

    return draw_parts


def _figures(block: Figures, ink: Ink, page: style.Page) -> Iterator[Slab]:
    across = min(4, max(1, len(block.figures)))
    width = (page.room - _CARD_GAP * (across - 1)) / across
    for start in range(0, len(block.figures), across):
        cards = [_card(figure, width) for figure in block.figures[start : start + across]]
        height = max(deep for deep, _ in cards) + 2 * _CARD_PAD

        def draw_cards(
            leaf: Leaf,
            top: float,
            cards: list[tuple[float, list[tuple[Line, float, Type]]]] = cards,
            height: float = height,
        ) -> None:
            for i, (_, parts) in enumerate(cards):
                left = page.left + i * (width + _CARD_GAP)
                leaf.fill(left, top, width, height, style.BORDER, radius=6)
                leaf.fill(left + 0.7, top - 0.7, width - 1.4, height - 1.4, "#FFFFFF", radius=5.4)
                x, y = left + _CARD_PAD, top - _CARD_PAD
                leaf.put(drawn(ink, [(line, x, y - down, look) for line, down, look in parts]))

        yield Slab(height, draw_cards, style.BLOCK_GAP if start == 0 else _CARD_GAP)


def _card(figure: Figure, width: float) -> tuple[float, list[tuple[Line, float, Type]]]:
    room = width - 2 * _CARD_PAD
    deep = 0.0
    parts = []
    value = in_line(figure.value)
    texts = (
        (figure.label, style.METRIC_LABEL),
        (value, _shrunk(value, _toned(style.METRIC, figure.tone), room)),
        (figure.note, style.METRIC_NOTE),
    )
    for text, look in texts:
        for line in lines(text, room, look) if text else ():
            parts.append((line, deep + base(look), look))
            deep += look.leading
    return deep, parts


def _shrunk(text: str, look: Type, room: float) -> Type:
    """Smaller letters where the text would not fit on one line, down to those of the body."""
    fitting = look.size * min(1, room / (text_width(text, look) + 1))
    return replace(look, size=max(fitting, style.BODY.size))


def _callout(block: Callout, ink: Ink, page: style.Page) -> Iterator[Slab]:
    room = page.room - 30
    strong = _bold(style.STRONG, style.INKS[block.tone])
    cut = [(line, strong) for line in lines(block.title, room, strong)] if block.title else []
    cut += [(line, style.BODY) for line in lines(block.text, room, style.BODY)]
    for start in range(0, len(cut), _LONGEST_CALLOUT):
        part = cut[start : start + _LONGEST_CALLOUT]
        yield _callout_slab(block.tone, part, ink, page)


def _callout_slab(tone: Tone, cut: list[tuple[Line, Type]], ink: Ink, page: style.Page) -> Slab:
    height = sum(look.leading for _, look in cut) + 18

    def draw_callout(leaf: Leaf, top: float) -> None:
        leaf.fill(page.left, top, page.room, height, style.TINTS[tone], radius=5)
        leaf.fill(page.left, top, 3.5, height, style.INKS[tone], radius=1.7)
        leaf.put(drawn(ink, stacked(cut, page.left + 16, top - 9)))

    return Slab(height, draw_callout, style.BLOCK_GAP)
