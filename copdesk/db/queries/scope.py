"""Whom a training policy takes in on a day, and since when each has been there without a break."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from copdesk.db.models import (
    Affiliation,
    OrganisationMembership,
    Participant,
    ParticipantMembership,
)
from copdesk.db.queries.expressions import Attribute, Question, during
from copdesk.db.reader import Reader
from copdesk.domain.dates import PartialDate, within
from copdesk.domain.training import PolicyScope


@dataclass(frozen=True, slots=True)
class Span:
    """Time that somebody is there; ``None``: the beginning is not known, the end is open."""

    joined: PartialDate | None
    left: PartialDate | None


_ALWAYS = Span(None, None)


def in_scope(
    reader: Reader,
    scope: PolicyScope,
    of: int | None,
    as_at: date,
    *,
    participant_id: int | None = None,
) -> Mapping[int, Span]:
    """Everybody a rule of scope takes in on a day, by id.

    Args:
        reader: where to look.
        scope: everyone, or the people of an organisation or a community.
        of: that organisation or community.
        as_at: the day.
        participant_id: ask about this person only.
    """
    known = _rows(reader, scope, of, as_at, participant_id)
    spans: dict[int, list[Span]] = defaultdict(list)
    for id_, start, end in known:
        spans[id_].append(Span(start, end))
    found = {id_: span_at(each, as_at) for id_, each in spans.items()}
    if scope is PolicyScope.EVERYONE:
        found |= {id_: _ALWAYS for id_ in _everybody(reader, participant_id) if id_ not in found}
    return {id_: span for id_, span in found.items() if span is not None}


def span_at(spans: Sequence[Span], day: date) -> Span | None:
    """The time without a break that holds a day, over spans that follow or overlap one another."""
    now = [each for each in spans if within(day, each.joined, each.left)]
    if not now:
        return None
    ends = [each.left for each in now]
    left = None if None in ends else max(filter(None, ends))
    return Span(_joined(now, [each for each in spans if each not in now]), left)


def _joined(now: Sequence[Span], earlier: Sequence[Span]) -> PartialDate | None:
    joined = _first(now)
    for each in sorted(earlier, key=_end, reverse=True):
        if joined is not None and _end(each) >= joined.first - timedelta(days=1):
            joined = _first([each, Span(joined, None)])
    return joined


def _first(spans: Iterable[Span]) -> PartialDate | None:
    starts = [each.joined for each in spans]
    return None if None in starts else min(filter(None, starts))


def _end(span: Span) -> date:
    return span.left.last if span.left else date.max


# The rows ---------------------------------------------------------------------------------------


def _rows(
    reader: Reader, scope: PolicyScope, of: int | None, as_at: date, person: int | None
) -> Iterable[tuple[Any, ...]]:
    at = select(Affiliation.participant_id, Affiliation.start, Affiliation.end)
    own = ParticipantMembership
    part = select(own.participant_id, own.start, own.end)
    if scope is PolicyScope.ORGANISATION:
        at = at.where(Affiliation.organisation_id == of)
        return reader.rows(_of(at, Affiliation.participant_id, person))
    if scope is PolicyScope.COMMUNITY:
        part = part.where(own.community_id == of)
        themselves = reader.rows(_of(part, own.participant_id, person))
        return (*themselves, *_through(reader, of, as_at, person))
    return (
        *reader.rows(_of(at, Affiliation.participant_id, person)),
        *reader.rows(_of(part, own.participant_id, person)),
    )


def _through(
    reader: Reader, community: int | None, as_at: date, person: int | None
) -> Iterable[tuple[Any, ...]]:
    """Roles at the organisations of a community, each no longer than the organisation's time."""
    theirs = OrganisationMembership
    asked = (
        select(
            Affiliation.participant_id, Affiliation.start, Affiliation.end, theirs.start, theirs.end
        )
        .join(theirs, theirs.organisation_id == Affiliation.organisation_id)
        .where(theirs.community_id == community, during(theirs.start, theirs.end, as_at))
    )
    for row in reader.rows(_of(asked, Affiliation.participant_id, person)):
        later = max(filter(None, (row[1], row[3])), default=None)
        sooner = min(filter(None, (row[2], row[4])), default=None)
        yield (row[0], later, sooner)


def _everybody(reader: Reader, person: int | None) -> list[int]:
    asked = _of(select(Participant.id), Participant.id, person)
    return [row[0] for row in reader.rows(asked)]


def _of(asked: Question, column: Attribute, person: int | None) -> Question:
    return asked if person is None else asked.where(column == person)
