"""What a reader meets first: the cover, or the title above the text, and the contents."""

from collections.abc import Iterator

from copdesk.reports import style
from copdesk.reports.blocks import pair_slabs, part_mark
from copdesk.reports.document import Document, Heading
from copdesk.reports.flow import DrawOn, Leaf, Slab, base, stacked, text_slabs
from copdesk.reports.ink import Ink, drawn
from copdesk.reports.papers import Opened, paper_mark
from copdesk.reports.text import Line, Type, lines

_NUMBER_ROOM = 34.0
_LONGEST = 64
Entry = tuple[str, int, str]
"""Title, level and name of the mark of one line of the contents."""


def cover(document: Document, ink: Ink, page: style.Page) -> tuple[Leaf, list[Slab]]:
    """A page of its own: title on a calm ground, facts below it, with room around them.

    Facts that find no room on it are returned as slabs, to stand on the next page.
    """
    leaf = Leaf(page, running=False)
    top, side, high = page.height - 14 * style.MM, 14 * style.MM, page.height * 0.42
    leaf.fill(side, top, page.width - 2 * side, high, style.ACCENT_SOFT, radius=12)
    leaf.fill(page.left + 12, top - 28, 46, 4.5, style.ACCENT, radius=2.2)
    _cover_title(leaf, document, ink, top - high + 28, high - 28 - 46)
    if document.footer:
        foot = [(line, style.LABEL) for line in lines(document.footer, page.room, style.LABEL)]
        leaf.put(drawn(ink, stacked(foot[:2], page.left + 12, page.bottom)))
    return leaf, _cover_facts(leaf, document, ink, top - high - 34)


def _cover_title(leaf: Leaf, document: Document, ink: Ink, low: float, depth: float) -> None:
    """Title and subtitle as large as the ground takes them, standing on its foot."""
    x, room = leaf.page.left + 12, leaf.page.room - 24
    sub = _looked(document.subtitle, room, style.COVER_SUBTITLE)
    below = _depth(sub) + (10 if sub else 0)
    for look in (style.COVER_TITLE, style.TITLE, style.STRONG):
        title = _looked(document.title, room, look)
        if _depth(title) + below <= depth:
            break
    leaf.put(drawn(ink, stacked(title, x, low + below + _depth(title))))
    leaf.put(drawn(ink, stacked(sub, x, low + _depth(sub))))


def _looked(text: str, room: float, look: Type) -> list[tuple[Line, Type]]:
    return [(line, look) for line in lines(text, room, look)] if text else []


def _depth(cut: list[tuple[Line, Type]]) -> float:
    return sum(look.leading for _, look in cut)


def _cover_facts(leaf: Leaf, document: Document, ink: Ink, top: float) -> list[Slab]:
    looks = (style.FACT_LABEL, style.FACT)
    x, room = leaf.page.left + 12, leaf.page.room - 24
    waiting = list(pair_slabs(document.facts, ink, x=x, room=room, looks=looks))
    while waiting and top - waiting[0].before - waiting[0].height > leaf.page.bottom + 10:
        slab = waiting.pop(0)
        slab.draw(leaf, top - slab.before)
        top -= slab.height + slab.before
    return waiting


def title_slabs(document: Document, ink: Ink, page: style.Page) -> Iterator[Slab]:
    """Title, subtitle and facts at the head of a document that has no cover."""
    for text, look in ((document.title, style.TITLE), (document.subtitle, style.SUBTITLE)):
        if text:
            for slab in text_slabs(
                ink, lines(text, page.room, look), look, x=page.left, room=page.room
            ):
                yield Slab(slab.height, slab.draw, slab.before, keep=True)
    looks = (style.LABEL, style.BODY)
    yield from pair_slabs(document.facts, ink, x=page.left, room=page.room, looks=looks)
    yield Slab(10, _rule(page), keep=False)


def _rule(page: style.Page) -> DrawOn:
    def draw_rule(leaf: Leaf, top: float) -> None:
        leaf.rule(page.left, top - 9, page.room, style.ACCENT, weight=1.2)

    return draw_rule


def entries(document: Document, papers: list[Opened]) -> list[Entry]:
    """The lines of the contents; only the parts where everything would take pages."""
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    found = [
        (" ".join(heading.text.split()), heading.level, part_mark(n))
        for n, heading in enumerate(headings, 1)
        if heading.level <= 2
    ]
    found += [(opened.title, 1 if not headings else 2, paper_mark(opened)) for opened in papers]
    if len(found) > _LONGEST:
        found = [entry for entry in found if entry[1] == 1 or entry[2].startswith("paper")]
    if papers and headings:
        at = len(found) - len(papers)
        found.insert(at, ("Papers", 1, paper_mark(papers[0])))
    return found


def contents_slabs(found: list[Entry], ink: Ink, page: style.Page) -> Iterator[Slab]:
    """The list of parts and papers; the numbers are set when the pages are known."""
    look = style.HEADINGS[1]
    for slab in text_slabs(
        ink, lines("Contents", page.room, look), look, x=page.left, room=page.room
    ):
        yield Slab(slab.height, slab.draw, style.ABOVE_HEADINGS[1], keep=True)
    yield Slab(
        10, lambda leaf, top: leaf.fill(page.left, top - 1, 34, 2.4, style.ACCENT), keep=True
    )
    for n, (title, level, name) in enumerate(found):
        look = style.CONTENTS[level]
        indent = 0.0 if level == 1 else 14.0
        cut = lines(title, page.room - indent - _NUMBER_ROOM, look)
        for i, line in enumerate(cut):
            before = (7.0 if level == 1 and n else 1.5) if i == 0 else 0
            last = i == len(cut) - 1
            yield Slab(
                look.leading,
                _entry_drawer(ink, line, look, indent, name if last else ""),
                before,
                keep=not last,
            )


def _entry_drawer(ink: Ink, line: Line, look: Type, indent: float, name: str) -> DrawOn:
    def draw_entry(leaf: Leaf, top: float) -> None:
        x, y = leaf.page.left + indent, top - base(look)
        leaf.put(drawn(ink, [(line, x, y, look)]))
        if name:
            edge = leaf.page.left + leaf.page.room
            start = x + line.width * look.size / 1000 + 6
            _dots(leaf, start, edge - _NUMBER_ROOM + 8, y)
            leaf.number_of(name, edge, y, look)
            leaf.links.append(((x, top - look.leading, edge, top), name))

    return draw_entry


def _dots(leaf: Leaf, start: float, end: float, y: float) -> None:
    if end - start > 8:
        leaf.put(
            f"q 0.73 0.76 0.8 RG 0.9 w 1 J [0 4] 0 d {end:.2f} {y:.2f} m {start:.2f} {y:.2f} l S Q"
        )
