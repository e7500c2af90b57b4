"""A mail that came, from an .eml file or pasted, as plain values; nothing of it is ever run."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from email import message_from_bytes

from copdesk.domain.dates import day_words
from copdesk.domain.text import clean, is_clean
from copdesk.errors import UserError
from copdesk.imports.mail_days import moment_of_header
from copdesk.imports.mail_headers import Part, header
from copdesk.imports.mail_headings import Heading, at_the_top, forwarded, person
from copdesk.imports.mail_parts import Found, Paper, gather

LARGEST = 40 * 1_048_576
"""Bytes that a mail may have, with all that is attached to it."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IDS = re.compile(r"<[^<>\s]{1,490}>")
_HEADERS = ("From", "Date", "Subject", "Message-ID", "Received")
_RAW = re.compile(
    r"(?:[!-9;-~]+:[ \t].*\n(?:[ \t].+\n)*)*?(?:mime-version|message-id):[ \t]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class IncomingMail:
    """What a mail says.

    Attributes:
        sender_name: as the mail has it; may be empty.
        sender_email: may be empty.
        sent_on: its day in London; today where it tells none, or one to come.
        subject: one line; the first of the text where the mail has none.
        text: its words as they came, replies and signatures too.
        sent_at: when it was sent; ``None`` where no time is told.
        message_id: the mark that no other mail has; empty for what was pasted.
        answers: the marks of the mails before it.
        inner: who wrote the mail that this one passes on.
        papers: the files that came with it; they are not part of the text.
        refused: a sentence for each thing that was left out or read otherwise.
    """

    sender_name: str
    sender_email: str
    sent_on: date
    subject: str
    text: str
    sent_at: datetime | None = None
    message_id: str = ""
    answers: tuple[str, ...] = ()
    inner: Heading | None = None
    papers: tuple[Paper, ...] = ()
    refused: tuple[str, ...] = ()


def read_mail(source: bytes | str, today: date) -> IncomingMail:
    """Read a mail: the bytes of an .eml file, or a text as pasted.

    A text that begins with no heading of a mail is a question, its first line the subject.

    Raises:
        UserError: it holds nothing that can be read.
    """
    _check_size(len(source))
    if isinstance(source, bytes):
        return _of_file(source, today)
    if _RAW.match(source[:20_000]):
        return _of_file(source.encode("utf-8", "surrogatepass"), today)
    return _of_text(source, today)


def _check_size(size: int) -> None:
    if size > LARGEST:
        raise UserError(
            f"This mail has {size / 1_048_576:.0f} MB; at most 40 MB can be read.",
            "Copy its text and paste it.",
        )


# Pasted ------------------------------------------------------------------------------------------


def _of_text(source: str, today: date) -> IncomingMail:
    text = clean(source).removeprefix("\ufeff")
    if not text.strip():
        raise UserError("There is no text here.", "Copy the mail first, then paste it.")
    refused = _controls(source)
    headed = at_the_top(text, today)
    if headed is not None:
        body = "\n".join(text.split("\n")[headed.begins :])
        return _written_by(headed.heading, body, today, refused)
    passed_on = forwarded(text, "", today)
    if passed_on is not None:
        return _written_by(passed_on, text, today, refused)
    text = text.strip("\n")
    inner = forwarded(text, "fw:", today)
    return IncomingMail("", "", today, _first_line(text), text, inner=inner, refused=refused)


def _written_by(told: Heading, text: str, today: date, refused: tuple[str, ...]) -> IncomingMail:
    text = text.strip("\n")
    on, words = _day(told.on, today)
    return IncomingMail(
        told.name,
        told.email,
        on,
        _one_line(told.subject) or _first_line(text),
        text,
        inner=_other(forwarded(text, told.subject, today), told),
        refused=(*words, *refused),
    )


def _other(inner: Heading | None, outer: Heading) -> Heading | None:
    """Who wrote what is passed on, unless it was the same person."""
    if inner is None or (inner.name, inner.email) == (outer.name, outer.email):
        return None
    return inner


# A file ------------------------------------------------------------------------------------------


def _of_file(source: bytes, today: date) -> IncomingMail:
    if source.startswith(_OLE):
        raise UserError(
            "This is Outlook's own .msg file, which only Outlook can read.",
            "In Outlook on the web choose Save as, which makes an .eml file; or copy the text of "
            "the mail and paste it.",
        )
    if not source.strip():
        raise UserError("This mail is empty.", "Save it again from the mail program.")
    try:
        message = message_from_bytes(source.removeprefix(b"\xef\xbb\xbf").lstrip())
        found = Found()
        gather(message, found, today)
    except RecursionError as error:
        raise UserError(
            "This mail is packed into itself too often to be read.", "Copy its text and paste it."
        ) from error
    return _put_together(message, found, today)


def _put_together(message: Part, found: Found, today: date) -> IncomingMail:
    whole = "\n\n".join(text.strip("\n") for text in found.texts if text.strip())
    text = clean(whole).strip("\n")
    name, email = person(header(message, "From"))
    subject = _one_line(header(message, "Subject"))
    if not any(header(message, each) for each in _HEADERS):
        raise UserError("This is not a mail.", "Choose an .eml file, or paste the text of a mail.")
    at = moment_of_header(header(message, "Date"))
    on, words = _day(at.date() if at else None, today)
    before = header(message, "References") + header(message, "In-Reply-To")
    mark = _IDS.search(header(message, "Message-ID"))
    return IncomingMail(
        name,
        email,
        on,
        subject or _first_line(text),
        text,
        sent_at=at if at and at.date() == on else None,
        message_id=mark[0] if mark else "",
        answers=tuple(dict.fromkeys(_IDS.findall(before))),
        inner=_other(found.inner or forwarded(text, subject, today), Heading(name, email)),
        papers=tuple(found.papers),
        refused=(*words, *_controls(whole), *dict.fromkeys(found.refused)),
    )


# What is said ------------------------------------------------------------------------------------


def _day(told: date | None, today: date) -> tuple[date, tuple[str, ...]]:
    if told is None:
        return today, ("It tells no day, so today is taken.",)
    if told > today:
        return today, (f"It is dated {day_words(told)}, which is still to come; today is taken.",)
    return told, ()


def _controls(text: str) -> tuple[str, ...]:
    return () if is_clean(text) else ("Control characters, which can't be shown, were taken out.",)


def _first_line(text: str) -> str:
    return _one_line(next((line for line in text.split("\n") if line.strip()), ""))


def _one_line(text: str) -> str:
    return " ".join(text.split())
