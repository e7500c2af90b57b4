"""Numbers the program gives to records: E-2026-014, growing past 999, sorting as numbers."""

import re
from typing import NamedTuple

_REFERENCE = re.compile(r"([A-Z]{1,4})-([0-9]{4})-([0-9]{1,9})")


class ReferenceParts(NamedTuple):
    """A reference in its parts, which sort as numbers."""

    prefix: str
    year: int
    number: int


def format_reference(prefix: str, year: int, number: int) -> str:
    """``E``, 2026, 14 -> ``E-2026-014``; number 1000 -> ``E-2026-1000``."""
    return f"{prefix}-{year:04}-{number:03}"


def parse_reference(text: str) -> ReferenceParts:
    """The parts of a reference, typed in any case and with or without leading zeros.

    Raises:
        ValueError: it is not a reference; the sentence says what one looks like.
    """
    found = _REFERENCE.fullmatch(text.strip().upper())
    if found is None:
        raise ValueError("A reference looks like E-2026-014.")
    return ReferenceParts(found[1], int(found[2]), int(found[3]))
