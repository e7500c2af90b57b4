"""Where a column may go: every field that an import can fill, with the headings others use."""

from dataclasses import dataclass
from enum import StrEnum

from copdesk.db.models.communities import OrganisationMembership, ParticipantMembership
from copdesk.db.models.organisations import Organisation
from copdesk.db.models.participants import Affiliation, Participant
from copdesk.db.record import Record, fields_of
from copdesk.domain.fields import Field, Names, Text


class Subject(StrEnum):
    """What a file lists."""

    ORGANISATIONS = "organisations"
    PEOPLE = "people"

    @property
    def model(self) -> type[Record]:
        """The record that each row makes."""
        return Organisation if self is Subject.ORGANISATIONS else Participant

    @property
    def singular(self) -> str:
        """What one of them is called."""
        return "organisation" if self is Subject.ORGANISATIONS else "person"

    def counted(self, count: int) -> str:
        """``1 person``, ``14 organisations``."""
        return f"{count:,} {self.singular if count == 1 else self.value}"


@dataclass(frozen=True, slots=True)
class Target:
    """A place for the cells of a column.

    Attributes:
        key: ``email`` for a field of the record itself, else ``role.start`` and the like.
        label: what the drop-down says.
        field: how its text is read.
        headings: the words by which files of others call it, and its own.
        several: whether several columns may go there; the first that is filled counts.
    """

    key: str
    label: str
    field: Field
    headings: tuple[str, ...]
    several: bool = False


def _from(model: type[Record], *more: str, name: str, several: bool = False) -> Target:
    described = fields_of(model)[name]
    headings = (described.label, *described.also, *more)
    return Target(name, described.label, described, headings, several)


def _part(key: str, label: str, field: Field, *headings: str, several: bool = False) -> Target:
    return Target(key, label, field, (label, *headings), several)


_LINE = Field(Text(), "")
_LIST = Field(Names(), "")
_OF_ORGANISATIONS = fields_of(OrganisationMembership)
_OF_PEOPLE = fields_of(ParticipantMembership)
_ROLES = fields_of(Affiliation)


def _membership(fields: dict[str, Field]) -> tuple[Target, ...]:
    return (
        _part("community", "Community", _LIST, "Communities", "CoP", "Community of practice"),
        _part("member.start", "Joined", fields["start"], "Since", "Joined on", "Date joined",
              "Member since", "From"),
        _part("member.end", "Left", fields["end"], "Left on", "Date left", "Until", "To"),
    )  # fmt: skip


TARGETS: dict[Subject, tuple[Target, ...]] = {
    Subject.ORGANISATIONS: (
        _from(Organisation, "Organisation name", "Name of organisation", "Company name", "Charity",
              "Firm", name="name"),
        _from(Organisation, "Known as", "Short name", "Abbreviation", "Formerly", name="aliases",
              several=True),
        _from(Organisation, "Type of organisation", "Organisation type", name="kind"),
        _from(Organisation, "Voluntary or private", name="sector"),
        _from(Organisation, name="regulator"),
        _from(Organisation, "Regulator number", "Authorisation number", name="regulator_number"),
        _from(Organisation, "Work e-mail", "Contact e-mail", name="email", several=True),
        _from(Organisation, "Phone number", "Telephone number", "Phone no", "Tel no",
              name="phone", several=True),
        _from(Organisation, "Site", name="website"),
        _from(Organisation, "Town or city", "Place", name="town"),
        _from(Organisation, "Postal code", "Zip", name="postcode"),
        _from(Organisation, "Area covered", "Local authority", "Local authorities", "Areas served",
              name="area", several=True),
        _from(Organisation, "Spoken languages", name="languages", several=True),
        *_membership(_OF_ORGANISATIONS),
        _part("member.relation", "Relation", _OF_ORGANISATIONS["relation"], "Relationship",
              "Belongs as"),
        _from(Organisation, "Comments", "Remarks", name="notes"),
    ),
    Subject.PEOPLE: (
        _from(Participant, "Participant", "Person", "Contact", "Contact name", name="name"),
        _part("first_name", "First name", _LINE, "Given name", "Forename", "Forenames", "First"),
        _part("last_name", "Last name", _LINE, "Surname", "Family name", "Last"),
        _from(Participant, "Called", name="preferred_name"),
        _from(Participant, "Name in native script", name="native_name"),
        _from(Participant, "Aliases", name="aliases", several=True),
        _from(Participant, name="pronouns"),
        _from(Participant, "Spoken languages", "Speaks", name="languages", several=True),
        _from(Participant, "Work e-mail", "Contact e-mail", name="email", several=True),
        _from(Participant, "Phone number", "Telephone number", "Phone no", "Tel no",
              "Work phone", "Mobile number", name="phone", several=True),
        _part("organisation", "Organisation", _LIST, "Organisation name", "Company", "Employer",
              "Charity", "Firm", "Agency", "Company name", "Works at"),
        _part("role.role", "Role", _ROLES["role"], *_ROLES["role"].also, "Job", "Job role"),
        _part("role.start", "Role from", _ROLES["start"], "Role since", "In role since", "Started"),
        _part("role.end", "Role to", _ROLES["end"], "Role until", "Ended"),
        *_membership(_OF_PEOPLE),
        _part("labels", "Labels", _LIST, "Categories", "Groups", "Tags"),
        _from(Participant, "Comments", "Remarks", name="notes"),
    ),
}  # fmt: skip
"""In the order of the drop-down; the first of each is what a row can't be without."""


def target(subject: Subject, key: str) -> Target:
    """The target of this key."""
    return next(each for each in TARGETS[subject] if each.key == key)
