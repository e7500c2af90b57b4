"""How one person stands against one policy, in figures and in a sentence that explains them."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from copdesk.domain.dates import day_words
from copdesk.domain.training_words import NO_HOURS, Status

_OUT = frozenset({Status.NOT_IN_SCOPE, Status.EXEMPT})
_LAPSED = frozenset({Status.OVERDUE, Status.EXPIRED})


@dataclass(frozen=True, slots=True)
class Standing:
    """How one person stands against one policy.

    Attributes:
        status: the word for it.
        hours: verified compulsory hours that count now, since the last renewal began.
        required: the hours of the policy.
        due_on: the deadline, or the day a met requirement has to be renewed by.
        met_on: the day the hours last reached the requirement.
        pending: compulsory hours that are still to be verified.
        renews: whether what was met has to be met again by ``due_on``.
        grace_until: the last day of grace, where there is any.
        why: what a release, or being out of scope, says; else empty.
        left: the day they left, on which all of this is frozen.
    """

    status: Status
    hours: Decimal
    required: Decimal
    due_on: date | None
    met_on: date | None
    pending: Decimal = NO_HOURS
    renews: bool = False
    grace_until: date | None = None
    why: str = ""
    left: date | None = None

    @property
    def complies(self) -> bool:
        """Whether the requirement is met today, even if it has to be renewed soon."""
        soon_again = self.status is Status.DUE_SOON and self.met_on is not None
        return self.status is Status.MET or soon_again

    @property
    def counted(self) -> bool:
        """Whether coverage counts them: in scope and not exempt."""
        return self.status not in _OUT

    @property
    def lapses_on(self) -> date | None:
        """The first day they will be overdue or expired if nothing more is done."""
        done = self.status is Status.MET and not self.renews
        if self.due_on is None or done or self.status in _OUT | _LAPSED:
            return None
        return (self.grace_until or self.due_on) + timedelta(days=1)

    @property
    def sentence(self) -> str:
        """All of it in words."""
        gone = f" Left {day_words(self.left)}." if self.left else ""
        return f"{self.why or _sentence(self)}{gone}"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many people meet a policy, of how many it counts (in scope and not exempt)."""

    met: int
    counted: int


def _sentence(found: Standing) -> str:
    total = f"{found.hours:.2f} of {found.required:.2f} hours"
    waiting = f"; {found.pending:.2f} hours to be verified" if found.pending else ""
    return f"{total}; {_when(found)}{waiting}."


def _when(found: Standing) -> str:
    due = day_words(found.due_on) if found.due_on else ""
    grace = f" (with grace until {day_words(found.grace_until)})" if found.grace_until else ""
    if found.met_on is None:
        return f"was due by {due}" if found.status is Status.OVERDUE else f"due by {due}{grace}"
    met = f"met on {day_words(found.met_on)}"
    if found.status is Status.EXPIRED:
        return f"{met}, expired on {due}"
    return f"{met}, to be renewed by {due}{grace}" if found.renews else met
