"""A mail logged from the command line, with the same care as in the window."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from copdesk.db.models import Enquiry
from copdesk.db.queries.enquiry_likes import Asked, same_mail
from copdesk.db.queries.identifiers import checked
from copdesk.db.queries.promise import courses
from copdesk.db.reader import Reader
from copdesk.db.store import Store
from copdesk.domain.promise_words import sentence
from copdesk.domain.signatures import REASON, own_words
from copdesk.errors import UserError
from copdesk.imports.mail import IncomingMail, read_mail
from copdesk.imports.mail_draft import draft_of
from copdesk.services.identifiers import keep_words
from copdesk.services.intake import log_mail


def log(source: Path, into: Path, say: Callable[[str], None], *, today: date) -> None:
    """Log an enquiry from a mail; says its reference and when its answer is promised by.

    Raises:
        UserError: it can't be read, was logged already, or may tell who a client is; nothing is
            changed.
    """
    try:
        content = source.read_bytes()
    except OSError as error:
        raise UserError(f"{source.name} can't be read.", "Name another file.") from error
    mail = read_mail(content, today)
    with Store.open(into) as store:
        with store.read() as reader:
            draft = draft_of(reader, mail)
            own = _check(reader, draft.values, mail)
        with store.together():
            enquiry_id = log_mail(store, draft.values, address=mail.sender_email)
            for words in dict.fromkeys(own):
                keep_words(store, enquiry_id, words, REASON)
        with store.read() as reader:
            logged = reader.get(Enquiry, enquiry_id) or {}
            course, terms = courses(reader, [enquiry_id])[enquiry_id]
    say(f"Logged {logged['reference']}: {logged['subject']}")
    say(sentence(course, terms, today))
    for told in (*mail.refused, *_left_out(mail)):
        say(told)


def _check(reader: Reader, values: Mapping[str, object], mail: IncomingMail) -> list[str]:
    """Refuse what may not be kept; returns the words of the writer's own that may stand."""
    known = same_mail(reader, Asked(mail_id=mail.message_id))
    if known is not None:
        raise UserError(f"This mail was logged already, as {known.reference}.")
    own: list[str] = []
    for name in ("subject", "question"):
        text = str(values[name])
        found = checked(reader, text)
        own += own_words(text, found, mail.sender_name, mail.sender_email)
        words = [text[one.start : one.end] for one in found if one.stops]
        told = [f"“{each}”" for each in dict.fromkeys(words) if each not in own]
        if told:
            raise UserError(
                f"It may tell who a client is: {', '.join(told)}.",
                "Log it in the window, where each can be replaced or kept with a reason.",
            )
    return own


def _left_out(mail: IncomingMail) -> list[str]:
    names = ", ".join(paper.name for paper in mail.papers)
    return [f"Came with it, and not kept: {names}."] if names else []
