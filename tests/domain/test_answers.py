"""The words of answers and the day they grow old."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.answers import (
    FOOTER,
    Freshness,
    bare,
    filled,
    framed,
    freshness,
    freshness_words,
    next_look,
    telling_words,
    with_footer,
)

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
SIGNED = "Rowan Hartley\nSample network"


@pytest.mark.parametrize(
    ("checked", "again"),
    [
        (date(2026, 4, 2), date(2027, 4, 2)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 2, 28), date(2028, 2, 28)),
        (date(2026, 12, 31), date(2027, 12, 31)),
    ],
)
def test_an_answer_is_looked_at_again_after_twelve_months(checked, again):
    assert next_look(checked) == again


@given(DAYS)
def test_an_answer_just_checked_is_never_stale_nor_soon(day):
    assert freshness(next_look(day), day) is Freshness.FRESH


@given(DAYS)
def test_an_answer_is_stale_from_the_day_after_its_day(day):
    assert freshness(day, day) is Freshness.SOON
    assert freshness(day, day + timedelta(days=1)) is Freshness.STALE
    assert freshness(day, day - timedelta(days=30)) is Freshness.SOON
    assert freshness(day, day - timedelta(days=31)) is Freshness.FRESH


def test_an_answer_without_a_day_is_not_called_fresh():
    assert freshness(None, TODAY) is Freshness.UNKNOWN
    assert freshness_words(None, TODAY) == "No day set to look at it again"


def test_how_an_answer_stands_is_said_with_its_day():
    assert freshness_words(date(2026, 4, 2), TODAY) == (
        "Stale: was to be looked at by Thu 2 Apr 2026"
    )
    assert freshness_words(date(2027, 4, 2), TODAY) == "Look at it again by Fri 2 Apr 2027"


def test_blanks_are_filled_in_and_unknown_ones_named_once():
    made = filled(
        "Dear {asker}, about {Subject} ({place}, {place}) of { received }.",
        {"asker": "Amina Yusuf", "subject": "Fee waivers", "received": "Thu 2 Apr 2026"},
    )
    assert made.text == (
        "Dear Amina Yusuf, about Fee waivers ({place}, {place}) of Thu 2 Apr 2026."
    )
    assert made.left == ("{place}",)


def test_a_blank_with_nothing_to_fill_in_stays_and_is_named():
    assert filled("Dear {asker},", {"asker": ""}).left == ("{asker}",)


def test_what_is_filled_in_is_not_read_for_blanks_again():
    made = filled("{subject}", {"subject": "{reference}", "reference": "E-2026-001"})
    assert made.text == "{reference}"
    assert made.left == ()


@given(st.text(max_size=200))
def test_any_wording_can_be_filled_in(text):
    made = filled(text, {})
    assert made.text == text
    assert all(blank in text for blank in made.left)


def test_a_body_gets_a_greeting_and_a_name_once():
    letter = framed("Use the form.", "Amina Yusuf", SIGNED)
    assert letter == (
        "Dear Amina Yusuf,\n\nUse the form.\n\nKind regards,\nRowan Hartley\nSample network"
    )
    assert framed(letter, "Olena", SIGNED) == letter


def test_nobody_known_is_a_colleague():
    assert framed("Yes.", "", "") == "Dear colleague,\n\nYes."


@given(
    st.text(st.characters(codec="ascii", categories=("L", "Nd", "Zs", "Po")), min_size=1).map(
        str.strip
    )
)
def test_what_is_framed_comes_out_of_its_frame_again(body):
    plain = f"Answer: {body}".strip()
    assert bare(framed(plain, "Amina Yusuf", SIGNED)) == plain


def test_a_first_sentence_is_not_taken_for_a_greeting():
    assert bare("Hi costs are waived.\nAsk first.") == "Hi costs are waived.\nAsk first."


def test_thanks_in_the_middle_of_a_long_letter_end_nothing():
    long = "Dear Amina,\n\nThanks\n" + "\n".join(f"Line {n}" for n in range(9))
    assert bare(long).startswith("Thanks\nLine 0")


def test_the_footer_stands_under_the_text_once():
    once = with_footer("Use the form.\n", FOOTER)
    assert once == f"Use the form.\n\n{FOOTER}"
    assert with_footer(once, FOOTER) == once
    assert with_footer("Use the form.", "") == "Use the form."


def test_telling_words_are_folded_and_without_endings_and_plain_words():
    assert telling_words("Which fee waivers are there for students?") == [
        "student",
        "waiver",
        "fee",
    ]
    assert telling_words("") == []


@given(st.text(max_size=2_000))
def test_any_text_has_a_few_telling_words(text):
    found = telling_words(text)
    assert len(found) <= 8
    assert len(set(found)) == len(found)
