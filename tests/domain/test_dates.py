"""Partial dates, months, quarters and days in words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.dates import (
    PartialDate,
    add_months,
    day_words,
    days_between_words,
    partial_words,
    quarter_of,
    quarter_span,
    short_day_words,
    week_of,
    within,
)

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
PARTIAL = st.builds(
    lambda day, known: (
        PartialDate(day.year),
        PartialDate(day.year, day.month),
        PartialDate.of(day),
    )[known],
    DAYS,
    st.integers(0, 2),
)


def test_a_day_is_written_with_its_weekday_or_short() -> None:
    assert day_words(date(2026, 4, 2)) == "Thu 2 Apr 2026"
    assert short_day_words(date(2026, 4, 2)) == "2 Apr 2026"


@pytest.mark.parametrize(
    ("iso", "words", "first", "last"),
    [
        ("2019", "2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2020-02", "Feb 2020", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-02-14", "14 Feb 2019", date(2019, 2, 14), date(2019, 2, 14)),
    ],
)
def test_a_partial_day_knows_its_words_and_its_ends(
    iso: str, words: str, first: date, last: date
) -> None:
    day = PartialDate.parse(iso)
    assert (partial_words(day), day.first, day.last, str(day)) == (words, first, last, iso)


@pytest.mark.parametrize("iso", ["19", "2019-2", "2019-13", "2019-02-30", "2019-02-14x", ""])
def test_what_is_no_partial_day_is_refused(iso: str) -> None:
    with pytest.raises(ValueError):
        PartialDate.parse(iso)


@given(PARTIAL, PARTIAL)
def test_partial_days_sort_by_their_first_day(one: PartialDate, other: PartialDate) -> None:
    assert PartialDate.parse(str(one)) == one
    assert not (one < other and one.first > other.first)
    assert (one == other) + (one < other) + (other < one) == 1


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 8, 12), 6, date(2027, 2, 12)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "tomorrow"), (-1, "yesterday"), (3, "in 3 days"), (-2, "2 days ago")],
)
def test_the_distance_of_days_is_told_in_words(days: int, words: str) -> None:
    today = date(2026, 11, 22)
    assert days_between_words(today + timedelta(days=days), today) == words


def test_a_span_may_be_open_or_known_only_to_the_month() -> None:
    feb, year = PartialDate(2019, 2), PartialDate(2020)
    assert within(date(2019, 2, 1), feb, year)
    assert within(date(2020, 12, 31), feb, year)
    assert not within(date(2019, 1, 31), feb, year)
    assert not within(date(2021, 1, 1), feb, year)
    assert within(date(1950, 1, 1), None, None)


@given(DAYS)
def test_weeks_and_quarters_hold_their_day(day: date) -> None:
    monday, sunday = week_of(day)
    assert monday <= day <= sunday
    assert (monday.weekday(), (sunday - monday).days) == (0, 6)
    first, last = quarter_span(day)
    assert first <= day <= last
    assert quarter_of(first) == quarter_of(day) == quarter_of(last)
    assert quarter_of(last + timedelta(days=1)) != quarter_of(day)


def test_quarters_are_those_of_the_calendar() -> None:
    assert quarter_of(date(2026, 11, 22)) == "Q4 2026"
    assert quarter_span(date(2026, 11, 22)) == (date(2026, 10, 1), date(2026, 12, 31))
