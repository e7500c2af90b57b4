"""Texts without the names of people: each name becomes the person's role, as in "a caseworker"."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import normalize

_TOKEN = re.compile(r"[^\s.,;:()\[\]{}!?\"“”\u2018/|·–—<>@+=*_]+")
_OWNING = re.compile("['’]s?$")
_SENTENCE_END = ".!?:\n"
_SHORTEST_PART = 3
_ALSO_WORDS = frozenset(
    {
        "amber",
        "and",
        "april",
        "art",
        "august",
        "baker",
        "bell",
        "best",
        "bill",
        "bishop",
        "black",
        "brown",
        "chase",
        "church",
        "cook",
        "cross",
        "dale",
        "dawn",
        "day",
        "dean",
        "east",
        "eve",
        "faith",
        "field",
        "frank",
        "gay",
        "grace",
        "grant",
        "green",
        "hall",
        "heath",
        "hill",
        "home",
        "hope",
        "iris",
        "ivy",
        "jade",
        "joy",
        "june",
        "king",
        "lane",
        "law",
        "long",
        "mark",
        "mason",
        "may",
        "miles",
        "north",
        "page",
        "park",
        "pat",
        "penny",
        "power",
        "price",
        "rice",
        "rich",
        "rob",
        "rose",
        "ruby",
        "short",
        "sky",
        "south",
        "sue",
        "summer",
        "the",
        "ward",
        "west",
        "white",
        "will",
        "wood",
        "young",
    }
)
"""Names that are also plain words: alone they stay, in a whole name they go."""
MEMBER = "member"
"""Who somebody is whose role nobody knows."""


@dataclass(frozen=True, slots=True)
class Known:
    """One person whose name must not be read.

    Attributes:
        names: every name they go by, in every script.
        role: what they do, such as ``Caseworker``.
        near: they take part in what is told, so that parts of their name are hidden too.
        instead: what stands for the name; their role where empty.
    """

    names: tuple[str, ...]
    role: str = ""
    near: bool = False
    instead: str = ""


class Pseudonyms:
    """Puts roles in the place of names; the same person always gets the same words.

    Args:
        people: everybody whose name must not be read.
    """

    def __init__(self, people: Iterable[Known]) -> None:
        self._names: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self._parts: dict[str, str] = {}
        for person in people:
            self._learn(person)
        for names in self._names.values():
            names.sort(key=lambda each: -len(each[0]))

    def hidden(self, text: str) -> str:
        """The text with every name replaced."""
        parts: list[str] = []
        done = 0
        for first, last, words in self._names_in(text):
            before = text[done : first.start()]
            parts += [before, _cased(words, "".join(parts[-1:]) + before), _tail(last[0])]
            done = last.end()
        return "".join([*parts, text[done:]])

    def found(self, text: str) -> Iterator[str]:
        """For every name in the text, in its order, what would stand in its place."""
        return (words for _first, _last, words in self._names_in(text))

    def _names_in(self, text: str) -> Iterator[tuple[re.Match[str], re.Match[str], str]]:
        """The first and the last word of every name, and what stands for it."""
        found = list(_TOKEN.finditer(text))
        at = 0
        while at < len(found):
            length, words = self._at(found, at)
            if length:
                yield found[at], found[at + length - 1], words
            at += length or 1

    def _learn(self, person: Known) -> None:
        words = person.instead or role_words(person.role)
        for name in person.names:
            tokens = tuple(_folded(each[0]) for each in _TOKEN.finditer(name))
            if not tokens:
                continue
            if len(tokens) > 1 or tokens[0] not in _ALSO_WORDS:
                self._names[tokens[0]].append((tokens, words))
            if person.near:
                for each in tokens:
                    if len(each) >= _SHORTEST_PART and each not in _ALSO_WORDS:
                        self._parts.setdefault(each, words)

    def _at(self, found: list[re.Match[str]], at: int) -> tuple[int, str]:
        """How many words from here on are a name, and what stands for it."""
        first = _folded(found[at][0])
        for tokens, words in self._names.get(first, ()):
            here = found[at : at + len(tokens)]
            whole = len(tokens) > 1 or _capital(here[0][0])
            if whole and tuple(_folded(each[0]) for each in here) == tokens:
                return len(tokens), words
        if first in self._parts and _capital(found[at][0]):
            return 1, self._parts[first]
        return 0, ""


def role_words(role: str) -> str:
    """``a caseworker``, ``an immigration adviser``; ``a member`` where no role is known."""
    plain = " ".join(role.split()) or MEMBER
    lower = plain if plain[:2].isupper() else plain[0].lower() + plain[1:]
    return f"{'an' if lower[0].casefold() in 'aeiou' else 'a'} {lower}"


def _folded(token: str) -> str:
    return _OWNING.sub("", normalize("NFKC", token)).casefold()


def _tail(token: str) -> str:
    found = _OWNING.search(token)
    return found[0] if found else ""


def _capital(token: str) -> bool:
    """A name begins with a capital, where its script has them."""
    return not token[0].islower()


def _cased(words: str, before: str) -> str:
    plain = before.rstrip(" \t")
    begins = not plain or plain[-1] in _SENTENCE_END
    return words[0].upper() + words[1:] if begins else words
