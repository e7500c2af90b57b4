"""Lines of text as PDF draws them, and the letters that a PDF needs for them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from copdesk.reports.embedding import Embedded
from copdesk.reports.fonts import Face, Run, face, missing
from copdesk.reports.text import Line, Type


@dataclass(slots=True)
class Ink:
    """The letters used so far in one PDF, font by font, and those that no font has."""

    fonts: dict[Face, Embedded] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)

    def _font(self, used: Face) -> Embedded:
        if used not in self.fonts:
            self.fonts[used] = Embedded(used)
        return self.fonts[used]

    def letters(self, used: Face, text: str) -> str:
        """The hexadecimal glyphs of ``text``, remembered for the subset."""
        self._font(used).letters.update(text)
        return used.hexed(text)

    def learns(self, run: Run) -> bool:
        """Remember the glyphs of ``run``; whether they alone tell its text."""
        if 0 in run.meaning:
            self.missing |= missing(run.words)
        meaning = self._font(run.face).meaning
        told = [meaning.setdefault(glyph, said) == said for glyph, said in run.meaning.items()]
        return run.leftwards or (run.plain and all(told))


Placed = tuple[Line, float, float, Type]
"""A line, where its baseline begins (x, y in points from the lower left), and its look."""


def drawn(ink: Ink, placed: Iterable[Placed]) -> str:
    """The PDF operators that set whole lines at their places, as one text object."""
    parts: list[str] = []
    colour = font = ""
    for line, x, y, look in placed:
        if not line.words:
            continue
        if look.colour != colour:
            colour = look.colour
            parts.append(paint(colour))
        if line.runs:
            font = ""
            parts.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
            parts.extend(_told(ink, run, look.size) for run in line.runs)
            continue
        used = face("Latn", bold=look.bold)
        wanted = f"/{used.name} {look.size:g} Tf"
        if wanted != font:
            font = wanted
            parts.append(font)
        parts.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm <{ink.letters(used, line.words)}> Tj")
    return f"BT {' '.join(parts)} ET" if parts else ""


def _told(ink: Ink, run: Run, size: float) -> str:
    """One run, with its letters beside it where the glyphs alone do not tell them to a reader."""
    strokes = _strokes(run, size)
    if ink.learns(run):
        return strokes
    said = ("\ufeff" + run.words).encode("utf-16-be").hex()
    return f"/Span<</ActualText<{said}>>>BDC {strokes} EMC"


def _strokes(run: Run, size: float) -> str:
    parts = [f"/{run.face.name} {size:g} Tf"]
    if run.face.thicken:
        parts.append(f"2 Tr {size * 0.035:.3f} w")
    for up, glyphs in run.strokes:
        parts.append(f"{up * size / 1000:.3f} Ts [{glyphs}] TJ 0 Ts" if up else f"[{glyphs}] TJ")
    if run.face.thicken:
        parts.append("0 Tr")
    return " ".join(parts)


@cache
def paint(colour: str) -> str:
    """The operators that fill and stroke with ``#rrggbb``."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    tone = f"{red:.3f} {green:.3f} {blue:.3f}"
    return f"{tone} rg {tone} RG"
