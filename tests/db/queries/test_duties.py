"""What needs doing on a day, read from the file: every sort of line, and none of them twice."""

from datetime import UTC, date, datetime, timedelta

import pytest

from copdesk.db.models import (
    Action,
    Community,
    Enquiry,
    Introduction,
    Knowledge,
    LegalChange,
    Meeting,
    Organisation,
    OrganisationCapacity,
    Participant,
    RegulatorGrade,
)
from copdesk.db.queries.duties import duties
from copdesk.domain.duties import DutyKind, Urgency
from copdesk.domain.enquiries import Priority
from copdesk.domain.grades import Scheme
from copdesk.domain.peers import IntroductionOutcome
from copdesk.domain.provision import Capacity
from copdesk.domain.registers import LegalStatus
from copdesk.services import enquiries, records

TODAY = date(2026, 11, 23)


@pytest.fixture
def asked(store):
    """Logs an enquiry received so many days ago; returns its id."""
    store.clock = lambda: datetime(2026, 11, 23, 9, tzinfo=UTC)

    def ask(subject, ago, **more):
        values = {"subject": subject, "received_on": TODAY - timedelta(days=ago), **more}
        return enquiries.log_enquiry(store, values)

    return ask


def add(store, model, **values):
    return records.add(store, model, values)


def found(store, on=TODAY, waiting_days=14):
    with store.read() as reader:
        return duties(reader, on, waiting_days)


def kinds(store, **more):
    return [each.kind for each in found(store, **more)]


def in_hand(store, id_):
    enquiries.note_enquiry(store, id_, "Read it.")
    return id_


def test_an_enquiry_is_there_from_its_last_working_day_on(store, asked):
    in_hand(store, asked("Received on a Saturday", 2))  # promised by Sat 28, act by Fri 27
    assert kinds(store, on=date(2026, 11, 26)) == []
    (line,) = found(store, on=date(2026, 11, 27))
    assert (line.kind, line.day, line.act_by) == (
        DutyKind.ENQUIRY,
        date(2026, 11, 28),
        date(2026, 11, 27),
    )
    assert line.state_words(date(2026, 11, 28)) == "Act today"
    assert line.state_words(date(2026, 11, 29)) == "1 day late"


def test_a_new_enquiry_that_nobody_touched_is_there_at_once(store, asked):
    id_ = asked("Fee waiver", 0, priority=Priority.URGENT)
    (line,) = found(store)
    assert (line.kind, line.urgency, line.state_words(TODAY)) == (
        DutyKind.NEW,
        Urgency.URGENT,
        "New",
    )
    in_hand(store, id_)
    assert found(store) == []


def test_an_asker_is_asked_again_after_the_days_of_the_settings(store, asked):
    id_ = asked("Fee waiver", 20)
    enquiries.wait_for_asker(store, id_, "Which form?", TODAY - timedelta(days=15))
    (line,) = found(store)
    assert (line.kind, line.state_words(TODAY)) == (DutyKind.WAITING, "Waiting 15 days")
    assert found(store, waiting_days=16) == []
    enquiries.resume_enquiry(store, id_)
    assert DutyKind.WAITING not in kinds(store)


def test_waiting_since_nobody_knows_when_is_said_so(store, asked):
    id_ = asked("Fee waiver", 20)
    with store.change("As an import brings it") as unit:
        unit.set(Enquiry, id_, state="waiting", reply_by=None, act_by=None)
    (line,) = found(store)
    assert line.state_words(TODAY) == "Waiting, since when is not known"


def test_a_next_step_is_there_on_its_day_and_each_enquiry_only_once(store, asked):
    id_ = in_hand(store, asked("Fee waiver", 3))
    records.change(store, Enquiry, id_, {"next_step": "Ring them", "next_step_on": TODAY})
    (line,) = found(store)
    assert (line.kind, line.title) == (DutyKind.NEXT_STEP, "Ring them")
    assert line.detail == "Fee waiver, Asker not known, asked 20 Nov 2026"
    (line,) = found(store, on=TODAY + timedelta(days=9))
    assert line.kind is DutyKind.ENQUIRY
    assert line.detail.endswith("; next step: Ring them")


def test_what_is_answered_or_closed_asks_for_nothing(store, asked):
    enquiries.record_reply(store, asked("One", 30), "Yes.")
    enquiries.close_enquiry(store, asked("Two", 30))
    assert found(store) == []


