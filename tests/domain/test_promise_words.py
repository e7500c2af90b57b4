"""The sentence that explains where an enquiry stands, word for word."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.enquiries import EnquiryState, PauseKind, PromiseRule
from copdesk.domain.promise import CALENDAR_WEEK, Course, Pause, Terms, clock
from copdesk.domain.promise_words import sentence
from copdesk.domain.working_days import Nation

NEW, OPEN, WAITING = EnquiryState.NEW, EnquiryState.OPEN, EnquiryState.WAITING
ANSWERED, CLOSED = EnquiryState.ANSWERED, EnquiryState.CLOSED
APRIL = {n: date(2026, 4, n) for n in range(1, 31)}
TWO_DAYS = Pause(APRIL[3], APRIL[5])


def settled(start: int, end: int | None = None) -> Pause:
    return Pause(APRIL[start], APRIL[end] if end else None, PauseKind.SETTLED)


def said(today: int, state: EnquiryState = OPEN, *pauses: Pause, **more: date) -> str:
    course = Course(APRIL[2], APRIL[9], state, pauses=pauses, **more)
    return sentence(course, CALENDAR_WEEK, APRIL[today])


@pytest.mark.parametrize(
    ("today", "rest"),
    [(6, "in 3 days."), (8, "tomorrow."), (9, "today."), (10, "1 day late."), (12, "3 days late.")],
)
def test_an_open_enquiry_says_how_far_its_promise_is(today: int, rest: str) -> None:
    assert said(today) == f"Received Thu 2 Apr 2026; promised by Thu 9 Apr, {rest}"


def test_waiting_is_explained_word_for_word() -> None:
    assert said(6, OPEN, TWO_DAYS) == (
        "Received Thu 2 Apr 2026; promised by Thu 9 Apr; 2 days waiting for the asker, so reply by"
        " Sat 11 Apr, act by Fri 10 Apr."
    )
    assert said(6, OPEN, Pause(APRIL[3], APRIL[4])) == (
        "Received Thu 2 Apr 2026; promised by Thu 9 Apr; 1 day waiting for the asker, so reply by"
        " Fri 10 Apr."
    )
    assert said(13, OPEN, TWO_DAYS) == (
        "Received Thu 2 Apr 2026; promised by Thu 9 Apr; 2 days waiting for the asker, so reply by"
        " Sat 11 Apr, 2 days late."
    )


def test_a_promise_on_a_weekend_says_when_to_act() -> None:
    course = Course(date(2026, 3, 7), date(2026, 3, 14), NEW)
    assert sentence(course, CALENDAR_WEEK, date(2026, 3, 10)) == (
        "Received Sat 7 Mar 2026; promised by Sat 14 Mar, so act by Fri 13 Mar, in 3 days."
    )
    assert sentence(course, CALENDAR_WEEK, date(2026, 3, 14)).endswith("Sat 14 Mar, today.")


def test_the_year_is_said_again_only_where_it_changes() -> None:
    course = Course(date(2026, 12, 29), date(2027, 1, 5), OPEN)
    assert sentence(course, CALENDAR_WEEK, date(2027, 1, 4)) == (
        "Received Tue 29 Dec 2026; promised by Tue 5 Jan 2027, tomorrow."
    )


def test_an_enquiry_that_waits_says_since_when() -> None:
    assert said(6, WAITING, Pause(APRIL[3])) == (
        "Waiting for the asker since Fri 3 Apr 2026, 3 days; promised by Thu 9 Apr."
    )
    assert said(3, WAITING, Pause(APRIL[3])) == (
        "Waiting for the asker since today; promised by Thu 9 Apr 2026."
    )


@pytest.mark.parametrize(
    ("answered", "words"),
    [
        (6, "answered Mon 6 Apr, in 4 days, within the promise of Thu 9 Apr."),
        (2, "answered Thu 2 Apr, the same day, within the promise of Thu 9 Apr."),
        (1, "answered Wed 1 Apr, before it was received; check the dates."),
        (12, "answered Sun 12 Apr, in 10 days, 3 days after the promise of Thu 9 Apr."),
    ],
)
def test_an_answered_enquiry_says_whether_the_promise_was_kept(answered: int, words: str) -> None:
    found = said(30, ANSWERED, settled(answered), answered=APRIL[answered])
    assert found == f"Received Thu 2 Apr 2026; {words}"


def test_an_answer_within_the_working_target_says_so_beside_the_promise() -> None:
    assert said(30, CLOSED, TWO_DAYS, settled(11), answered=APRIL[11], closed=APRIL[12]) == (
        "Received Thu 2 Apr 2026; answered Sat 11 Apr, in 9 days, 2 days after the promise of"
        " Thu 9 Apr but within the working target of Sat 11 Apr, after 2 days waiting for the"
        " asker."
    )


def test_one_closed_without_an_answer_says_so() -> None:
    assert said(30, CLOSED, settled(10), closed=APRIL[10]) == (
        "Received Thu 2 Apr 2026; promised by Thu 9 Apr, closed Fri 10 Apr without an answer."
    )


def test_one_opened_again_says_what_is_left() -> None:
    assert said(20, OPEN, settled(6, 20), answered=APRIL[6]) == (
        "Received Thu 2 Apr 2026; answered Mon 6 Apr, in 4 days, within the promise of Thu 9 Apr."
        " Open again since Mon 20 Apr, 3 days left, so reply by Thu 23 Apr."
    )
    assert said(20, OPEN, settled(8, 18)) == (
        "Received Thu 2 Apr 2026; promised by Thu 9 Apr. Open again since Sat 18 Apr: reply by"
        " Sun 19 Apr, 1 day late."
    )


def test_what_is_left_of_working_days_is_told_in_working_days() -> None:
    terms = Terms(PromiseRule.WORKING_DAYS, 5, Nation.ENGLAND)
    course = Course(APRIL[2], APRIL[13], OPEN, pauses=(settled(7, 9),))
    assert sentence(course, terms, APRIL[9]).endswith(
        "Open again since Thu 9 Apr, 4 working days left, so reply by Wed 15 Apr."
    )


@given(
    st.sampled_from([NEW, OPEN]),
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 20)), max_size=3),
    st.integers(0, 90),
)
def test_sentence_and_clock_agree_on_being_late(state, received, spans, later) -> None:
    today = received + timedelta(days=later)
    starts = [(received + timedelta(days=start), days) for start, days in spans]
    pauses = tuple(Pause(start, start + timedelta(days=days)) for start, days in starts)
    course = Course(received, received + timedelta(days=7), state, pauses=pauses)
    now = clock(course, CALENDAR_WEEK, today)
    assert now.reply_by is not None
    assert sentence(course, CALENDAR_WEEK, today).endswith("late.") == (now.reply_by < today)
