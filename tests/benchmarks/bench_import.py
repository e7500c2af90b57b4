"""Import at size: reading, the preview of 5,000 rows, and writing them against raw statements.

Run: python -m tests.benchmarks.bench_import
"""

import csv
import itertools
import json
import tempfile
from datetime import date
from pathlib import Path

import openpyxl

from copdesk.db.cards import card_of
from copdesk.db.models import Participant
from copdesk.db.record import defaults_of, fields_of
from copdesk.db.store import Store
from copdesk.db.stored import to_stored
from copdesk.imports.apply import apply, write
from copdesk.imports.known import look
from copdesk.imports.mapping import guess
from copdesk.imports.preview import preview
from copdesk.imports.settle import settle
from copdesk.imports.source import Sheet
from copdesk.imports.targets import Subject
from copdesk.imports.verdicts import Plan
from copdesk.imports.workbook import read_source
from tests.benchmarks.measure import ratio, seconds, told

ROWS = 5_000
_TODAY = date(2026, 11, 22)
_FIRST = [
    "Amina",
    "Olena",
    "Hồng",
    "Rhona",
    "Abebe",
    "Priya",
    "José",
    "Łukasz",
    "Zoë",
    "Wei",
    "Golnaz",
    "Azad",
    "Bethan",
    "Muhammad",
    "Ivana",
    "Joseph",
    "Grace",
    "Ibrahim",
    "Tariq",
    "Sofia",
    "Chidi",
    "Leila",
    "Omar",
    "Hannah",
    "Dmytro",
    "Fatima",
    "Samuel",
    "Noor",
    "Elif",
    "Ana",
]
_LAST = [
    "Yusuf",
    "Shevchenko",
    "Nguyễn",
    "MacDonald",
    "Bikila",
    "Sharma",
    "García",
    "Nowak",
    "Ñuñez",
    "Price",
    "Mensah",
    "Kovač",
    "Rasul",
    "Okafor",
    "Haddad",
    "Petrov",
    "Ahmed",
    "Rahman",
    "Silva",
    "Kaya",
    "Walker",
    "Hassan",
    "Ivanova",
    "Mohamud",
    "Osei",
    "Tesfaye",
]
_HEADS = ("Name", "E-mail", "Phone", "Organisation", "Role", "Community", "Joined", "Notes")


def people(many: int) -> list[tuple[str, ...]]:
    """Rows as a long list of a network has them: many share a first or a last name."""
    names = itertools.product(_FIRST, itertools.combinations(_LAST, 2))
    return [
        (
            f"{first} {middle} {last}",
            f"person{n}@example.org",
            f"01632 96{n % 10_000:04}",
            f"Advice Centre {n % 300}",
            "Caseworker",
            "Yorkshire and the Humber",
            f"20{10 + n % 16}-0{1 + n % 9}",
            f"Met in {2016 + n % 10}",
        )
        for n, (first, (middle, last)) in enumerate(itertools.islice(names, many))
    ]


def plan_of(store: Store, rows: list[tuple[str, ...]]) -> Plan:
    """Everything between the rows (headings first) and the preview."""
    sheet = Sheet("", tuple(rows))
    with store.read() as reader:
        known = look(reader, Subject.PEOPLE)
    return preview(sheet, guess(sheet, Subject.PEOPLE), known, today=_TODAY)


def bench_preview(folder: Path) -> None:
    """The preview of new people, then of the same when all of them are in the file."""
    rows = [_HEADS, *people(ROWS)]
    path = folder / "people.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    told("reading 5,000 rows of CSV", "", seconds(lambda: read_source(path)), 0.5, "s")
    with Store.create(folder / "preview.copdesk") as store:
        told("preview of 5,000 new people", "", seconds(lambda: plan_of(store, rows)), 2, "s")
        spent = seconds(lambda: apply(store, plan_of(store, rows), {}, source="a.csv"))
        told("preview, backup and import of 5,000 people", "", spent, 10, "s")
        told(
            "preview of 5,000 people already there",
            "",
            seconds(lambda: plan_of(store, rows)),
            2,
            "s",
        )
        changed = [_HEADS, *((*row[:2], "0113 496 0000", *row[3:]) for row in rows[1:])]
        told("preview of 5,000 updates", "", seconds(lambda: plan_of(store, changed)), 2, "s")
        named = [_HEADS, *((row[0] + "x", "", "", "", *row[4:]) for row in rows[1:])]
        told(
            "preview of 5,000 names nearly the same",
            "",
            seconds(lambda: plan_of(store, named)),
            2,
            "s",
        )


