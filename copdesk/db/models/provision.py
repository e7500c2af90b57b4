"""Who can help with what: the topics, capacity and gaps of the network's organisations."""

from datetime import date

from sqlalchemy.orm import Mapped

from copdesk.db.record import Record, field
from copdesk.domain.fields import Choice, Day, Link, Text
from copdesk.domain.provision import Capacity, Depth


class OrganisationTopic(Record):
    """A topic that an organisation advises on, and how far it goes."""

    __tablename__ = "organisation_topic"
    singular = "topic"
    plural = "topics of organisations"

    organisation_id: Mapped[int] = field(Link("organisation"), "Organisation", required=True)
    topic_id: Mapped[int] = field(Link("topic"), "Topic", required=True)
    depth: Mapped[Depth] = field(Choice(Depth), "Goes as far as")
    note: Mapped[str] = field(
        Text(500), "Note", check="client_identifiers", help="For example: only with legal aid."
    )


class OrganisationCapacity(Record):
    """Whether an organisation could take new matters on a day, and who said so."""

    __tablename__ = "organisation_capacity"
    singular = "capacity"
    plural = "capacities"

    organisation_id: Mapped[int] = field(Link("organisation"), "Organisation", required=True)
    capacity: Mapped[Capacity] = field(Choice(Capacity), "New matters")
    checked_on: Mapped[date] = field(Day(), "Checked", required=True, index=True)
    since: Mapped[date | None] = field(Day(), "Since")
    said_by: Mapped[str] = field(Text(), "Said by")
    note: Mapped[str] = field(Text(500), "Note", check="client_identifiers")


class GapEvidence(Record):
    """A day on which no provider was found: evidence for the map of gaps."""

    __tablename__ = "gap_evidence"
    singular = "gap found"
    plural = "gaps found"

    found_on: Mapped[date] = field(Day(), "Found", required=True, index=True)
    topic_id: Mapped[int | None] = field(Link("topic"), "Topic")
    authority_id: Mapped[int | None] = field(Link("authority"), "Area")
    language: Mapped[str] = field(Text(), "Language")
    level: Mapped[str] = field(Text(), "Level")
    enquiry_id: Mapped[int | None] = field(Link("enquiry"), "Enquiry")
    note: Mapped[str] = field(
        Text(500),
        "Note",
        check="client_identifiers",
        help="Leave out anything that could tell who the client is.",
    )
