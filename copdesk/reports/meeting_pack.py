"""The pack for a meeting: what its members hold in their hands."""

from dataclasses import dataclass
from datetime import date, timedelta

from copdesk.db.queries import actions, documents, enquiries, meetings, training
from copdesk.db.queries.actions import ActionLine
from copdesk.db.queries.communities import Person
from copdesk.db.queries.enquiries import EnquiryLine
from copdesk.db.queries.expressions import BETWEEN
from copdesk.db.queries.meetings import AgendaLine, MeetingLine
from copdesk.db.queries.training import PolicyLine
from copdesk.db.reader import Reader
from copdesk.domain.dates import day_words
from copdesk.domain.enquiries import EnquiryStanding, standing
from copdesk.domain.fields import Clock, Day, Minutes
from copdesk.domain.meetings import finish, running_times, timing_sentence, total_minutes
from copdesk.domain.text import sort_key
from copdesk.domain.training import Coverage
from copdesk.reports.asked import Asked, footer, network, the_meeting
from copdesk.reports.document import (
    Band,
    Block,
    Column,
    Document,
    Figure,
    Figures,
    Heading,
    Paper,
    Paragraph,
    Row,
    Table,
    Titled,
    Tone,
    Toned,
)

LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the pack of one meeting says.

    Attributes:
        last: the meeting of the same community before it.
        last_agenda: the items of that meeting, with what came of them.
        since: the enquiries received since that meeting.
        policies: each training policy and how far it is met.
    """

    network: str
    footer: str
    as_at: date
    meeting: MeetingLine
    agenda: list[AgendaLine]
    invited: list[Person]
    last: MeetingLine | None
    last_agenda: list[AgendaLine]
    last_actions: list[ActionLine]
    open_actions: list[ActionLine]
    since: list[EnquiryLine]
    policies: list[tuple[PolicyLine, Coverage]]
    papers: tuple[Paper, ...]


def document(reader: Reader, asked: Asked) -> Document:
    """The pack of the meeting asked for.

    Raises:
        UserError: there is no such meeting.
    """
    return compose(gather(reader, asked))


def gather(reader: Reader, asked: Asked) -> Facts:
    """Everything the pack needs, read from one state of the file."""
    meeting = the_meeting(reader, asked)
    community = meeting.community_id
    last = meetings.last_meeting(reader, meeting.held_on, community_id=community)
    first = last.held_on + timedelta(days=1) if last else None
    adopted = training.policies(reader, asked.as_at)
    return Facts(
        network=network(reader),
        footer=footer(reader),
        as_at=asked.as_at,
        meeting=meeting,
        agenda=meetings.agenda(reader, meeting.id),
        invited=meetings.invited(reader, meeting.id),
        last=last,
        last_agenda=meetings.agenda(reader, last.id) if last else [],
        last_actions=actions.actions_of(reader, last.id) if last else [],
        open_actions=actions.open_actions(reader, community_id=community),
        since=enquiries.enquiries_between(reader, first, asked.as_at, community_id=community),
        policies=[(each, training.coverage(reader, each.id, asked.as_at)) for each in adopted],
        papers=tuple(
            Paper(each.name, each.media_type, documents.bytes_of(reader, each.id))
            for each in documents.documents(reader, meeting.id)
        ),
    )


def compose(facts: Facts) -> Document:
    """The pages of the pack."""
    meeting = facts.meeting
    when = [meeting.starts_at, meeting.ends_at or finish(meeting.starts_at, _minutes(facts.agenda))]
    times = " to ".join(f"{each:%H:%M}" for each in when if each)
    place = ", ".join(filter(None, (meeting.place, meeting.link))) or None
    return Document(
        title=meeting.title,
        subtitle=facts.network,
        facts=(
            ("Community", meeting.community),
            ("Date", day_words(meeting.held_on)),
            ("Time", times or None),
            ("Place", place),
            ("Prepared", day_words(facts.as_at)),
        ),
        footer=facts.footer,
        blocks=(
            *_agenda(facts),
            *_invited(facts),
            *_last_meeting(facts),
            *_actions(facts),
            *_enquiries(facts),
            *_training(facts),
        ),
        papers=facts.papers,
    )


def _minutes(agenda: list[AgendaLine]) -> list[int | None]:
    return [each.minutes for each in agenda]


def _agenda(facts: Facts) -> tuple[Block, ...]:
    meeting, lengths = facts.meeting, _minutes(facts.agenda)
    starts = running_times(meeting.starts_at, lengths)
    rows: list[Row | Band] = []
    section = None
    for item, start in zip(facts.agenda, starts, strict=True):
        if item.section is not section:
            section = item.section
            if item.title != section.label:
                rows.append(Band(section.label))
        rows.append((start, item.title, item.lead or "", item.minutes))
    columns = (
        Column("Time", Clock(), 18),
        Column("Item"),
        Column("Lead", width=48),
        Column("Minutes", Minutes(), 20),
    )
    total = total_minutes(lengths)
    ends = finish(meeting.starts_at, lengths)
    return (
        Heading("Agenda"),
        Table(
            columns,
            rows,
            empty="Nothing is on the agenda yet.",
            totals=(ends, "Close", "", total) if total and ends else None,
        ),
        Paragraph(timing_sentence(meeting.starts_at, lengths, meeting.ends_at), Tone.MUTED),
    )


def _invited(facts: Facts) -> tuple[Block, ...]:
    """By organisation, as members look for one another; those of none at the end."""
    places: dict[str, list[str]] = {}
    for each in sorted(facts.invited, key=lambda each: sort_key(each.organisations or LAST)):
        places.setdefault(each.organisations, []).append(each.name)
    bodies = {name for place in places for name in place.split(BETWEEN) if name}
    said = f"{_counted(len(facts.invited), 'person', 'people')} from "
    said += _counted(len(bodies), "organisation", "organisations")
    rows = [(place or None, ", ".join(names)) for place, names in places.items()]
    return (
        Heading("Who is invited"),
        *((Paragraph(said + ".", Tone.MUTED),) if rows else ()),
        Table(
            (Column("Organisation", width=62), Column("People")),
            rows,
            empty="Nobody is invited yet: the community has no participants.",
        ),
    )


def _last_meeting(facts: Facts) -> tuple[Block, ...]:
    last = facts.last
    if last is None:
        return ()
    heading = Heading("The last meeting")
    said = Paragraph(f"{last.title}, {day_words(last.held_on)}.", Tone.MUTED)
    came_of = [
        (Titled(each.title, each.outcome),) for each in facts.last_agenda if each.outcome.strip()
    ]
    minutes: list[Block] = [Paragraph(last.minutes)] if last.minutes.strip() else []
    if came_of:
        minutes.append(Table((Column("Item, and what came of it"),), came_of))
    if not minutes:
        minutes = [Paragraph("No minutes were written. This is what was agreed:")]
    agreed = Table(
        (
            Column("Action"),
            Column("Owner", width=40),
            Column("Due", Day(), 24),
            Column("Done", Day(), 24),
        ),
        [
            (Titled(each.title, each.reference), each.owner or None, each.due_on, each.done_on)
            for each in facts.last_actions
        ],
        caption="Agreed at that meeting",
        empty="No actions were agreed.",
    )
    return (heading, said, *minutes, agreed)


def _actions(facts: Facts) -> tuple[Block, ...]:
    rows = [
        (
            Titled(each.title, " · ".join(filter(None, (each.reference, each.meeting)))),
            each.owner or None,
            _due(each.due_on, facts.as_at),
        )
        for each in facts.open_actions
    ]
    late = sum(1 for each in facts.open_actions if each.due_on and each.due_on < facts.as_at)
    said = f"{_counted(len(rows), 'action is', 'actions are')} open; {late} late."
    return (
        Heading("Open actions"),
        Paragraph(said if rows else "", Tone.MUTED),
        Table(
            (Column("Action"), Column("Owner", width=44), Column("Due", width=38)),
            rows,
            empty="Every action is done.",
        ),
    )


def _due(due: date | None, as_at: date) -> Toned | date | None:
    if due is None or due >= as_at:
        return due
    late = (as_at - due).days
    return Toned(f"{late} {'day' if late == 1 else 'days'} late", Tone.DANGER)


def _enquiries(facts: Facts) -> tuple[Block, ...]:
    rows = [
        (
            each.reference,
            each.received_on,
            Titled(each.subject, each.topic) if each.topic else each.subject,
            _standing(each, facts.as_at),
        )
        for each in facts.since
    ]
    answered = [each for each in facts.since if each.answered_on]
    in_time = sum(1 for each in answered if each.answered_on and each.answered_on <= each.due_on)
    heading = "Enquiries since the last meeting" if facts.last else "Enquiries so far"
    return (
        Heading(heading),
        Figures(
            (
                Figure("Received", len(rows)),
                Figure("Answered", len(answered)),
                Figure("Within the promise", in_time, f"of {len(answered)} answered"),
                Figure("Still open", len(rows) - len(answered)),
            )
        ),
        Table(
            (
                Column("Reference", width=26),
                Column("Received", Day(), 26),
                Column("About"),
                Column("State", width=40),
            ),
            rows,
            empty="No enquiries came in.",
        ),
    )


def _standing(each: EnquiryLine, as_at: date) -> Toned:
    found = standing(
        state=each.state,
        due=each.due_on,
        act_by=each.due_on,
        answered_on=each.answered_on,
        today=as_at,
    )
    tones = {
        EnquiryStanding.LATE: Tone.DANGER,
        EnquiryStanding.ANSWERED_IN_TIME: Tone.OK,
        EnquiryStanding.ANSWERED_LATE: Tone.WARN,
    }
    return Toned(found.label, tones.get(found, Tone.PLAIN))


def _training(facts: Facts) -> tuple[Block, ...]:
    rows = [
        (
            Titled(each.title, each.applies_to),
            each.policy.required_hours,
            f"{found.met} of {found.counted}",
            found.counted - found.met,
        )
        for each, found in facts.policies
    ]
    return (
        Heading("Training"),
        Paragraph(f"As at {day_words(facts.as_at)}; people in scope and not exempt.", Tone.MUTED),
        Table(
            (
                Column("Policy"),
                Column("Hours", width=24),
                Column("Have met it", width=30),
                Column("Have not yet", width=30),
            ),
            rows,
            empty="No training policy has been adopted.",
        ),
    )


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
