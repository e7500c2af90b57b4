"""Reading directions, against what the Unicode algorithm gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.reports.bidi import levels, right_to_left, turns, visual_order


def shown(text: str) -> str:
    """The characters from left to right, as a reader meets them on paper."""
    return "".join(text[i] for i in visual_order(levels(text)))


def test_latin_text_stays_as_it_is():
    assert shown("Golnaz (chair), 12/3/2026") == "Golnaz (chair), 12/3/2026"


def test_a_hebrew_name_is_turned_round_in_english_text():
    assert shown("Name: שלום בן כהן, chair") == "Name: ןהכ ןב םולש, chair"


def test_numbers_inside_right_to_left_text_keep_their_order():
    assert shown("שלום 2026") == "2026 םולש"


def test_a_date_inside_arabic_text_stays_whole():
    assert "12/3/2026" in shown("محمد 12/3/2026 علي")


def test_brackets_around_a_second_name_follow_what_they_hold():
    assert shown("Name: שלום (כהן) Smith") == "Name: )ןהכ( םולש Smith"


def test_a_line_of_mostly_arabic_is_read_from_the_right():
    assert right_to_left("12. محمد عبد الله (ILR)")
    assert not right_to_left("12. Smith محمد")
    assert not right_to_left("12.")


def test_a_name_before_its_latin_spelling_keeps_the_order_of_the_page():
    assert shown("כהן (Smith Jones)") == "ןהכ (Smith Jones)"


@pytest.mark.parametrize("text", ["Nguyễn", "Олена", "አበበ", "王小明", "प्रिया", ""])
def test_other_scripts_turn_nothing(text):
    assert not turns(text)


@given(st.text(alphabet="ab אבגعم12.,()[] -/%", max_size=60))
def test_every_character_is_shown_exactly_once(text):
    order = visual_order(levels(text))
    assert sorted(order) == list(range(len(text)))


@given(st.text(alphabet="אבג ", max_size=40))
def test_a_line_of_hebrew_alone_is_shown_backwards(text):
    if text.strip():
        assert shown(text) == text[::-1]


def test_ten_thousand_open_brackets_take_no_time_and_do_no_harm():
    assert len(levels("(" * 10_000 + "א" + ")" * 10_000)) == 20_001
