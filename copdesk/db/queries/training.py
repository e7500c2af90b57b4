"""Who owes which training as at any day: the rows of the file handed to the rules of the field."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from copdesk.db.ground import card
from copdesk.db.models import (
    Credit,
    Participant,
    TrainingPolicy,
    TrainingSession,
)
from copdesk.db.queries.communities import organisations_at
from copdesk.db.queries.scope import Span, in_scope
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

    @property
    def of(self) -> int | None:
        """The organisation or community it applies to; ``None``: everyone."""
        whose = {
            PolicyScope.ORGANISATION: self.organisation_id,
            PolicyScope.COMMUNITY: self.community_id,
        }
        return whose.get(self.scope)


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
    spans = in_scope(reader, found.scope, found.of, as_at)
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
        spans = in_scope(reader, each.scope, each.of, as_at, participant_id=participant_id)
        if participant_id in spans:
            span = spans[participant_id]
            mine = _credits(reader, each.id, participant_id).get(participant_id, ())
            how = rules.standing(each.policy, span.joined, span.left, mine, (), as_at)
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
    span: Span | None,
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


def _credits(
    reader: Reader, policy_id: int, participant_id: int | None = None
) -> Mapping[int, list[rules.Credit]]:
    asked = select(
        Credit.participant_id, Credit.done_on, Credit.hours, Credit.tier, Credit.state
    ).where(Credit.policy_id == policy_id)
    if participant_id is not None:
        asked = asked.where(Credit.participant_id == participant_id)
    found: dict[int, list[rules.Credit]] = defaultdict(list)
    for row in reader.rows(asked):
        found[row[0]].append(rules.Credit(*row[1:]))
    return found
