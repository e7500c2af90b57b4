"""How long the matrix of 5,000 people and 12 policies takes: python -m tests.benchmarks.bench_training.

Reading and working out run in the background; the page only shows what they made.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from time import perf_counter

import openpyxl

from copdesk.db.models import Affiliation, Credit, Organisation, Participant, TrainingPolicy
from copdesk.db.queries import training, training_facts, training_matrix
from copdesk.db.reader import Reader
from copdesk.db.store import Store
from copdesk.db.unit import Unit
from copdesk.domain.dates import PartialDate
from copdesk.domain.training import CreditState, RenewalRule
from copdesk.reports import catalogue
from copdesk.reports.asked import Asked
from copdesk.reports.catalogue import REPORTS
from copdesk.ui.pages.training import matrix_lines
from copdesk.ui.pages.training.matrix_lines import Narrowed
from tests.benchmarks.measure import peak_mib, seconds

PEOPLE, POLICIES, DAY = 5_000, 12, date(2026, 11, 23)


def main() -> None:
    """Make the file, and say what each question takes, the best of three."""
    if len(sys.argv) > 1:
        _write(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.copdesk"
        with Store.create(file) as store:
            with store.change("Fill") as unit:
                first, someone = _fill(unit)
            with store.read() as reader:
                _ask(reader, first, someone)
        alone = [sys.executable, "-m", "tests.benchmarks.bench_training", str(file)]
        subprocess.run(alone, check=True)  # a process of its own, for what it holds


def _write(file: Path) -> None:
    """The register in Excel, against plain cells written by the library, as many."""
    to = file.with_suffix(".xlsx")
    with Store.open(file, read_only=True) as store, store.read() as reader:
        before = _most_mib()
        began = perf_counter()
        catalogue.write(REPORTS["training"], reader, Asked(DAY), to)
        spent, most = perf_counter() - began, _most_mib()
        sheets = REPORTS["training"].sheets(reader, Asked(DAY)).sheets
    cells = sum(len(each.rows) * len(each.columns) for each in sheets)
    floor = seconds(lambda: _plain(cells, to))
    print(f"register, {cells:,} cells   {spent:6.1f} s, {spent / floor:.2f} times the floor")
    print(f"floor: as many plain cells   {floor:6.1f} s")
    print(f"most memory held             {most:6.0f} MiB, {most - before:.0f} of them for it")


def _most_mib() -> float:
    """The most memory held since this process began; what its parent held is not in it."""
    told = Path("/proc/self/status")
    if not told.exists():
        return peak_mib()
    line = next(each for each in told.read_text().splitlines() if each.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _plain(cells: int, to: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    row = ["Amina Yusuf", 1.5, "Met", 12, "Policy 3", 3.0, "Verified", 7, "Place 12", 0.25]
    for _ in range(cells // len(row)):
        sheet.append(row)
    book.save(to)


def _ask(reader: Reader, first: int, someone: int) -> None:
    known = training_facts.facts(reader)
    found = training_matrix.matrix(known, DAY)
    made = matrix_lines.prepare(found)
    for name, work in (
        ("read all that is known", lambda: training_facts.facts(reader)),
        ("the matrix of a day", lambda: training_matrix.matrix(known, DAY)),
        ("as known on", lambda: training_matrix.matrix(known, DAY, known_on=DAY)),
        ("by organisation", lambda: training_matrix.coverage_by_organisation(found, first)),
        ("who lapses", lambda: found.lapsing(first)),
        ("lines prepared", lambda: matrix_lines.prepare(found)),
        ("lines of everybody", lambda: matrix_lines.lines(made, Narrowed())),
        ("lines by organisation", lambda: matrix_lines.lines(made, Narrowed(by_organisation=True))),
        ("lines, the worst first", lambda: matrix_lines.lines(made, Narrowed(worst_in=0))),
        ("lines with a word", lambda: matrix_lines.lines(made, Narrowed(text="place 42"))),
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
