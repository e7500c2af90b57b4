"""Who owes which training as at any day: the rows of the file handed to the rules of the field."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import CompoundSelect, func, select

from copdesk.db.ground import card
from copdesk.db.models import (
    Affiliation,
    Credit,
    OrganisationMembership,
    Participant,
    ParticipantMembership,
    TrainingPolicy,
    TrainingSession,
)
from copdesk.db.queries.communities import organisations_at
from copdesk.db.queries.expressions import Question, during
from copdesk.db.reader import Reader
from copdesk.domain import training as rules
from copdesk.domain.dates import PartialDate
from copdesk.domain.training import Coverage, PolicyScope, Standing, Status


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """One policy: its id, title, the record's values, and the rule of the field it makes."""

    id: int
    title: str
    applies_to: str
    policy: rules.Policy
    scope: PolicyScope
    organisation_id: int | None
    community_id: int | None


@dataclass(frozen=True, slots=True)
class PersonStanding:
    """How one person stands against one policy."""

    participant_id: int
    name: str
    organisations: str
    joined: PartialDate | None
    left: PartialDate | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class CreditLine:
    """One training record with the names it links."""

    id: int
    participant_id: int
    name: str
    policy_id: int
    session: str
    credit: rules.Credit
    evidence: str


@dataclass(frozen=True, slots=True)
class _Span:
    """When somebody was in scope: the earliest beginning, and the latest end unless one is open."""

    joined: PartialDate | None
    left: PartialDate | None


def policies(reader: Reader, as_at: date | None = None) -> list[PolicyLine]:
    """The policies, the oldest first; only those adopted by a day where it is given."""
    asked = select(
        TrainingPolicy.id,
        TrainingPolicy.title,
        TrainingPolicy.adopted_on,
        TrainingPolicy.required_hours,
        TrainingPolicy.deadline_months,
        TrainingPolicy.renewal_months,
        TrainingPolicy.scope,
        TrainingPolicy.organisation_id,
        TrainingPolicy.community_id,
    ).order_by(TrainingPolicy.adopted_on, TrainingPolicy.id)
    if as_at is not None:
        asked = asked.where(TrainingPolicy.adopted_on <= as_at)
    return [_policy(reader, row) for row in reader.rows(asked)]


def policy(reader: Reader, policy_id: int) -> PolicyLine | None:
    """One policy; ``None`` when it is gone."""
    return next((each for each in policies(reader) if each.id == policy_id), None)


def standings(
    reader: Reader, policy_id: int, as_at: date, *, everybody: bool = False
) -> list[PersonStanding]:
    """How everybody the policy applies to stands on a day, in the order of their names.

    Those who left before that day are not among them, unless ``everybody`` is asked for: then
    whoever it does not apply to is listed too, as not in scope.
    """
    found = policy(reader, policy_id)
    if found is None:
        return []
    spans = _in_scope(reader, found, as_at)
    gathered = _credits(reader, policy_id)
    where = organisations_at(reader, as_at)
    return [
        _person(found.policy, row, where.get(row[0], ""), spans.get(row[0]), gathered, as_at)
        for row in _names(reader)
        if everybody or row[0] in spans
    ]


def below_requirement(reader: Reader, policy_id: int, as_at: date) -> list[PersonStanding]:
    """Those who do not meet a policy on a day, the first due at the top."""
    found = [
        each
        for each in standings(reader, policy_id, as_at)
        if not each.standing.complies
        and each.standing.status not in {Status.NOT_IN_SCOPE, Status.EXEMPT}
    ]
    return sorted(found, key=lambda each: each.standing.due_on or date.max)


def coverage(reader: Reader, policy_id: int, as_at: date) -> Coverage:
    """How many meet a policy on a day, of how many it counts."""
    return rules.coverage(each.standing for each in standings(reader, policy_id, as_at))


def standing_of(
    reader: Reader, participant_id: int, as_at: date
) -> list[tuple[PolicyLine, Standing]]:
    """How one person stands on a day against every policy that applies to them."""
    found = []
    for each in policies(reader, as_at):
        spans = _in_scope(reader, each, as_at)
        if participant_id in spans:
            span = spans[participant_id]
            gathered = _credits(reader, each.id).get(participant_id, ())
            how = rules.standing(each.policy, span.joined, span.left, gathered, (), as_at)
            found.append((each, how))
    return found


def credit_lines(
    reader: Reader,
    *,
    policy_id: int | None = None,
    participant_id: int | None = None,
    session_id: int | None = None,
) -> list[CreditLine]:
    """The training records, the oldest first."""
    wanted = {
        Credit.policy_id: policy_id,
        Credit.participant_id: participant_id,
        Credit.session_id: session_id,
    }
    asked = (
        select(
            Credit.id,
            Credit.participant_id,
            card.c.title,
            Credit.policy_id,
            func.coalesce(TrainingSession.title, ""),
            Credit.done_on,
            Credit.hours,
            Credit.tier,
            Credit.state,
            Credit.evidence,
        )
        .join(card, card.c.id == Credit.participant_id)
        .outerjoin(TrainingSession, TrainingSession.id == Credit.session_id)
        .where(*(column == value for column, value in wanted.items() if value is not None))
        .order_by(Credit.done_on, card.c.key, Credit.id)
    )
    return [
        CreditLine(row[0], row[1], row[2], row[3], row[4], rules.Credit(*row[5:9]), row[9])
        for row in reader.rows(asked)
    ]


