from datetime import date, timedelta

import pytest

from copdesk.db.models import (
    Affiliation,
    Authority,
    Expertise,
    Organisation,
    OrganisationArea,
    OrganisationCapacity,
    OrganisationTopic,
    Participant,
    RegulatorGrade,
    Topic,
)
from copdesk.db.queries.provision import who_can_help
from copdesk.db.queries.provision_known import latest_capacity
from copdesk.domain.grades import Scheme
from copdesk.domain.peers import ExpertiseKind
from copdesk.domain.provision import Capacity, Depth, Fit

TODAY = date(2026, 11, 23)


@pytest.fixture
def made(store):
    """Makes organisations and people, and finds topics and areas by code and name."""
    return Made(store)


class Made:
    def __init__(self, store):
        self.store = store
        with store.read() as reader:
            self.topics = {each["code"]: each["id"] for each in reader.find(Topic)}
            self.areas = {each["name"]: each["id"] for each in reader.find(Authority, current=True)}
            self.gone = {each["name"]: each["id"] for each in reader.find(Authority, current=False)}

    def body(self, name, topics=(), areas=(), capacity=None, days=0, depth=Depth.UNKNOWN, **more):
        with self.store.change("Make") as unit:
            id_ = unit.add(Organisation, name=name, **more)
            for each in topics:
                unit.add(
                    OrganisationTopic,
                    organisation_id=id_,
                    topic_id=self.topics[each],
                    depth=depth,
                )
            for each in areas:
                authority = self.areas.get(each) or self.gone[each]
                unit.add(OrganisationArea, organisation_id=id_, authority_id=authority)
            if capacity is not None:
                day = TODAY - timedelta(days=days)
                unit.add(
                    OrganisationCapacity, organisation_id=id_, capacity=capacity, checked_on=day
                )
        return id_

    def person(self, name, at=None, topic="", subject="", **more):
        with self.store.change("Make") as unit:
            id_ = unit.add(Participant, name=name, **more)
            if at is not None:
                unit.add(Affiliation, participant_id=id_, organisation_id=at)
            unit.add(
                Expertise,
                participant_id=id_,
                kind=ExpertiseKind.OFFERED,
                topic_id=self.topics.get(topic),
                subject=subject,
            )
        return id_

    def ask(self, topic="", area="", **more):
        with self.store.read() as reader:
            return who_can_help(
                reader,
                self.topics.get(topic),
                self.areas.get(area) or self.gone.get(area),
                on=TODAY,
                **more,
            )

    def names(self, topic="", area="", **more):
        return [each.name for each in self.ask(topic, area, **more).helpers]


def test_open_organisations_of_the_topic_and_area_come_first(made):
    for name, capacity in (
        ("Full", Capacity.CLOSED),
        ("Silent", None),
        ("List", Capacity.WAITING),
        ("Free", Capacity.OPEN),
        ("Some", Capacity.LIMITED),
    ):
        made.body(name, ["ASY-03"], ["Leeds"], capacity)
    assert made.names("ASY-03", "Leeds") == ["Free", "Some", "List", "Silent", "Full"]


def test_near_topics_follow_and_topics_not_known_come_last(made):
    made.body("Unsaid", areas=["Leeds"], capacity=Capacity.OPEN)
    made.body("Near", ["ASY-01"], ["Leeds"], Capacity.OPEN)
    made.body("Exact", ["ASY-03", "ASY-01"], ["Leeds"], Capacity.CLOSED)
    made.body("Other topic", ["NAT-01"], ["Leeds"], Capacity.OPEN)
    found = made.ask("ASY-03", "Leeds").helpers
    assert [(each.name, each.standing.fit) for each in found] == [
        ("Exact", Fit.LISTED),
        ("Near", Fit.NEAR),
        ("Unsaid", Fit.UNKNOWN),
    ]
    assert found[0].topics == ("Asylum appeal (First-tier Tribunal)",)


def test_whoever_works_elsewhere_is_left_out_and_counted(made):
    made.body("Here", ["ASY-03"], ["Leeds"])
    made.body("There", ["ASY-03"], ["Portsmouth"])
    made.body("Unsaid area", ["ASY-03"])
    made.body("Says nothing")
    found = made.ask("ASY-03", "Leeds")
    assert [each.name for each in found.helpers] == ["Here", "Unsaid area"]
    assert (found.elsewhere, found.silent) == (1, 1)


