"""One agenda, two prints: what members follow, and what the chair runs the meeting by."""

from collections import Counter
from collections.abc import Callable
from datetime import time
from itertools import groupby

from copdesk.db.queries.packs import ItemLine
from copdesk.db.reader import Reader
from copdesk.domain import meeting_times
from copdesk.domain.fields import Clock, Count, Minutes
from copdesk.domain.lengths import minutes_words
from copdesk.domain.meetings import AttendanceState, Expected, Reply, total_minutes
from copdesk.domain.packs import Audience
from copdesk.reports.asked import Asked
from copdesk.reports.document import (
    Band,
    Block,
    Callout,
    Column,
    Document,
    Paragraph,
    Row,
    Table,
    Titled,
    Tone,
    Value,
)
from copdesk.reports.meeting_facts import MeetingFacts, for_audience, gather

RowOf = Callable[[ItemLine, tuple[int, time | None]], Row]
_EMPTY = "Nothing is on the agenda yet."


def document(reader: Reader, asked: Asked) -> Document:
    """The members' agenda."""
    facts = gather(reader, asked)
    return for_audience(
        reader,
        facts,
        Document(
            title=facts.meeting.title,
            subtitle="Agenda",
            facts=facts.heading,
            footer=facts.footer,
            blocks=agenda_blocks(facts),
            cover=False,
            contents=False,
            scale=1.1,
        ),
    )


def agenda_blocks(facts: MeetingFacts) -> tuple[Block, ...]:
    """The table that members follow, and how long it takes."""
    rows = _banded(facts, lambda item, row: (*row, _item(facts, item), item.lead, item.minutes))
    columns = (
        Column("", Count(), 9),
        Column("Time", Clock(), 17),
        Column("Item"),
        Column("Lead", width=44),
        Column("Minutes", Minutes(), 24),
    )
    return (
        Table(columns, rows, empty=_EMPTY, totals=_close(facts)),
        *((Paragraph(timing(facts), Tone.MUTED),) if rows else ()),
    )


def running_sheet(reader: Reader, asked: Asked) -> Document:
    """The chair's sheet: the clock, private notes, who asked for what, and room to write."""
    facts = gather(reader, asked)
    columns = (
        Column("", Count(), 8),
        Column("Time", Clock(), 15),
        Column("Item, and notes for the chair"),
        Column("Plan", Minutes(), 21),
        Column("Began", width=15),
        Column("Took", width=14),
    )
    rows = _banded(
        facts,
        lambda item, row: (*row, _for_chair(facts, item), item.minutes, "", ""),
    )
    close = _close(facts)
    return Document(
        title=facts.meeting.title,
        subtitle="Running sheet for the chair",
        facts=(*facts.heading, ("Expected", _expected(facts))),
        footer=facts.footer,
        blocks=(
            Callout("It holds private notes. Please take it home with you.", "For the chair only"),
            Table(
                columns,
                rows,
                empty=_EMPTY,
                totals=(*close[:3], close[4], "", "") if close else None,
                row_height=13,
            ),
            *((Paragraph(timing(facts), Tone.MUTED),) if rows else ()),
        ),
        cover=False,
        contents=False,
        scale=1.25,
    )


def timing(facts: MeetingFacts) -> str:
    """How the agenda fits: ``10:00 to 12:15, 15 min over.``, as a sentence."""
    meeting, lengths = facts.meeting, facts.lengths
    end = meeting_times.ending(meeting.held_on, meeting.starts_at, lengths)
    total, blank = total_minutes(lengths), sum(each is None for each in lengths)
    span = f"{meeting.starts_at:%H:%M} to {end:%H:%M}" if meeting.starts_at and end else ""
    parts = [span or f"{minutes_words(total)} planned"]
    if blank:
        parts.append(f"{blank} {'item' if blank == 1 else 'items'} without minutes")
    room = meeting_times.minutes_between(meeting.held_on, meeting.starts_at, meeting.ends_at)
    if room is not None and total != room:
        over, at = total - room, "at least " if blank else ""
        spare = "at most " if blank else ""
        parts.append(
            f"{at}{minutes_words(over)} over"
            if over > 0
            else f"{spare}{minutes_words(-over)} to spare"
        )
    return ", ".join(parts) + "."


# Inside -----------------------------------------------------------------------------------------


def _banded(facts: MeetingFacts, row_of: RowOf) -> list[Row | Band]:
    """The rows, with the name of each section above its items unless they only repeat it."""
    starts = meeting_times.starts(facts.meeting.held_on, facts.meeting.starts_at, facts.lengths)
    clocks = dict(zip((item.id for item in facts.items), starts, strict=True))
    rows: list[Row | Band] = []
    for section, group in groupby(facts.items, key=lambda item: item.section):
        items = list(group)
        if any(item.title != section.label for item in items):
            rows.append(Band(section.label))
        rows += [row_of(item, (item.number, clocks[item.id])) for item in items]
    return rows


def _item(facts: MeetingFacts, item: ItemLine) -> Value:
    said = [] if item.expected is Expected.DISCUSS else [item.expected.label]
    said += ["Carried over"] if item.carried else []
    said += [
        f"Paper {each.number}: {each.document.name}"
        for each in facts.papers
        if each.item_id == item.id and facts.audience is not Audience.PUBLIC
    ]
    detail = "\n".join(said)
    if facts.audience is Audience.CHAIR and item.note.strip():
        detail = "\n".join(filter(None, (detail, f"For the chair: {item.note.strip()}")))
    return Titled(item.title, detail) if detail else item.title


def _for_chair(facts: MeetingFacts, item: ItemLine) -> Titled:
    said = [item.lead] if item.lead else []
    said.append(item.expected.label.lower() if said else item.expected.label)
    said += [f"asked for by {item.asked_by}"] if item.asked_by else []
    said += ["carried over"] if item.carried else []
    papers = [f"paper {each.number}" for each in facts.papers if each.item_id == item.id]
    detail = " · ".join([*said, *papers])
    return Titled(item.title, "\n".join(filter(None, (detail, item.note.strip()))))


def _close(facts: MeetingFacts) -> Row | None:
    end = meeting_times.ending(facts.meeting.held_on, facts.meeting.starts_at, facts.lengths)
    total = total_minutes(facts.lengths)
    return ("", end, "Close", "", total) if facts.items and end and total else None


def _expected(facts: MeetingFacts) -> str:
    """How many come, as far as they said."""
    replies = Counter(each.reply for each in facts.guests)
    sorry = sum(
        each.reply is Reply.APOLOGIES or each.state is AttendanceState.APOLOGIES
        for each in facts.guests
    )
    known = (
        (replies[Reply.YES], "coming"),
        (replies[Reply.MAYBE], "maybe"),
        (sorry, "apologies"),
    )
    said = [f"{number} {word}" for number, word in known if number]
    return ", ".join([*said, f"{len(facts.guests)} invited"])
