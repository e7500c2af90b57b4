"""The span of hours that count, held against the standings themselves."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.training import Credit, CreditState, Policy, RenewalRule, Tier, standing
from copdesk.domain.training_counted import counted_span
from copdesk.domain.training_days import counts

ADOPTED = date(2024, 1, 1)
PLAIN = Policy(ADOPTED)
MONTHLY = replace(PLAIN, renewal=RenewalRule.MONTHS, renewal_months=12)
YEARLY = replace(PLAIN, renewal=RenewalRule.YEARLY, renewal_on=date(2024, 2, 29))
DAYS = st.dates(ADOPTED, date(2029, 12, 31))
POLICIES = st.builds(
    replace,
    st.sampled_from([PLAIN, MONTHLY, YEARLY]),
    accumulates=st.booleans(),
    minimum_hours=st.sampled_from([Decimal("0.00"), Decimal("1.00")]),
)
CREDITS = st.lists(
    st.builds(
        Credit,
        st.one_of(DAYS, st.sampled_from([date(2026, 2, 28), date(2028, 2, 28), date(2028, 2, 29)])),
        st.sampled_from([Decimal("0.10"), Decimal("0.70"), Decimal("1.50"), Decimal("3.00")]),
        st.sampled_from(list(Tier)),
        st.sampled_from(list(CreditState)),
    ),
    max_size=12,
)


@given(POLICIES, CREDITS, DAYS, st.none() | DAYS)
def test_the_hours_within_the_span_are_those_of_the_standing(policy, done, day, joined):
    past = [each for each in done if each.on <= day]
    first, last = counted_span(policy, joined, past, day)
    inside = [
        each.hours
        for each in past
        if counts(policy, each) and (first or each.on) <= each.on <= (last or day)
    ]
    total = sum(inside) if policy.accumulates else max(inside, default=0)
    assert total == standing(policy, joined, None, done, (), day).hours


def test_without_renewal_there_is_no_bound():
    assert counted_span(PLAIN, None, [Credit(ADOPTED, Decimal("3.00"))], ADOPTED) == (None, None)


def test_what_was_met_holds_up_to_the_day_it_was_met_until_it_is_to_be_renewed():
    met = date(2024, 3, 1)
    done = [Credit(met, Decimal("3.00")), Credit(date(2024, 6, 1), Decimal("1.00"))]
    assert counted_span(MONTHLY, None, done, date(2024, 7, 1)) == (None, met)
    assert counted_span(MONTHLY, None, done, date(2025, 2, 20)) == (met + timedelta(days=1), None)
