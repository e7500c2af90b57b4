"""Required training: who owes how many hours by when, and who has met it, as at any day.

Four promises, each held by a property of the tests: the order in which hours are written down does
not matter; another verified hour never lowers anybody; hours after the day asked about are never
seen; hours are added up exactly. One exception to the second: where a policy is renewed some months
after it was met, hours written down later for an earlier day can move the day it was met, and with
it the renewal, forward in time. Hours on or after the newest day never do.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from copdesk.domain.dates import PartialDate, day_words
from copdesk.domain.training_days import Reached, deadline, earliest, latest, reached
from copdesk.domain.training_standing import Coverage, Standing
from copdesk.domain.training_words import (
    EVERYONE,
    NO_HOURS,
    BookingState,
    Credit,
    CreditState,
    DeadlineRule,
    Policy,
    PolicyScope,
    Release,
    ReleaseKind,
    ReminderKind,
    RenewalRule,
    ScopeRule,
    Status,
    Tier,
)

__all__ = [
    "EVERYONE",
    "NO_HOURS",
    "BookingState",
    "Coverage",
    "Credit",
    "CreditState",
    "DeadlineRule",
    "Policy",
    "PolicyScope",
    "Release",
    "ReleaseKind",
    "ReminderKind",
    "RenewalRule",
    "ScopeRule",
    "Standing",
    "Status",
    "Tier",
    "coverage",
    "deadline",
    "known",
    "lapsing",
    "standing",
]


def standing(  # noqa: PLR0913, PLR0917  (the rule has these inputs)
    policy: Policy,
    joined: date | PartialDate | None,
    left: date | PartialDate | None,
    credits: Iterable[Credit],  # noqa: A002  (the field's word)
    releases: Iterable[Release],
    as_at: date,
    *,
    in_scope: bool = True,
    known_on: date | None = None,
) -> Standing:
    """How a person stands on the day ``as_at``; leaving freezes it on the last day.

    Only verified credits of the compulsory tier count, on or before that day and since the
    requirement was last met (all of them where it need not be renewed).

    Args:
        policy: what is required.
        joined: when the person came in scope; ``None``: not known, so adoption counts.
        left: their last day, ``None`` while they are here.
        credits: their hours, in any order.
        releases: spans in which they are exempt, or their deadline is deferred.
        as_at: the day asked about.
        in_scope: whether the policy's scope takes the person in.
        known_on: as the file knew it on this day; ``None``: with all that is known now.
    """
    last = latest(left)
    day = min(as_at, last) if last else as_at
    outside = _outside(policy, joined, as_at, day, in_scope=in_scope)
    seen = credits if known_on is None else known(credits, known_on)
    past = [c for c in seen if c.tier is Tier.COMPULSORY and c.on <= day]
    found = _standing(policy, joined, past, [r for r in releases if (r.start or day) <= day], day)
    if outside:
        found = replace(found, status=Status.NOT_IN_SCOPE, due_on=None, why=outside)
    return replace(found, left=last) if last and last < as_at else found


def coverage(standings: Iterable[Standing]) -> Coverage:
    """How many meet the policy, of those in scope who are not exempt."""
    counted = [one for one in standings if one.counted]
    return Coverage(sum(one.complies for one in counted), len(counted))


def known(credits: Iterable[Credit], on: date) -> list[Credit]:  # noqa: A002  (the field's word)
    """The hours as they were known on a day: not those entered later, nor verified yet."""
    return [
        replace(one, state=CreditState.PENDING)
        if one.state is CreditState.VERIFIED and one.verified_on and one.verified_on > on
        else one
        for one in credits
        if one.entered_on is None or one.entered_on <= on
    ]


def lapsing(
    standings: Mapping[int, Standing], as_at: date, within: Sequence[int] = (30, 60, 90)
) -> dict[int, list[int]]:
    """Who becomes overdue or expired in so many days if nothing is done, the first at the top.

    Each person is named once, under the nearest of the spans.

    Args:
        standings: how each person stands on the day ``as_at``, by id.
        as_at: the day counted from.
        within: spans in days, shortest first.
    """
    found: dict[int, list[int]] = {days: [] for days in within}
    ahead = ((one.lapses_on, id_) for id_, one in standings.items() if not one.left)
    for on, id_ in sorted((on, id_) for on, id_ in ahead if on):
        span = next((days for days in within if (on - as_at).days <= days), None)
        if span is not None and on > as_at:
            found[span].append(id_)
    return found


# Inside -----------------------------------------------------------------------------------------


def _outside(
    policy: Policy, joined: date | PartialDate | None, as_at: date, day: date, *, in_scope: bool
) -> str:
    """Why a policy does not bind somebody; empty when it does."""
    if policy.repealed_on and as_at >= policy.repealed_on:
        return f"Not in scope: the policy ended on {day_words(policy.repealed_on)}."
    if not in_scope:
        return "Not in scope."
    if day < policy.adopted_on:
        return f"Not in scope: the policy began on {day_words(policy.adopted_on)}."
    if joined and day < earliest(joined):
        return f"Not in scope: joined on {day_words(earliest(joined))}."
    return ""


def _standing(
    policy: Policy,
    joined: date | PartialDate | None,
    past: Sequence[Credit],
    releases: Sequence[Release],
    day: date,
) -> Standing:
    far = reached(policy, joined, past, day)
    grace = far.due_on + timedelta(days=policy.grace_days)
    deferred = [r.end for r in releases if r.kind is ReleaseKind.DEFERRED and r.end]
    due_on = max([far.due_on, *deferred])
    grace_until = grace if grace > due_on else None
    pending = sum((c.hours for c in past if c.state is CreditState.PENDING), NO_HOURS)
    found = Standing(
        _status(policy, far, due_on, grace_until or due_on, day),
        far.hours,
        policy.required_hours,
        due_on,
        far.met_on,
        pending,
        far.renews,
        grace_until,
    )
    holds = found.complies and (day <= grace or not far.renews)
    return found if holds else _released(found, releases, day)


def _status(policy: Policy, far: Reached, due_on: date, last: date, day: date) -> Status:
    if far.met_on and not far.renews:
        return Status.MET
    if day > last:
        return Status.EXPIRED if far.met_on else Status.OVERDUE
    if day >= due_on - timedelta(days=policy.warning_days):
        return Status.DUE_SOON
    return Status.MET if far.met_on else Status.IN_PROGRESS


def _released(found: Standing, releases: Iterable[Release], day: date) -> Standing:
    """Who has not met it may be exempt, or else deferred."""
    release = max((r for r in releases if r.runs(day)), key=_strength, default=None)
    if release is None:
        return found
    exempt = release.kind is ReleaseKind.EXEMPT
    until = f" until {day_words(release.end)}" if release.end else ""
    reason = f": {release.reason.rstrip('.')}" if release.reason else ""
    why = f"{'Exempt' if exempt else 'Deferred'}{until}{reason}."
    if exempt:
        return replace(found, status=Status.EXEMPT, why=why)
    total = f"{found.hours:.2f} of {found.required:.2f} hours"
    due_on = found.due_on if release.end else None
    return replace(found, status=Status.DEFERRED, due_on=due_on, why=f"{total}. {why}")


def _strength(release: Release) -> tuple[bool, date, str]:
    """Of releases that run at once an exemption goes first, then the one that lasts longest."""
    return release.kind is ReleaseKind.EXEMPT, release.end or date.max, release.reason
