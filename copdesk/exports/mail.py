"""E-mail as drafts: a file to open and send by hand, a link, or text to copy. Nothing is sent."""

import mimetypes
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from urllib.parse import quote

from copdesk.domain.text import clean
from copdesk.errors import UserError
from copdesk.reports.landing import landing

LONGEST_LINK = 2_000
"""Letters of a ``mailto:`` link that every system passes on."""

_LOCAL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}")
_MARK = re.compile(r"<[!-;=?-~]{1,250}>")
_DOMAIN = re.compile(r"[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to write to."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail that was not sent.

    Attributes:
        subject: one line.
        text: the body, plain.
        people: who it is for; those without a usable address are left out, see :func:`parted`.
        hidden: nobody sees the addresses of the others.
        attached: the files that go with it.
        answers: the mark (Message-ID) of the mail that it answers, so that mail programs show
            the two together; empty for none.
    """

    subject: str
    text: str
    people: Sequence[Recipient]
    hidden: bool = True
    attached: Sequence[Attached] = ()
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A ``mailto:`` link, and in a sentence what did not fit into it."""

    url: str
    told: str


def parted(people: Iterable[Recipient]) -> tuple[list[Recipient], list[Recipient]]:
    """Those with an address that can be used, each address once; and those without one."""
    usable: dict[str, Recipient] = {}
    without = []
    for each in people:
        address = _address(each.email)
        if address:
            usable.setdefault(address.casefold(), Recipient(_one_line(each.name), address))
        else:
            without.append(each)
    return list(usable.values()), without


def draft_bytes(mail: Mail) -> bytes:
    """The draft (.eml) that mail programs open ready to be sent.

    Raises:
        UserError: it can't be made of these words.
    """
    message = EmailMessage(policy=SMTP)
    usable, _without = parted(mail.people)
    message["X-Unsent"] = "1"
    message["Subject"] = _one_line(mail.subject)
    try:
        if usable:
            message["Bcc" if mail.hidden else "To"] = [_header(each) for each in usable]
        if _MARK.fullmatch(mail.answers):
            message["In-Reply-To"] = message["References"] = mail.answers
        message.set_content(clean(mail.text))
        for each in mail.attached:
            _attach(message, each)
        return message.as_bytes()
    except (MessageError, ValueError) as error:
        raise UserError(
            "The draft can't be written with these words.", "Copy text and addresses instead."
        ) from error


def write_draft(mail: Mail, out: Path) -> None:
    """Write the draft.

    Raises:
        UserError: it can't be made, or the file can't be written.
    """
    content = draft_bytes(mail)
    with landing(out) as stream:
        stream.write(content)


def link(mail: Mail) -> Link:
    """The link that opens a new e-mail in the mail program; files can't go with it.

    Where all does not fit, the text is left out, and said so.

    Raises:
        UserError: not even the addresses fit.
    """
    usable, _without = parted(mail.people)
    whole = _url(usable, mail, mail.text)
    told = ["The files are not attached: add them by hand."] if mail.attached else []
    if len(whole) <= LONGEST_LINK:
        return Link(whole, " ".join(told))
    short = _url(usable, mail, "")
    if len(short) > LONGEST_LINK:
        raise UserError(
            f"{len(usable)} addresses are too many for a link.",
            "Open the draft, or copy text and addresses.",
        )
    told.insert(0, "The text was too long for the link: copy it and paste it in.")
    return Link(short, " ".join(told))


def addresses(mail: Mail) -> str:
    """The addresses alone, as mail programs take them."""
    usable, _without = parted(mail.people)
    return "; ".join(each.email for each in usable)


def in_words(mail: Mail) -> str:
    """Addresses, subject and text, to be copied into any mail program."""
    listed = addresses(mail)
    whom = f"{'Bcc' if mail.hidden else 'To'}: {listed}\n" if listed else ""
    return f"{whom}Subject: {_one_line(mail.subject)}\n\n{clean(mail.text).strip()}\n"


def _url(usable: Sequence[Recipient], mail: Mail, text: str) -> str:
    listed = ",".join(quote(each.email, safe="@") for each in usable)
    asked = [f"subject={quote(_one_line(mail.subject), safe='')}"]
    if mail.hidden and listed:
        asked.insert(0, f"bcc={listed}")
    if text:
        asked.append(
            f"body={quote(clean(text).strip().replace(chr(10), chr(13) + chr(10)), safe='')}"
        )
    return f"mailto:{'' if mail.hidden else listed}?{'&'.join(asked)}"


def _attach(message: EmailMessage, attached: Attached) -> None:
    media = mimetypes.guess_type(attached.name)[0] or "application/octet-stream"
    name = _one_line(attached.name).replace("/", "-").replace("\\", "-")
    if media == "text/calendar":
        text = attached.content.decode("utf-8")
        method = "CANCEL" if "METHOD:CANCEL" in text else "PUBLISH"
        message.add_attachment(
            attached.content,
            maintype="text",
            subtype="calendar",
            filename=name,
            params={"method": method, "charset": "utf-8"},
        )
        return
    main, _, sub = media.partition("/")
    message.add_attachment(attached.content, maintype=main, subtype=sub, filename=name)


def _header(each: Recipient) -> Address:
    return Address(each.name, addr_spec=each.email)


def _address(typed: str) -> str:
    """The address as mail systems take it; empty when it can't be used."""
    local, _, domain = clean(typed).strip().rpartition("@")
    try:
        plain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    good = _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(plain)
    dotted = local.startswith(".") or local.endswith(".") or ".." in local
    return f"{local}@{plain}" if good and not dotted else ""


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())
