"""What the papers of one meeting are made of: items whole, people, links, and what moved since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import and_, or_, select

from copdesk.db.ground import card, change, row_change
from copdesk.db.models import (
    Affiliation,
    AgendaItem,
    AgendaLink,
    Attendance,
    Document,
    LegalChange,
    OrganisationMembership,
    PackIssue,
    Participant,
    ParticipantMembership,
)
from copdesk.db.queries.communities import organisations_at, people_of
from copdesk.db.queries.documents import DocumentLine, documents
from copdesk.db.queries.expressions import BETWEEN, during
from copdesk.db.queries.meetings import MeetingLine
from copdesk.db.reader import Reader
from copdesk.db.record import Record
from copdesk.domain.dates import PartialDate
from copdesk.domain.meetings import AttendanceMode, AttendanceState, Expected, Reply, Section
from copdesk.domain.pseudonyms import Known
from copdesk.domain.registers import LegalStatus
from copdesk.domain.text import sort_key


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One agenda item with all that its prints say; names are empty where there are none.

    Attributes:
        number: from 1, as printed.
        carried: it came from an earlier meeting.
    """

    id: int
    number: int
    section: Section
    title: str
    lead: str
    minutes: int | None
    note: str
    outcome: str
    expected: Expected
    asked_by: str
    actual_minutes: int | None
    reached: bool
    carried: bool


@dataclass(frozen=True, slots=True)
class GuestLine:
    """One person of a meeting, on its list or, where it has none, of the community that day."""

    id: int
    name: str
    native_name: str
    pronouns: str
    organisations: str
    roles: str
    state: AttendanceState
    mode: AttendanceMode
    reply: Reply
    arrived_at: time | None
    left_at: time | None


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper of a meeting and the number by which it is called, such as ``3.1``."""

    number: str
    item_id: int | None
    document: DocumentLine


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody, or an organisation, that came to a community or left it."""

    name: str
    detail: str
    person: bool
    joined: bool
    on: PartialDate


@dataclass(frozen=True, slots=True)
class LegalLine:
    """One change in the law as a pack tells it."""

    id: int
    title: str
    instrument: str
    published_on: date | None
    in_force_on: date | None
    transitional: str
    advice: str
    source: str
    status: LegalStatus


@dataclass(frozen=True, slots=True)
class IssueLine:
    """One pack as it was sent; ``document_id`` is ``None`` where its PDF was taken away."""

    id: int
    number: int
    issued_at: datetime
    document_id: int | None
    held: str


def items(reader: Reader, meeting_id: int) -> list[ItemLine]:
    """The agenda in its order."""
    rows = reader.find(AgendaItem, meeting_id=meeting_id)
    rows.sort(key=lambda row: (row["position"], row["id"]))
    names = reader.titles(row[name] for row in rows for name in ("lead_id", "asked_by_id"))
    same = ("id", "section", "title", "minutes", "note", "outcome", "expected", "actual_minutes")
    return [
        ItemLine(
            number=number,
            lead=names.get(row["lead_id"], ""),
            asked_by=names.get(row["asked_by_id"], ""),
            reached=row["reached"],
            carried=row["carried_from_id"] is not None,
            **{name: row[name] for name in same},
        )
        for number, row in enumerate(rows, 1)
    ]


def guests(reader: Reader, meeting: MeetingLine) -> list[GuestLine]:
    """The people on the list of a meeting, else all of its community that day, by their names."""
    listed = {row["participant_id"]: row for row in reader.find(Attendance, meeting_id=meeting.id)}
    ids = list(listed) or people_of(reader, meeting.community_id, meeting.held_on)
    where, roles = organisations_at(reader, meeting.held_on), roles_at(reader, meeting.held_on)
    found: list[GuestLine] = []
    for start in range(0, len(ids), 500):
        asked = select(
            Participant.id, Participant.name, Participant.native_name, Participant.pronouns
        ).where(Participant.id.in_(ids[start : start + 500]))
        rows = reader.rows(asked)
        found += [_guest(row, where, roles, listed.get(row[0], {})) for row in rows]
    return sorted(found, key=lambda each: (sort_key(each.name), each.id))


