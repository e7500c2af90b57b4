from datetime import date
from decimal import Decimal

import pytest

from copdesk.db.models import Course, Credit, SessionBooking, TrainingSession
from copdesk.db.queries import training as standings
from copdesk.db.queries import training_facts, training_matrix
from copdesk.db.queries import training_sessions as asked
from copdesk.domain.training import BookingState, Coverage
from copdesk.errors import UserError
from copdesk.services import records, training
from copdesk.services import training_sessions as sessions
from copdesk.services.attendance import Stay

DAY = date(2026, 12, 3)


@pytest.fixture
def policy(store):
    return training.adopt_policy(
        store, {"title": "Anti-oppression", "adopted_on": date(2026, 1, 10)}
    )


@pytest.fixture
def session(store, policy):
    """Three hours on 3 December, with one place."""
    course = records.add(
        store, Course, {"title": "First steps", "policy_id": policy, "hours": Decimal(3)}
    )
    values = {"course_id": course, "held_on": DAY, "capacity": 1}
    return training.hold_session(store, values)


def states(store, session):
    with store.read() as reader:
        return {each.name: each.state for each in asked.bookings(reader, session)}


def test_who_comes_after_the_last_place_waits_and_moves_up(store, office, session, labels):
    assert sessions.book(store, session, [office.amina, office.olena]) == [office.olena]
    assert labels()[-1] == "Book 2 people on First steps"
    assert states(store, session) == {
        "Amina Yusuf": BookingState.BOOKED,
        "Olena Shevchuk": BookingState.WAITING,
    }
    assert sessions.cancel(store, session, [office.amina]) == [office.olena]
    assert states(store, session) == {
        "Amina Yusuf": BookingState.CANCELLED,
        "Olena Shevchuk": BookingState.BOOKED,
    }
    store.undo()
    assert states(store, session)["Olena Shevchuk"] is BookingState.WAITING


def test_who_is_booked_is_not_invited_again(store, office, session):
    sessions.book(store, session, [office.amina])
    assert len(sessions.invite(store, session, [office.amina, office.olena])) == 1


def test_who_came_has_the_hours_attended_and_who_did_not_has_none(store, office, session):
    hours = {office.amina: Decimal("2.25"), office.olena: None}
    (credit,) = sessions.record_attended(store, session, hours, evidence="Sign-in sheet")
    with store.read() as reader:
        kept = reader.get(Credit, credit)
    assert (kept["hours"], kept["done_on"], kept["evidence"]) == (
        Decimal("2.25"),
        DAY,
        "Sign-in sheet",
    )
    assert states(store, session) == {
        "Amina Yusuf": BookingState.ATTENDED,
        "Olena Shevchuk": BookingState.NO_SHOW,
    }


def test_saying_again_who_came_changes_the_hours_and_never_doubles_them(store, office, session):
    sessions.record_attended(store, session, {office.amina: Decimal(3), office.olena: Decimal(3)})
    sessions.record_attended(store, session, {office.amina: Decimal("2.50"), office.olena: None})
    with store.read() as reader:
        found = [(each["participant_id"], each["hours"]) for each in reader.find(Credit)]
    assert found == [(office.amina, Decimal("2.50"))]


def test_a_session_that_counts_towards_nothing_remembers_who_came_without_hours(store, office):
    session = records.add(store, TrainingSession, {"title": "Talk", "held_on": DAY})
    assert sessions.record_attended(store, session, {office.amina: Decimal(1)}) == []
    assert states(store, session) == {"Amina Yusuf": BookingState.ATTENDED}


def test_a_report_tells_who_came_and_for_how_long_as_one_act(store, office, session, labels):
    came = [
        Stay(office.amina, seconds=3 * 3_600 - 200),
        Stay(None, "Zara Khan", "zara@a.example", seconds=4_500),
    ]
    assert sessions.record_stays(store, session, came, source="teams.csv") == 2
    assert labels()[-1] == "Record the attendance of 2 people from teams.csv"
    with store.read() as reader:
        found = {each.name: each.hours for each in asked.bookings(reader, session)}
        kept = {each["evidence"] for each in reader.find(Credit)}
    assert found == {"Amina Yusuf": Decimal("3.00"), "Zara Khan": Decimal("1.25")}
    assert kept == {"teams.csv"}
    store.undo()
    assert states(store, session) == {}


def test_a_report_of_a_session_of_unknown_length_is_refused(store, office):
    session = records.add(store, TrainingSession, {"title": "Talk", "held_on": DAY})
    with pytest.raises(UserError, match="how many hours"):
        sessions.record_stays(store, session, [Stay(office.amina)], source="teams.csv")


def test_who_is_taken_off_the_list_loses_the_hours_of_it_and_undo_brings_both_back(
    store, office, session
):
    sessions.record_attended(store, session, {office.amina: Decimal(3)})
    assert sessions.take_off(store, session, [office.amina, office.olena]) == 1
    with store.read() as reader:
        assert (reader.find(Credit), asked.bookings(reader, session)) == ([], [])
    store.undo()
    assert states(store, session) == {"Amina Yusuf": BookingState.ATTENDED}


def test_the_number_of_an_invitation_rises_only_when_calendars_must_change(store, session):
    assert sessions.note_invitations(store, session) == 1
    records.change(store, TrainingSession, session, {"trainer": "Raggi"})
    assert sessions.note_invitations(store, session) == 1
    records.change(store, TrainingSession, session, {"place": "Mill House"})
    assert sessions.note_invitations(store, session) == 2


def test_if_all_who_are_booked_attend_more_will_have_met_it(store, office, policy, session):
    sessions.book(store, session, [office.amina, office.olena])
    with store.read() as reader:
        what_if = asked.if_attended(reader, session)
        known = training_facts.facts(reader)
        now = training_matrix.matrix(known, DAY)
        then = training_matrix.matrix(known, DAY, pretend=what_if)
        listed = standings.standings(reader, policy, DAY, pretend=what_if[policy])
    counted = len(known.people)
    assert now.coverage(policy) == Coverage(0, counted)
    assert then.coverage(policy) == Coverage(1, counted)
    assert [each.name for each in listed if each.standing.complies] == ["Amina Yusuf"]


def test_coverage_by_organisation_counts_who_is_in_two_in_both(store, office, policy):
    training.record_hours(store, policy, {office.amina: Decimal(3)}, date(2026, 2, 3))
    with store.read() as reader:
        found = training_matrix.matrix(training_facts.facts(reader), DAY)
    lines = training_matrix.coverage_by_organisation(found, policy)
    homes = max(1, len(found.organisations.get(office.amina, ())))
    assert sum(each.met for _, _, each in lines) == homes


@pytest.mark.parametrize("mark", [0, 6])
def test_feedback_is_a_number_from_one_to_five(store, office, session, mark):
    sessions.book(store, session, [office.amina])
    with store.read() as reader:
        (booking,) = asked.bookings(reader, session)
    with pytest.raises(UserError, match="from 1 to 5"):
        sessions.give_feedback(store, booking.id, mark)
    sessions.give_feedback(store, booking.id, 4)
    with store.read() as reader:
        assert reader.get(SessionBooking, booking.id)["feedback"] == 4
