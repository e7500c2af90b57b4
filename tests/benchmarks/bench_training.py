"""How long the matrix of 5,000 people and 12 policies takes: python -m tests.benchmarks.bench_training.

Reading and working out run in the background; the page only shows what they made.
"""

import tempfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from time import perf_counter

from copdesk.db.models import Affiliation, Credit, Organisation, Participant, TrainingPolicy
from copdesk.db.queries import training, training_facts, training_matrix
from copdesk.db.reader import Reader
from copdesk.db.store import Store
from copdesk.db.unit import Unit
from copdesk.domain.dates import PartialDate
from copdesk.domain.training import CreditState, RenewalRule

PEOPLE, POLICIES, DAY = 5_000, 12, date(2026, 11, 23)


def main() -> None:
    """Make the file, and say what each question takes, the best of three."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.create(Path(folder) / "bench.copdesk") as store,
    ):
        with store.change("Fill") as unit:
            first, someone = _fill(unit)
        with store.read() as reader:
            _ask(reader, first, someone)


def _ask(reader: Reader, first: int, someone: int) -> None:
    known = training_facts.facts(reader)
    found = training_matrix.matrix(known, DAY)
    for name, work in (
        ("read all that is known", lambda: training_facts.facts(reader)),
        ("the matrix of a day", lambda: training_matrix.matrix(known, DAY)),
        ("as known on", lambda: training_matrix.matrix(known, DAY, known_on=DAY)),
        ("by organisation", lambda: training_matrix.coverage_by_organisation(found, first)),
        ("who lapses", lambda: found.lapsing(first)),
        ("one policy", lambda: training.standings(reader, first, DAY)),
        ("one person", lambda: training.standing_of(reader, someone, DAY)),
    ):
        print(f"{name:24} {_best(work) * 1000:6.0f} ms")


def _best(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(3):
        began = perf_counter()
        work()
        spent.append(perf_counter() - began)
    return min(spent)


def _fill(unit: Unit) -> tuple[int, int]:
    chance = Random(3)  # noqa: S311  (it must repeat itself)
    places = unit.insert_many(Organisation, [{"name": f"Place {n}"} for n in range(200)])
    people = unit.insert_many(Participant, [{"name": f"Person {n}"} for n in range(PEOPLE)])
    unit.insert_many(
        Affiliation,
        [
            {
                "participant_id": each,
                "organisation_id": chance.choice(places),
                "start": PartialDate(2016 + chance.randrange(10), 1 + chance.randrange(12)),
            }
            for each in people
        ],
    )
    policies = [
        unit.add(
            TrainingPolicy,
            title=f"Policy {n}",
            adopted_on=date(2018 + n % 6, 1, 1),
            renewal=list(RenewalRule)[n % 3],
            renewal_months=12,
            renewal_on=date(2020, 3, 31),
        )
        for n in range(POLICIES)
    ]
    unit.insert_many(
        Credit,
        [
            {
                "participant_id": each,
                "policy_id": policy,
                "done_on": date(2019 + chance.randrange(7), 1 + chance.randrange(12), 5),
                "hours": Decimal("1.50"),
                "state": CreditState.VERIFIED,
            }
            for each in people
            for policy in policies
        ],
    )
    return policies[0], people[9]


if __name__ == "__main__":
    main()