def bench_write(folder: Path) -> None:
    """Writing what was chosen, against raw statements with the same content.

    Of people alone: records, history, and search words with the name cards.
    """
    heads = ("Name", "E-mail", "Phone", "Notes")
    rows = [(name, email, phone, notes) for name, email, phone, *_, notes in people(ROWS)]
    stores = [Store.create(folder / f"{which}{n}.copdesk") for which in "abcd" for n in range(5)]
    ours, raws, again, plain = (iter(stores[start : start + 5]) for start in (0, 5, 10, 15))
    plan = plan_of(stores[0], [heads, *rows])
    made = list(settle(plan, {}).touched.values())
    values = [{**defaults_of(Participant), **each.values} for each in made]
    ready = _ready(values)
    ratio(
        "writing 5,000 people of an import",
        lambda: write(next(ours), plan, settle(plan, {}), source="a.csv"),
        lambda: _raw(next(raws), ready),
        reach=3,
        rounds=5,
    )
    ratio(
        "the same beside insert_many alone",
        lambda: write(next(again), plan, settle(plan, {}), source="a.csv"),
        lambda: _insert(next(plain), [each.values for each in made]),
        reach=1.5,
        rounds=5,
    )
    for store in stores:
        store.close()


def _ready(values: list[dict[str, object]]) -> tuple[list[tuple[object, ...]], ...]:
    """Everything that must be in the tables afterwards, worked out beforehand."""
    fields = fields_of(Participant)
    images = [{n: to_stored(fields[n].kind, v) for n, v in each.items()} for each in values]
    cards = [card_of(Participant, image) for image in images]
    start = 1_000_000
    return (
        [(start + n, 1, *(image[name] for name in fields)) for n, image in enumerate(images)],
        [(start + n, json.dumps(image, ensure_ascii=False)) for n, image in enumerate(images)],
        [(start + n, each.title, each.detail, each.key) for n, each in enumerate(cards)],
        [(start + n, each.text) for n, each in enumerate(cards)],
    )


def _insert(store: Store, values: list[dict[str, object]]) -> None:
    with store.change("Import") as unit:
        unit.insert_many(Participant, values)


def _raw(store: Store, ready: tuple[list[tuple[object, ...]], ...]) -> None:
    names = ", ".join(fields_of(Participant))
    marks = ", ".join("?" * (len(fields_of(Participant)) + 2))
    with store.aside() as connection:
        run = connection.exec_driver_sql
        run(
            "INSERT INTO change (id, at, actor, label, way, revision) VALUES (1, '', '', '', '', '')"
        )
        run(f"INSERT INTO participant (id, version, {names}) VALUES ({marks})", ready[0])
        run(
            "INSERT INTO row_change (change_id, kind, record_id, after)"
            " VALUES (1, 'participant', ?, ?)",
            ready[1],
        )
        run(
            "INSERT INTO card (id, kind, title, detail, key) VALUES (?, 'participant', ?, ?, ?)",
            ready[2],
        )
        run("INSERT INTO search (rowid, text) VALUES (?, ?)", ready[3])


def bench_workbook(folder: Path) -> None:
    """A workbook of 100,000 rows and 12 columns against openpyxl in its ordinary way."""
    path = folder / "large.xlsx"
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("List")
    for n in range(100_000):
        page.append([f"Name {n}", f"person{n}@example.org", n, n * 1.5, "Leeds", "voluntary",
                     "Adviser", f"Centre {n % 300}", "Yes", n % 7, "", "x" * 20])  # fmt: skip
    book.save(path)

    def usual() -> None:
        for _row in openpyxl.load_workbook(path).active.iter_rows(values_only=True):
            pass

    ratio("reading 100,000 x 12, child process and all", lambda: read_source(path), usual,
          reach=0.2, rounds=1)  # fmt: skip


def main() -> None:
    """Run all."""
    with tempfile.TemporaryDirectory() as folder:
        bench_preview(Path(folder))
        bench_write(Path(folder))
        bench_workbook(Path(folder))


if __name__ == "__main__":
    main()
