"""Enquiries: which are open or late, which came since a day, and how the promise was kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from copdesk.db.ground import card
from copdesk.db.models import Enquiry, EnquiryNote
from copdesk.db.queries.expressions import Question, among, title_or_blank
from copdesk.db.reader import Reader
from copdesk.domain.enquiries import Channel, EnquiryState, LogKind
from copdesk.domain.senders import STARTS, address_in

OPEN = tuple(state for state in EnquiryState if state.is_open)


_CHUNK = 500


@dataclass(frozen=True, slots=True)
class EnquiryLine:
    """One enquiry with the names of what it links to; empty where there is none."""

    id: int
    reference: str
    subject: str
    state: EnquiryState
    received_on: date
    due_on: date
    reply_by: date | None
    act_by: date | None
    answered_on: date | None
    closed_on: date | None
    channel: Channel
    asker: str
    organisation: str
    community_id: int | None
    community: str
    topic: str
    area: str
    owner: str
    question: str
    answer: str
    asker_id: int | None


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the response log; no ``with_id`` where it was with nobody in particular."""

    id: int
    at: datetime
    kind: LogKind
    text: str
    with_id: int | None
    with_whom: str


def open_enquiries(reader: Reader, *, community_id: int | None = None) -> list[EnquiryLine]:
    """Enquiries whose asker is owed an answer, due first at the top."""
    asked = _enquiries(community_id).where(among(Enquiry.state, OPEN))
    return _lines(reader, asked.order_by(Enquiry.due_on, Enquiry.id))


def count_late(reader: Reader, on: date) -> int:
    """How many enquiries with a running clock have passed their working target."""
    asked = select(func.count(Enquiry.id)).where(among(Enquiry.state, OPEN), Enquiry.reply_by < on)
    return int(reader.scalar(asked))


def enquiries_between(
    reader: Reader,
    first: date | None = None,
    last: date | None = None,
    *,
    community_id: int | None = None,
) -> list[EnquiryLine]:
    """Enquiries received from one day to another (both count; ``None``: no limit), oldest first."""
    asked = _enquiries(community_id)
    if first is not None:
        asked = asked.where(Enquiry.received_on >= first)
    if last is not None:
        asked = asked.where(Enquiry.received_on <= last)
    return _lines(reader, asked.order_by(Enquiry.received_on, Enquiry.id))


def answered_between(
    reader: Reader, first: date | None, last: date, *, community_id: int | None = None
) -> list[EnquiryLine]:
    """Enquiries first answered from one day to another (both count), whenever they came."""
    asked = _enquiries(community_id).where(Enquiry.answered_on <= last)
    if first is not None:
        asked = asked.where(Enquiry.answered_on >= first)
    return _lines(reader, asked.order_by(Enquiry.answered_on, Enquiry.id))


def not_closed(reader: Reader, ids: Sequence[int]) -> dict[int, str]:
    """The references of those of these enquiries that are not closed, by id, in their order."""
    found: dict[int, str] = {}
    for start in range(0, len(ids), _CHUNK):
        asked = select(Enquiry.id, Enquiry.reference).where(
            Enquiry.id.in_(ids[start : start + _CHUNK]), Enquiry.state != EnquiryState.CLOSED
        )
        found |= {row[0]: row[1] for row in reader.rows(asked)}
    return {each: found[each] for each in ids if each in found}


def owners(reader: Reader) -> list[str]:
    """The names of those who dealt with enquiries so far, and of the coordinator; most used first.

    They are free text: a name may be written in several ways.
    """
    count = func.count().label("count")
    asked = select(Enquiry.owner).where(Enquiry.owner != "").group_by(Enquiry.owner)
    found = [row[0] for row in reader.rows(asked.order_by(count.desc(), Enquiry.owner))]
    return list(dict.fromkeys(filter(None, (*found, reader.setting("coordinator")))))


def log(reader: Reader, enquiry_id: int) -> list[LogLine]:
    """The response log, oldest line first."""
    line = EnquiryNote
    asked = select(line.id, line.at, line.kind, line.text, line.with_id, title_or_blank(card))
    asked = asked.outerjoin(card, card.c.id == line.with_id).where(line.enquiry_id == enquiry_id)
    return [LogLine(*row) for row in reader.rows(asked.order_by(EnquiryNote.at, EnquiryNote.id))]


def sender_address(reader: Reader, enquiry_id: int) -> str:
    """Where the mail came from that began an enquiry; empty where its log does not say."""
    asked = select(EnquiryNote.text).where(
        EnquiryNote.enquiry_id == enquiry_id, EnquiryNote.text.startswith(STARTS)
    )
    found = (address_in(row[0]) for row in reader.rows(asked.order_by(EnquiryNote.at)))
    return next(filter(None, found), "")


def _lines(reader: Reader, asked: Question) -> list[EnquiryLine]:
    return [EnquiryLine(*row) for row in reader.rows(asked)]


def _enquiries(community_id: int | None) -> Question:
    asker, organisation, community, topic, area = (card.alias() for _ in range(5))
    asked = (
        select(
            Enquiry.id,
            Enquiry.reference,
            Enquiry.subject,
            Enquiry.state,
            Enquiry.received_on,
            Enquiry.due_on,
            Enquiry.reply_by,
            Enquiry.act_by,
            Enquiry.answered_on,
            Enquiry.closed_on,
            Enquiry.channel,
            func.coalesce(asker.c.title, Enquiry.asker_name),
            title_or_blank(organisation),
            Enquiry.community_id,
            title_or_blank(community),
            title_or_blank(topic),
            title_or_blank(area),
            Enquiry.owner,
            Enquiry.question,
            Enquiry.answer,
            Enquiry.asker_id,
        )
        .outerjoin(asker, asker.c.id == Enquiry.asker_id)
        .outerjoin(organisation, organisation.c.id == Enquiry.organisation_id)
        .outerjoin(community, community.c.id == Enquiry.community_id)
        .outerjoin(topic, topic.c.id == Enquiry.topic_id)
        .outerjoin(area, area.c.id == Enquiry.authority_id)
    )
    return asked if community_id is None else asked.where(Enquiry.community_id == community_id)
