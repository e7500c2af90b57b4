"""Who owes which training as at any day: the rows of the file handed to the rules of the field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from copdesk.db.ground import card
from copdesk.db.models import Credit, TrainingSession
from copdesk.db.queries.expressions import BETWEEN
from copdesk.db.queries.scope import Span, organisations_of_all, taken_in
from copdesk.db.queries.training_facts import (
    ByPerson,
    Facts,
    PolicyLine,
    facts,
    policies,
    with_papers,
)
from copdesk.db.queries.training_matrix import against, matrix, stands
from copdesk.db.reader import Reader
from copdesk.domain import training as rules
from copdesk.domain.dates import PartialDate
from copdesk.domain.text import sort_key
from copdesk.domain.training import Coverage, Standing

__all__ = [
    "CreditLine",
    "PersonStanding",
    "PolicyLine",
    "below_requirement",
    "coverage",
    "credit_lines",
    "policies",
    "policy",
    "standing_of",
    "standings",
    "standings_of_all",
]


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
    verified_by: str = ""
    refused_because: str = ""


def policy(reader: Reader, policy_id: int) -> PolicyLine | None:
    """One policy; ``None`` when it is gone."""
    return next((each for each in policies(reader) if each.id == policy_id), None)


# Standings --------------------------------------------------------------------------------------


def standings(  # noqa: PLR0913  (each narrows or widens the same question)
    reader: Reader,
    policy_id: int,
    as_at: date,
    *,
    everybody: bool = False,
    leavers: bool = False,
    known_on: date | None = None,
    pretend: ByPerson | None = None,
) -> list[PersonStanding]:
    """How everybody the policy applies to stands on a day, in the order of their names.

    Args:
        reader: where to look.
        policy_id: the policy.
        as_at: the day.
        everybody: also whoever it does not apply to, as not in scope.
        leavers: also those who left before that day, frozen on their last.
        known_on: as the file knew it on this day; ``None``: all that is known now.
        pretend: hours to add by person, to see what would be if they were done.
    """
    known = facts(reader, policy_id=policy_id)
    if not known.policies:
        return []
    line = known.policies[0]
    spans = taken_in(known.ties, line.policy.scope, as_at, leavers=leavers)
    found = against(known, line, spans, as_at, known_on=known_on, pretend=pretend)
    outside = {id_ for id_, _ in known.people if everybody and id_ not in found}
    found |= {id_: stands(known, line, id_, None, as_at, known_on=known_on) for id_ in outside}
    return _listed(known, spans, found, as_at)


def standings_of_all(
    reader: Reader,
    as_at: date,
    *,
    known_on: date | None = None,
    pretend: Mapping[int, ByPerson] | None = None,
) -> list[tuple[PolicyLine, list[PersonStanding]]]:
    """Each policy in force on a day with how everybody it applies to stands, read once.

    Args:
        reader: where to look.
        as_at: the day.
        known_on: as the file knew it on this day; ``None``: all that is known now.
        pretend: hours to add, by policy and person, to see what would be if they were done.
    """
    known, made = facts(reader), []
    for line in known.policies:
        if line.in_force(as_at):
            spans = taken_in(known.ties, line.policy.scope, as_at)
            added = (pretend or {}).get(line.id, {})
            found = against(known, line, spans, as_at, known_on=known_on, pretend=added)
            made.append((line, _listed(known, spans, found, as_at)))
    return made


def below_requirement(reader: Reader, policy_id: int, as_at: date) -> list[PersonStanding]:
    """Those who do not meet a policy on a day, the first due at the top."""
    found = [
        each
        for each in standings(reader, policy_id, as_at)
        if each.standing.counted and not each.standing.complies
    ]
    return sorted(found, key=lambda each: each.standing.due_on or date.max)


def coverage(reader: Reader, policy_id: int, as_at: date) -> Coverage:
    """How many meet a policy on a day, of how many it counts."""
    return rules.coverage(each.standing for each in standings(reader, policy_id, as_at))


def standing_of(
    reader: Reader, participant_id: int, as_at: date, *, known_on: date | None = None
) -> list[tuple[PolicyLine, Standing]]:
    """How one person stands on a day against every policy that applies to them."""
    known = facts(reader, participant_id=participant_id)
    found = matrix(known, as_at, known_on=known_on)
    return [
        (line, how)
        for line in found.policies
        if (how := found.standings[line.id].get(participant_id)) is not None
    ]


# Rows behind them -------------------------------------------------------------------------------


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
            Credit.entered_on,
            Credit.verified_on,
            Credit.evidence,
            Credit.verified_by,
            Credit.refused_because,
        )
        .join(card, card.c.id == Credit.participant_id)
        .outerjoin(TrainingSession, TrainingSession.id == Credit.session_id)
        .where(*(column == value for column, value in wanted.items() if value is not None))
        .order_by(Credit.done_on, card.c.key, Credit.id)
    )
    attached = with_papers(reader)
    return [_credit_line(row, shown=row[0] in attached) for row in reader.rows(asked)]


def _credit_line(row: Any, *, shown: bool) -> CreditLine:  # noqa: ANN401  (a row of the question)
    credit = rules.Credit(
        row.done_on,
        row.hours,
        row.tier,
        row.state,
        row.entered_on,
        row.verified_on,
        shown or bool(row.evidence.strip()),
    )
    id_, person_id, name, policy_id, session = row[:5]
    more = (row.evidence, row.verified_by, row.refused_because)
    return CreditLine(id_, person_id, name, policy_id, session, credit, *more)


def _listed(
    known: Facts, spans: Mapping[int, Span], found: Mapping[int, Standing], as_at: date
) -> list[PersonStanding]:
    """The standings found, with names, in the order of the names."""
    where = organisations_of_all(known.ties, as_at)
    return [
        PersonStanding(id_, name, _words(known, where.get(id_, ())), *_ends(spans.get(id_)), how)
        for id_, name in known.people
        if (how := found.get(id_)) is not None
    ]


def _ends(span: Span | None) -> tuple[PartialDate | None, PartialDate | None]:
    return (span.joined, span.left) if span else (None, None)


def _words(known: Facts, organisations: Iterable[int]) -> str:
    return BETWEEN.join(sorted((known.organisations[each] for each in organisations), key=sort_key))
