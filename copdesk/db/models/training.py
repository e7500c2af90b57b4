"""Training that a network has agreed on, the sessions held, and the hours each person did."""

from datetime import date, time
from decimal import Decimal

from sqlalchemy.orm import Mapped

from copdesk.db.record import Record, field
from copdesk.domain.fields import Choice, Clock, Count, Day, Hours, Link, LongText, Text, Web
from copdesk.domain.training import CreditState, PolicyScope, Tier


class TrainingPolicy(Record):
    """A requirement: so many hours, for these people, by that time."""

    __tablename__ = "training_policy"
    singular = "training policy"
    plural = "training policies"
    title_from = ("title",)
    detail_from = ("required_hours",)

    title: Mapped[str] = field(Text(), "Title", required=True, searched=True)
    required_hours: Mapped[Decimal] = field(
        Hours(), "Compulsory hours", required=True, default=Decimal("3.00")
    )
    adopted_on: Mapped[date] = field(Day(), "Adopted", required=True)
    adopted_by: Mapped[str] = field(Text(), "Adopted by", help="For example: a vote of members.")
    scope: Mapped[PolicyScope] = field(Choice(PolicyScope), "Applies to")
    organisation_id: Mapped[int | None] = field(Link("organisation"), "Organisation")
    community_id: Mapped[int | None] = field(Link("community"), "Community")
    deadline_months: Mapped[int] = field(
        Count(most=120),
        "Months to complete",
        required=True,
        default=6,
        help="Counted from adoption or joining, whichever is later.",
    )
    renewal_months: Mapped[int | None] = field(
        Count(most=240), "Renewed every (months)", help="Empty: done once."
    )
    rationale: Mapped[str] = field(LongText(), "Why", searched=True)
    link: Mapped[str] = field(Web(), "Link")


class Course(Record):
    """A course that counts towards a policy."""

    __tablename__ = "course"
    singular = "course"
    plural = "courses"
    title_from = ("title",)
    detail_from = ("provider",)

    title: Mapped[str] = field(Text(), "Title", required=True, searched=True)
    policy_id: Mapped[int | None] = field(Link("training_policy"), "Counts towards")
    tier: Mapped[Tier] = field(Choice(Tier), "Tier")
    provider: Mapped[str] = field(Text(), "Provider", searched=True)
    hours: Mapped[Decimal | None] = field(Hours(), "Hours")
    notes: Mapped[str] = field(LongText(), "Notes", searched=True)


class TrainingSession(Record):
    """One time that a course was held."""

    __tablename__ = "training_session"
    singular = "training session"
    plural = "training sessions"
    title_from = ("title",)
    detail_from = ("held_on", "place")

    title: Mapped[str] = field(Text(), "Title", required=True, searched=True)
    course_id: Mapped[int | None] = field(Link("course"), "Course")
    held_on: Mapped[date] = field(Day(), "Date", required=True, index=True)
    starts_at: Mapped[time | None] = field(Clock(), "Starts")
    hours: Mapped[Decimal | None] = field(Hours(), "Hours")
    trainer: Mapped[str] = field(Text(), "Trainer", searched=True)
    place: Mapped[str] = field(Text(), "Place or link")
    capacity: Mapped[int | None] = field(Count(most=10_000), "Places")


class Credit(Record):
    """Hours of training that one person did."""

    __tablename__ = "credit"
    singular = "training record"
    plural = "training records"

    participant_id: Mapped[int] = field(Link("participant"), "Participant", required=True)
    policy_id: Mapped[int] = field(Link("training_policy"), "Policy", required=True)
    session_id: Mapped[int | None] = field(Link("training_session"), "Session")
    done_on: Mapped[date] = field(Day(), "Date", required=True, index=True)
    hours: Mapped[Decimal] = field(Hours(), "Hours attended", required=True)
    tier: Mapped[Tier] = field(Choice(Tier), "Tier")
    state: Mapped[CreditState] = field(Choice(CreditState), "State")
    evidence: Mapped[str] = field(Text(500), "Evidence", help="What shows it, and who checked it.")
