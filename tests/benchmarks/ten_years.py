"""Ten years of a busy network in one file, for the benches: run it with the name of a new file."""

import random
import sys
import time as clock
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path

from copdesk.db.models import (
    Action,
    Affiliation,
    AgendaItem,
    Attendance,
    Community,
    Credit,
    Enquiry,
    EnquiryNote,
    Knowledge,
    Meeting,
    Organisation,
    OrganisationMembership,
    Participant,
    ParticipantMembership,
    TrainingPolicy,
)
from copdesk.db.store import Store
from copdesk.db.unit import Unit
from copdesk.domain.dates import PartialDate
from copdesk.domain.enquiries import Channel, EnquiryState, LogKind
from copdesk.domain.meetings import AttendanceState, MeetingState, Section
from copdesk.domain.references import format_reference
from copdesk.domain.training import CreditState

PEOPLE, ORGANISATIONS, ENQUIRIES, MEETINGS, KEPT = 5_000, 600, 20_000, 42, 1_500
LAST = date(2026, 11, 22)
FIRST = LAST - timedelta(days=3_652)

_GIVEN = [
    "Amina",
    "Bao",
    "Carys",
    "Dawit",
    "Elif",
    "Farid",
    "Grażyna",
    "Hanna",
    "Ioan",
    "Jaswinder",
    "Khalid",
    "Lien",
    "Maryam",
    "Nadia",
]
_FAMILY = [
    "Abbasi",
    "Bekele",
    "Ćwik",
    "Đặng",
    "Evans",
    "Fitzgerald",
    "Ghosh",
    "Haddad",
    "Iyer",
    "Jones",
    "Kovalenko",
    "Łuczak",
    "Nguyễn",
]
_WORDS = [
    "spouse",
    "visa",
    "refusal",
    "family",
    "reunion",
    "fee",
    "waiver",
    "asylum",
    "support",
    "fresh",
    "claim",
    "settlement",
    "status",
    "naturalisation",
    "appeal",
    "deadline",
    "dispersal",
    "age",
    "assessment",
    "travel",
    "document",
    "biometric",
    "student",
]


def make(path: Path, *, people: int = PEOPLE, enquiries: int = ENQUIRIES) -> Path:
    """Make the file at ``path``, the same every time; returns the path."""
    chance = random.Random(1)  # noqa: S311  (the same every time)
    with Store.create(path) as store, store.change("Ten years") as unit:
        communities = unit.insert_many(
            Community, [{"name": f"Network {n}", "area": f"Area {n}"} for n in range(2)]
        )
        organisations = unit.insert_many(Organisation, _organisations(chance))
        persons = unit.insert_many(Participant, _people(chance, people))
        _belong(unit, chance, communities, organisations, persons)
        _meet(unit, chance, communities, persons)
        _train(unit, chance, persons)
        _ask(unit, chance, communities, organisations, persons, enquiries)
        _know(unit, chance)
    return path


def _day(chance: random.Random) -> date:
    return FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))


def _partial(chance: random.Random) -> PartialDate:
    return PartialDate.of(_day(chance))


def _organisations(chance: random.Random) -> Iterator[dict[str, object]]:
    for n in range(ORGANISATIONS):
        word = chance.choice(_WORDS).capitalize()
        yield {"name": f"{word} Advice {n}", "town": chance.choice(_FAMILY), "area": word}


def _people(chance: random.Random, people: int) -> Iterator[dict[str, object]]:
    for n in range(people):
        name = f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)} {n}"
        yield {"name": name, "email": f"person{n}@example.org" if n % 9 else ""}


def _belong(
    unit: Unit,
    chance: random.Random,
    communities: list[int],
    organisations: list[int],
    persons: list[int],
) -> None:
    unit.insert_many(
        OrganisationMembership,
        [
            {"organisation_id": each, "community_id": chance.choice(communities)}
            for each in organisations
        ],
    )
    unit.insert_many(
        ParticipantMembership,
        [
            {
                "participant_id": each,
                "community_id": chance.choice(communities),
                "start": _partial(chance),
            }
            for each in persons
        ],
    )
    unit.insert_many(
        Affiliation,
        [
            {
                "participant_id": each,
                "organisation_id": chance.choice(organisations),
                "role": chance.choice(("Caseworker", "Solicitor", "Adviser")),
                "start": _partial(chance),
            }
            for each in persons
        ],
    )