def roles_at(reader: Reader, on: date) -> dict[int, str]:
    """What every person does on a day, by the person's id, with semicolons between."""
    asked = (
        select(Affiliation.participant_id, Affiliation.role)
        .where(during(Affiliation.start, Affiliation.end, on), Affiliation.role != "")
        .order_by(Affiliation.participant_id, Affiliation.id)
    )
    found: dict[int, list[str]] = {}
    for person, role in reader.rows(asked):
        if role not in found.setdefault(person, []):
            found[person].append(role)
    return {person: BETWEEN.join(roles) for person, roles in found.items()}


def everybody(reader: Reader, on: date, near: Iterable[int]) -> list[Known]:
    """All people by all their names, with what they do on a day, for texts without names."""
    roles, taking_part = roles_at(reader, on), set(near)
    asked = select(
        Participant.id,
        Participant.name,
        Participant.preferred_name,
        Participant.native_name,
        Participant.aliases,
    )
    return [
        Known(
            tuple(filter(None, (name, preferred, native, *aliases))),
            roles.get(id_, "").split(BETWEEN)[0],
            id_ in taking_part,
        )
        for id_, name, preferred, native, aliases in reader.rows(asked.order_by(Participant.id))
    ]


def papers(reader: Reader, meeting_id: int) -> list[PaperLine]:
    """The papers of a meeting in the order of its items, then those of no item.

    A paper belongs to an item it is attached to or linked from; packs as they were sent are none.
    """
    issued = {each.document_id for each in issues(reader, meeting_id)}
    loose = [each for each in documents(reader, meeting_id) if each.id not in issued]
    by_item = _papers_of_items(reader, meeting_id, {each.id: each for each in loose})
    numbered = [
        PaperLine(f"{item.number}.{n}", item.id, paper)
        for item in items(reader, meeting_id)
        for n, paper in enumerate(by_item.get(item.id, ()), 1)
    ]
    taken = {each.document.id for each in numbered}
    rest = [each for each in loose if each.id not in taken]
    alone = not numbered
    names = (str(n) if alone else _letter(n) for n in range(1, len(rest) + 1))
    return [*numbered, *(PaperLine(n, None, each) for n, each in zip(names, rest, strict=True))]


def links(reader: Reader, meeting_id: int) -> dict[int, list[int]]:
    """What each item of an agenda is about: the ids of the records, by the id of the item."""
    asked = (
        select(AgendaLink.agenda_item_id, AgendaLink.record_id)
        .join(AgendaItem, AgendaItem.id == AgendaLink.agenda_item_id)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaLink.id)
    )
    found: dict[int, list[int]] = {}
    for item, record in reader.rows(asked):
        found.setdefault(item, []).append(record)
    return found


def moves(reader: Reader, community_id: int, since: date, until: date) -> list[Move]:
    """Who came to a community or left it after one day and up to another, by their names.

    A day known only to its month or year counts where it may lie between.
    """
    org, person = card.alias(), card.alias()
    bodies = (
        select(org.c.title, OrganisationMembership.start, OrganisationMembership.end, org.c.detail)
        .join(org, org.c.id == OrganisationMembership.organisation_id)
        .where(OrganisationMembership.community_id == community_id)
    )
    themselves = (
        select(person.c.title, ParticipantMembership.start, ParticipantMembership.end, person.c.id)
        .join(person, person.c.id == ParticipantMembership.participant_id)
        .where(ParticipantMembership.community_id == community_id)
    )
    through = (
        select(person.c.title, Affiliation.start, Affiliation.end, org.c.title)
        .join(person, person.c.id == Affiliation.participant_id)
        .join(org, org.c.id == Affiliation.organisation_id)
        .join(
            OrganisationMembership,
            OrganisationMembership.organisation_id == Affiliation.organisation_id,
        )
        .where(
            OrganisationMembership.community_id == community_id,
            during(OrganisationMembership.start, OrganisationMembership.end, until),
        )
    )
    found: dict[tuple[str, bool, bool], Move] = {}
    asked = ((through, True), (themselves, True), (bodies, False))
    for question, is_person in asked:
        for name, start, end, detail in reader.rows(question):
            for day, joined in ((start, True), (end, False)):
                if day is not None and day.last > since and day.first <= until:
                    words = detail if question is through else ""
                    move = Move(name, words, is_person, joined, day)
                    found.setdefault((name, is_person, joined), move)
    return sorted(found.values(), key=lambda each: (each.person, sort_key(each.name)))


