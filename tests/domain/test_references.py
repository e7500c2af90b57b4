"""References given by the program."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.references import ReferenceParts, format_reference, parse_reference
from copdesk.domain.text import sort_key

PARTS = st.builds(
    ReferenceParts, st.sampled_from(["A", "E"]), st.integers(2000, 2100), st.integers(1, 99_999)
)


def test_a_reference_has_three_digits_and_grows() -> None:
    assert format_reference("E", 2026, 14) == "E-2026-014"
    assert format_reference("E", 2026, 999) == "E-2026-999"
    assert format_reference("E", 2026, 1000) == "E-2026-1000"


def test_a_reference_is_read_in_any_case_with_or_without_zeros() -> None:
    assert parse_reference(" e-2026-14 ") == ReferenceParts("E", 2026, 14)


@pytest.mark.parametrize("text", ["", "E-26-1", "2026-001", "E-2026-", "E 2026 1", "E-2026-1x"])
def test_what_is_no_reference_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"A reference looks like E-2026-014\."):
        parse_reference(text)


@given(PARTS, PARTS)
def test_references_sort_as_numbers_and_read_back(
    one: ReferenceParts, other: ReferenceParts
) -> None:
    first, second = format_reference(*one), format_reference(*other)
    assert parse_reference(first) == one
    assert (sort_key(first) < sort_key(second)) == (one < other)
