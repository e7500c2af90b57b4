"""The facts behind the figures of enquiries, read in few questions however many there are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, String, func, select, type_coerce

from copdesk.db.ground import card
from copdesk.db.models import (
    Authority,
    Enquiry,
    EnquiryPause,
    GapEvidence,
    Organisation,
    Topic,
)
from copdesk.db.queries.expressions import Question, title_or_blank
from copdesk.db.queries.promise import terms_of_all
from copdesk.db.reader import Reader
from copdesk.domain.dates import add_months
from copdesk.domain.enquiries import Channel, EnquiryState, Outcome, PauseKind
from copdesk.domain.enquiry_figures import Fact, Measure, Span, Step, by_period, spans
from copdesk.domain.organisations import OrganisationKind, Sector
from copdesk.domain.promise import Course, Pause, Terms, target_on

_KIND = {each.value: each.label for each in OrganisationKind} | {"unknown": "", None: ""}
_SECTOR = {each.value: each.label for each in Sector} | {"unknown": "", None: ""}
_CHANNEL = {each.value: each.label for each in Channel}
_STATE = {each.value: each for each in EnquiryState}


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


def facts(
    reader: Reader,
    on: date,
    first: date | None = None,
    last: date | None = None,
    *,
    community_id: int | None = None,
) -> list[Fact]:
    """The enquiries received from one day to another (both count), the oldest first.

    One that was merged into another is not among them: what it asks is counted there.

    Args:
        reader: where to look.
        on: the day on which they are looked at; nothing later is known.
        first: ``None``: from the beginning.
        last: ``None``: until ``on``.
        community_id: only this community.
    """
    until = on if last is None else min(last, on)
    within = [type_coerce(Enquiry.received_on, String) <= until.isoformat()]
    if first is not None:
        within.append(type_coerce(Enquiry.received_on, String) >= first.isoformat())
    if community_id is not None:
        within.append(Enquiry.community_id == community_id)
    within.append(Enquiry.merged_into_id.is_(None))
    made = _fact_of(_pauses(reader, within), _gaps(reader, on), terms_of_all(reader), on)
    return [made(row) for row in reader.rows(_rows().where(*within))]


def by_month(reader: Reader, on: date, *, months: int = 6) -> list[MonthCounts]:
    """How the promise was kept with what came in each of the last months, the oldest first."""
    first = add_months(on.replace(day=1), 1 - months)
    parts: list[Span] = spans(first, on, Step.MONTH)
    found = by_period(facts(reader, on, first), parts, on)
    counted = (
        (each.figures[Measure.RECEIVED], each.figures[Measure.KEPT], each.figures[Measure.AFTER])
        for each in found
    )
    return [MonthCounts(span.first, *three) for span, three in zip(parts, counted, strict=True)]


def _rows() -> Question:
    """Words as they are stored: thousands of rows are read at once."""
    organisation, community = card.alias(), card.alias()
    return (
        select(
            Enquiry.id,
            _stored(Enquiry.received_on),
            _stored(Enquiry.due_on),
            _stored(Enquiry.answered_on),
            _stored(Enquiry.closed_on),
            _stored(Enquiry.state),
            _stored(Enquiry.reply_by),
            _stored(Enquiry.outcome),
            Enquiry.community_id,
            func.coalesce(Topic.name, ""),
            func.coalesce(Topic.group, ""),
            func.coalesce(Authority.name, ""),
            _stored(Organisation.kind),
            _stored(Organisation.sector),
            _stored(Enquiry.channel),
            title_or_blank(community),
            title_or_blank(organisation),
        )
        .outerjoin(Topic, Topic.id == Enquiry.topic_id)
        .outerjoin(Authority, Authority.id == Enquiry.authority_id)
        .outerjoin(Organisation, Organisation.id == Enquiry.organisation_id)
        .outerjoin(organisation, organisation.c.id == Enquiry.organisation_id)
        .outerjoin(community, community.c.id == Enquiry.community_id)
        .order_by(Enquiry.received_on, Enquiry.id)
    )


def _stored(column: object) -> ColumnElement[str]:
    return type_coerce(column, String)


def _fact_of(
    pauses: Mapping[int, tuple[Pause, ...]],
    gaps: frozenset[int],
    terms: Mapping[int | None, Terms],
    on: date,
) -> Callable[[Any], Fact]:
    day: Callable[[Any], Any] = cache(lambda text: text and date.fromisoformat(text))

    def made(row: Any) -> Fact:  # noqa: ANN401  (a row of the file)
        id_, came, due, answered, closed, state, reply, outcome, community_id, *words = row
        topic, group, area, kind, sector, channel, community, organisation = words
        own = pauses.get(id_, ())
        received, promised, replied = day(came), day(due), day(answered)
        target = promised
        if own:
            course = Course(received, promised, _STATE[state], pauses=own)
            until = on if replied is None else min(replied, on)
            target = target_on(course, terms[community_id], until)
        return Fact(
            id_,
            received,
            promised,
            target,
            replied,
            day(closed),
            _STATE[state],
            day(reply),
            tuple((one.start, one.end) for one in own),
            id_ in gaps or (outcome == Outcome.NO_PROVIDER.value and (day(closed) or on) <= on),
            topic,
            group,
            area,
            _KIND[kind],
            _SECTOR[sector],
            _CHANNEL[channel],
            community,
            organisation,
        )

    return made


def _pauses(reader: Reader, within: list[ColumnElement[bool]]) -> dict[int, tuple[Pause, ...]]:
    one = EnquiryPause
    asked = (
        select(one.enquiry_id, one.start, one.end)
        .join(Enquiry, Enquiry.id == one.enquiry_id)
        .where(one.kind == PauseKind.WAITING, *within)
        .order_by(one.start, one.id)
    )
    found: dict[int, tuple[Pause, ...]] = {}
    for enquiry_id, start, end in reader.rows(asked):
        found[enquiry_id] = (*found.get(enquiry_id, ()), Pause(start, end))
    return found


def _gaps(reader: Reader, on: date) -> frozenset[int]:
    """The enquiries for which it was noted by a day that nobody could be found."""
    asked = select(GapEvidence.enquiry_id).where(
        GapEvidence.enquiry_id.is_not(None), GapEvidence.found_on <= on
    )
    return frozenset(row[0] for row in reader.rows(asked))
