"""All that the pack of one meeting says, before any of it is set out."""

from dataclasses import dataclass
from datetime import date, datetime

from copdesk.db.queries.actions import ActionLine
from copdesk.db.queries.enquiries import EnquiryLine
from copdesk.db.queries.packs import IssueLine, LegalLine, Move
from copdesk.db.queries.training import PersonStanding, PolicyLine
from copdesk.domain.dates import day_words
from copdesk.domain.packs import PackOptions
from copdesk.domain.training import Coverage
from copdesk.reports.document import Paper
from copdesk.reports.meeting_facts import MeetingFacts


@dataclass(frozen=True, slots=True)
class Training:
    """One policy: how far it is met now, and whose standing runs out before the next meeting."""

    policy: PolicyLine
    coverage: Coverage
    lapsing: list[PersonStanding]


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the pack of one meeting says.

    Attributes:
        here: the meeting itself.
        last: the meeting of the same community before it.
        anchor: when that meeting was closed; ``None`` where only its day is known.
        after: the first day after that meeting; ``None`` where there was none.
        matters: what the last meeting agreed, and how it stands.
        open_actions: what is still to do, whenever it was agreed.
        answered: enquiries answered since, whenever they came.
        received: how many came since.
        waiting: enquiries still owed an answer.
        horizon: the day of the meeting after this one, or a quarter later.
        issue: the pack of this meeting that was sent last.
        named: the person whose own actions stand on top, if one was asked for.
    """

    here: MeetingFacts
    options: PackOptions
    last: MeetingFacts | None
    anchor: datetime | None
    after: date | None
    open_actions: list[ActionLine]
    answered: list[EnquiryLine]
    received: int
    waiting: list[EnquiryLine]
    moves: list[Move]
    horizon: date
    training: list[Training]
    legal: list[LegalLine]
    papers: tuple[Paper, ...]
    issue: IssueLine | None
    named: str

    @property
    def since_words(self) -> str:
        """``since the meeting on Wed 9 Sep 2026``."""
        if self.last is None:
            return "so far"
        return f"since the meeting on {day_words(self.last.meeting.held_on)}"
