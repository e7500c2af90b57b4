"""Regulators' grades: always with the scheme that gives them, for a bare "level 2" says nothing."""

from copdesk.domain.options import Option


class Scheme(Option):
    """Who gives a grade; two of them count in levels that mean different things."""

    IAA = "iaa", "IAA", "Immigration Advice Authority", "OISC"
    LAW_SOCIETY = (
        "law_society", "Law Society accreditation", "IAAS",
        "Law Society Immigration and Asylum Accreditation",
    )  # fmt: skip
    SRA = "sra", "SRA", "Solicitors Regulation Authority"
    BSB = "bsb", "BSB", "Bar Standards Board"
    CILEX = "cilex", "CILEx Regulation", "CILEX", "CRL"
    LAW_SOCIETY_OF_SCOTLAND = "law_society_of_scotland", "Law Society of Scotland", "LSS"
    LAW_SOCIETY_OF_NORTHERN_IRELAND = (
        "law_society_of_northern_ireland", "Law Society of Northern Ireland", "LSNI",
    )  # fmt: skip
    OTHER = "other", "Another scheme"


EXPIRED, ENDS_SOON, VALID = "Expired", "Ends soon", "Valid"
"""How a grade stands today, in a word."""

GRADES = {
    Scheme.IAA: (
        "Level 1: advice and assistance",
        "Level 2: casework",
        "Level 3: advocacy and representation",
    ),
    Scheme.LAW_SOCIETY: (
        "Trainee casework assistant",
        "Casework assistant",
        "Senior caseworker",
        "Supervising senior caseworker",
        "Advanced caseworker",
    ),
}
"""The grades that a scheme names, lowest first; other words are kept as they are typed."""


def grade_words(scheme: Scheme, grade: str, category: str = "") -> str:
    """``IAA Level 2: casework, Asylum and Protection``."""
    return ", ".join(filter(None, (f"{scheme.label} {grade}".strip(), category)))
