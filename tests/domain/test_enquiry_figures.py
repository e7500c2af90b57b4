"""Figures of enquiries: what counts as what, that rows add up, and how percentiles are found."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.enquiries import EnquiryState
from copdesk.domain.enquiry_figures import (
    Fact,
    Measure,
    Period,
    Span,
    Split,
    Step,
    by_period,
    by_split,
    figures,
    measures,
    percentile,
    share_words,
    span_of,
    spans,
    step_for,
)

ON = date(2026, 11, 22)
APRIL = date(2026, 4, 2)
PLAIN = Fact(
    id=1,
    received_on=APRIL,
    due_on=APRIL + timedelta(days=7),
    target=APRIL + timedelta(days=7),
    answered_on=None,
    closed_on=None,
    state=EnquiryState.OPEN,
    reply_by=APRIL + timedelta(days=7),
    waits=(),
    no_provider=False,
    topic="Fee waiver",
    group="Fees",
    area="",
    kind="Law centre",
    sector="Voluntary",
    channel="E-mail",
    community="Yorkshire",
    organisation="Northgate Law Centre",
)


def answered(after, **other):
    day = APRIL + timedelta(days=after)
    return replace(PLAIN, answered_on=day, state=EnquiryState.ANSWERED, reply_by=None, **other)


def count(fact, on=ON):
    return set(measures(fact, on)) - {Measure.RECEIVED}


def test_an_answer_on_the_promised_day_keeps_the_promise():
    assert Measure.KEPT in count(answered(7))
    assert Measure.AFTER in count(answered(8))


def test_waiting_moves_the_working_target_and_never_the_promise():
    found = count(answered(9, target=APRIL + timedelta(days=9)))
    assert {Measure.AFTER, Measure.ON_TARGET} <= found
    assert Measure.KEPT not in found


def test_open_past_its_promise_is_due_and_late():
    assert count(PLAIN) == {Measure.OPEN, Measure.DUE, Measure.AFTER, Measure.LATE}


def test_open_on_its_promised_day_is_neither_due_nor_late():
    assert count(PLAIN, PLAIN.due_on) == {Measure.OPEN}


def test_waiting_for_the_asker_is_never_late_though_the_promise_has_passed():
    waiting = replace(PLAIN, state=EnquiryState.WAITING, reply_by=None, waits=((APRIL, None),))
    assert count(waiting) == {Measure.OPEN, Measure.WAITING, Measure.DUE, Measure.AFTER}


def test_a_wait_counts_only_on_its_own_days():
    ended = APRIL + timedelta(days=4)
    waited = replace(answered(6), waits=((APRIL + timedelta(days=2), ended),))
    assert Measure.WAITING in count(waited, APRIL + timedelta(days=3))
    assert Measure.WAITING not in count(waited, ended)
    assert Measure.WAITING not in count(waited, APRIL)


def test_closed_without_an_answer_is_not_due():
    closed = replace(PLAIN, state=EnquiryState.CLOSED, closed_on=APRIL + timedelta(days=30))
    assert count(closed) == {Measure.UNANSWERED}


def test_what_was_answered_later_was_open_before():
    assert count(answered(9), APRIL + timedelta(days=8)) == {
        Measure.OPEN,
        Measure.DUE,
        Measure.AFTER,
        Measure.LATE,
    }


def test_opened_again_is_answered_and_open():
    again = replace(answered(3), state=EnquiryState.OPEN, reply_by=ON)
    assert count(again) >= {Measure.ANSWERED, Measure.KEPT, Measure.OPEN}
    assert Measure.LATE not in count(again)


def test_an_answer_dated_before_receipt_has_no_days():
    found = figures([answered(-2), answered(4)], ON)
    assert (found[Measure.ANSWERED], found.days) == (2, (4,))


def test_figures_of_nothing_are_not_known_rather_than_none():
    none = figures([], ON)
    assert none[Measure.RECEIVED] == 0
    assert [none.median, none.ninetieth, none.of_answered, none.of_due] == [None] * 4


def test_shares_are_rounded_down_so_that_a_hundred_means_all():
    assert share_words(199, 200) == "99 %"
    assert share_words(0, 0) == "–"


def test_the_unknown_is_a_row_of_its_own_and_stands_last():
    parts = by_split([PLAIN, answered(3, area="Leeds")], Split.AREA, ON)
    assert [(part.words, part.known) for part in parts] == [
        ("Leeds", True),
        ("Area not known", False),
    ]


def test_the_ninetieth_percentile_is_the_ninth_of_ten():
    assert percentile(range(1, 11), 90) == 9
    assert percentile(range(1, 11), 50) == 5
    assert percentile([4], 90) == 4


def test_a_quarter_has_three_months_and_a_cut_period_is_cut():
    whole = span_of(Period.LAST_QUARTER, ON)
    assert (whole.first, whole.last) == (date(2026, 7, 1), date(2026, 9, 30))
    assert [each.words for each in spans(whole.first, whole.last, Step.MONTH)] == [
        "Jul 2026",
        "Aug 2026",
        "Sep 2026",
    ]
    cut = spans(date(2026, 2, 10), date(2026, 4, 3), Step.QUARTER)
    assert cut == [
        Span("Q1 2026", date(2026, 2, 10), date(2026, 3, 31)),
        Span("Q2 2026", date(2026, 4, 1), date(2026, 4, 3)),
    ]


def test_twelve_months_end_today_and_are_shown_by_month():
    span = span_of(Period.TWELVE_MONTHS, ON)
    assert (span.first, span.last) == (date(2025, 12, 1), ON)
    assert len(spans(span.first, span.last, step_for(span.first, span.last))) == 12
    assert step_for(date(2024, 1, 1), ON) is Step.QUARTER
    assert step_for(date(2016, 11, 22), ON) is Step.YEAR


# Whatever there is in the file ---------------------------------------------------------------

DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))


@st.composite
def facts(draw):
    received = draw(DAYS)
    after = st.none() | st.integers(-3, 90).map(lambda n: received + timedelta(days=n))
    due = received + timedelta(days=7)
    waits = draw(st.lists(st.tuples(DAYS, st.none() | DAYS), max_size=2))
    return Fact(
        id=draw(st.integers(1, 10**9)),
        received_on=received,
        due_on=due,
        target=due + timedelta(days=draw(st.integers(0, 30))),
        answered_on=draw(after),
        closed_on=draw(after),
        state=draw(st.sampled_from(EnquiryState)),
        reply_by=draw(after),
        waits=tuple(waits),
        no_provider=draw(st.booleans()),
        **{split.value: draw(st.sampled_from(("", "One", "Two"))) for split in Split},
    )


MANY = st.lists(facts(), max_size=30)


@given(MANY, st.sampled_from(Split), DAYS)
def test_the_rows_of_a_split_add_up_to_its_total_whatever_is_counted(some, split, on):
    total, parts = figures(some, on), by_split(some, split, on)
    for measure in Measure:
        assert sum(part.figures[measure] for part in parts) == total[measure]
        behind = Counter(id_ for part in parts for id_ in part.figures.ids[measure])
        assert behind == Counter(total.ids[measure])
    assert sorted(day for part in parts for day in part.figures.days) == list(total.days)


@given(MANY, st.sampled_from(Step), DAYS)
def test_the_parts_of_a_period_add_up_to_it(some, step, on):
    parts = by_period(some, spans(date(2025, 1, 1), date(2026, 12, 31), step), on)
    total = figures(some, on)
    assert all(sum(p.figures[m] for p in parts) == total[m] for m in Measure)


@given(MANY.flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))), DAYS)
def test_the_order_in_which_they_come_does_not_matter(two, on):
    one, other = (figures(some, on) for some in two)
    assert one.days == other.days
    assert {m: sorted(one.ids[m]) for m in Measure} == {m: sorted(other.ids[m]) for m in Measure}


@given(facts(), DAYS)
def test_every_enquiry_is_answered_or_open_or_closed_without_an_answer(fact, on):
    found = Counter(measures(fact, on))
    assert max(found.values()) == 1
    assert found[Measure.ANSWERED] or found[Measure.OPEN] or found[Measure.UNANSWERED]
    assert found[Measure.UNANSWERED] + max(found[Measure.ANSWERED], found[Measure.OPEN]) == 1
    assert found[Measure.DUE] == found[Measure.KEPT] + found[Measure.AFTER]
    assert found[Measure.ON_TARGET] >= found[Measure.KEPT]
    assert found[Measure.WAITING] + found[Measure.LATE] <= found[Measure.OPEN]


@given(st.lists(st.integers(0, 400), min_size=1), st.integers(1, 100))
def test_a_percentile_is_a_value_that_so_many_do_not_exceed_and_no_smaller_one_does(days, part):
    ordered = sorted(days)
    found = percentile(ordered, part)
    assert found in ordered
    assert sum(day <= found for day in days) * 100 >= part * len(days)
    assert sum(day < found for day in days) * 100 < part * len(days)


@given(DAYS, DAYS, st.sampled_from(Step))
def test_the_parts_of_a_period_hold_each_of_its_days_once(one, other, step):
    first, last = sorted((one, other))
    parts = spans(first, last, step)
    assert (parts[0].first, parts[-1].last) == (first, last)
    assert all(b.first - a.last == timedelta(days=1) for a, b in pairwise(parts))
