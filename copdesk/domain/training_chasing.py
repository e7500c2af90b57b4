"""Whom to remind of training, of what, and in which friendly words; nobody twice in two weeks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from copdesk.domain.dates import day_words
from copdesk.domain.training import ReminderKind, Standing, Status

QUIET_DAYS = 14
"""Days after a reminder in which the same person is not reminded of the same again."""

_KINDS = {
    Status.DUE_SOON: ReminderKind.DUE,
    Status.OVERDUE: ReminderKind.OVERDUE,
    Status.EXPIRED: ReminderKind.LAPSED,
}


@dataclass(frozen=True, slots=True)
class Owed:
    """One policy that somebody is to be reminded of.

    Attributes:
        policy_id: the policy.
        policy: its title.
        kind: why.
        sentence: how they stand.
        reminded_on: when a reminder of the same kind was last drafted; ``None``: never.
    """

    policy_id: int
    policy: str
    kind: ReminderKind
    sentence: str
    reminded_on: date | None = None

    def rests(self, today: date) -> bool:
        """Whether they were reminded of it so lately that they are left in peace."""
        last = self.reminded_on
        return last is not None and today < last + timedelta(days=QUIET_DAYS)


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody with training to do.

    Attributes:
        id: the person.
        name: their name.
        email: their address; empty where it is not known.
        organisations: the ids of where they work.
        owed: what they are to be reminded of, the most pressing first.
    """

    id: int
    name: str
    email: str
    organisations: tuple[int, ...]
    owed: tuple[Owed, ...]

    def rests(self, today: date) -> bool:
        """Whether they were reminded lately of all of it."""
        return all(each.rests(today) for each in self.owed)

    @property
    def reminded_on(self) -> date | None:
        """The newest reminder of any of it."""
        return max((each.reminded_on for each in self.owed if each.reminded_on), default=None)


@dataclass(frozen=True, slots=True)
class Chance:
    """A session to come at which hours of a policy can be done."""

    policy_id: int
    title: str
    held_on: date
    starts_at: time | None = None
    place: str = ""

    @property
    def words(self) -> str:
        """``First steps, Thu 3 Dec 2026, 14:00, Mill House``."""
        at = f"{self.starts_at:%H:%M}" if self.starts_at else ""
        return ", ".join(filter(None, (self.title, day_words(self.held_on), at, self.place)))


def kind_of(standing: Standing) -> ReminderKind | None:
    """Why somebody who stands so is reminded; ``None``: they are not."""
    return None if standing.left else _KINDS.get(standing.status)


def most_pressing(owed: Iterable[Owed]) -> list[Owed]:
    """Overdue before expired before due soon, then by the name of the policy."""
    order = [ReminderKind.OVERDUE, ReminderKind.LAPSED, ReminderKind.DUE]
    return sorted(owed, key=lambda each: (order.index(each.kind), each.policy, each.policy_id))


def person_text(learner: Learner, chances: Sequence[Chance], signed: str = "") -> str:
    """What to write to one person."""
    return "\n".join(
        [
            f"Hello {learner.name},",
            "",
            "This is a friendly reminder of the training that was agreed on:",
            "",
            *(f"- {each.policy}: {_lower(each.sentence)}" for each in learner.owed),
            *_chances(chances, {each.policy_id for each in learner.owed}),
            "",
            "If you have done it elsewhere, or something stands in the way, tell me. Thank you.",
            *(["", signed] if signed else []),
        ]
    )


def lead_text(
    organisation: str, people: Sequence[Learner], chances: Sequence[Chance], signed: str = ""
) -> str:
    """What to write to the lead of an organisation, about its own people only."""
    wanted = {each.policy_id for one in people for each in one.owed}
    lines = [
        f"- {one.name}, {each.policy}: {_lower(each.sentence)}"
        for one in people
        for each in one.owed
    ]
    return "\n".join(
        [
            "Hello,",
            "",
            f"These people of {organisation} have training to do.",
            "Please remind each in private, and do not pass the list on.",
            "",
            *lines,
            *_chances(chances, wanted),
            "",
            "If somebody has left, or has done it elsewhere, tell me. Thank you.",
            *(["", signed] if signed else []),
        ]
    )


def subject(policies: Iterable[str]) -> str:
    """``Training to do: Safeguarding``; without naming them where there are several."""
    named = list(dict.fromkeys(policies))
    return f"Training to do: {named[0]}" if len(named) == 1 else "Training to do"


def _chances(chances: Sequence[Chance], policies: set[int]) -> list[str]:
    fitting = [each.words for each in chances if each.policy_id in policies]
    if not fitting:
        return []
    head = "The next session:" if len(fitting) == 1 else "The next sessions:"
    return ["", head, "", *(f"- {words}" for words in fitting)]


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
