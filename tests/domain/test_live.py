from datetime import UTC, date, datetime, time, timedelta

import pytest

from copdesk.domain.live import (
    Timed,
    anchored,
    course,
    elapsed_words,
    ending_words,
    late_words,
    minutes_taken,
    planned_span,
)

DAY = date(2026, 11, 23)
TEN = datetime(2026, 11, 23, 10, tzinfo=UTC)
AGENDA = (Timed(10), Timed(20), Timed(30))


def minutes(number):
    return timedelta(minutes=number)


def test_item_within_its_time_is_on_time_and_the_end_as_planned():
    plan = planned_span(DAY, time(10), time(11))
    stand = course(AGENDA, 0, minutes(4), TEN + minutes(4), plan)
    assert (stand.elapsed, stand.left, stand.late, stand.over) == (4, 6, 0, 0)
    assert stand.ends == TEN + minutes(60)
    assert ending_words(stand) == "Ends about 11:00, as planned"


def test_item_over_its_time_makes_the_meeting_late_by_as_much():
    plan = planned_span(DAY, time(10), time(11))
    stand = course(AGENDA, 0, minutes(16), TEN + minutes(16), plan)
    assert (stand.elapsed, stand.left, stand.late, stand.over) == (16, -6, 6, 6)
    assert late_words(stand.late) == "Running 6 minutes late"
    assert ending_words(stand) == "Ends about 11:06, 6 min after the planned end"


def test_meeting_that_begins_late_is_late_from_its_first_item():
    plan = planned_span(DAY, time(10), None)
    stand = course(AGENDA, 0, minutes(1), TEN + minutes(6), plan)
    assert (stand.late, stand.over) == (5, None)
    assert ending_words(stand) == "Ends about 11:05"


def test_short_items_put_the_meeting_ahead():
    items = (Timed(10, took=3), Timed(20), Timed(30))
    stand = course(items, 1, minutes(0), TEN + minutes(3), planned_span(DAY, time(10), time(11)))
    assert (stand.late, stand.over) == (-7, -7)
    assert late_words(stand.late) == "7 minutes ahead"
    assert ending_words(stand) == "Ends about 10:53, 7 min before the planned end"


def test_item_taken_up_again_keeps_the_time_it_had():
    items = (Timed(10, took=6), Timed(20))
    stand = course(items, 0, minutes(3), TEN + minutes(9), planned_span(DAY, time(10), None))
    assert (stand.elapsed, stand.left) == (9, 1)


def test_items_done_early_or_not_to_be_reached_take_no_more_time():
    items = (Timed(10), Timed(20, took=18), Timed(30, reached=False), Timed(5))
    stand = course(items, 0, minutes(0), TEN, planned_span(DAY, time(10), None))
    assert stand.ends == TEN + minutes(15)


def test_items_without_minutes_leave_the_end_open_and_the_lateness_unknown():
    items = (Timed(None), Timed(20), Timed(None))
    plan = planned_span(DAY, time(10), time(12))
    first = course(items, 0, minutes(5), TEN + minutes(5), plan)
    assert (first.left, first.late, first.open_items) == (None, 5, 1)
    assert ending_words(first) == "Ends after 10:25"
    second = course(items, 1, minutes(5), TEN + minutes(9), plan)
    assert second.late is None
    assert late_words(second.late) == "Plan not known"


def test_meeting_across_midnight_ends_on_the_next_day():
    start, end = planned_span(DAY, time(23, 30), time(0, 30))
    assert start is not None
    assert end == start + minutes(60)
    now = datetime(2026, 11, 24, 0, 5, tzinfo=UTC)
    stand = course((Timed(30), Timed(30)), 1, minutes(5), now, (start, end))
    assert (stand.late, stand.over) == (0, 0)
    assert ending_words(stand) == "Ends about 00:30, as planned"


@pytest.mark.parametrize(
    ("on", "begins", "now", "ends"),
    [
        (date(2027, 3, 28), time(0, 30), datetime(2027, 3, 28, 1, 0, tzinfo=UTC), "02:30"),
        (date(2026, 10, 25), time(0, 30), datetime(2026, 10, 25, 0, 0, tzinfo=UTC), "01:30"),
    ],
    ids=["forward", "back"],
)
def test_minutes_are_those_that_pass_when_the_clocks_change(on, begins, now, ends):
    stand = course((Timed(30), Timed(30)), 1, minutes(0), now, planned_span(on, begins, None))
    assert stand.late == 0
    assert ending_words(stand) == f"Ends about {ends}"


def test_meeting_held_on_another_day_is_measured_from_when_it_began():
    span = planned_span(DAY, time(10), time(11))
    later = TEN + timedelta(days=7, minutes=20)
    assert anchored(span, later) == (later, later + minutes(60))
    assert anchored(span, TEN + minutes(20)) == span
    assert anchored((None, None), later) == (None, None)


@pytest.mark.parametrize(
    ("before", "seconds", "after"),
    [(None, 29, None), (None, 30, 1), (None, 14 * 60 + 10, 14), (6, 20, 6), (6, 240, 10)],
)
def test_minutes_taken_are_rounded_and_a_glance_is_no_time(before, seconds, after):
    assert minutes_taken(before, timedelta(seconds=seconds)) == after


def test_elapsed_time_in_words():
    assert elapsed_words(12, 20) == "12 of 20 min"
    assert elapsed_words(23, 20) == "23 min, 3 min over"
    assert elapsed_words(3, None) == "3 min, none planned"
