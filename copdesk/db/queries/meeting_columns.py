"""What the lists say of meetings beyond the fields of their records."""

from typing import Any

from sqlalchemy import ColumnElement, String, case, func, select, type_coerce

from copdesk.db.models import (
    Action,
    AgendaItem,
    AgendaLink,
    Attendance,
    Community,
    Meeting,
    MeetingSeries,
    Participant,
)
from copdesk.db.queries.derived import column, number, words
from copdesk.db.queries.expressions import TODAY, among, counted
from copdesk.db.record import table_of
from copdesk.domain.fields import Day
from copdesk.domain.meetings import AttendanceState, MeetingState
from copdesk.domain.series import Rhythm

_CAME = among(Attendance.state, tuple(state for state in AttendanceState if state.was_there))


def _next_meeting() -> ColumnElement[Any]:
    return (
        select(func.min(type_coerce(Meeting.held_on, String)))
        .where(
            Meeting.community_id == table_of(Community).c.id,
            Meeting.state == MeetingState.PLANNED,
            type_coerce(Meeting.held_on, String) >= TODAY,
        )
        .correlate(table_of(Community))
        .scalar_subquery()
    )


def _came() -> ColumnElement[Any]:
    """How many came; not known, rather than none, while a meeting is to come."""
    came = counted(Meeting, Attendance.meeting_id, _CAME)
    planned = table_of(Meeting).c.state == MeetingState.PLANNED
    return case((planned, func.nullif(came, 0)), else_=came)


def _of_item(value: Any) -> ColumnElement[Any]:  # noqa: ANN401  (a column of either model)
    """Something of the agenda item that a link belongs to."""
    asked = select(value).select_from(AgendaItem).join(Meeting, Meeting.id == AgendaItem.meeting_id)
    link = table_of(AgendaLink)
    return asked.where(AgendaItem.id == link.c.agenda_item_id).correlate(link).scalar_subquery()


def _next_of_series() -> ColumnElement[Any]:
    asked = select(func.min(type_coerce(Meeting.held_on, String))).where(
        Meeting.series_id == table_of(MeetingSeries).c.id,
        Meeting.state == MeetingState.PLANNED,
        type_coerce(Meeting.held_on, String) >= TODAY,
    )
    return asked.correlate(table_of(MeetingSeries)).scalar_subquery()


def _rhythm() -> ColumnElement[Any]:
    """How often a series meets: its rule names every month of the year in which it does."""
    rule = type_coerce(table_of(MeetingSeries).c.rule, String)
    months = func.length(rule) - func.length(func.replace(rule, ",", "")) + 1
    by_months = {12 // each.months: each.label for each in Rhythm if each.months}
    return case(
        (rule.contains("WEEKLY;INTERVAL=2"), Rhythm.FORTNIGHTLY.label),
        (rule.contains("WEEKLY"), Rhythm.WEEKLY.label),
        else_=case(by_months, value=months, else_=""),
    )


def _last_meeting() -> ColumnElement[Any]:
    asked = select(func.max(type_coerce(Meeting.held_on, String)))
    asked = asked.join(Attendance, Attendance.meeting_id == Meeting.id)
    mine = Attendance.participant_id == table_of(Participant).c.id
    return asked.where(mine, _CAME).correlate(table_of(Participant)).scalar_subquery()


PARTICIPANT = (column("last_meeting", "Last meeting", Day(), _last_meeting()),)
"""A column of the list of participants."""

COMMUNITY = (column("next_meeting", "Next meeting", Day(), _next_meeting()),)
"""A column of the list of communities."""

MEETING = (
    number("attended", "Came", _came()),
    number("items", "Agenda items", counted(Meeting, AgendaItem.meeting_id)),
    number(
        "open_actions",
        "Open actions",
        counted(Meeting, Action.meeting_id, Action.done_on.is_(None)),
    ),
)
"""Columns of the list of meetings."""

SERIES = (
    words("rhythm", "How often", _rhythm()),
    column("next_meeting", "Next meeting", Day(), _next_of_series()),
    number(
        "held",
        "Held",
        counted(MeetingSeries, Meeting.series_id, Meeting.state == MeetingState.HELD),
    ),
)
"""Columns of the list of series."""

AGENDA_LINK = (
    words("item", "Agenda item", _of_item(AgendaItem.title)),
    words("meeting", "Meeting", _of_item(Meeting.title)),
    column("held_on", "Date", Day(), _of_item(type_coerce(Meeting.held_on, String))),
)
"""Columns of the list of what agenda items link to."""
