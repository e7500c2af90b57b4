"""The papers behind a document: PDFs and pictures set on pages of ours, the others named."""

import logging
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from math import isfinite
from typing import Any

from PIL import Image, ImageOps
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    PdfObject,
)
from reportlab.lib.utils import ImageReader

from copdesk.reports import style
from copdesk.reports.document import Paper
from copdesk.reports.flow import Leaf, Mark

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would quote what papers hold

_BROKEN = (
    PyPdfError, OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError,
    AssertionError, RecursionError, NotImplementedError, MemoryError, zlib.error,
)  # fmt: skip
_MOST_PIXELS = 120_000_000
_DOTS_PER_POINT = 220 / 72
_SIDE = 8 * style.MM
_ABOVE = 20 * style.MM
_BELOW = 16 * style.MM
_PICTURES = {"image/png", "image/jpeg"}
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Opened:
    """A paper, looked into.

    Attributes:
        number: from 1, in the order of the document.
        pages: of a PDF that can be read.
        picture: of a picture that can be read.
        trouble: why it isn't printed, as a sentence; empty when it is.
        broken: it should have been printed but could not be read.
    """

    number: int
    paper: Paper
    pages: tuple[PageObject, ...] = ()
    picture: Any = None
    trouble: str = ""
    broken: bool = False

    @property
    def title(self) -> str:
        """``Paper 3: Fee waivers``."""
        return f"Paper {self.number}: {' '.join(self.paper.name.split())}"


def paper_mark(opened: Opened) -> str:
    """The name of the mark where a paper begins."""
    return f"paper{opened.number}"


def look_into(number: int, paper: Paper) -> Opened:
    """Open a paper; one that can't be read says why and stops nothing."""
    try:
        if paper.media_type == "application/pdf" or paper.content[:5] == b"%PDF-":
            return Opened(number, paper, pages=_pdf_pages(paper.content))
        if paper.media_type in _PICTURES:
            return Opened(number, paper, picture=_picture(paper.content))
    except DependencyError:
        return _unread(number, paper, "It is protected with a password.")
    except PermissionError as trouble:
        return _unread(number, paper, str(trouble))
    except _BROKEN:
        return _unread(number, paper, "The file is damaged or not what its name says.")
    return Opened(number, paper, trouble="This kind of file can't be printed here.")


def _unread(number: int, paper: Paper, why: str) -> Opened:
    return Opened(number, paper, trouble=f"It could not be read. {why}", broken=True)


