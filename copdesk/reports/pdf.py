"""The one door to PDF: a document of values becomes pages that can be printed and read back."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from copdesk.progress import SILENT, Progress
from copdesk.reports import style
from copdesk.reports.blocks import slabs
from copdesk.reports.document import (
    Block,
    Document,
    Heading,
    KeyValues,
    PageBreak,
    Paragraph,
)
from copdesk.reports.flow import Leaf, Mark, Slab, base, flow
from copdesk.reports.front import contents_slabs, cover, entries, title_slabs
from copdesk.reports.ink import Ink, drawn
from copdesk.reports.insets import Inset, merged
from copdesk.reports.landing import landing
from copdesk.reports.papers import Opened, look_into, paper_leaves, paper_mark
from copdesk.reports.text import Line, clean, lines, text_width

rl_config.useA85 = 0  # pages as bytes: smaller, and half of the time was spent on turning them


@dataclass(frozen=True, slots=True)
class Unprinted:
    """A paper whose pages are not in the PDF, and why.

    Attributes:
        broken: it should be there but could not be read; otherwise it is of another kind.
    """

    name: str
    reason: str
    broken: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """What became of a document.

    Attributes:
        pages: how many.
        unprinted: papers that are only named in it.
        missing: characters that are shown as empty boxes.
    """

    pages: int
    unprinted: tuple[Unprinted, ...]
    missing: tuple[str, ...]


def write(document: Document, to: Path | BinaryIO, progress: Progress = SILENT) -> Printed:
    """Set ``document`` on A4 and write it; with ``made`` given, always as the same bytes.

    Args:
        document: what to print. Papers that can't be read are named, never in the way.
        to: a file, replaced only when all is written, or a binary stream.
        progress: told of every paper and part.

    Raises:
        UserError: the file can't be written, in words.
        Cancelled: on request; nothing is written.
    """
    content, printed = _made(document, progress)
    if isinstance(to, Path):
        with landing(to) as stream:
            stream.write(content)
    else:
        to.write(content)
    return printed


def _made(document: Document, progress: Progress) -> tuple[bytes, Printed]:
    ink = Ink()
    opened = []
    for number, paper in enumerate(document.papers, 1):
        progress.step(number - 1, len(document.papers), f"Opening {paper.name}")
        opened.append(look_into(number, paper))
    leaves: list[Leaf] = []
    insets: dict[int, Inset] = {}
    for leaf in _own_leaves(document, opened, ink):
        leaf.pack()
        _place(leaf, leaves, document, ink)
        progress.step(len(leaves), 0, f"Page {len(leaves)}")
    for leaf, inset in _all_paper_leaves(document, opened, ink):
        _place(leaf, leaves, document, ink)
        if inset:
            insets[len(leaves) - 1] = inset
    progress.step(len(leaves), len(leaves), "Writing")
    content = _canvas(document, leaves, ink)
    damaged: set[int] = set()
    if insets:
        content, broken = merged(content, insets)
        damaged = {inset.number for inset in insets.values() if inset.name in broken}
    unprinted = tuple(_unprinted(opened, damaged))
    return content, Printed(len(leaves), unprinted, tuple(sorted(ink.missing)))


def _place(leaf: Leaf, leaves: list[Leaf], document: Document, ink: Ink) -> None:
    """Add a page; one that begins a part comes to lie on the right where both sides are printed."""
    begins = leaf.marks and (leaf.marks[0].level == 1 or leaf.marks[0].name.startswith("paper"))
    if document.duplex and begins and len(leaves) % 2:
        leaves.append(_left_blank(_page(document), ink))
    leaves.append(leaf)


def _left_blank(page: style.Page, ink: Ink) -> Leaf:
    leaf, look = Leaf(page), style.LABEL
    line = lines("This page is left blank.", page.room, look)[0]
    x = (page.width - line.width * look.size / 1000) / 2
    leaf.put(drawn(ink, [(line, x, page.height / 2 - base(look), look)]))
    return leaf


def _page(document: Document) -> style.Page:
    page = style.LANDSCAPE if document.landscape else style.PORTRAIT
    return page.enlarged(document.scale)


def _unprinted(opened: list[Opened], damaged: set[int]) -> Iterator[Unprinted]:
    for paper in opened:
        if paper.trouble:
            yield Unprinted(paper.paper.name, paper.trouble, paper.broken)
        elif paper.number in damaged:
            told = "Some of its pages are damaged and left empty. Open the file to read it."
            yield Unprinted(paper.paper.name, told, broken=True)


def _own_leaves(document: Document, opened: list[Opened], ink: Ink) -> Iterator[Leaf]:
    page = _page(document)
    first: list[Slab] = []
    if document.cover:
        leaf, first = cover(document, ink, page)
        yield leaf
    elif document.titled:
        first = list(title_slabs(document, ink, page))
    found = entries(document, opened) if document.contents else []
    blocks: tuple[Block, ...] = document.blocks
    if document.duplex:
        blocks = tuple(_on_new_page(block) for block in blocks)
    if found:
        first += contents_slabs(found, ink, page)
        blocks = (PageBreak(), *blocks) if document.cover else blocks
    yield from flow(chain(first, slabs(blocks, ink, page)), page)


def _on_new_page(block: Block) -> Block:
    if isinstance(block, Heading) and block.level == 1:
        return replace(block, new_page=True)
    return block


def _all_paper_leaves(
    document: Document, opened: list[Opened], ink: Ink
) -> Iterator[tuple[Leaf, Inset | None]]:
    for paper in opened:
        if not paper.trouble:
            yield from paper_leaves(paper)
    unprinted = [paper for paper in opened if paper.trouble]
    page = _page(replace(document, landscape=False))
    yield from ((leaf, None) for leaf in flow(_unprinted_slabs(unprinted, ink, page), page))


def _unprinted_slabs(unprinted: list[Opened], ink: Ink, page: style.Page) -> Iterator[Slab]:
    if unprinted:
        told = "These belong to the document as files of their own: open the file to read it."
        title = Heading("Papers not printed here")
        for slab in slabs((title, Paragraph(told)), ink, page):
            yield replace(slab, mark=slab.mark and (title.text, 1, "unprinted"))
    for paper in unprinted:
        name = (paper.called, f"{paper.paper.name}\n{paper.trouble}")
        for i, slab in enumerate(slabs((KeyValues((name,)),), ink, page)):
            mark = None if i else (paper.title, 0, paper_mark(paper))
            yield replace(slab, mark=mark)


def _canvas(document: Document, leaves: list[Leaf], ink: Ink) -> bytes:
    out = BytesIO()
    canvas: Any = Canvas(out, invariant=1, pageCompression=1, pdfVersion=(1, 7), lang="en-GB")
    made = document.made or datetime.now(UTC)
    canvas.setDateFormatter(lambda *_: f"D:{made:%Y%m%d%H%M%S}Z")
    canvas.setTitle(clean(document.title))
    canvas.setSubject(clean(document.subtitle))
    canvas.setCreator("copdesk")
    canvas.setAuthor(clean(document.footer))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    _begin_papers(leaves)
    pages = {mark.name: n for n, leaf in enumerate(leaves, 1) for mark in leaf.marks}
    for number, leaf in enumerate(leaves, 1):
        _finish(leaf, document, ink, number, len(leaves), pages)
        _emit(canvas, leaf)
    _outline(canvas, [mark for leaf in leaves for mark in leaf.marks if mark.level])
    for font in ink.fonts.values():
        canvas._doc.delayedFonts.append(font)  # noqa: SLF001  (where reportlab's own fonts go)
    canvas.save()
    return out.getvalue()


def _finish(  # noqa: PLR0913, PLR0917
    leaf: Leaf, document: Document, ink: Ink, number: int, total: int, pages: dict[str, int]
) -> None:
    """Page numbers in the contents, header and footer: what is known only at the end."""
    for at, name, edge, y, look in leaf.numbers:
        line = lines(str(pages[name]), 100, look)[0]
        number_at = (line, edge - line.width * look.size / 1000, y, look)
        leaf.operators[at] = drawn(ink, [number_at])
    if not leaf.running:
        return
    page, look = leaf.page, style.RUNNING
    room, left, right = page.room, page.left, page.width - page.right
    top, low = page.height - page.top * 0.52, page.bottom * 0.5
    head = _one_line(leaf.section, room * 0.55)
    foot = _one_line(f"Page {number} of {total}", room * 0.3)
    placed = [
        (_one_line(document.title, room - head.width * look.size / 1000 - 20), left, top),
        (head, right - head.width * look.size / 1000, top),
        (_one_line(document.footer, room - foot.width * look.size / 1000 - 20), left, low),
        (foot, right - foot.width * look.size / 1000, low),
    ]
    leaf.put(drawn(ink, ((*at, look) for at in placed)))
    leaf.rule(left, top - 5, room, style.BORDER)


def _one_line(text: str, room: float) -> Line:
    """``text`` on one line, cut with an ellipsis where it must be."""
    flat = " ".join(text.split())
    cut = lines(flat, room, style.RUNNING)
    if len(cut) == 1:
        return cut[0]
    kept = lines(flat, room - text_width("\u2026", style.RUNNING) - 1, style.RUNNING)[0]
    return lines(f"{kept.words}\u2026", room, style.RUNNING)[0]


def _emit(canvas: Any, leaf: Leaf) -> None:  # noqa: ANN401
    scale = leaf.page.scale
    canvas.setPageSize((leaf.page.width * scale, leaf.page.height * scale))
    for picture, *place in leaf.pictures:
        canvas.drawImage(picture, *place, mask="auto")
    ours = leaf.drawing()
    canvas.addLiteral(ours if scale == 1 else f"q {scale:g} 0 0 {scale:g} 0 0 cm\n{ours}\nQ")
    for rectangle, name in leaf.links:
        canvas.linkAbsolute("", name, tuple(side * scale for side in rectangle))
    for mark in leaf.marks:
        canvas.bookmarkPage(mark.name, fit="XYZ", left=0, top=(mark.up + 6) * scale, zoom=0)
    canvas.showPage()
    _pack(canvas._doc.Pages.pages[-1])  # noqa: SLF001  (reportlab tells of it nowhere else)


def _pack(page: Any) -> None:  # noqa: ANN401
    """Compress a finished page now; reportlab would keep them all unpacked until the end."""
    flate = pdfdoc.PDFDictionary({"Filter": pdfdoc.PDFName("FlateDecode")})
    packed = zlib.compress(page.stream.encode("latin-1"))
    page.Contents, page.stream = pdfdoc.PDFStream(flate, packed), None


def _begin_papers(leaves: list[Leaf]) -> None:
    """Papers that follow other parts stand under a bookmark of their own, as in the contents."""
    marked = [leaf for leaf in leaves if leaf.marks]
    for leaf in marked[1:]:
        if leaf.marks[0].name.startswith("paper"):
            leaf.marks.insert(0, replace(leaf.marks[0], title="Papers", level=1, name="papers"))
            return


def _outline(canvas: Any, marks: list[Mark]) -> None:  # noqa: ANN401
    """The bookmarks; a level that was skipped is closed up, as PDF demands."""
    above: list[int] = []
    for mark in marks:
        while above and above[-1] >= mark.level:
            above.pop()
        canvas.addOutlineEntry(clean(mark.title), mark.name, len(above), closed=bool(above))
        above.append(mark.level)
