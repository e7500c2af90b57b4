"""How long an item is likely to take: learnt from how long its like took before."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from copdesk.domain.meetings import Section
from copdesk.domain.text import fold

LOOKED_AT = 5
"""How many of the last meetings count."""


@dataclass(frozen=True, slots=True)
class Past:
    """One item of an earlier meeting and the minutes it took."""

    section: Section
    title: str
    took: int


def learnt_minutes(past: Sequence[Past], section: Section, title: str) -> int | None:
    """The middle of the last times of items of the same title, else of the same section.

    Args:
        past: the newest first.
        section: of the item to come.
        title: of the item to come; upper case and accents are of no account.

    Returns:
        Whole minutes, half a minute rounded up; ``None`` when nothing is known.
    """
    same = [each for each in past if each.section is section]
    named = [each for each in same if fold(each.title) == fold(title)]
    took = [each.took for each in (named or same)[:LOOKED_AT]]
    return int(median(took) + 0.5) if took else None
