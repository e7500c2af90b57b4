from datetime import date

import pytest

from copdesk.db.models import (
    Affiliation,
    Authority,
    OrganisationArea,
    OrganisationMembership,
)
from copdesk.db.queries import communities as asked
from copdesk.domain.dates import PartialDate
from copdesk.domain.organisations import Relation
from copdesk.errors import Invalid
from copdesk.services import communities

TODAY = date(2026, 11, 23)


def test_an_organisation_joins_as_a_partner(store, office, labels):
    communities.join_as_organisation(
        store, office.community, office.firm, relation=Relation.PARTNER, start=PartialDate(2020)
    )
    with store.read() as reader:
        found = asked.organisations_of(reader, office.community, TODAY)
    assert [(each.name, each.relation, each.people) for each in found] == [
        ("Fisherstone Solicitors", Relation.PARTNER, 1),
        ("St Augustine's Centre", Relation.MEMBER, 1),
    ]
    assert labels() == ["Fisherstone Solicitors joins Yorkshire and the Humber"]


def test_people_of_an_organisation_that_left_are_no_longer_of_the_community(store, office, labels):
    with store.read() as reader:
        (membership,) = reader.find(OrganisationMembership, organisation_id=office.centre)
    communities.end_span(store, OrganisationMembership, membership["id"], PartialDate(2026, 6))
    with store.read() as reader:
        before = asked.people_of(reader, office.community, date(2026, 6, 30))
        after = asked.people_of(reader, office.community, date(2026, 7, 1))
    assert (before, after) == ([office.amina, office.olena], [office.olena])
    assert labels() == ["St Augustine's Centre leaves Yorkshire and the Humber"]


def test_a_membership_can_not_end_before_it_began(store, office):
    with store.read() as reader:
        (membership,) = reader.find(OrganisationMembership, organisation_id=office.centre)
    with pytest.raises(Invalid) as refused:
        communities.end_span(store, OrganisationMembership, membership["id"], PartialDate(2018))
    assert refused.value.problems == {"end": "The end lies before the beginning."}


def test_several_people_join_in_one_act(store, office, labels):
    people = [office.amina, office.ming]
    communities.join_as_participant(store, office.community, people, start=PartialDate(2026, 11))
    with store.read() as reader:
        assert office.ming in asked.people_of(reader, office.community, TODAY)
    assert labels() == ["2 people join Yorkshire and the Humber"]


def test_a_person_has_two_roles_at_once_and_both_are_named(store, office, labels):
    communities.take_role(store, office.amina, office.firm, role="Trainee")
    with store.read() as reader:
        where = asked.organisations_at(reader, TODAY)
    assert where[office.amina] == "Fisherstone Solicitors; St Augustine's Centre"
    assert labels() == ["Amina Yusuf at Fisherstone Solicitors: Trainee"]


def test_a_role_that_ended_is_named_only_before_its_end(store, office, labels):
    with store.read() as reader:
        (role,) = reader.find(Affiliation, participant_id=office.amina)
    communities.end_span(store, Affiliation, role["id"], PartialDate(2026, 3, 31))
    with store.read() as reader:
        assert asked.organisations_at(reader, date(2026, 3, 31))[office.amina]
        assert office.amina not in asked.organisations_at(reader, date(2026, 4, 1))
    assert labels() == ["Amina Yusuf leaves St Augustine's Centre"]


def test_areas_are_set_as_a_whole_and_only_what_differs_is_written(store, office):
    with store.read() as reader:
        leeds, hull, york = (
            reader.find(Authority, name=name)[0]["id"]
            for name in ("Leeds", "Kingston upon Hull", "York")
        )
    communities.cover_areas(store, office.centre, [leeds, hull])
    with store.read() as reader:
        first = {row["authority_id"]: row["id"] for row in reader.find(OrganisationArea)}
    communities.cover_areas(store, office.centre, [hull, york, york])
    with store.read() as reader:
        second = {row["authority_id"]: row["id"] for row in reader.find(OrganisationArea)}
    assert set(second) == {hull, york}
    assert second[hull] == first[hull]
