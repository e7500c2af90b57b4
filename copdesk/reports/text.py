"""Words on paper, cut into lines in every script and never read as markup."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from unicodedata import category, combining

from copdesk.reports.bidi import levels, right_to_left, turns, visual_order
from copdesk.reports.fonts import Run, face, invisible, script

_JOINERS = "\u200c\u200d"
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_PLAIN = re.compile(
    "[ -~\xa0-\xac\xae-\u024f\u0400-\u0482\u048a-\u052f\u1e00-\u1eff"
    "\u2010-\u201f\u2022\u2026\u20ac]*"
)
_CJK = "\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_CLOSING = (
    "\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff01\uff1f\uff09\u300d\u300f\u3011\u3009\u300b\u30fc"
)
_HYPHEN = "(?<=[^\\W\\d_]{4}-)(?=[^\\W\\d_])"
_WORD = re.compile(f"([{_CJK}][{_CLOSING}]*|[^ {_CJK}]+?(?:{_HYPHEN}|(?=[ {_CJK}]|$)))( *)")
_SOFT_SPOTS = frozenset("@./-_?&=:,;+")


@dataclass(frozen=True, slots=True)
class Type:
    """How letters look.

    Attributes:
        size: of the letters, in points.
        leading: from one line to the next, in points.
        colour: ``#rrggbb``.
        bold: heavy strokes, in every script.
        kerned: letters such as AV move together; tables go without, which is faster.
    """

    size: float
    leading: float
    colour: str
    bold: bool = False
    kerned: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, cut to fit.

    Attributes:
        words: what it says, in reading order.
        width: in thousandths of the font size.
        runs: from left to right; empty where the letters of one font simply follow each other.
        leftwards: the line is read from right to left.
    """

    words: str
    width: int
    runs: tuple[Run, ...] = ()
    leftwards: bool = False


def clean(text: str) -> str:
    r"""``text`` with line ends as ``\n`` and without what can't be drawn: control characters."""
    text = _BREAKS.sub("\n", text).replace("\t", " ")
    if _PLAIN.fullmatch(text):
        return text
    kept = []
    for letter in text:
        if "\ud800" <= letter <= "\udfff":
            kept.append("\ufffd")
        elif letter == "\n" or letter in _JOINERS or not invisible(letter):
            kept.append(letter)
    return "".join(kept)


def lines(text: str, width: float, look: Type) -> list[Line]:
    """``text`` cut into lines of at most ``width`` points; an empty text is one empty line.

    A word too long for a line is cut where it must be. Time grows with the length only.
    """
    room = int(width * 1000 / look.size)
    if not look.kerned and _PLAIN.fullmatch(text):
        return _plain_lines(text, room, bold=look.bold)
    return [line for part in clean(text).split("\n") for line in _lines(part, room, look)] or [
        Line("", 0)
    ]


def text_width(text: str, look: Type) -> float:
    """The width in points that ``text`` would take on one line of its own."""
    if _PLAIN.fullmatch(text):
        return sum(map(face("Latn", bold=look.bold).widths.__getitem__, text)) * look.size / 1000
    longest = max((line.width for line in lines(text, 1e6, look)), default=0)
    return longest * look.size / 1000


def _lines(part: str, room: int, look: Type) -> list[Line]:
    if not look.kerned and _PLAIN.fullmatch(part):
        return _plain_lines(part, room, bold=look.bold)
    return list(_shaped_lines(part, room, bold=look.bold))


@lru_cache(maxsize=2_000)
def _plain_lines(text: str, room: int, *, bold: bool) -> list[Line]:
    widths = face("Latn", bold=bold).widths.__getitem__
    whole = sum(map(widths, text))
    if whole <= room:
        return [Line(text, whole)]
    done: list[Line] = []
    words, width = "", 0
    for match in _WORD.finditer(text):
        word, spaces = match.groups()
        wide = sum(map(widths, word))
        if words and width + wide > room:
            done.append(_trimmed(words, width))
            words, width = "", 0
        if wide > room:
            *full, word = _cut(list(word), [widths(letter) for letter in word], room)
            done.extend(Line(chunk, sum(map(widths, chunk))) for chunk in full)
            wide = sum(map(widths, word))
        words += word + spaces
        width += wide + widths(" ") * len(spaces)
    return [*done, _trimmed(words, width)] if words else done


