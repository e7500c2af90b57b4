"""The list of bank holidays as corrected by hand, and how another list differs from it."""

from datetime import date

import pytest

from copdesk.domain.bank_holidays import (
    Correction,
    Origin,
    differences,
    list_of,
    nations_words,
    told,
)
from copdesk.domain.working_days import Nation, shipped_bank_holidays

ENG, SCT, WLS, NIR = Nation.ENGLAND, Nation.SCOTLAND, Nation.WALES, Nation.NORTHERN_IRELAND
MAY, WORLD_CUP, NEW = date(2026, 5, 4), date(2026, 6, 15), date(2026, 11, 27)


def weekdays(year: int, nation: Nation) -> dict[date, str | None]:
    known = shipped_bank_holidays(year, nation)
    return {day: name for day, name in known.items() if day.weekday() < 5}


def test_the_list_of_a_year_marks_what_was_added_and_taken_away():
    found = list_of(2026, ENG, {NEW: "A day of mourning", MAY: None, date(2027, 6, 1): "Another"})
    marked = {one.day: (one.name, one.origin) for one in found if one.origin is not Origin.SHIPPED}
    assert marked == {
        NEW: ("A day of mourning", Origin.ADDED),
        MAY: ("May Day", Origin.TAKEN),
    }
    assert [one.day for one in found] == sorted(one.day for one in found)
    assert len(found) == 9


def test_the_list_of_a_year_has_the_substitute_day_and_not_the_weekend():
    days = [one.day for one in list_of(2026, ENG, {})]
    assert date(2026, 12, 26) not in days
    assert date(2026, 12, 28) in days


def test_a_list_that_says_the_same_differs_in_nothing():
    assert differences({one: weekdays(2026, one) for one in Nation}, {}) == []


def test_a_list_adds_and_takes_away_within_its_years():
    listed = weekdays(2026, SCT) | {NEW: "A day of mourning"}
    del listed[WORLD_CUP]
    assert differences({SCT: listed}, {}) == [
        Correction(SCT, WORLD_CUP, None),
        Correction(SCT, NEW, "A day of mourning"),
    ]


def test_what_was_set_by_hand_stays():
    listed = weekdays(2026, SCT) | {NEW: "A day of mourning"}
    del listed[WORLD_CUP]
    assert differences({SCT: listed}, {SCT: {NEW: None, WORLD_CUP: "Football"}}) == []
    assert differences({SCT: weekdays(2026, SCT)}, {SCT: {NEW: "Ours alone"}}) == []


def test_a_list_of_a_part_of_a_year_takes_nothing_away():
    assert differences({ENG: {NEW: "A day of mourning"}}, {}) == [
        Correction(ENG, NEW, "A day of mourning")
    ]


def test_weekends_of_a_list_do_not_matter():
    listed = weekdays(2026, ENG) | {date(2026, 12, 26): "Boxing Day"}
    assert differences({ENG: listed}, {}) == []


def test_corrections_are_told_by_day_with_their_nations():
    found = [
        Correction(ENG, MAY, None),
        Correction(WLS, MAY, None),
        *(Correction(one, NEW, "A day of mourning") for one in Nation),
    ]
    assert told(found) == [
        ("Mon 4 May 2026", "Ordinary day", "England and Wales"),
        ("Fri 27 Nov 2026", "Bank holiday: A day of mourning", "the United Kingdom"),
    ]


@pytest.mark.parametrize(
    ("nations", "words"),
    [
        ([SCT], "Scotland"),
        ([WLS, ENG], "England and Wales"),
        ([ENG, WLS, NIR], "England, Wales and Northern Ireland"),
        (list(Nation), "the United Kingdom"),
    ],
)
def test_nations_are_named_together(nations, words):
    assert nations_words(nations) == words
