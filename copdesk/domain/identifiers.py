"""What in a text could tell who a client is: each finding says why, and what to write instead."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from copdesk.domain.as_read import AsRead, as_read
from copdesk.domain.identifier_patterns import PATTERNS, PUBLIC
from copdesk.domain.jigsaw import pieces
from copdesk.domain.not_clients import Known, passes

LONGEST = 200_000
"""Characters that are looked at; no field holds more."""


_SIGN = re.compile(r"[\d@]|\b(?:mr|mrs|ms|miss|mx|dr|at|dot)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Finding:
    """Some words of a text that could tell who a client is.

    Attributes:
        start: where they begin.
        end: where they end; ``text[start:end]`` are the words.
        what: what they look like, as in ``a postcode``.
        why: one sentence, what they would tell.
        stops: whether a reason is needed to keep them; otherwise it is only worth a look.
        instead: what could be written in their place, the best first.
    """

    start: int
    end: int
    what: str
    why: str
    stops: bool
    instead: tuple[str, ...] = field(default=())


def identifiers(text: str, known: Known, kept: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Everything in the text that could tell who a client is, in its order, none overlapping.

    Args:
        text: as it was typed.
        known: people, organisations and places that are not clients.
        kept: words that were kept with a reason before.
    """
    read = as_read(text[:LONGEST])
    public = [match.span() for each in PUBLIC for match in each.finditer(read.text)]
    found = chain(_plain(read, known, public), _puzzle(read, known.areas, public))
    let_stand = {" ".join(words.split()).casefold() for words in kept}
    chosen = _apart(
        each
        for each in found
        if " ".join(text[each.start : each.end].split()).casefold() not in let_stand
    )
    return tuple(sorted(chosen, key=lambda each: each.start))


def could_stop(text: str) -> bool:
    """Whether a closer look is worth it: quickly told, for the many cells of a document."""
    return not text.isascii() or _SIGN.search(text) is not None


def _plain(read: AsRead, known: Known, public: list[tuple[int, int]]) -> Iterator[Finding]:
    for pattern in PATTERNS:
        for match in pattern.regex.finditer(read.text):
            start, end = match.span()
            if _within(start, end, public) and not pattern.anywhere:
                continue
            verdict = passes(pattern.key, match, known)
            if verdict is True or not pattern.holds(match):
                continue
            stops = pattern.stops and verdict is not None
            where = read.place(start, end)
            yield Finding(*where, pattern.what, pattern.why, stops, pattern.instead(match))


def _puzzle(
    read: AsRead, areas: Mapping[str, str], public: list[tuple[int, int]]
) -> Iterator[Finding]:
    for piece in pieces(read.text, areas):
        if not _within(piece.start, piece.end, public):
            start, end = read.place(piece.start, piece.end)
            yield Finding(start, end, piece.what, piece.why, stops=False, instead=piece.instead)


def _within(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(start < last and first < end for first, last in spans)


def _apart(found: Iterable[Finding]) -> list[Finding]:
    """Of findings that overlap the longer one; of two as long the one that stops."""
    chosen: list[Finding] = []
    ordered = sorted(found, key=lambda each: (each.start - each.end, not each.stops, each.start))
    for each in ordered:
        if not any(each.start < other.end and other.start < each.end for other in chosen):
            chosen.append(each)
    return chosen
