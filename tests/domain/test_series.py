"""The days of a series, what is not booked, and what was held of what was planned."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.meetings import MeetingState
from copdesk.domain.series import (
    Rhythm,
    Rule,
    Week,
    by_year,
    due_days,
    not_booked,
    read_rule,
    usual_rule,
)

QUARTERLY = Rule(Rhythm.QUARTERLY, 2, Week.SECOND, 3)
RULES = st.builds(
    Rule, st.sampled_from(Rhythm), st.integers(0, 6), st.sampled_from(Week), st.integers(1, 12)
)
DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


def test_second_wednesday_of_the_quarters_last_months_is_the_first_choice():
    assert QUARTERLY.text == "FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=2WE"
    assert QUARTERLY.words == "Second Wednesday of March, June, September and December"
    assert due_days(QUARTERLY.text, date(2026, 3, 11), date(2026, 3, 11), 4) == [
        date(2026, 6, 10),
        date(2026, 9, 9),
        date(2026, 12, 9),
        date(2027, 3, 10),
    ]


def test_first_meeting_says_week_weekday_and_months():
    assert usual_rule(date(2026, 12, 9)) == Rule(Rhythm.QUARTERLY, 2, Week.SECOND, 12)
    assert usual_rule(date(2026, 12, 9)).months == (3, 6, 9, 12)
    assert usual_rule(date(2026, 1, 29)).words.startswith("Last Thursday of January, April")


@pytest.mark.parametrize(
    ("rule", "words", "first"),
    [
        (Rule(Rhythm.MONTHLY, 0, Week.LAST), "Last Monday of every month", date(2026, 1, 26)),
        (Rule(Rhythm.HALF_YEARLY, 3, Week.FIRST, 2), "First Thursday of February and August",
         date(2026, 2, 5)),
        (Rule(Rhythm.YEARLY, 4, Week.THIRD, 5), "Third Friday of May", date(2026, 5, 15)),
        (Rule(Rhythm.WEEKLY, 1), "Every Tuesday", date(2026, 1, 6)),
        (Rule(Rhythm.FORTNIGHTLY, 1), "Tuesday every two weeks", date(2026, 1, 13)),
        (Rule(Rhythm.TWO_MONTHLY, 2, Week.FOURTH, 1),
         "Fourth Wednesday of January, March, May, July, September and November",
         date(2026, 1, 28)),
    ],
)  # fmt: skip
def test_every_rhythm_has_words_and_days(rule, words, first):
    assert rule.words == words
    assert due_days(rule.text, date(2026, 1, 1), date(2026, 1, 1), 1) == [first]


@given(RULES)
def test_a_rule_is_read_as_it_was_written(rule):
    again = read_rule(rule.text)
    assert (again.text, again.words) == (rule.text, rule.words)


@pytest.mark.parametrize(
    "text", ["", "FREQ=DAILY", "FREQ=YEARLY;BYMONTH=3,4;BYDAY=2WE", "FREQ=MONTHLY;BYMONTHDAY=1"]
)
def test_other_rules_are_refused_in_words(text):
    with pytest.raises(ValueError, match="not known"):
        read_rule(text)


@given(RULES, DAYS)
def test_due_days_fall_on_the_weekday_in_the_months_and_rise(rule, first):
    days = due_days(rule.text, first, first - timedelta(days=1), 6)
    assert days == sorted(set(days))
    assert {day.weekday() for day in days} == {rule.weekday}
    assert all(day >= first for day in days)
    assert not rule.months or {day.month for day in days} <= set(rule.months)


def test_without_a_rhythm_nothing_is_due():
    assert due_days("", date(2026, 1, 1), date(2026, 1, 1), 3) == []


DUE = due_days(QUARTERLY.text, date(2026, 1, 1), date(2026, 1, 1), 4)


def test_a_meeting_moved_by_two_weeks_still_stands_for_its_day():
    assert not_booked(DUE, [date(2026, 3, 25), date(2026, 6, 2)]) == DUE[2:]


def test_an_extra_meeting_close_to_another_books_no_second_day():
    assert not_booked(DUE, [date(2026, 3, 11), date(2026, 3, 20)]) == DUE[1:]


@given(st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=8))
def test_each_meeting_books_at_most_one_day(booked):
    free = not_booked(DUE, booked)
    assert set(free) <= set(DUE)
    assert len(DUE) - len(free) <= len(booked)


def test_years_count_what_was_held_of_what_was_planned():
    held, planned, off = MeetingState.HELD, MeetingState.PLANNED, MeetingState.CANCELLED
    meetings = [
        (date(2025, 12, 10), held),
        (date(2026, 3, 11), held),
        (date(2026, 6, 10), off),
        (date(2026, 9, 9), held),
        (date(2026, 12, 9), planned),
    ]
    newest, before = by_year(meetings, 4)
    assert newest.words == "2 of 4 held, 1 to come, 1 called off"
    assert (before.year, before.words) == (2025, "1 of 4 held")
    assert by_year(meetings[:1], None)[0].words == "1 held"
