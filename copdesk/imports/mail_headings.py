"""The headings that mail programs print over a mail: who wrote it, when, and about what."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from copdesk.imports.mail_days import day_in_words

_LINES_LOOKED_AT = 2_000
_LONGEST_LINE = 1_000
_LABELS = {
    "from": "from",
    "reply-to": "",
    "sent": "date",
    "date": "date",
    "received": "",
    "to": "",
    "cc": "",
    "bcc": "",
    "subject": "subject",
    "importance": "",
    "priority": "",
    "attachments": "",
    "organisation": "",
    "organization": "",
    "sensitivity": "",
    "categories": "",
    "message-id": "",
    "references": "",
    "in-reply-to": "",
    "user-agent": "",
    "newsgroups": "",
}
_LABELLED = re.compile(rf"[>\s]*[*_]*({'|'.join(_LABELS)})\s*:[*_]*(?:[ \t]+(.*)|$)", re.IGNORECASE)
_FORWARDED = re.compile(
    r"[>\s]*(?:-{2,}\s*forwarded message\s*-{2,}|begin forwarded message:)", re.IGNORECASE
)
_ORIGINAL = re.compile(r"[>\s]*-{2,}\s*original message\s*-{2,}", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"]{1,64}@[^\s<>()\[\],;:\"@]{1,190}")
_BRACKETED = re.compile(r"\s*[<\[(](?:mailto:)?\s*([^<>\[\]()\s]+@[^<>\[\]()\s]+?)\s*[>\])].*$")
_NAMED = re.compile(r"[^<>:]{1,80}<[^<>\s]+@[^<>\s]+>")
_FORWARDING = re.compile(r"\s*(?:fwd?|fw)\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """Who wrote a mail; each empty, or ``None``, where it is not told."""

    name: str = ""
    email: str = ""
    on: date | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Headed:
    """A heading in a text, and the line on which the words of its mail begin."""

    heading: Heading
    begins: int


def person(words: str) -> tuple[str, str]:
    """Name and address: of ``"Khan, Fatima" <f@x.org>``, ``f@x.org (Fatima)``, ``Fatima``."""
    words = words.strip()[:_LONGEST_LINE]
    bracketed = _BRACKETED.search(words)
    if bracketed:
        name, email = words[: bracketed.start()], bracketed[1]
    else:
        found = _ADDRESS.search(words)
        email = found[0] if found else ""
        name = words.replace(email, "", 1).strip(" ()<>") if found else words
    name = " ".join(name.strip(" \t\"'*").split())
    return _the_right_way_round("" if name.casefold() == email.casefold() else name), email


def at_the_top(text: str, today: date) -> Headed | None:
    """The heading that a text begins with, as when a mail was copied from its window."""
    lines = _lines(text)
    start = next((n for n, line in enumerate(lines) if line.strip()), 0)
    if start < len(lines) and (_FORWARDED.match(lines[start]) or _ORIGINAL.match(lines[start])):
        start = _next_said(lines, start + 1)
    return _block(lines, start, today) or _gmail(lines, start, today)


def forwarded(text: str, subject: str, today: date) -> Heading | None:
    """Who wrote the mail that was passed on within a text.

    A heading over words that are only quoted in a reply is none: it is the reply that asks.
    """
    lines = _lines(text)
    passed_on = bool(_FORWARDING.match(subject))
    for number, line in enumerate(lines):
        marked = _FORWARDED.match(line) or (passed_on and _ORIGINAL.match(line))
        if marked:
            headed = _block(lines, _next_said(lines, number + 1), today)
        elif passed_on and _labelled(line)[0] == "from":
            headed = _block(lines, number, today)
        else:
            continue
        if headed is not None:
            return headed.heading
    return None


def _lines(text: str) -> list[str]:
    return text.split("\n", _LINES_LOOKED_AT)[:_LINES_LOOKED_AT]


def _labelled(line: str) -> tuple[str, str] | tuple[None, str]:
    found = _LABELLED.match(line[:_LONGEST_LINE])
    if found is None:
        return None, ""
    return _LABELS[found[1].lower()] or found[1].lower(), (found[2] or "").strip(" \t*_")


def _next_said(lines: Sequence[str], start: int) -> int:
    return next((n for n in range(start, len(lines)) if lines[n].strip(" >\t")), start)


def _block(lines: Sequence[str], start: int, today: date) -> Headed | None:
    """The labelled lines that begin there: From, and a day or a subject at least."""
    told: dict[str, str] = {}
    end = start
    for number, label, value in _walk(lines, start):
        end = number + 1
        told[label] = told.get(label) or value
    if not told.get("from") or not ("date" in told or "subject" in told):
        return None
    name, email = person(told["from"])
    on = day_in_words(told.get("date", ""), today)
    return Headed(Heading(name, email, on, told.get("subject", "")), end)


def _walk(lines: Sequence[str], start: int) -> Iterator[tuple[int, str, str]]:
    """Labelled lines, with those that go on from the one before; one blank line may be between."""
    number, blank, label, value = start, 0, "", ""
    while number < len(lines):
        line = lines[number]
        found, said = _labelled(line)
        if found is not None:
            label, value, blank = found, said, 0
        elif not line.strip(" >\t"):
            blank += 1
            number += 1
            if blank > 1 or not _goes_on(lines, number):
                return
            continue
        elif not label or blank:
            return
        elif not value and label in {"from", "date", "subject"}:
            value = line.strip()  # the label and its words stand on two lines
        elif line[0] not in " \t":
            return
        else:
            value = f"{value} {line.strip()}"
        yield number, label, value
        number += 1


def _goes_on(lines: Sequence[str], number: int) -> bool:
    return number < len(lines) and _labelled(lines[number])[0] is not None


def _gmail(lines: Sequence[str], start: int, today: date) -> Headed | None:
    """As copied from Gmail's window: perhaps the subject, name and address, the day, ``to me``."""
    for number in range(start, min(start + 6, len(lines))):
        line = lines[number].strip()
        if not _NAMED.fullmatch(line):
            continue
        rest = range(number + 1, min(number + 5, len(lines)))
        to = next((n for n in rest if lines[n].strip().lower().startswith("to ")), None)
        if to is None:
            return None
        name, email = person(line)
        days = [day_in_words(lines[n], today) for n in range(number + 1, to)]
        on = next((day for day in days if day is not None), None)
        subject = lines[start].strip() if number > start else ""
        return Headed(Heading(name, email, on, subject), to + 1)
    return None


def _the_right_way_round(name: str) -> str:
    """``Khan, Fatima`` as ``Fatima Khan``; anything with more commas as it stands."""
    family, comma, given = name.partition(", ")
    turned = comma and given and "," not in given and len(name) < 80
    return f"{given} {family}" if turned else name
