from datetime import date

import pytest

from copdesk.db.models import (
    Affiliation,
    Expertise,
    Introduction,
    Organisation,
    Participant,
    RegulatorGrade,
    Topic,
)
from copdesk.db.queries.peers import suggestions, unanswered_introductions
from copdesk.domain.dates import PartialDate
from copdesk.domain.grades import Scheme
from copdesk.domain.peers import ExpertiseKind, IntroductionOutcome

OFFERED, WANTED = ExpertiseKind
TODAY = date(2026, 11, 23)


@pytest.fixture
def office(store):
    """Two centres with two people each; the first of each is named."""
    ids = {}
    with store.change("Office") as unit:
        for place, names in (("Airedale", ("Amina", "Azad")), ("Thornbeck", ("Olena", "Ming"))):
            body = unit.add(Organisation, name=place)
            for name in names:
                ids[name] = unit.add(Participant, name=name)
                unit.add(Affiliation, participant_id=ids[name], organisation_id=body)
    return ids


def knows(store, person, kind, subject="", topic=None):
    with store.change("Expertise") as unit:
        values = {"participant_id": person, "kind": kind, "subject": subject, "topic_id": topic}
        unit.add(Expertise, **values)


def asked(store, on=TODAY):
    with store.read() as reader:
        return [(each.why, each.first_at, each.second_at) for each in suggestions(reader, on)]


def test_the_same_subject_in_other_letters_is_the_same(store, office):
    knows(store, office["Amina"], WANTED, "  iaa TRAINER ")
    knows(store, office["Olena"], OFFERED, "IAA trainer")
    ((why, first_at, second_at),) = asked(store)
    assert why.endswith("; Olena offers it, the only one in their organisation.")
    assert (first_at, second_at) == ("Airedale", "Thornbeck")


def test_a_topic_and_its_alias_in_words_are_the_same_subject(store, office):
    with store.read() as reader:
        topic = reader.find(Topic, code="ASY-02")[0]
    assert "fresh claim" in topic["aliases"]
    knows(store, office["Amina"], WANTED, "Fresh claim")
    knows(store, office["Olena"], OFFERED, topic=topic["id"])
    assert len(asked(store)) == 1


def test_people_who_left_their_organisation_count_as_from_the_day_after(store, office):
    with store.change("Leave") as unit:
        (row,) = unit.find(Affiliation, participant_id=office["Ming"])
        unit.set(Affiliation, row["id"], end=PartialDate(2026, 11, 20))
    knows(store, office["Amina"], OFFERED, "IAA trainer")
    knows(store, office["Olena"], OFFERED, "IAA trainer")
    assert asked(store) == []
    assert len(asked(store, date(2026, 11, 20))) == 1


def test_the_only_holders_of_a_grade_can_bounce_ideas_until_it_expires(store, office):
    with store.change("Grades") as unit:
        for name in ("Amina", "Olena"):
            unit.add(
                RegulatorGrade,
                participant_id=office[name],
                scheme=Scheme.IAA,
                grade="Level 3: advocacy and representation",
                valid_until=TODAY,
            )
    ((why, *_at),) = asked(store)
    assert why == (
        "Amina and Olena are each the only one in their organisation for"
        " “IAA Level 3: advocacy and representation”."
    )
    assert asked(store, date(2026, 11, 24)) == []


def test_who_was_put_in_touch_is_not_suggested_again(store, office):
    knows(store, office["Amina"], WANTED, "IAA trainer")
    knows(store, office["Olena"], OFFERED, "IAA trainer")
    with store.change("Met") as unit:
        unit.add(
            Introduction,
            about="Something else",
            first_id=office["Olena"],
            second_id=office["Amina"],
            made_on=TODAY,
        )
    assert asked(store) == []


def test_introductions_without_a_word_for_30_days_are_listed_the_oldest_first(store, office):
    with store.change("Met") as unit:
        for day, about, outcome in (
            (date(2026, 10, 24), "just 30 days", IntroductionOutcome.OPEN),
            (date(2026, 10, 25), "29 days", IntroductionOutcome.OPEN),
            (date(2026, 1, 5), "long ago", IntroductionOutcome.OPEN),
            (date(2026, 1, 4), "helped", IntroductionOutcome.HELPED),
        ):
            unit.add(
                Introduction,
                about=about,
                first_id=office["Amina"],
                second_id=office["Olena"],
                made_on=day,
                outcome=outcome,
            )
    with store.read() as reader:
        found = unanswered_introductions(reader, TODAY)
    assert [(each.about, each.first, each.second) for each in found] == [
        ("long ago", "Amina", "Olena"),
        ("just 30 days", "Amina", "Olena"),
    ]
