"""What needs doing today: every number with the ids of the rows behind it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from copdesk.db.models import Enquiry
from copdesk.db.queries.actions import ActionLine, open_actions
from copdesk.db.queries.enquiries import OPEN, EnquiryLine, open_enquiries
from copdesk.db.queries.expressions import among
from copdesk.db.queries.meetings import MeetingLine, last_meeting, next_meeting
from copdesk.db.queries.training import PersonStanding, PolicyLine, policies, standings
from copdesk.db.reader import Reader
from copdesk.domain.training import Coverage, Status
from copdesk.domain.training import coverage as coverage_of


@dataclass(frozen=True, slots=True)
class PolicyToday:
    """One training policy: who does not meet it, and how many do of how many."""

    policy: PolicyLine
    below: tuple[PersonStanding, ...]
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Today:
    """The desk on a day. Each list is ordered by what is due first.

    Attributes:
        on: the day.
        enquiries: open ones, late ones first.
        late_enquiries: the open ones promised before today.
        actions: open ones, late ones first.
        late_actions: the open ones due before today.
        next_meeting: the first that is planned, of any community.
        last_meeting: the last one before today.
        training: each policy that is in force.
    """

    on: date
    enquiries: tuple[EnquiryLine, ...]
    actions: tuple[ActionLine, ...]
    next_meeting: MeetingLine | None
    last_meeting: MeetingLine | None
    training: tuple[PolicyToday, ...]

    @property
    def late_enquiries(self) -> tuple[EnquiryLine, ...]:
        """The open enquiries promised before today."""
        return tuple(each for each in self.enquiries if each.due_on < self.on)

    @property
    def late_actions(self) -> tuple[ActionLine, ...]:
        """The open actions due before today."""
        return tuple(each for each in self.actions if each.due_on and each.due_on < self.on)


def today(reader: Reader, on: date) -> Today:
    """What the desk shows on a day."""
    return Today(
        on,
        tuple(open_enquiries(reader)),
        tuple(open_actions(reader)),
        next_meeting(reader, on),
        last_meeting(reader, on),
        tuple(_policy(reader, each, on) for each in policies(reader, on)),
    )


def open_enquiry_count(reader: Reader) -> int:
    """How many enquiries are open: for the badge beside the page's name."""
    return len(reader.rows(select(Enquiry.id).where(among(Enquiry.state, OPEN))))


def _policy(reader: Reader, line: PolicyLine, on: date) -> PolicyToday:
    found = standings(reader, line.id, on)
    out = {Status.NOT_IN_SCOPE, Status.EXEMPT}
    below = [
        each for each in found if not each.standing.complies and each.standing.status not in out
    ]
    below.sort(key=lambda each: each.standing.due_on or date.max)
    return PolicyToday(line, tuple(below), coverage_of(each.standing for each in found))
