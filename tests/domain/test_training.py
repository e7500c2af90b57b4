"""Required hours: deadlines, part credits, renewal, exemptions, as at any day."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from copdesk.domain.dates import PartialDate
from copdesk.domain.training import (
    Coverage,
    Credit,
    CreditState,
    DeadlineRule,
    Policy,
    Release,
    ReleaseKind,
    RenewalRule,
    Standing,
    Status,
    Tier,
    coverage,
    deadline,
    known,
    lapsing,
    standing,
)
from copdesk.domain.training_days import counts

POLICY = Policy(adopted_on=date(2026, 1, 12))
RENEWED = replace(POLICY, renewal=RenewalRule.MONTHS, renewal_months=12)
JOINED = date(2026, 8, 12)
DAYS = st.dates(date(2026, 1, 1), date(2029, 12, 31))
CREDITS = st.lists(
    st.builds(
        Credit,
        on=DAYS,
        hours=st.decimals("0.25", "4.00", places=2),
        tier=st.sampled_from(Tier),
        state=st.sampled_from(CreditState),
        entered_on=st.none() | DAYS,
        verified_on=st.none() | DAYS,
        evidenced=st.booleans(),
    ),
    max_size=6,
)
RELEASES = st.lists(
    st.builds(
        Release, start=st.none() | DAYS, end=st.none() | DAYS, kind=st.sampled_from(ReleaseKind)
    ),
    max_size=2,
)
POLICIES = st.builds(
    Policy,
    adopted_on=st.just(date(2026, 1, 12)),
    deadline_rule=st.sampled_from(DeadlineRule),
    deadline_on=st.just(date(2027, 3, 1)),
    renewal=st.sampled_from(RenewalRule),
    renewal_months=st.just(12),
    renewal_on=st.sampled_from([date(2026, 3, 31), date(2028, 2, 29)]),
    grace_days=st.sampled_from([0, 14]),
    accumulates=st.booleans(),
    minimum_hours=st.sampled_from([Decimal("0.00"), Decimal("0.50")]),
    evidence_required=st.booleans(),
    repealed_on=st.none() | st.just(date(2028, 6, 1)),
)
RANKS = {
    Status.NOT_IN_SCOPE: 0,
    Status.OVERDUE: 1,
    Status.EXPIRED: 1,
    Status.EXEMPT: 1,
    Status.DEFERRED: 2,
    Status.IN_PROGRESS: 2,
    Status.DUE_SOON: 2,
    Status.MET: 3,
}
"""How good a status is; being exempt or deferred is never better than having met it."""


def credit(day: date, hours: str, **changes: object) -> Credit:
    return replace(Credit(day, Decimal(hours)), **changes)  # type: ignore[arg-type]


def stands(as_at: date, *earned: Credit, policy: Policy = POLICY) -> Standing:
    return standing(policy, JOINED, None, earned, [], as_at)


def test_the_deadline_is_six_months_after_the_later_of_adoption_and_joining() -> None:
    assert deadline(POLICY, date(2026, 8, 12)) == date(2027, 2, 12)
    assert deadline(POLICY, date(2019, 2, 1)) == date(2026, 7, 12)
    assert deadline(POLICY, None) == date(2026, 7, 12)
    assert deadline(POLICY, date(2026, 8, 31)) == date(2027, 2, 28)


def test_joining_known_only_to_the_month_counts_from_its_last_day() -> None:
    assert deadline(POLICY, PartialDate(2026, 8)) == date(2027, 2, 28)


def test_half_the_hours_are_in_progress_and_say_by_when() -> None:
    found = stands(date(2026, 11, 22), credit(date(2026, 10, 1), "1.5"))
    assert found.status is Status.IN_PROGRESS
    assert found.sentence == "1.50 of 3.00 hours; due by Fri 12 Feb 2027."
    assert (found.hours, found.due_on, found.met_on) == (Decimal("1.50"), date(2027, 2, 12), None)


def test_two_half_sessions_meet_the_requirement_on_the_second_day() -> None:
    found = stands(
        date(2026, 11, 22), credit(date(2026, 11, 5), "1.5"), credit(date(2026, 10, 1), "1.5")
    )
    assert found.status is Status.MET
    assert found.met_on == date(2026, 11, 5)
    assert found.sentence == "3.00 of 3.00 hours; met on Thu 5 Nov 2026."
    assert found.complies


def test_ten_tenths_of_an_hour_are_exactly_one() -> None:
    policy = replace(POLICY, required_hours=Decimal("1.00"))
    tenths = [credit(date(2026, 9, n), "0.1") for n in range(1, 11)]
    assert stands(date(2026, 11, 22), *tenths[:9], policy=policy).status is Status.IN_PROGRESS
    assert stands(date(2026, 11, 22), *tenths, policy=policy).status is Status.MET


@pytest.mark.parametrize(
    "changes",
    [
        {"tier": Tier.ADVANCED},
        {"state": CreditState.PENDING},
        {"state": CreditState.REFUSED},
        {"on": date(2026, 11, 23)},
    ],
)
def test_other_tiers_unverified_hours_and_later_days_do_not_count(
    changes: dict[str, object],
) -> None:
    found = stands(date(2026, 11, 22), credit(date(2026, 10, 1), "3.0", **changes))
    assert found.hours == 0
    assert found.status is Status.IN_PROGRESS


def test_hours_to_be_verified_are_named_beside_those_that_count() -> None:
    found = stands(
        date(2026, 11, 22),
        credit(date(2026, 10, 1), "1.5"),
        credit(date(2026, 10, 2), "1.5", state=CreditState.PENDING),
    )
    expected = "1.50 of 3.00 hours; due by Fri 12 Feb 2027; 1.50 hours to be verified."
    assert found.sentence == expected


@pytest.mark.parametrize(
    ("as_at", "status"),
    [
        (date(2026, 8, 11), Status.NOT_IN_SCOPE),
        (date(2026, 8, 12), Status.IN_PROGRESS),
        (date(2027, 1, 12), Status.IN_PROGRESS),
        (date(2027, 1, 13), Status.DUE_SOON),
        (date(2027, 2, 12), Status.DUE_SOON),
        (date(2027, 2, 13), Status.OVERDUE),
    ],
)
def test_the_status_follows_the_day_asked_about(as_at: date, status: Status) -> None:
    assert stands(as_at).status is status


def test_before_adoption_nobody_is_in_scope() -> None:
    found = standing(POLICY, date(2019, 2, 1), None, [], [], date(2026, 1, 11))
    assert (found.status, found.due_on) == (Status.NOT_IN_SCOPE, None)


def test_overdue_says_since_when() -> None:
    assert stands(date(2027, 3, 1)).sentence == "0.00 of 3.00 hours; was due by Fri 12 Feb 2027."


def test_meeting_it_late_is_still_meeting_it() -> None:
    assert stands(date(2027, 5, 1), credit(date(2027, 4, 1), "3")).status is Status.MET


def test_leaving_freezes_the_standing_on_the_last_day() -> None:
    left = date(2026, 12, 31)
    after = standing(POLICY, JOINED, left, [credit(date(2027, 1, 5), "3")], [], date(2027, 6, 1))
    assert after.status is Status.IN_PROGRESS
    expected = "0.00 of 3.00 hours; due by Fri 12 Feb 2027. Left Thu 31 Dec 2026."
    assert after.sentence == expected


def test_an_exemption_holds_between_its_days_and_says_why() -> None:
    spell = Release(date(2027, 1, 1), date(2027, 6, 30), "parental leave")
    during = standing(POLICY, JOINED, None, [], [spell], date(2027, 3, 1))
    after = standing(POLICY, JOINED, None, [], [spell], date(2027, 7, 1))
    assert (during.status, after.status) == (Status.EXEMPT, Status.OVERDUE)
    assert during.sentence == "Exempt until Wed 30 Jun 2027: parental leave."


def test_who_has_met_it_is_not_called_exempt() -> None:
    done = [credit(date(2026, 10, 1), "3")]
    found = standing(POLICY, JOINED, None, done, [Release()], date(2026, 11, 22))
    assert found.status is Status.MET


@pytest.mark.parametrize(
    ("as_at", "status", "sentence"),
    [
        (
            date(2026, 11, 22),
            Status.MET,
            "3.00 of 3.00 hours; met on Thu 1 Oct 2026, to be renewed by Fri 1 Oct 2027.",
        ),
        (
            date(2027, 9, 1),
            Status.DUE_SOON,
            "0.00 of 3.00 hours; met on Thu 1 Oct 2026, to be renewed by Fri 1 Oct 2027.",
        ),
        (
            date(2027, 10, 2),
            Status.EXPIRED,
            "0.00 of 3.00 hours; met on Thu 1 Oct 2026, expired on Fri 1 Oct 2027.",
        ),
    ],
)
def test_a_requirement_that_is_renewed_expires(as_at: date, status: Status, sentence: str) -> None:
    found = stands(as_at, credit(date(2026, 10, 1), "3"), policy=RENEWED)
    assert (found.status, found.sentence) == (status, sentence)
    assert found.complies == (status is not Status.EXPIRED)


def test_hours_since_it_was_met_count_towards_renewing_it() -> None:
    first, half, rest = (
        credit(date(2026, 10, 1), "3.5"),
        credit(date(2027, 3, 1), "1.5"),
        credit(date(2027, 9, 15), "1.5"),
    )
    found = stands(date(2027, 9, 10), first, half, rest, policy=RENEWED)
    assert (found.status, found.hours) == (Status.DUE_SOON, Decimal("1.50"))
    renewed = stands(date(2027, 9, 15), first, half, rest, policy=RENEWED)
    assert (renewed.status, renewed.met_on) == (Status.MET, date(2027, 9, 15))
    assert renewed.due_on == date(2028, 9, 15)


def test_out_of_scope_is_not_counted_and_neither_is_exempt() -> None:
    day = date(2027, 3, 1)
    met = stands(day, credit(date(2026, 10, 1), "3"))
    late = stands(day)
    exempt = standing(POLICY, JOINED, None, [], [Release()], day)
    outside = standing(POLICY, JOINED, None, [], [], day, in_scope=False)
    assert coverage([met, late, late, exempt, outside]) == Coverage(met=1, counted=3)


@given(CREDITS, RELEASES, st.randoms(use_true_random=False), DAYS, POLICIES)
def test_the_order_in_which_things_are_entered_does_not_matter(
    earned: list[Credit], given_: list[Release], random: object, as_at: date, policy: Policy
) -> None:
    hours, spans = list(earned), list(given_)
    random.shuffle(hours)  # type: ignore[attr-defined]
    random.shuffle(spans)  # type: ignore[attr-defined]
    before = standing(policy, JOINED, None, earned, given_, as_at)
    after = standing(policy, JOINED, None, hours, spans, as_at)
    assert before == after


@given(CREDITS, RELEASES, DAYS, st.decimals("0.25", "4.00", places=2), DAYS, POLICIES)
def test_another_verified_credit_never_lowers_anybody(
    earned: list[Credit],
    given_: list[Release],
    on: date,
    hours: Decimal,
    as_at: date,
    policy: Policy,
) -> None:
    assume(policy.renewal is not RenewalRule.MONTHS)  # the one exception, told in the module
    before = standing(policy, JOINED, None, earned, given_, as_at)
    after = standing(policy, JOINED, None, [*earned, Credit(on, hours)], given_, as_at)
    assert RANKS[after.status] >= RANKS[before.status]
    assert after.complies or not before.complies
    if policy.renewal is RenewalRule.NONE:
        assert after.hours >= before.hours


@given(CREDITS, CREDITS, RELEASES, DAYS, POLICIES)
def test_what_comes_after_the_day_asked_about_is_never_seen(
    earned: list[Credit], more: list[Credit], given_: list[Release], as_at: date, policy: Policy
) -> None:
    later = [replace(one, on=as_at + timedelta(days=1 + n)) for n, one in enumerate(more)]
    with_them = standing(policy, JOINED, None, [*earned, *later], given_, as_at)
    assert with_them == standing(policy, JOINED, None, earned, given_, as_at)


@given(CREDITS, DAYS, DAYS, POLICIES)
def test_what_was_entered_after_a_day_is_not_known_on_it(
    earned: list[Credit], known_on: date, as_at: date, policy: Policy
) -> None:
    late = [replace(one, entered_on=known_on + timedelta(days=1)) for one in earned]
    seen = standing(policy, JOINED, None, [*earned, *late], [], as_at, known_on=known_on)
    assert seen == standing(policy, JOINED, None, earned, [], as_at, known_on=known_on)


@given(CREDITS, DAYS, DAYS)
def test_a_later_day_of_knowledge_knows_all_that_an_earlier_one_did(
    earned: list[Credit], one: date, other: date
) -> None:
    sooner, later = sorted((one, other))
    less = [(c.on, c.hours) for c in known(earned, sooner)]
    more = [(c.on, c.hours) for c in known(earned, later)]
    assert all(less.count(each) <= more.count(each) for each in less)


@given(CREDITS, st.sampled_from([date(2026, 6, 1), date(2029, 12, 31)]))
def test_hours_are_added_up_exactly(earned: list[Credit], as_at: date) -> None:
    hundredths = sum(int(c.hours * 100) for c in earned if counts(POLICY, c) and c.on <= as_at)
    assert stands(as_at, *earned).hours * 100 == hundredths


@given(CREDITS, st.integers(0, 400), st.decimals("0.25", "4.00", places=2), DAYS)
def test_a_later_credit_never_shortens_what_was_renewed(
    earned: list[Credit], later: int, hours: Decimal, as_at: date
) -> None:
    newest = max((c.on for c in earned), default=date(2026, 8, 12))
    before = stands(as_at, *earned, policy=RENEWED)
    extra = Credit(newest + timedelta(days=later), hours)
    after = stands(as_at, *earned, extra, policy=RENEWED)
    assert after.complies or not before.complies


@given(CREDITS, DAYS)
def test_met_means_the_counted_hours_reach_the_requirement(
    earned: list[Credit], as_at: date
) -> None:
    found = stands(as_at, *earned)
    assert found.complies == (found.hours >= found.required and found.status is Status.MET)
    assert (found.met_on is not None) == (found.hours >= found.required)


@pytest.mark.parametrize(
    ("as_at", "found"),
    [
        (date(2026, 11, 22), {30: [], 60: [], 90: [1]}),
        (date(2026, 12, 22), {30: [], 60: [1], 90: []}),
        (date(2027, 1, 22), {30: [1], 60: [], 90: []}),
        (date(2027, 2, 13), {30: [], 60: [], 90: []}),
    ],
)
def test_who_lapses_next_is_named_once_under_the_nearest_span(
    as_at: date, found: dict[int, list[int]]
) -> None:
    done = stands(as_at, credit(date(2026, 10, 1), "3"))
    assert lapsing({1: stands(as_at), 2: done}, as_at) == found


def test_grace_puts_off_the_day_of_lapsing() -> None:
    kept = replace(RENEWED, grace_days=14)
    found = stands(date(2027, 9, 10), credit(date(2026, 10, 1), "3"), policy=kept)
    assert found.lapses_on == date(2027, 10, 16)
    expected = (
        "0.00 of 3.00 hours; met on Thu 1 Oct 2026, to be renewed by Fri 1 Oct 2027"
        " (with grace until Fri 15 Oct 2027)."
    )
    assert found.sentence == expected


def test_a_deferral_says_until_when_and_why_and_is_counted() -> None:
    spell = Release(date(2027, 1, 1), date(2027, 6, 30), "parental leave", ReleaseKind.DEFERRED)
    found = standing(POLICY, JOINED, None, [], [spell], date(2027, 3, 1))
    assert found.sentence == "0.00 of 3.00 hours. Deferred until Wed 30 Jun 2027: parental leave."
    assert coverage([found]) == Coverage(met=0, counted=1)


def test_pretended_hours_show_what_would_be() -> None:
    booked = Credit(date(2026, 12, 3), Decimal("1.50"))
    day, half = date(2026, 12, 3), credit(date(2026, 10, 1), "1.5")
    assert coverage([stands(day, half)]) == Coverage(0, 1)
    assert coverage([stands(day, half, booked)]) == Coverage(1, 1)
