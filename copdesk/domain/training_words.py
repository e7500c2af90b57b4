"""What training is spoken of in: tiers, rules, states, and the facts that standings are made of."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

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


class DeadlineRule(Option):
    """From when the months to complete are counted, or that one day holds for all."""

    LATER = "later", "Months after adoption or joining, the later"
    JOINING = "joining", "Months after joining"
    ADOPTION = "adoption", "Months after adoption"
    FIXED = "fixed", "On one day for everybody"


class RenewalRule(Option):
    """Whether, and how, the requirement has to be met again."""

    NONE = "none", "Done once", "never"
    MONTHS = "months", "Months after it was met"
    YEARLY = "yearly", "By the same day each year", "annual", "every year"


class CreditState(Option):
    """Whether hours count yet."""

    PENDING = "pending", "To be verified", "pending", "unverified"
    VERIFIED = "verified", "Verified", "confirmed", "yes"
    REFUSED = "refused", "Refused", "rejected", "no"


class ReleaseKind(Option):
    """An exemption takes somebody out of the count; a deferral only moves their deadline."""

    EXEMPT = "exempt", "Exempt", "exemption"
    DEFERRED = "deferred", "Deferred", "deferral", "postponed"


class BookingState(Option):
    """How far somebody's place in a session is."""

    INVITED = "invited", "Invited"
    WAITING = "waiting", "Waiting list"
    BOOKED = "booked", "Booked", "registered", "attending"
    ATTENDED = "attended", "Attended", "came", "present"
    CANCELLED = "cancelled", "Cancelled", "canceled", "apologies"
    NO_SHOW = "no_show", "Did not come", "absent"


class ReminderKind(Option):
    """Why somebody was reminded."""

    DUE = "due", "Due soon"
    OVERDUE = "overdue", "Overdue"
    LAPSED = "lapsed", "Expired"


class Status(Option):
    """How a person stands against a policy."""

    NOT_IN_SCOPE = "not_in_scope", "Not in scope"
    EXEMPT = "exempt", "Exempt"
    DEFERRED = "deferred", "Deferred"
    MET = "met", "Met"
    IN_PROGRESS = "in_progress", "In progress"
    DUE_SOON = "due_soon", "Due soon"
    OVERDUE = "overdue", "Overdue"
    EXPIRED = "expired", "Expired"


@dataclass(frozen=True, slots=True)
class ScopeRule:
    """One rule of scope; a person must fit all that it says.

    Attributes:
        scope: everyone, or the people of the organisation or community ``of``.
        of: its id.
        role: only those who hold this role there; empty: any.
        joined_after: only those who joined after this day; ``None``: whenever.
        contract: only those with this kind of contract there, such as employed; empty: any.
    """

    scope: PolicyScope
    of: int | None = None
    role: str = ""
    joined_after: date | None = None
    contract: str = ""

    @property
    def whoever(self) -> bool:
        """Whether it takes people in whatever their role and contract."""
        return not (self.role or self.contract)


EVERYONE = (ScopeRule(PolicyScope.EVERYONE),)


@dataclass(frozen=True, slots=True)
class Policy:
    """What is required.

    Attributes:
        adopted_on: from this day on.
        required_hours: of the compulsory tier, two places.
        deadline_months: months of the deadline rule.
        warning_days: days before a deadline from which it is due soon.
        renewal_months: months after which it has to be met again, by the rule of months.
        scope: whom it binds; a person is in scope when any rule takes them in.
        deadline_rule: from when the months are counted.
        deadline_on: the day for everybody, by the fixed rule.
        renewal: whether it has to be met again.
        renewal_on: a day whose day and month come round each year, by the yearly rule.
        grace_days: days after a deadline in which nobody is overdue or expired yet.
        accumulates: whether several sessions may be added up.
        minimum_hours: hours of one session that are too few to count stay below this.
        evidence_required: hours without evidence do not count.
        repealed_on: the first day it no longer binds anybody.
    """

    adopted_on: date
    required_hours: Decimal = Decimal("3.00")
    deadline_months: int = 6
    warning_days: int = 30
    renewal_months: int | None = None
    scope: tuple[ScopeRule, ...] = EVERYONE
    deadline_rule: DeadlineRule = DeadlineRule.LATER
    deadline_on: date | None = None
    renewal: RenewalRule = RenewalRule.NONE
    renewal_on: date | None = None
    grace_days: int = 0
    accumulates: bool = True
    minimum_hours: Decimal = NO_HOURS
    evidence_required: bool = False
    repealed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """Hours somebody actually attended on a day.

    Attributes:
        on: the day.
        hours: two places.
        tier: which tier they count for.
        state: whether they count yet.
        entered_on: when they were written down; ``None``: not known, so always known.
        verified_on: when they were verified; ``None``: as soon as they were entered.
        evidenced: whether it is said what shows them.
    """

    on: date
    hours: Decimal
    tier: Tier = Tier.COMPULSORY
    state: CreditState = CreditState.VERIFIED
    entered_on: date | None = None
    verified_on: date | None = None
    evidenced: bool = True


@dataclass(frozen=True, slots=True)
class Release:
    """A span, open where an end is ``None``, in which somebody is exempt or deferred."""

    start: date | None = None
    end: date | None = None
    reason: str = ""
    kind: ReleaseKind = ReleaseKind.EXEMPT

    def runs(self, day: date) -> bool:
        """Whether the day lies in it; both ends count."""
        return (self.start or day) <= day <= (self.end or day)
