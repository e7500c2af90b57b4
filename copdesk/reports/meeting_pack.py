"""The pack for a meeting: what its members hold in their hands, and what came since the last."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from copdesk.db.models import Enquiry, Meeting
from copdesk.db.queries import actions, documents, enquiries, meetings, packs, training
from copdesk.db.queries.enquiries import EnquiryLine
from copdesk.db.queries.meetings import MeetingLine
from copdesk.db.queries.packs import PaperLine
from copdesk.db.reader import Reader
from copdesk.domain.dates import day_words
from copdesk.domain.meeting_times import LONDON
from copdesk.domain.packs import Audience, PackOptions, PackPart
from copdesk.errors import UserError
from copdesk.progress import SILENT, Progress
from copdesk.reports import meeting_facts, pack_parts
from copdesk.reports.asked import Asked, the_meeting
from copdesk.reports.document import Block, Document, Paper
from copdesk.reports.meeting_facts import MeetingFacts, for_audience
from copdesk.reports.pack_facts import Facts, Training
from copdesk.reports.pack_held import amended, held

_QUARTER = timedelta(weeks=13)


def document(reader: Reader, asked: Asked) -> Document:
    """The pack of the meeting asked for.

    Raises:
        UserError: there is no such meeting.
    """
    facts = gather(reader, asked)
    also = [each.owner_id for each in facts.open_actions]
    if facts.last:
        also += [each.id for each in facts.last.guests]
        also += [each.owner_id for each in facts.last.actions]
    made = for_audience(reader, facts.here, compose(facts), also)
    if not asked.pack.large:
        return made
    from copdesk.reports.large_print import large  # noqa: PLC0415  (slow to import)

    return large(made)


def held_words(reader: Reader, asked: Asked) -> str:
    """What the pack holds, to be kept with an issue and compared later."""
    return json.dumps(held(gather(reader, asked)), ensure_ascii=False)


def gather(reader: Reader, asked: Asked) -> Facts:
    """Everything the pack needs, read from one state of the file."""
    meeting = the_meeting(reader, asked)
    here = meeting_facts.of_meeting(reader, meeting, asked)
    last = _last(reader, meeting, asked)
    anchor, after = _since(reader, last)
    community = meeting.community_id
    answered, received = _enquiries(reader, community, (anchor, after), asked.as_at)
    horizon = _horizon(reader, meeting)
    linked = [id_ for ids in packs.links(reader, meeting.id).values() for id_ in ids]
    before = after - timedelta(days=1) if after else None
    return Facts(
        here=here,
        options=_options(asked),
        last=meeting_facts.of_meeting(reader, last, asked) if last else None,
        anchor=anchor,
        after=after,
        open_actions=actions.open_actions(reader, community_id=community),
        answered=answered,
        received=received,
        waiting=enquiries.open_enquiries(reader, community_id=community),
        moves=packs.moves(reader, community, before, asked.as_at) if before else [],
        horizon=horizon,
        training=_training(reader, asked.as_at, horizon),
        legal=packs.legal_changes(reader, before, asked.as_at, linked),
        papers=_papers(reader, here, asked),
        issue=next(iter(packs.issues(reader, meeting.id)), None),
        named=reader.title(asked.pack.person_id) if asked.pack.person_id else "",
    )


def papers_in_trouble(
    reader: Reader, meeting_id: int, progress: Progress = SILENT
) -> tuple[str, ...]:
    """The papers of a meeting that can't be printed, each with the reason, in sentences."""
    from copdesk.reports.papers import look_into  # noqa: PLC0415  (slow to import)

    found = packs.papers(reader, meeting_id)
    told: list[str] = []
    for done, each in enumerate(found):
        progress.step(done, len(found), f"Looking into {each.document.name}")
        opened = look_into(done + 1, _paper(reader, each))
        told += [f"{each.document.name}: {opened.trouble}"] if opened.trouble else []
    return tuple(told)


