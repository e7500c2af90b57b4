"""Everybody against every policy as at a day, worked out from facts that were read once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from copdesk.db.queries.scope import Span, organisations_of_all, taken_in
from copdesk.db.queries.training_facts import ByPerson, Facts, PolicyLine
from copdesk.domain import training as rules
from copdesk.domain.text import sort_key
from copdesk.domain.training import Coverage, Standing


@dataclass(frozen=True, slots=True)
class Matrix:
    """Everybody against every policy on a day.

    Attributes:
        as_at: the day.
        policies: those in force then, the oldest first.
        people: ids and names, in the order of their names; only those in scope of any policy.
        standings: by policy and person; whoever is missing is not in scope.
        organisations: the ids of the organisations of each person on that day.
        titles: the names of organisations by id.
    """

    as_at: date
    policies: tuple[PolicyLine, ...]
    people: tuple[tuple[int, str], ...]
    standings: Mapping[int, Mapping[int, Standing]]
    organisations: Mapping[int, Sequence[int]] = field(repr=False)
    titles: Mapping[int, str] = field(repr=False)

    def coverage(self, policy_id: int) -> Coverage:
        """How many meet a policy, of how many it counts."""
        return rules.coverage(self.standings[policy_id].values())

    def lapsing(self, policy_id: int, within: Sequence[int] = (30, 60, 90)) -> dict[int, list[int]]:
        """Whose standing lapses in so many days if nothing is done."""
        return rules.lapsing(self.standings[policy_id], self.as_at, within)


def matrix(
    known: Facts,
    as_at: date,
    *,
    known_on: date | None = None,
    pretend: Mapping[int, ByPerson] | None = None,
) -> Matrix:
    """Everybody against every policy in force on a day.

    Args:
        known: what was read of the file.
        as_at: the day.
        known_on: as the file knew it on this day; ``None``: all that is known now.
        pretend: hours to add, by policy and person, to see what would be if they were done.
    """
    added = pretend or {}
    lines = tuple(each for each in known.policies if each.in_force(as_at))
    spans = {
        scope: taken_in(known.ties, scope, as_at) for scope in {each.policy.scope for each in lines}
    }
    found = {
        line.id: against(
            known,
            line,
            spans[line.policy.scope],
            as_at,
            known_on=known_on,
            pretend=added.get(line.id, {}),
        )
        for line in lines
    }
    inside = {id_ for each in found.values() for id_ in each}
    people = tuple(each for each in known.people if each[0] in inside)
    where = organisations_of_all(known.ties, as_at)
    return Matrix(as_at, lines, people, found, where, known.organisations)


def coverage_by_organisation(found: Matrix, policy_id: int) -> list[tuple[int, str, Coverage]]:
    """Each organisation's id, name and coverage by name; who is in two is counted in both.

    People of no organisation come last, under the id 0 and no name.
    """
    gathered: dict[int, list[Standing]] = {}
    for id_, how in found.standings[policy_id].items():
        for organisation in found.organisations.get(id_, ()) or (0,):
            gathered.setdefault(organisation, []).append(how)
    lines = [
        (id_, found.titles.get(id_, ""), rules.coverage(each)) for id_, each in gathered.items()
    ]
    return sorted(lines, key=lambda line: (not line[0], sort_key(line[1]), line[0]))


def against(  # noqa: PLR0913  (what is known, of whom, and as at when)
    known: Facts,
    line: PolicyLine,
    spans: Mapping[int, Span],
    as_at: date,
    *,
    known_on: date | None = None,
    pretend: ByPerson | None = None,
) -> dict[int, Standing]:
    """How these people stand against one policy, by id; see :func:`matrix`."""
    added = pretend or {}
    return {
        id_: stands(known, line, id_, span, as_at, known_on=known_on, pretend=added.get(id_, ()))
        for id_, span in spans.items()
    }


def stands(  # noqa: PLR0913  (what is known, of whom, and as at when)
    known: Facts,
    line: PolicyLine,
    participant_id: int,
    span: Span | None,
    as_at: date,
    *,
    known_on: date | None = None,
    pretend: Sequence[rules.Credit] = (),
) -> Standing:
    """How one person stands against one policy; without a span it does not apply to them."""
    joined, left = (span.joined, span.left) if span else (None, None)
    earned = known.credits.get(line.id, {}).get(participant_id, ())
    return rules.standing(
        line.policy,
        joined,
        left,
        (*earned, *pretend) if pretend else earned,
        known.releases.get(line.id, {}).get(participant_id, ()),
        as_at,
        in_scope=span is not None,
        known_on=known_on,
    )
