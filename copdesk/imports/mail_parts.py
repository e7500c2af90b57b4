"""What the parts of a mail come to: its words, the files with it, and what is left out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from email.message import Message

from copdesk.domain.dates import day_words
from copdesk.imports.mail_days import day_of_header
from copdesk.imports.mail_headers import Part, decoded, file_name, header, name_of, param
from copdesk.imports.mail_headings import Heading, person
from copdesk.imports.mail_html import plain_text

_DEEPEST = 40
_MOST_PAPERS = 100


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that came with a mail."""

    name: str
    content: bytes = field(repr=False)


@dataclass(slots=True)
class Found:
    """What the parts of a mail come to."""

    texts: list[str] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    inner: Heading | None = None


def gather(part: Part, found: Found, today: date, depth: int = 0) -> None:
    """Sort a part, and the parts within it, into words, papers and what is left out."""
    kind = part.get_content_type()
    if depth > _DEEPEST:
        found.refused.append("Parts that were packed too deep were left out.")
    elif kind in {"message/rfc822", "message/global"}:
        _gather_mail(part, found, today)
    elif kind == "multipart/encrypted" or "pkcs7-mime" in kind:
        found.refused.append(
            "It is encrypted: open it in the mail program, and copy its text from there."
        )
    elif kind == "multipart/alternative":
        _gather_best(part, found, today, depth)
    elif part.is_multipart():
        for each in _within(part):
            gather(each, found, today, depth + 1)
    elif kind in {"text/plain", "text/html"} and not _is_paper(part):
        found.texts.append(_words(part, found))
    else:
        _gather_paper(part, found)


def _gather_best(part: Part, found: Found, today: date, depth: int) -> None:
    """Of several forms of the same words the plain one; files in any of them are kept."""
    forms = []
    for each in _within(part):
        form = Found()
        gather(each, form, today, depth + 1)
        forms.append((each.get_content_type() == "text/plain", form))
        found.papers += form.papers
        found.refused += form.refused
        found.inner = found.inner or form.inner
    said = [form.texts for plain, form in forms if plain and "".join(form.texts).strip()]
    said += [form.texts for _plain, form in forms if "".join(form.texts).strip()]
    found.texts += said[0] if said else []


def _gather_mail(part: Part, found: Found, today: date) -> None:
    """A mail within the mail: its words are read too, and who wrote it is offered as the asker."""
    for each in _within(part):
        name, email = person(header(each, "From"))
        on = day_of_header(header(each, "Date"))
        subject = " ".join(header(each, "Subject").split())
        within = Found()
        gather(each, within, today, _DEEPEST // 2)
        if found.inner is None and (name or email):
            found.inner = Heading(name, email, on, subject)
        sent = f"Date: {day_words(on)}\n" if on else ""
        head = f"-------- Forwarded message --------\nFrom: {name} <{email}>\n{sent}"
        found.texts.append(f"{head}Subject: {subject}\n\n" + "\n\n".join(within.texts))
        found.papers += within.papers
        found.refused += within.refused


def _gather_paper(part: Part, found: Found) -> None:
    content = part.get_payload(decode=True)
    name = name_of(part)
    if name.casefold() == "winmail.dat":
        found.refused.append("winmail.dat holds what Outlook attached in its own way.")
    if isinstance(content, bytes) and content and len(found.papers) < _MOST_PAPERS:
        found.papers.append(Paper(name, content))


def _within(part: Part) -> Iterator[Part]:
    inside = part.get_payload()
    yield from (
        (each for each in inside if isinstance(each, Message)) if isinstance(inside, list) else ()
    )


def _is_paper(part: Part) -> bool:
    told = str(part.get("Content-Disposition") or "").strip().lower()
    return told.startswith("attachment") or bool(file_name(part))


def _words(part: Part, found: Found) -> str:
    """The words of a part, whatever its letters are kept in."""
    content = part.get_payload(decode=True)
    raw = content if isinstance(content, bytes) else b""
    text, whole = decoded(raw, str(param(part, "charset")))
    if not whole:
        found.refused.append("Some letters could not be read; they are shown as \ufffd.")
    return plain_text(text) if part.get_content_type() == "text/html" else text
