"""Days as people type them, on Sunday 22 November 2026 unless said otherwise."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.dates import PartialDate, day_words, partial_words, short_day_words
from copdesk.domain.typed_days import read_day, read_partial_day

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3/12", date(2026, 12, 3)),
        ("03.12", date(2026, 12, 3)),
        ("3-12-26", date(2026, 12, 3)),
        ("3/12/2026", date(2026, 12, 3)),
        ("3 12 2026", date(2026, 12, 3)),
        ("3 Dec", date(2026, 12, 3)),
        ("3rd of December", date(2026, 12, 3)),
        ("9 december", date(2026, 12, 9)),
        ("3dec26", date(2026, 12, 3)),
        ("Dec 3, 2026", date(2026, 12, 3)),
        ("2026-12-03", date(2026, 12, 3)),
        ("2026/12/3", date(2026, 12, 3)),
        ("2026-12-03 00:00:00", date(2026, 12, 3)),
        ("2026-12-03T09:30:00Z", date(2026, 12, 3)),
        ("3/12/2026 9:30 pm", date(2026, 12, 3)),
        ("Thu 3 Dec 2026", date(2026, 12, 3)),
        ("thursday, 3 december", date(2026, 12, 3)),
        ("  TODAY ", date(2026, 11, 22)),
        ("tomorrow", date(2026, 11, 23)),
        ("yesterday", date(2026, 11, 21)),
        ("+7", date(2026, 11, 29)),
        ("-1", date(2026, 11, 21)),
        ("in 2 weeks", date(2026, 12, 6)),
        ("2 weeks", date(2026, 12, 6)),
        ("a week ago", date(2026, 11, 15)),
        ("in 3 months", date(2027, 2, 22)),
        ("in a year", date(2027, 11, 22)),
        ("3 days ago", date(2026, 11, 19)),
        ("1 Sept", date(2026, 9, 1)),
    ],
)
def test_a_typed_day_is_read_day_first(typed: str, day: date) -> None:
    assert read_day(typed, today=TODAY) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("fri", date(2026, 4, 3)),
        ("this friday", date(2026, 4, 3)),
        ("next fri", date(2026, 4, 10)),
        ("next mon", date(2026, 4, 6)),
        ("mon", date(2026, 4, 6)),
        ("thurs", date(2026, 4, 9)),
        ("next thursday", date(2026, 4, 9)),
        ("last thu", date(2026, 3, 26)),
        ("last wed", date(2026, 4, 1)),
    ],
)
def test_a_weekday_is_the_coming_one_and_next_is_that_of_next_week(typed: str, day: date) -> None:
    thursday = date(2026, 4, 2)
    assert read_day(typed, today=thursday) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3/1", date(2027, 1, 3)),
        ("1 Jun", date(2026, 6, 1)),
        ("29/2", date(2028, 2, 29)),
        ("31/12", date(2026, 12, 31)),
    ],
)
def test_without_a_year_the_nearest_such_day_is_meant(typed: str, day: date) -> None:
    assert read_day(typed, today=TODAY) == day


def test_of_two_days_as_near_the_later_is_meant() -> None:
    assert read_day("2/7", today=date(2027, 1, 1)) == date(2027, 7, 2)
    assert (date(2027, 7, 2) - date(2027, 1, 1)).days == (date(2027, 1, 1) - date(2026, 7, 3)).days


@pytest.mark.parametrize(
    ("typed", "year"),
    [("1/1/46", 2046), ("1/1/47", 1947), ("1/1/99", 1999), ("1/1/00", 2000), ("1/1/26", 2026)],
)
def test_two_digits_are_a_year_at_most_twenty_years_ahead(typed: str, year: int) -> None:
    assert read_day(typed, today=TODAY) == date(year, 1, 1)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("12/25/2026", "There is no month 25; the day comes first, like 3/12/2026."),
        ("31/2/2026", "February 2026 has no day 31; check the day."),
        ("29/2/2027", "February 2027 has no day 29; check the day."),
        ("31/11", "November 2026 has no day 31; check the day."),
        ("Fri 2 Apr 2026", "Thu 2 Apr 2026 is not on the weekday written before it."),
        ("soon", "“soon” is not a day; type it like 3/12/2026 or 3 Dec 2026."),
        ("12", "“12” is not a day; type it like 3/12/2026 or 3 Dec 2026."),
        ("3 Foo 2026", "“3 Foo 2026” is not a day; type it like 3/12/2026 or 3 Dec 2026."),
        ("3/12/202", "“3/12/202” is not a day; type it like 3/12/2026 or 3 Dec 2026."),
        ("3/12/0026", "The year 0026 can't be right; type it with four digits, like 2026."),
    ],
)
def test_what_is_no_day_is_refused_in_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(ValueError) as refused:
        read_day(typed, today=TODAY)
    assert str(refused.value) == sentence


@given(DAYS, DAYS)
def test_every_day_is_read_back_from_its_words(day: date, today: date) -> None:
    for written in (day_words(day), short_day_words(day), day.isoformat(), f"{day:%d/%m/%Y}"):
        assert read_day(written, today=today) == day


@given(DAYS, DAYS)
def test_a_day_without_its_year_lies_within_half_a_year_or_is_a_leap_day(
    day: date, today: date
) -> None:
    read = read_day(f"{day:%d/%m}", today=today)
    assert (read.day, read.month) == (day.day, day.month)
    assert abs((read - today).days) <= 183 or (day.day, day.month) == (29, 2)


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2019", "2019"),
        ("2019.0", "2019"),
        ("2019-02", "2019-02"),
        ("2019/2", "2019-02"),
        ("Feb 2019", "2019-02"),
        ("february, 2019", "2019-02"),
        ("Feb-19", "2019-02"),
        ("02/2019", "2019-02"),
        ("2.2019", "2019-02"),
        ("14/2/2019", "2019-02-14"),
        ("14 Feb 2019", "2019-02-14"),
        ("2019-02-14 00:00:00", "2019-02-14"),
        ("today", "2026-11-22"),
    ],
)
def test_a_day_may_be_known_only_to_the_month_or_year(typed: str, iso: str) -> None:
    assert str(read_partial_day(typed, today=TODAY)) == iso


@pytest.mark.parametrize("typed", ["spring 2019", "2019-13", "0/2019", "19", "Foo 2019", "2019?"])
def test_what_is_no_date_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(
        ValueError, match=r"is not a date; type it like 2019, Feb 2019 or 14/2/2019\."
    ):
        read_partial_day(typed, today=TODAY)


@given(DAYS, st.sampled_from([0, 1, 2]))
def test_every_partial_day_is_read_back_from_its_words(day: date, known: int) -> None:
    partial = (PartialDate(day.year), PartialDate(day.year, day.month), PartialDate.of(day))[known]
    assert read_partial_day(partial_words(partial), today=TODAY) == partial
    assert read_partial_day(str(partial), today=TODAY) == partial
