"""Three hundred enquiries: whole months at first, the last weeks one by one."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

from copdesk.db.models import Enquiry, EnquiryNote, EnquiryPause, OrganisationArea, Topic
from copdesk.db.reader import Reader
from copdesk.db.unit import Unit
from copdesk.domain.dates import day_words
from copdesk.domain.enquiries import Channel, EnquiryState, LogKind, Outcome, PauseKind, Priority
from copdesk.sample.office import COORDINATOR, REGION, SOUTH, Act, Office, rows_of
from copdesk.services import enquiries as service
from copdesk.services import records
from copdesk.services.promise import due_for

_ALL, _MONTHS = 300, 35
_RECENT = (
    (30, "reopened"),
    (23, "closed"),
    (20, "closed"),
    (17, "answered"),
    (13, "late"),
    (11, "waiting"),
    (10, "went on"),
    (9, "answered"),
    (6, "urgent"),
    (3, "open"),
    (2, "unsorted"),
    (1, "new"),
)
"""How many days ago each of the last ones came, and what became of it."""


def acts(office: Office) -> Iterator[Act]:
    """When enquiries come, and what becomes of them."""
    questions = _questions(office)
    recent, old = questions[: len(_RECENT)], questions[len(_RECENT) :]
    for number in range(_MONTHS):
        share = old[number * len(old) // _MONTHS : (number + 1) * len(old) // _MONTHS]
        months = _MONTHS + 1 - number
        entered = office.ago(months=months - 1, days=-7)
        yield entered, partial(_bring_in, office, share, months)
    for row, (days, became) in zip(recent, _RECENT, strict=True):
        made: list[int] = []
        yield office.ago(days=days), partial(_log, office, row, made, became)
        yield from _follow_up(office, made, row, became, office.ago(days=days - min(days, 4)))


def _questions(office: Office) -> list[dict[str, str]]:
    """As many as are asked, each once before any comes again."""
    rows = list(rows_of("enquiries"))
    found: list[dict[str, str]] = []
    while len(found) < _ALL:
        office.chance.shuffle(rows)
        found += rows
    return found[:_ALL]


def _follow_up(
    office: Office, made: list[int], row: dict[str, str], became: str, day: date
) -> Iterator[Act]:
    store = office.store
    if became in {"late", "open", "urgent"}:
        yield day, lambda: service.note_enquiry(store, made[0], "Asked two members who know this.")
    if became in {"waiting", "went on"}:
        yield day, lambda: service.wait_for_asker(store, made[0], "which form it was")
    if became == "went on":
        yield day + timedelta(days=4), lambda: service.resume_enquiry(store, made[0])
    if became in {"answered", "closed", "reopened"}:
        yield day, lambda: service.record_reply(store, made[0], row["answer"])
    if became in {"closed", "reopened"}:
        yield day + timedelta(days=1), lambda: service.close_enquiry(store, made[0])
    if became == "reopened":
        yield office.ago(days=1), lambda: service.reopen_enquiry(store, made[0])


def _log(office: Office, row: dict[str, str], made: list[int], became: str) -> None:
    with office.store.read() as reader:
        topic = reader.find(Topic, code=row["topic"])[0]["id"]
        areas = _areas(reader)
    asked = _asked(office, row, None if became == "unsorted" else topic, areas)
    urgent = {"priority": Priority.URGENT} if became == "urgent" else {}
    made.append(service.log_enquiry(office.store, asked | urgent))


def _areas(reader: Reader) -> dict[int, list[int]]:
    """The areas of each organisation."""
    found: dict[int, list[int]] = {}
    for each in reader.find(OrganisationArea):
        found.setdefault(each["organisation_id"], []).append(each["authority_id"])
    return found


def _asked(
    office: Office, row: dict[str, str], topic: int | None, areas: dict[int, list[int]]
) -> dict[str, Any]:
    """Who asked what, through which channel, and about which area where that is known."""
    stranger = office.chance.random() < 0.12
    south = office.communities.get(SOUTH) is not None and office.chance.random() < 0.15
    community = SOUTH if south and office.of(SOUTH) else REGION
    asker = None if stranger else office.chance.choice(office.of(community))
    organisation = office.roles[asker][1] if asker in office.roles else None
    there = areas.get(organisation or 0, [])
    return {
        "subject": row["subject"],
        "question": row["question"],
        "topic_id": topic,
        "channel": office.chance.choice(list(Channel)[:6]),
        "asker_id": asker,
        "asker_name": "A caseworker outside the network" if stranger else "",
        "organisation_id": organisation,
        "authority_id": there[len(row["subject"]) % len(there)] if there else None,
        "community_id": office.communities[community],
        "owner": COORDINATOR,
    }


def _bring_in(office: Office, rows: Sequence[dict[str, str]], months: int) -> None:
    """Enter the enquiries of one month, answered and closed since."""
    first = office.ago(months=months)
    with office.store.change("Enter enquiries") as unit:
        topics = {each["code"]: each["id"] for each in unit.find(Topic)}
        areas = _areas(unit)
        days = sorted(first + timedelta(days=office.chance.randrange(28)) for _ in rows)
        made = [
            _closed(office, unit, row, (topics[row["topic"]], areas), day)
            for row, day in zip(rows, days, strict=True)
        ]
        ids = unit.insert_many(Enquiry, made)
        lines = [
            _reply(office, id_, enquiry)
            for id_, enquiry in zip(ids, made, strict=True)
            if enquiry["answered_on"]
        ]
        unit.insert_many(EnquiryNote, lines)
        unit.insert_many(
            EnquiryPause,
            [
                pause
                for id_, enquiry in zip(ids, made, strict=True)
                for pause in _pauses(id_, enquiry)
            ],
        )
        unit.label = f"Enter {len(rows)} enquiries since {day_words(first)}"


def _closed(
    office: Office,
    unit: Unit,
    row: dict[str, str],
    about: tuple[int, dict[int, list[int]]],
    day: date,
) -> dict[str, Any]:
    late = office.chance.random() < 0.12
    taken = office.chance.randrange(8, 16) if late else office.chance.randrange(7)
    taken = min(taken, (unit.today - day).days)
    unanswered = office.chance.random() < 0.03
    answered = None if unanswered else day + timedelta(days=taken)
    asked = _asked(office, row, *about)
    return asked | {
        "reference": records.next_reference(unit, "E", day.year),
        "received_on": day,
        "due_on": due_for(unit, day, asked["community_id"]),
        "state": EnquiryState.CLOSED,
        "answer": "" if unanswered else row["answer"],
        "answered_on": answered,
        "outcome": Outcome.NO_REPLY if unanswered else Outcome.ANSWERED,
        "closed_on": min(day + timedelta(days=taken + 1), unit.today),
    }


def _reply(office: Office, enquiry_id: int, enquiry: dict[str, Any]) -> dict[str, Any]:
    hour = time(9 + office.chance.randrange(8), office.chance.randrange(60))
    at = datetime.combine(enquiry["answered_on"], hour, UTC)
    kind = office.chance.choice((LogKind.MAIL_OUT, LogKind.MAIL_OUT, LogKind.CALL))
    return {"enquiry_id": enquiry_id, "at": at, "kind": kind, "text": enquiry["answer"]}


def _pauses(enquiry_id: int, enquiry: dict[str, Any]) -> list[dict[str, Any]]:
    """Half of what was answered late had waited for its asker; all of it is settled since."""
    answered = enquiry["answered_on"]
    own = {"enquiry_id": enquiry_id}
    found = [
        own | {"kind": PauseKind.SETTLED, "start": answered or enquiry["closed_on"], "reason": ""}
    ]
    late = (answered - enquiry["due_on"]).days if answered else 0
    if late > 0 and enquiry_id % 2:
        start = enquiry["received_on"] + timedelta(days=1)
        waited = own | {"kind": PauseKind.WAITING, "start": start, "reason": "which form it was"}
        found.insert(0, waited | {"end": start + timedelta(days=late + 1)})
    return found
