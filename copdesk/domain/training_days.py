"""By when: the deadlines of a policy, the days it is renewed by, and the hours gathered so far."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from copdesk.domain.dates import PartialDate, add_months
from copdesk.domain.training_words import (
    NO_HOURS,
    Credit,
    CreditState,
    DeadlineRule,
    Policy,
    RenewalRule,
    Tier,
)


@dataclass(frozen=True, slots=True)
class Reached:
    """How far somebody is.

    Attributes:
        hours: what counts towards the requirement now.
        due_on: by when it is to be met, or met again.
        met_on: the day it was last met; ``None``: never.
        renews: whether a requirement that was met has to be met again by ``due_on``.
    """

    hours: Decimal
    due_on: date
    met_on: date | None
    renews: bool


def deadline(policy: Policy, joined: date | PartialDate | None) -> date:
    """By when the hours are first due; a day known in part counts as late as it may have been.

    Who joins after a fixed day, or the months from adoption, has until the day they joined.
    """
    came = latest(joined) or policy.adopted_on
    if policy.deadline_rule is DeadlineRule.FIXED:
        return max(policy.deadline_on or policy.adopted_on, came)
    if policy.deadline_rule is DeadlineRule.ADOPTION:
        return max(add_months(policy.adopted_on, policy.deadline_months), came)
    if policy.deadline_rule is DeadlineRule.JOINING:
        return max(add_months(came, policy.deadline_months), policy.adopted_on)
    return add_months(max(policy.adopted_on, came), policy.deadline_months)


def reached(
    policy: Policy, joined: date | PartialDate | None, earned: Iterable[Credit], day: date
) -> Reached:
    """How far somebody is on a day with the hours that count."""
    counted = sorted((c for c in earned if counts(policy, c)), key=_day_of)
    if policy.renewal is RenewalRule.MONTHS and policy.renewal_months:
        return _by_months(policy, joined, counted, day)
    if policy.renewal is RenewalRule.YEARLY and policy.renewal_on:
        return _by_years(policy, joined, counted, day)
    return Reached(
        _total(policy, counted), deadline(policy, joined), _met_on(policy, counted), renews=False
    )


def counts(policy: Policy, credit: Credit) -> bool:
    """Whether hours count: verified, compulsory, long enough, and shown where that is asked."""
    return (
        credit.state is CreditState.VERIFIED
        and credit.tier is Tier.COMPULSORY
        and credit.hours >= policy.minimum_hours
        and (credit.evidenced or not policy.evidence_required)
    )


def latest(day: date | PartialDate | None) -> date | None:
    """The latest day it may be."""
    return day.last if isinstance(day, PartialDate) else day


def earliest(day: date | PartialDate) -> date:
    """The earliest day it may be."""
    return day.first if isinstance(day, PartialDate) else day


def enough(policy: Policy, earned: Sequence[Credit]) -> bool:
    """Whether these hours, which count, reach the requirement."""
    return _total(policy, earned) >= policy.required_hours


def renewal_day(policy: Policy, day: date) -> date:
    """The first renewal day on or after a day; 29 February is the 28th in other years."""
    named = policy.renewal_on or policy.adopted_on
    here = add_months(named, (day.year - named.year) * 12)
    return here if here >= day else add_months(named, (day.year + 1 - named.year) * 12)


# Adding up --------------------------------------------------------------------------------------


def _total(policy: Policy, earned: Sequence[Credit]) -> Decimal:
    if not policy.accumulates:
        return max((c.hours for c in earned), default=NO_HOURS)
    return sum((c.hours for c in earned), NO_HOURS)


def _met_on(policy: Policy, earned: Sequence[Credit]) -> date | None:
    """The day on which hours, in the order of their days, reach the requirement."""
    hours = NO_HOURS
    for credit in earned:
        hours = hours + credit.hours if policy.accumulates else max(hours, credit.hours)
        if hours >= policy.required_hours:
            return credit.on
    return None


def _by_months(
    policy: Policy, joined: date | PartialDate | None, earned: Sequence[Credit], day: date
) -> Reached:
    """Met again and again: hours count since the day it was last met, which no hour outlives."""
    met_on, met_with, since = _cycle(policy, earned)
    if met_on is None:
        return Reached(_total(policy, since), deadline(policy, joined), None, renews=False)
    renew_by = add_months(met_on, policy.renewal_months or 0)
    renewing = day >= renew_by - timedelta(days=policy.warning_days)
    return Reached(_total(policy, since) if renewing else met_with, renew_by, met_on, renews=True)


def _cycle(policy: Policy, earned: Sequence[Credit]) -> tuple[date | None, Decimal, list[Credit]]:
    met_on, met_with = None, NO_HOURS
    since: list[Credit] = []
    for on, of_day in groupby(earned, key=_day_of):
        since += of_day
        hours = _total(policy, since)
        if hours >= policy.required_hours:
            met_on, met_with, since = on, hours, []
    return met_on, met_with, since


def _by_years(
    policy: Policy, joined: date | PartialDate | None, earned: Sequence[Credit], day: date
) -> Reached:
    """Each year to the renewal day by itself; the first lasts to the one after the deadline."""
    first_due = deadline(policy, joined)
    first_end = renewal_day(policy, first_due)
    end = max(first_end, renewal_day(policy, day))
    years = _years(policy, earned, first_end)
    hours = _total(policy, years.get(end, ()))
    met = [(last, of_year) for last, of_year in years.items() if enough(policy, of_year)]
    if not met:
        return Reached(hours, first_due, None, renews=False)
    last, of_year = max(met, key=lambda each: each[0])
    due_on = renewal_day(policy, last + timedelta(days=1))
    renewing = day >= due_on - timedelta(days=policy.warning_days)
    shown = hours if renewing else _total(policy, of_year)
    return Reached(shown, due_on, _met_on(policy, of_year), renews=True)


def _years(policy: Policy, earned: Sequence[Credit], first_end: date) -> dict[date, list[Credit]]:
    """The hours of each year, by the last day of it."""
    found: dict[date, list[Credit]] = {}
    for credit in earned:
        found.setdefault(max(first_end, renewal_day(policy, credit.on)), []).append(credit)
    return found


def _day_of(credit: Credit) -> date:
    return credit.on
