import json
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.db.conditions import Filter, Op
from copdesk.db.kept_filters import from_text, to_text
from copdesk.domain import fields as f
from copdesk.domain.dates import PartialDate


class State(StrEnum):
    OPEN = "open"
    DONE = "done"


VALUES = {
    "name": (f.Text(), st.text(min_size=1)),
    "aliases": (f.Names(), st.just(("Ada", "Bo"))),
    "email": (f.Email(), st.text()),
    "due_on": (f.Day(), st.dates()),
    "since": (
        f.PartialDay(),
        st.builds(PartialDate, st.integers(1, 9999), st.integers(1, 12) | st.none()),
    ),
    "starts": (f.Clock(), st.builds(time, st.integers(0, 23), st.integers(0, 59))),
    "hours": (f.Hours(), st.decimals("0.00", "999.99", places=2)),
    "minutes": (f.Minutes(), st.integers(0, 600)),
    "places": (f.Count(), st.integers(0, 1_000_000)),
    "state": (f.Choice(State), st.sampled_from(State)),
    "active": (f.Flag(), st.booleans()),
    "owner_id": (f.Link("participant"), st.integers(1)),
}
KINDS = {key: kind for key, (kind, _values) in VALUES.items()}
COMPARED = [Op.IS, Op.IS_NOT, Op.BEFORE, Op.AFTER, Op.FROM, Op.UNTIL]
COUNTED = [Op.LAST_DAYS, Op.NOT_LAST_DAYS, Op.NEXT_DAYS]
BARE = [op for op in Op if op not in {*COMPARED, *COUNTED, Op.ANY_OF, Op.CONTAINS}]


@st.composite
def asked(draw):
    """Any condition a list can be narrowed by."""
    key = draw(st.sampled_from(list(VALUES)))
    values = VALUES[key][1]
    return draw(
        st.one_of(
            st.builds(Filter, st.just(key), st.sampled_from(COMPARED), values),
            st.builds(Filter, st.just(key), st.just(Op.ANY_OF), st.lists(values).map(tuple)),
            st.builds(Filter, st.just(key), st.just(Op.CONTAINS), st.text()),
            st.builds(Filter, st.just(key), st.sampled_from(COUNTED), st.integers(0, 4_000)),
            st.builds(Filter, st.just(key), st.sampled_from(BARE)),
        )
    )


@given(st.lists(asked()).map(tuple))
def test_conditions_that_were_kept_come_back_the_same(filters):
    again = from_text(to_text(filters, KINDS), KINDS)
    assert again == filters
    assert [type(each.value) for each in again] == [type(each.value) for each in filters]


def test_what_is_kept_holds_plain_values_and_links_by_id():
    kept = to_text([Filter("owner_id", Op.IS, 7), Filter("hours", Op.FROM, Decimal("1.5"))], KINDS)
    assert [each["value"] for each in json.loads(kept)] == [7, 150]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[{"key": "gone", "op": "is", "value": 1}]', "“gone”, which this list does not have"),
        ('[{"key": "name", "op": "sounds like", "value": "x"}]', "does not know"),
        ('[{"key": "state", "op": "is", "value": "lost"}]', "does not know"),
        ('[{"key": "due_on", "op": "before", "value": "soon"}]', "does not know"),
        ('[{"key": "due_on", "op": "before", "value": {}}]', "can't be read"),
        ('[{"key": "name"}]', "can't be read"),
        ('{"key": "name"}', "can't be read"),
        ("17", "can't be read"),
        ("[[", "can't be read"),
    ],
)
def test_what_can_not_be_shown_any_more_is_said_in_words(text, sentence):
    with pytest.raises(ValueError, match=sentence):
        from_text(text, KINDS)


def test_a_day_stays_the_day_it_was():
    kept = to_text([Filter("due_on", Op.BEFORE, date(2028, 2, 29))], KINDS)
    assert from_text(kept, KINDS)[0].value == date(2028, 2, 29)
