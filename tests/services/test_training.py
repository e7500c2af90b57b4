from datetime import date, timedelta
from decimal import Decimal

import pytest

from copdesk.db.models import (
    Affiliation,
    Course,
    Credit,
    Organisation,
    Participant,
    PolicyScopeRule,
    TrainingPolicy,
    TrainingSession,
)
from copdesk.db.queries import training as asked
from copdesk.db.queries import training_chasing
from copdesk.domain.training import (
    Coverage,
    CreditState,
    DeadlineRule,
    PolicyScope,
    ReleaseKind,
    ReminderKind,
    RenewalRule,
    Status,
    Tier,
)
from copdesk.errors import Invalid
from copdesk.services import records, training
from copdesk.services.settings import keep_settings

TODAY = date(2026, 11, 23)
HALF = Decimal("1.50")


@pytest.fixture
def policy(store, office):
    """Three hours for everybody of the community, adopted in January, six months to do them."""
    return training.adopt_policy(
        store,
        {
            "title": "Anti-oppression training",
            "adopted_on": date(2026, 1, 10),
            "scope": PolicyScope.COMMUNITY,
            "community_id": office.community,
        },
    )


def standing(store, policy, person, day=TODAY):
    with store.read() as reader:
        found = {each.participant_id: each for each in asked.standings(reader, policy, day)}
    return found[person].standing


def test_a_policy_for_a_community_must_say_which(store, office):
    values = {"title": "T", "adopted_on": TODAY, "scope": PolicyScope.COMMUNITY}
    with pytest.raises(Invalid) as refused:
        training.adopt_policy(store, values)
    assert list(refused.value.problems) == ["community_id"]


def test_people_of_the_community_are_in_scope_and_others_are_not(store, office, policy):
    with store.read() as reader:
        names = [each.name for each in asked.standings(reader, policy, TODAY)]
    assert names == ["Amina Yusuf", "Olena Shevchuk"]


def test_one_and_a_half_hours_twice_meet_three_hours(store, office, policy, labels):
    training.record_hours(store, policy, {office.amina: HALF}, date(2026, 2, 3))
    assert standing(store, policy, office.amina).hours == HALF
    assert standing(store, policy, office.amina).status is Status.OVERDUE
    training.record_hours(store, policy, {office.amina: HALF}, date(2026, 5, 5))
    now = standing(store, policy, office.amina)
    assert (now.status, now.met_on) == (Status.MET, date(2026, 5, 5))
    assert labels()[-1] == "Record 1.50 hours of training for Amina Yusuf"


def test_the_truth_of_an_earlier_day_stays(store, office, policy):
    for day in (date(2026, 2, 3), date(2026, 5, 5)):
        training.record_hours(store, policy, {office.amina: HALF}, day)
    assert standing(store, policy, office.amina, date(2026, 3, 1)).status is Status.IN_PROGRESS


def test_hours_to_be_verified_count_only_once_they_are(store, office, policy, labels):
    ids = training.record_hours(
        store, policy, {office.amina: Decimal(3)}, TODAY, state=CreditState.PENDING
    )
    assert standing(store, policy, office.amina).hours == 0
    training.verify_hours(store, ids, "Sign-in sheet")
    assert standing(store, policy, office.amina).complies
    assert labels()[-1] == "Verify the hours of Amina Yusuf"
    training.refuse_hours(store, ids)
    assert not standing(store, policy, office.amina).complies


def test_a_session_takes_title_and_hours_from_its_course(store, office, policy):
    values = {"title": "Part one", "policy_id": policy, "tier": Tier.ADVANCED, "hours": HALF}
    course = records.add(store, Course, values)
    session = training.hold_session(store, {"course_id": course, "held_on": TODAY})
    with store.read() as reader:
        kept = reader.get(TrainingSession, session)
    assert (kept["title"], kept["hours"]) == ("Part one", HALF)


def test_hours_of_a_session_have_its_tier_and_advanced_ones_never_count(store, office, policy):
    values = {"title": "Advanced", "policy_id": policy, "tier": Tier.ADVANCED, "hours": Decimal(3)}
    course = records.add(store, Course, values)
    session = training.hold_session(store, {"course_id": course, "held_on": TODAY})
    (id_,) = training.record_hours(
        store, policy, {office.amina: Decimal(3)}, TODAY, session_id=session
    )
    with store.read() as reader:
        assert reader.get(Credit, id_)["tier"] is Tier.ADVANCED
    assert standing(store, policy, office.amina).hours == 0


def test_hours_of_many_with_a_late_arrival_are_one_act(store, office, policy, labels):
    hours = {office.amina: HALF, office.olena: Decimal("0.75")}
    training.record_hours(store, policy, hours, TODAY)
    assert labels()[-1] == "Record hours of training for 2 people"
    with store.read() as reader:
        lines = asked.credit_lines(reader, policy_id=policy)
    assert [(line.name, line.credit.hours) for line in lines] == [
        ("Amina Yusuf", HALF),
        ("Olena Shevchuk", Decimal("0.75")),
    ]


def test_one_wrong_number_of_hours_keeps_none(store, office, policy, labels):
    hours = {office.amina: HALF, office.olena: Decimal("1000.00")}
    before = labels()
    with pytest.raises(Invalid):
        training.record_hours(store, policy, hours, TODAY)
    assert labels() == before


