"""The minutes as plain text: lines that became actions or decisions, and a whole version."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_BULLET = re.compile(r"^\s*(?:[-*•–]\s+)?(?:(?:action|decision|agreed)\s*:\s*)?", re.IGNORECASE)
_MARK = re.compile(r"([AD]-\d{4}-\d{3,}): ")


@dataclass(frozen=True, slots=True)
class MinutedItem:
    """One item as minutes tell it, with what was decided and agreed on it."""

    title: str
    outcome: str
    decisions: Sequence[str] = ()
    actions: Sequence[str] = ()


def line_at(text: str, place: int) -> int:
    """The number of the line, from 0, in which a place of a text lies."""
    return text.count("\n", 0, max(place, 0))


def line_words(line: str) -> str:
    """What a line says, without its bullet and a leading ``Action:``."""
    return _BULLET.sub("", line).strip()


def reference_of(line: str) -> str:
    """The reference that a line was marked with; empty for none."""
    found = _MARK.match(line.strip())
    return found[1] if found else ""


def marked(text: str, number: int, reference: str) -> str:
    """The text, with one of its lines marked as what has become this record.

    Raises:
        ValueError: there is no such line, it is empty, or it is marked already.
    """
    lines = text.split("\n")
    if not 0 <= number < len(lines) or not line_words(lines[number]):
        raise ValueError("There are no words on this line.")
    if reference_of(lines[number]):
        raise ValueError(f"This line is {reference_of(lines[number])} already.")
    lines[number] = f"{reference}: {line_words(lines[number])}"
    return "\n".join(lines)


def unmarked(text: str, reference: str, words: str) -> str:
    """The text with the line of this record as a plain line again; where it is gone, at the end."""
    lines = text.split("\n") if text else []
    for number, line in enumerate(lines):
        if reference_of(line) == reference:
            lines[number] = words
            return "\n".join(lines)
    return "\n".join([*lines, words])


def whole_text(items: Iterable[MinutedItem], minutes: str) -> str:
    """All that minutes say, as the plain text a version keeps."""
    parts = [_item(number, item) for number, item in enumerate(items, 1)]
    return "\n\n".join(filter(None, [minutes.strip(), *parts]))


def _item(number: int, item: MinutedItem) -> str:
    told = [each for each in (*item.decisions, *item.actions) if _told(each) not in item.outcome]
    lines = [f"{number}. {item.title}", item.outcome.strip(), *told]
    return "\n".join(filter(None, lines))


def _told(line: str) -> str:
    return line.partition(": ")[0] + ": "
