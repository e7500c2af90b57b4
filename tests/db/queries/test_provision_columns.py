from datetime import date, timedelta

from copdesk.db.models import (
    Affiliation,
    Expertise,
    Organisation,
    OrganisationCapacity,
    OrganisationTopic,
    Participant,
    Topic,
)
from copdesk.db.queries.chips import VIEWS
from copdesk.db.queries.listings import LISTINGS
from copdesk.domain.peers import ExpertiseKind
from copdesk.domain.provision import Capacity


def view(kind, name):
    return next(each for each in VIEWS[kind] if each.name == name)


def test_the_list_of_organisations_says_the_last_word_on_capacity(store):
    today = date.today()  # noqa: DTZ011  (the list counts from the clock)
    with store.change("Make") as unit:
        topic = unit.find(Topic, code="ASY-03")[0]["id"]
        body, silent = (unit.add(Organisation, name=name) for name in ("Airedale", "Beacon"))
        unit.add(OrganisationTopic, organisation_id=body, topic_id=topic)
        for days, capacity in ((80, Capacity.OPEN), (61, Capacity.CLOSED), (-9, Capacity.LIMITED)):
            unit.add(
                OrganisationCapacity,
                organisation_id=body,
                capacity=capacity,
                checked_on=today - timedelta(days=days),
            )
    listing = LISTINGS["organisation"]
    keys = ("capacity", "capacity_checked", "topics")
    with store.read() as reader:
        found = listing.rows(reader, [body, silent], keys)
        to_check = view("organisation", "Capacity to check").filters
        late = listing.ids(reader, filters=to_check, today=today)
        day_before = today - timedelta(days=1)
        before = listing.ids(reader, filters=to_check, today=day_before)
    assert found == [
        (Capacity.CLOSED, today - timedelta(days=61), "Asylum appeal (First-tier Tribunal)"),
        (Capacity.UNKNOWN, None, ""),
    ]
    assert list(late) == [body, silent]
    assert list(before) == [silent]


def test_the_list_of_expertise_says_where_somebody_works_and_what_they_know(store):
    with store.change("Make") as unit:
        topic = unit.find(Topic, code="ASY-03")[0]["id"]
        body = unit.add(Organisation, name="Airedale")
        person = unit.add(Participant, name="Amina")
        unit.add(Affiliation, participant_id=person, organisation_id=body)
        ids = [
            unit.add(Expertise, participant_id=person, topic_id=topic_id, subject=subject)
            for topic_id, subject in ((topic, ""), (topic, "Bundles"), (None, "IAA trainer"))
        ]
        unit.set(Expertise, ids[2], kind=ExpertiseKind.WANTED)
    listing = LISTINGS["expertise"]
    with store.read() as reader:
        found = listing.rows(reader, ids, ("what", "organisation"))
        wanted = listing.ids(reader, filters=view("expertise", "Wanted").filters)
    assert found == [
        ("Asylum appeal (First-tier Tribunal)", "Airedale"),
        ("Bundles", "Airedale"),
        ("IAA trainer", "Airedale"),
    ]
    assert list(wanted) == ids[2:]
