"""Running times of an agenda, attendance and actions."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.meetings import (
    ActionState,
    AttendanceMode,
    AttendanceState,
    Reply,
    action_sentence,
    action_state,
    action_words,
    attendance_words,
    finish,
    next_quarterly,
    overrun,
    overrun_words,
    reply_words,
    running_times,
    total_minutes,
)

TEN = time(10)
MINUTES = st.lists(st.none() | st.integers(0, 120), max_size=12)


def test_each_item_begins_where_the_one_before_ends() -> None:
    assert running_times(TEN, [10, 45, 5]) == [time(10), time(10, 10), time(10, 55)]
    assert finish(TEN, [10, 45, 5]) == time(11)
    assert total_minutes([10, 45, 5]) == 60


def test_after_an_item_without_minutes_no_time_is_known() -> None:
    assert running_times(TEN, [10, None, 5]) == [time(10), time(10, 10), None]
    assert finish(TEN, [10, None, 5]) is None
    assert total_minutes([10, None, 5]) == 15


def test_without_a_start_no_time_is_known() -> None:
    assert running_times(None, [10, 5]) == [None, None]
    assert finish(None, [10, 5]) is None
    assert overrun(None, [10], time(12)) is None


def test_an_evening_may_run_past_midnight() -> None:
    assert running_times(time(23, 50), [20, 5]) == [time(23, 50), time(0, 10)]
    assert overrun(time(23), [90], time(0, 15)) == 15


@pytest.mark.parametrize(
    ("minutes", "ends", "words"),
    [
        ([60, 65], time(12), "5 minutes over"),
        ([60, 61], time(12), "1 minute over"),
        ([60, 60], time(12), "just on time"),
        ([60, 50], time(12), "10 minutes to spare"),
        ([60, 50], None, ""),
        ([60, None], time(12), "at most 60 minutes to spare"),
        ([125, None, None], time(12), "at least 5 minutes over"),
        ([120, None], time(12), ""),
    ],
)
def test_what_an_agenda_has_to_spare_is_told_in_words(
    minutes: list[int | None], ends: time | None, words: str
) -> None:
    assert overrun_words(TEN, minutes, ends) == words


@given(st.times(), MINUTES)
def test_there_is_one_time_for_each_item_and_they_stop_at_the_first_gap(
    start: time, minutes: list[int | None]
) -> None:
    start = start.replace(second=0, microsecond=0)
    times = running_times(start, minutes)
    gap = minutes.index(None) if None in minutes else len(minutes)
    assert len(times) == len(minutes)
    assert [at is not None for at in times] == [n <= gap for n in range(len(minutes))]
    assert (finish(start, minutes) is None) == (None in minutes)


@given(st.times(), st.lists(st.integers(0, 60), max_size=10))
def test_a_meeting_planned_to_its_finish_neither_overruns_nor_spares(
    start: time, minutes: list[int]
) -> None:
    start = start.replace(second=0, microsecond=0)
    assert overrun(start, minutes, finish(start, minutes)) == 0


@pytest.mark.parametrize(
    ("due", "done", "state", "sentence"),
    [
        (date(2026, 12, 4), None, ActionState.OPEN, "Due Fri 4 Dec 2026, in 3 days."),
        (date(2026, 12, 1), None, ActionState.DUE_TODAY, "Due Tue 1 Dec 2026, today."),
        (date(2026, 11, 30), None, ActionState.LATE, "Due Mon 30 Nov 2026, 1 day late."),
        (None, None, ActionState.OPEN, "No due date."),
        (date(2026, 11, 1), date(2026, 11, 30), ActionState.DONE, "Done Mon 30 Nov 2026."),
    ],
)
def test_an_action_is_done_when_it_has_the_day_it_was_done(
    due: date | None, done: date | None, state: ActionState, sentence: str
) -> None:
    today = date(2026, 12, 1)
    assert action_state(due, done, today) is state
    assert action_sentence(due, done, today) == sentence


def test_visitors_were_there_and_apologies_were_not() -> None:
    assert [state.value for state in AttendanceState if state.was_there] == ["present", "visitor"]


def test_who_came_is_counted_in_words() -> None:
    came = [AttendanceState.PRESENT] * 13 + [AttendanceState.VISITOR]
    others = [AttendanceState.APOLOGIES] * 3 + [AttendanceState.INVITED] * 6
    assert attendance_words([*came, *others]) == (
        "14 present (1 visitor), 3 apologies, 6 not yet marked"
    )
    assert attendance_words([]) == "0 present"


def test_the_next_quarterly_meeting_is_on_the_same_weekday_and_to_come() -> None:
    last = date(2026, 9, 16)
    assert next_quarterly(last, date(2026, 11, 22)) == date(2026, 12, 16)
    assert next_quarterly(last, date(2026, 12, 16)) == date(2026, 12, 16)
    assert next_quarterly(last, date(2027, 3, 1)) == date(2027, 3, 17)


def test_an_action_says_in_a_cell_how_late_it_is() -> None:
    today = date(2026, 12, 1)
    assert action_words(date(2026, 11, 26), None, today) == "5 days late"
    assert action_words(date(2026, 12, 1), None, today) == "Due today"
    assert action_words(date(2026, 12, 4), None, today) == "Due in 3 days"
    assert action_words(None, None, today) == "No due date"
    assert action_words(None, date(2026, 11, 30), today) == "Done 30 Nov 2026"


def test_replies_are_counted_in_words() -> None:
    said = [
        (Reply.YES, AttendanceMode.IN_PERSON),
        (Reply.YES, AttendanceMode.ONLINE),
        (Reply.APOLOGIES, AttendanceMode.UNKNOWN),
        (Reply.NONE, AttendanceMode.UNKNOWN),
    ]
    assert reply_words(said) == "2 coming (1 online), 1 apologies, 1 no reply yet"
    assert reply_words([]) == "0 coming"
