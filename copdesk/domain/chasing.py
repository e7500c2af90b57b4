"""What is still to do, by person, and the words in which they are reminded of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from copdesk.domain.dates import day_words


@dataclass(frozen=True, slots=True)
class Promise:
    """One open action as its owner is reminded of it.

    Attributes:
        reference: its number.
        title: what is to be done.
        due_on: by when; ``None`` when no day was agreed.
        meeting: where it was agreed; empty between meetings.
    """

    reference: str
    title: str
    due_on: date | None
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class Owner:
    """A person with what they said they would do; ``id`` is ``None`` where nobody is named."""

    id: int | None
    name: str
    email: str
    promises: tuple[Promise, ...]

    def late(self, today: date) -> int:
        """How many of them are late."""
        return sum(each.due_on is not None and each.due_on < today for each in self.promises)


def chase_text(owner: Owner, today: date, signed: str = "") -> str:
    """A friendly reminder to copy into an e-mail; late ones say so."""
    greeting = f"Hello {owner.name}," if owner.id is not None else "Hello,"
    count = "is what" if len(owner.promises) == 1 else "is the list of what"
    opening = f"Here {count} was agreed with you at our meetings and is still open:"
    lines = [_line(each, today) for each in owner.promises]
    closing = "Tell me if it is done, or if another day suits you better. Thank you."
    return "\n".join(
        [greeting, "", opening, "", *lines, "", closing, *(["", signed] if signed else [])]
    )


def chase_subject(owner: Owner) -> str:
    """What the reminder is about, in few words."""
    if len(owner.promises) == 1:
        return f"Still open: {owner.promises[0].title}"
    return f"Still open: {len(owner.promises)} actions agreed at our meetings"


def everything_text(owners: Iterable[Owner], today: date) -> str:
    """What is open, by person, as one text."""
    parts = [
        "\n".join([each.name, *(_line(promise, today) for promise in each.promises)])
        for each in owners
    ]
    return "\n\n".join(parts)


def in_order(owners: Sequence[Owner], today: date) -> list[Owner]:
    """Those with the most that is late first; what nobody is named for at the end."""
    return sorted(owners, key=lambda each: (each.id is None, -each.late(today), each.name))


def _line(promise: Promise, today: date) -> str:
    due = "no day agreed"
    if promise.due_on is not None:
        late = (today - promise.due_on).days
        said = f", {late} {'day' if late == 1 else 'days'} late" if late > 0 else ""
        due = f"due {day_words(promise.due_on)}{said}"
    agreed = f"; agreed at {promise.meeting}" if promise.meeting else ""
    return f"- {promise.reference} {promise.title} ({due}{agreed})"


def asking_again(name: str, subject: str, received_on: date, signed: str = "") -> str:
    """A friendly question to somebody whose enquiry waits for them."""
    return "\n".join(
        [
            f"Hello {name}," if name else "Hello,",
            "",
            f"On {day_words(received_on)} you asked us about: {subject}",
            "",
            (
                "To go on we need to hear from you. If it has settled itself, tell me and I will"
                " close it. Please leave out anything that could tell who your client is."
            ),
            *(["", signed] if signed else []),
        ]
    )
