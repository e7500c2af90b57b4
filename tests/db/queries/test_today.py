"""What the desk shows on a day agrees with the lists behind it."""

from datetime import timedelta

from copdesk.db.models import Meeting, Participant, TrainingPolicy
from copdesk.db.queries import actions, enquiries, meetings, training
from copdesk.db.queries.chips import VIEWS
from copdesk.db.queries.listings import LISTINGS
from copdesk.db.queries.today import today, training_duties, training_on, week_ahead
from copdesk.domain.training import Status
from tests.conftest import SAMPLE_DAY


def ids_of(reader, kind, name):
    (view,) = [each for each in VIEWS[kind] if each.name == name]
    return sorted(LISTINGS[kind].ids(reader, filters=view.filters, today=SAMPLE_DAY))


def test_numbers_of_the_day_are_those_of_the_chips(sample):
    found = today(sample, SAMPLE_DAY)
    for kind, name, number in (
        ("enquiry", "Open", found.open_enquiries),
        ("enquiry", "Late", found.late_enquiries),
        ("enquiry", "Due this week", found.due_this_week),
        ("action", "Open", found.open_actions),
        ("action", "Late", found.late_actions),
    ):
        assert number == len(ids_of(sample, kind, name)) > 0


def test_the_next_action_is_the_first_that_is_due_today_or_later(sample):
    due = [each.due_on for each in actions.open_actions(sample) if each.due_on]
    assert today(sample, SAMPLE_DAY).next_action_on == min(d for d in due if d >= SAMPLE_DAY)


def test_the_next_meeting_is_to_come_and_the_last_is_past(sample):
    found = today(sample, SAMPLE_DAY)
    last = meetings.last_meeting(sample, SAMPLE_DAY)
    assert found.next_meeting.held_on > SAMPLE_DAY > last.held_on
    assert found.agenda_items == len(meetings.agenda(sample, found.next_meeting.id))


def test_a_meeting_of_today_is_still_the_next_one(sample):
    coming = meetings.next_meeting(sample, SAMPLE_DAY)
    assert meetings.next_meeting(sample, coming.held_on).id == coming.id
    assert meetings.next_meeting(sample, coming.held_on + timedelta(days=1)) is None


def test_the_meetings_of_one_community_are_its_own(sample):
    for each in meetings.meetings(sample):
        last = meetings.last_meeting(sample, SAMPLE_DAY, community_id=each.community_id)
        assert last.community_id == each.community_id


def test_people_below_the_requirement_and_those_who_meet_it_are_all_who_count(sample):
    policy, *_ = training_on(sample, SAMPLE_DAY)
    assert policy.coverage.met + len(policy.below) == policy.coverage.counted
    assert all(not each.standing.complies for each in policy.below)


def test_a_person_stands_alone_as_among_all(sample):
    policy, *_ = training.policies(sample)
    among = {
        each.participant_id: each for each in training.standings(sample, policy.id, SAMPLE_DAY)
    }
    for row in sample.find(Participant):
        alone = {line.id: how for line, how in training.standing_of(sample, row["id"], SAMPLE_DAY)}
        assert (policy.id in alone) == (row["id"] in among)
        if policy.id in alone:
            assert alone[policy.id] == among[row["id"]].standing


def test_everybody_is_listed_when_asked_for(sample):
    policy, *_ = training.policies(sample)
    found = training.standings(sample, policy.id, SAMPLE_DAY, everybody=True)
    assert len(found) == 140
    out = [each for each in found if each.standing.status is Status.NOT_IN_SCOPE]
    assert len(out) == 140 - len(training.standings(sample, policy.id, SAMPLE_DAY))


def test_before_its_adoption_a_policy_binds_nobody(sample):
    row, *_ = sample.find(TrainingPolicy)
    before = row["adopted_on"] - timedelta(days=1)
    assert training.policies(sample, before) == []
    assert training.coverage(sample, row["id"], before).counted == 0


def test_enquiries_of_a_span_count_its_first_and_its_last_day(sample):
    day = enquiries.enquiries_between(sample)[150].received_on
    assert enquiries.enquiries_between(sample, day, day)
    found = enquiries.enquiries_between(sample, day + timedelta(days=1))
    assert min(each.received_on for each in found) > day


def test_what_was_agreed_at_a_meeting_is_listed_whether_done_or_not(sample):
    for row in sample.find(Meeting):
        agreed = actions.actions_of(sample, row["id"])
        assert len(agreed) in {0, 3}


def test_each_policy_that_somebody_falls_short_of_has_a_line(sample):
    policies = training_on(sample, SAMPLE_DAY)
    lines = training_duties(policies, SAMPLE_DAY)
    assert [each.record_id for each in lines] == [each.policy.id for each in policies if each.below]
    assert all(each.days_late(SAMPLE_DAY) == 0 for each in lines)


def test_the_week_ahead_holds_what_is_due_on_its_days_in_their_order(sample):
    coming = week_ahead(sample, SAMPLE_DAY)
    soon = [each for each in coming if each.on <= SAMPLE_DAY + timedelta(days=7)]
    assert [each.on for each in soon] == sorted(each.on for each in soon)
    assert {each.kind for each in coming[len(soon) :]} <= {"meeting", "training_session"}
    due = {
        each.id
        for each in actions.open_actions(sample)
        if each.due_on and 0 < (each.due_on - SAMPLE_DAY).days <= 7
    }
    assert due == {each.id for each in soon if each.kind == "action"}
    assert coming
