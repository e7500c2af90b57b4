"""All that standings are made of, read once: an as-at day is then changed without asking again."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from copdesk.db.ground import card
from copdesk.db.models import (
    Credit,
    Document,
    Participant,
    PolicyScopeRule,
    TrainingExemption,
    TrainingPolicy,
)
from copdesk.db.queries.expressions import Attribute, Question
from copdesk.db.queries.scope import Ties, ties
from copdesk.db.reader import Reader
from copdesk.db.record import table_of
from copdesk.domain import training as rules
from copdesk.domain.dates import short_day_words
from copdesk.domain.training import NO_HOURS, PolicyScope, ScopeRule


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """One policy: its id, title, whom it applies to in words, and the rule of the field."""

    id: int
    title: str
    applies_to: str
    policy: rules.Policy

    def in_force(self, day: date) -> bool:
        """Whether it was adopted by a day and has not ended."""
        end = self.policy.repealed_on
        return self.policy.adopted_on <= day and (end is None or day < end)


ByPerson = Mapping[int, Sequence[rules.Credit]]
"""Hours by the person's id."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the file knows of training at one moment.

    Attributes:
        policies: the oldest first.
        people: everybody's id and name, in the order of their names.
        ties: who is where and when.
        credits: hours by policy and person.
        releases: exemptions and deferrals by policy and person.
        organisations: the names of organisations by id.
    """

    policies: tuple[PolicyLine, ...]
    people: Sequence[tuple[int, str]]
    ties: Ties
    credits: Mapping[int, ByPerson]
    releases: Mapping[int, Mapping[int, Sequence[rules.Release]]]
    organisations: Mapping[int, str]


def facts(
    reader: Reader, *, policy_id: int | None = None, participant_id: int | None = None
) -> Facts:
    """Read them all, or of one policy, or of one person."""
    known = ties(reader, participant_id)
    found = [each for each in policies(reader) if policy_id in (None, each.id)]
    return Facts(
        tuple(found),
        _names(reader, participant_id),
        known,
        _credits(reader, policy_id, participant_id),
        _releases(reader, policy_id, participant_id),
        reader.titles({each.organisation_id for each in known.roles}),
    )


def policies(reader: Reader, as_at: date | None = None) -> list[PolicyLine]:
    """The policies, the oldest first; only those in force on a day where it is given."""
    table = table_of(TrainingPolicy)
    rows = reader.rows(select(table).order_by(table.c.adopted_on, table.c.id))
    more: dict[int, list[Any]] = defaultdict(list)
    for row in reader.rows(select(table_of(PolicyScopeRule)).order_by(PolicyScopeRule.id)):
        more[row.policy_id].append(row)
    found = [_policy(reader, row, [row, *more[row.id]]) for row in rows]
    return found if as_at is None else [each for each in found if each.in_force(as_at)]


def _policy(reader: Reader, row: Any, scope: Sequence[Any]) -> PolicyLine:  # noqa: ANN401
    made = rules.Policy(
        row.adopted_on,
        row.required_hours,
        row.deadline_months,
        row.warning_days,
        row.renewal_months,
        tuple(_rule(each) for each in scope),
        row.deadline_rule,
        row.deadline_on,
        row.renewal,
        row.renewal_on,
        row.grace_days,
        row.accumulates,
        row.minimum_hours or NO_HOURS,
        row.evidence_required,
        row.repealed_on,
    )
    titles = reader.titles(each.of for each in made.scope)
    return PolicyLine(row.id, row.title, scope_words(made.scope, titles), made)


def scope_words(scope: Sequence[ScopeRule], titles: Mapping[int, str]) -> str:
    """``Pump Court Chambers; everyone in the role of clerk who joined after 1 Jan 2026``."""
    return "; ".join(dict.fromkeys(_rule_words(each, titles) for each in scope))


def _rule_words(rule: ScopeRule, titles: Mapping[int, str]) -> str:
    who = PolicyScope.EVERYONE.label
    if rule.scope is not PolicyScope.EVERYONE:
        who = titles.get(rule.of or 0, "") or "nobody"
    role = f", in the role of {rule.role}" if rule.role else ""
    contract = f", {rule.contract}" if rule.contract else ""
    after = f", who joined after {short_day_words(rule.joined_after)}" if rule.joined_after else ""
    return f"{who}{role}{contract}{after}"


def _rule(row: Any) -> ScopeRule:  # noqa: ANN401  (a policy or a rule of scope)
    of = {
        PolicyScope.ORGANISATION: row.organisation_id,
        PolicyScope.COMMUNITY: row.community_id,
    }
    return ScopeRule(row.scope, of.get(row.scope), row.role, row.joined_after, row.contract)


def _names(reader: Reader, person: int | None) -> Sequence[tuple[int, str]]:
    asked = select(Participant.id, Participant.name).join(card, card.c.id == Participant.id)
    if person is not None:
        asked = asked.where(Participant.id == person)
    rows = reader.rows(asked.order_by(card.c.key, Participant.id))
    return [(row[0], row[1]) for row in rows]


def _credits(reader: Reader, policy: int | None, person: int | None) -> Mapping[int, ByPerson]:
    attached = with_papers(reader)
    asked = select(
        Credit.policy_id,
        Credit.participant_id,
        Credit.done_on,
        Credit.hours,
        Credit.tier,
        Credit.state,
        Credit.entered_on,
        Credit.verified_on,
        Credit.evidence,
        Credit.id,
    )
    asked = _where(asked, {Credit.policy_id: policy, Credit.participant_id: person})
    found: dict[int, dict[int, list[rules.Credit]]] = defaultdict(lambda: defaultdict(list))
    for row in reader.rows(asked):
        on, hours, tier, state, entered_on, verified_on, evidence, id_ = row[2:]
        shown = bool(evidence.strip()) or id_ in attached
        credit = rules.Credit(on, hours, tier, state, entered_on, verified_on, shown)
        found[row[0]][row[1]].append(credit)
    return found


def _releases(
    reader: Reader, policy: int | None, person: int | None
) -> Mapping[int, Mapping[int, Sequence[rules.Release]]]:
    given = TrainingExemption
    asked = select(
        given.policy_id, given.participant_id, given.start, given.end, given.reason, given.kind
    )
    asked = _where(asked, {given.policy_id: policy, given.participant_id: person})
    found: dict[int, dict[int, list[rules.Release]]] = defaultdict(lambda: defaultdict(list))
    for row in reader.rows(asked.order_by(given.id)):
        found[row[0]][row[1]].append(rules.Release(*row[2:]))
    return found


def with_papers(reader: Reader) -> frozenset[int]:
    """The ids of everything that a document is attached to, such as the evidence of a credit."""
    return frozenset(row[0] for row in reader.rows(select(Document.record_id).distinct()))


def _where(asked: Question, wanted: Mapping[Attribute, int | None]) -> Question:
    return asked.where(*(column == value for column, value in wanted.items() if value is not None))
