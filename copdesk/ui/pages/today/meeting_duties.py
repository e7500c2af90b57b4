"""What meetings ask for on a day: the lines of their countdown, and series not booked."""

from collections.abc import Iterable

from copdesk.db.queries.checklist import Countdown
from copdesk.db.queries.series import NotBooked
from copdesk.db.queries.today import Today
from copdesk.domain.checklist import Line, LineState
from copdesk.domain.dates import day_words, days_between_words
from copdesk.domain.meetings import MeetingState
from copdesk.services.checklist import finish_step
from copdesk.services.series import plan_next
from copdesk.ui.kit.desk import Desk
from copdesk.ui.pages.today.duty import Act, Duty, open_act

_OF_ONE_MEETING = 3


def countdown_duties(today: Today) -> Iterable[Duty]:
    """The lines that are due or late, a few of each meeting; those over are written up first."""
    for each in today.countdowns:
        planned = each.meeting.state is MeetingState.PLANNED
        if planned and each.meeting.held_on < today.on:
            continue
        pressing = [line for line in each.lines if line.is_pressing]
        yield from (_line(each, line, today) for line in pressing[:_OF_ONE_MEETING])


def booking_duties(today: Today) -> Iterable[Duty]:
    """The series that have no meeting to come."""
    return (_not_booked(each) for each in today.not_booked)


def _line(of: Countdown, line: Line, today: Today) -> Duty:
    meeting = of.meeting
    late = (today.on - line.due_on).days
    said = "1 day late" if late == 1 else f"{late:,} days late"

    def done(desk: Desk) -> None:
        finish_step(desk.store, meeting.id, line.step, desk.today())
        desk.notices.say(f"{line.step.label}: done.", undo=True)

    return Duty(
        "meetings",
        "danger" if line.state is LineState.LATE else "warn",
        line.step.label,
        f"{meeting.title}, {day_words(meeting.held_on)}",
        said if late > 0 else f"Due {days_between_words(line.due_on, today.on)}",
        (
            Act("Done", f"Done: {line.step.label}, {meeting.title}", done),
            open_act("Open", f"{line.step.label}, {meeting.title}", meeting.id),
        ),
    )


def _not_booked(each: NotBooked) -> Duty:
    def plan(desk: Desk) -> None:
        desk.open_record(plan_next(desk.store, each.series_id, each.on))
        desk.notices.say(f"Planned a meeting on {day_words(each.on)}.", undo=True)

    return Duty(
        "meetings",
        "info",
        "Next meeting not booked",
        f"{each.title}, {each.community}",
        f"Due on {day_words(each.on)}",
        (
            Act("Plan", f"Plan {each.title} on {day_words(each.on)}", plan),
            open_act("Open", each.title, each.series_id),
        ),
    )
