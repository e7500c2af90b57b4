"""The minutes of a meeting, and what it decided and agreed."""

from collections.abc import Sequence
from datetime import date

from copdesk.db.queries.actions import ActionLine
from copdesk.db.queries.expressions import BETWEEN
from copdesk.db.queries.packs import GuestLine, ItemLine
from copdesk.db.reader import Reader
from copdesk.domain.meetings import (
    ActionState,
    AttendanceState,
    MeetingState,
    MinutesState,
    action_state,
    action_words,
)
from copdesk.domain.packs import Audience
from copdesk.domain.text import sort_key
from copdesk.reports.asked import Asked
from copdesk.reports.document import (
    Block,
    Callout,
    Column,
    Document,
    Heading,
    KeyValues,
    Paragraph,
    Row,
    Table,
    Titled,
    Tone,
    Toned,
    Value,
)
from copdesk.reports.meeting_facts import MeetingFacts, for_audience, gather

LAST = "\U0010ffff"
"""Sorts after every name."""

_TOLD = {
    MinutesState.NONE: ("Not written yet", "Nobody has written these minutes yet.", Tone.WARN),
    MinutesState.DRAFT: ("Draft", "They are not agreed. Please say what is missing.", Tone.WARN),
    MinutesState.CIRCULATED: (
        "Circulated",
        "They are to be approved at the next meeting.",
        Tone.INFO,
    ),
    MinutesState.APPROVED: ("Approved", "", Tone.OK),
}


def document(reader: Reader, asked: Asked) -> Document:
    """The minutes."""
    facts = gather(reader, asked)
    made = Document(
        title=facts.meeting.title,
        subtitle="Minutes",
        facts=(*facts.heading, ("These minutes", facts.minutes.words)),
        footer=facts.footer,
        blocks=(state_told(facts), *attendance(facts), *text(facts, 2), *agreed(facts)),
        cover=False,
        contents=False,
    )
    return for_audience(reader, facts, made)


def decisions_and_actions(reader: Reader, asked: Asked) -> Document:
    """What the meeting decided, and who does what by when."""
    facts = gather(reader, asked)
    made = Document(
        title=facts.meeting.title,
        subtitle="Decisions and actions",
        facts=(*facts.heading[:2], ("As at", facts.as_at)),
        footer=facts.footer,
        blocks=(*decided(facts), *agreed(facts)),
        cover=False,
        contents=False,
    )
    return for_audience(reader, facts, made)


def state_told(facts: MeetingFacts) -> Callout:
    """How far the minutes are, so that nobody takes a draft for what was agreed."""
    word, sentence, tone = _TOLD[facts.minutes.state]
    title = word if facts.minutes.state is MinutesState.NONE else facts.minutes.words
    return Callout(sentence, f"{title}.", tone) if sentence else Callout(f"{title}.", "", tone)


def attendance(facts: MeetingFacts) -> tuple[Block, ...]:
    """Who came and who sent apologies; the public reads how many, from where."""
    there = [each for each in facts.guests if each.state.was_there]
    sorry = [each for each in facts.guests if each.state is AttendanceState.APOLOGIES]
    if facts.audience is Audience.PUBLIC:
        bodies = sorted(
            {name for each in there for name in each.organisations.split(BETWEEN)} - {""}
        )
        people = f"{len(there)} {'person' if len(there) == 1 else 'people'}"
        pairs: tuple[tuple[str, Value], ...] = (
            ("Present", people),
            *((("From", ", ".join(bodies)),) if bodies else ()),
            ("Apologies", str(len(sorry))),
        )
        return (KeyValues(pairs),)
    visitors = [each for each in there if each.state is AttendanceState.VISITOR]
    present = [each for each in there if each.state is AttendanceState.PRESENT]
    named = (("Present", present), ("Visitors", visitors), ("Apologies", sorry))
    if facts.meeting.state is MeetingState.PLANNED and not there:
        return (Paragraph("This meeting is still to come.", Tone.MUTED),)
    pairs = tuple((f"{word} ({len(people)})", _named(people)) for word, people in named if people)
    return (KeyValues(pairs or (("Present", None),)),)


