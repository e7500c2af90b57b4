"""The order of what needs doing, and what stays away and comes back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.duties import (
    Duty,
    DutyKind,
    Mark,
    Urgency,
    days_to_put_off,
    in_order,
    sort_out,
)
from copdesk.domain.enquiries import Priority

TODAY = date(2026, 11, 23)
DAYS = st.dates(TODAY - timedelta(days=60), TODAY + timedelta(days=60))
DUTIES = st.lists(
    st.builds(
        Duty,
        kind=st.sampled_from(DutyKind),
        record_id=st.integers(1, 9),
        day=DAYS,
        title=st.just("Title"),
        urgency=st.sampled_from(Urgency),
        act_by=st.none() | DAYS,
    ),
    unique_by=lambda duty: duty.key,
    max_size=25,
)


def duty(days=0, kind=DutyKind.ENQUIRY, **more):
    return Duty(kind, more.pop("id", 1), TODAY + timedelta(days=days), "Title", **more)


def test_what_is_late_by_most_stands_first_whatever_it_is():
    action, enquiry = duty(-9, DutyKind.ACTION), duty(-2, urgency=Urgency.URGENT)
    due = duty(0, id=2, urgency=Urgency.URGENT)
    assert in_order([due, enquiry, action], TODAY) == [action, enquiry, due]


def test_of_what_is_equally_late_the_urgent_stands_first_then_the_earlier_day():
    later, sooner = duty(3, id=1), duty(1, id=2)
    urgent, low = duty(5, id=3, urgency=Urgency.URGENT), duty(0, id=4, urgency=Urgency.LOW)
    assert in_order([low, later, urgent, sooner], TODAY) == [urgent, sooner, later, low]


def test_the_day_to_act_on_counts_before_the_day_itself():
    sunday = duty(6, id=1, act_by=TODAY + timedelta(days=4))
    saturday = duty(5, id=2)
    assert in_order([saturday, sunday], TODAY) == [sunday, saturday]


@pytest.mark.parametrize("kind", [kind for kind in DutyKind if not kind.is_promised])
def test_what_was_promised_to_nobody_is_never_late(kind):
    assert duty(-400, kind).days_late(TODAY) == 0


def test_an_enquiry_with_an_act_by_day_is_late_only_after_the_day_to_reply_by():
    sunday = duty(0, act_by=TODAY - timedelta(days=2))
    assert (sunday.days_late(TODAY), sunday.state_words(TODAY)) == (0, "Act today")
    assert sunday.state_words(TODAY + timedelta(days=1)) == "1 day late"
    assert sunday.state_words(TODAY + timedelta(days=1_300)) == "1,300 days late"


def test_how_it_stands_is_said_by_its_day_or_in_words_of_its_own():
    assert duty(1).state_words(TODAY) == "Due tomorrow"
    assert duty(-5, DutyKind.WAITING, state="Waiting 19 days").state_words(TODAY) == (
        "Waiting 19 days"
    )


@given(DUTIES, st.randoms())
def test_the_order_is_the_same_however_the_lines_come(duties, chance):
    mixed = list(duties)
    chance.shuffle(mixed)
    assert in_order(mixed, TODAY) == in_order(duties, TODAY)


@given(DUTIES)
def test_no_line_stands_before_one_that_is_later_by_more(duties):
    late = [each.days_late(TODAY) for each in in_order(duties, TODAY)]
    assert late == sorted(late, reverse=True)


@given(DUTIES, st.data())
def test_taking_one_line_away_leaves_the_others_in_their_order(duties, data):
    whole = in_order(duties, TODAY)
    gone = data.draw(st.sampled_from([None, *whole]))
    rest = [each for each in duties if each is not gone]
    assert in_order(rest, TODAY) == [each for each in whole if each is not gone]


@given(DUTIES, st.data())
def test_every_line_is_either_here_or_away(duties, data):
    keys = st.sampled_from([each.key for each in duties]) if duties else st.nothing()
    marks = data.draw(st.dictionaries(keys, st.builds(Mark, st.just(1), until=st.none() | DAYS)))
    found = sort_out(duties, marks, TODAY)
    assert sorted([*found.here, *(each for each, _mark in found.away)], key=str) == sorted(
        duties, key=str
    )
    assert all(mark.holds(TODAY) for _each, mark in found.away)


def test_a_line_put_off_comes_back_on_its_day():
    line, mark = duty(), Mark(1, until=TODAY + timedelta(days=3))
    marks = {line.key: mark}
    assert sort_out([line], marks, TODAY + timedelta(days=2)).away == ((line, mark),)
    assert sort_out([line], marks, TODAY + timedelta(days=3)).here == (line,)


def test_a_line_set_aside_comes_back_only_when_its_own_day_changes():
    line, mark = duty(), Mark(1, reason="Settled by phone")
    marks = {line.key: mark}
    assert sort_out([line], marks, TODAY + timedelta(days=900)).here == ()
    assert sort_out([duty(1)], marks, TODAY).here == (duty(1),)


def test_two_lines_about_one_record_are_told_apart_by_their_part():
    date_line = duty(kind=DutyKind.COUNTDOWN, part="date")
    assert date_line.key != duty(kind=DutyKind.COUNTDOWN, part="invite").key


@pytest.mark.parametrize("priority", list(Priority))
def test_each_priority_has_its_urgency(priority):
    assert Urgency.of(priority).name == priority.name


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_the_days_offered_lie_ahead_and_each_is_offered_once(today):
    offered = [day for _words, day in days_to_put_off(today)]
    assert all(day > today for day in offered)
    assert len(set(offered)) == len(offered)
    assert any(day.weekday() == 0 for day in offered)


def test_on_a_sunday_tomorrow_is_monday_and_is_offered_once():
    assert days_to_put_off(date(2026, 11, 22)) == (
        ("Tomorrow", date(2026, 11, 23)),
        ("Next week", date(2026, 11, 30)),
    )
