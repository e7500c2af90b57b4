"""The bundled fonts: which one draws a letter, how its letters are joined."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from unicodedata import category

import uharfbuzz as hb

from copdesk.paths import resources

_FILES = {
    "Latn": ("NotoSans-Regular", "NotoSans-Bold"),
    "Arab": ("NotoSansArabic-Regular", "NotoSansArabic-Bold"),
    "Hebr": ("NotoSansHebrew-Regular", "NotoSansHebrew-Bold"),
    "Ethi": ("NotoSansEthiopic-Regular", "NotoSansEthiopic-Bold"),
    "Deva": ("NotoSansDevanagari-Regular", "NotoSansDevanagari-Bold"),
    "Beng": ("NotoSansBengali-Regular", "NotoSansBengali-Bold"),
    "Taml": ("NotoSansTamil-Regular", "NotoSansTamil-Bold"),
    "Sinh": ("NotoSansSinhala-Regular", ""),
    "Guru": ("NotoSansGurmukhi-Regular", "NotoSansGurmukhi-Bold"),
    "Gujr": ("NotoSansGujarati-Regular", ""),
    "Thai": ("NotoSansThai-Regular", "NotoSansThai-Bold"),
    "Geor": ("NotoSansGeorgian-Regular", "NotoSansGeorgian-Bold"),
    "Armn": ("NotoSansArmenian-Regular", "NotoSansArmenian-Bold"),
    "Math": ("NotoSansMath-Subset", ""),
    "Symb": ("NotoSansSymbols2-Subset", ""),
    "Hani": ("DroidSansFallbackFull", ""),
    "Hang": ("NanumGothicCoding", ""),
}
_LONGEST_WORD = 60
_DROPPED = ("GSUB", "GPOS", "GDEF", "GASP", "gasp", "STAT", "DSIG", "name", "post", "OS/2", "cmap")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


class _Widths(dict[str, int]):
    """Letter -> width in thousandths of the size, filled as letters are met."""

    def __init__(self, face: "Face") -> None:
        super().__init__()
        self._face = face

    def __missing__(self, letter: str) -> int:
        width = self[letter] = self._face.advance(self._face.glyph(letter))
        return width


class _Glyphs(dict[int, str]):
    """Code of a letter -> its glyph number as one character, as ``str.translate`` wants it."""

    def __init__(self, face: "Face") -> None:
        super().__init__()
        self._face = face

    def __missing__(self, code: int) -> str:
        glyph = self[code] = chr(self._face.glyph(chr(code)))
        return glyph


class Face:
    """One font file, opened when first wanted.

    Attributes:
        name: its name as a PDF resource, such as ``LatnB``.
        thicken: bold was asked for and no bold file exists: strokes are drawn wider.
        widths: letter -> advance in thousandths of the font size.
    """

    def __init__(self, tag: str, *, bold: bool) -> None:
        regular, heavy = _FILES[tag]
        file = resources() / "fonts" / f"{heavy if bold and heavy else regular}.ttf"
        self.name = tag + ("B" if bold else "")
        self.thicken = bold and not heavy
        self._face: Any = hb.Face(hb.Blob.from_file_path(str(file)))
        self._font: Any = hb.Font(self._face)
        self._scale = 1000 / self._face.upem
        self._advances: dict[int, int] = {}
        self.widths = _Widths(self)
        self._glyphs = _Glyphs(self)

    def draws(self, letter: str) -> bool:
        """Whether the font has this letter."""
        return self._font.get_nominal_glyph(ord(letter)) is not None

    def glyph(self, letter: str) -> int:
        """The glyph of one letter; 0, the empty box, when it has none."""
        return self._font.get_nominal_glyph(ord(letter)) or 0

    def advance(self, glyph: int) -> int:
        """How far a glyph moves the pen, in thousandths of the font size."""
        if glyph not in self._advances:
            raw = self._font.get_glyph_h_advance(glyph)
            self._advances[glyph] = round(raw * self._scale)
        return self._advances[glyph]

    def hexed(self, text: str) -> str:
        """Letters that need no joining, as the hexadecimal glyph numbers PDF wants."""
        return text.translate(self._glyphs).encode("utf-16-be").hex()

    def shaped(self, text: str, *, leftwards: bool) -> "Run":
        """``text`` joined, reordered and placed as its script demands; words are remembered."""
        shape = self._remembered if len(text) <= _LONGEST_WORD else self._shaped
        return shape(text, leftwards=leftwards)

    @lru_cache(maxsize=20_000)  # noqa: B019  (faces live as long as the program)
    def _remembered(self, text: str, *, leftwards: bool) -> "Run":
        return self._shaped(text, leftwards=leftwards)

    def _shaped(self, text: str, *, leftwards: bool) -> "Run":
        buffer: Any = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if leftwards else "ltr"
        hb.shape(self._font, buffer)
        placed = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        drawn = [
            (info.codepoint, info.cluster, *(round(v * self._scale) for v in _moves(position)))
            for info, position in placed
        ]
        return _run(self, text, drawn, leftwards=leftwards)

    def subset(self, glyphs: Iterable[int]) -> bytes:
        """The font file cut down to ``glyphs``, their numbers kept."""
        wish: Any = hb.SubsetInput()
        wish.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING
        wish.glyph_set.update(set(glyphs))
        for tag in _DROPPED:
            wish.drop_table_tag_set.add(int.from_bytes(tag.encode(), "big"))
        return bytes(hb.subset(self._face, wish).blob.data)

    def measures(self) -> tuple[int, int]:
        """How far the letters reach above and below the line, in thousandths."""
        extents = self._font.get_font_extents("ltr")
        return round(extents.ascender * self._scale), round(extents.descender * self._scale)


def _moves(position: Any) -> tuple[int, int, int]:  # noqa: ANN401  (uharfbuzz has no types)
    return position.x_advance, position.x_offset, position.y_offset


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one font and one direction, ready to draw at any size.

    Attributes:
        width: in thousandths of the font size.
        strokes: operands of TJ with the height above the line, in thousandths, of each.
        meaning: glyph -> the letters it stands for.
        words: the letters in reading order.
        plain: one glyph after the other tells the words.
        leftwards: the glyphs stand from right to left, as every reader of PDFs expects them to.
    """

    face: Face
    width: int
    strokes: tuple[tuple[int, str], ...]
    meaning: dict[int, str]
    words: str
    plain: bool
    leftwards: bool


