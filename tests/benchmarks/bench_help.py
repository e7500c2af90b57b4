"""Who can help and whom to put in touch, in a network of 2,000 organisations and 5,000 people.

Run: python -m tests.benchmarks.bench_help
"""

import random
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from copdesk.db.models import (
    Affiliation,
    Authority,
    Expertise,
    Organisation,
    OrganisationArea,
    OrganisationCapacity,
    OrganisationTopic,
    Participant,
    RegulatorGrade,
    Topic,
)
from copdesk.db.queries.listings import LISTINGS
from copdesk.db.queries.peers import suggestions
from copdesk.db.queries.provision import who_can_help
from copdesk.db.queries.provision_columns import TO_CHECK
from copdesk.db.reader import Reader
from copdesk.db.store import Store
from copdesk.db.unit import Unit
from copdesk.domain.grades import GRADES, Scheme
from copdesk.domain.peers import ExpertiseKind
from copdesk.domain.provision import Capacity, Depth
from tests.benchmarks.measure import seconds, told

ORGANISATIONS, PEOPLE = 2_000, 5_000
LAST = date(2026, 11, 22)
PAGE_MS, AWAY_MS = 100, 1_000
"""What is waited for, and what is worked out away from the window's thread."""


def make(path: Path) -> Path:
    """The network, the same every time."""
    chance = random.Random(1)  # noqa: S311  (the same every time)
    with Store.create(path) as store, store.change("Network") as unit:
        bodies = unit.insert_many(
            Organisation,
            [
                {"name": f"Centre {n}", "languages": chance.choice([(), ("Arabic",), ("Farsi",)])}
                for n in range(ORGANISATIONS)
            ],
        )
        people = unit.insert_many(Participant, [{"name": f"Person {n}"} for n in range(PEOPLE)])
        _settle(unit, chance, bodies, people)
        _advise(unit, chance, bodies)
        _know(unit, chance, people)
    return path


def _settle(unit: Unit, chance: random.Random, bodies: list[int], people: list[int]) -> None:
    at = [{"participant_id": each, "organisation_id": chance.choice(bodies)} for each in people]
    unit.insert_many(Affiliation, at)


def _advise(unit: Unit, chance: random.Random, bodies: list[int]) -> None:
    topics = [each["id"] for each in unit.find(Topic)]
    areas = [each["id"] for each in unit.find(Authority, offered=True)]
    for model, name, ids, many in (
        (OrganisationTopic, "topic_id", topics, 6),
        (OrganisationArea, "authority_id", areas, 2),
    ):
        unit.insert_many(
            model,
            [
                {"organisation_id": each, name: one}
                for each in bodies[:1_700]
                for one in chance.sample(ids, many)
            ],
        )
    unit.insert_many(
        OrganisationCapacity,
        [
            {
                "organisation_id": each,
                "capacity": chance.choice(list(Capacity)),
                "checked_on": LAST - timedelta(days=chance.randrange(400)),
            }
            for each in bodies[:1_800]
            for _round in range(10)
        ],
    )


def _know(unit: Unit, chance: random.Random, people: list[int]) -> None:
    topics = [each["id"] for each in unit.find(Topic)]
    unit.insert_many(
        Expertise,
        [
            {
                "participant_id": each,
                "kind": chance.choice(list(ExpertiseKind)),
                "topic_id": chance.choice(topics),
                "subject": chance.choice(["", "", "IAA trainer", "Country evidence"]),
            }
            for each in people
        ],
    )
    grades = GRADES[Scheme.IAA]
    unit.insert_many(
        RegulatorGrade,
        [
            {"participant_id": each, "scheme": Scheme.IAA, "grade": chance.choice(grades)}
            for each in people[:3_000]
        ],
    )


def _spent(work: Callable[[], object]) -> float:
    return median(seconds(work) for _ in range(5)) * 1000


def _measure(reader: Reader) -> None:
    topic = reader.find(Topic, code="ASY-03")[0]["id"]
    leeds = reader.find(Authority, name="Leeds")[0]["id"]
    listing = LISTINGS["organisation"]
    for name, most, work in (
        (
            "who can help, topic and area",
            PAGE_MS,
            lambda: who_can_help(reader, topic, leeds, language="Arabic", on=LAST),
        ),
        (
            "who can help, topic and level",
            PAGE_MS,
            lambda: who_can_help(reader, topic, None, level=Depth.ADVICE, on=LAST),
        ),
        (
            "who can help, any topic in an area (away)",
            AWAY_MS,
            lambda: who_can_help(reader, None, leeds, on=LAST),
        ),
        ("whom to put in touch (away)", AWAY_MS, lambda: suggestions(reader, LAST)),
        (
            "count the capacities to check",
            PAGE_MS,
            lambda: listing.counts(reader, [("", TO_CHECK.filters)], LAST),
        ),
    ):
        told(name, "", _spent(work), most, "ms")


def main() -> None:
    """Make the network and print what each question takes."""
    with tempfile.TemporaryDirectory() as folder:
        path = make(Path(folder) / "network.copdesk")
        with Store.open(path, read_only=True) as store, store.read() as reader:
            _measure(reader)


if __name__ == "__main__":
    main()