def _pdf_pages(content: bytes) -> tuple[PageObject, ...]:
    reader = PdfReader(BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise PermissionError("It is protected with a password.")
    pages = tuple(reader.pages)
    if not pages:
        raise ValueError("no pages")
    for page in pages:
        _box(page)
        _drawing(page)
    return pages


def _box(page: PageObject) -> tuple[float, float, float, float]:
    """The visible part of a page: x1, y1, x2, y2."""
    crop, media = page.cropbox, page.mediabox
    box = (
        max(float(crop.left), float(media.left)),
        max(float(crop.bottom), float(media.bottom)),
        min(float(crop.right), float(media.right)),
        min(float(crop.top), float(media.top)),
    )
    if not all(map(isfinite, box)) or box[2] - box[0] < 1 or box[3] - box[1] < 1:
        raise ValueError("no size")
    return box


def _drawing(page: PageObject) -> bytes:
    contents = page.get_contents()
    return bytes(contents.get_data()) if contents is not None else b""


def _picture(content: bytes) -> Any:  # noqa: ANN401  (reportlab has no types)
    with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as found:
        if found.width * found.height > _MOST_PIXELS:
            raise ValueError("too many dots")
        upright = ImageOps.exif_transpose(found)
        upright.thumbnail(
            (int(style.LANDSCAPE.width * _DOTS_PER_POINT), int(842 * _DOTS_PER_POINT))
        )
        if upright.mode not in {"RGB", "L", "RGBA"}:
            upright = upright.convert("RGBA" if "transparency" in found.info else "RGB")
        upright.load()
        return ImageReader(upright)


@dataclass(frozen=True, slots=True)
class Inset:
    """A page of a paper that must be put into a page of ours, under a name."""

    name: str
    page: PageObject


def paper_leaves(opened: Opened) -> Iterator[tuple[Leaf, Inset | None]]:
    """The pages of one paper, each under its own header line."""
    sheets: list[PageObject | None] = list(opened.pages) or [None]
    for i, sheet in enumerate(sheets):
        width, height = _size(sheet, opened.picture)
        leaf = Leaf(style.LANDSCAPE if width > height else style.PORTRAIT, section=opened.title)
        if i == 0:
            top = leaf.page.height - _ABOVE + 14
            leaf.marks.append(Mark(opened.title, 2, top, paper_mark(opened)))
        name = f"Paper{opened.number}Page{i + 1}"
        scale, x, y = _fitted(width, height, leaf.page)
        if sheet is None:
            leaf.pictures.append((opened.picture, x, y, width * scale, height * scale))
            yield leaf, None
        else:
            leaf.put(_placed(name, sheet, scale, x, y))
            _frame(leaf, x, y, width * scale, height * scale)
            yield leaf, Inset(name, sheet)


def _size(sheet: PageObject | None, picture: Any) -> tuple[float, float]:  # noqa: ANN401
    if sheet is None:
        wide, high = picture.getSize()
        return wide * 0.75, high * 0.75
    x1, y1, x2, y2 = _box(sheet)
    sides = (x2 - x1, y2 - y1)
    return sides if sheet.rotation % 180 == 0 else sides[::-1]


def _fitted(width: float, height: float, page: style.Page) -> tuple[float, float, float]:
    """How much to shrink, and where the lower left corner stands; nothing is enlarged much."""
    room, depth = page.width - 2 * _SIDE, page.height - _ABOVE - _BELOW
    scale = min(room / width, depth / height, 1.5)
    x = (page.width - width * scale) / 2
    return scale, x, page.height - _ABOVE - height * scale


def _frame(leaf: Leaf, x: float, y: float, width: float, height: float) -> None:
    leaf.put(f"0.725 0.761 0.8 RG 0.5 w {x:.2f} {y:.2f} {width:.2f} {height:.2f} re S")


def _placed(name: str, sheet: PageObject, scale: float, x: float, y: float) -> str:
    a, b, c, d, e, f = _upright(sheet)
    inner = " ".join(f"{number:.5f}" for number in (a, b, c, d, e, f))
    return f"q {scale:.5f} 0 0 {scale:.5f} {x:.3f} {y:.3f} cm {inner} cm /{name} Do Q"


def _upright(sheet: PageObject) -> Matrix:
    """Turns the page as its reader would see it, lower left corner at 0, 0."""
    x1, y1, x2, y2 = _box(sheet)
    turned: dict[int, Matrix] = {
        0: (1, 0, 0, 1, -x1, -y1),
        90: (0, -1, 1, 0, -y1, x2),
        180: (-1, 0, 0, -1, x2, y2),
        270: (0, 1, -1, 0, y2, -x1),
    }
    return turned[sheet.rotation % 360]


def merged(ours: bytes, insets: dict[int, Inset]) -> bytes:
    """Our finished PDF with the pages of the papers put where they are drawn.

    Args:
        ours: the PDF; its pages already draw each inset by name.
        insets: index of our page, from 0 -> what it draws.
    """
    writer = PdfWriter(clone_from=BytesIO(ours))
    writer.pdf_header = "%PDF-1.7"
    pages = list(writer.pages)
    for index, inset in insets.items():
        resources: Any = pages[index]["/Resources"].get_object()
        xobjects = resources.setdefault(NameObject("/XObject"), DictionaryObject())
        xobjects.get_object()[NameObject(f"/{inset.name}")] = _form(writer, inset.page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _form(writer: PdfWriter, page: PageObject) -> PdfObject:
    """A page as a drawing that can be placed, with the ink of its filled-in fields and notes."""
    resources: Any = page.get("/Resources", DictionaryObject()).get_object().clone(writer)
    drawing = [b"q\n", _drawing(page), b"\nQ\n"]
    own = DictionaryObject(resources)
    stamps = DictionaryObject(own.get("/XObject", DictionaryObject()).get_object())
    for i, (ink, matrix) in enumerate(_stamps(page)):
        name = f"/Stamp{i}"
        stamps[NameObject(name)] = ink.clone(writer).indirect_reference
        numbers = " ".join(f"{number:.5f}" for number in matrix)
        drawing.append(f"q {numbers} cm {name} Do Q\n".encode())
    if stamps:
        own[NameObject("/XObject")] = stamps
    open_form = DecodedStreamObject()
    open_form.set_data(b"".join(drawing))
    form = open_form.flate_encode()
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(FloatObject(side) for side in _box(page)),
            NameObject("/Resources"): own,
        }
    )
    if "/Group" in page:
        group: Any = page["/Group"].get_object()
        form[NameObject("/Group")] = group.clone(writer)
    return writer._add_object(form)  # noqa: SLF001  (pypdf's own way for streams)


def _stamps(page: PageObject) -> Iterator[tuple[Any, Matrix]]:
    """What fields and notes look like on the page, each with the place where it stands."""
    for note in page.get("/Annots", ArrayObject()).get_object() or ():
        try:
            yield from _stamp(note.get_object())
        except _BROKEN:
            continue


def _stamp(note: Any) -> Iterator[tuple[Any, Matrix]]:  # noqa: ANN401
    hidden = int(note.get("/F", 0)) & 0b100010
    if hidden or note.get("/Subtype") == "/Popup" or "/AP" not in note:
        return
    look = note["/AP"]["/N"].get_object()
    if not hasattr(look, "get_data"):
        look = look[note["/AS"]].get_object()
    box = [float(side) for side in look["/BBox"]]
    left, low, right, high = _around(
        box, [float(n) for n in look.get("/Matrix", (1, 0, 0, 1, 0, 0))]
    )
    x1, y1, x2, y2 = (float(side) for side in note["/Rect"])
    wide = abs(x2 - x1) / (right - left)
    tall = abs(y2 - y1) / (high - low)
    yield look, (wide, 0, 0, tall, min(x1, x2) - left * wide, min(y1, y2) - low * tall)


def _around(box: list[float], matrix: list[float]) -> tuple[float, float, float, float]:
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    across = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    return min(across), min(up), max(across), max(up)
