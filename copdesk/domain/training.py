"""Required training: who owes how many hours by when, and who has met it, as at any day."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from copdesk.domain.dates import PartialDate, add_months, day_words
from copdesk.domain.options import Option

NO_HOURS = Decimal("0.00")


class Tier(Option):
    """Which of the two tiers a session counts for; hours never move from one to the other."""

    COMPULSORY = "compulsory", "Compulsory", "mandatory", "required"
    ADVANCED = "advanced", "Advanced", "optional"


class PolicyScope(Option):
    """Whom a rule of scope takes in."""

    EVERYONE = "everyone", "Everyone", "all", "all members and staff"
    ORGANISATION = "organisation", "People of an organisation"
    COMMUNITY = "community", "People of a community"


class CreditState(Option):
    """Whether hours count yet."""

    PENDING = "pending", "To be verified", "pending", "unverified"
    VERIFIED = "verified", "Verified", "confirmed", "yes"
    REFUSED = "refused", "Refused", "rejected", "no"


class Status(Option):
    """How a person stands against a policy."""

    NOT_IN_SCOPE = "not_in_scope", "Not in scope"
    EXEMPT = "exempt", "Exempt"
    MET = "met", "Met"
    IN_PROGRESS = "in_progress", "In progress"
    DUE_SOON = "due_soon", "Due soon"
    OVERDUE = "overdue", "Overdue"
    EXPIRED = "expired", "Expired"


@dataclass(frozen=True, slots=True)
class ScopeRule:
    """One rule of scope: everyone, or the people of the organisation or community ``of``."""

    scope: PolicyScope
    of: int | None = None


EVERYONE = (ScopeRule(PolicyScope.EVERYONE),)


@dataclass(frozen=True, slots=True)
class Policy:
    """What is required.

    Attributes:
        adopted_on: from this day on.
        required_hours: of the compulsory tier, two places.
        deadline_months: months after the later of adoption and joining.
        warning_days: days before a deadline from which it is due soon.
        renewal_months: months after which it has to be met again; ``None``: never.
        scope: whom it binds; a person is in scope when any rule takes them in.
    """

    adopted_on: date
    required_hours: Decimal = Decimal("3.00")
    deadline_months: int = 6
    warning_days: int = 30
    renewal_months: int | None = None
    scope: tuple[ScopeRule, ...] = EVERYONE


@dataclass(frozen=True, slots=True)
class Credit:
    """Hours somebody actually attended on a day."""

    on: date
    hours: Decimal
    tier: Tier = Tier.COMPULSORY
    state: CreditState = CreditState.VERIFIED
    entered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Exemption:
    """A span, open where an end is ``None``, in which nothing is required of somebody."""

    start: date | None = None
    end: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one person stands against one policy.

    Attributes:
        status: the word for it.
        hours: verified compulsory hours that count now, since the last renewal began.
        required: the hours of the policy.
        due_on: the deadline, or the day a met requirement has to be renewed by.
        met_on: the day the hours last reached the requirement.
        sentence: all of it in words.
    """

    status: Status
    hours: Decimal
    required: Decimal
    due_on: date | None
    met_on: date | None
    sentence: str

    @property
    def complies(self) -> bool:
        """Whether the requirement is met today, even if it has to be renewed soon."""
        soon_again = self.status is Status.DUE_SOON and self.met_on is not None
        return self.status is Status.MET or soon_again


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many people meet a policy, of how many it counts (in scope and not exempt)."""

    met: int
    counted: int


@dataclass(frozen=True, slots=True)
class _Cycle:
    """The requirement met last (if ever), and the hours gathered since."""

    met_on: date | None
    met_with: Decimal
    hours: Decimal


_NOT_MET = _Cycle(None, NO_HOURS, NO_HOURS)


def in_scope(
    scope: Iterable[ScopeRule], organisations: Collection[int], communities: Collection[int]
) -> bool:
    """Whether any rule takes in a person of these organisations and communities (their ids)."""
    inside = {PolicyScope.ORGANISATION: organisations, PolicyScope.COMMUNITY: communities}
    return any(r.scope is PolicyScope.EVERYONE or r.of in inside[r.scope] for r in scope)


def deadline(policy: Policy, joined: date | PartialDate | None) -> date:
    """Months after the later of adoption and joining (the latest day it may have been)."""
    start = max(policy.adopted_on, _latest(joined) or policy.adopted_on)
    return add_months(start, policy.deadline_months)


def standing(  # noqa: PLR0913, PLR0917  (the rule has these inputs)
    policy: Policy,
    joined: date | PartialDate | None,
    left: date | PartialDate | None,
    credits: Iterable[Credit],  # noqa: A002  (the field's word)
    exemptions: Iterable[Exemption],
    as_at: date,
    *,
    in_scope: bool = True,
) -> Standing:
    """How a person stands on the day ``as_at``; leaving freezes it on the last day.

    Only verified credits of the compulsory tier count, on or before that day and since the
    requirement was last met (all of them where it need not be renewed).

    Args:
        policy: what is required.
        joined: when the person came in scope; ``None``: not known, so adoption counts.
        left: their last day, ``None`` while they are here.
        credits: their hours, in any order.
        exemptions: spans in which nothing is required.
        as_at: the day asked about.
        in_scope: whether the policy's scope takes the person in.
    """
    last = _latest(left)
    day = min(as_at, last) if last else as_at
    past = [c for c in credits if c.tier is Tier.COMPULSORY and c.on <= day]
    found = _standing(policy, joined, past, day)
    if not in_scope or day < policy.adopted_on or (joined and day < _earliest(joined)):
        found = replace(found, status=Status.NOT_IN_SCOPE, due_on=None, sentence="Not in scope.")
    elif not found.complies and (now := _exemption(exemptions, day)):
        found = replace(found, status=Status.EXEMPT, sentence=_exempt_sentence(now))
    if last and last < as_at:
        found = replace(found, sentence=f"{found.sentence} Left {day_words(last)}.")
    return found


def coverage(standings: Iterable[Standing]) -> Coverage:
    """How many meet the policy, of those in scope who are not exempt."""
    out = {Status.NOT_IN_SCOPE, Status.EXEMPT}
    counted = [one for one in standings if one.status not in out]
    return Coverage(sum(one.complies for one in counted), len(counted))


def _standing(
    policy: Policy, joined: date | PartialDate | None, past: Sequence[Credit], day: date
) -> Standing:
    cycle = _cycle(policy, [c for c in past if c.state is CreditState.VERIFIED])
    pending = sum((c.hours for c in past if c.state is CreditState.PENDING), NO_HOURS)
    due_on, hours = _due_and_hours(policy, joined, cycle, day)
    status = _status(policy, cycle.met_on, due_on, day)
    bare = Standing(status, hours, policy.required_hours, due_on, cycle.met_on, "")
    sentence = _sentence(bare, policy.renewal_months is not None, pending)
    return Standing(status, hours, policy.required_hours, due_on, cycle.met_on, sentence)


def _cycle(policy: Policy, verified: Sequence[Credit]) -> _Cycle:
    if not verified:
        return _NOT_MET
    met_on, met_with, hours = None, NO_HOURS, NO_HOURS
    for on, of_day in groupby(sorted(verified, key=_day_of), key=_day_of):
        hours += sum((c.hours for c in of_day), NO_HOURS)
        renews = met_on is None or policy.renewal_months is not None
        if renews and hours >= policy.required_hours:
            met_on, met_with, hours = on, hours, NO_HOURS
    return _Cycle(met_on, met_with, hours)


def _day_of(credit: Credit) -> date:
    return credit.on


def _due_and_hours(
    policy: Policy, joined: date | PartialDate | None, cycle: _Cycle, day: date
) -> tuple[date, Decimal]:
    """The day that matters next, and the hours that count towards it."""
    if cycle.met_on is None or policy.renewal_months is None:
        return deadline(policy, joined), cycle.met_with + cycle.hours
    renew_by = add_months(cycle.met_on, policy.renewal_months)
    renewing = day >= renew_by - timedelta(days=policy.warning_days)
    return renew_by, cycle.hours if renewing else cycle.met_with


def _status(policy: Policy, met_on: date | None, due_on: date, day: date) -> Status:
    if met_on and policy.renewal_months is None:
        return Status.MET
    if day > due_on:
        return Status.EXPIRED if met_on else Status.OVERDUE
    if day >= due_on - timedelta(days=policy.warning_days):
        return Status.DUE_SOON
    return Status.MET if met_on else Status.IN_PROGRESS


def _sentence(found: Standing, renews: bool, pending: Decimal) -> str:
    total = f"{found.hours:.2f} of {found.required:.2f} hours"
    waiting = f"; {pending:.2f} hours to be verified" if pending else ""
    return f"{total}; {_when(found, renews)}{waiting}."


def _when(found: Standing, renews: bool) -> str:
    due = day_words(found.due_on) if found.due_on else ""
    if found.met_on is None:
        return f"was due by {due}" if found.status is Status.OVERDUE else f"due by {due}"
    if found.status is Status.EXPIRED:
        return f"met on {day_words(found.met_on)}, expired on {due}"
    renewal = f", to be renewed by {due}" if renews else ""
    return f"met on {day_words(found.met_on)}{renewal}"


def _exemption(exemptions: Iterable[Exemption], day: date) -> Exemption | None:
    now = (one for one in exemptions if (one.start or day) <= day <= (one.end or day))
    return next(now, None)


def _exempt_sentence(exemption: Exemption) -> str:
    until = f" until {day_words(exemption.end)}" if exemption.end else ""
    return f"Exempt{until}{f': {exemption.reason}' if exemption.reason else ''}."


def _latest(day: date | PartialDate | None) -> date | None:
    return day.last if isinstance(day, PartialDate) else day


def _earliest(day: date | PartialDate) -> date:
    return day.first if isinstance(day, PartialDate) else day
