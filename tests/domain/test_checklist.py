"""The countdown to a meeting."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.checklist import (
    USUAL,
    Kept,
    LineState,
    Step,
    countdown,
    read_offsets,
)

MEETING = date(2026, 12, 9)


def test_lines_are_due_28_14_7_and_2_days_before_and_1_and_7_after():
    lines = countdown(MEETING, USUAL, {}, (), date(2026, 11, 1))
    assert [(line.step, line.due_on) for line in lines] == [
        (Step.DATE, date(2026, 11, 11)),
        (Step.INVITE, date(2026, 11, 25)),
        (Step.PACK, date(2026, 12, 2)),
        (Step.REMIND, date(2026, 12, 7)),
        (Step.MINUTES, date(2026, 12, 10)),
        (Step.ACTIONS, date(2026, 12, 16)),
    ]
    assert {line.state for line in lines} == {LineState.LATER}


def test_a_line_is_due_a_week_ahead_and_late_once_its_day_is_over():
    states = [
        countdown(MEETING, USUAL, {}, (), day)[1].state
        for day in (
            date(2026, 11, 17),
            date(2026, 11, 18),
            date(2026, 11, 25),
            date(2026, 11, 26),
        )
    ]
    assert states == [LineState.LATER, LineState.DUE, LineState.DUE, LineState.LATE]


def test_a_line_is_done_by_hand_set_aside_or_shown_by_the_file():
    kept = {Step.DATE: Kept(date(2026, 11, 9)), Step.INVITE: Kept(None, "All were told")}
    lines = countdown(MEETING, USUAL, kept, {Step.PACK}, date(2026, 12, 1))
    assert [line.state for line in lines[:4]] == [
        LineState.DONE,
        LineState.SET_ASIDE,
        LineState.DONE,
        LineState.DUE,
    ]
    assert lines[1].note == "All were told"


def test_a_community_has_days_of_its_own_and_may_leave_lines_out():
    assert read_offsets(" ") is USUAL
    offsets = read_offsets("-42, −21; -10, off, +2, 14")
    assert offsets == {
        Step.DATE: -42,
        Step.INVITE: -21,
        Step.PACK: -10,
        Step.MINUTES: 2,
        Step.ACTIONS: 14,
    }


@pytest.mark.parametrize(
    "text", ["7", "a, b, c, d, e, f", "-28, -14, -7, -2, 1, 7, 9", "1,2,3,4,5,"]
)
def test_other_words_are_refused_with_an_example(text):
    with pytest.raises(ValueError, match="-28, -14"):
        read_offsets(text)


@given(st.lists(st.integers(-60, 60), min_size=6, max_size=6), st.integers(-90, 90))
def test_lines_stand_in_the_order_of_their_days(days, today):
    offsets = read_offsets(", ".join(map(str, days)))
    lines = countdown(MEETING, offsets, {}, (), MEETING + timedelta(days=today))
    assert sorted(line.due_on for line in lines) == [line.due_on for line in lines]
    assert len(lines) == 6
    assert all(line.is_open for line in lines)
