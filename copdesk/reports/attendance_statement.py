"""For each person who came: what was covered and how long, as a record of their learning."""

from copdesk.db.queries.packs import GuestLine
from copdesk.db.reader import Reader
from copdesk.domain.lengths import minutes_words
from copdesk.domain.meeting_times import ending, minutes_present
from copdesk.domain.meetings import AttendanceMode, Section
from copdesk.errors import UserError
from copdesk.reports.asked import Asked
from copdesk.reports.document import (
    Block,
    Box,
    Bullets,
    Document,
    Heading,
    KeyValues,
    PageBreak,
    Paragraph,
    Tone,
    Value,
)
from copdesk.reports.meeting_facts import MeetingFacts, gather

_NOT_TOPICS = {Section.WELCOME, Section.MATTERS_ARISING, Section.ACTIONS, Section.NEXT_MEETING}
_TO_REFLECT = (
    ("What I learnt", 34),
    ("What I will do differently", 34),
    ("What I still want to know", 24),
)
_NOTICE = (
    "This statement records attendance; it is no certificate. Taking part in meetings of a network"
    " and thinking about them afterwards may count towards continuing professional development."
)


def document(reader: Reader, asked: Asked) -> Document:
    """A page for each person who was there, or for the one asked for.

    Raises:
        UserError: there is no such meeting, or nobody is known to have been there.
    """
    facts = gather(reader, asked)
    there = [each for each in facts.guests if each.state.was_there]
    wanted = [each for each in there if asked.person_id in {None, each.id}]
    if not wanted:
        _refuse(reader, asked, facts)
    blocks: list[Block] = []
    for each in wanted:
        blocks += [*([PageBreak()] if blocks else []), *_statement(facts, each)]
    return Document(
        title="Attendance statement",
        footer=facts.footer,
        blocks=tuple(blocks),
        cover=False,
        contents=False,
        titled=False,
    )


def _refuse(reader: Reader, asked: Asked, facts: MeetingFacts) -> None:
    if asked.person_id is not None:
        who = reader.title(asked.person_id) or "This person"
        raise UserError(
            f"{who} is not marked as present at {facts.meeting.title}.",
            "Mark the attendance first, or choose another person or meeting.",
        )
    raise UserError(
        f"Nobody is marked as present at {facts.meeting.title}.",
        "Mark who came first, or choose another meeting.",
    )


def _statement(facts: MeetingFacts, person: GuestLine) -> list[Block]:
    topics = tuple(_topic(facts, n) for n in range(len(facts.items)))
    shown = tuple(filter(None, topics))
    return [
        Heading(f"Attendance statement: {person.name}", new_page=False),
        Paragraph(facts.network or facts.meeting.community, Tone.MUTED),
        KeyValues(_who_and_when(facts, person)),
        Heading("What was covered", 2),
        Bullets(shown) if shown else Paragraph("No topics were recorded.", Tone.MUTED),
        Heading("Reflection", 2),
        *(Box(question, height) for question, height in _TO_REFLECT),
        Paragraph(_NOTICE, Tone.MUTED),
    ]


def _who_and_when(facts: MeetingFacts, person: GuestLine) -> tuple[tuple[str, Value], ...]:
    name = " ".join(filter(None, (person.name, person.native_name)))
    how = "" if person.mode is AttendanceMode.UNKNOWN else person.mode.label
    return (
        ("Name", name),
        ("Organisation", person.organisations or None),
        *((("Role", person.roles),) if person.roles else ()),
        ("Meeting", facts.meeting.title),
        ("Date", facts.meeting.held_on),
        ("Place", ", ".join(filter(None, (facts.meeting.place, how))) or None),
        ("Time present", _duration(facts, person)),
    )


def _duration(facts: MeetingFacts, person: GuestLine) -> str | None:
    meeting = facts.meeting
    end = meeting.ends_at
    if end is None and meeting.starts_at is not None:
        run_out = ending(meeting.held_on, meeting.starts_at, facts.lengths)
        end = run_out if facts.items else None
    own = (person.arrived_at, person.left_at)
    minutes = minutes_present(meeting.held_on, (meeting.starts_at, end), own)
    if minutes is None:
        return None
    first, last = own[0] or meeting.starts_at, own[1] or end
    span = f" ({first:%H:%M} to {last:%H:%M})" if first and last else ""
    return f"{minutes_words(minutes)}{span}"


def _topic(facts: MeetingFacts, place: int) -> str:
    item = facts.items[place]
    if not item.reached or item.section in _NOT_TOPICS:
        return ""
    length = item.actual_minutes or item.minutes
    return item.title + (f", {minutes_words(length)}" if length else "")