def _meet(unit: Unit, chance: random.Random, communities: list[int], persons: list[int]) -> None:
    days = [LAST + timedelta(days=20) - timedelta(days=88 * n) for n in range(MEETINGS)]
    meetings = unit.insert_many(
        Meeting,
        [
            {
                "title": f"Meeting {day}",
                "community_id": communities[n % 2],
                "held_on": day,
                "starts_at": time(10),
                "ends_at": time(12),
                "state": MeetingState.HELD if day < LAST else MeetingState.PLANNED,
                "minutes": "Said and agreed. " * 200,
            }
            for n, day in enumerate(days)
        ],
    )
    for meeting in meetings:
        _hold(unit, chance, meeting, persons)


def _hold(unit: Unit, chance: random.Random, meeting: int, persons: list[int]) -> None:
    unit.insert_many(
        AgendaItem,
        [
            {
                "meeting_id": meeting,
                "position": n,
                "section": section,
                "title": section.label,
                "minutes": 10,
            }
            for n, section in enumerate(Section)
        ],
    )
    unit.insert_many(
        Attendance,
        [
            {
                "meeting_id": meeting,
                "participant_id": each,
                "state": chance.choice(list(AttendanceState)),
            }
            for each in chance.sample(persons, min(200, len(persons)))
        ],
    )
    unit.insert_many(
        Action,
        [
            {
                "reference": format_reference("A", LAST.year, unit.next_number("A")),
                "title": f"Ask about {chance.choice(_WORDS)}",
                "meeting_id": meeting,
                "owner_id": chance.choice(persons),
                "due_on": _day(chance),
                "done_on": LAST if n else None,
            }
            for n in range(6)
        ],
    )


def _train(unit: Unit, chance: random.Random, persons: list[int]) -> None:
    policy = unit.add(TrainingPolicy, title="Anti-oppression training", adopted_on=FIRST)
    unit.insert_many(
        Credit,
        [
            {
                "participant_id": each,
                "policy_id": policy,
                "done_on": _day(chance),
                "hours": Decimal("1.50"),
                "state": CreditState.VERIFIED,
            }
            for each in persons
            for _part in range(chance.randrange(3))
        ],
    )


def _ask(
    unit: Unit,
    chance: random.Random,
    communities: list[int],
    organisations: list[int],
    persons: list[int],
    enquiries: int,
) -> None:
    numbers: dict[int, count[int]] = {}
    received = sorted(_day(chance) for _ in range(enquiries))
    rows = []
    for n, day in enumerate(received):
        number = next(numbers.setdefault(day.year, count(1)))
        is_open = n > enquiries - 60
        answered = None if is_open else day + timedelta(days=chance.randrange(12))
        rows.append(
            {
                "reference": format_reference("E", day.year, number),
                "subject": " ".join(chance.sample(_WORDS, 3)).capitalize(),
                "question": " ".join(chance.choices(_WORDS, k=40)),
                "received_on": day,
                "due_on": day + timedelta(days=7),
                "reply_by": day + timedelta(days=7) if is_open else None,
                "act_by": day + timedelta(days=7) if is_open else None,
                "channel": chance.choice(list(Channel)),
                "asker_id": chance.choice(persons),
                "organisation_id": chance.choice(organisations),
                "community_id": chance.choice(communities),
                "state": EnquiryState.OPEN if is_open else EnquiryState.CLOSED,
                "answered_on": answered,
                "closed_on": answered,
            }
        )
    made = unit.insert_many(Enquiry, rows)
    unit.insert_many(
        EnquiryNote,
        [
            {
                "enquiry_id": each,
                "at": datetime.combine(row["received_on"], time(12), UTC),
                "kind": LogKind.MAIL_OUT,
                "text": "Read the guidance and come back if it does not help.",
            }
            for each, row in zip(made, rows, strict=True)
        ],
    )


def _know(unit: Unit, chance: random.Random) -> None:
    unit.insert_many(
        Knowledge,
        [
            {
                "question": " ".join(chance.sample(_WORDS, 8)).capitalize(),
                "answer": " ".join(chance.choices(_WORDS, k=60)),
                "kept_on": day,
                "review_on": day + timedelta(days=365),
            }
            for day in sorted(_day(chance) for _ in range(KEPT))
        ],
    )


if __name__ == "__main__":
    began = clock.perf_counter()
    made = make(Path(sys.argv[1]))
    sys.stdout.write(f"{made}: {clock.perf_counter() - began:.1f} s\n")