def test_coverage_counts_people_and_names_those_below(store, office, policy):
    training.record_hours(store, policy, {office.olena: Decimal(3)}, TODAY)
    with store.read() as reader:
        found = asked.coverage(reader, policy, TODAY)
        below = asked.below_requirement(reader, policy, TODAY)
    assert (found.met, found.counted) == (1, 2)
    assert [each.name for each in below] == ["Amina Yusuf"]


def test_a_policy_says_what_its_rules_need(store):
    values = {"title": "T", "adopted_on": TODAY, "renewal": RenewalRule.MONTHS}
    with pytest.raises(Invalid) as refused:
        training.adopt_policy(store, {**values, "deadline_rule": DeadlineRule.FIXED})
    assert set(refused.value.problems) == {"deadline_on", "renewal_months"}


def test_hours_say_when_they_were_entered_and_verified(store, office, policy):
    (id_,) = training.record_hours(
        store, policy, {office.amina: HALF}, date(2026, 2, 3), state=CreditState.PENDING
    )
    with store.read() as reader:
        kept = reader.get(Credit, id_)
    assert (kept["entered_on"], kept["verified_on"]) == (TODAY, None)
    training.verify_hours(store, [id_], by="Rowan Hartley")
    with store.read() as reader:
        kept = reader.get(Credit, id_)
    assert (kept["verified_by"], kept["verified_on"]) == ("Rowan Hartley", TODAY)
    training.refuse_hours(store, [id_], "It was another course")
    with store.read() as reader:
        (line,) = asked.credit_lines(reader)
    assert line.refused_because == "It was another course"
    assert line.credit.verified_on is None


def test_hours_entered_late_are_not_known_before(store, office, policy):
    training.record_hours(store, policy, {office.amina: Decimal(3)}, date(2026, 2, 3))
    before = TODAY - timedelta(days=1)
    with store.read() as reader:
        now = asked.standing_of(reader, office.amina, before)
        then = asked.standing_of(reader, office.amina, before, known_on=before)
    assert now[0][1].complies
    assert not then[0][1].complies


def test_an_exemption_leaves_the_count_and_a_deferral_stays_in_it(store, office, policy, labels):
    give = {"start": date(2026, 9, 1), "end": None, "reason": "Parental leave"}
    training.release(store, policy, [office.amina], ReleaseKind.EXEMPT, **give)
    training.release(store, policy, [office.olena], ReleaseKind.DEFERRED, **give)
    with store.read() as reader:
        assert asked.coverage(reader, policy, TODAY) == Coverage(0, 1)
    assert standing(store, policy, office.amina).status is Status.EXEMPT
    assert standing(store, policy, office.olena).status is Status.DEFERRED
    assert labels()[-2:] == ["Exempt Amina Yusuf", "Defer the training of Olena Shevchuk"]


def test_a_release_needs_a_reason_and_days_in_order(store, office, policy):
    with pytest.raises(Invalid) as refused:
        training.release(
            store,
            policy,
            [office.amina],
            ReleaseKind.EXEMPT,
            start=TODAY,
            end=date(2026, 1, 1),
            reason=" ",
        )
    assert set(refused.value.problems) == {"reason", "end"}


def test_nobody_is_reminded_twice_of_the_same_on_a_day(store, office, policy):
    first, second = (
        (policy, office.amina, ReminderKind.OVERDUE),
        (
            policy,
            office.olena,
            ReminderKind.DUE,
        ),
    )
    assert len(training.note_reminders(store, [first, first])) == 1
    assert len(training.note_reminders(store, [first, second])) == 1
    with store.read() as reader:
        assert training_chasing.last_reminders(reader) == {first: TODAY, second: TODAY}


def test_a_further_rule_takes_more_people_in_and_a_role_narrows_it(store, office, policy):
    outside = records.add(store, Participant, {"name": "Zara"})
    body = records.add(store, Organisation, {"name": "Castle Chambers"})
    records.add(
        store,
        Affiliation,
        {"participant_id": outside, "organisation_id": body, "role": "Clerk"},
    )
    rule = {"policy_id": policy, "scope": PolicyScope.ORGANISATION, "organisation_id": body}
    id_ = records.add(store, PolicyScopeRule, {**rule, "role": "clerk"})
    assert standing(store, policy, outside).status is Status.OVERDUE
    records.change(store, PolicyScopeRule, id_, {"role": "Pupil"})
    with store.read() as reader:
        assert asked.standing_of(reader, outside, TODAY) == []
        assert asked.policies(reader)[0].applies_to.endswith(
            "; Castle Chambers, in the role of Pupil"
        )


def test_an_ended_policy_is_no_longer_listed(store, office, policy):
    records.change(store, TrainingPolicy, policy, {"repealed_on": TODAY})
    with store.read() as reader:
        assert asked.policies(reader, TODAY) == []
        assert len(asked.policies(reader, TODAY - timedelta(days=1))) == 1


def test_hours_that_count_at_once_are_verified_by_the_coordinator(store, office, policy):
    keep_settings(store, coordinator="Rowan Hartley")
    (kept,) = training.record_hours(store, policy, {office.amina: Decimal(1)}, TODAY)
    (pending,) = training.record_hours(
        store, policy, {office.amina: Decimal(1)}, TODAY, state=CreditState.PENDING
    )
    with store.read() as reader:
        assert reader.get(Credit, kept)["verified_by"] == "Rowan Hartley"
        assert reader.get(Credit, pending)["verified_by"] == ""
