"""Who should be put in touch with whom, who was, and of whom nothing was heard since."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from copdesk.db.ground import card
from copdesk.db.models import (
    Affiliation,
    Expertise,
    Introduction,
    Organisation,
    Participant,
    RegulatorGrade,
    Topic,
)
from copdesk.db.queries.expressions import BETWEEN, during
from copdesk.db.reader import Reader
from copdesk.domain import peers
from copdesk.domain.grades import grade_words
from copdesk.domain.peers import (
    UNANSWERED_DAYS,
    ExpertiseKind,
    IntroductionOutcome,
    Pair,
    Person,
    Skill,
    Subject,
)
from copdesk.domain.text import fold


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two people to put in touch, with the names of where each works; empty for not known."""

    pair: Pair
    first_at: str
    second_at: str

    @property
    def why(self) -> str:
        """The reason in words."""
        return peers.why(self.pair)


@dataclass(frozen=True, slots=True)
class IntroductionLine:
    """An introduction with the names of both."""

    id: int
    about: str
    first: str
    second: str
    made_on: date


def suggestions(reader: Reader, on: date) -> list[Suggestion]:
    """Whom to put in touch as at a day, the best reason first."""
    people, names = _people(reader, on)
    staff: dict[int, int] = defaultdict(int)
    for person in people.values():
        for organisation in person.organisations:
            staff[organisation] += 1
    asked = select(Introduction.first_id, Introduction.second_id)
    known = [frozenset(row) for row in reader.rows(asked)]
    skills = [*_expertise(reader, people), *_grades(reader, people, on)]
    return [
        Suggestion(pair, _at(pair.first, names), _at(pair.second, names))
        for pair in peers.pairs(skills, staff, known)
    ]


def unanswered_introductions(reader: Reader, on: date) -> list[IntroductionLine]:
    """Introductions of which nothing is known after 30 days, the oldest first."""
    first, second = card.alias(), card.alias()
    asked = (
        select(
            Introduction.id,
            Introduction.about,
            first.c.title,
            second.c.title,
            Introduction.made_on,
        )
        .join(first, first.c.id == Introduction.first_id)
        .join(second, second.c.id == Introduction.second_id)
        .where(
            Introduction.outcome == IntroductionOutcome.OPEN,
            Introduction.made_on <= on - timedelta(days=UNANSWERED_DAYS),
        )
        .order_by(Introduction.made_on, Introduction.id)
    )
    return [IntroductionLine(*row) for row in reader.rows(asked)]


def _people(reader: Reader, on: date) -> tuple[dict[int, Person], dict[int, str]]:
    """Everybody with the organisations they are at, and the names of those."""
    at: dict[int, set[int]] = defaultdict(set)
    here = during(Affiliation.start, Affiliation.end, on)
    asked = select(Affiliation.participant_id, Affiliation.organisation_id).where(here)
    for person, organisation in reader.rows(asked):
        at[person].add(organisation)
    rows = reader.rows(select(Participant.id, Participant.name))
    names = {row[0]: row[1] for row in reader.rows(select(Organisation.id, Organisation.name))}
    return {id_: Person(id_, name, frozenset(at.get(id_, ()))) for id_, name in rows}, names


def _expertise(reader: Reader, people: dict[int, Person]) -> list[Skill]:
    """What everybody offers and wants: by topic, and in words where there are some."""
    topics = reader.rows(select(Topic.id, Topic.name, Topic.aliases))
    titles = {id_: name for id_, name, _aliases in topics}
    called = {
        fold(word): id_ for id_, name, aliases in reversed(topics) for word in (*aliases, name)
    }
    rows = reader.rows(
        select(
            Expertise.participant_id, Expertise.kind, Expertise.topic_id, Expertise.subject
        ).order_by(Expertise.id)
    )
    found: list[Skill] = []
    for person, kind, topic_id, subject in rows:
        of: dict[Subject, str] = {}
        if topic_id in titles:
            of["topic", str(topic_id)] = titles[topic_id]
        if folded := fold(subject):
            named = called.get(folded)
            key = ("words", folded) if named is None else ("topic", str(named))
            of.setdefault(key, subject)
        found += [Skill(people[person], kind, key, words) for key, words in of.items()]
    return found


def _grades(reader: Reader, people: dict[int, Person], on: date) -> list[Skill]:
    """The grades that people hold on a day, as something they can be alone with."""
    rows = reader.rows(
        select(
            RegulatorGrade.participant_id,
            RegulatorGrade.scheme,
            RegulatorGrade.grade,
            RegulatorGrade.category,
            RegulatorGrade.valid_until,
        )
        .where(RegulatorGrade.participant_id.is_not(None))
        .order_by(RegulatorGrade.id)
    )
    offered = ExpertiseKind.OFFERED
    return [
        Skill(people[person], offered, ("words of a grade", fold(words)), words)
        for person, scheme, grade, category, until in rows
        if until is None or until >= on
        for words in (grade_words(scheme, grade, category),)
    ]


def _at(person: Person, names: dict[int, str]) -> str:
    return BETWEEN.join(sorted(names[each] for each in person.organisations if each in names))
