"""What people offer and want to know, and who was put in touch with whom."""

from datetime import date

from sqlalchemy.orm import Mapped

from copdesk.db.record import Record, field
from copdesk.domain.fields import Choice, Day, Link, LongText, Text
from copdesk.domain.peers import ExpertiseKind, IntroductionOutcome


class Expertise(Record):
    """Something a person knows well, or wants to know."""

    __tablename__ = "expertise"
    singular = "expertise"
    plural = "expertise"

    participant_id: Mapped[int] = field(Link("participant"), "Participant", required=True)
    kind: Mapped[ExpertiseKind] = field(Choice(ExpertiseKind), "Offered or wanted")
    topic_id: Mapped[int | None] = field(Link("topic"), "Topic")
    subject: Mapped[str] = field(
        Text(),
        "In words",
        searched=True,
        check="client_identifiers",
        help="For example: IAA trainer, country evidence.",
    )
    noted_on: Mapped[date | None] = field(Day(), "Noted")
    note: Mapped[str] = field(Text(500), "Note", check="client_identifiers")


class Introduction(Record):
    """Two people who were put in touch, and what came of it."""

    __tablename__ = "introduction"
    singular = "introduction"
    plural = "introductions"
    title_from = ("about",)
    detail_from = ("made_on",)

    about: Mapped[str] = field(
        Text(300), "About", required=True, searched=True, check="client_identifiers"
    )
    first_id: Mapped[int] = field(Link("participant"), "Between", required=True)
    second_id: Mapped[int] = field(Link("participant"), "And", required=True)
    made_on: Mapped[date] = field(Day(), "Put in touch", required=True, index=True)
    enquiry_id: Mapped[int | None] = field(Link("enquiry"), "Because of enquiry")
    outcome: Mapped[IntroductionOutcome] = field(Choice(IntroductionOutcome), "What came of it")
    note: Mapped[str] = field(LongText(), "Note", searched=True, check="client_identifiers")
