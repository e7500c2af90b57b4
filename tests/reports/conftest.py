"""Papers and documents that the tests of paper share."""

from collections.abc import Callable
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

MakePdf = Callable[..., bytes]


@pytest.fixture
def make_pdf() -> MakePdf:
    """Makes a PDF of somebody else: ``make_pdf("words", pages=2, size=(595, 842))``."""

    def make(words: str, pages: int = 1, size: tuple[float, float] = (595, 842)) -> bytes:
        out = BytesIO()
        canvas = Canvas(out, pagesize=size)
        for page in range(pages):
            canvas.drawString(60, size[1] - 60, f"{words} {page + 1}")
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    return make
