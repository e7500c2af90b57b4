"""The words of enquiries, and how one stands; the clock is in ``promise.py``."""

from collections.abc import Collection
from datetime import date

from copdesk.domain.options import Option

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

    @property
    def is_contact(self) -> bool:
        """Whether somebody was written or spoken to, which is what a next step waits for."""
        return self not in {LogKind.NOTE, LogKind.NO_PROVIDER}

    @property
    def told(self) -> str:
        """What such a line is called in a sentence: ``the call``."""
        return _TOLD[self]


_TOLD = {
    LogKind.NOTE: "the note",
    LogKind.MAIL_IN: "the e-mail received",
    LogKind.MAIL_OUT: "the e-mail sent",
    LogKind.CALL: "the call",
    LogKind.MEETING: "the meeting",
    LogKind.ASKED: "who was asked",
    LogKind.SIGNPOSTED: "the signposting",
    LogKind.NO_PROVIDER: "that no provider was found",
}


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


def likely_outcome(
    state: EnquiryState, answered_on: date | None, kinds: Collection[LogKind]
) -> Outcome:
    """How an enquiry seems to have ended.

    Args:
        state: where it stands.
        answered_on: the day of its first answer, if any.
        kinds: of the lines of its log.
    """
    if answered_on is not None:
        return Outcome.ANSWERED
    if LogKind.SIGNPOSTED in kinds:
        return Outcome.SIGNPOSTED
    if LogKind.NO_PROVIDER in kinds:
        return Outcome.NO_PROVIDER
    return Outcome.NO_REPLY if state is EnquiryState.WAITING else Outcome.OTHER


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
    WAITING = "waiting", "Waiting for the asker"
    ANSWERED_IN_TIME = "answered_in_time", "Answered in time"
    ANSWERED_LATE = "answered_late", "Answered late"
    CLOSED = "closed", "Closed without an answer"


def standing(  # noqa: PLR0913  (each is one fact of the enquiry)
    *,
    state: EnquiryState,
    due: date,
    reply_by: date | None,
    act_by: date | None,
    answered_on: date | None,
    today: date,
) -> EnquiryStanding:
    """How an enquiry stands: open against its working target, answered against the promise.

    Args:
        state: where it stands.
        due: the day promised.
        reply_by: the working target; ``None`` counts as the promise.
        act_by: the last working day to reply on; ``None`` counts as the target.
        answered_on: the day of its first answer, if any.
        today: the day.
    """
    if not state.is_open and answered_on is not None:
        in_time = answered_on <= due
        return EnquiryStanding.ANSWERED_IN_TIME if in_time else EnquiryStanding.ANSWERED_LATE
    if state is EnquiryState.CLOSED:
        return EnquiryStanding.CLOSED
    if state is EnquiryState.WAITING:
        return EnquiryStanding.WAITING
    target = reply_by or due
    return _open_standing(target, act_by or target, today)


def _open_standing(target: date, act_by: date, today: date) -> EnquiryStanding:
    if today > target:
        return EnquiryStanding.LATE
    if today >= act_by:
        return EnquiryStanding.DUE_TODAY
    soon = (act_by - today).days <= SOON_DAYS
    return EnquiryStanding.DUE_SOON if soon else EnquiryStanding.OPEN
