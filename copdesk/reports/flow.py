"""How blocks become pages: pieces of a known height, placed one below the other."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from zlib import compress, decompress

from copdesk.reports.ink import Ink, Placed, drawn, paint
from copdesk.reports.style import Page
from copdesk.reports.text import Line, Type


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that contents and bookmarks point to.

    Attributes:
        level: 1 to 3; 0 for a place without a bookmark.
        up: how far above the foot of the page, in points.
        name: the word by which links find it.
    """

    title: str
    level: int
    up: float
    name: str


@dataclass(slots=True)
class Leaf:
    """One page on its way: drawing operators and what must be added around them.

    Attributes:
        pictures: reportlab images with x, y, width, height.
        links: rectangle (x1, y1, x2, y2) and the name of the mark it leads to.
        numbers: which operator, mark, x, y and look: there the number of its page ends, once
            it is known.
        running: header and footer are wanted.
        section: what the header says beside the title.
    """

    page: Page
    operators: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    pictures: list[tuple[Any, float, float, float, float]] = field(default_factory=list)
    links: list[tuple[tuple[float, float, float, float], str]] = field(default_factory=list)
    numbers: list[tuple[int, str, float, float, Type]] = field(default_factory=list)
    packed: bytes = compress(b"")
    running: bool = True
    section: str = ""

    def put(self, operators: str) -> None:
        """Draw with PDF operators."""
        if operators:
            self.operators.append(operators)

    def pack(self) -> None:
        """Keep what is drawn so far in little room; a long report has thousands of pages."""
        if not self.numbers:
            self.packed = compress("\n".join(self.operators).encode("ascii"), 1)
            self.operators.clear()

    def drawing(self) -> str:
        """Everything drawn, as one text."""
        return "\n".join((decompress(self.packed).decode("ascii"), *self.operators))

    def number_of(self, mark: str, x: float, y: float, look: Type) -> None:
        """Leave a place for the number of the page of a mark, ending at ``x, y``."""
        self.numbers.append((len(self.operators), mark, x, y, look))
        self.operators.append("")

    def fill(  # noqa: PLR0913  (a rectangle has four numbers)
        self, x: float, y: float, width: float, height: float, colour: str, *, radius: float = 0
    ) -> None:
        """A filled rectangle whose top left corner is at ``x, y``."""
        path = _rounded(x, y - height, width, height, radius)
        self.put(f"{paint(colour)} {path} f")

    def rule(self, x: float, y: float, width: float, colour: str, *, weight: float = 0.5) -> None:
        """A horizontal line."""
        self.put(f"{paint(colour)} {weight:g} w {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S")


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    if not radius:
        return f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"
    bend = radius * 0.4477
    right, top = x + width, y + height

    def point(*numbers: float) -> str:
        return " ".join(f"{number:.2f}" for number in numbers)

    return " ".join(
        (
            point(x + radius, y), "m", point(right - radius, y), "l",
            point(right - bend, y, right, y + bend, right, y + radius), "c",
            point(right, top - radius), "l",
            point(right, top - bend, right - bend, top, right - radius, top), "c",
            point(x + radius, top), "l",
            point(x + bend, top, x, top - bend, x, top - radius), "c",
            point(x, y + radius), "l",
            point(x, y + bend, x + bend, y, x + radius, y), "c", "h",
        )
    )  # fmt: skip


DrawOn = Callable[[Leaf, float], None]
"""Puts something on a leaf, its upper edge at this height above the foot of the page."""


@dataclass(frozen=True, slots=True)
class Slab:
    """A piece of the flow that is never cut.

    Attributes:
        height: in points.
        draw: puts it on a leaf.
        before: room above it, left out at the top of a page.
        keep: it stands on the same page as the next piece.
        fresh: it begins a new page.
        head: stands again above it where it begins a page: the headings of a table.
        mark: title, level and name, when contents or bookmarks point here.
    """

    height: float
    draw: DrawOn
    before: float = 0
    keep: bool = False
    fresh: bool = False
    head: "Slab | None" = None
    mark: tuple[str, int, str] | None = None


def base(look: Type) -> float:
    """From the upper edge of a line down to where its letters stand."""
    return look.leading / 2 + look.size * 0.357


def stacked(cut: Iterable[tuple[Line, Type]], x: float, top: float) -> Iterator[Placed]:
    """Lines one below the other, the first with its upper edge at ``top``."""
    for line, look in cut:
        yield line, x, top - base(look), look
        top -= look.leading


def text_slabs(  # noqa: PLR0913
    ink: Ink, cut: list[Line], look: Type, *, x: float, room: float, before: float = 0
) -> Iterator[Slab]:
    """One slab for each line; the first two and the last two stay together.

    Text that is read from the right stands at the right.
    """
    last = len(cut) - 1
    for i, line in enumerate(cut):
        start = x + room - line.width * look.size / 1000 if line.leftwards else x
        yield Slab(
            look.leading,
            _line_drawer(ink, line, start, look),
            before=before if i == 0 else 0,
            keep=i < last and i in {0, last - 1},
        )


def _line_drawer(ink: Ink, line: Line, x: float, look: Type) -> DrawOn:
    def draw(leaf: Leaf, top: float) -> None:
        leaf.put(drawn(ink, [(line, x, top - base(look), look)]))

    return draw


def flow(slabs: Iterable[Slab], page: Page) -> Iterator[Leaf]:
    """The slabs on as many pages as they need; nothing yields no page.

    Slabs kept together move to the next page together, unless they are higher than a page.
    """
    placing = _Placing(page)
    group: list[Slab] = []
    for slab in slabs:
        if slab.fresh and group:
            yield from placing.place(group)
            group = []
        group.append(slab)
        if not slab.keep:
            yield from placing.place(group)
            group = []
    yield from placing.place(group)
    if placing.leaf:
        yield placing.leaf


@dataclass(slots=True)
class _Placing:
    page: Page
    leaf: Leaf | None = None
    top: float = 0
    section: str = ""

    def place(self, group: list[Slab]) -> Iterator[Leaf]:
        if not group:
            return
        height = sum(slab.before + slab.height for slab in group)
        together = height - group[0].before <= self.page.depth
        if self.leaf and (group[0].fresh or (together and not self._fits(height))):
            yield from self._turn()
        for slab in group:
            if self.leaf and not self._fits(slab.before + slab.height):
                yield from self._turn()
            self._set(slab)

    def _fits(self, height: float) -> bool:
        return self.top - height >= self.page.bottom - 0.01

    def _turn(self) -> Iterator[Leaf]:
        if self.leaf:
            yield self.leaf
        self.leaf = None

    def _set(self, slab: Slab) -> None:
        if self.leaf is None:
            self.leaf = Leaf(self.page, section=self.section)
            self.top = self.page.height - self.page.top
            if slab.head:
                slab.head.draw(self.leaf, self.top)
                self.top -= slab.head.height
        else:
            self.top -= slab.before
        if slab.mark:
            self._mark(slab.mark)
        slab.draw(self.leaf, self.top)
        self.top -= slab.height

    def _mark(self, mark: tuple[str, int, str]) -> None:
        title, level, name = mark
        if self.leaf is None:
            return
        self.leaf.marks.append(Mark(title, level, self.top, name))
        if level == 1:
            self.section = title
            if len(self.leaf.marks) == 1 or not self.leaf.section:
                self.leaf.section = title
