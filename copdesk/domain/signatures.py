"""What a writer tells of themselves at the foot of a mail: it is theirs, and no client's."""

import re
from collections.abc import Iterable
from typing import Protocol

from copdesk.domain.text import fold

REASON = "Stands in the asker's own signature"
"""Why such words may stay in a question."""

_LONGEST_SIGNATURE = 25
_SIGN_OFF = re.compile(
    r"[ \t]*(?:--[ \t]?"
    r"|(?:with )?(?:kind|best|warm|kindest|warmest|many)[ \t]+(?:regards|wishes|thanks)"
    r"|regards|yours(?:[ \t]+[a-z]+)?|best|cheers|thanks|thank you|sent from my [a-z ]+"
    r")[ \t]*[,.!]?",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"[ \t]*(?:>|\*?(?:from|sent)\*?:|-{2,}[ \t]*(?:original|forwarded)|on .{4,120}wrote:)",
    re.IGNORECASE,
)
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "sir", "dame"})
_REACHED = frozenset({"a telephone number", "a postcode"})


class Found(Protocol):
    """Some words that a check has marked."""

    @property
    def start(self) -> int:
        """Where they begin."""

    @property
    def end(self) -> int:
        """Where they end."""

    @property
    def what(self) -> str:
        """What they look like, with its article."""


def signature(text: str, name: str) -> tuple[int, int]:
    """Where the first signature begins and ends: below the greeting or the name, above a quote.

    Both are the end of the text where there is none.
    """
    at = 0
    begins = None
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if _QUOTED.match(line):
            return (at, at) if begins is None else (begins, at)
        if begins is None and number and _signs(line, name):
            begins, last = at, number
        if begins is not None and number - last > _LONGEST_SIGNATURE:
            return begins, at
        at += len(line) + 1
    return (len(text), len(text)) if begins is None else (begins, len(text))


def own_words(text: str, found: Iterable[Found], name: str, email: str) -> list[str]:
    """Of what looks like a client's in a mail, the words that tell of its writer.

    Their name and address wherever they stand; a telephone number and a postcode only in their
    signature. A number of a case, or a date of birth, is never theirs.
    """
    first, last = signature(text, name)
    return list(
        dict.fromkeys(
            text[one.start : one.end]
            for one in found
            if _tells_of_writer(text[one.start : one.end], one, name, email)
            or (one.what in _REACHED and first <= one.start and one.end <= last)
        )
    )


def _signs(line: str, name: str) -> bool:
    said = fold(line)
    return bool(_SIGN_OFF.fullmatch(line)) or (bool(said) and said == fold(name))


def _tells_of_writer(words: str, one: Found, name: str, email: str) -> bool:
    if one.what == "an e-mail address":
        return bool(email) and words.casefold() == email.casefold()
    told = set(fold(words).split()) - _TITLES
    return one.what == "somebody's name" and bool(told) and told <= set(fold(name).split())
