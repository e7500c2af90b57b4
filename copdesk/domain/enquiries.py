"""Enquiries and the promise to answer each within a week, explained in words."""

from datetime import date, timedelta

from copdesk.domain.dates import day_words, days_between_words
from copdesk.domain.options import Option
from copdesk.domain.working_days import Nation, is_working_day, working_day_before

PROMISE_DAYS = 7
"""Calendar days within which an enquiry is answered, unless the community promises otherwise."""

SOON_DAYS = 2
"""How many days before its promised day an enquiry counts as due soon."""


class Channel(Option):
    """How an enquiry came."""

    EMAIL = "email", "E-mail", "mail", "by e-mail"
    PHONE = "phone", "Phone", "telephone", "call", "phone call"
    MEETING = "meeting", "At a meeting"
    ONLINE_SPACE = "online_space", "Online space", "Slack", "Teams", "chat", "channel"
    FORM = "form", "Web form", "website", "online form"
    IN_PERSON = "in_person", "In person", "face to face"
    OTHER = "other", "Other"


class EnquiryState(Option):
    """Where an enquiry stands."""

    NEW = "new", "New"
    OPEN = "open", "Open", "in progress"
    WAITING = "waiting", "Waiting for the asker", "on hold", "pending"
    ANSWERED = "answered", "Answered", "replied"
    CLOSED = "closed", "Closed", "done"

    @property
    def is_open(self) -> bool:
        """Whether somebody is still owed an answer."""
        return self in {EnquiryState.NEW, EnquiryState.OPEN, EnquiryState.WAITING}


class LogKind(Option):
    """What one line of the response log records."""

    NOTE = "note", "Note"
    MAIL_IN = "mail_in", "E-mail received"
    MAIL_OUT = "mail_out", "E-mail sent"
    CALL = "call", "Call"
    MEETING = "meeting", "Meeting"
    ASKED = "asked", "Asked"
    SIGNPOSTED = "signposted", "Signposted to"
    NO_PROVIDER = "no_provider", "No provider found"


class Priority(Option):
    """What is looked at first; it never touches the clock."""

    NORMAL = "normal", "Normal"
    URGENT = "urgent", "Urgent", "high"
    LOW = "low", "Low"


class Outcome(Option):
    """How an enquiry ended."""

    NOT_YET = "not_yet", "Not yet"
    ANSWERED = "answered", "Answered"
    SIGNPOSTED = "signposted", "Signposted"
    NO_PROVIDER = "no_provider", "No provider found"
    NO_REPLY = "no_reply", "The asker did not reply"
    WITHDRAWN = "withdrawn", "Withdrawn by the asker"
    MERGED = "merged", "Merged into another"
    NOT_OURS = "not_ours", "Not for the network"
    OTHER = "other", "Other"


class PauseKind(Option):
    """Why the working target of an enquiry stood still."""

    WAITING = "waiting", "Waiting for the asker"
    SETTLED = "settled", "Answered or closed"


class PromiseRule(Option):
    """In which days a community counts its promise."""

    CALENDAR_DAYS = "calendar_days", "Calendar days", "days"
    WORKING_DAYS = "working_days", "Working days"


class EnquiryStanding(Option):
    """How an enquiry stands against its promise."""

    LATE = "late", "Late"
    DUE_TODAY = "due_today", "Due today"
    DUE_SOON = "due_soon", "Due soon"
    OPEN = "open", "Open"
    ANSWERED_IN_TIME = "answered_in_time", "Answered in time"
    ANSWERED_LATE = "answered_late", "Answered late"
    CLOSED = "closed", "Closed without an answer"


def promised_by(received: date, promise_days: int = PROMISE_DAYS) -> date:
    """The day the answer is promised by: calendar days after receipt, on any weekday."""
    return received + timedelta(days=promise_days)


def act_by(due: date, nation: Nation) -> date:
    """The day to act on so as to keep the promise: ``due`` or the working day before it."""
    return due if is_working_day(due, nation) else working_day_before(due, nation)


def standing(
    *, state: EnquiryState, due: date, act_by: date, answered_on: date | None, today: date
) -> EnquiryStanding:
    """How the enquiry stands today; an answer counts on its day, even when closed since."""
    if answered_on is not None:
        in_time = answered_on <= due
        return EnquiryStanding.ANSWERED_IN_TIME if in_time else EnquiryStanding.ANSWERED_LATE
    if state is EnquiryState.CLOSED:
        return EnquiryStanding.CLOSED
    return _open_standing(due, act_by, today)


def _open_standing(due: date, act_by: date, today: date) -> EnquiryStanding:
    if today > due:
        return EnquiryStanding.LATE
    if today >= act_by:
        return EnquiryStanding.DUE_TODAY
    soon = (act_by - today).days <= SOON_DAYS
    return EnquiryStanding.DUE_SOON if soon else EnquiryStanding.OPEN


def due_sentence(
    received: date, due: date, act_by: date, answered_on: date | None, today: date
) -> str:
    """The due date explained in one sentence, as shown beside it on screen and paper."""
    start = f"Received {day_words(received)}; "
    if answered_on is not None:
        return start + _answered_words(received, due, answered_on)
    promised = f"promised by {day_words(due)}"
    if today > due:
        return f"{start}{promised}, {_days(today - due)} late."
    if today <= act_by != due:
        return f"{start}{promised}, so act by {_with_distance(act_by, today)}."
    return f"{start}{promised}, {days_between_words(due, today)}."


def _with_distance(day: date, today: date) -> str:
    return f"{day_words(day)}, {days_between_words(day, today)}"


def _answered_words(received: date, due: date, answered_on: date) -> str:
    if answered_on < received:
        return f"answered {day_words(answered_on)}, before it was received; check the dates."
    taken = answered_on - received
    how = f"in {_days(taken)}" if taken else "the same day"
    kept = (
        f"within the promise of {day_words(due)}"
        if answered_on <= due
        else f"{_days(answered_on - due)} after the promise of {day_words(due)}"
    )
    return f"answered {day_words(answered_on)}, {how}, {kept}."


def _days(span: timedelta) -> str:
    return "1 day" if span.days == 1 else f"{span.days} days"
