"""Clocks, minutes and hours as people type them."""

from datetime import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.lengths import minutes_words, read_clock, read_hours, read_minutes


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("10", time(10)),
        ("10:00", time(10)),
        ("9.05", time(9, 5)),
        ("14.30", time(14, 30)),
        ("14h30", time(14, 30)),
        ("1430", time(14, 30)),
        ("930", time(9, 30)),
        ("2pm", time(14)),
        ("2 p.m.", time(14)),
        ("2.30 PM", time(14, 30)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("12:15 am", time(0, 15)),
        ("noon", time(12)),
        ("midnight", time(0)),
        ("10:00:00", time(10)),
    ],
)
def test_a_time_of_day_is_read_in_every_usual_form(typed: str, clock: time) -> None:
    assert read_clock(typed) == clock


@pytest.mark.parametrize(
    "typed", ["24", "25:00", "10:60", "13pm", "0pm", "10m", "ten", "1:2", "-1"]
)
def test_what_is_no_time_of_day_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"is not a time of day; type it like 14:30 or 2pm\."):
        read_clock(typed)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("10", 10),
        ("10.0", 10),
        ("0", 0),
        ("10 min", 10),
        ("90m", 90),
        ("1:30", 90),
        ("01:30:00", 90),
        ("1h", 60),
        ("1 hour", 60),
        ("1h30", 90),
        ("1h 30m", 90),
        ("1 hr 30 mins", 90),
        ("2 hours and 5 minutes", 125),
        ("1.5h", 90),
        ("0,5 h", 30),
    ],
)
def test_a_length_of_time_is_read_in_every_usual_form(typed: str, minutes: int) -> None:
    assert read_minutes(typed) == minutes


@pytest.mark.parametrize("typed", ["", "x", "1.5", "1:60", "-5", "h", "0.333h", "10 000"])
def test_what_is_no_length_of_time_is_refused(typed: str) -> None:
    with pytest.raises(
        ValueError, match=r"is not a length of time; type it like 90, 1:30 or 1h30\."
    ):
        read_minutes(typed)


def test_a_length_beyond_all_meetings_is_refused() -> None:
    with pytest.raises(ValueError, match=r"“200h” is too long; at most 9,999 minutes\."):
        read_minutes("200h")


@given(st.integers(0, 9_999))
def test_minutes_are_read_back_from_their_words(minutes: int) -> None:
    assert read_minutes(minutes_words(minutes)) == minutes


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (90, "1 h 30 min")]
)
def test_minutes_are_worded_in_hours_and_minutes(minutes: int, words: str) -> None:
    assert minutes_words(minutes) == words


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("1.5", "1.50"),
        ("1,5", "1.50"),
        ("1,25 hours", "1.25"),
        (".5", "0.50"),
        ("3", "3.00"),
        ("3.", "3.00"),
        ("1:30", "1.50"),
        ("1h30", "1.50"),
        ("90m", "1.50"),
        ("1:20", "1.33"),
        ("1:10", "1.17"),
        ("0:03", "0.05"),
        ("0.30000000000000004", "0.30"),
        ("999.99", "999.99"),
    ],
)
def test_hours_are_read_to_two_places(typed: str, hours: str) -> None:
    assert str(read_hours(typed)) == hours


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("x", "“x” is not a number of hours; type it like 1.5 or 1:30."),
        ("-1", "“-1” is not a number of hours; type it like 1.5 or 1:30."),
        ("1,234", "“1,234” has too many places; hours have two, like 1.25."),
        ("1000", "“1000” is too much; hours go up to 999.99."),
    ],
)
def test_what_is_no_number_of_hours_is_refused(typed: str, sentence: str) -> None:
    with pytest.raises(ValueError) as refused:
        read_hours(typed)
    assert str(refused.value) == sentence


@given(st.decimals(0, Decimal("999.99"), places=2))
def test_hours_are_read_back_exactly(hours: Decimal) -> None:
    assert read_hours(f"{hours:.2f}") == hours
    assert read_hours(f"{float(hours)!r}") == hours
