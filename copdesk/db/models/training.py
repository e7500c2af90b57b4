"""Training that a network has agreed on, the sessions held, and the hours each person did."""

from datetime import date, time
from decimal import Decimal

from sqlalchemy.orm import Mapped

from copdesk.db.record import Record, field
from copdesk.domain.fields import (
    Choice,
    Clock,
    Count,
    Day,
    Flag,
    Hours,
    Link,
    LongText,
    Text,
    Web,
)
from copdesk.domain.grades import Scheme
from copdesk.domain.training import (
    BookingState,
    CreditState,
    DeadlineRule,
    PolicyScope,
    ReleaseKind,
    ReminderKind,
    RenewalRule,
    Tier,
)


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
    minute: Mapped[str] = field(Text(), "Minute", help="Where the decision is written down.")
    imposed_by: Mapped[str] = field(
        Text(), "Imposed by", help="Who requires it, when it is not the network itself."
    )
    repealed_on: Mapped[date | None] = field(
        Day(), "Ended", help="From this day it binds nobody; empty while it is in force."
    )
    scope: Mapped[PolicyScope] = field(Choice(PolicyScope), "Applies to")
    organisation_id: Mapped[int | None] = field(Link("organisation"), "Organisation")
    community_id: Mapped[int | None] = field(Link("community"), "Community")
    role: Mapped[str] = field(Text(), "Only in the role", help="Empty: whatever their role.")
    contract: Mapped[str] = field(
        Text(60), "Only with the contract", help="Empty: whatever their contract."
    )
    joined_after: Mapped[date | None] = field(
        Day(), "Only who joined after", help="Empty: whenever they joined."
    )
    deadline_rule: Mapped[DeadlineRule] = field(Choice(DeadlineRule), "Deadline")
    deadline_months: Mapped[int] = field(
        Count(most=120),
        "Months to complete",
        required=True,
        default=6,
        help="Counted as the deadline says; not used for one day for everybody.",
    )
    deadline_on: Mapped[date | None] = field(Day(), "Deadline for everybody")
    renewal: Mapped[RenewalRule] = field(Choice(RenewalRule), "Renewal")
    renewal_months: Mapped[int | None] = field(Count(most=240), "Renewed every (months)")
    renewal_on: Mapped[date | None] = field(
        Day(), "Renewed each year by", help="The year does not matter."
    )
    warning_days: Mapped[int] = field(
        Count(most=365), "Due soon (days before)", required=True, default=30
    )
    grace_days: Mapped[int] = field(Count(most=365), "Grace (days after)", required=True, default=0)
    accumulates: Mapped[bool] = field(Flag(), "Sessions add up", default=True)
    minimum_hours: Mapped[Decimal | None] = field(
        Hours(), "Least hours of a session", help="Shorter ones do not count."
    )
    evidence_required: Mapped[bool] = field(Flag(), "Counts only with evidence")
    rationale: Mapped[str] = field(LongText(), "Why", searched=True)
    link: Mapped[str] = field(Web(), "Link")


class PolicyScopeRule(Record):
    """One more rule that takes people into a policy."""

    __tablename__ = "policy_scope_rule"
    singular = "rule of scope"
    plural = "rules of scope"

    policy_id: Mapped[int] = field(Link("training_policy"), "Policy", required=True)
    scope: Mapped[PolicyScope] = field(
        Choice(PolicyScope), "Applies to", default=PolicyScope.ORGANISATION
    )
    organisation_id: Mapped[int | None] = field(Link("organisation"), "Organisation")
    community_id: Mapped[int | None] = field(Link("community"), "Community")
    role: Mapped[str] = field(Text(), "Only in the role", help="Empty: whatever their role.")
    contract: Mapped[str] = field(
        Text(60), "Only with the contract", help="Empty: whatever their contract."
    )
    joined_after: Mapped[date | None] = field(
        Day(), "Only who joined after", help="Empty: whenever they joined."
    )


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
    link: Mapped[str] = field(Web(), "Link to join")
    capacity: Mapped[int | None] = field(Count(most=10_000), "Places")
    meeting_id: Mapped[int | None] = field(Link("meeting"), "Part of the meeting")
    cost: Mapped[int | None] = field(Count(), "Cost (£)")
    calendar_sequence: Mapped[int] = field(
        Count(), "Calendar version", required=True, default=0, help="Rises when it is moved."
    )


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
    entered_on: Mapped[date | None] = field(Day(), "Entered")
    verified_by: Mapped[str] = field(Text(), "Verified by")
    verified_on: Mapped[date | None] = field(Day(), "Verified")
    refused_because: Mapped[str] = field(Text(), "Why refused")


class TrainingExemption(Record):
    """Time in which somebody is exempt from a policy, or their deadline is deferred."""

    __tablename__ = "training_exemption"
    singular = "exemption"
    plural = "exemptions"

    participant_id: Mapped[int] = field(Link("participant"), "Participant", required=True)
    policy_id: Mapped[int] = field(Link("training_policy"), "Policy", required=True)
    kind: Mapped[ReleaseKind] = field(Choice(ReleaseKind), "Exempt or deferred")
    start: Mapped[date | None] = field(Day(), "From")
    end: Mapped[date | None] = field(Day(), "To")
    reason: Mapped[str] = field(Text(500), "Reason")
    approved_by: Mapped[str] = field(Text(), "Approved by")


class SessionBooking(Record):
    """Somebody's place in a session: invited, waiting, booked, there."""

    __tablename__ = "session_booking"
    singular = "booking"
    plural = "bookings"

    session_id: Mapped[int] = field(Link("training_session"), "Session", required=True)
    participant_id: Mapped[int] = field(Link("participant"), "Participant", required=True)
    state: Mapped[BookingState] = field(Choice(BookingState), "State")
    hours: Mapped[Decimal | None] = field(Hours(), "Hours attended")
    feedback: Mapped[int | None] = field(Count(most=5), "Feedback", help="1 to 5.")


class RegulatorGrade(Record):
    """What a scheme lets a person or an organisation do, and until when."""

    __tablename__ = "regulator_grade"
    singular = "grade"
    plural = "grades"
    title_from = ("scheme", "grade")
    detail_from = ("category", "valid_until")

    scheme: Mapped[Scheme] = field(Choice(Scheme), "Scheme", searched=True)
    grade: Mapped[str] = field(Text(), "Grade", required=True, searched=True)
    category: Mapped[str] = field(Text(), "Category", searched=True)
    participant_id: Mapped[int | None] = field(Link("participant"), "Participant")
    organisation_id: Mapped[int | None] = field(Link("organisation"), "Organisation")
    valid_until: Mapped[date | None] = field(Day(), "Valid until", index=True)
    working_towards: Mapped[str] = field(Text(), "Working towards")
    approval_until: Mapped[date | None] = field(Day(), "Approval until")


class TrainingReminder(Record):
    """A reminder that was drafted, so that nobody is written to twice."""

    __tablename__ = "training_reminder"
    singular = "reminder"
    plural = "reminders"

    policy_id: Mapped[int] = field(Link("training_policy"), "Policy", required=True)
    participant_id: Mapped[int] = field(Link("participant"), "Participant", required=True)
    kind: Mapped[ReminderKind] = field(Choice(ReminderKind), "Kind")
    drafted_on: Mapped[date] = field(Day(), "Drafted", required=True)
