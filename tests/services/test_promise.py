"""The clock kept true through every act: waiting, answering, closing, correcting, deleting."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copdesk.db.models import Community, Enquiry, EnquiryPause, Topic
from copdesk.db.queries.promise import courses
from copdesk.domain.enquiries import EnquiryState, Outcome, PauseKind, Priority, PromiseRule
from copdesk.domain.promise import clock
from copdesk.domain.promise_words import sentence
from copdesk.domain.working_days import Nation
from copdesk.errors import Invalid, UserError
from copdesk.services import enquiries, records
from tests.services.conftest import TODAY

MON = TODAY  # Monday 23 November 2026


def day(number: int) -> date:
    return MON + timedelta(days=number)


@pytest.fixture
def log(store, office):
    def log(**given):
        return enquiries.log_enquiry(store, {"subject": "Fee waiver", **given})

    return log


def kept(store, id_, *names):
    with store.read() as reader:
        found = reader.get(Enquiry, id_)
    return tuple(found[name] for name in names) if names else found


def days(store, id_):
    return kept(store, id_, "due_on", "reply_by", "act_by")


def pauses(store, id_):
    with store.read() as reader:
        found = reader.find(EnquiryPause, enquiry_id=id_)
    return [(one["kind"], one["start"], one["end"]) for one in found]


def said(store, id_, today=TODAY):
    with store.read() as reader:
        found = courses(reader, [id_])[id_]
    return sentence(*found, today)


def test_a_new_enquiry_is_to_be_replied_to_by_its_promise_on_a_working_day(store, log):
    assert days(store, log(received_on=day(-2))) == (day(5), day(5), day(4))


def test_a_community_may_count_working_days_of_its_nation(store, office, log):
    terms = {
        "promise_rule": PromiseRule.WORKING_DAYS,
        "promise_days": 5,
        "nation": Nation.SCOTLAND,
    }
    records.change(store, Community, office.community, terms)
    # Mon 30 November is St Andrew's Day
    assert days(store, log(community_id=office.community)) == (day(8), day(8), day(8))


def test_an_enquiry_can_be_logged_days_after_it_came(store, log):
    id_ = log(received_on=day(-10))
    assert days(store, id_) == (day(-3), day(-3), day(-3))
    assert said(store, id_).endswith("3 days late.")


def test_waiting_stops_the_clock_and_going_on_moves_the_target(store, log):
    id_ = log(received_on=day(-5))
    enquiries.wait_for_asker(store, id_, "which form it was", on=day(-3))
    assert days(store, id_) == (day(2), None, None)
    assert pauses(store, id_) == [(PauseKind.WAITING, day(-3), None)]
    assert said(store, id_) == (
        "Waiting for the asker since Fri 20 Nov 2026, 3 days; promised by Wed 25 Nov."
    )
    enquiries.resume_enquiry(store, id_, on=day(-1))
    assert days(store, id_) == (day(2), day(4), day(4))
    assert pauses(store, id_) == [(PauseKind.WAITING, day(-3), day(-1))]
    assert kept(store, id_, "state") == (EnquiryState.OPEN,)


def test_going_on_the_same_day_moves_nothing(store, log):
    id_ = log()
    enquiries.wait_for_asker(store, id_)
    enquiries.resume_enquiry(store, id_)
    assert days(store, id_) == (day(7), day(7), day(7))


@pytest.mark.parametrize(("on", "why"), [(1, "has not come yet"), (-6, "came later")])
def test_waiting_can_begin_neither_ahead_nor_before_the_enquiry_came(store, log, on, why):
    id_ = log(received_on=day(-5))
    with pytest.raises(Invalid, match=why):
        enquiries.wait_for_asker(store, id_, on=day(on))
    assert kept(store, id_, "state") == (EnquiryState.NEW,)


def test_what_waits_or_was_answered_cant_be_made_to_wait(store, log):
    waiting, answered = log(), log()
    enquiries.wait_for_asker(store, waiting)
    enquiries.record_reply(store, answered, "Yes.")
    for id_ in (waiting, answered):
        with pytest.raises(UserError, match="Only an open one can wait"):
            enquiries.wait_for_asker(store, id_)


def test_an_acknowledgement_does_not_stop_the_clock_but_the_first_answer_does(store, log):
    id_ = log()
    enquiries.note_enquiry(store, id_, "Thank you, we will look into it.")
    assert days(store, id_) == (day(7), day(7), day(7))
    enquiries.record_reply(store, id_, "Yes.")
    assert days(store, id_) == (day(7), None, None)
    store.clock = lambda: datetime(2026, 11, 24, 9, tzinfo=UTC)
    enquiries.record_reply(store, id_, "And the link.")
    assert kept(store, id_, "answered_on") == (MON,)
    assert pauses(store, id_) == [(PauseKind.SETTLED, MON, None)]


def test_an_answer_ends_the_waiting(store, log):
    id_ = log(received_on=day(-12))
    enquiries.wait_for_asker(store, id_, on=day(-10))
    enquiries.record_reply(store, id_, "Yes.", at=datetime(2026, 11, 20, 12, tzinfo=UTC))
    assert pauses(store, id_) == [
        (PauseKind.WAITING, day(-10), day(-3)),
        (PauseKind.SETTLED, day(-3), None),
    ]
    assert said(store, id_) == (
        "Received Wed 11 Nov 2026; answered Fri 20 Nov, in 9 days, 2 days after the promise of"
        " Wed 18 Nov but within the working target of Wed 25 Nov, after 7 days waiting for the"
        " asker."
    )


def test_opening_an_answered_enquiry_again_shows_what_is_left(store, log):
    id_ = log(received_on=day(-20))
    enquiries.record_reply(store, id_, "Yes.", at=datetime(2026, 11, 6, 12, tzinfo=UTC))
    enquiries.close_enquiry(store, id_, on=day(-10))
    assert len(pauses(store, id_)) == 1
    enquiries.reopen_enquiry(store, id_)
    assert pauses(store, id_) == [(PauseKind.SETTLED, day(-17), MON)]
    assert days(store, id_) == (day(-13), day(4), day(4))
    assert said(store, id_) == (
        "Received Tue 3 Nov 2026; answered Fri 6 Nov, in 3 days, within the promise of"
        " Tue 10 Nov. Open again since Mon 23 Nov, 4 days left, so reply by Fri 27 Nov."
    )


def test_an_enquiry_of_an_older_file_can_be_opened_again_though_it_has_no_pause(store, log):
    id_ = log(received_on=day(-20))
    with store.change("As an older copdesk left it") as unit:
        settled = {"state": EnquiryState.CLOSED, "closed_on": day(-15), "answered_on": day(-17)}
        unit.set(Enquiry, id_, **settled, reply_by=None, act_by=None)
    enquiries.reopen_enquiry(store, id_)
    assert days(store, id_) == (day(-13), day(4), day(4))


def test_closing_keeps_how_it_ended_and_reopening_forgets_it(store, log):
    id_ = log()
    enquiries.close_enquiry(store, id_, outcome=Outcome.WITHDRAWN, note="Solved by itself")
    assert kept(store, id_, "outcome", "outcome_note") == (Outcome.WITHDRAWN, "Solved by itself")
    assert said(store, id_).endswith("closed Mon 23 Nov without an answer.")
    enquiries.reopen_enquiry(store, id_)
    assert kept(store, id_, "outcome", "outcome_note") == (Outcome.NOT_YET, "")
    assert days(store, id_) == (day(7), day(7), day(7))


def test_an_enquiry_cant_be_closed_on_a_day_that_has_not_come(store, log):
    id_ = log()
    with pytest.raises(Invalid, match="has not come yet"):
        enquiries.close_enquiry(store, id_, on=day(1))


# Corrections --------------------------------------------------------------------------------------


def test_days_of_waiting_told_afterwards_move_the_target(store, log, labels):
    id_ = log(received_on=day(-5))
    enquiries.record_pause(store, id_, day(-4), day(-2), "a date")
    assert days(store, id_) == (day(2), day(4), day(4))
    assert labels()[-1] == "Note days of waiting for enquiry E-2026-001"


@pytest.mark.parametrize(
    ("start", "end", "field"), [(-2, -3, "end"), (-2, 1, "end"), (1, 1, "start"), (-6, -2, "start")]
)
def test_days_of_waiting_that_cant_be_are_refused(store, log, start, end, field):
    id_ = log(received_on=day(-5))
    with pytest.raises(Invalid) as refused:
        enquiries.record_pause(store, id_, day(start), day(end))
    assert list(refused.value.problems) == [field]
    assert pauses(store, id_) == []


def test_a_pause_corrected_or_removed_takes_the_clock_along(store, log):
    id_ = log(received_on=day(-5))
    enquiries.wait_for_asker(store, id_, on=day(-4))
    with store.read() as reader:
        pause = reader.find(EnquiryPause, enquiry_id=id_)[0]["id"]
    records.change(store, EnquiryPause, pause, {"end": day(-1)})
    assert kept(store, id_, "state") == (EnquiryState.OPEN,)
    assert days(store, id_) == (day(2), day(5), day(4))
    records.change(store, EnquiryPause, pause, {"start": day(-2)})
    assert days(store, id_) == (day(2), day(3), day(3))
    records.change(store, EnquiryPause, pause, {"end": None})
    assert (kept(store, id_, "state")[0], *days(store, id_)[1:]) == (
        EnquiryState.WAITING,
        None,
        None,
    )
    with pytest.raises(Invalid, match="before the beginning"):
        records.change(store, EnquiryPause, pause, {"end": day(-5)})
    records.delete(store, EnquiryPause, [pause])
    assert kept(store, id_, "state") == (EnquiryState.OPEN,)
    assert days(store, id_) == (day(2), day(2), day(2))


def test_a_wait_cant_last_once_the_enquiry_was_answered(store, log):
    id_ = log(received_on=day(-5))
    enquiries.record_pause(store, id_, day(-4), day(-2))
    enquiries.record_reply(store, id_, "Yes.")
    with store.read() as reader:
        pause = reader.find(EnquiryPause, enquiry_id=id_)[0]["id"]
    with pytest.raises(Invalid, match="give the day it went on"):
        records.change(store, EnquiryPause, pause, {"end": None})


def test_many_enquiries_given_a_community_are_promised_as_it_promises(store, office, log):
    plain, by_hand, waiting = log(), log(), log(received_on=day(-3))
    enquiries.correct_enquiry(store, by_hand, {"due_on": day(30)})
    enquiries.wait_for_asker(store, waiting, on=day(-2))
    records.change_many(
        store, Enquiry, [plain, by_hand, waiting], {"community_id": office.community}
    )
    assert days(store, plain) == (day(5), day(5), day(4))
    assert days(store, by_hand) == (day(30), day(30), day(30))
    assert days(store, waiting) == (day(2), None, None)


def test_a_promise_once_given_stays_when_the_community_promises_otherwise(store, office, log):
    id_ = log(community_id=office.community)
    terms = {"promise_days": 1, "nation": Nation.SCOTLAND}
    records.change(store, Community, office.community, terms)
    assert days(store, id_) == (day(5), day(5), day(4))


def test_the_day_to_act_follows_the_nation_of_the_community(store, office, log):
    id_ = log(community_id=office.community, received_on=day(2))  # promised by Mon 30 November
    assert days(store, id_) == (day(7), day(7), day(7))
    records.change(store, Community, office.community, {"nation": Nation.SCOTLAND})
    assert days(store, id_) == (day(7), day(7), day(4))
    records.delete(store, Community, [office.community])
    assert days(store, id_) == (day(7), day(7), day(7))


def test_a_corrected_day_of_receipt_keeps_the_waiting(store, log):
    id_ = log(received_on=day(-5))
    enquiries.record_pause(store, id_, day(-4), day(-2))
    enquiries.correct_enquiry(store, id_, {"received_on": day(-3)})
    # one of the two days lies after the receipt now
    assert days(store, id_) == (day(4), day(5), day(4))


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "priority": st.sampled_from(Priority),
            "owner": st.sampled_from(["", "Sam Carter"]),
            "topic_id": st.sampled_from([None, "a topic"]),
            "next_step": st.just("Ring them"),
            "next_step_on": st.just(day(3)),
        },
    ).filter(bool),
    st.booleans(),
)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_priority_topic_and_owner_never_touch_the_clock(store, log, values, many):
    with store.read() as reader:
        topic = reader.find(Topic)[0]["id"]
    chosen = {**values, **({"topic_id": topic} if values.get("topic_id") else {})}
    id_ = log(received_on=day(-5))
    enquiries.record_pause(store, id_, day(-4), day(-2))
    before = kept(store, id_, "due_on", "reply_by", "act_by", "state", "answered_on")
    if many:
        records.change_many(store, Enquiry, [id_], chosen)
    else:
        enquiries.correct_enquiry(store, id_, chosen)
    assert kept(store, id_, "due_on", "reply_by", "act_by", "state", "answered_on") == before


def test_whatever_is_done_the_days_kept_are_those_the_rules_give(store, office, log):
    """A walk through every act; after each, every enquiry is as the rules of the clock have it."""
    first, second = log(received_on=day(-9)), log(community_id=office.community)
    acts = (
        lambda: enquiries.wait_for_asker(store, first, on=day(-8)),
        lambda: enquiries.note_enquiry(store, first, "Rang them."),
        lambda: enquiries.resume_enquiry(store, first, on=day(-6)),
        lambda: enquiries.record_reply(store, first, "Yes."),
        lambda: enquiries.reopen_enquiry(store, first),
        lambda: enquiries.wait_for_asker(store, first),
        lambda: enquiries.close_enquiry(store, first),
        lambda: enquiries.reopen_enquiry(store, first),
        lambda: enquiries.correct_enquiry(store, second, {"received_on": day(-3)}),
        lambda: enquiries.close_enquiry(store, second, outcome=Outcome.NOT_OURS),
        lambda: records.delete(store, Enquiry, [second]),
    )
    for act in acts:
        act()
        with store.read() as reader:
            for id_, (course, terms) in courses(reader, [first, second]).items():
                now = clock(course, terms, TODAY)
                assert days(store, id_) == (now.promised, now.reply_by, now.act_by)


@pytest.mark.parametrize(
    ("at", "received"),
    [
        (datetime(2026, 7, 1, 22, 59, tzinfo=UTC), date(2026, 7, 1)),  # 23:59 in London
        (datetime(2026, 7, 1, 23, 1, tzinfo=UTC), date(2026, 7, 2)),  # 00:01 in London
        (datetime(2026, 12, 1, 23, 59, tzinfo=UTC), date(2026, 12, 1)),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), date(2026, 10, 25)),  # the clocks go back
        (datetime(2026, 3, 28, 23, 59, tzinfo=UTC), date(2026, 3, 28)),  # and forward that night
        (datetime(2028, 2, 29, 23, 59, tzinfo=UTC), date(2028, 2, 29)),
    ],
)
def test_an_enquiry_is_received_on_the_day_it_is_in_london(store, log, at, received):
    store.clock = lambda: at
    assert kept(store, log(), "received_on", "due_on") == (received, received + timedelta(days=7))
