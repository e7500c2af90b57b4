from datetime import date

import pytest

from copdesk.db.models import (
    Affiliation,
    Community,
    Organisation,
    OrganisationMembership,
    Participant,
)
from copdesk.db.queries import communities as asked
from copdesk.domain.dates import PartialDate
from copdesk.domain.organisations import Relation
from copdesk.services import records
from tests.joining import organisation_joins, people_join, takes_role

TODAY = date(2026, 11, 23)


@pytest.fixture
def network(store):
    """The ids of a community with one organisation of one person, and of all who may join."""
    ids = {"network": records.add(store, Community, {"name": "Yorkshire and the Humber"})}
    for name in ("St Augustine's Centre", "Fisherstone Solicitors"):
        ids[name] = records.add(store, Organisation, {"name": name})
    for name in ("Amina Yusuf", "Olena Shevchuk", "Wang Xiaoming"):
        ids[name] = records.add(store, Participant, {"name": name})
    organisation_joins(store, ids["network"], ids["St Augustine's Centre"])
    takes_role(store, ids["Amina Yusuf"], ids["St Augustine's Centre"])
    takes_role(store, ids["Wang Xiaoming"], ids["Fisherstone Solicitors"])
    people_join(store, ids["network"], [ids["Olena Shevchuk"]])
    return ids


def test_organisations_are_told_with_their_relation_and_how_many_people_take_part(store, network):
    values = {"community_id": network["network"], "relation": Relation.PARTNER}
    firm = {"organisation_id": network["Fisherstone Solicitors"]}
    records.add(store, OrganisationMembership, {**values, **firm})
    with store.read() as reader:
        found = asked.organisations_of(reader, network["network"], TODAY)
    assert [(each.name, each.relation, each.people) for each in found] == [
        ("Fisherstone Solicitors", Relation.PARTNER, 1),
        ("St Augustine's Centre", Relation.MEMBER, 1),
    ]


def test_people_of_an_organisation_that_left_are_no_longer_of_the_community(store, network):
    with store.read() as reader:
        (membership,) = reader.find(OrganisationMembership)
    end = {"end": PartialDate(2026, 6)}
    records.change(store, OrganisationMembership, membership["id"], end)
    with store.read() as reader:
        before = asked.people_of(reader, network["network"], date(2026, 6, 30))
        after = asked.people_of(reader, network["network"], date(2026, 7, 1))
    assert before == [network["Amina Yusuf"], network["Olena Shevchuk"]]
    assert after == [network["Olena Shevchuk"]]


def test_a_person_belongs_from_the_month_they_joined(store, network):
    ming = network["Wang Xiaoming"]
    people_join(store, network["network"], [ming], start=PartialDate(2026, 11))
    with store.read() as reader:
        assert ming not in asked.people_of(reader, network["network"], date(2026, 10, 31))
        assert ming in asked.people_of(reader, network["network"], TODAY)


def test_a_person_has_two_roles_at_once_and_both_are_named(store, network):
    takes_role(store, network["Amina Yusuf"], network["Fisherstone Solicitors"])
    with store.read() as reader:
        where = asked.organisations_at(reader, TODAY)
    assert where[network["Amina Yusuf"]] == "Fisherstone Solicitors; St Augustine's Centre"


def test_a_role_that_ended_is_named_only_before_its_end(store, network):
    amina = network["Amina Yusuf"]
    with store.read() as reader:
        (role,) = reader.find(Affiliation, participant_id=amina)
    records.change(store, Affiliation, role["id"], {"end": PartialDate(2026, 3, 31)})
    with store.read() as reader:
        assert asked.organisations_at(reader, date(2026, 3, 31))[amina]
        assert amina not in asked.organisations_at(reader, date(2026, 4, 1))
