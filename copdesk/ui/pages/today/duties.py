"""What needs attention on a day, in order, each with what can be done about it there and then."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from copdesk.db.queries.actions import ActionLine
from copdesk.db.queries.enquiries import EnquiryLine
from copdesk.db.queries.meetings import MeetingLine
from copdesk.db.queries.today import PolicyToday, Today
from copdesk.domain.dates import day_words, days_between_words, short_day_words
from copdesk.domain.enquiries import SOON_DAYS, EnquiryState
from copdesk.domain.meetings import MeetingState
from copdesk.domain.training import Status
from copdesk.services.actions import finish_actions
from copdesk.ui.kit.desk import Desk
from copdesk.ui.pages.today.duty import Act, Duty, open_act
from copdesk.ui.pages.today.leads import BELOW, standing_as, view_named
from copdesk.ui.pages.today.meeting_duties import booking_duties, countdown_duties

AGENDA_DAYS = 28
"""How many days before a meeting its agenda is asked for."""

SENT_DAYS = 7
"""How many days before a meeting its papers should have gone out."""

_ENQUIRIES_SHOWN, _ACTIONS_SHOWN = 5, 4


def duties(today: Today, training: Sequence[PolicyToday]) -> list[Duty]:
    """Everything that needs attention: enquiries, actions, the meetings, training."""
    return [
        *_enquiries(today),
        *_actions(today),
        *_last_meeting(today),
        *_next_meeting(today),
        *countdown_duties(today),
        *booking_duties(today),
        *_training(training),
    ]


# Enquiries ----------------------------------------------------------------------------------


def _enquiries(today: Today) -> Iterable[Duty]:
    near = today.on + timedelta(days=SOON_DAYS)
    pressing = [each for each in today.enquiries if each.due_on <= near]
    yield from (_enquiry(each, today.on) for each in pressing[:_ENQUIRIES_SHOWN])
    rest = pressing[_ENQUIRIES_SHOWN:]
    if rest:
        late = sum(each.due_on < today.on for each in rest)
        yield _more(rest, late, "enquiries", "enquiry", "enquiries")


def _enquiry(each: EnquiryLine, on: date) -> Duty:
    who = each.organisation or each.asker or "Asker not known"
    waiting = ", waiting for the asker" if each.state is EnquiryState.WAITING else ""
    return Duty(
        "enquiries",
        "danger" if each.due_on < on else "warn",
        each.subject,
        f"{who}, asked {short_day_words(each.received_on)}{waiting}",
        _due(each.due_on, on),
        (open_act("Open", f"{each.reference} {each.subject}", each.id),),
    )


# Actions ------------------------------------------------------------------------------------


def _actions(today: Today) -> Iterable[Duty]:
    pressing = [each for each in today.actions if each.due_on and each.due_on <= today.on]
    yield from (_action(each, today.on) for each in pressing[:_ACTIONS_SHOWN])
    rest = pressing[_ACTIONS_SHOWN:]
    if rest:
        late = sum(each.due_on is not None and each.due_on < today.on for each in rest)
        yield _more(rest, late, "action", "action", "actions")


def _action(each: ActionLine, on: date) -> Duty:
    due = each.due_on or on
    agreed = f", agreed at {each.meeting}" if each.meeting else ""

    def done(desk: Desk) -> None:
        finish_actions(desk.store, [each.id], desk.today())
        desk.notices.say(f"{desk.store.undo_label()}.", undo=True)

    return Duty(
        "action",
        "danger" if due < on else "warn",
        each.title,
        f"{each.owner or 'Nobody named'}{agreed}",
        _due(due, on),
        (
            Act("Done", f"Done: {each.reference} {each.title}", done),
            open_act("Open", f"{each.reference} {each.title}", each.id),
        ),
    )


# Meetings -----------------------------------------------------------------------------------


def _last_meeting(today: Today) -> Iterable[Duty]:
    last = today.last_meeting
    if last is not None and last.state is MeetingState.PLANNED:
        yield Duty(
            "meetings",
            "warn",
            f"Write up {last.title}",
            "Attendance and minutes, then mark it as held",
            f"Held {days_between_words(last.held_on, today.on)}",
            (open_act("Open", last.title, last.id),),
        )


def _next_meeting(today: Today) -> Iterable[Duty]:
    meeting = today.next_meeting
    days = (meeting.held_on - today.on).days if meeting else 0
    if meeting is not None and not today.agenda_items and days <= AGENDA_DAYS:
        yield _plan(meeting, days)


def _plan(meeting: MeetingLine, days: int) -> Duty:
    return Duty(
        "meetings",
        "warn" if days <= SENT_DAYS else "info",
        f"Plan the agenda of {meeting.title}",
        f"{meeting.community}, {day_words(meeting.held_on)}",
        "No agenda yet",
        (open_act("Plan agenda", meeting.title, meeting.id),),
    )


# Training -----------------------------------------------------------------------------------


def _training(training: Sequence[PolicyToday]) -> Iterable[Duty]:
    return (_policy(each) for each in training if each.below)


def _policy(each: PolicyToday) -> Duty:
    number = len(each.below)
    overdue = sum(one.standing.status in {Status.OVERDUE, Status.EXPIRED} for one in each.below)
    soon = sum(one.standing.status is Status.DUE_SOON for one in each.below)
    state = f"{overdue:,} overdue" if overdue else f"{soon:,} due soon" if soon else "In progress"
    view = standing_as(each.policy.id, "Below the requirement", *BELOW)
    people = "1 person is" if number == 1 else f"{number:,} people are"
    return Duty(
        "training",
        "danger" if overdue else "warn" if soon else "info",
        f"{people} below {hours_words(each)} hours",
        each.policy.title,
        state,
        (
            Act(
                "See who",
                f"See who is below the requirement of {each.policy.title}",
                lambda desk: desk.show_rows("training_policy", view),
            ),
        ),
    )


def hours_words(each: PolicyToday) -> str:
    """The hours a policy requires: ``3.0``, or ``1.25`` where they are not so round."""
    hours = each.policy.policy.required_hours
    return f"{hours:.1f}" if hours * 10 == int(hours * 10) else f"{hours:.2f}"


# Words of all -------------------------------------------------------------------------------


def _due(due: date, on: date) -> str:
    late = (on - due).days
    if late > 0:
        return "1 day late" if late == 1 else f"{late:,} days late"
    return f"Due {days_between_words(due, on)}"


def _more(rest: Sequence[object], late: int, icon: str, kind: str, plural: str) -> Duty:
    number = len(rest)
    name = "Late" if late else "Open"
    noun = plural if number > 1 else kind
    return Duty(
        icon,
        "danger" if late else "warn",
        f"{number:,} more {noun}",
        "Late or due soon" if late < number else "Late",
        "",
        (
            Act(
                "See all",
                f"See all {name.lower()} {plural}",
                lambda desk: desk.show_rows(kind, view_named(kind, name)),
            ),
        ),
    )