def _run(
    face: Face, text: str, drawn: list[tuple[int, int, int, int, int]], *, leftwards: bool
) -> Run:
    strokes: list[tuple[int, list[str]]] = []
    pending = 0
    for glyph, _cluster, advance, right, up in drawn:
        if not strokes or strokes[-1][0] != up:
            strokes.append((up, []))
        shift = pending - right
        strokes[-1][1].append((f"{shift}" if shift else "") + f"<{glyph:04x}>")
        pending = right + face.advance(glyph) - advance
    if pending and strokes:
        strokes[-1][1].append(f"{pending}")
    meaning, plain = _meaning(text, [(glyph, cluster) for glyph, cluster, *_ in drawn])
    if leftwards:
        meaning = {glyph: said.translate(_MIRRORED)[::-1] for glyph, said in meaning.items()}
    return Run(
        face,
        sum(advance for _, _, advance, _, _ in drawn),
        tuple((up, "".join(parts).replace("><", "")) for up, parts in strokes),
        meaning,
        text,
        plain,
        leftwards,
    )


def _meaning(text: str, drawn: list[tuple[int, int]]) -> tuple[dict[int, str], bool]:
    """Glyph -> letters, and whether one glyph after the other tells the whole text."""
    starts = sorted({cluster for _, cluster in drawn})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    meaning: dict[int, str] = {}
    for glyph, cluster in drawn:
        meaning.setdefault(glyph, text[cluster : ends[cluster]])
    plain = len(starts) == len(drawn) and all(
        meaning[glyph] == text[cluster : ends[cluster]] for glyph, cluster in drawn
    )
    return meaning, plain


@cache
def face(tag: str, *, bold: bool = False) -> Face:
    """The font of one script, by its ISO 15924 tag."""
    return Face(tag, bold=bold)


@lru_cache(maxsize=50_000)
def script(letter: str) -> str | None:
    """The tag of the first font that draws ``letter``; None when no bundled font does."""
    return next((tag for tag in _FILES if face(tag).draws(letter)), None)


def invisible(letter: str) -> bool:
    """Joiners, direction marks and the like: they steer other letters and draw nothing."""
    return category(letter) in {"Cf", "Cc"} or "\ufe00" <= letter <= "\ufe0f"


def missing(text: str) -> set[str]:
    """The characters of ``text`` that no bundled font can draw."""
    return {c for c in set(text) if not (c.isspace() or invisible(c) or script(c))}
