"""The parts of a meeting pack, each a function of the facts."""

from typing import TYPE_CHECKING

from copdesk.db.queries.enquiries import EnquiryLine
from copdesk.db.queries.expressions import BETWEEN
from copdesk.db.queries.packs import LegalLine
from copdesk.domain.dates import day_words, partial_words
from copdesk.domain.enquiries import EnquiryStanding, standing
from copdesk.domain.fields import Hours
from copdesk.domain.meetings import Section
from copdesk.domain.packs import Audience
from copdesk.domain.text import sort_key
from copdesk.reports.agenda import agenda_blocks
from copdesk.reports.document import (
    Band,
    Block,
    Bullets,
    Column,
    Figure,
    Figures,
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
from copdesk.reports.minutes import LAST, action_row, action_table, attendance, state_told, text

if TYPE_CHECKING:
    from copdesk.db.queries.actions import ActionLine
    from copdesk.reports.pack_facts import Facts


def agenda(facts: "Facts") -> tuple[Block, ...]:
    """What is gone through, and when."""
    return (Heading("Agenda"), *agenda_blocks(facts.here))


def invited(facts: "Facts") -> tuple[Block, ...]:
    """By organisation, as members look for one another; those of none at the end."""
    guests = facts.here.guests
    public = facts.here.audience is Audience.PUBLIC
    places: dict[str, list[str]] = {}
    for each in sorted(guests, key=lambda each: sort_key(each.organisations or LAST)):
        places.setdefault(each.organisations, []).append(each.name)
    bodies = {name for place in places for name in place.split(BETWEEN) if name}
    said = f"{counted(len(guests), 'person', 'people')} from "
    said += counted(len(bodies), "organisation", "organisations")
    rows = [
        (place or None, counted(len(names), "person", "people") if public else ", ".join(names))
        for place, names in places.items()
    ]
    return (
        Heading("Who is invited"),
        *((Paragraph(said + ".", Tone.MUTED),) if rows else ()),
        Table(
            (Column("Organisation", width=62), Column("People")),
            rows,
            empty="Nobody is invited yet: the community has no participants.",
        ),
    )


def confirm_minutes(facts: "Facts") -> tuple[Block, ...]:
    """The minutes of the last meeting, to be agreed at this one."""
    last = facts.last
    if last is None:
        return ()
    said = f"{last.meeting.title}, {day_words(last.meeting.held_on)}."
    return (
        Heading("Confirm minutes"),
        Paragraph(said, Tone.MUTED),
        state_told(last),
        *attendance(last),
        *text(last, 3),
    )


def matters_arising(facts: "Facts") -> tuple[Block, ...]:
    """What the last meeting agreed and how it stands, and what was carried over from it."""
    if facts.last is None:
        return ()
    rows = [action_row(each, facts.here.as_at) for each in facts.last.actions]
    carried = tuple(f"Item {e.number}: {e.title}" for e in facts.here.items if e.carried)
    decided = tuple((each.reference, each.text) for each in facts.last.decisions)
    return (
        Heading("Matters arising"),
        *((Paragraph("Carried over to this meeting:"), Bullets(carried)) if carried else ()),
        *((KeyValues(decided),) if decided else ()),
        action_table(rows, "The last meeting agreed no actions."),
    )


def open_actions(facts: "Facts") -> tuple[Block, ...]:
    """What is late and what is open; the reader's own on top where that was asked for."""
    as_at, owner = facts.here.as_at, facts.options.person_id
    late = [e for e in facts.open_actions if e.due_on and e.due_on < as_at]
    mine = [e for e in facts.open_actions if owner and e.owner_id == owner]
    rest = [e for e in facts.open_actions if e not in mine]
    bands = (
        (f"For {facts.named}", mine),
        ("Late", [e for e in rest if e in late]),
        ("Open", [e for e in rest if e not in late]),
    )
    rows: list[Row | Band] = []
    for words, found in bands:
        rows += [Band(words), *(_action(each, facts) for each in found)] if found else []
    number = len(facts.open_actions)
    said = f"{counted(number, 'action is', 'actions are')} open; {len(late)} late."
    return (
        Heading("Open actions"),
        *((Paragraph(said, Tone.MUTED),) if rows else ()),
        Table(
            action_table((), "").columns,
            rows,
            empty="Every action is done.",
        ),
    )


def _action(action: "ActionLine", facts: "Facts") -> Row:
    return action_row(action, facts.here.as_at, told=action.meeting)


def enquiries(facts: "Facts") -> tuple[Block, ...]:
    """What was answered since the last meeting, and who still waits."""
    in_time = sum(e.answered_on <= e.due_on for e in facts.answered if e.answered_on)
    rows: list[Row | Band] = []
    for words, found in (("Answered", facts.answered), ("Waiting", facts.waiting)):
        answered = found is facts.answered
        listed = [_enquiry(each, facts, answered=answered) for each in found]
        rows += [Band(words), *listed] if listed else []
    return (
        Heading("Enquiries since the last meeting" if facts.last else "Enquiries so far"),
        Figures(
            (
                Figure("Received", facts.received),
                Figure("Answered", len(facts.answered)),
                Figure("Within the promise", in_time, f"of {len(facts.answered)} answered"),
                Figure("Still waiting", len(facts.waiting)),
            )
        ),
        Table(
            (
                Column("Reference", width=27),
                Column("Received", width=24),
                Column("About"),
                Column("State", width=36),
            ),
            rows,
            empty="No enquiries were answered, and none is waiting.",
        ),
    )


def _enquiry(each: EnquiryLine, facts: "Facts", *, answered: bool) -> Row:
    """What was answered and opened again stands in both parts, as what it is in each."""
    about: Value = Titled(each.subject, each.topic) if each.topic else each.subject
    opened_again = answered and each.state.is_open
    stands = "Open again" if opened_again else _standing(each, facts)
    return (each.reference, each.received_on, about, stands)


def _standing(each: EnquiryLine, facts: "Facts") -> Toned:
    found = standing(
        state=each.state,
        due=each.due_on,
        reply_by=each.reply_by,
        act_by=each.act_by,
        answered_on=each.answered_on,
        today=facts.here.as_at,
    )
    tones = {
        EnquiryStanding.LATE: Tone.DANGER,
        EnquiryStanding.ANSWERED_IN_TIME: Tone.OK,
        EnquiryStanding.ANSWERED_LATE: Tone.WARN,
    }
    return Toned(found.label, tones.get(found, Tone.PLAIN))


def joiners_and_leavers(facts: "Facts") -> tuple[Block, ...]:
    """Who came to the community and who left it; the public reads of organisations only."""
    if facts.last is None:
        return ()
    public = facts.here.audience is Audience.PUBLIC
    rows: list[Row | Band] = []
    for words, joined in (("Joined", True), ("Left", False)):
        found = [e for e in facts.moves if e.joined is joined and not (public and e.person)]
        more = sum(e.joined is joined and e.person for e in facts.moves) if public else 0
        lines: list[Row] = [
            (Titled(each.name, each.detail), partial_words(each.on)) for each in found
        ]
        lines += [(counted(more, "person", "people"), "")] if more else []
        rows += [Band(words), *lines] if lines else []
    return (
        Heading("Joiners and leavers"),
        Paragraph(f"{facts.since_words[0].upper()}{facts.since_words[1:]}.", Tone.MUTED),
        Table((Column("Who"), Column("When", width=34)), rows, empty="Nobody joined or left."),
    )


def training(facts: "Facts") -> tuple[Block, ...]:
    """How far each policy is met, and what runs out before the next meeting."""
    rows = [
        (
            Titled(each.policy.title, each.policy.applies_to),
            each.policy.policy.required_hours,
            f"{each.coverage.met} of {each.coverage.counted}",
            len(each.lapsing),
        )
        for each in facts.training
    ]
    until = day_words(facts.horizon)
    said = f"As at {day_words(facts.here.as_at)}; people in scope and not exempt. "
    return (
        Heading("Training"),
        Paragraph(f"{said}The next meeting is taken to be on {until}.", Tone.MUTED),
        Table(
            (
                Column("Policy"),
                Column("Hours", Hours(), 24),
                Column("Have met it", width=28),
                Column("Due before the next meeting", width=36),
            ),
            rows,
            empty="No training policy has been adopted.",
        ),
        *(_names_of_lapsing(facts) if facts.here.audience is Audience.CHAIR else ()),
    )


def _names_of_lapsing(facts: "Facts") -> tuple[Block, ...]:
    rows: list[Row | Band] = []
    for each in facts.training:
        if each.lapsing:
            rows.append(Band(each.policy.title))
        rows += [
            (Titled(who.name, who.organisations), who.standing.due_on, who.standing.hours)
            for who in each.lapsing
        ]
    columns = (Column("Person"), Column("Due", width=28), Column("Hours so far", Hours(), 28))
    return (Table(columns, rows, caption="For the chair: whose training"),) if rows else ()


def legal_changes(facts: "Facts") -> tuple[Block, ...]:
    """What is new in the law, and what advisers should do."""
    blocks: list[Block] = [Heading("Legal changes")]
    for each in facts.legal:
        blocks += [Heading(each.title, 2), KeyValues(_legal(each))]
    if not facts.legal:
        blocks.append(Paragraph("Nothing new has been noted.", Tone.MUTED))
    return tuple(blocks)


def _legal(each: LegalLine) -> tuple[tuple[str, Value], ...]:
    said: tuple[tuple[str, Value], ...] = (
        ("Instrument", each.instrument),
        ("Published", each.published_on or ""),
        ("In force", each.in_force_on),
        ("Cases already begun", each.transitional),
        ("What advisers should do", each.advice),
        ("Source", each.source),
        ("State", each.status.label),
    )
    return tuple(pair for pair in said if pair[1] != "")


def wins(facts: "Facts") -> tuple[Block, ...]:
    """What went well, as the last meeting told it; nothing where nothing was told."""
    items = facts.last.items if facts.last else []
    told = [e.outcome.strip() for e in items if e.section is Section.WINS and e.outcome.strip()]
    return (Heading("Wins"), *(Paragraph(each) for each in told)) if told else ()


def counted(number: int, one: str, many: str) -> str:
    """``1 person``, ``2 people``."""
    return f"{number} {one if number == 1 else many}"
