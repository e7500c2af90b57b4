"""When two names are the same, agree, or are alike: what a person would say at a glance."""

import re

from rapidfuzz import fuzz

from copdesk.domain.text import fold

LIKE = 90
"""How alike (0 to 100) two names must be for the question whether they mean the same."""

SHARED = frozenset(
    ["info", "admin", "office", "enquiries", "enquiry", "contact", "hello", "reception", "mail",
     "email", "help", "support", "team", "advice", "general", "post", "legal", "law", "referrals",
     "referral", "clerks", "casework", "hq", "secretary"]
)  # fmt: skip
"""What stands before the @ of addresses that several people read."""

_TITLES = frozenset(
    ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "rev", "revd"]
)  # fmt: skip
_LEGAL = frozenset(
    ["the", "and", "ltd", "limited", "llp", "plc", "cic", "cio", "uk"]
)  # fmt: skip
_DIGITS = re.compile(r"\d")
_EXCHANGE = re.compile(r"/o=|/ou=|/cn=", re.IGNORECASE)


def person_key(name: str) -> str:
    """A person's name whatever the order of its parts: "Yusuf, Amina" and "Dr Amina Yusuf"."""
    words = fold(name).split()
    return " ".join(sorted([word for word in words if word not in _TITLES] or words))


def organisation_key(name: str) -> str:
    """An organisation's name without its legal form and small words."""
    words = fold(name).split()
    return " ".join([word for word in words if word not in _LEGAL] or words)


def agree(one: str, other: str) -> bool:
    """Whether two keys may stand for one person or body that has the same address.

    The same words, some of them left out, shortened to their first letters, or a slip of the
    finger.
    """
    ours, theirs = set(one.split()), set(other.split())
    few, many = sorted((ours, theirs), key=len)
    if not few:
        return False
    initials = {word[0] for word in many - few}
    rest = few - many
    return (all(len(word) == 1 and word in initials for word in rest) and few != rest) or (
        fuzz.ratio(one, other) >= LIKE - 5
    )


def alike(one: str, other: str) -> bool:
    """Whether two keys are so alike that a person should be asked; numbers must be the same."""
    if one == other:
        return True
    if _DIGITS.search(one) or _DIGITS.search(other):
        ours, theirs = set(one.split()), set(other.split())
        if any(_DIGITS.search(word) for word in ours ^ theirs):
            return False
    return fuzz.ratio(one, other) >= LIKE


def within(one: str, other: str) -> bool:
    """Whether one organisation's key is the other with words left out; two words at least."""
    few, many = sorted((one.split(), other.split()), key=len)
    return len(few) >= 2 and set(few) < set(many)


def is_shared(address: str) -> bool:
    """Whether an e-mail address is of a desk and not of a person: ``info@``."""
    local = address.partition("@")[0].casefold()
    return re.split(r"[^a-z]", local)[0] in SHARED


def is_exchange(text: str) -> bool:
    """Whether this is an address that only works inside one company's Exchange."""
    return _EXCHANGE.match(text) is not None


def two_in_one(name: str, aliases: tuple[str, ...]) -> tuple[str, ...]:
    """The names that a name seems to be made of, when it may be two; else nothing.

    ``McKenzie Friends Beacon``, also known as ``Beacon`` and as ``McKenzie Friends``: the other
    names share no word and together make it up. Or both stand in it with a stroke between.
    """
    words = organisation_key(name).split()
    parts = [(alias, organisation_key(alias).split()) for alias in aliases]
    parts = [(alias, part) for alias, part in parts if part and len(part) < len(words)]
    together = [word for _alias, part in parts for word in part]
    if len(parts) > 1 and sorted(together) == sorted(words):
        return tuple(alias for alias, _part in parts)
    cut = [part.strip() for part in re.split(r"\s+/\s+|\s*;\s*", name)]
    return tuple(cut) if len(cut) > 1 and all(len(part) > 2 for part in cut) else ()
