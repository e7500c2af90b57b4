"""The time an item is likely to take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.learnt import LOOKED_AT, Past, learnt_minutes
from copdesk.domain.meetings import Section

LAW, CASES = Section.LEGAL_CHANGES, Section.CHALLENGES


def past(*took, section=LAW, title="Legal changes"):
    return [Past(section, title, each) for each in took]


@pytest.mark.parametrize(
    ("took", "learnt"), [([25], 25), ([20, 40, 25], 25), ([20, 25], 23), ([10, 12], 11)]
)
def test_the_next_plan_proposes_the_middle_of_the_last_times(took, learnt):
    assert learnt_minutes(past(*took), LAW, "Legal changes") == learnt


def test_the_same_title_is_stronger_than_the_same_section():
    known = past(40, title="Fees") + past(10, 12)
    assert learnt_minutes(known, LAW, "FEES") == 40
    assert learnt_minutes(known, LAW, "Something new") == 12


def test_another_section_teaches_nothing():
    assert learnt_minutes(past(40), CASES, "Legal changes") is None
    assert learnt_minutes([], LAW, "Legal changes") is None


def test_what_is_older_than_the_last_times_is_forgotten():
    assert learnt_minutes(past(*[10] * LOOKED_AT, 90, 90, 90, 90, 90, 90), LAW, "x") == 10


@given(st.lists(st.integers(0, 300), min_size=1, max_size=9))
def test_the_proposal_lies_between_the_shortest_and_the_longest(took):
    last = took[:LOOKED_AT]
    assert min(last) <= learnt_minutes(past(*took), LAW, "x") <= max(last)
