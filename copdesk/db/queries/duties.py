"""What the file holds that needs doing on a day: one line for each thing, in no order yet."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, func, select

from copdesk.db.ground import card
from copdesk.db.models import Action, AgendaItem, DutyMark, Enquiry, EnquiryPause, Meeting
from copdesk.db.queries.checklist import countdowns
from copdesk.db.queries.expressions import among, title_or_blank
from copdesk.db.queries.quiet_duties import quiet_duties
from copdesk.db.queries.series import not_booked_next
from copdesk.db.reader import Reader
from copdesk.domain.dates import day_words, days_between_words, short_day_words
from copdesk.domain.duties import Duty, DutyKind, Mark, Urgency
from copdesk.domain.enquiries import EnquiryState, PauseKind
from copdesk.domain.meetings import MeetingState

OWED = tuple(state for state in EnquiryState if state.is_open)
_AGENDA_DAYS = 28
"""How many days before a meeting its agenda is asked for."""


def duties(reader: Reader, on: date, waiting_days: int) -> list[Duty]:
    """Everything that needs doing on a day, but for training, which takes longest.

    Args:
        reader: where to look.
        on: the day.
        waiting_days: after how many days an asker who does not reply is asked again.
    """
    return [*first_duties(reader, on, waiting_days), *further_duties(reader, on)]


def first_duties(reader: Reader, on: date, waiting_days: int) -> list[Duty]:
    """Enquiries and actions, as :func:`duties`: what is looked at first."""
    return [*enquiry_duties(reader, on, waiting_days), *_actions(reader, on)]


def further_duties(reader: Reader, on: date) -> list[Duty]:
    """Meetings, and what is looked at when there is time."""
    return [*_meetings(reader, on), *quiet_duties(reader, on)]


def marks(reader: Reader) -> dict[str, Mark]:
    """What was put off or set aside, by the key of the line."""
    asked = select(DutyMark.duty, DutyMark.id, DutyMark.until, DutyMark.reason)
    return {row[0]: Mark(*row[1:]) for row in reader.rows(asked.order_by(DutyMark.id))}


# Enquiries ------------------------------------------------------------------------------------


def enquiry_duties(reader: Reader, on: date, waiting_days: int) -> Iterable[Duty]:
    """Each enquiry at most once, for the most pressing of its reasons."""
    asker, organisation, pause = card.alias(), card.alias(), EnquiryPause
    waits = and_(
        pause.enquiry_id == Enquiry.id, pause.kind == PauseKind.WAITING, pause.end.is_(None)
    )
    asked = (
        select(
            Enquiry.id,
            Enquiry.subject,
            Enquiry.state,
            Enquiry.priority,
            Enquiry.received_on,
            func.coalesce(Enquiry.reply_by, Enquiry.due_on).label("reply_by"),
            func.coalesce(Enquiry.act_by, Enquiry.reply_by, Enquiry.due_on).label("act_by"),
            Enquiry.next_step,
            Enquiry.next_step_on,
            func.min(pause.start).label("waits_since"),
            func.coalesce(organisation.c.title, asker.c.title, Enquiry.asker_name).label("who"),
        )
        .outerjoin(pause, waits)
        .outerjoin(asker, asker.c.id == Enquiry.asker_id)
        .outerjoin(organisation, organisation.c.id == Enquiry.organisation_id)
        .where(among(Enquiry.state, OWED))
        .group_by(Enquiry.id)
    )
    found = (_enquiry(row, on, waiting_days) for row in reader.rows(asked))
    return (each for each in found if each is not None)


def _enquiry(row: Any, on: date, waiting_days: int) -> Duty | None:  # noqa: ANN401  (a row)
    urgency = Urgency.of(row.priority)
    asked = f"{row.who or 'Asker not known'}, asked {short_day_words(row.received_on)}"
    waiting = row.state is EnquiryState.WAITING
    if not waiting and row.act_by <= on:
        day, step = row.reply_by, _step(row.next_step)
        return Duty(DutyKind.ENQUIRY, row.id, day, row.subject, asked + step, urgency, row.act_by)
    if row.next_step_on is not None and row.next_step_on <= on:
        step = row.next_step or "Next step"
        detail = f"{row.subject}, {asked}"
        return Duty(DutyKind.NEXT_STEP, row.id, row.next_step_on, step, detail, urgency)
    if waiting:
        return _waiting(row, on, waiting_days, asked)
    if row.state is EnquiryState.NEW:
        told = {"act_by": row.act_by, "state": "New"}
        return Duty(DutyKind.NEW, row.id, row.reply_by, row.subject, asked, urgency, **told)
    return None


def _step(step: str) -> str:
    return f"; next step: {step}" if step else ""


def _waiting(row: Any, on: date, days: int, asked: str) -> Duty | None:  # noqa: ANN401  (a row)
    """An asker who has not replied for too long; since when may not be known."""
    since = row.waits_since
    day = (since or row.received_on) + timedelta(days=days)
    if day > on:
        return None
    waited = (on - since).days if since else 0
    state = f"Waiting {waited:,} days" if since else "Waiting, since when is not known"
    urgency = max(Urgency.LOW, Urgency.of(row.priority))
    return Duty(DutyKind.WAITING, row.id, day, row.subject, asked, urgency, state=state)


# Actions --------------------------------------------------------------------------------------


def _actions(reader: Reader, on: date) -> Iterable[Duty]:
    owner, agreed = card.alias(), card.alias()
    asked = (
        select(Action.id, Action.title, Action.due_on, owner.c.title, title_or_blank(agreed))
        .outerjoin(owner, owner.c.id == Action.owner_id)
        .outerjoin(agreed, agreed.c.id == Action.meeting_id)
        .where(Action.done_on.is_(None), Action.due_on <= on)
    )
    for id_, title, due, who, meeting in reader.rows(asked):
        detail = (who or "Nobody named") + (f", agreed at {meeting}" if meeting else "")
        yield Duty(DutyKind.ACTION, id_, due, title, detail)


# Meetings -------------------------------------------------------------------------------------


def _meetings(reader: Reader, on: date) -> Iterable[Duty]:
    yield from _write_ups(reader, on)
    yield from _agendas(reader, on)
    for each in countdowns(reader, on):
        of, planned = each.meeting, each.meeting.state is MeetingState.PLANNED
        if planned and of.held_on < on:
            continue  # it is written up first
        told = f"{of.title}, {day_words(of.held_on)}"
        for line in each.lines:
            if line.is_pressing:
                part, step = line.step.value, line.step.label
                yield Duty(DutyKind.COUNTDOWN, of.id, line.due_on, step, told, part=part)
    for free in not_booked_next(reader, on):
        told = f"{free.title}, {free.community}"
        state = f"Due on {day_words(free.on)}"
        yield Duty(
            DutyKind.BOOKING,
            free.series_id,
            free.on,
            "Next meeting not booked",
            told,
            Urgency.LOW,
            state=state,
        )


def _write_ups(reader: Reader, on: date) -> Iterable[Duty]:
    asked = select(Meeting.id, Meeting.title, Meeting.held_on).where(
        Meeting.held_on < on, Meeting.state == MeetingState.PLANNED
    )
    for id_, title, held_on in reader.rows(asked):
        detail = "Attendance and minutes, then mark it as held"
        state = f"Held {days_between_words(held_on, on)}"
        yield Duty(DutyKind.WRITE_UP, id_, held_on, f"Write up {title}", detail, state=state)


def _agendas(reader: Reader, on: date) -> Iterable[Duty]:
    """The meetings of the next four weeks that have no agenda."""
    planned = select(AgendaItem.id).where(AgendaItem.meeting_id == Meeting.id).exists()
    asked = (
        select(Meeting.id, Meeting.title, Meeting.held_on, title_or_blank(card))
        .outerjoin(card, card.c.id == Meeting.community_id)
        .where(
            Meeting.held_on >= on,
            Meeting.held_on <= on + timedelta(days=_AGENDA_DAYS),
            Meeting.state == MeetingState.PLANNED,
            ~planned,
        )
    )
    for id_, title, held_on, community in reader.rows(asked):
        words = f"Plan the agenda of {title}"
        detail = ", ".join(filter(None, (community, day_words(held_on))))
        state = "No agenda yet"
        yield Duty(DutyKind.AGENDA, id_, held_on, words, detail, Urgency.LOW, state=state)
