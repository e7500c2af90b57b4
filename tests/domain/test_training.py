"""Required hours: deadlines, part credits, renewal, exemptions, as at any day."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.dates import PartialDate
from copdesk.domain.training import (
    Coverage,
    Credit,
    CreditState,
    Policy,
    Release,
    RenewalRule,
    Standing,
    Status,
    Tier,
    coverage,
    deadline,
    standing,
)

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
    ),
    max_size=6,
)


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


@given(CREDITS, st.randoms(use_true_random=False), DAYS, st.sampled_from([POLICY, RENEWED]))
def test_the_order_of_credits_does_not_matter(
    earned: list[Credit], random: object, as_at: date, policy: Policy
) -> None:
    shuffled = list(earned)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert stands(as_at, *earned, policy=policy) == stands(as_at, *shuffled, policy=policy)


@given(CREDITS, DAYS, st.decimals("0.25", "4.00", places=2), DAYS)
def test_another_verified_credit_never_lowers_anybody(
    earned: list[Credit], on: date, hours: Decimal, as_at: date
) -> None:
    before = stands(as_at, *earned)
    after = stands(as_at, *earned, Credit(on, hours))
    assert after.hours >= before.hours
    assert after.complies or not before.complies


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