def legal_changes(
    reader: Reader, since: date | None, until: date, linked: Iterable[int]
) -> list[LegalLine]:
    """What is new in the law after a day, in force soon, or on the agenda; the newest last."""
    asked = select(
        LegalChange.id,
        LegalChange.title,
        LegalChange.instrument,
        LegalChange.published_on,
        LegalChange.in_force_on,
        LegalChange.transitional,
        LegalChange.advice,
        LegalChange.source,
        LegalChange.status,
    ).where(LegalChange.status != LegalStatus.SUPERSEDED)
    if since is not None:
        asked = asked.where(
            or_(
                and_(LegalChange.published_on > since, LegalChange.published_on <= until),
                LegalChange.in_force_on > since,
                LegalChange.id.in_(list(linked)),
            )
        )
    rows = reader.rows(asked.order_by(LegalChange.in_force_on, LegalChange.id))
    return [LegalLine(*row) for row in rows]


def issues(reader: Reader, meeting_id: int) -> list[IssueLine]:
    """The packs of a meeting that were sent, the newest first."""
    rows = reader.find(PackIssue, meeting_id=meeting_id)
    names = ("id", "number", "issued_at", "document_id", "held")
    found = [IssueLine(*(row[name] for name in names)) for row in rows]
    return sorted(found, key=lambda each: -each.number)


def entered_after(
    reader: Reader, model: type[Record], ids: Iterable[int], moment: datetime
) -> set[int]:
    """Which of these records were written down after a moment."""
    asked = (
        select(row_change.c.record_id)
        .join(change, change.c.id == row_change.c.change_id)
        .where(
            row_change.c.kind == model.__tablename__,
            row_change.c.record_id.in_(list(ids)),
            row_change.c.before.is_(None),
            change.c.at > moment.isoformat(timespec="seconds"),
        )
    )
    return {row[0] for row in reader.rows(asked)}


# Inside -----------------------------------------------------------------------------------------


def _guest(
    row: tuple[int, str, str, str],
    where: dict[int, str],
    roles: dict[int, str],
    listed: dict[str, object],
) -> GuestLine:
    usual = {
        "state": AttendanceState.INVITED,
        "mode": AttendanceMode.UNKNOWN,
        "reply": Reply.NONE,
        "arrived_at": None,
        "left_at": None,
    }
    known = {name: listed.get(name, value) for name, value in usual.items()}
    return GuestLine(*row, where.get(row[0], ""), roles.get(row[0], ""), **known)  # type: ignore[arg-type]


def _papers_of_items(
    reader: Reader, meeting_id: int, loose: dict[int, DocumentLine]
) -> dict[int, list[DocumentLine]]:
    linked = links(reader, meeting_id)
    far = {id_ for ids in linked.values() for id_ in ids if id_ not in loose}
    for id_ in far:
        row = reader.get(Document, id_) if reader.kind(id_) == Document.__tablename__ else None
        if row is not None:
            names = ("id", "record_id", "name", "media_type", "size", "sha256", "note")
            loose = {**loose, id_: DocumentLine(*(row[name] for name in names))}
    found: dict[int, list[DocumentLine]] = {}
    for row in reader.find(AgendaItem, meeting_id=meeting_id):
        own = documents(reader, row["id"])
        there = {each.id for each in own}
        more = [loose[id_] for id_ in linked.get(row["id"], ()) if id_ in loose]
        found[row["id"]] = [*own, *(each for each in more if each.id not in there)]
    return found


def _letter(number: int) -> str:
    """A, B, ... Z, AA: the papers of no item, where items have numbers."""
    first, last = divmod(number - 1, 26)
    return (_letter(first) if first else "") + chr(ord("A") + last)
