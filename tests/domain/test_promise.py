"""The promise never moves, the working target moves by waiting: the rules, cell by cell."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.enquiries import EnquiryState, PauseKind, PromiseRule
from copdesk.domain.promise import (
    CALENDAR_WEEK,
    Course,
    Pause,
    Terms,
    act_by,
    clock,
    merged,
    promised_by,
    reply_by,
    target_on,
    waited,
)
from copdesk.domain.working_days import Nation, is_working_day

ENG, SCT, WLS, NIR = Nation.ENGLAND, Nation.SCOTLAND, Nation.WALES, Nation.NORTHERN_IRELAND
CALENDAR, WORKING = PromiseRule.CALENDAR_DAYS, PromiseRule.WORKING_DAYS
LATER = date(2035, 1, 1)


def five_days(nation: Nation, **changes: object) -> Terms:
    return Terms(WORKING, 5, nation, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("received", "week", "act", "england", "scotland"),
    [
        ("2026-04-02", "2026-04-09", "2026-04-09", "2026-04-13", "2026-04-10"),
        ("2026-12-23", "2026-12-30", "2026-12-30", "2027-01-04", "2027-01-05"),
        ("2026-05-01", "2026-05-08", "2026-05-08", "2026-05-11", "2026-05-11"),
        ("2026-03-07", "2026-03-14", "2026-03-13", "2026-03-13", "2026-03-13"),
    ],
)
def test_the_table_of_the_promise_holds_in_every_cell(received, week, act, england, scotland):
    day = date.fromisoformat(received)
    assert promised_by(day) == date.fromisoformat(week)
    assert act_by(promised_by(day)) == date.fromisoformat(act)
    assert promised_by(day, five_days(ENG)) == date.fromisoformat(england)
    assert promised_by(day, five_days(SCT)) == date.fromisoformat(scotland)


@pytest.mark.parametrize(
    ("received", "terms", "promised", "act"),
    [
        # 29 February, and the day after it in a year without
        ("2028-02-22", CALENDAR_WEEK, "2028-02-29", "2028-02-29"),
        ("2026-02-22", CALENDAR_WEEK, "2026-03-01", "2026-02-27"),
        ("2028-02-28", five_days(ENG), "2028-03-06", "2028-03-06"),
        # the clocks change on 29 March and on 25 October 2026
        ("2026-03-26", CALENDAR_WEEK, "2026-04-02", "2026-04-02"),
        ("2026-10-24", CALENDAR_WEEK, "2026-10-31", "2026-10-30"),
        ("2026-03-27", five_days(ENG), "2026-04-07", "2026-04-07"),
        # one-offs: the funeral, the jubilee, the coronation, the World Cup in Scotland alone
        ("2022-09-14", five_days(WLS), "2022-09-22", "2022-09-22"),
        ("2022-09-12", CALENDAR_WEEK, "2022-09-19", "2022-09-16"),
        ("2022-05-27", CALENDAR_WEEK, "2022-06-03", "2022-06-01"),
        ("2023-05-01", CALENDAR_WEEK, "2023-05-08", "2023-05-05"),
        ("2026-06-08", replace(CALENDAR_WEEK, nation=SCT), "2026-06-15", "2026-06-12"),
        ("2026-06-08", CALENDAR_WEEK, "2026-06-15", "2026-06-15"),
        ("2026-06-08", five_days(SCT), "2026-06-16", "2026-06-16"),
        ("2026-07-06", replace(CALENDAR_WEEK, nation=NIR), "2026-07-13", "2026-07-10"),
        ("2026-07-06", replace(CALENDAR_WEEK, nation=WLS), "2026-07-13", "2026-07-13"),
        # over the end of a year
        ("2026-12-29", CALENDAR_WEEK, "2027-01-05", "2027-01-05"),
        ("2026-12-25", CALENDAR_WEEK, "2027-01-01", "2026-12-31"),
        ("2026-12-25", replace(CALENDAR_WEEK, nation=SCT), "2027-01-01", "2026-12-31"),
        ("2026-12-28", replace(CALENDAR_WEEK, nation=SCT), "2027-01-04", "2026-12-31"),
    ],
)
def test_days_that_are_special_are_counted_right(received, terms, promised, act):
    found = promised_by(date.fromisoformat(received), terms)
    assert found == date.fromisoformat(promised)
    assert act_by(found, terms) == date.fromisoformat(act)


def test_bank_holidays_set_by_hand_win():
    added = {date(2026, 11, 27): "A day of mourning"}
    taken = {date(2026, 12, 28): None}
    received = date(2026, 11, 20)
    assert promised_by(received, five_days(ENG, changes=added)) == date(2026, 11, 30)
    assert act_by(date(2026, 11, 27), Terms(changes=added)) == date(2026, 11, 26)
    assert act_by(date(2026, 12, 28), Terms(changes=taken)) == date(2026, 12, 28)
    assert act_by(date(2026, 12, 28)) == date(2026, 12, 24)


# Pauses -------------------------------------------------------------------------------------------


def pause(first: str, last: str | None = None, kind: PauseKind = PauseKind.WAITING) -> Pause:
    return Pause(date.fromisoformat(first), date.fromisoformat(last) if last else None, kind)


def test_two_days_of_waiting_move_the_target_by_two_days():
    target = reply_by(date(2026, 4, 9), [pause("2026-04-03", "2026-04-05")], CALENDAR_WEEK, LATER)
    assert target == date(2026, 4, 11)
    assert act_by(target) == date(2026, 4, 10)


@pytest.mark.parametrize(
    ("pauses", "calendar", "working"),
    [
        # promised by Thu 9 Apr in calendar days, by Mon 13 Apr in working days of England
        ([], "2026-04-09", "2026-04-13"),
        ([pause("2026-04-02", "2026-04-02")], "2026-04-09", "2026-04-13"),
        ([pause("2026-04-03", "2026-04-07")], "2026-04-13", "2026-04-13"),  # the Easter weekend
        ([pause("2026-04-07", "2026-04-09")], "2026-04-11", "2026-04-15"),
        ([pause("2026-04-09", "2026-04-10")], "2026-04-10", "2026-04-14"),  # begins on its last day
        ([pause("2026-04-10", "2026-04-20")], "2026-04-09", "2026-04-21"),  # too late for the week
        ([pause("2026-04-14", "2026-04-20")], "2026-04-09", "2026-04-13"),  # too late for both
        # within reach only because the first moved the target
        (
            [pause("2026-04-08", "2026-04-10"), pause("2026-04-11", "2026-04-12")],
            "2026-04-12",
            None,
        ),
        (
            [pause("2026-04-07", "2026-04-09"), pause("2026-04-08", "2026-04-10")],
            "2026-04-12",
            None,
        ),
    ],
)
def test_a_pause_moves_the_target_by_its_days(pauses, calendar, working):
    assert reply_by(date(2026, 4, 9), pauses, CALENDAR_WEEK, LATER) == date.fromisoformat(calendar)
    if working:
        found = reply_by(date(2026, 4, 13), pauses, five_days(ENG), LATER)
        assert found == date.fromisoformat(working)


@pytest.mark.parametrize(
    ("promised", "over", "calendar", "working"),
    [
        ("2026-12-30", ("2026-12-24", "2027-01-04"), "2027-01-10", "2027-01-06"),
        ("2028-03-01", ("2028-02-28", "2028-03-01"), "2028-03-03", "2028-03-03"),
        ("2026-03-31", ("2026-03-28", "2026-03-30"), "2026-04-02", "2026-03-31"),
        ("2026-10-27", ("2026-10-23", "2026-10-26"), "2026-10-30", "2026-10-28"),
    ],
)
def test_a_pause_over_new_year_a_leap_day_or_the_change_of_clocks(
    promised, over, calendar, working
):
    due, pauses = date.fromisoformat(promised), [pause(*over)]
    assert reply_by(due, pauses, CALENDAR_WEEK, LATER) == date.fromisoformat(calendar)
    assert reply_by(due, pauses, five_days(ENG), LATER) == date.fromisoformat(working)


def test_a_pause_that_lasts_counts_until_the_day_asked_about():
    lasting = [pause("2026-04-03")]
    due = date(2026, 4, 9)
    for day in range(3, 12):
        target = reply_by(due, lasting, CALENDAR_WEEK, date(2026, 4, day))
        assert target == due + timedelta(days=day - 3)


def course(state: EnquiryState = EnquiryState.OPEN, *pauses: Pause, **more: object) -> Course:
    return Course(date(2026, 4, 2), date(2026, 4, 9), state, pauses=pauses, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "state", [EnquiryState.WAITING, EnquiryState.ANSWERED, EnquiryState.CLOSED]
)
def test_nobody_has_to_act_while_it_waits_or_once_it_is_settled(state):
    found = clock(course(state, pause("2026-04-03")), CALENDAR_WEEK, date(2026, 4, 6))
    assert (found.reply_by, found.act_by, found.left) == (None, None, None)
    assert (found.promised, found.waited) == (date(2026, 4, 9), 3)


def test_reopening_leaves_what_was_left():
    answered = pause("2026-04-06", "2026-04-20", PauseKind.SETTLED)
    found = clock(course(EnquiryState.OPEN, answered), CALENDAR_WEEK, date(2026, 4, 20))
    assert (found.reply_by, found.left, found.waited) == (date(2026, 4, 23), 3, 0)


def test_only_waiting_that_moves_the_target_is_told():
    known = course(
        EnquiryState.OPEN,
        pause("2026-03-30", "2026-04-04"),  # two of its days lie after the receipt
        pause("2026-04-04", "2026-04-06", PauseKind.SETTLED),
        pause("2026-04-20", "2026-04-25"),  # too late
    )
    assert waited(known, CALENDAR_WEEK, LATER) == 2
    assert target_on(known, CALENDAR_WEEK, LATER) == date(2026, 4, 13)


def test_the_target_at_the_first_reply_knows_nothing_of_later_pauses():
    known = course(
        EnquiryState.OPEN,
        pause("2026-04-03", "2026-04-05"),
        pause("2026-04-10", "2026-04-30", PauseKind.SETTLED),
        answered=date(2026, 4, 10),
    )
    assert target_on(known, CALENDAR_WEEK, date(2026, 4, 10)) == date(2026, 4, 11)


def test_working_days_left_are_those_after_today():
    terms = five_days(ENG)
    known = Course(date(2026, 4, 2), date(2026, 4, 13), EnquiryState.OPEN)
    assert clock(known, terms, date(2026, 4, 2)).left == 5
    assert clock(known, terms, date(2026, 4, 10)).left == 1
    assert clock(known, terms, date(2026, 4, 13)).left == 0
    assert clock(known, terms, date(2026, 4, 15)).left == -2


# Whatever happens ---------------------------------------------------------------------------------

DAYS = st.dates(date(2021, 12, 1), date(2029, 1, 31))
CHANGES = st.dictionaries(DAYS, st.sampled_from(["A one-off", None]), max_size=30)
TERMS = st.builds(
    Terms, st.sampled_from(PromiseRule), st.integers(0, 30), st.sampled_from(Nation), CHANGES
)


@st.composite
def pauses(draw: st.DrawFn, near: date, *, most: int = 6) -> list[Pause]:
    starts = st.integers(-3, 60).map(lambda n: near + timedelta(days=n))
    one = st.builds(
        lambda start, days: Pause(start, start + timedelta(days=days)), starts, st.integers(0, 25)
    )
    return draw(st.lists(one, max_size=most))


@st.composite
def cases(draw: st.DrawFn) -> tuple[date, Terms, list[Pause]]:
    received, terms = draw(DAYS), draw(TERMS)
    return promised_by(received, terms), terms, draw(pauses(received))


@given(cases(), st.randoms())
def test_the_order_of_pauses_does_not_matter(case, chance):
    promised, terms, stood = case
    mixed = chance.sample(stood, len(stood))
    assert reply_by(promised, mixed, terms, LATER) == reply_by(promised, stood, terms, LATER)


@given(cases(), st.data())
def test_a_pause_told_in_pieces_or_twice_is_the_same_pause(case, data):
    promised, terms, stood = case
    pieces: list[Pause] = []
    for one in stood:
        assert one.end is not None
        cut = one.start + timedelta(days=data.draw(st.integers(0, (one.end - one.start).days)))
        over = data.draw(st.integers(0, (one.end - cut).days))
        pieces += [Pause(one.start, cut + timedelta(days=over)), Pause(cut, one.end)]
    assert reply_by(promised, pieces, terms, LATER) == reply_by(promised, stood, terms, LATER)


@given(cases())
def test_the_target_is_never_before_the_promise_and_without_pauses_it_is_the_promise(case):
    promised, terms, stood = case
    assert reply_by(promised, stood, terms, LATER) >= promised
    assert reply_by(promised, [], terms, LATER) == promised


@given(cases(), st.data())
def test_one_more_pause_never_brings_the_target_forward(case, data):
    promised, terms, stood = case
    more = [*stood, *data.draw(pauses(promised - timedelta(days=10), most=1))]
    assert reply_by(promised, more, terms, LATER) >= reply_by(promised, stood, terms, LATER)


@given(cases(), st.integers(0, 80), st.integers(0, 20))
def test_the_target_never_goes_back_as_days_pass(case, after, later):
    promised, terms, stood = case
    day = promised + timedelta(days=after - 20)
    lasting = [*stood, Pause(promised)]
    earlier = reply_by(promised, lasting, terms, day)
    assert reply_by(promised, lasting, terms, day + timedelta(days=later)) >= earlier


@given(cases())
def test_the_day_to_act_is_the_last_working_day_not_after_the_target(case):
    promised, terms, stood = case
    target = reply_by(promised, stood, terms, LATER)
    act = act_by(target, terms)
    between = [act + timedelta(days=n) for n in range(1, (target - act).days + 1)]
    assert act <= target
    assert is_working_day(act, terms.nation, terms.changes)
    assert not any(is_working_day(day, terms.nation, terms.changes) for day in between)


@given(cases())
def test_in_calendar_days_every_day_that_counts_moves_the_target_by_one(case):
    promised, _, stood = case
    target, days = promised, set()
    for one in sorted(stood, key=lambda each: each.start):
        assert one.end is not None
        days |= {one.start + timedelta(days=n) for n in range((one.end - one.start).days)}
    day = min(days, default=promised)
    while day <= max(days, default=promised):
        reached = day <= target or day - timedelta(days=1) in days
        if not reached and day in days:
            break
        target += timedelta(days=day in days)
        day += timedelta(days=1)
    assert reply_by(promised, stood, CALENDAR_WEEK, LATER) == target


@given(cases())
def test_merged_pauses_lie_apart_and_hold_the_same_days(case):
    _, _, stood = case
    spans = merged(stood, LATER)
    assert all(before[1] < after[0] for before, after in pairwise(spans))
    held = {start + timedelta(days=n) for start, end in spans for n in range((end - start).days)}
    meant = {
        one.start + timedelta(days=n)
        for one in stood
        for n in range(((one.end or one.start) - one.start).days)
    }
    assert held == meant
