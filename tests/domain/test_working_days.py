"""Working days and bank holidays, against the facts known for 2020 to 2028."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.working_days import (
    Nation,
    add_working_days,
    bank_holiday_name,
    is_working_day,
    working_day_before,
)

ENG, SCT, WLS, NIR = Nation.ENGLAND, Nation.SCOTLAND, Nation.WALES, Nation.NORTHERN_IRELAND
DAYS = st.dates(date(2018, 1, 1), date(2032, 12, 31))
NATIONS = st.sampled_from(Nation)


@pytest.mark.parametrize(
    ("iso", "nations"),
    [
        ("2026-12-28", set(Nation)),
        ("2026-07-13", {NIR}),
        ("2026-08-03", {SCT}),
        ("2026-11-30", {SCT}),
        ("2026-06-15", {SCT}),
        ("2026-01-02", {SCT}),
        ("2026-04-06", {ENG, WLS, NIR}),
        ("2027-12-27", set(Nation)),
        ("2027-12-28", set(Nation)),
        ("2027-01-04", {SCT}),
        ("2028-01-03", set(Nation)),
        ("2028-01-04", {SCT}),
        ("2022-06-03", set(Nation)),
        ("2022-09-19", set(Nation)),
        ("2023-05-08", set(Nation)),
        ("2020-05-08", set(Nation)),
        ("2020-05-04", set()),
        ("2026-12-29", set()),
    ],
)
def test_bank_holidays_are_those_proclaimed(iso: str, nations: set[Nation]) -> None:
    day = date.fromisoformat(iso)
    assert {nation for nation in Nation if bank_holiday_name(day, nation)} == nations
    assert {nation for nation in Nation if not is_working_day(day, nation)} == nations


def test_a_substitute_day_says_so() -> None:
    assert bank_holiday_name(date(2026, 12, 28), ENG) == "Boxing Day (substitute day)"


def test_weekends_are_no_working_days() -> None:
    assert not is_working_day(date(2026, 11, 21), ENG)
    assert not is_working_day(date(2026, 11, 22), ENG)
    assert is_working_day(date(2026, 11, 23), ENG)


@pytest.mark.parametrize(
    ("received", "england", "scotland"),
    [
        ("2026-04-02", "2026-04-13", "2026-04-10"),
        ("2026-12-23", "2027-01-04", "2027-01-05"),
        ("2026-05-01", "2026-05-11", "2026-05-11"),
        ("2026-03-07", "2026-03-13", "2026-03-13"),
    ],
)
def test_five_working_days_begin_the_next_day(received: str, england: str, scotland: str) -> None:
    start = date.fromisoformat(received)
    assert add_working_days(start, 5, ENG) == date.fromisoformat(england)
    assert add_working_days(start, 5, SCT) == date.fromisoformat(scotland)


def test_the_working_day_before_easter_monday_is_maundy_thursday() -> None:
    assert working_day_before(date(2026, 4, 6), ENG) == date(2026, 4, 2)


def test_days_corrected_by_hand_win() -> None:
    one_off, moved = date(2026, 11, 23), date(2026, 12, 28)
    changes = {one_off: "Royal wedding", moved: None}
    assert bank_holiday_name(one_off, ENG, changes) == "Royal wedding"
    assert not is_working_day(one_off, ENG, changes)
    assert is_working_day(moved, ENG, changes)
    assert working_day_before(date(2026, 11, 24), ENG, changes) == date(2026, 11, 20)
    assert add_working_days(date(2026, 11, 20), 1, ENG, changes) == date(2026, 11, 24)


@given(DAYS, NATIONS)
def test_there_is_no_working_day_between_a_day_and_the_one_before_it(
    day: date, nation: Nation
) -> None:
    before = working_day_before(day, nation)
    between = [before + timedelta(days=n) for n in range(1, (day - before).days)]
    assert is_working_day(before, nation)
    assert not any(is_working_day(one, nation) for one in between)


@given(DAYS, st.integers(0, 15), NATIONS)
def test_as_many_working_days_are_passed_as_are_added(start: date, n: int, nation: Nation) -> None:
    end = add_working_days(start, n, nation)
    passed = (start + timedelta(days=i) for i in range(1, (end - start).days + 1))
    assert sum(is_working_day(day, nation) for day in passed) == n
