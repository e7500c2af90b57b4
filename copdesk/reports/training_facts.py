"""What every paper about training is made of: policies, people, their records, as at a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from copdesk.db.queries import training
from copdesk.db.queries.training import CreditLine, PersonStanding, PolicyLine
from copdesk.db.queries.training_reports import Place, places
from copdesk.db.reader import Reader
from copdesk.domain.dates import day_words
from copdesk.domain.text import sort_key
from copdesk.domain.training import Coverage, Status, coverage, known
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
        deferred: how many of those counted have more time.
    """

    met: int
    counted: int
    in_scope: int
    late: int
    soon: int
    deferred: int = 0

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
        known_on: as the file knew it on this day; ``None``: all that is known now.
        places: the organisations of each person on that day, by the person's id.
        organisation: the one organisation whose people these are; ``None``: all people.
    """

    network: str
    footer: str
    as_at: date
    policies: Sequence[PolicyFacts]
    places: Mapping[int, tuple[Place, ...]]
    organisation: Place | None
    known_on: date | None = None

    @property
    def day(self) -> str:
        """``Wed 2 Dec 2026, as known on Fri 20 Nov 2026``; the second only where it is asked."""
        known = f", as known on {day_words(self.known_on)}" if self.known_on else ""
        return f"{day_words(self.as_at)}{known}"

    @property
    def whose(self) -> str:
        """The organisation they are about, else the network."""
        return self.organisation.name if self.organisation else self.network

    def at(self, participant_id: int) -> tuple[Place, ...]:
        """Where somebody is, as far as it may be told here."""
        found = self.places.get(participant_id, ())
        return tuple(each for each in found if self.organisation in {None, each})

    def policy_title(self, policy_id: int | None) -> str:
        """The title of a policy that is told of; empty of any other."""
        return next((p.line.title for p in self.policies if p.line.id == policy_id), "")

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
    lines = lines if asked.known_on is None else as_known(lines, asked.known_on)
    records = _grouped(lines, "policy_id")
    found = [
        _policy(
            line, [one for one in people if _there(one, where, whose)], records.get(line.id, ())
        )
        for line, people in training.standings_of_all(reader, asked.as_at, known_on=asked.known_on)
        if asked.policy_id in {None, line.id}
    ]
    if asked.policy_id is not None and not found:
        named = reader.title(asked.policy_id) or "This policy"
        raise UserError(
            f"{named} was not in force on {day_words(asked.as_at)}.", "Choose another day."
        )
    told = network(reader), footer(reader)
    return Facts(*told, asked.as_at, found, where, whose, asked.known_on)


def as_known(lines: Iterable[CreditLine], on: date) -> list[CreditLine]:
    """The records as they were known on a day: see :func:`copdesk.domain.training.known`."""
    return [replace(each, credit=credit) for each in lines for credit in known([each.credit], on)]


def tally(people: Iterable[PersonStanding]) -> Tally:
    """How these people stand together."""
    standings = [one.standing for one in people if one.standing.status != Status.NOT_IN_SCOPE]
    found: Coverage = coverage(standings)
    late = sum(each.status in _LATE for each in standings)
    soon = sum(each.status is Status.DUE_SOON for each in standings)
    deferred = sum(each.status is Status.DEFERRED for each in standings)
    return Tally(found.met, found.counted, len(standings), late, soon, deferred)


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