def test_actions_are_there_on_their_day_and_once_they_are_late(store, asked):
    for title, days in (("Late", -3), ("Today", 0), ("Tomorrow", 1)):
        add(store, Action, title=title, due_on=TODAY + timedelta(days=days))
    add(store, Action, title="No day")
    assert sorted(each.title for each in found(store)) == ["Late", "Today"]


def test_a_meeting_that_is_over_is_written_up_however_long_ago_it_was(store, asked):
    community = add(store, Community, name="Hampshire")
    for days in (-200, -2):
        held_on = TODAY + timedelta(days=days)
        add(store, Meeting, title=f"Meeting {days}", community_id=community, held_on=held_on)
    assert kinds(store) == [DutyKind.WRITE_UP] * 2


def test_a_meeting_without_an_agenda_is_planned_four_weeks_ahead(store, asked):
    community = add(store, Community, name="Hampshire")
    held_on = TODAY + timedelta(days=28)
    add(store, Meeting, title="Q4", community_id=community, held_on=held_on)
    assert DutyKind.AGENDA in kinds(store)
    assert DutyKind.AGENDA not in kinds(store, on=TODAY - timedelta(days=1))


def test_grades_that_run_out_within_sixty_days_are_looked_at(store, asked):
    amina = add(store, Participant, name="Amina Yusuf")
    for days in (-10, 60, 61):
        add(
            store,
            RegulatorGrade,
            scheme=Scheme.IAA,
            grade="Level 2",
            participant_id=amina,
            valid_until=TODAY + timedelta(days=days),
        )
    ran_out, runs_out = found(store)
    assert ran_out.state_words(TODAY) == "Ran out 10 days ago"
    assert runs_out.state_words(TODAY) == "Runs out in 60 days"
    assert ran_out.opens == amina
    assert ran_out.urgency is Urgency.QUIET


def test_an_introduction_is_asked_after_once_in_thirty_days(store, asked):
    one, other = (add(store, Participant, name=name) for name in ("Amina", "Olena"))
    values = {"about": "Country evidence", "first_id": one, "second_id": other}
    made_on = TODAY - timedelta(days=30)
    id_ = add(store, Introduction, **values, made_on=made_on)
    add(store, Introduction, **values, made_on=made_on + timedelta(days=1))
    (line,) = found(store)
    assert (line.record_id, line.title) == (id_, "Amina and Olena")
    records.change(store, Introduction, id_, {"outcome": IntroductionOutcome.SPOKE})
    assert found(store) == []


def test_answers_and_legal_changes_are_looked_at_again_on_their_day(store, asked):
    values = {"question": "Which form?", "answer": "None.", "kept_on": TODAY}
    add(store, Knowledge, **values, review_on=TODAY)
    add(store, Knowledge, **values, review_on=TODAY + timedelta(days=1))
    add(store, LegalChange, title="New fees", review_on=TODAY)
    gone = {"title": "Old fees", "review_on": TODAY, "status": LegalStatus.SUPERSEDED}
    add(store, LegalChange, **gone)
    assert [(each.kind, each.title) for each in found(store)] == [
        (DutyKind.KNOWLEDGE, "Which form?"),
        (DutyKind.LEGAL_CHANGE, "New fees"),
    ]


def test_only_the_last_word_of_an_organisation_on_its_capacity_grows_old(store, asked):
    fresh, stale, silent = (add(store, Organisation, name=name) for name in "ABC")
    for organisation, days, capacity in (
        (fresh, 300, Capacity.CLOSED),
        (fresh, 5, Capacity.OPEN),
        (stale, 70, Capacity.OPEN),
        (stale, 60, Capacity.CLOSED),
        (stale, 60, Capacity.LIMITED),
    ):
        add(
            store,
            OrganisationCapacity,
            organisation_id=organisation,
            capacity=capacity,
            checked_on=TODAY - timedelta(days=days),
        )
    (line,) = found(store)
    assert (line.record_id, line.detail) == (stale, "Capacity: limited. Still true?")
    assert silent


def test_every_line_of_the_sample_has_a_key_of_its_own(sample):
    keys = [each.key for each in duties(sample, TODAY, 14)]
    assert len(keys) == len(set(keys)) > 5
