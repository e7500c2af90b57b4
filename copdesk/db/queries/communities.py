"""Who belongs to a community on a day: its organisations, and its people through either way."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import SelectBase, func, select

from copdesk.db.ground import card
from copdesk.db.models import (
    Affiliation,
    Community,
    Organisation,
    OrganisationMembership,
    Participant,
    ParticipantMembership,
)
from copdesk.db.queries.expressions import BETWEEN, Question, during
from copdesk.db.reader import Reader
from copdesk.domain.organisations import OrganisationKind, Relation


@dataclass(frozen=True, slots=True)
class MemberOrganisation:
    """An organisation of a community on a day, and how many of its people take part."""

    id: int
    name: str
    kind: OrganisationKind
    relation: Relation
    people: int


@dataclass(frozen=True, slots=True)
class Person:
    """A person, with the organisations they were at on the day asked about."""

    id: int
    name: str
    organisations: str
    email: str


def communities(reader: Reader) -> list[tuple[int, str]]:
    """The id and name of every community, in the order of their names."""
    named = select(Community.id, Community.name).join(card, card.c.id == Community.id)
    return [(row[0], row[1]) for row in reader.rows(named.order_by(card.c.key))]


def organisations_of(reader: Reader, community_id: int, on: date) -> list[MemberOrganisation]:
    """The members and partners of a community on a day, in the order of their names."""
    people = (
        select(func.count(Affiliation.participant_id.distinct()))
        .where(Affiliation.organisation_id == Organisation.id)
        .where(during(Affiliation.start, Affiliation.end, on))
        .scalar_subquery()
    )
    asked = (
        select(
            Organisation.id,
            Organisation.name,
            Organisation.kind,
            OrganisationMembership.relation,
            people,
        )
        .join(OrganisationMembership, OrganisationMembership.organisation_id == Organisation.id)
        .join(card, card.c.id == Organisation.id)
        .where(OrganisationMembership.community_id == community_id)
        .where(during(OrganisationMembership.start, OrganisationMembership.end, on))
    )
    return [MemberOrganisation(*row) for row in reader.rows(asked.order_by(card.c.key))]


def people_of(reader: Reader, community_id: int, on: date) -> list[int]:
    """The people of a community on a day, in the order of their names.

    They take part themselves, or are at one of its organisations.
    """
    asked = (
        select(Participant.id)
        .join(card, card.c.id == Participant.id)
        .where(Participant.id.in_(belonging(community_id, on)))
    )
    return list(reader.connection.execute(asked.order_by(card.c.key)).scalars())


def belonging(community_id: int, on: date) -> SelectBase:
    """The question for the ids of the people of a community on a day, for other questions."""
    return _themselves(community_id, on).union(_through(community_id, on))


def people(reader: Reader, ids: list[int], on: date) -> list[Person]:
    """These people with their organisations on a day, in the order of ``ids``."""
    where = organisations_at(reader, on)
    found: dict[int, tuple[str, str]] = {}
    for start in range(0, len(ids), 500):
        asked = select(Participant.id, Participant.name, Participant.email).where(
            Participant.id.in_(ids[start : start + 500])
        )
        found.update((row[0], (row[1], row[2])) for row in reader.rows(asked))
    return [
        Person(each, found[each][0], where.get(each, ""), found[each][1])
        for each in ids
        if each in found
    ]


def organisations_at(reader: Reader, on: date) -> dict[int, str]:
    """The organisations of every person on a day, by the person's id, with semicolons between."""
    named = card.alias()
    titles = func.group_concat(named.c.title, BETWEEN).aggregate_order_by(named.c.key)
    asked = (
        select(Affiliation.participant_id, titles)
        .join(named, named.c.id == Affiliation.organisation_id)
        .where(during(Affiliation.start, Affiliation.end, on))
        .group_by(Affiliation.participant_id)
    )
    return {row[0]: row[1] for row in reader.rows(asked)}


def _themselves(community_id: int, on: date) -> Question:
    return select(ParticipantMembership.participant_id).where(
        ParticipantMembership.community_id == community_id,
        during(ParticipantMembership.start, ParticipantMembership.end, on),
    )


def _through(community_id: int, on: date) -> Question:
    return (
        select(Affiliation.participant_id)
        .join(
            OrganisationMembership,
            OrganisationMembership.organisation_id == Affiliation.organisation_id,
        )
        .where(
            OrganisationMembership.community_id == community_id,
            during(OrganisationMembership.start, OrganisationMembership.end, on),
            during(Affiliation.start, Affiliation.end, on),
        )
    )
