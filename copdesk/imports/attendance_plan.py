"""What is to be done with each person of an attendance report, suggested and then chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from copdesk.domain.options import Option
from copdesk.imports.attendance_match import Proposal
from copdesk.imports.attendance_report import Attendee, together
from copdesk.services.attendance import Stay


class Verdict(Option):
    """How a person of the file stands before anybody chooses."""

    KNOWN = "known", "Known"
    SHORT = "short", "Too short"
    ASK = "ask", "Who is it?"
    UNKNOWN = "unknown", "Not known"
    DIALLED = "dialled", "By telephone"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is done: recorded as somebody, recorded as a new person, or left out."""

    person: int | None = None
    new: bool = False

    @property
    def taken(self) -> bool:
        """Whether anything is recorded."""
        return self.new or self.person is not None


LEFT_OUT = Choice()
NEW = Choice(new=True)


def verdict(proposal: Proposal, least: int) -> Verdict:
    """How a person of the file stands; ``least`` is the minutes that count as attended."""
    if not proposal.attendee.names:
        return Verdict.DIALLED
    if is_short(proposal.attendee, least):
        return Verdict.SHORT
    if proposal.sure:
        return Verdict.KNOWN
    return Verdict.ASK if proposal.likely else Verdict.UNKNOWN


def is_short(attendee: Attendee, least: int) -> bool:
    """Whether somebody is known to have been there for less than ``least`` minutes."""
    return attendee.seconds is not None and attendee.seconds < least * 60


def suggested(proposal: Proposal, least: int) -> Choice:
    """Known people are recorded, others left out until somebody says who they are."""
    known = verdict(proposal, least) is Verdict.KNOWN
    return Choice(proposal.likely[0]) if known else LEFT_OUT


def stays(
    proposals: Sequence[Proposal], choices: Mapping[int, Choice], *, remember: bool
) -> list[Stay]:
    """The stays to record, each person once; ``remember`` keeps the names chosen by hand."""
    made: list[Stay] = []
    lines: dict[int, list[Proposal]] = {}
    for proposal in proposals:
        choice = choices[proposal.number]
        if choice.person is not None:
            lines.setdefault(choice.person, []).append(proposal)
        elif choice.new:
            made.append(_stay(None, proposal.attendee, ()))
    for person, several in lines.items():
        asked = [one for one in several if remember and not one.sure]
        names = tuple(name for one in asked for name in one.attendee.names)
        made.append(_stay(person, together([one.attendee for one in several]), names))
    return made


def _stay(person: int | None, attendee: Attendee, also_called: tuple[str, ...]) -> Stay:
    came, left = attendee.arrived, attendee.left
    return Stay(
        person,
        attendee.names[0] if attendee.names else "",
        attendee.email,
        came.time().replace(second=0) if came else None,
        left.time().replace(second=0) if left else None,
        attendee.seconds,
        also_called,
    )


def minutes_words(attendee: Attendee) -> str:
    """``1 h 28 min``, ``4 min``, ``under 1 min``; empty when the file does not say."""
    if attendee.seconds is None:
        return ""
    hours, minutes = divmod(attendee.seconds // 60, 60)
    if not hours and not minutes:
        return "under 1 min"
    return " ".join(filter(None, (f"{hours} h" if hours else "", f"{minutes} min")))
