"""What free text says an organisation is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.organisations import OrganisationKind as Kind
from copdesk.domain.organisations import Sector, guess_kind, guess_sector, usual_sector


@pytest.mark.parametrize(
    ("text", "kind", "sector"),
    [
        ("NGO", Kind.NGO, Sector.VOLUNTARY),
        ("NGO (convenor)", Kind.NGO, Sector.VOLUNTARY),
        ("NGO (community centre)", Kind.COMMUNITY_CENTRE, Sector.VOLUNTARY),
        ("NGO (initiative source)", Kind.NGO, Sector.VOLUNTARY),
        ("NGO (hosted by a law firm)", Kind.NGO, Sector.VOLUNTARY),
        ("law centre", Kind.LAW_CENTRE, Sector.VOLUNTARY),
        ("law firm", Kind.LAW_FIRM, Sector.FOR_PROFIT),
        ("Solicitors", Kind.LAW_FIRM, Sector.FOR_PROFIT),
        (
            "international law firm (pro bono partner)",
            Kind.INTERNATIONAL_LAW_FIRM,
            Sector.FOR_PROFIT,
        ),
        ("COI research network (partner)", Kind.RESEARCH_NETWORK, Sector.VOLUNTARY),
        ("chambers (initiative source)", Kind.CHAMBERS, Sector.FOR_PROFIT),
        ("membership body", Kind.MEMBERSHIP_BODY, Sector.VOLUNTARY),
        ("Registered charity", Kind.NGO, Sector.VOLUNTARY),
        ("University law clinic", Kind.UNIVERSITY, Sector.UNKNOWN),
        ("Local authority", Kind.COUNCIL, Sector.PUBLIC),
        ("(law firm)", Kind.LAW_FIRM, Sector.FOR_PROFIT),
        ("law firm (", Kind.LAW_FIRM, Sector.FOR_PROFIT),
        ("a bakery", Kind.OTHER, Sector.UNKNOWN),
        ("Not known", Kind.UNKNOWN, Sector.UNKNOWN),
        ("", Kind.UNKNOWN, Sector.UNKNOWN),
        ("  ( )", Kind.UNKNOWN, Sector.UNKNOWN),
    ],
)
def test_free_text_names_a_kind_and_its_usual_sector(text: str, kind: Kind, sector: Sector) -> None:
    assert guess_kind(text) is kind
    assert usual_sector(kind) is sector or guess_sector(text) is sector
    assert guess_sector(text) is sector


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("voluntary", Sector.VOLUNTARY),
        ("for-profit", Sector.FOR_PROFIT),
        ("Not-for-profit", Sector.VOLUNTARY),
        ("non-profit company", Sector.VOLUNTARY),
        ("Private", Sector.FOR_PROFIT),
        ("Public sector", Sector.PUBLIC),
        ("unknown", Sector.UNKNOWN),
    ],
)
def test_free_text_names_a_sector(text: str, sector: Sector) -> None:
    assert guess_sector(text) is sector


@given(st.text(st.sampled_from("()NGO law firm,é"), max_size=30))
def test_any_text_gets_a_kind_and_a_sector(text: str) -> None:
    assert guess_kind(text) in Kind
    assert guess_sector(text) in Sector
