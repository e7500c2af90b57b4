"""What people know and want to know, so that the right two can be put in touch."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from copdesk.domain.options import Option
from copdesk.domain.text import sort_key

MOST_EACH = 3
"""Suggestions for one person about one subject; more would only be a list of everybody."""

UNANSWERED_DAYS = 30
"""After how many days it is time to ask what came of an introduction."""

Subject: TypeAlias = tuple[str, str]
"""What somebody knows or wants to know: what sort of subject, and its folded words or its id."""


class ExpertiseKind(Option):
    """Whether somebody knows a thing or wants to."""

    OFFERED = "offered", "Offered", "can help with"
    WANTED = "wanted", "Wanted", "needs"


class IntroductionOutcome(Option):
    """What came of putting two people in touch."""

    OPEN = "open", "Not known yet"
    SPOKE = "spoke", "They spoke", "met"
    HELPED = "helped", "It helped", "useful"
    NOTHING = "nothing", "Nothing came of it"


class PairKind(Option):
    """Why two people are suggested."""

    MATCH = "match", "Wanted and offered"
    ALONE = "alone", "Each the only one"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, and where they work on the day; ``organisations`` are ids."""

    id: int
    name: str
    organisations: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Skill:
    """That somebody offers or wants a subject; ``words`` name it as it was written."""

    person: Person
    kind: ExpertiseKind
    subject: Subject
    words: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people to put in touch: in a match the first wants what the second offers."""

    kind: PairKind
    first: Person
    second: Person
    about: str
    alone: frozenset[int] = frozenset()

    @property
    def people(self) -> frozenset[int]:
        """The ids of both."""
        return frozenset({self.first.id, self.second.id})


def only_ones(skills: Iterable[Skill], staff: Mapping[int, int]) -> list[Skill]:
    """What people offer that nobody else in their organisation does.

    Args:
        skills: what everybody offers; what is wanted counts for nothing.
        staff: how many people each organisation has. Nobody is alone with a subject where there is
            nobody else at all.
    """
    offered = [each for each in skills if each.kind is ExpertiseKind.OFFERED]
    who: dict[tuple[int, Subject], set[int]] = defaultdict(set)
    for each in offered:
        for organisation in each.person.organisations:
            who[organisation, each.subject].add(each.person.id)
    return [each for each in offered if _alone(each, who, staff)]


def _alone(
    skill: Skill, who: Mapping[tuple[int, Subject], set[int]], staff: Mapping[int, int]
) -> bool:
    there = skill.person.organisations
    others = any(staff.get(each, 0) > 1 for each in there)
    return others and all(len(who[each, skill.subject]) == 1 for each in there)


def pairs(
    skills: Sequence[Skill], staff: Mapping[int, int], known: Iterable[frozenset[int]]
) -> list[Pair]:
    """Whom to put in touch, the best reason first.

    First those who want what others offer, then those who are each the only one of their
    organisation with a subject. Never two of one organisation, never two who were introduced
    already, each two only once, and nobody more than :data:`MOST_EACH` times about one subject.

    Args:
        skills: what everybody offers and wants.
        staff: how many people each organisation has.
        known: the two ids of each introduction made before.
    """
    alone: dict[Subject, dict[int, Skill]] = defaultdict(dict)
    for each in only_ones(skills, staff):
        alone[each.subject][each.person.id] = each
    found = [*_matches(skills, alone), *_lonely(alone)]
    taken, kept = set(known), []
    times: dict[tuple[PairKind, int, str], int] = defaultdict(int)
    for pair in found:
        keys = [(pair.kind, each, pair.about) for each in sorted(pair.people)]
        if pair.people in taken or any(times[key] >= MOST_EACH for key in keys):
            continue
        taken.add(pair.people)
        kept.append(pair)
        for key in keys:
            times[key] += 1
    return kept


def _matches(
    skills: Sequence[Skill], alone: Mapping[Subject, Mapping[int, Skill]]
) -> Iterable[Pair]:
    """Each wish with those who offer it, in the order of names."""
    offers: dict[Subject, list[Skill]] = defaultdict(list)
    for each in sorted(skills, key=_place):
        if each.kind is ExpertiseKind.OFFERED:
            offers[each.subject].append(each)
    turns: dict[Subject, int] = defaultdict(int)
    for wish in sorted(skills, key=_place):
        if wish.kind is ExpertiseKind.WANTED and (there := offers.get(wish.subject)):
            for place in _next(wish, there, turns[wish.subject]):
                turns[wish.subject] = place + 1
                offer = there[place % len(there)]
                lonely = frozenset({offer.person.id} & alone.get(wish.subject, {}).keys())
                yield Pair(PairKind.MATCH, wish.person, offer.person, wish.words, lonely)


def _next(wish: Skill, there: Sequence[Skill], turn: int) -> list[int]:
    """The places of the next few that may be asked: everybody has their turn."""
    places = range(turn, turn + len(there))
    fitting = (each for each in places if apart(wish.person, there[each % len(there)].person))
    return list(islice(fitting, MOST_EACH))


def _lonely(alone: Mapping[Subject, Mapping[int, Skill]]) -> Iterable[Pair]:
    """Those who are each alone with a subject, every one with the next few."""
    for subject in sorted(alone):
        there = sorted(alone[subject].values(), key=_place)
        for place, one in enumerate(there):
            for other in there[place + 1 : place + 1 + MOST_EACH]:
                if apart(one.person, other.person):
                    both = frozenset({one.person.id, other.person.id})
                    yield Pair(PairKind.ALONE, one.person, other.person, one.words, both)


def apart(one: Person, other: Person) -> bool:
    """Whether two people are two, and share no organisation."""
    return one.id != other.id and not one.organisations & other.organisations


def why(pair: Pair) -> str:
    """The reason in words, as it stands in the list and in the letter."""
    first, second = pair.first.name, pair.second.name
    if pair.kind is PairKind.ALONE:
        alone = "are each the only one in their organisation for"
        return f"{first} and {second} {alone} “{pair.about}”."
    only = ", the only one in their organisation" if pair.second.id in pair.alone else ""
    return f"{first} wants “{pair.about}”; {second} offers it{only}."


def letter(pair: Pair, first_at: str, second_at: str, signed: str) -> str:
    """The letter that introduces two people to each other, to begin with.

    Args:
        pair: the two, and why.
        first_at: where the first works; empty for not known.
        second_at: where the second works.
        signed: the lines at its end; empty for none.
    """
    first, second = pair.first.name, pair.second.name
    parts = [
        f"Dear {first} and {second},",
        f"I think you two should know of each other. {why(pair)}",
        " ".join(
            f"{name} works at {at}." for name, at in ((first, first_at), (second, second_at)) if at
        ),
        "I leave it to you to find a time to talk. A line to me about what came of it is welcome.",
        f"Kind regards,\n{signed}" if signed else "",
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _place(skill: Skill) -> tuple[str, str, int]:
    return (sort_key(skill.words), sort_key(skill.person.name), skill.person.id)
