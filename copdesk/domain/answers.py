"""How an answer begins and ends, which blanks of a wording are filled, and when one grows old."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from copdesk.domain.dates import add_months, day_words
from copdesk.domain.options import Option
from copdesk.domain.text import query_tokens

REVIEW_MONTHS = 12
"""Months after which an answer that was checked is looked at again."""

SOON_DAYS = 30
"""Days before its day from which an answer counts as to be looked at soon."""

FOOTER = "Peer information, not legal advice; check before acting."
"""What stands under every answer, unless the settings of the file say otherwise."""

_BLANK = re.compile(r"\{([^{}\n]{1,40})\}")
_GREETING = re.compile(r"(dear|hello|hi|good (morning|afternoon))\b[^\n]{0,80}", re.IGNORECASE)
_SIGN_OFF = re.compile(
    r"^(?:(?:with )?(?:kind|best|warm|kindest)(?: (?:regards|wishes))|regards|yours [a-z]+|"
    r"best wishes|many thanks|thanks|thank you)\s*[,.]?$",
    re.IGNORECASE | re.MULTILINE,
)
_SHORTEST_WORD = 3
_PLAIN_WORDS = frozenset({
    "about", "after", "all", "also", "and", "any", "are", "been", "but", "can", "could", "did",
    "does", "for", "from", "get", "had", "has", "have", "her", "him", "his", "how", "its", "may",
    "more", "not", "now", "our", "out", "she", "should", "some", "than", "that", "the", "their",
    "them", "then", "there", "they", "this", "was", "were", "what", "when", "where", "which",
    "who", "why", "will", "with", "would", "you", "your",
})  # fmt: skip
"""Words that tell nothing of what a question is about."""


class Freshness(Option):
    """Whether an answer kept can still be relied on."""

    FRESH = "fresh", "Checked"
    SOON = "soon", "To look at soon"
    STALE = "stale", "Stale"
    UNKNOWN = "unknown", "No day set"


@dataclass(frozen=True, slots=True)
class Filled:
    """A wording whose blanks are filled in.

    Attributes:
        text: what it says now.
        left: the blanks that nobody knows how to fill, as they are written, each once.
    """

    text: str
    left: tuple[str, ...]


def next_look(checked: date) -> date:
    """The day on which an answer checked on this one is looked at again: 12 months later.

    29 February becomes the 28th where there is none.
    """
    return add_months(checked, REVIEW_MONTHS)


def freshness(review_on: date | None, today: date) -> Freshness:
    """How an answer stands; on its very day it is not stale yet."""
    if review_on is None:
        return Freshness.UNKNOWN
    if review_on < today:
        return Freshness.STALE
    return Freshness.SOON if (review_on - today).days <= SOON_DAYS else Freshness.FRESH


def freshness_words(review_on: date | None, today: date) -> str:
    """``Stale: was to be looked at by Thu 2 Apr 2026``, or what else is known."""
    if review_on is None:
        return "No day set to look at it again"
    if freshness(review_on, today) is Freshness.STALE:
        return f"Stale: was to be looked at by {day_words(review_on)}"
    return f"Look at it again by {day_words(review_on)}"


def filled(wording: str, values: Mapping[str, str]) -> Filled:
    """A wording with its blanks filled in, in one pass: what is filled in is never read again.

    Args:
        wording: plain text with blanks like ``{asker}``, in any case.
        values: by name of the blank; one that is empty is left as it stands.
    """
    left: dict[str, None] = {}

    def instead(found: re.Match[str]) -> str:
        value = values.get(found[1].strip().casefold(), "")
        if not value:
            left[found[0]] = None
        return value or found[0]

    text = _BLANK.sub(instead, wording)
    return Filled(text, tuple(left))


def framed(body: str, asker: str, signed: str) -> str:
    """The body as a letter: a greeting before it and a name after it, where it has none yet.

    Args:
        body: what is said; may be empty.
        asker: whom it is for; empty where nobody knows.
        signed: the lines under ``Kind regards,``; empty for none.
    """
    plain = body.strip()
    parts = [plain]
    if not _GREETING.match(plain):
        parts.insert(0, f"Dear {asker or 'colleague'},")
    if signed and not _SIGN_OFF.search(plain):
        parts.append(f"Kind regards,\n{signed}")
    return "\n\n".join(parts) + ("" if signed or plain else "\n")


def bare(letter: str) -> str:
    """What a letter says, without its greeting and without the name under it."""
    plain = letter.strip()
    greeting = _GREETING.match(plain)
    if greeting and greeting[0].rstrip().endswith((",", ":", "!")):
        plain = plain[greeting.end() :].lstrip()
    ends = [found for found in _SIGN_OFF.finditer(plain) if _few_lines(plain[found.end() :])]
    return (plain[: ends[-1].start()] if ends else plain).strip()


def with_footer(text: str, footer: str) -> str:
    """The text with the footer under it, once."""
    plain = text.rstrip()
    if not footer or plain.endswith(footer):
        return plain
    return f"{plain}\n\n{footer}"


def telling_words(text: str, *, most: int = 8) -> list[str]:
    """The words of a text that tell what it is about: folded, without endings, the longest first.

    Args:
        text: anything that was typed.
        most: how many at most; the search takes longer with each.
    """
    words = (
        word[:-1] if word.endswith("s") and len(word) > _SHORTEST_WORD + 1 else word
        for word in query_tokens(text, most=200)
        if len(word) >= _SHORTEST_WORD or not word.isascii()
    )
    telling = [word for word in dict.fromkeys(words) if word not in _PLAIN_WORDS]
    return sorted(telling, key=lambda word: -len(word))[:most]


def _few_lines(text: str) -> bool:
    """Whether this may be no more than a name, an office and an address."""
    return len(text.strip().splitlines()) <= 6 and len(text) <= 300
