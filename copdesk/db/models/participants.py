"""The people who take part, and what they do where, from when to when."""

from sqlalchemy.orm import Mapped

from copdesk.db.record import Record, field
from copdesk.domain.dates import PartialDate
from copdesk.domain.fields import Email, Link, LongText, Names, PartialDay, Phone, Text


class Participant(Record):
    """A person of the network; never a client."""

    __tablename__ = "participant"
    singular = "participant"
    plural = "participants"
    title_from = ("name",)
    detail_from = ("native_name",)

    name: Mapped[str] = field(
        Text(), "Name", required=True, searched=True, also=("Full name", "Display name")
    )
    preferred_name: Mapped[str] = field(
        Text(80),
        "Likes to be called",
        searched=True,
        also=("Preferred name", "Nickname", "Known as"),
    )
    native_name: Mapped[str] = field(
        Text(), "Name in own script", searched=True, also=("Native name", "Name in own language")
    )
    aliases: Mapped[tuple[str, ...]] = field(
        Names(), "Other names", searched=True, also=("Former names", "Also known as")
    )
    pronouns: Mapped[str] = field(Text(40), "Pronouns")
    email: Mapped[str] = field(
        Email(), "E-mail", searched=True, also=("Email", "E-mail address", "Email address")
    )
    phone: Mapped[str] = field(
        Phone(), "Phone", also=("Mobile Phone", "Mobile", "Business Phone", "Telephone", "Tel")
    )
    languages: Mapped[tuple[str, ...]] = field(
        Names(), "Languages", searched=True, also=("Languages spoken", "Language")
    )
    notes: Mapped[str] = field(
        LongText(), "Notes", searched=True, help="About the person's part in the network only."
    )


class Affiliation(Record):
    """A person's role in an organisation over a time."""

    __tablename__ = "affiliation"
    singular = "role"
    plural = "roles"

    participant_id: Mapped[int] = field(Link("participant"), "Participant", required=True)
    organisation_id: Mapped[int] = field(Link("organisation"), "Organisation", required=True)
    role: Mapped[str] = field(
        Text(), "Role", also=("Job Title", "Position", "Post", "Organization Title")
    )
    contract: Mapped[str] = field(
        Text(60), "Contract", help="For example: employed, volunteer, tenant, pupil."
    )
    start: Mapped[PartialDate | None] = field(PartialDay(), "From", also=("Started",))
    end: Mapped[PartialDate | None] = field(PartialDay(), "To", also=("Ended",))
