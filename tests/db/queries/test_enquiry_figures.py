"""The facts behind figures, on the sample and on files made for a point."""

from datetime import date, timedelta

import pytest

from copdesk.db.models import Community, Enquiry, EnquiryPause, GapEvidence, Organisation, Topic
from copdesk.db.queries import enquiries
from copdesk.db.queries.chips import VIEWS
from copdesk.db.queries.enquiry_figures import by_month, facts
from copdesk.db.queries.listings import LISTINGS
from copdesk.domain.enquiries import EnquiryState, Outcome, PauseKind, PromiseRule
from copdesk.domain.enquiry_figures import Measure, Split, by_split, figures
from copdesk.domain.organisations import OrganisationKind, Sector
from copdesk.services import enquiries as desk_of_enquiries
from copdesk.services import records
from tests.conftest import SAMPLE_DAY

APRIL = date(2026, 4, 2)
ON = date(2026, 11, 22)


@pytest.fixture
def log(store):
    """Logs an enquiry as the desk does, with what is given."""

    def logged(received=APRIL, **given):
        return desk_of_enquiries.log_enquiry(
            store, {"subject": "Fee waiver", "received_on": received, **given}
        )

    return logged


def found(store, on=ON, first=None, last=None, **narrowed):
    with store.read() as reader:
        return facts(reader, on, first, last, **narrowed)


def test_all_enquiries_of_the_sample_count_and_add_up(sample):
    lines = enquiries.enquiries_between(sample)
    known = facts(sample, SAMPLE_DAY)
    total = figures(known, SAMPLE_DAY)
    assert total[Measure.RECEIVED] == len(lines) == 300
    answered = [each for each in lines if each.answered_on]
    assert total[Measure.ANSWERED] == len(answered)
    kept = [each for each in answered if each.answered_on <= each.due_on]
    assert total.ids[Measure.KEPT] == [each.id for each in kept]
    for split in Split:
        parts = by_split(known, split, SAMPLE_DAY)
        assert sum(part.figures[Measure.RECEIVED] for part in parts) == 300


@pytest.mark.parametrize(
    ("measure", "chip"),
    [
        (Measure.OPEN, "Open"),
        (Measure.LATE, "Late"),
        (Measure.WAITING, "Waiting for the asker"),
    ],
)
def test_what_stands_open_today_is_what_the_chips_of_the_list_count(sample, measure, chip):
    (view,) = (each for each in VIEWS["enquiry"] if each.name == chip)
    listed = LISTINGS["enquiry"].ids(sample, filters=view.filters, today=SAMPLE_DAY)
    found = figures(facts(sample, SAMPLE_DAY), SAMPLE_DAY)
    assert sorted(found.ids[measure]) == sorted(listed) != []


def test_a_period_has_its_first_and_its_last_day(store, log):
    ids = [log(APRIL + timedelta(days=n)) for n in range(4)]
    got = found(store, first=APRIL + timedelta(days=1), last=APRIL + timedelta(days=2))
    assert [each.id for each in got] == ids[1:3]


def test_nothing_after_the_day_asked_about_is_known(store, log):
    first = log()
    log(APRIL + timedelta(days=1))
    desk_of_enquiries.correct_enquiry(store, first, {"answered_on": APRIL + timedelta(days=5)})
    (fact,) = found(store, on=APRIL)
    assert figures([fact], APRIL)[Measure.ANSWERED] == 0


def test_words_come_from_what_is_linked_and_the_unknown_is_blank(store, log):
    with store.read() as reader:
        topic = reader.find(Topic)[3]
    centre = records.add(
        store,
        Organisation,
        {"name": "Northgate", "kind": OrganisationKind.LAW_CENTRE, "sector": Sector.VOLUNTARY},
    )
    bare = records.add(store, Organisation, {"name": "Bare"})
    log(topic_id=topic["id"], organisation_id=centre)
    log(organisation_id=bare)
    one, other = found(store)
    assert (one.topic, one.group) == (topic["name"], topic["group"])
    assert (one.organisation, one.kind, one.sector) == ("Northgate", "Law centre", "Voluntary")
    assert (other.topic, other.kind, other.sector, other.area) == ("", "", "", "")


def test_one_that_was_merged_counts_once(store, log):
    kept, twin = log(), log()
    with store.change("Merge") as unit:
        unit.set(Enquiry, twin, merged_into_id=kept, state=EnquiryState.CLOSED)
    assert [each.id for each in found(store)] == [kept]


def test_waiting_moves_the_target_at_the_first_reply_by_the_communitys_own_rule(store, log):
    slow = records.add(
        store,
        Community,
        {"name": "Five days", "promise_days": 5, "promise_rule": PromiseRule.WORKING_DAYS},
    )
    ids = [log(), log(community_id=slow)]
    with store.change("Wait") as unit:
        for each in ids:
            unit.add(
                EnquiryPause,
                enquiry_id=each,
                kind=PauseKind.WAITING,
                start=date(2026, 4, 7),
                end=date(2026, 4, 9),
            )
    by_week, by_days = found(store)
    assert (by_week.due_on, by_week.target) == (date(2026, 4, 9), date(2026, 4, 11))
    assert (by_days.due_on, by_days.target) == (date(2026, 4, 13), date(2026, 4, 15))
    (narrowed,) = found(store, community_id=slow)
    assert narrowed.id == ids[1]


def test_a_wait_after_the_first_reply_changes_nothing(store, log):
    enquiry = log()
    with store.change("Answer, then wait") as unit:
        unit.set(Enquiry, enquiry, answered_on=APRIL + timedelta(days=1))
        unit.add(
            EnquiryPause,
            enquiry_id=enquiry,
            kind=PauseKind.WAITING,
            start=APRIL + timedelta(days=2),
            end=APRIL + timedelta(days=5),
        )
    (fact,) = found(store)
    assert fact.target == fact.due_on


def test_no_provider_is_known_from_the_outcome_or_from_evidence_by_then(store, log):
    ids = [log(), log(), log()]
    with store.change("Nobody") as unit:
        unit.set(Enquiry, ids[0], outcome=Outcome.NO_PROVIDER)
        unit.add(GapEvidence, enquiry_id=ids[1], found_on=APRIL + timedelta(days=3))
    assert [each.id for each in found(store) if each.no_provider] == ids[:2]
    assert [each.id for each in found(store, on=APRIL) if each.no_provider] == ids[:1]


def test_months_follow_the_same_rule(sample):
    months = by_month(sample, SAMPLE_DAY)
    assert [each.first.month for each in months] == [6, 7, 8, 9, 10, 11]
    last = figures(facts(sample, SAMPLE_DAY, date(2026, 11, 1)), SAMPLE_DAY)
    assert (months[-1].received, months[-1].in_time, months[-1].late) == (
        last[Measure.RECEIVED],
        last[Measure.KEPT],
        last[Measure.AFTER],
    )
    assert all(each.neither >= 0 for each in months)
