"""The promise to answer within a week, and the sentence that explains it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.enquiries import (
    EnquiryStanding,
    EnquiryState,
    act_by,
    due_sentence,
    promised_by,
    standing,
)
from copdesk.domain.working_days import Nation, is_working_day

ENG, SCT = Nation.ENGLAND, Nation.SCOTLAND
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("received", "due", "act"),
    [
        (date(2026, 4, 2), date(2026, 4, 9), date(2026, 4, 9)),
        (date(2026, 12, 23), date(2026, 12, 30), date(2026, 12, 30)),
        (date(2026, 5, 1), date(2026, 5, 8), date(2026, 5, 8)),
        (date(2026, 3, 7), date(2026, 3, 14), date(2026, 3, 13)),
        (date(2026, 3, 30), date(2026, 4, 6), date(2026, 4, 2)),
    ],
)
def test_the_promise_is_a_week_and_is_kept_on_a_working_day(
    received: date, due: date, act: date
) -> None:
    assert promised_by(received) == due
    assert act_by(due, ENG) == act


def test_enquiry_received_on_friday_is_due_the_next_friday() -> None:
    assert promised_by(date(2026, 5, 1)).weekday() == date(2026, 5, 1).weekday() == 4


def test_another_promise_and_another_nation_may_hold() -> None:
    assert promised_by(date(2026, 4, 2), 14) == date(2026, 4, 16)
    assert act_by(date(2026, 4, 6), SCT) == date(2026, 4, 6)


@given(DAYS, st.sampled_from(Nation))
def test_the_day_to_act_is_a_working_day_never_after_the_promise(due: date, nation: Nation) -> None:
    act = act_by(due, nation)
    assert act <= due
    assert is_working_day(act, nation)


@pytest.mark.parametrize(
    ("due", "act", "answered", "today", "sentence"),
    [
        (9, 9, None, 6, "Received Thu 2 Apr 2026; promised by Thu 9 Apr 2026, in 3 days."),
        (9, 9, None, 8, "Received Thu 2 Apr 2026; promised by Thu 9 Apr 2026, tomorrow."),
        (9, 9, None, 9, "Received Thu 2 Apr 2026; promised by Thu 9 Apr 2026, today."),
        (9, 9, None, 10, "Received Thu 2 Apr 2026; promised by Thu 9 Apr 2026, 1 day late."),
        (9, 9, None, 12, "Received Thu 2 Apr 2026; promised by Thu 9 Apr 2026, 3 days late."),
        (
            11,
            10,
            None,
            7,
            "Received Thu 2 Apr 2026; promised by Sat 11 Apr 2026, so act by Fri 10 Apr 2026, in 3 days.",
        ),
        (11, 10, None, 11, "Received Thu 2 Apr 2026; promised by Sat 11 Apr 2026, today."),
        (
            9,
            9,
            6,
            30,
            "Received Thu 2 Apr 2026; answered Mon 6 Apr 2026, in 4 days, within the promise of Thu 9 Apr 2026.",
        ),
        (
            9,
            9,
            2,
            30,
            "Received Thu 2 Apr 2026; answered Thu 2 Apr 2026, the same day, within the promise of Thu 9 Apr 2026.",
        ),
        (
            9,
            9,
            10,
            30,
            "Received Thu 2 Apr 2026; answered Fri 10 Apr 2026, in 8 days, 1 day after the promise of Thu 9 Apr 2026.",
        ),
    ],
)
def test_the_due_date_explains_itself(
    due: int, act: int, answered: int | None, today: int, sentence: str
) -> None:
    april = {n: date(2026, 4, n) for n in range(1, 31)}
    found = due_sentence(
        april[2], april[due], april[act], april[answered] if answered else None, april[today]
    )
    assert found == sentence


def test_an_answer_before_receipt_asks_to_check_the_dates() -> None:
    received, due = date(2026, 4, 2), date(2026, 4, 9)
    sentence = due_sentence(received, due, due, date(2026, 4, 1), date(2026, 4, 3))
    assert sentence.endswith("answered Wed 1 Apr 2026, before it was received; check the dates.")


@pytest.mark.parametrize(
    ("state", "answered", "today", "expected"),
    [
        (EnquiryState.NEW, None, 2, EnquiryStanding.OPEN),
        (EnquiryState.NEW, None, 7, EnquiryStanding.OPEN),
        (EnquiryState.OPEN, None, 8, EnquiryStanding.DUE_SOON),
        (EnquiryState.OPEN, None, 10, EnquiryStanding.DUE_TODAY),
        (EnquiryState.WAITING, None, 11, EnquiryStanding.DUE_TODAY),
        (EnquiryState.WAITING, None, 12, EnquiryStanding.LATE),
        (EnquiryState.CLOSED, None, 12, EnquiryStanding.CLOSED),
        (EnquiryState.ANSWERED, 11, 12, EnquiryStanding.ANSWERED_IN_TIME),
        (EnquiryState.CLOSED, 11, 30, EnquiryStanding.ANSWERED_IN_TIME),
        (EnquiryState.CLOSED, 12, 30, EnquiryStanding.ANSWERED_LATE),
    ],
)
def test_an_enquiry_promised_by_saturday_stands(
    state: EnquiryState, answered: int | None, today: int, expected: EnquiryStanding
) -> None:
    found = standing(
        state=state,
        due=date(2026, 4, 11),
        act_by=date(2026, 4, 10),
        answered_on=date(2026, 4, answered) if answered else None,
        today=date(2026, 4, today),
    )
    assert found is expected


@given(DAYS, st.integers(0, 30), st.integers(0, 60))
def test_standing_and_sentence_agree_on_being_late(
    received: date, promise: int, later: int
) -> None:
    due, today = promised_by(received, promise), received + timedelta(days=later)
    act = act_by(due, ENG)
    sentence = due_sentence(received, due, act, None, today)
    found = standing(state=EnquiryState.OPEN, due=due, act_by=act, answered_on=None, today=today)
    assert sentence.endswith("late.") == (found is EnquiryStanding.LATE)


def test_only_new_open_and_waiting_enquiries_are_owed_an_answer() -> None:
    assert [state.value for state in EnquiryState if state.is_open] == ["new", "open", "waiting"]
