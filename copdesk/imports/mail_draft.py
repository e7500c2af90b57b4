"""What a mail fills in of an enquiry, and what the file knows of who wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass

from copdesk.db.models import Enquiry
from copdesk.db.queries.askers import Person, writer
from copdesk.db.reader import Reader
from copdesk.db.record import fields_of
from copdesk.domain.enquiries import Channel
from copdesk.domain.fields import Text
from copdesk.imports.mail import IncomingMail


@dataclass(frozen=True, slots=True)
class MailDraft:
    """An enquiry as a mail begins it.

    Attributes:
        values: its fields, by name.
        newcomer: whether somebody wrote whom the file does not know.
        told: how the asker was known; empty where there is nothing to say.
        maybe: who it may be, when that is not sure.
    """

    values: Mapping[str, object]
    newcomer: bool
    told: str
    maybe: tuple[Person, ...]


def draft_of(reader: Reader, mail: IncomingMail) -> MailDraft:
    """The enquiry that a mail begins."""
    found = writer(reader, mail.sender_name, mail.sender_email)
    values: dict[str, object] = {
        **_subject_and_question(mail),
        "received_on": mail.sent_on,
        "channel": Channel.EMAIL,
        "mail_id": mail.message_id,
        "asker_id": found.person.id if found.person else None,
        "asker_name": "" if found.person else _named(mail),
    }
    if found.organisation_id is not None:
        values["organisation_id"] = found.organisation_id
    someone = bool(mail.sender_name or mail.sender_email)
    told = f"{found.person.name} is known by name only." if found.person and found.by_name else ""
    return MailDraft(values, someone and found.person is None, told, found.maybe)


def _named(mail: IncomingMail) -> str:
    return (mail.sender_name or mail.sender_email)[: _longest("asker_name")]


def _subject_and_question(mail: IncomingMail) -> dict[str, object]:
    """A subject that is too long for its field stands whole over the question."""
    longest = _longest("subject")
    if len(mail.subject) <= longest:
        return {"subject": mail.subject, "question": mail.text}
    short = mail.subject[: longest - 1].rstrip() + "…"
    there = mail.text.startswith(mail.subject)
    return {"subject": short, "question": mail.text if there else f"{mail.subject}\n\n{mail.text}"}


def _longest(name: str) -> int:
    kind = fields_of(Enquiry)[name].kind
    return kind.longest if isinstance(kind, Text) else 0
