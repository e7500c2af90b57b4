"""Pages of other PDFs inside ours: read with patience, turned upright, placed as drawings."""

import logging
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from math import isfinite
from typing import Any

from pypdf import PageObject, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    PdfObject,
)

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would quote what papers hold

BROKEN = (
    PyPdfError, OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError,
    AssertionError, RecursionError, NotImplementedError, MemoryError, zlib.error,
)  # fmt: skip
"""What a damaged PDF or picture makes the libraries raise."""
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Inset:
    """A page of a paper that must be put into a page of ours, under a name.

    Attributes:
        number: of the paper, from 1.
    """

    name: str
    number: int
    page: PageObject


def box(page: PageObject) -> tuple[float, float, float, float]:
    """The visible part of a page: x1, y1, x2, y2.

    Raises:
        ValueError: it has no size.
    """
    crop, media = page.cropbox, page.mediabox
    sides = (
        max(float(crop.left), float(media.left)),
        max(float(crop.bottom), float(media.bottom)),
        min(float(crop.right), float(media.right)),
        min(float(crop.top), float(media.top)),
    )
    if not all(map(isfinite, sides)) or sides[2] - sides[0] < 1 or sides[3] - sides[1] < 1:
        raise ValueError("no size")
    return sides


def drawing(page: PageObject) -> bytes:
    """What the page draws, unpacked; damaged pages raise one of :data:`BROKEN`."""
    contents = page.get_contents()
    return bytes(contents.get_data()) if contents is not None else b""


def upright(sheet: PageObject) -> Matrix:
    """Turns the page as its reader would see it, lower left corner at 0, 0."""
    x1, y1, x2, y2 = box(sheet)
    turned: dict[int, Matrix] = {
        0: (1, 0, 0, 1, -x1, -y1),
        90: (0, -1, 1, 0, -y1, x2),
        180: (-1, 0, 0, -1, x2, y2),
        270: (0, 1, -1, 0, y2, -x1),
    }
    return turned[sheet.rotation % 360]


def merged(ours: bytes, insets: dict[int, Inset]) -> tuple[bytes, set[str]]:
    """Our finished PDF with the pages of the papers put where they are drawn.

    Args:
        ours: the PDF; its pages already draw each inset by name.
        insets: index of our page, from 0 -> what it draws.

    Returns:
        The whole, and the names of insets that turned out to be damaged: their places are empty.
    """
    writer = PdfWriter(clone_from=BytesIO(ours))
    writer.pdf_header = "%PDF-1.7"
    pages = list(writer.pages)
    broken = set()
    for index, inset in insets.items():
        resources: Any = pages[index]["/Resources"].get_object()
        xobjects = resources.setdefault(NameObject("/XObject"), DictionaryObject()).get_object()
        try:
            xobjects[NameObject(f"/{inset.name}")] = _form(writer, inset.page)
        except BROKEN:
            broken.add(inset.name)
    out = BytesIO()
    try:
        writer.write(out)
    except BROKEN:
        return ours, {inset.name for inset in insets.values()}
    return out.getvalue(), broken


def _form(writer: PdfWriter, page: PageObject) -> PdfObject:
    """A page as a drawing that can be placed, with the ink of its filled-in fields and notes."""
    resources: Any = page.get("/Resources", DictionaryObject()).get_object().clone(writer)
    own = DictionaryObject(resources)
    stamps = DictionaryObject(own.get("/XObject", DictionaryObject()).get_object())
    parts = [b"q\n", drawing(page), b"\nQ\n"]
    for name, ink, matrix in _stamps(writer, page):
        stamps[NameObject(name)] = ink
        numbers = " ".join(f"{number:.5f}" for number in matrix)
        parts.append(f"q {numbers} cm {name} Do Q\n".encode())
    own[NameObject("/XObject")] = stamps
    unpacked = DecodedStreamObject()
    unpacked.set_data(b"".join(parts))
    form = unpacked.flate_encode()
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(FloatObject(side) for side in box(page)),
            NameObject("/Resources"): own,
        }
    )
    if "/Group" in page:
        group: Any = page["/Group"].get_object()
        form[NameObject("/Group")] = group.clone(writer)
    return writer._add_object(form)  # noqa: SLF001  (pypdf's own way for streams)


def _stamps(writer: PdfWriter, page: PageObject) -> Iterator[tuple[str, Any, Matrix]]:
    """What fields and notes look like on the page, each with the place where it stands."""
    for number, note in enumerate(page.get("/Annots", ArrayObject()).get_object() or ()):
        try:
            found = _stamp(note.get_object())
            if found:
                look, matrix = found
                yield f"/Stamp{number}", look.clone(writer).indirect_reference, matrix
        except BROKEN:
            continue


def _stamp(note: Any) -> tuple[Any, Matrix] | None:  # noqa: ANN401
    hidden = int(note.get("/F", 0)) & 0b100010
    if hidden or note.get("/Subtype") == "/Popup" or "/AP" not in note:
        return None
    look = note["/AP"]["/N"].get_object()
    if not hasattr(look, "get_data"):
        look = look[note["/AS"]].get_object()
    turn = [float(number) for number in look.get("/Matrix", (1, 0, 0, 1, 0, 0))]
    left, low, right, high = _around([float(side) for side in look["/BBox"]], turn)
    x1, y1, x2, y2 = (float(side) for side in note["/Rect"])
    wide = abs(x2 - x1) / (right - left)
    tall = abs(y2 - y1) / (high - low)
    return look, (wide, 0, 0, tall, min(x1, x2) - left * wide, min(y1, y2) - low * tall)


def _around(sides: list[float], turn: list[float]) -> tuple[float, float, float, float]:
    """The upright rectangle around a turned one."""
    a, b, c, d, e, f = turn
    corners = [(x, y) for x in (sides[0], sides[2]) for y in (sides[1], sides[3])]
    across = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    return min(across), min(up), max(across), max(up)
