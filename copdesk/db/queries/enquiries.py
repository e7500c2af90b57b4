"""Enquiries: which are open or late, which came since a day, and how the promise was kept."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, String, and_, case, func, or_, select, type_coerce

from copdesk.db.ground import card
from copdesk.db.models import Enquiry, EnquiryNote
from copdesk.db.queries.expressions import Question, among, title_or_blank
from copdesk.db.reader import Reader
from copdesk.domain.dates import add_months
from copdesk.domain.enquiries import Channel, EnquiryState, LogKind

OPEN = tuple(state for state in EnquiryState if state.is_open)


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


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the response log."""

    id: int
    at: datetime
    kind: LogKind
    text: str


@dataclass(frozen=True, slots=True)
class EnquiryCounts:
    """How a period went.

    Attributes:
        received: enquiries that came in it.
        answered: of those, answered by the last day asked about.
        in_time: of those, answered by their promised day.
        still_open: of those, still owed an answer.
    """

    received: int
    answered: int
    in_time: int
    still_open: int


@dataclass(frozen=True, slots=True)
class MonthCounts:
    """What became of the enquiries that came in one month.

    Attributes:
        first: the first day of the month.
        received: how many came.
        in_time: of those, answered by their promised day.
        late: of those, answered later, or still open after it.
    """

    first: date
    received: int
    in_time: int
    late: int

    @property
    def neither(self) -> int:
        """Those not due yet, and those closed without an answer."""
        return self.received - self.in_time - self.late


def open_enquiries(reader: Reader, *, community_id: int | None = None) -> list[EnquiryLine]:
    """Enquiries whose asker is owed an answer, due first at the top."""
    asked = _enquiries(community_id).where(among(Enquiry.state, OPEN))
    return _lines(reader, asked.order_by(Enquiry.due_on, Enquiry.id))


def late_enquiries(
    reader: Reader, on: date, *, community_id: int | None = None
) -> list[EnquiryLine]:
    """Open enquiries promised before a day."""
    asked = _enquiries(community_id).where(among(Enquiry.state, OPEN), Enquiry.due_on < on)
    return _lines(reader, asked.order_by(Enquiry.due_on, Enquiry.id))


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


def counts(
    reader: Reader, first: date, last: date, *, community_id: int | None = None
) -> EnquiryCounts:
    """How many came in a period, and how the promise was kept, as at its last day."""
    lines = enquiries_between(reader, first, last, community_id=community_id)
    answered = [line for line in lines if line.answered_on and line.answered_on <= last]
    in_time = sum(line.answered_on <= line.due_on for line in answered if line.answered_on)
    settled = {line.id for line in answered}
    settled |= {line.id for line in lines if line.closed_on and line.closed_on <= last}
    return EnquiryCounts(len(lines), len(answered), in_time, len(lines) - len(settled))


def by_month(reader: Reader, on: date, *, months: int = 6) -> list[MonthCounts]:
    """How the promise was kept with what came in each of the last months, the oldest first."""
    first = add_months(on.replace(day=1), 1 - months)
    month = func.substr(type_coerce(Enquiry.received_on, String), 1, 7)
    in_time = Enquiry.answered_on <= Enquiry.due_on
    late = or_(
        Enquiry.answered_on > Enquiry.due_on,
        and_(Enquiry.answered_on.is_(None), among(Enquiry.state, OPEN), Enquiry.due_on < on),
    )
    asked = (
        select(month, func.count(), _how_many(in_time), _how_many(late))
        .where(Enquiry.received_on >= first, Enquiry.received_on <= on)
        .group_by(month)
    )
    found = {row[0]: tuple(row[1:]) for row in reader.rows(asked)}
    starts = [add_months(first, number) for number in range(months)]
    return [MonthCounts(each, *found.get(f"{each:%Y-%m}", (0, 0, 0))) for each in starts]


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def log(reader: Reader, enquiry_id: int) -> list[LogLine]:
    """The response log, oldest line first."""
    asked = select(EnquiryNote.id, EnquiryNote.at, EnquiryNote.kind, EnquiryNote.text)
    asked = asked.where(EnquiryNote.enquiry_id == enquiry_id)
    return [LogLine(*row) for row in reader.rows(asked.order_by(EnquiryNote.at, EnquiryNote.id))]


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
        )
        .outerjoin(asker, asker.c.id == Enquiry.asker_id)
        .outerjoin(organisation, organisation.c.id == Enquiry.organisation_id)
        .outerjoin(community, community.c.id == Enquiry.community_id)
        .outerjoin(topic, topic.c.id == Enquiry.topic_id)
        .outerjoin(area, area.c.id == Enquiry.authority_id)
    )
    return asked if community_id is None else asked.where(Enquiry.community_id == community_id)