def compose(facts: Facts) -> Document:
    """The pages of the pack."""
    here = facts.here
    heading = [*here.heading, ("Prepared", day_words(here.as_at))]
    if facts.named:
        heading.append(("For", facts.named))
    if here.audience is Audience.CHAIR:
        heading.append(("Edition", "For the chair; it holds private notes"))
    return Document(
        title=here.meeting.title,
        subtitle=here.network,
        facts=tuple(heading),
        footer=here.footer,
        blocks=(*amended(facts), *_parts(facts)),
        papers=facts.papers,
        duplex=facts.options.duplex,
    )


# Inside -----------------------------------------------------------------------------------------

_MAKERS: Mapping[PackPart, Callable[[Facts], tuple[Block, ...]]] = {
    PackPart.AGENDA: pack_parts.agenda,
    PackPart.INVITED: pack_parts.invited,
    PackPart.MINUTES: pack_parts.confirm_minutes,
    PackPart.MATTERS: pack_parts.matters_arising,
    PackPart.ACTIONS: pack_parts.open_actions,
    PackPart.ENQUIRIES: pack_parts.enquiries,
    PackPart.PEOPLE: pack_parts.joiners_and_leavers,
    PackPart.TRAINING: pack_parts.training,
    PackPart.LEGAL: pack_parts.legal_changes,
    PackPart.WINS: pack_parts.wins,
}


def _parts(facts: Facts) -> Iterator[Block]:
    for part, make in _MAKERS.items():
        if part in facts.options.parts:
            yield from make(facts)


def _options(asked: Asked) -> PackOptions:
    """What was asked for; papers may name people, so the public gets none."""
    if asked.audience is Audience.PUBLIC:
        return replace(asked.pack, parts=asked.pack.parts - {PackPart.PAPERS})
    return asked.pack


def _last(reader: Reader, meeting: MeetingLine, asked: Asked) -> MeetingLine | None:
    """The meeting before; one that is itself still to come has nothing to tell."""
    before = min(meeting.held_on, asked.as_at + timedelta(days=1))
    return meetings.last_meeting(reader, before, community_id=meeting.community_id)


def _since(reader: Reader, last: MeetingLine | None) -> tuple[datetime | None, date | None]:
    if last is None:
        return None, None
    closed: datetime | None = (reader.get(Meeting, last.id) or {}).get("closed_at")
    day = closed.astimezone(LONDON).date() if closed else last.held_on
    return closed, day + timedelta(days=1)


def _enquiries(
    reader: Reader,
    community: int,
    since: tuple[datetime | None, date | None],
    as_at: date,
) -> tuple[list[EnquiryLine], int]:
    """Answered since, and how many came: on the day itself those written down after the close."""
    anchor, after = since
    first = after - timedelta(days=1) if after and anchor else after
    answered = enquiries.answered_between(reader, first, as_at, community_id=community)
    came = enquiries.enquiries_between(reader, first, as_at, community_id=community)
    if anchor is not None and first is not None:
        there = {each.id for each in (*answered, *came)}
        new = packs.entered_after(reader, Enquiry, there, anchor)
        answered = [e for e in answered if e.answered_on != first or e.id in new]
        came = [e for e in came if e.received_on != first or e.id in new]
    return answered, len(came)


def _horizon(reader: Reader, meeting: MeetingLine) -> date:
    tomorrow = meeting.held_on + timedelta(days=1)
    after = meetings.next_meeting(reader, tomorrow, community_id=meeting.community_id)
    return after.held_on if after else meeting.held_on + _QUARTER


def _training(reader: Reader, as_at: date, horizon: date) -> list[Training]:
    return [
        Training(
            each,
            training.coverage(reader, each.id, as_at),
            [
                person
                for person in training.below_requirement(reader, each.id, horizon)
                if person.standing.due_on and as_at <= person.standing.due_on <= horizon
            ],
        )
        for each in training.policies(reader, as_at)
    ]


def _papers(reader: Reader, here: MeetingFacts, asked: Asked) -> tuple[Paper, ...]:
    if PackPart.PAPERS not in _options(asked).parts:
        return ()
    return tuple(_paper(reader, each) for each in here.papers)


def _paper(reader: Reader, line: PaperLine) -> Paper:
    """The paper with its bytes; where they are not there whole, it is named as one to mend."""
    try:
        content = documents.bytes_of(reader, line.document.id)
    except UserError:
        content = b""
    return Paper(line.document.name, line.document.media_type, content, line.number)