def text(facts: MeetingFacts, level: int) -> tuple[Block, ...]:
    """What was said, item by item, with headings of this level."""
    blocks: list[Block] = []
    whole = facts.meeting.minutes.strip()
    if whole:
        blocks.append(Paragraph(whole))
    for item in facts.items:
        told = _item(facts, item)
        if told or not whole:
            said = "Nothing was noted." if item.reached else "Not reached."
            blocks.append(Heading(f"{item.number}. {item.title}", level))
            blocks += told or [Paragraph(said, Tone.MUTED)]
    loose = [(each.reference, each.text) for each in facts.decisions if not each.agenda_item_id]
    if loose:
        blocks += [Heading("Decided", level), KeyValues(tuple(loose))]
    return tuple(blocks)


def decided(facts: MeetingFacts) -> tuple[Block, ...]:
    """The decisions, by their numbers."""
    items = {item.id: item.title for item in facts.items}
    rows = [
        (each.reference, Titled(each.text, items.get(each.agenda_item_id or 0, "")))
        for each in facts.decisions
    ]
    columns = (Column("Reference", width=30), Column("Decided"))
    return (Heading("Decisions"), Table(columns, rows, empty="Nothing was decided."))


def agreed(facts: MeetingFacts) -> tuple[Block, ...]:
    """The actions agreed at the meeting and those of earlier ones, and how they stand."""
    rows = [action_row(each, facts.as_at) for each in facts.actions]
    still = [action_row(each, facts.as_at, told=each.meeting) for each in facts.carried]
    earlier = (Paragraph("From earlier meetings:"), action_table(still, "")) if still else ()
    return (Heading("Actions"), action_table(rows, "No actions were agreed."), *earlier)


def action_table(rows: Sequence[Row], empty: str) -> Table:
    """Actions as every paper shows them."""
    columns = (Column("Action"), Column("Owner", width=44), Column("State", width=40))
    return Table(columns, rows, empty=empty)


def action_row(action: ActionLine, as_at: date, *, told: str = "") -> Row:
    """One action: what, who, and how it stands; ``told`` stands beside its reference."""
    done_on = action.done_on if action.done_on and action.done_on <= as_at else None
    state = action_state(action.due_on, done_on, as_at)
    tone = {ActionState.LATE: Tone.DANGER, ActionState.DONE: Tone.OK}.get(state, Tone.PLAIN)
    detail = " · ".join(filter(None, (action.reference, told)))
    words = action_words(action.due_on, done_on, as_at)
    return (Titled(action.title, detail), action.owner or None, Toned(words, tone))


# Inside -----------------------------------------------------------------------------------------


def _item(facts: MeetingFacts, item: ItemLine) -> list[Block]:
    blocks: list[Block] = []
    if item.outcome.strip():
        blocks.append(Paragraph(item.outcome.strip()))
    refs = [
        (each.reference, each.text) for each in facts.decisions if each.agenda_item_id == item.id
    ]
    new = tuple((ref, words) for ref, words in refs if f"{ref}: " not in item.outcome)
    if new:
        blocks.append(KeyValues(new))
    if facts.audience is Audience.CHAIR and item.note.strip():
        blocks.append(Callout(item.note.strip(), "For the chair", Tone.MUTED))
    return blocks


def _named(people: Sequence[GuestLine]) -> str:
    """A line for each organisation with its people; those of none at the end."""
    places: dict[str, list[str]] = {}
    for each in sorted(people, key=lambda each: sort_key(each.organisations or LAST)):
        name = " ".join(filter(None, (each.name, each.native_name)))
        places.setdefault(each.organisations, []).append(name)
    return "\n".join(
        f"{place}: {', '.join(names)}" if place else ", ".join(names)
        for place, names in places.items()
    )
