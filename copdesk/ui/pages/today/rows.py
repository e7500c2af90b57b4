"""The lines of Today as rows of a list: their drawings, their words, and what can be done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import QWidget

from copdesk.domain.dates import day_words
from copdesk.domain.duties import Duty, DutyKind, Mark, Sorted, Urgency
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.line_delegate import Row
from copdesk.ui.pages.today.acts import acts_of
from copdesk.ui.pages.today.duty import Act, told

KEYS = "Space does the first act, Enter opens, S puts off, X sets aside."
_ICONS = {
    DutyKind.ACTION: "action",
    DutyKind.COUNTDOWN: "meetings",
    DutyKind.WRITE_UP: "meetings",
    DutyKind.AGENDA: "meetings",
    DutyKind.BOOKING: "meetings",
    DutyKind.TRAINING: "training",
    DutyKind.GRADE: "training",
    DutyKind.INTRODUCTION: "participants",
    DutyKind.KNOWLEDGE: "folder",
    DutyKind.LEGAL_CHANGE: "folder",
    DutyKind.CAPACITY: "organisations",
}
_PRESSING, _QUIET = 8, 4
"""How many lines of each sort stand there before the row that shows the others."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row, and what it stands for.

    Attributes:
        row: as it is shown.
        duty: the line; ``None`` where the row is a heading, or stands for more.
        acts: what can be done about it, the usual first, opening it last.
        section: of a row that stands for more: which.
    """

    row: Row
    duty: Duty | None = None
    acts: tuple[Act, ...] = ()
    section: str = ""


def lines(
    of_day: Sorted, today: date, *, opened: Sequence[str], away: bool, calm: bool
) -> list[Line]:
    """The rows of a day: what presses, what waits until there is time, and what is away.

    Args:
        of_day: the lines in their order.
        today: the day.
        opened: the sections whose rows are all shown.
        away: whether what was put off or set aside is shown as well.
        calm: nothing is red.
    """
    pressing = [each for each in of_day.here if each.urgency is not Urgency.QUIET]
    quiet = [each for each in of_day.here if each.urgency is Urgency.QUIET]
    shown = [_line(each, today, calm=calm) for each in pressing]
    made = [*_cut(shown, "pressing", _PRESSING, opened)]
    if quiet:
        made.append(_heading("When there is time"))
        shown = [_line(each, today, calm=calm) for each in quiet]
        made += _cut(shown, "quiet", _QUIET if pressing else _PRESSING, opened)
    if away and of_day.away:
        made.append(_heading("Put off and set aside"))
        made += [_away(each, mark) for each, mark in of_day.away]
    return made


def _cut(shown: Sequence[Line], section: str, most: int, opened: Sequence[str]) -> Iterable[Line]:
    """The first of them and a row for the others; one that would stand for one other is no gain."""
    if section in opened or len(shown) <= most + 1:
        return shown
    words = f"{len(shown) - most:,} more"
    row = Row(words, key=f"more:{section}", is_more=True, spoken=f"{words}: show them here")
    return [*shown[:most], Line(row, section=section)]


def _heading(words: str) -> Line:
    return Line(Row(words, is_heading=True, spoken=words))


def _line(duty: Duty, today: date, *, calm: bool) -> Line:
    acts, state = acts_of(duty), duty.state_words(today)
    tone = _tone(duty, today)
    icon = "alert" if tone == "danger" and not calm else "clock"
    tone = "mute" if calm else tone
    row = replace(_row(duty, acts, duty.detail, state), tone=tone, pill_icon=icon)
    return Line(row, duty, acts)


def _tone(duty: Duty, today: date) -> str:
    if duty.days_late(today):
        return "danger"
    due = duty.act_by or duty.day
    quiet = duty.urgency is Urgency.QUIET or duty.kind in {DutyKind.AGENDA, DutyKind.BOOKING}
    soon = due <= today or duty.kind is DutyKind.COUNTDOWN
    return "warn" if soon and not quiet else "info"


def _away(duty: Duty, mark: Mark) -> Line:
    until = f"Until {day_words(mark.until)}" if mark.until else "Set aside"
    detail = f"Because: {mark.reason}" if mark.reason else duty.detail

    def back(desk: Desk, _parent: QWidget) -> None:
        from copdesk.services.duties import bring_back  # noqa: PLC0415  (after the first paint)

        bring_back(desk.store, duty)
        told(desk)

    acts = (Act("Bring back", back), acts_of(duty)[-1])
    return Line(_row(duty, acts, detail, until), duty, acts)


def _row(duty: Duty, acts: Sequence[Act], detail: str, state: str) -> Row:
    return Row(
        duty.title,
        detail,
        key=duty.key,
        icon=_ICONS.get(duty.kind, "enquiries"),
        tone="mute",
        pill=state,
        pill_icon="clock",
        act=acts[0].words,
        has_menu=True,
        spoken=". ".join(filter(None, (duty.title, detail, state, acts[0].words))),
        hint=KEYS,
    )
