"""Where somebody is now, so that what is known is never asked again."""

from datetime import date

from sqlalchemy import select

from copdesk.db.models import (
    Affiliation,
    Community,
    OrganisationArea,
    OrganisationMembership,
    ParticipantMembership,
)
from copdesk.db.queries.expressions import Question, during
from copdesk.db.reader import Reader


def organisations_of(reader: Reader, participant_id: int, on: date) -> list[int]:
    """The ids of the organisations somebody is at on a day, the latest affiliation first."""
    asked = (
        select(Affiliation.organisation_id)
        .where(Affiliation.participant_id == participant_id)
        .where(during(Affiliation.start, Affiliation.end, on))
    )
    return _ids(reader, asked.order_by(Affiliation.start.desc(), Affiliation.id.desc()))


def communities_of(reader: Reader, participant_id: int, on: date) -> list[int]:
    """The ids of the communities somebody belongs to on a day, themselves or through their work."""
    own, theirs = ParticipantMembership, OrganisationMembership
    themselves = select(own.community_id).where(
        own.participant_id == participant_id, during(own.start, own.end, on)
    )
    through = select(theirs.community_id).where(
        theirs.organisation_id.in_(organisations_of(reader, participant_id, on)),
        during(theirs.start, theirs.end, on),
    )
    return sorted({*_ids(reader, themselves), *_ids(reader, through)})


def all_communities(reader: Reader) -> list[int]:
    """The ids of every community, the oldest first."""
    return _ids(reader, select(Community.id).order_by(Community.id))


def areas_of(reader: Reader, organisation_id: int) -> list[int]:
    """The ids of the local authorities an organisation works in."""
    asked = select(OrganisationArea.authority_id)
    asked = asked.where(OrganisationArea.organisation_id == organisation_id)
    return _ids(reader, asked.order_by(OrganisationArea.id))


def _ids(reader: Reader, asked: Question) -> list[int]:
    return list(dict.fromkeys(row[0] for row in reader.rows(asked)))
