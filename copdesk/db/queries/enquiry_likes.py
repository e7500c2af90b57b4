"""Enquiries that one being logged may be: the same mail, a reply to one, much the same question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, false, func, or_, select

from copdesk.db.ground import card
from copdesk.db.models import Enquiry
from copdesk.db.reader import Reader
from copdesk.domain.answers import telling_words
from copdesk.domain.enquiries import EnquiryState
from copdesk.domain.text import fold

if TYPE_CHECKING:
    from copdesk.db.queries.expressions import Question

RECENT_DAYS = 90
"""Days for which much the same question of the same asker is taken for the same enquiry."""

_READ = 2_000
_WORDS = 20
_ENOUGH, _SHARE = 3, 0.6
_FIRST = re.compile(r"^(?:\s*(?:re|fwd?|fw|aw|sv|antw)\s*(?:\[\d+\])?\s*:)+", re.IGNORECASE)
_REPLY = re.compile(r"^\s*(?:re|aw|sv|antw)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)
_REFERENCE = re.compile(r"\bE-\d{4}-\d{1,9}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What tells an enquiry from others while it is being logged.

    Attributes:
        subject: as it stands.
        question: as it stands.
        asker_id: who asks; ``None`` where it is nobody of the file.
        asker_name: who asks otherwise.
        organisation_id: for whom.
        mail_id: the mark of its mail.
        answers: the marks of the mails before it.
    """

    subject: str = ""
    question: str = ""
    asker_id: int | None = None
    asker_name: str = ""
    organisation_id: int | None = None
    mail_id: str = ""
    answers: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """An enquiry that is there."""

    id: int
    reference: str
    subject: str
    state: EnquiryState
    received_on: date
    asker: str


def same_mail(reader: Reader, asked: Asked) -> Earlier | None:
    """The enquiry that was logged from this very mail."""
    if not asked.mail_id:
        return None
    return next(iter(_earlier(reader, Enquiry.mail_id == asked.mail_id, limit=1)), None)


def replied_to(reader: Reader, asked: Asked, on: date) -> Earlier | None:
    """The enquiry that a mail goes on with: by its reference, the mails before it, its subject."""
    named = _REFERENCE.findall(asked.subject.upper())
    conditions: list[ColumnElement[bool]] = [Enquiry.reference.in_(named)] if named else []
    if asked.answers:
        conditions.append(Enquiry.mail_id.in_(list(asked.answers)))
    for condition in conditions:
        for found in _earlier(reader, condition, limit=1):
            return _kept(reader, found)
    if not _REPLY.match(asked.subject):
        return None
    since = Enquiry.received_on >= on - timedelta(days=365)
    own = _earlier(reader, _by(asked), since, limit=50)
    same = (one for one in own if _plain(one.subject) == _plain(asked.subject))
    found_again = next(same, None)
    return _kept(reader, found_again) if found_again else None


def of_asker(reader: Reader, asked: Asked, *, limit: int = 5) -> list[Earlier]:
    """What the same asker asked before, the newest first."""
    return _earlier(reader, _by(asked), limit=limit)


def how_many_of(reader: Reader, asked: Asked) -> int:
    """How many enquiries of the same asker there are."""
    return int(reader.scalar(select(func.count()).select_from(Enquiry).where(_by(asked))) or 0)


def much_the_same(reader: Reader, asked: Asked, on: date, *, limit: int = 3) -> list[Earlier]:
    """What the same asker or organisation asked in the last 90 days in much the same words.

    Args:
        reader: where to look.
        asked: the enquiry so far.
        on: the day it was received.
        limit: the most enquiries to give.
    """
    who = _by(asked)
    if asked.organisation_id is not None:
        who = or_(who, Enquiry.organisation_id == asked.organisation_id)
    recent = Enquiry.received_on >= on - timedelta(days=RECENT_DAYS)
    there = _earlier(reader, who, recent, limit=100)
    ids = [one.id for one in there]
    question = func.substr(Enquiry.question, 1, _READ)
    rows = reader.rows(select(Enquiry.id, question).where(Enquiry.id.in_(ids)))
    texts = {row[0]: row[1] for row in rows}
    words = _words(asked.subject, asked.question)
    return [
        one
        for one in there
        if _same_subject(one.subject, asked.subject)
        or _alike(words, _words(one.subject, texts[one.id]))
    ][:limit]


def _same_subject(one: str, other: str) -> bool:
    return bool(_plain(one)) and _plain(one) == _plain(other)


def _alike(ours: set[str], theirs: set[str]) -> bool:
    shared = len(ours & theirs)
    return shared >= _ENOUGH and shared >= _SHARE * min(len(ours), len(theirs))


def _words(subject: str, question: str) -> set[str]:
    return set(telling_words(f"{_FIRST.sub('', subject)} {question[:_READ]}", most=_WORDS))


def _plain(subject: str) -> str:
    """A subject without what mail programs put before it."""
    return fold(_FIRST.sub("", subject))


def _by(asked: Asked) -> ColumnElement[bool]:
    """Of the same asker; of nobody while the asker is not known."""
    if asked.asker_id is not None:
        return Enquiry.asker_id == asked.asker_id
    return Enquiry.asker_name == asked.asker_name if asked.asker_name else false()


def _kept(reader: Reader, found: Earlier) -> Earlier:
    """The enquiry that this one was merged into, if it was."""
    merged = reader.scalar(select(Enquiry.merged_into_id).where(Enquiry.id == found.id))
    if merged is None:
        return found
    return next(iter(_earlier(reader, Enquiry.id == merged, limit=1)), found)


def _earlier(reader: Reader, *where: ColumnElement[bool], limit: int) -> list[Earlier]:
    asked: Question = (
        select(
            Enquiry.id,
            Enquiry.reference,
            Enquiry.subject,
            Enquiry.state,
            Enquiry.received_on,
            func.coalesce(card.c.title, Enquiry.asker_name),
        )
        .outerjoin(card, card.c.id == Enquiry.asker_id)
        .where(*where)
        .order_by(Enquiry.received_on.desc(), Enquiry.id.desc())
        .limit(limit)
    )
    return [Earlier(*row) for row in reader.rows(asked)]
