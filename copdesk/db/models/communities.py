"""Communities of practice, and who belongs to them from when to when."""

from sqlalchemy.orm import Mapped

from copdesk.db.record import Record, field
from copdesk.domain.dates import PartialDate
from copdesk.domain.enquiries import PromiseRule
from copdesk.domain.fields import Choice, Count, Link, LongText, PartialDay, Text
from copdesk.domain.organisations import Relation
from copdesk.domain.working_days import Nation


class Community(Record):
    """A network of organisations and people that meets, usually each quarter."""

    __tablename__ = "community"
    singular = "community"
    plural = "communities"
    title_from = ("name",)
    detail_from = ("area",)

    name: Mapped[str] = field(Text(), "Name", required=True, searched=True)
    area: Mapped[str] = field(Text(), "Area", searched=True)
    purpose: Mapped[str] = field(LongText(), "Purpose", searched=True)
    started: Mapped[PartialDate | None] = field(PartialDay(), "Started")
    cadence: Mapped[str] = field(Text(), "Meets", help="For example: each quarter, on a Wednesday.")
    promise_days: Mapped[int] = field(
        Count(most=365),
        "Promise in days",
        required=True,
        default=7,
        help="Enquiries are answered within this many days.",
    )
    promise_rule: Mapped[PromiseRule] = field(Choice(PromiseRule), "Counted in")
    nation: Mapped[Nation] = field(Choice(Nation), "Bank holidays of")
    online_space: Mapped[str] = field(Text(), "Online space")
    countdown: Mapped[str] = field(
        Text(), "Countdown to a meeting", help="Days before (-) and after; empty: the usual ones."
    )
    notes: Mapped[str] = field(LongText(), "Notes", searched=True)


class OrganisationMembership(Record):
    """An organisation's time in a community."""

    __tablename__ = "organisation_membership"
    singular = "membership"
    plural = "memberships of organisations"

    organisation_id: Mapped[int] = field(Link("organisation"), "Organisation", required=True)
    community_id: Mapped[int] = field(Link("community"), "Community", required=True)
    relation: Mapped[Relation] = field(Choice(Relation), "As")
    start: Mapped[PartialDate | None] = field(PartialDay(), "From", also=("Joined", "Since"))
    end: Mapped[PartialDate | None] = field(PartialDay(), "To", also=("Left", "Until"))


class ParticipantMembership(Record):
    """A person's time in a community."""

    __tablename__ = "participant_membership"
    singular = "membership"
    plural = "memberships of people"

    participant_id: Mapped[int] = field(Link("participant"), "Participant", required=True)
    community_id: Mapped[int] = field(Link("community"), "Community", required=True)
    start: Mapped[PartialDate | None] = field(PartialDay(), "From", also=("Joined", "Since"))
    end: Mapped[PartialDate | None] = field(PartialDay(), "To", also=("Left", "Until"))
