"""What organisations are: sector, kind, regulator, and how they belong to a community."""

import re

from copdesk.domain.options import Option
from copdesk.domain.text import fold


class Sector(Option):
    """Who the organisation works for."""

    UNKNOWN = "unknown", "Not known"
    VOLUNTARY = (
        "voluntary", "Voluntary", "charity", "charitable", "third sector", "vcs", "vcse",
        "not for profit", "non profit", "nonprofit", "ngo", "civil society", "community",
    )  # fmt: skip
    FOR_PROFIT = "for_profit", "For-profit", "profit", "private", "commercial", "business"
    PUBLIC = "public", "Public", "statutory", "government", "public sector"


class OrganisationKind(Option):
    """What the organisation is."""

    UNKNOWN = "unknown", "Not known"
    INTERNATIONAL_LAW_FIRM = "international_law_firm", "International law firm", "global law firm"
    LAW_FIRM = "law_firm", "Law firm", "solicitors", "solicitor", "legal practice"
    LAW_CENTRE = "law_centre", "Law centre", "law center"
    CHAMBERS = "chambers", "Chambers", "barristers chambers", "set of chambers", "barristers"
    COMMUNITY_CENTRE = "community_centre", "Community centre", "community center"
    MEMBERSHIP_BODY = (
        "membership_body", "Membership body", "membership organisation", "umbrella body",
        "professional body",
    )  # fmt: skip
    RESEARCH_NETWORK = "research_network", "Research network", "research organisation"
    UNIVERSITY = "university", "University", "law clinic", "law school", "college"
    COUNCIL = "council", "Council", "local authority", "local government", "borough"
    FUNDER = "funder", "Funder", "foundation", "grant maker"
    NGO = (
        "ngo", "NGO", "charity", "charities", "voluntary organisation", "voluntary sector",
        "community organisation", "community group", "advice centre", "citizens advice",
        "cic", "social enterprise", "third sector", "refugee organisation",
    )  # fmt: skip
    OTHER = "other", "Other"


class Regulator(Option):
    """Who lets the organisation give immigration advice."""

    UNKNOWN = "unknown", "Not known"
    IAA = "iaa", "Immigration Advice Authority (IAA)", "Immigration Advice Authority", "OISC"
    SRA = "sra", "Solicitors Regulation Authority (SRA)", "Solicitors Regulation Authority"
    BSB = "bsb", "Bar Standards Board (BSB)", "Bar Standards Board"
    CILEX = "cilex", "CILEx Regulation", "CILEX", "CRL"
    LAW_SOCIETY_OF_SCOTLAND = "law_society_of_scotland", "Law Society of Scotland", "LSS"
    FACULTY_OF_ADVOCATES = "faculty_of_advocates", "Faculty of Advocates"
    LAW_SOCIETY_OF_NORTHERN_IRELAND = (
        "law_society_of_northern_ireland", "Law Society of Northern Ireland", "LSNI",
    )  # fmt: skip
    BAR_OF_NORTHERN_IRELAND = "bar_of_northern_ireland", "Bar of Northern Ireland"
    NONE = "none", "None (gives no immigration advice)", "not regulated", "unregulated"
    OTHER = "other", "Other"


class Relation(Option):
    """How an organisation or a person belongs to a community."""

    MEMBER = "member", "Member", "members", "founder member"
    PARTNER = "partner", "Partner", "pro bono partner", "associate"


_SECTOR_OF_KIND = {
    OrganisationKind.INTERNATIONAL_LAW_FIRM: Sector.FOR_PROFIT,
    OrganisationKind.LAW_FIRM: Sector.FOR_PROFIT,
    OrganisationKind.CHAMBERS: Sector.FOR_PROFIT,
    OrganisationKind.LAW_CENTRE: Sector.VOLUNTARY,
    OrganisationKind.COMMUNITY_CENTRE: Sector.VOLUNTARY,
    OrganisationKind.MEMBERSHIP_BODY: Sector.VOLUNTARY,
    OrganisationKind.RESEARCH_NETWORK: Sector.VOLUNTARY,
    OrganisationKind.NGO: Sector.VOLUNTARY,
    OrganisationKind.COUNCIL: Sector.PUBLIC,
}


def guess_kind(text: str) -> OrganisationKind:
    """The kind that free text names: ``international law firm (pro bono partner)``.

    Words in brackets only narrow ``NGO`` and only when they name a kind by themselves, so
    ``NGO (community centre)`` is a community centre and ``NGO (hosted by a law firm)`` an NGO.
    Empty text is not known; words that name no kind are another kind.
    """
    outside = fold(re.sub(r"\([^)]*\)?", " ", text))
    inside = [fold(part) for part in re.findall(r"\(([^)]*)", text)]
    if not outside and not any(inside):
        return OrganisationKind.UNKNOWN
    kind = _named_in(outside)
    narrower = next((named for part in inside if (named := _named(part))), None)
    if narrower and kind in {None, OrganisationKind.NGO}:
        return narrower
    return kind or OrganisationKind.OTHER


def guess_sector(text: str) -> Sector:
    """The sector that free text names: ``for-profit``, ``charity``, ``law firm``.

    Falls back on the usual sector of the kind it names; not known when it names neither.
    """
    folded = f" {fold(text)} "
    for sector in Sector:
        if any(f" {word} " in folded for word in _words_of(sector)):
            return sector
    return usual_sector(guess_kind(text))


def usual_sector(kind: OrganisationKind) -> Sector:
    """The sector most organisations of this kind belong to; not known where there is none."""
    return _SECTOR_OF_KIND.get(kind, Sector.UNKNOWN)


def _words_of(option: Option) -> tuple[str, ...]:
    return tuple(fold(word) for word in (option.value, option.label, *option.also))


def _named(folded: str) -> OrganisationKind | None:
    return next((kind for kind in OrganisationKind if folded in _words_of(kind)), None)


def _named_in(folded: str) -> OrganisationKind | None:
    padded = f" {folded} "
    kinds = (k for k in OrganisationKind if any(f" {w} " in padded for w in _words_of(k)))
    return next(kinds, None)
