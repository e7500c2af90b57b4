"""The charities, law firms and partners of the network, and the areas they work in."""

from sqlalchemy.orm import Mapped

from copdesk.db.record import Record, field
from copdesk.domain.fields import Choice, Email, Link, LongText, Names, Phone, Text, Web
from copdesk.domain.organisations import OrganisationKind, Regulator, Sector


class Organisation(Record):
    """A charity, law firm, chambers or other body."""

    __tablename__ = "organisation"
    singular = "organisation"
    plural = "organisations"
    title_from = ("name",)
    detail_from = ("kind", "town")

    name: Mapped[str] = field(
        Text(), "Name", required=True, searched=True, also=("Organisation", "Company", "Agency")
    )
    aliases: Mapped[tuple[str, ...]] = field(
        Names(),
        "Also known as",
        searched=True,
        also=("Aliases", "Alias", "Other names", "Acronym"),
        help="Other names, with semicolons between.",
    )
    kind: Mapped[OrganisationKind] = field(Choice(OrganisationKind), "Kind", also=("Type",))
    sector: Mapped[Sector] = field(Choice(Sector), "Sector")
    regulator: Mapped[Regulator] = field(
        Choice(Regulator), "Regulator", searched=True, also=("Regulated by",)
    )
    regulator_number: Mapped[str] = field(
        Text(60), "Registration number", searched=True, also=("IAA number", "OISC number", "SRA ID")
    )
    email: Mapped[str] = field(
        Email(), "E-mail", searched=True, also=("Email", "E-mail address", "Email address")
    )
    phone: Mapped[str] = field(Phone(), "Phone", also=("Telephone", "Tel", "Business Phone"))
    website: Mapped[str] = field(Web(), "Website", also=("Web", "URL", "Web page"))
    town: Mapped[str] = field(Text(), "Town", searched=True, also=("City", "Business City"))
    postcode: Mapped[str] = field(Text(12), "Postcode", also=("Business Postal Code", "Post code"))
    area: Mapped[str] = field(
        Text(1_000),
        "Area in words",
        searched=True,
        also=("Area", "Areas", "Areas covered", "Coverage", "Region"),
        help="As the organisation says it. Local authorities are chosen below.",
    )
    languages: Mapped[tuple[str, ...]] = field(
        Names(), "Languages", searched=True, also=("Languages spoken", "Language")
    )
    notes: Mapped[str] = field(LongText(), "Notes", searched=True)


class OrganisationArea(Record):
    """A local authority that an organisation covers."""

    __tablename__ = "organisation_area"
    singular = "area"
    plural = "areas"

    organisation_id: Mapped[int] = field(Link("organisation"), "Organisation", required=True)
    authority_id: Mapped[int] = field(Link("authority"), "Local authority", required=True)
