"""What every paper of one meeting says of it: the meeting, its agenda, its people, its minutes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from copdesk.db.models import Meeting
from copdesk.db.queries import actions, minutes, packs
from copdesk.db.queries.actions import ActionLine
from copdesk.db.queries.meetings import MeetingLine
from copdesk.db.queries.minutes import DecisionLine
from copdesk.db.queries.packs import GuestLine, ItemLine, PaperLine
from copdesk.db.reader import Reader
from copdesk.domain import meeting_times
from copdesk.domain.dates import day_words
from copdesk.domain.meetings import MinutesState
from copdesk.domain.packs import Audience
from copdesk.domain.pseudonyms import Pseudonyms
from copdesk.reports.asked import Asked, footer, network, the_meeting
from copdesk.reports.document import Document, Value
from copdesk.reports.retold import retold


@dataclass(frozen=True, slots=True)
class MinutesStanding:
    """How far the minutes are: their state, its day, the approving meeting, their version."""

    state: MinutesState
    on: date | None
    approved_at: str
    version: int

    @property
    def words(self) -> str:
        """``Draft, version 2``, ``Approved Wed 9 Dec 2026 at Q4 meeting, version 3``."""
        if self.state is MinutesState.NONE:
            return "Not written yet"
        day = f" {day_words(self.on)}" if self.on else ""
        where = f" at {self.approved_at}" if self.approved_at else ""
        return f"{self.state.label}{day}{where}, version {self.version}"


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """One meeting whole.

    Attributes:
        actions: what was agreed at it.
        carried: what earlier meetings left open, with what was done since.
    """

    network: str
    footer: str
    as_at: date
    audience: Audience
    meeting: MeetingLine
    items: list[ItemLine]
    guests: list[GuestLine]
    decisions: list[DecisionLine]
    actions: list[ActionLine]
    carried: list[ActionLine]
    papers: list[PaperLine]
    minutes: MinutesStanding

    @property
    def lengths(self) -> list[int | None]:
        """The minutes planned for each item."""
        return [each.minutes for each in self.items]

    @property
    def times(self) -> str:
        """``10:00 to 12:15``; the end is the planned one, else that of the agenda."""
        start = self.meeting.starts_at
        planned = meeting_times.ending(self.meeting.held_on, start, self.lengths)
        end = self.meeting.ends_at or (planned if planned != start else None)
        return " to ".join(f"{each:%H:%M}" for each in (start, end) if each)

    @property
    def heading(self) -> tuple[tuple[str, Value], ...]:
        """Whose meeting, when and where."""
        place = ", ".join(filter(None, (self.meeting.place, self.meeting.link)))
        return (
            ("Community", self.meeting.community),
            ("Date", day_words(self.meeting.held_on)),
            ("Time", self.times or None),
            ("Place", place or None),
        )


def gather(reader: Reader, asked: Asked) -> MeetingFacts:
    """The meeting asked for.

    Raises:
        UserError: there is no such meeting.
    """
    return of_meeting(reader, the_meeting(reader, asked), asked)


def of_meeting(reader: Reader, meeting: MeetingLine, asked: Asked) -> MeetingFacts:
    """One meeting, whichever."""
    return MeetingFacts(
        network=network(reader),
        footer=footer(reader),
        as_at=asked.as_at,
        audience=asked.audience,
        meeting=meeting,
        items=packs.items(reader, meeting.id),
        guests=packs.guests(reader, meeting),
        decisions=minutes.decisions(reader, meeting.id),
        actions=actions.actions_of(reader, meeting.id),
        carried=actions.carried_actions(reader, meeting.id, asked.as_at),
        papers=packs.papers(reader, meeting.id),
        minutes=_standing(reader, meeting.id),
    )


def for_audience(
    reader: Reader, facts: MeetingFacts, made: Document, also: Iterable[int | None] = ()
) -> Document:
    """The document as its readers may have it: the public reads roles in place of names.

    Args:
        reader: where all people are.
        facts: the meeting, and for whom it is printed.
        made: the document with names.
        also: people told of in it who are not of this meeting.
    """
    if facts.audience is not Audience.PUBLIC:
        return made
    near = {each.id for each in facts.guests}
    near |= {id_ for id_ in (*also, *_owners(facts)) if id_}
    people = packs.everybody(reader, facts.meeting.held_on, near)
    return retold(made, Pseudonyms(people).hidden)


def _standing(reader: Reader, meeting_id: int) -> MinutesStanding:
    row = reader.get(Meeting, meeting_id) or {}
    state: MinutesState = row.get("minutes_state", MinutesState.NONE)
    days = {MinutesState.CIRCULATED: "circulated_on", MinutesState.APPROVED: "approved_on"}
    kept = minutes.versions(reader, meeting_id)
    same = bool(kept) and kept[0].text == minutes.minutes_text(reader, meeting_id)
    if state is MinutesState.NONE and _any_words(reader, meeting_id, row):
        state = MinutesState.DRAFT
    number = kept[0].number if kept else 0
    return MinutesStanding(
        state,
        row.get(days.get(state, "")),
        reader.title(row["approved_at_id"]) if row.get("approved_at_id") else "",
        number if same else number + 1,
    )


def _any_words(reader: Reader, meeting_id: int, row: dict[str, object]) -> bool:
    """Whether something was noted, though nobody said that the minutes are begun."""
    outcomes = (item.outcome.strip() for item in packs.items(reader, meeting_id))
    noted = bool(row.get("minutes")) or any(outcomes)
    return noted or bool(minutes.decisions(reader, meeting_id))


def _owners(facts: MeetingFacts) -> list[int | None]:
    return [each.owner_id for each in (*facts.actions, *facts.carried)]
