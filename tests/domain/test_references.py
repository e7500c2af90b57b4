"""References given by the program."""

from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.references import format_reference
from copdesk.domain.text import sort_key

PARTS = st.tuples(st.sampled_from(["A", "E"]), st.integers(2000, 2100), st.integers(1, 99_999))


def test_a_reference_has_three_digits_and_grows() -> None:
    assert format_reference("E", 2026, 14) == "E-2026-014"
    assert format_reference("E", 2026, 999) == "E-2026-999"
    assert format_reference("E", 2026, 1000) == "E-2026-1000"


@given(PARTS, PARTS)
def test_references_sort_as_numbers(one: tuple[str, int, int], other: tuple[str, int, int]) -> None:
    first, second = format_reference(*one), format_reference(*other)
    assert (sort_key(first) < sort_key(second)) == (one < other)
