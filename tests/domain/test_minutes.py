"""Lines of the minutes that become actions and decisions, and come back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.minutes import (
    MinutedItem,
    line_at,
    line_words,
    marked,
    reference_of,
    unmarked,
    whole_text,
)

TEXT = "All agreed.\n- Action: Amina sends the list\nThanks"
LINES = st.lists(st.from_regex(r"[a-z]{1,8}( [a-z]{1,8}){0,3}", fullmatch=True), min_size=1)


def test_the_line_under_the_cursor_is_found():
    assert [line_at(TEXT, place) for place in (0, 11, 12, len(TEXT))] == [0, 0, 1, 2]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("- Action: Amina sends the list", "Amina sends the list"),
        ("• agreed: to meet online", "to meet online"),
        ("  Decision:  yes ", "yes"),
        ("Actions are late", "Actions are late"),
        ("-", "-"),
    ],
)
def test_bullets_and_leading_words_are_no_part_of_what_a_line_says(line, words):
    assert line_words(line) == words


def test_a_line_becomes_an_action_and_a_plain_line_again():
    after = marked(TEXT, 1, "A-2026-017")
    assert after.split("\n")[1] == "A-2026-017: Amina sends the list"
    assert reference_of(after.split("\n")[1]) == "A-2026-017"
    back = unmarked(after, "A-2026-017", "Amina sends the list")
    assert back == "All agreed.\nAmina sends the list\nThanks"


@pytest.mark.parametrize(
    ("text", "number", "said"),
    [
        ("a\n \nb", 1, "no words"),
        ("a", 3, "no words"),
        ("A-2026-001: a", 0, "A-2026-001 already"),
    ],
)
def test_an_empty_or_marked_line_is_refused_in_words(text, number, said):
    with pytest.raises(ValueError, match=said):
        marked(text, number, "A-2026-002")


def test_a_line_that_was_taken_out_comes_back_at_the_end():
    assert unmarked("Other words", "A-2026-001", "Amina sends it") == "Other words\nAmina sends it"
    assert unmarked("", "A-2026-001", "Amina sends it") == "Amina sends it"


@given(LINES, st.data())
def test_marking_changes_one_line_only_and_unmarking_restores_the_text(lines, data):
    number = data.draw(st.integers(0, len(lines) - 1))
    text = "\n".join(lines)
    after = marked(text, number, "D-2026-003")
    kept = after.split("\n")
    assert kept[:number] + kept[number + 1 :] == lines[:number] + lines[number + 1 :]
    assert unmarked(after, "D-2026-003", lines[number]) == text


def test_a_version_tells_each_item_and_names_nothing_twice():
    items = [
        MinutedItem("Welcome", "Two newcomers."),
        MinutedItem("Law", "A-2026-001: Send it", ["D-2026-001: Yes"], ["A-2026-001: Send it"]),
    ]
    assert whole_text(items, "Held online.") == (
        "Held online.\n\n1. Welcome\nTwo newcomers.\n\n2. Law\nA-2026-001: Send it\nD-2026-001: Yes"
    )
