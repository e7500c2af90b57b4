"""Meetings: the words of agendas and attendance, and the running times of an agenda."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta

from copdesk.domain.dates import day_words, days_between_words, short_day_words
from copdesk.domain.options import Option

_QUARTER = timedelta(weeks=13)


class MeetingState(Option):
    """Whether a meeting is to come, took place, or was called off."""

    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


class Section(Option):
    """The part of the agenda an item belongs to, in the usual order of a meeting."""

    WELCOME = "welcome", "Welcome and newcomers", "welcome", "introductions", "apologies"
    MATTERS_ARISING = "matters_arising", "Matters arising", "minutes of the last meeting"
    LEGAL_CHANGES = "legal_changes", "Legal changes", "legal updates", "law", "updates"
    TRAINING = "training", "Training"
    CHALLENGES = "challenges", "Challenges", "case clinic", "peer support"
    CAPACITY = "capacity", "Capacity round", "capacity"
    REFERRAL_PATHWAYS = "referral_pathways", "Referral pathways", "referrals", "pathways"
    PRO_BONO = "pro_bono", "Pro bono and COI", "pro bono", "COI"
    WINS = "wins", "Wins"
    ACTIONS = "actions", "Actions"
    NEXT_MEETING = "next_meeting", "Next meeting", "date of the next meeting"
    OTHER = "other", "Other business", "any other business", "AOB"


class AttendanceState(Option):
    """What is known of a person and one meeting."""

    INVITED = "invited", "Invited", "expected", "registered"
    PRESENT = "present", "Present", "attended", "yes"
    APOLOGIES = "apologies", "Apologies", "apologised", "sent apologies"
    ABSENT = "absent", "Absent", "did not attend", "no show", "no"
    VISITOR = "visitor", "Visitor", "guest", "observer"

    @property
    def was_there(self) -> bool:
        """Whether the person counts among those who came."""
        return self in {AttendanceState.PRESENT, AttendanceState.VISITOR}


class AttendanceMode(Option):
    """Where somebody took part from, or how a meeting is held."""

    UNKNOWN = "unknown", "Not known"
    IN_PERSON = "in_person", "In person", "face to face", "room"
    ONLINE = "online", "Online", "Teams", "Zoom", "remote", "virtual"


class Expected(Option):
    """What an item is on the agenda for."""

    INFORM = "inform", "To inform", "information", "for information"
    DISCUSS = "discuss", "To discuss", "discussion"
    DECIDE = "decide", "To decide", "decision"


class Reply(Option):
    """What somebody said to an invitation."""

    NONE = "none", "No reply yet"
    YES = "yes", "Coming", "accepted"
    MAYBE = "maybe", "Maybe", "tentative"
    APOLOGIES = "apologies", "Apologies", "declined", "no"


class MinutesState(Option):
    """How far the minutes of a meeting are; approved ones change only by a correction."""

    NONE = "none", "Not written"
    DRAFT = "draft", "Draft"
    CIRCULATED = "circulated", "Circulated"
    APPROVED = "approved", "Approved"


class Carry(Option):
    """Whether an item goes on to the next meeting: by the rule, or as somebody chose."""

    BY_RULE = "by_rule", "By the rule"
    CARRY = "carry", "Carry over"
    LEAVE = "leave", "Leave here"


class ActionState(Option):
    """How an action stands."""

    LATE = "late", "Late"
    DUE_TODAY = "due_today", "Due today"
    OPEN = "open", "Open"
    DONE = "done", "Done"


def action_state(due_on: date | None, done_on: date | None, today: date) -> ActionState:
    """An action is done once it has a day it was done on; without a due day it is never late."""
    if done_on is not None:
        return ActionState.DONE
    if due_on is None or today < due_on:
        return ActionState.OPEN
    return ActionState.DUE_TODAY if today == due_on else ActionState.LATE


def action_words(due_on: date | None, done_on: date | None, today: date) -> str:
    """How an action stands, in a cell: ``5 days late``, ``due today``, ``due in 3 days``."""
    if done_on is not None:
        return f"Done {short_day_words(done_on)}"
    if due_on is None:
        return "No due date"
    late = (today - due_on).days
    return (
        f"{_counted(late, 'day')} late" if late > 0 else f"Due {days_between_words(due_on, today)}"
    )


def action_sentence(due_on: date | None, done_on: date | None, today: date) -> str:
    """How an action stands, in one sentence, as in ``Due Fri 4 Dec 2026, in 3 days``."""
    if done_on is not None:
        return f"Done {day_words(done_on)}."
    if due_on is None:
        return "No due date."
    late = (today - due_on).days
    when = f"{_counted(late, 'day')} late" if late > 0 else days_between_words(due_on, today)
    return f"Due {day_words(due_on)}, {when}."


def attendance_words(states: Iterable[AttendanceState]) -> str:
    """Who came, counted: ``14 present, 3 apologies, 2 absent, 6 not yet marked``."""
    counts = Counter(states)
    there = counts[AttendanceState.PRESENT] + counts[AttendanceState.VISITOR]
    visitors = counts[AttendanceState.VISITOR]
    parts = [f"{there} present" + (f" ({_counted(visitors, 'visitor')})" if visitors else "")]
    for state, word in (
        (AttendanceState.APOLOGIES, "apologies"),
        (AttendanceState.ABSENT, "absent"),
        (AttendanceState.INVITED, "not yet marked"),
    ):
        if counts[state]:
            parts.append(f"{counts[state]} {word}")
    return ", ".join(parts)


def reply_words(replies: Iterable[tuple[Reply, AttendanceMode]]) -> str:
    """What was said, counted: ``9 coming (3 online), 2 maybe, 4 apologies, 6 no reply yet``."""
    said = list(replies)
    counts = Counter(reply for reply, _mode in said)
    online = said.count((Reply.YES, AttendanceMode.ONLINE))
    parts = [f"{counts[Reply.YES]} coming" + (f" ({online} online)" if online else "")]
    for reply, word in (
        (Reply.MAYBE, "maybe"),
        (Reply.APOLOGIES, "apologies"),
        (Reply.NONE, "no reply yet"),
    ):
        if counts[reply]:
            parts.append(f"{counts[reply]} {word}")
    return ", ".join(parts)


def next_quarterly(last: date, today: date) -> date:
    """Thirteen weeks after the last meeting, so on the same weekday; later if that is past."""
    day = last + _QUARTER
    while day < today:
        day += _QUARTER
    return day


def running_times(start: time | None, minutes: Sequence[int | None]) -> list[time | None]:
    """When each item begins; not known from the first item after one without minutes."""
    times: list[time | None] = []
    now = start
    for length in minutes:
        times.append(now)
        now = _later(now, length)
    return times


def total_minutes(minutes: Sequence[int | None]) -> int:
    """The minutes of all items that have them."""
    return sum(length or 0 for length in minutes)


def finish(start: time | None, minutes: Sequence[int | None]) -> time | None:
    """When the agenda ends; not known without a start or where an item has no minutes."""
    return running_times(start, [*minutes, None])[-1]


def overrun(start: time | None, minutes: Sequence[int | None], ends: time | None) -> int | None:
    """Minutes beyond the planned end (negative: to spare); a lower bound if items lack minutes.

    Not known without a start or a planned end. An end before the start is on the next day.
    """
    if start is None or ends is None:
        return None
    room = (_minute(ends) - _minute(start)) % (24 * 60)
    return total_minutes(minutes) - room


def overrun_words(start: time | None, minutes: Sequence[int | None], ends: time | None) -> str:
    """``12 minutes over``, ``just on time``, ``5 minutes to spare``; empty when not known."""
    over = overrun(start, minutes, ends)
    blank = any(length is None for length in minutes)
    if over is None or (over == 0 and blank):
        return ""
    if over > 0:
        return f"{'at least ' if blank else ''}{_counted(over, 'minute')} over"
    if over == 0:
        return "just on time"
    return f"{'at most ' if blank else ''}{_counted(-over, 'minute')} to spare"


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _later(clock: time | None, minutes: int | None) -> time | None:
    if clock is None or minutes is None:
        return None
    hour, minute = divmod(_minute(clock) + minutes, 60)
    return time(hour % 24, minute)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