def _trimmed(words: str, width: int) -> Line:
    bare = words.rstrip(" ")
    return Line(bare, width - face("Latn").widths[" "] * (len(words) - len(bare)))


def _cut(letters: Sequence[str], widths: Sequence[int], room: int) -> list[str]:
    """A word too wide for a line in pieces that fit; after a sign such as @ or . if one is near."""
    pieces: list[str] = []
    start, wide, soft = 0, 0, 0
    for i, (letter, width) in enumerate(zip(letters, widths, strict=True)):
        if i > start and wide + width > room:
            end = soft if soft > start and (i - soft) * 3 <= (i - start) * 2 else i
            pieces.append("".join(letters[start:end]))
            wide -= sum(widths[start:end])
            start = end
        wide += width
        if letter in _SOFT_SPOTS:
            soft = i + 1
    return [*pieces, "".join(letters[start:])]


@dataclass(frozen=True, slots=True)
class _Item:
    run: Run
    level: int
    words: str


def _shaped_lines(text: str, room: int, *, bold: bool) -> Iterator[Line]:
    mixed = turns(text)
    depth = levels(text) if mixed else [0] * len(text)
    tags = _tags(text)
    leftwards = mixed and right_to_left(text)
    items: list[_Item] = []
    width = 0
    for match in _WORD.finditer(text):
        for word in _fitting(text, tags, depth, match.span(1), room, bold=bold):
            wide = sum(item.run.width for item in word)
            if items and width + wide > room:
                yield _line(items, leftwards=leftwards)
                items, width = [], 0
            items += word
            width += wide
        if match[2]:
            gap = face("Latn", bold=bold).shaped(match[2], leftwards=False)
            items.append(_Item(gap, depth[match.start(2)], match[2]))
            width += gap.width
    if items or not text:
        yield _line(items, leftwards=leftwards)


def _tags(text: str) -> list[str]:
    """The font of every letter: marks and joiners follow their letter, so may signs and digits."""
    tags: list[str] = []
    now = "Latn"
    for letter in text:
        follows = letter in _JOINERS or category(letter)[0] == "M"
        if not (tags and (follows or _neutral_in(letter, now))):
            now = script(letter) or "Latn"
        tags.append(now)
    return tags


@lru_cache(maxsize=5_000)
def _neutral_in(letter: str, tag: str) -> bool:
    return category(letter)[0] in "ZPNS" and letter.isascii() and face(tag).draws(letter)


def _items(
    text: str, tags: list[str], depth: list[int], span: tuple[int, int], *, bold: bool
) -> Iterator[_Item]:
    for (tag, level), group in groupby(range(*span), key=lambda i: (tags[i], depth[i])):
        places = list(group)
        words = text[places[0] : places[-1] + 1]
        run = face(tag, bold=bold).shaped(words, leftwards=bool(level % 2))
        yield _Item(run, level, words)


def _fitting(  # noqa: PLR0913
    text: str, tags: list[str], depth: list[int], span: tuple[int, int], room: int, *, bold: bool
) -> Iterator[list[_Item]]:
    """The runs of a word; of its pieces one after the other where it is wider than a line."""
    word = list(_items(text, tags, depth, span, bold=bold))
    if sum(item.run.width for item in word) <= room:
        yield word
        return
    start = span[0]
    clusters = list(_clusters(text, span))
    widths = [
        face(tags[a], bold=bold).shaped(text[a:b], leftwards=False).width for a, b in clusters
    ]
    for piece in _cut([text[a:b] for a, b in clusters], widths, room):
        end = start + len(piece)
        yield list(_items(text, tags, depth, (start, end), bold=bold))
        start = end


def _clusters(text: str, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Letters with the marks that belong to them; conjuncts stay whole."""
    start, end = span
    for i in range(start + 1, end):
        before = text[i - 1]
        if category(text[i])[0] == "M" or text[i] in _JOINERS:
            continue
        if before in _JOINERS or combining(before) == 9:
            continue
        yield start, i
        start = i
    yield start, end


def _line(items: list[_Item], *, leftwards: bool) -> Line:
    while items and not items[-1].words.strip(" "):
        items.pop()
    order = visual_order([item.level for item in items])
    return Line(
        "".join(item.words for item in items),
        sum(item.run.width for item in items),
        tuple(items[i].run for i in order),
        leftwards,
    )
