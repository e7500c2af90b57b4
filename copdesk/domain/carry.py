"""What of a meeting goes forward to the next one, by rule, and why."""

from dataclasses import dataclass

from copdesk.domain.meetings import Carry
from copdesk.domain.options import Option


class Why(Option):
    """The reason for which an item goes forward or stays."""

    CHOSEN = "chosen", "You chose to carry it over"
    NOT_REACHED = "not_reached", "Not reached"
    OPEN_ACTION = "open_action", "Has an open action"
    STANDING = "standing", "On every agenda"
    LEFT = "left", "You chose to leave it here"
    DEALT_WITH = "dealt_with", "Dealt with"


@dataclass(frozen=True, slots=True)
class Item:
    """What the rule looks at.

    Attributes:
        reached: whether the meeting came to it.
        standing: whether it is on every agenda.
        open_actions: how many actions agreed on it are still to do.
        carry: what was chosen for it, if anything.
    """

    reached: bool = True
    standing: bool = False
    open_actions: int = 0
    carry: Carry = Carry.BY_RULE


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an item goes forward, and why."""

    carries: bool
    why: Why


def by_rule(item: Item) -> Verdict:
    """An item goes forward if it was not reached, has an open action, or is standing."""
    if not item.reached:
        return Verdict(True, Why.NOT_REACHED)
    if item.open_actions:
        return Verdict(True, Why.OPEN_ACTION)
    if item.standing:
        return Verdict(True, Why.STANDING)
    return Verdict(False, Why.DEALT_WITH)


def verdict(item: Item) -> Verdict:
    """As the rule says, unless somebody chose otherwise; a choice that agrees changes no reason."""
    ruled = by_rule(item)
    if item.carry is Carry.BY_RULE or ruled.carries == (item.carry is Carry.CARRY):
        return ruled
    return Verdict(True, Why.CHOSEN) if item.carry is Carry.CARRY else Verdict(False, Why.LEFT)


def toggled(item: Item) -> Carry:
    """What to choose so that the item does the opposite; nothing where the rule says so itself."""
    wanted = not verdict(item).carries
    if by_rule(item).carries == wanted:
        return Carry.BY_RULE
    return Carry.CARRY if wanted else Carry.LEAVE
