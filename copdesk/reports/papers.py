"""The papers behind a document: PDFs and pictures set on pages of ours, the others named."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps
from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError
from reportlab.lib.utils import ImageReader

from copdesk.reports import style
from copdesk.reports.document import Paper
from copdesk.reports.flow import Leaf, Mark
from copdesk.reports.insets import BROKEN, Inset, box, drawing, upright

_MOST_PIXELS = 89_000_000
_DOTS_PER_POINT = 220 / 72
_SIDE = 8 * style.MM
_ABOVE = 20 * style.MM
_BELOW = 16 * style.MM
_PICTURES = {"image/png", "image/jpeg"}


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
        """``Paper 3.1: Fee waivers``."""
        return f"{self.called}: {' '.join(self.paper.name.split())}"

    @property
    def called(self) -> str:
        """``Paper 3.1``."""
        return f"Paper {self.paper.number or self.number}"


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
    except (*BROKEN, Image.DecompressionBombError, Image.DecompressionBombWarning):
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
        box(page)
        drawing(page)
    return pages


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
            yield leaf, Inset(name, opened.number, sheet)


def _size(sheet: PageObject | None, picture: Any) -> tuple[float, float]:  # noqa: ANN401
    if sheet is None:
        wide, high = picture.getSize()
        return wide * 0.75, high * 0.75
    x1, y1, x2, y2 = box(sheet)
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
    a, b, c, d, e, f = upright(sheet)
    inner = " ".join(f"{number:.5f}" for number in (a, b, c, d, e, f))
    return f"q {scale:.5f} 0 0 {scale:.5f} {x:.3f} {y:.3f} cm {inner} cm /{name} Do Q"
