"""What a heading means: the row that holds them, and the words by which a target is called."""

import re
from collections.abc import Sequence
from functools import cache

from rapidfuzz import fuzz

from copdesk.domain.text import fold
from copdesk.imports.source import Cells
from copdesk.imports.targets import TARGETS, Subject

LIKE = 86
"""How alike (0 to 100) a heading must be to one of a target's own, to be taken for it."""

_LOOKED_AT = 20
_DATA = re.compile(r"\S+@\S+\.\S+|[\d\s+()./:-]{4,}|https?://\S+")
_SHORTEST_LIKE = 5


def plain(heading: str) -> str:
    """A heading as it is compared: folded, in British spelling, without counting marks."""
    return re.sub(r"organiz", "organis", fold(heading).replace("e mail", "email"))


@cache
def words_of(subject: Subject) -> dict[str, str]:
    """The plain headings of a subject, each with the key of its target; labels go first."""
    found: dict[str, str] = {}
    for rank in (slice(0, 1), slice(1, None)):
        for each in TARGETS[subject]:
            for heading in each.headings[rank]:
                found.setdefault(plain(heading), each.key)
    return found


def meaning(heading: str, subject: Subject) -> tuple[str, float]:
    """The key of the target that a heading means, and how sure that is (100: the very words).

    Returns:
        ``("", 0)`` when it means none.
    """
    wanted = plain(heading)
    known = words_of(subject)
    if wanted in known:
        return known[wanted], 100
    if len(wanted) < _SHORTEST_LIKE:
        return "", 0
    scored = [
        (fuzz.token_sort_ratio(wanted, each), key)
        for each, key in known.items()
        if len(each) >= _SHORTEST_LIKE
    ]
    score, key = max(scored)
    return (key, score) if score >= LIKE else ("", 0)


def find_header(rows: Sequence[Cells]) -> int | None:
    """Which of the first rows holds the headings, told by its shape; ``None`` when none does.

    It is the first that is about as wide as the list, says nothing twice, and holds no address,
    number or date; a row that holds more known headings goes before it.
    """
    start = rows[:_LOOKED_AT]
    width = max((sum(map(bool, row)) for row in start), default=0)
    scored = [(_score(row, width), -index) for index, row in enumerate(start)]
    score, index = max(scored, default=(0.0, 0))
    return -index if score > 0 else None


def _score(row: Cells, width: int) -> float:
    filled = [cell for cell in row if cell]
    data = sum(1 for cell in filled if _DATA.fullmatch(cell))
    if not filled or data or len(set(filled)) < len(filled) * 0.7:
        return 0
    known = sum(1 for cell in filled if any(plain(cell) in words_of(each) for each in Subject))
    if not known and (len(filled) < 2 or max(map(len, filled)) > 60):
        return 0
    return known / width + len(filled) / width if known or len(filled) >= width * 0.6 else 0
