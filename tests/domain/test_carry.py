"""What goes forward to the next meeting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.carry import Item, Why, by_rule, toggled, verdict
from copdesk.domain.meetings import Carry

ITEMS = st.builds(Item, st.booleans(), st.booleans(), st.integers(0, 3), st.sampled_from(Carry))


@pytest.mark.parametrize(
    ("item", "carries", "why"),
    [
        (Item(), False, Why.DEALT_WITH),
        (Item(reached=False), True, Why.NOT_REACHED),
        (Item(open_actions=2), True, Why.OPEN_ACTION),
        (Item(standing=True), True, Why.STANDING),
        (Item(reached=False, standing=True, open_actions=1), True, Why.NOT_REACHED),
        (Item(carry=Carry.CARRY), True, Why.CHOSEN),
        (Item(standing=True, carry=Carry.LEAVE), False, Why.LEFT),
        (Item(standing=True, carry=Carry.CARRY), True, Why.STANDING),
        (Item(carry=Carry.LEAVE), False, Why.DEALT_WITH),
    ],
)
def test_the_rule_says_what_carries_and_why(item, carries, why):
    found = verdict(item)
    assert (found.carries, found.why) == (carries, why)


@given(ITEMS)
def test_an_item_carries_by_rule_only_if_not_reached_standing_or_with_an_open_action(item):
    expected = not item.reached or item.standing or item.open_actions > 0
    assert by_rule(item).carries == expected


@given(ITEMS)
def test_a_choice_is_stronger_than_the_rule(item):
    found = verdict(item)
    if item.carry is Carry.BY_RULE:
        assert found == by_rule(item)
    else:
        assert found.carries == (item.carry is Carry.CARRY)


@given(ITEMS)
def test_changing_ones_mind_turns_the_verdict_round_and_twice_back(item):
    once = Item(item.reached, item.standing, item.open_actions, toggled(item))
    assert verdict(once).carries != verdict(item).carries
    twice = Item(item.reached, item.standing, item.open_actions, toggled(once))
    assert verdict(twice).carries == verdict(item).carries


@given(ITEMS)
def test_the_reason_fits_the_verdict(item):
    found = verdict(item)
    assert found.carries != (found.why in {Why.LEFT, Why.DEALT_WITH})
