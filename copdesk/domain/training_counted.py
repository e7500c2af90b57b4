"""Which hours make up a standing: the days between which they count, for those who count again."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from copdesk.domain.dates import PartialDate, add_months
from copdesk.domain.training_days import counts, deadline, enough, renewal_day
from copdesk.domain.training_words import Credit, Policy, RenewalRule

Span = tuple[date | None, date | None]
"""The first and the last day; ``None``: no bound."""

_ALL: Span = (None, None)


def counted_span(
    policy: Policy, joined: date | PartialDate | None, earned: Iterable[Credit], day: date
) -> Span:
    """Between which days hours count towards the requirement, as on ``day``.

    Without renewal there is no bound; else they count since the last renewal began, or, while
    what was met still holds, up to the day on which it was met.

    Args:
        policy: what is required.
        joined: when the person came in scope.
        earned: their hours up to the day, in any order.
        day: the day asked about.
    """
    counted = sorted((c for c in earned if counts(policy, c)), key=_day_of)
    if policy.renewal is RenewalRule.MONTHS and policy.renewal_months:
        return _of_months(policy, counted, day)
    if policy.renewal is RenewalRule.YEARLY and policy.renewal_on:
        return _of_years(policy, joined, counted, day)
    return _ALL


def _of_months(policy: Policy, earned: Sequence[Credit], day: date) -> Span:
    before: date | None = None
    met_on: date | None = None
    since: list[Credit] = []
    for on, of_day in groupby(earned, key=_day_of):
        since += of_day
        if enough(policy, since):
            before, met_on, since = met_on, on, []
    if met_on is None:
        return _ALL
    if _renewing(policy, add_months(met_on, policy.renewal_months or 0), day):
        return _after(met_on), None
    return _after(before), met_on


def _of_years(
    policy: Policy, joined: date | PartialDate | None, earned: Sequence[Credit], day: date
) -> Span:
    first_end = renewal_day(policy, deadline(policy, joined))
    years = {
        end: list(of_year)
        for end, of_year in groupby(earned, key=lambda c: max(first_end, renewal_day(policy, c.on)))
    }
    met = [end for end, of_year in years.items() if enough(policy, of_year)]
    shown = max(first_end, renewal_day(policy, day))
    if met:
        due_on = renewal_day(policy, _after(max(met)) or day)
        shown = shown if _renewing(policy, due_on, day) else max(met)
    if shown == first_end:
        return None, shown
    named = policy.renewal_on or shown
    before = add_months(named, (shown.year - 1 - named.year) * 12)
    return _after(before), shown


def _renewing(policy: Policy, due_on: date, day: date) -> bool:
    return day >= due_on - timedelta(days=policy.warning_days)


def _after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day else None


def _day_of(credit: Credit) -> date:
    return credit.on
