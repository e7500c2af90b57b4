"""When the reminder is shown: once a day, from its hour, on days somebody works."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.reminders import next_monday, reminder_due, reminder_words, week_is_done
from copdesk.domain.wording import LONDON

MONDAY = date(2026, 11, 23)


def at(day, hour, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def test_it_is_shown_from_its_hour_on_and_not_before():
    assert not reminder_due(at(MONDAY, 8, 59), 9, None)
    assert reminder_due(at(MONDAY, 9), 9, None)


def test_a_computer_that_slept_shows_it_when_it_wakes_the_same_day():
    assert reminder_due(at(MONDAY, 16), 9, MONDAY - timedelta(days=3))
    assert not reminder_due(at(MONDAY + timedelta(days=1), 1), 9, MONDAY - timedelta(days=3))


def test_it_is_shown_once_a_day():
    assert not reminder_due(at(MONDAY, 16), 9, MONDAY)
    assert reminder_due(at(MONDAY + timedelta(days=1), 16), 9, MONDAY)


def test_a_clock_that_once_stood_in_the_future_does_not_silence_it():
    assert reminder_due(at(MONDAY, 9), 9, date(2031, 1, 1))


def test_it_is_not_shown_at_the_weekend_or_on_a_bank_holiday_unless_chosen():
    saturday = MONDAY + timedelta(days=5)
    assert not reminder_due(at(saturday, 12), 9, None)
    assert reminder_due(at(saturday, 12), 9, None, any_day=True)
    assert not reminder_due(at(MONDAY, 12), 9, None, holiday=True)
    assert reminder_due(at(MONDAY, 12), 9, None, holiday=True, any_day=True)


def test_it_is_never_shown_when_none_is_wanted():
    assert not reminder_due(at(MONDAY, 23), None, None, any_day=True)


def test_the_hour_and_the_day_are_those_of_london_in_summer_too():
    day = date(2026, 7, 6)
    assert reminder_due(at(day, 8), 9, None)  # nine in British Summer Time
    late = at(day, 23, 30)  # half past midnight on Tuesday
    assert not reminder_due(late, 9, day)
    assert reminder_due(late, 0, day)


@given(
    st.datetimes(timezones=st.just(UTC)).filter(lambda moment: 1900 < moment.year < 2100),
    st.integers(0, 23),
    st.booleans(),
)
def test_however_often_it_is_asked_in_a_day_it_is_shown_at_most_once(start, hour, any_day):
    last, shown = None, []
    for step in range(0, 24 * 60, 37):
        now = start + timedelta(minutes=step)
        if reminder_due(now, hour, last, any_day=any_day):
            last = now.astimezone(LONDON).date()
            shown.append(last)
    assert len(shown) == len(set(shown)) <= 2


@pytest.mark.parametrize(
    ("today", "late", "words"),
    [
        (2, 1, "2 enquiries to act on today, 1 late"),
        (1, 0, "1 enquiry to act on today"),
        (0, 1, "1 enquiry late"),
        (0, 1_200, "1,200 enquiries late"),
        (0, 0, ""),
    ],
)
def test_it_says_numbers_only_and_nothing_when_there_is_nothing(today, late, words):
    assert reminder_words(today, late) == words


@pytest.mark.parametrize(
    ("moment", "done"),
    [
        (datetime(2026, 11, 27, 16, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 27, 17, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 27, 23, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 28, 0, 0, tzinfo=UTC), False),
        (datetime(2026, 7, 3, 16, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 26, 18, 0, tzinfo=UTC), False),
    ],
)
def test_the_week_is_done_on_friday_at_five_in_london(moment, done):
    assert week_is_done(moment) is done


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_next_monday_is_a_monday_within_the_next_seven_days(day):
    monday = next_monday(day)
    assert monday.weekday() == 0
    assert 1 <= (monday - day).days <= 7