# Inside -----------------------------------------------------------------------------------------


def _policy(reader: Reader, row: Any) -> PolicyLine:  # noqa: ANN401  (a row of the question above)
    of = row.organisation_id if row.scope is PolicyScope.ORGANISATION else row.community_id
    rule = rules.ScopeRule(row.scope, None if row.scope is PolicyScope.EVERYONE else of)
    made = rules.Policy(
        row.adopted_on,
        row.required_hours,
        row.deadline_months,
        renewal_months=row.renewal_months,
        scope=(rule,),
    )
    applies_to = reader.title(of) if rule.of is not None else PolicyScope.EVERYONE.label
    return PolicyLine(
        row.id, row.title, applies_to, made, row.scope, row.organisation_id, row.community_id
    )


def _person(  # noqa: PLR0913, PLR0917  (what is known of somebody)
    policy: rules.Policy,
    named: Any,  # noqa: ANN401  (a row of id and name)
    where: str,
    span: _Span | None,
    gathered: Mapping[int, list[rules.Credit]],
    as_at: date,
) -> PersonStanding:
    id_, name = named
    joined, left = (span.joined, span.left) if span else (None, None)
    how = rules.standing(
        policy, joined, left, gathered.get(id_, ()), (), as_at, in_scope=span is not None
    )
    return PersonStanding(id_, name, where, joined, left, how)


def _names(reader: Reader) -> Sequence[Any]:
    asked = select(Participant.id, Participant.name).join(card, card.c.id == Participant.id)
    return reader.rows(asked.order_by(card.c.key, Participant.id))


def _credits(reader: Reader, policy_id: int) -> Mapping[int, list[rules.Credit]]:
    asked = select(
        Credit.participant_id, Credit.done_on, Credit.hours, Credit.tier, Credit.state
    ).where(Credit.policy_id == policy_id)
    found: dict[int, list[rules.Credit]] = defaultdict(list)
    for row in reader.rows(asked):
        found[row[0]].append(rules.Credit(*row[1:]))
    return found


def _in_scope(reader: Reader, line: PolicyLine, as_at: date) -> Mapping[int, _Span]:
    """Everybody the policy takes in on a day, and since when."""
    if line.scope is PolicyScope.COMMUNITY:
        return _of_community(reader, line.community_id, as_at)
    everyone = line.scope is PolicyScope.EVERYONE
    asked = _anywhere() if everyone else _at_organisation(line.organisation_id)
    spans = _spans(reader.rows(asked))
    if everyone:
        spans |= {id_: _Span(None, None) for id_, _name in _names(reader) if id_ not in spans}
    return _present(spans, as_at)


def _at_organisation(organisation_id: int | None) -> Question:
    asked = select(Affiliation.participant_id, Affiliation.start, Affiliation.end)
    return asked.where(Affiliation.organisation_id == organisation_id)


def _anywhere() -> CompoundSelect[*tuple[Any, ...]]:
    own = ParticipantMembership
    at = select(Affiliation.participant_id, Affiliation.start, Affiliation.end)
    return at.union_all(select(own.participant_id, own.start, own.end))


def _of_community(reader: Reader, community_id: int | None, as_at: date) -> Mapping[int, _Span]:
    own, theirs = ParticipantMembership, OrganisationMembership
    themselves = select(own.participant_id, own.start, own.end).where(
        own.community_id == community_id
    )
    through = (
        select(
            Affiliation.participant_id, Affiliation.start, Affiliation.end, theirs.start, theirs.end
        )
        .join(theirs, theirs.organisation_id == Affiliation.organisation_id)
        .where(theirs.community_id == community_id)
        .where(during(theirs.start, theirs.end, as_at))
    )
    rows = [tuple(row) for row in reader.rows(themselves)]
    rows += [
        (row[0], _later(row[1], row[3]), _sooner(row[2], row[4])) for row in reader.rows(through)
    ]
    return _present(_spans(rows), as_at)


def _spans(rows: Iterable[tuple[Any, ...]]) -> dict[int, _Span]:
    """One span for each person: from the earliest known beginning to the latest end."""
    found: dict[int, _Span] = {}
    for id_, start, end in rows:
        before = found.get(id_)
        found[id_] = _Span(start, end) if before is None else _both(before, _Span(start, end))
    return found


def _both(one: _Span, other: _Span) -> _Span:
    starts = [each.joined for each in (one, other) if each.joined is not None]
    open_ended = one.left is None or other.left is None
    ends = [each.left for each in (one, other) if each.left is not None]
    return _Span(min(starts, default=None), None if open_ended else max(ends))


def _present(spans: Mapping[int, _Span], as_at: date) -> dict[int, _Span]:
    return {
        id_: span
        for id_, span in spans.items()
        if (span.joined is None or span.joined.first <= as_at)
        and (span.left is None or as_at <= span.left.last)
    }


def _later(one: PartialDate | None, other: PartialDate | None) -> PartialDate | None:
    return max(filter(None, (one, other)), default=None)


def _sooner(one: PartialDate | None, other: PartialDate | None) -> PartialDate | None:
    return min(filter(None, (one, other)), default=None)
