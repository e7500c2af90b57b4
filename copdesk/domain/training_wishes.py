"""Training wanted and offered, put together to proposals for sessions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from copdesk.domain.registers import WishKind
from copdesk.domain.text import fold

_SMALL = frozenset({
    "a", "about", "an", "and", "at", "basics", "by", "course", "first", "for", "how", "in",
    "introduction", "intro", "into", "of", "on", "or", "our", "refresher", "session", "step",
    "steps", "the", "to", "training", "what", "with", "workshop", "working", "work",
})  # fmt: skip
"""Words that tell nothing of a topic."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish that led to no session yet.

    Attributes:
        id: of its record.
        kind: wanted or offered.
        topic: as it was put.
        person_id: who; ``None`` where only an organisation is named, or nobody.
        by: who, in words.
    """

    id: int
    kind: WishKind
    topic: str
    person_id: int | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Wishes of one topic: a session could meet them.

    Attributes:
        topic: as it was put first.
        wanted: those who ask for it.
        offered: those who can give it.
    """

    topic: str
    wanted: tuple[Wish, ...]
    offered: tuple[Wish, ...]

    @property
    def wishes(self) -> tuple[Wish, ...]:
        """All of them."""
        return (*self.wanted, *self.offered)


def proposals(wishes: Iterable[Wish]) -> list[Proposal]:
    """The wishes by topic: first what is wanted and offered, then by how many want it.

    Two wishes are of one topic when most of the words that tell something are the same: half of
    those of both together, and at least one.
    """
    groups: list[list[Wish]] = []
    for wish in sorted(wishes, key=lambda each: each.id):
        near = [group for group in groups if any(alike(wish.topic, w.topic) for w in group)]
        joined = [wish, *(each for group in near for each in group)]
        groups = [group for group in groups if group not in near]
        groups.append(sorted(joined, key=lambda each: each.id))
    return sorted((_proposal(group) for group in groups), key=_worth)


def alike(one: str, other: str) -> bool:
    """Whether two topics are the same in other words."""
    first, second = _telling(one), _telling(other)
    shared = len(first & second)
    return fold(one) == fold(other) or (shared > 0 and 2 * shared >= len(first | second))


def _telling(topic: str) -> set[str]:
    words = set(fold(topic).split())
    return {_stem(word) for word in (words - _SMALL or words)}


def _stem(word: str) -> str:
    """Plurals count as the same word: appeals, witnesses."""
    if word.endswith("sses"):
        return word[:-2]
    plural = len(word) > 4 and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if plural else word


def _proposal(group: Sequence[Wish]) -> Proposal:
    wanted = tuple(each for each in group if each.kind is WishKind.WANTED)
    offered = tuple(each for each in group if each.kind is WishKind.OFFERED)
    return Proposal(group[0].topic, wanted, offered)


def _worth(each: Proposal) -> tuple[bool, int, str]:
    both = bool(each.wanted) and bool(each.offered)
    return not both, -len(each.wanted), fold(each.topic)
