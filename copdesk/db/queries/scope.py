"""Whom a training policy takes in on a day, and since when each has been there without a break."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from copdesk.db.models import (
    Affiliation,
    OrganisationMembership,
    Participant,
    ParticipantMembership,
)
from copdesk.db.queries.expressions import Attribute, Question
from copdesk.db.reader import Reader
from copdesk.domain.dates import PartialDate, within
from copdesk.domain.text import fold
from copdesk.domain.training import PolicyScope, ScopeRule


@dataclass(frozen=True, slots=True)
class Span:
    """Time that somebody is there; ``None``: the beginning is not known, the end is open."""

    joined: PartialDate | None
    left: PartialDate | None


_ALWAYS = Span(None, None)


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody's time at an organisation, what they do there, and by what kind of contract."""

    participant_id: int
    organisation_id: int
    words: str
    span: Span
    contract: str = ""


@dataclass(frozen=True, slots=True)
class Ties:
    """Who is where and when: read once, asked about any day.

    Attributes:
        people: everybody.
        roles: at organisations.
        parts: people who take part in a community themselves: person, community, time.
        bodies: organisations of communities: community, organisation, time.
    """

    people: tuple[int, ...]
    roles: tuple[Role, ...]
    parts: tuple[tuple[int, int, Span], ...]
    bodies: tuple[tuple[int, int, Span], ...]


def ties(reader: Reader, participant_id: int | None = None) -> Ties:
    """Read who is where; of one person only where they are given."""
    own, theirs = ParticipantMembership, OrganisationMembership
    people = _of(select(Participant.id), Participant.id, participant_id)
    at = select(
        Affiliation.participant_id,
        Affiliation.organisation_id,
        Affiliation.role,
        Affiliation.start,
        Affiliation.end,
        Affiliation.contract,
    ).order_by(Affiliation.id)
    parts = select(own.participant_id, own.community_id, own.start, own.end)
    bodies = select(theirs.community_id, theirs.organisation_id, theirs.start, theirs.end)
    return Ties(
        tuple(row[0] for row in reader.rows(people)),
        tuple(
            Role(row[0], row[1], row[2], Span(row[3], row[4]), row[5])
            for row in reader.rows(_of(at, Affiliation.participant_id, participant_id))
        ),
        tuple(
            (row[0], row[1], Span(row[2], row[3]))
            for row in reader.rows(_of(parts, own.participant_id, participant_id))
            if row[1] is not None
        ),
        tuple((row[0], row[1], Span(row[2], row[3])) for row in reader.rows(bodies)),
    )


def taken_in(
    known: Ties, scope: Iterable[ScopeRule], as_at: date, *, leavers: bool = False
) -> Mapping[int, Span]:
    """Everybody whom any rule takes in on a day, by id, and since when.

    Args:
        known: who is where.
        scope: the rules.
        as_at: the day.
        leavers: also those who were in scope before and have left, with the time they had.
    """
    gathered: dict[int, list[Span]] = defaultdict(list)
    for rule in scope:
        for id_, spans in _by_rule(known, rule, as_at).items():
            gathered[id_] += spans
    found = {id_: span_at(spans, as_at) for id_, spans in gathered.items()}
    if leavers:
        found |= {id_: _last(gathered[id_], as_at) for id_, span in found.items() if span is None}
    return {id_: span for id_, span in found.items() if span is not None}


def organisations_of_all(known: Ties, as_at: date) -> Mapping[int, list[int]]:
    """The ids of the organisations of each person on a day, each once."""
    found: dict[int, list[int]] = defaultdict(list)
    for role in known.roles:
        here = within(as_at, role.span.joined, role.span.left)
        if here and role.organisation_id not in found[role.participant_id]:
            found[role.participant_id].append(role.organisation_id)
    return found


def span_at(spans: Sequence[Span], day: date) -> Span | None:
    """The time without a break that holds a day, over spans that follow or overlap one another."""
    now = [each for each in spans if within(day, each.joined, each.left)]
    if not now:
        return None
    if len(spans) == 1:
        return now[0]
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


def _last(spans: Sequence[Span], day: date) -> Span | None:
    """The time that ended last before a day."""
    ends = [each.left for each in spans if each.left and each.left.last < day]
    return span_at(spans, max(each.last for each in ends)) if ends else None


# One rule ---------------------------------------------------------------------------------------


def _by_rule(known: Ties, rule: ScopeRule, as_at: date) -> Mapping[int, list[Span]]:
    found: dict[int, list[Span]] = defaultdict(list)
    for id_, span in _spans(known, rule):
        found[id_].append(span)
    if rule.joined_after is not None:
        return {id_: _joiners(spans, rule.joined_after, as_at) for id_, spans in found.items()}
    if rule.scope is PolicyScope.EVERYONE and rule.whoever:
        found |= {id_: [_ALWAYS] for id_ in known.people if id_ not in found}
    return found


def _joiners(spans: Sequence[Span], after: date, as_at: date) -> list[Span]:
    """Those spans that began after a day; a beginning that is not known did not."""
    whole = span_at(spans, as_at)
    asked = [whole] if whole else spans
    return [each for each in asked if each.joined is not None and each.joined.last > after]


def _spans(known: Ties, rule: ScopeRule) -> Iterable[tuple[int, Span]]:
    roles = known.roles if rule.whoever else [each for each in known.roles if _fits(each, rule)]
    if rule.scope is PolicyScope.COMMUNITY:
        yield from _through(known, roles, rule.of)
    else:
        here = rule.scope is PolicyScope.EVERYONE
        yield from (
            (each.participant_id, each.span)
            for each in roles
            if here or each.organisation_id == rule.of
        )
    if rule.whoever and rule.scope is not PolicyScope.ORGANISATION:
        everyone = rule.scope is PolicyScope.EVERYONE
        yield from (
            (person, span)
            for person, community, span in known.parts
            if everyone or community == rule.of
        )


def _fits(role: Role, rule: ScopeRule) -> bool:
    same_role = not rule.role or fold(role.words) == fold(rule.role)
    return same_role and (not rule.contract or fold(role.contract) == fold(rule.contract))


def _through(known: Ties, roles: Iterable[Role], of: int | None) -> Iterable[tuple[int, Span]]:
    """Roles at the organisations of a community, each no longer than the organisation's time."""
    bodies: dict[int, list[Span]] = defaultdict(list)
    for community, organisation, span in known.bodies:
        if community == of:
            bodies[organisation].append(span)
    for role in roles:
        for body in bodies.get(role.organisation_id, ()):
            later = max(filter(None, (role.span.joined, body.joined)), default=None)
            sooner = min(filter(None, (role.span.left, body.left)), default=None)
            if later is None or sooner is None or later.first <= sooner.last:
                yield role.participant_id, Span(later, sooner)


def _of(asked: Question, column: Attribute, person: int | None) -> Question:
    return asked if person is None else asked.where(column == person)
