"""The countdown of a meeting: what is done by when before it and after it."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from copdesk.domain.options import Option

_DAYS = re.compile(r"[+\-\u2212–]?\d{1,3}")
_NONE = {"off", "no", "none"}


class Step(Option):
    """One line of the countdown, in its order."""

    DATE = "date", "Confirm the date and the place"
    INVITE = "invite", "Send the invitation"
    PACK = "pack", "Send the agenda and the pack"
    REMIND = "remind", "Remind who has not replied"
    MINUTES = "minutes", "Circulate the minutes"
    ACTIONS = "actions", "Chase the actions"


class LineState(StrEnum):
    """How a line of the countdown stands."""

    DONE = "done"
    SET_ASIDE = "set aside"
    LATE = "late"
    DUE = "due"
    LATER = "later"


USUAL: Mapping[Step, int] = {
    Step.DATE: -28,
    Step.INVITE: -14,
    Step.PACK: -7,
    Step.REMIND: -2,
    Step.MINUTES: 1,
    Step.ACTIONS: 7,
}
"""Days after the meeting (before it: below 0) by which each line is usually due."""

DUE_DAYS = 7
"""How many days before its day a line is said to be due."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was said of a line by hand: done on a day, or set aside where there is none."""

    done_on: date | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the countdown of one meeting.

    Attributes:
        step: what is to be done.
        due_on: by when.
        state: how it stands on the day asked for.
        done_on: when it was said to be done; ``None`` also where the file itself shows it.
        note: why it was set aside.
    """

    step: Step
    due_on: date
    state: LineState
    done_on: date | None = None
    note: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is still to do."""
        return self.state not in {LineState.DONE, LineState.SET_ASIDE}

    @property
    def is_pressing(self) -> bool:
        """Whether it is due now or late."""
        return self.state in {LineState.LATE, LineState.DUE}


def read_offsets(text: str) -> Mapping[Step, int]:
    """The days of each line: ``-28, -14, -7, -2, 1, 7``; a line that is ``off`` is left out.

    Raises:
        ValueError: there are not six, or one is no number of days.
    """
    if not text.strip():
        return USUAL
    parts = [part.strip().casefold() for part in re.split(r"[,;]", text)]
    if len(parts) != len(Step) or not all(_DAYS.fullmatch(each) or each in _NONE for each in parts):
        raise ValueError("Type six numbers of days with commas between: -28, -14, -7, -2, 1, 7.")
    return {
        step: int(re.sub("[\u2212–]", "-", part))
        for step, part in zip(Step, parts, strict=True)
        if part not in _NONE
    }


def countdown(
    held_on: date,
    offsets: Mapping[Step, int],
    kept: Mapping[Step, Kept],
    shown: Collection[Step],
    today: date,
) -> list[Line]:
    """The lines of a meeting, in the order of their days.

    Args:
        held_on: the day of the meeting.
        offsets: the days of each line; those without are left out.
        kept: what was said of lines by hand.
        shown: lines that are done as the file itself shows, such as minutes circulated.
        today: the day asked for.
    """
    lines = [
        _line(step, held_on + timedelta(days=days), kept.get(step), step in shown, today)
        for step, days in offsets.items()
    ]
    return sorted(lines, key=lambda line: (line.due_on, list(Step).index(line.step)))


def _line(step: Step, due: date, kept: Kept | None, shown: bool, today: date) -> Line:
    if kept is not None:
        state = LineState.SET_ASIDE if kept.done_on is None else LineState.DONE
        return Line(step, due, state, kept.done_on, kept.note)
    if shown:
        return Line(step, due, LineState.DONE)
    if due < today:
        return Line(step, due, LineState.LATE)
    near = due <= today + timedelta(days=DUE_DAYS)
    return Line(step, due, LineState.DUE if near else LineState.LATER)
