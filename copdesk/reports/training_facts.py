"""What every paper about training is made of: policies, people, their records, as at a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from copdesk.db.queries import training
from copdesk.db.queries.training import CreditLine, PersonStanding, PolicyLine
from copdesk.db.queries.training_reports import Place, places
from copdesk.db.reader import Reader
from copdesk.domain.dates import day_words
from copdesk.domain.text import sort_key
from copdesk.domain.training import Coverage, Status, coverage
from copdesk.errors import UserError
from copdesk.reports.asked import Asked, footer, network

NOWHERE = Place(0, "No organisation")
"""Where those are who are at no organisation."""

_LATE = frozenset({Status.OVERDUE, Status.EXPIRED})


@dataclass(frozen=True, slots=True)
class Tally:
    """How a group of people stands against one policy.

    Attributes:
        met: how many meet it.
        counted: how many it counts: in scope and not exempt.
        in_scope: how many it applies to.
        late: how many are past their day.
        soon: how many have a day that is near.
    """

    met: int
    counted: int
    in_scope: int
    late: int
    soon: int

    @property
    def exempt(self) -> int:
        """How many it applies to and does not count."""
        return self.in_scope - self.counted

    @property
    def share(self) -> str:
        """``70 %``, rounded down, so that 100 % is said only where it is so."""
        return share(self.met, self.counted)


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """One policy: how everybody it applies to stands, and all their records.

    Attributes:
        records: the oldest first.
        records_of: those of each person, by id.
    """

    line: PolicyLine
    people: Sequence[PersonStanding]
    records: Sequence[CreditLine]
    records_of: Mapping[int, Sequence[CreditLine]]

    @property
    def tally(self) -> Tally:
        """How all of them stand together."""
        return tally(self.people)


@dataclass(frozen=True, slots=True)
class Facts:
    """All that was asked for, as at a day.

    Attributes:
        places: the organisations of each person on that day, by the person's id.
        organisation: the one organisation whose people these are; ``None``: all people.
    """

    network: str
    footer: str
    as_at: date
    policies: Sequence[PolicyFacts]
    places: Mapping[int, tuple[Place, ...]]
    organisation: Place | None

    @property
    def day(self) -> str:
        """The day in words."""
        return day_words(self.as_at)

    @property
    def whose(self) -> str:
        """The organisation they are about, else the network."""
        return self.organisation.name if self.organisation else self.network

    def at(self, participant_id: int) -> tuple[Place, ...]:
        """Where somebody is, as far as it may be told here."""
        found = self.places.get(participant_id, ())
        return tuple(each for each in found if self.organisation in {None, each})

    def named_places(self, participant_id: int) -> str:
        """Where somebody is, in words; empty where it is not known."""
        return "; ".join(each.name for each in self.at(participant_id))


def gather(reader: Reader, asked: Asked, *, with_records: bool = True) -> Facts:
    """Every policy in force on the day with the people it applies to, or those asked for.

    Args:
        reader: where to look.
        asked: the day, and the policy or organisation it is about.
        with_records: whether the records behind the standings are needed too.

    Raises:
        UserError: the policy asked for is gone, or not in force on that day.
    """
    where = places(reader, asked.as_at)
    wanted = asked.organisation_id
    whose = Place(wanted, reader.title(wanted)) if wanted is not None else None
    lines = training.credit_lines(reader, policy_id=asked.policy_id) if with_records else ()
    records = _grouped(lines, "policy_id")
    found = [
        _policy(
            line, [one for one in people if _there(one, where, whose)], records.get(line.id, ())
        )
        for line, people in training.standings_of_all(reader, asked.as_at)
        if asked.policy_id in {None, line.id}
    ]
    if asked.policy_id is not None and not found:
        named = reader.title(asked.policy_id) or "This policy"
        raise UserError(
            f"{named} was not in force on {day_words(asked.as_at)}.", "Choose another day."
        )
    return Facts(network(reader), footer(reader), asked.as_at, found, where, whose)


def tally(people: Iterable[PersonStanding]) -> Tally:
    """How these people stand together."""
    standings = [one.standing for one in people if one.standing.status != Status.NOT_IN_SCOPE]
    found: Coverage = coverage(standings)
    late = sum(each.status in _LATE for each in standings)
    soon = sum(each.status is Status.DUE_SOON for each in standings)
    return Tally(found.met, found.counted, len(standings), late, soon)


def by_organisation(
    facts: Facts, people: Iterable[PersonStanding]
) -> list[tuple[Place, list[PersonStanding]]]:
    """The people by where they are, in the order of its name; in two places they are in both."""
    found: dict[Place, list[PersonStanding]] = {}
    for each in people:
        for place in facts.at(each.participant_id) or (NOWHERE,):
            found.setdefault(place, []).append(each)
    return sorted(found.items(), key=lambda pair: (pair[0] == NOWHERE, sort_key(pair[0].name)))


def share(met: int, counted: int) -> str:
    """A part of the whole, ``70 %``, rounded down; a dash where there is nobody."""
    return f"{100 * met // counted} %" if counted else "–"


def _there(
    one: PersonStanding, where: Mapping[int, tuple[Place, ...]], whose: Place | None
) -> bool:
    return whose is None or whose in where.get(one.participant_id, ())


def _policy(
    line: PolicyLine, people: Sequence[PersonStanding], records: Iterable[CreditLine]
) -> PolicyFacts:
    ids = {each.participant_id for each in people}
    theirs = [each for each in records if each.participant_id in ids]
    return PolicyFacts(line, people, theirs, _grouped(theirs, "participant_id"))


def _grouped(records: Iterable[CreditLine], by: str) -> Mapping[int, list[CreditLine]]:
    found: dict[int, list[CreditLine]] = {}
    for each in records:
        found.setdefault(getattr(each, by), []).append(each)
    return found
