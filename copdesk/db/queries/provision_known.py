"""What the file knows of everybody who may help: topics, areas, capacities, grades."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from copdesk.db.ground import card
from copdesk.db.models import (
    Affiliation,
    Authority,
    Organisation,
    OrganisationArea,
    OrganisationCapacity,
    OrganisationTopic,
    Participant,
    RegulatorGrade,
    Topic,
)
from copdesk.db.queries.expressions import during
from copdesk.db.reader import Reader
from copdesk.domain.grades import grade_words
from copdesk.domain.provision import Capacity, Depth, Place, same_place
from copdesk.domain.text import sort_key


@dataclass(frozen=True, slots=True)
class Checked:
    """The last word on whether an organisation takes new matters; ``id`` of that record."""

    id: int
    organisation_id: int
    capacity: Capacity
    checked_on: date
    since: date | None
    said_by: str
    note: str


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation as it is recorded."""

    id: int
    name: str
    languages: tuple[str, ...]
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the file knows, by the ids of organisations.

    Attributes:
        bodies: the organisations.
        topics: what each advises on of the topics asked for, and how far it goes.
        told: those that have told any topic.
        areas: the local authorities each covers.
        capacities: the last word on each.
        titles: of topics and local authorities.
    """

    bodies: Mapping[int, Body]
    topics: Mapping[int, Sequence[tuple[int, Depth]]]
    told: AbstractSet[int]
    areas: Mapping[int, Sequence[int]]
    capacities: Mapping[int, Checked]
    titles: Mapping[int, str]


def known(reader: Reader, on: date, topics: Collection[int]) -> Known:
    """What is known of all organisations as at a day; of their topics only these, or all."""
    rows = reader.rows(
        select(
            Organisation.id,
            Organisation.name,
            Organisation.languages,
            Organisation.email,
            Organisation.phone,
        )
    )
    areas: dict[int, list[int]] = defaultdict(list)
    covered = select(OrganisationArea.organisation_id, OrganisationArea.authority_id)
    for organisation, authority in reader.rows(covered.order_by(OrganisationArea.id)):
        areas[organisation].append(authority)
    return Known(
        {row[0]: Body(*row) for row in rows},
        _topics(reader, topics),
        {row[0] for row in reader.rows(select(OrganisationTopic.organisation_id).distinct())},
        areas,
        _capacities(reader, on),
        _titles(reader),
    )


def latest_capacity(reader: Reader, organisation_id: int, on: date) -> Checked | None:
    """The last word on the capacity of one organisation up to a day."""
    return _capacities(reader, on, organisation_id).get(organisation_id)


def places(reader: Reader, authority_id: int) -> frozenset[int]:
    """The ids of a local authority under all its codes."""
    rows = reader.rows(
        select(
            Authority.id,
            Authority.name,
            Authority.code,
            Authority.former_code,
            Authority.current,
            Authority.note,
        )
    )
    known = {row[0]: Place(*row) for row in rows}
    if authority_id not in known:
        return frozenset({authority_id})
    return same_place(known[authority_id], known.values())


def languages(reader: Reader) -> list[str]:
    """Every language that is recorded of an organisation or a person, in order."""
    asked = (select(each.languages).distinct() for each in (Organisation, Participant))
    spoken = {word for each in asked for (words,) in reader.rows(each) for word in words}
    return sorted(spoken, key=sort_key)


def affiliations(reader: Reader, people: Sequence[int], on: date) -> dict[int, tuple[int, ...]]:
    """The organisations at which each of these people is on a day."""
    found: dict[int, list[int]] = defaultdict(list)
    asked = select(Affiliation.participant_id, Affiliation.organisation_id)
    asked = asked.where(Affiliation.participant_id.in_(people))
    for person, organisation in reader.rows(
        asked.where(during(Affiliation.start, Affiliation.end, on)).order_by(Affiliation.id)
    ):
        found[person].append(organisation)
    return {each: tuple(dict.fromkeys(there)) for each, there in found.items()}


def grades_in_words(reader: Reader, ids: Sequence[int], on: date) -> dict[int, tuple[str, ...]]:
    """The grades of organisations and people in words; those that ran out say so."""
    found: dict[int, list[str]] = defaultdict(list)
    whose = func.coalesce(RegulatorGrade.participant_id, RegulatorGrade.organisation_id)
    for id_, scheme, grade, category, until in reader.rows(
        select(
            whose,
            RegulatorGrade.scheme,
            RegulatorGrade.grade,
            RegulatorGrade.category,
            RegulatorGrade.valid_until,
        )
        .where(whose.in_(ids))
        .order_by(RegulatorGrade.id)
    ):
        ran_out = " (expired)" if until is not None and until < on else ""
        found[id_].append(grade_words(scheme, grade, category) + ran_out)
    return {each: tuple(words) for each, words in found.items()}


def _topics(reader: Reader, topics: Collection[int]) -> dict[int, list[tuple[int, Depth]]]:
    found: dict[int, list[tuple[int, Depth]]] = defaultdict(list)
    own = OrganisationTopic
    asked = select(own.organisation_id, own.topic_id, own.depth).order_by(own.id)
    if topics:
        asked = asked.where(own.topic_id.in_(topics))
    for organisation, topic, depth in reader.rows(asked):
        found[organisation].append((topic, depth))
    return found


def _capacities(reader: Reader, on: date, organisation_id: int | None = None) -> dict[int, Checked]:
    """The last word on each organisation up to a day."""
    newest = func.row_number().over(
        partition_by=OrganisationCapacity.organisation_id,
        order_by=(OrganisationCapacity.checked_on.desc(), OrganisationCapacity.id.desc()),
    )
    asked = select(OrganisationCapacity.id, newest.label("place"))
    asked = asked.where(OrganisationCapacity.checked_on <= on)
    if organisation_id is not None:
        asked = asked.where(OrganisationCapacity.organisation_id == organisation_id)
    ranked = asked.subquery()
    rows = reader.rows(
        select(
            OrganisationCapacity.id,
            OrganisationCapacity.organisation_id,
            OrganisationCapacity.capacity,
            OrganisationCapacity.checked_on,
            OrganisationCapacity.since,
            OrganisationCapacity.said_by,
            OrganisationCapacity.note,
        )
        .join(ranked, ranked.c.id == OrganisationCapacity.id)
        .where(ranked.c.place == 1)
    )
    return {row[1]: Checked(*row) for row in rows}


def _titles(reader: Reader) -> dict[int, str]:
    """What topics and local authorities are called."""
    kinds = (Topic.__tablename__, Authority.__tablename__)
    asked = select(card.c.id, card.c.title).where(card.c.kind.in_(kinds))
    return {row[0]: row[1] for row in reader.rows(asked)}