def test_each_left_out_is_counted_once_for_the_first_reason(made):
    made.body("A", ["ASY-03"], ["Portsmouth"], languages=("Farsi",))
    made.body("B", ["ASY-03"], ["Leeds"], languages=("Farsi",))
    made.body("C", ["ASY-03"], ["Leeds"], languages=("Tigrinya",), depth=Depth.INFORMATION)
    made.body("D", ["ASY-03"], ["Leeds"], languages=("Tigrinya",), depth=Depth.CASEWORK)
    found = made.ask("ASY-03", "Leeds", language="tigrinya", level=Depth.ADVICE)
    assert [each.name for each in found.helpers] == ["D"]
    assert (found.elsewhere, found.other_languages, found.not_so_far) == (1, 1, 1)


def test_languages_that_are_not_known_do_not_leave_anybody_out(made):
    made.body("Unsaid", ["ASY-03"], ["Leeds"])
    made.body("Speaks", ["ASY-03"], ["Leeds"], languages=("Tigrinya",))
    assert made.names("ASY-03", "Leeds", language="Tigrinya") == ["Speaks", "Unsaid"]


def test_a_district_that_was_joined_is_found_under_what_it_became(made):
    made.body("Old list", ["ASY-03"], ["Harrogate"])
    assert made.names("ASY-03", "North Yorkshire") == ["Old list"]
    assert made.names("ASY-03", "Selby") == []
    made.body("New list", ["ASY-03"], ["North Yorkshire"])
    assert made.names("ASY-03", "Selby") == ["New list"]


def test_only_the_last_word_up_to_the_day_counts(made):
    body = made.body("Moves", ["ASY-03"], ["Leeds"], Capacity.OPEN, days=100)
    with made.store.change("Later") as unit:
        for days, capacity in ((10, Capacity.CLOSED), (-5, Capacity.OPEN)):
            unit.add(
                OrganisationCapacity,
                organisation_id=body,
                capacity=capacity,
                checked_on=TODAY - timedelta(days=days),
            )
    (found,) = made.ask("ASY-03", "Leeds").helpers
    assert found.standing.capacity is Capacity.CLOSED
    with made.store.read() as reader:
        assert latest_capacity(reader, body, TODAY - timedelta(days=20)).capacity is Capacity.OPEN
        assert latest_capacity(reader, body, TODAY - timedelta(days=200)) is None


def test_grades_are_told_with_their_scheme_and_say_when_they_have_expired(made):
    body = made.body("Graded", ["ASY-03"], ["Leeds"])
    with made.store.change("Grade") as unit:
        for category, until in (("Asylum and Protection", None), ("Immigration", date(2026, 1, 1))):
            unit.add(
                RegulatorGrade,
                organisation_id=body,
                scheme=Scheme.IAA,
                grade="Level 2: casework",
                category=category,
                valid_until=until,
            )
    (found,) = made.ask("ASY-03", "Leeds").helpers
    assert found.grades == (
        "IAA Level 2: casework, Asylum and Protection",
        "IAA Level 2: casework, Immigration (expired)",
    )


def test_people_who_offer_the_topic_are_found_where_they_work(made):
    body = made.body("Airedale", areas=["Leeds"], capacity=Capacity.LIMITED)
    away = made.body("Solent", areas=["Portsmouth"])
    made.person("Amina", body, "ASY-03")
    made.person("Azad", away, "ASY-03")
    made.person("Ming", None, "ASY-03")
    found = made.ask("ASY-03", "Leeds").helpers
    assert [(each.name, each.at) for each in found] == [
        ("Amina", "Airedale"),
        ("Ming", ""),
        ("Airedale", ""),
    ]
    assert found[0].standing.capacity is Capacity.LIMITED


def test_expertise_in_words_counts_where_it_names_the_topic_or_its_alias(made):
    made.person("Words", subject="Everything about the UASC, and more")
    made.person("Other", subject="Fundraising")
    with made.store.read() as reader:
        aliases = {name for each in reader.find(Topic, code="CHI-01") for name in each["aliases"]}
    assert "UASC" in aliases
    assert made.names("CHI-01") == ["Words"]


def test_nobody_is_found_for_a_topic_that_nobody_has(made):
    found = made.ask("ASY-03", "Leeds")
    assert found.helpers == ()
    assert found.silent == 0


def test_an_area_alone_lists_everybody_who_works_there(made):
    made.body("Topics known", ["NAT-01"], ["Leeds"], Capacity.OPEN)
    made.body("Topics not known", areas=["Leeds"], capacity=Capacity.OPEN)
    made.body("Elsewhere", ["NAT-01"], ["Portsmouth"])
    assert made.names("", "Leeds") == ["Topics known", "Topics not known"]
