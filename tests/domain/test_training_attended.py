from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.training_attended import TOLERANCE, hours_attended

WHOLE = Decimal("1.50")


@pytest.mark.parametrize(
    ("minutes", "hours"),
    [(90, "1.50"), (300, "1.50"), (85, "1.50"), (84, "1.40"), (45, "0.75"), (1, "0.01"), (0, "0")],
)
def test_who_misses_more_than_five_minutes_did_the_hours_they_were_there(minutes, hours):
    assert hours_attended(minutes * 60, WHOLE) == Decimal(hours)


def test_where_the_file_does_not_say_how_long_all_of_it_counts():
    assert hours_attended(None, WHOLE) == WHOLE


@given(st.integers(0, 100_000), st.integers(0, 100_000))
def test_who_stayed_longer_never_did_fewer_hours_and_nobody_more_than_there_were(one, other):
    less, more = (hours_attended(each, WHOLE) for each in sorted((one, other)))
    assert less <= more <= WHOLE
    assert more == more.quantize(Decimal("0.01"))
    assert hours_attended(one + TOLERANCE, WHOLE) >= less
