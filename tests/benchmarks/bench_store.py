"""The file at size: bulk import, pages and search among a million rows, backup.

Run: python -m tests.benchmarks.bench_store [rows]
"""

import os
import shutil
import sys
import tempfile
import time
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from sqlalchemy import Connection, text

from copdesk.db import backup, search
from copdesk.db.listing import Listing
from copdesk.db.models import Enquiry, Participant
from copdesk.db.store import Store
from tests.benchmarks.measure import percentile, ratio, told

_FIRST = ("Amina", "Olena", "Hồng", "Rhona", "Abebe", "Priya", "José", "Łukasz", "Zoë", "Wei")
_LAST = ("Yusuf", "Shevchenko", "Nguyễn", "MacDonald", "Bikila", "Sharma", "García", "Nowak")
_WORDS = (
    "fee",
    "waiver",
    "family",
    "reunion",
    "appeal",
    "bail",
    "evidence",
    "stateless",
    "route",
    "x",
)
_NUMBERS = count(1)


def _people(many: int) -> list[dict[str, object]]:
    return [
        {
            "name": f"{_FIRST[n % 10]} {_LAST[n // 10 % 8]} {n}",
            "email": f"person{n}@example.org",
            "phone": "01632 960000",
            "notes": f"Met in {2016 + n % 10}",
        }
        for n in (next(_NUMBERS) for _ in range(many))
    ]


def _enquiries(many: int) -> list[dict[str, object]]:
    start = date(2016, 1, 1)
    made = []
    for _ in range(many):
        n = next(_NUMBERS)
        day = start + timedelta(days=n % 3650)
        subject = f"{_WORDS[n % 10]} {_WORDS[n // 10 % 10]} {_WORDS[n // 100 % 10]} {n}"
        made.append({"subject": subject, "received_on": day, "due_on": day + timedelta(days=7)})
    return made


def import_5000(store: Store) -> None:
    """A bulk import with history and search against raw statements into the same tables."""
    people = _people(5_000)
    with store.change("The first change") as unit:
        unit.insert_many(Participant, people[:1])

    def ours() -> None:
        with store.change("Import 5,000 people") as unit:
            unit.insert_many(Participant, people)

    def raw() -> None:
        with store.aside() as connection:
            _raw_import(connection, people)

    ratio("bulk import of 5,000 people", ours, raw, reach=3)


def _raw_import(connection: Connection, people: list[dict[str, object]]) -> None:
    """The least that must be written: rows, history lines, search words, ready made."""
    run = connection.exec_driver_sql
    names = ("name", "preferred_name", "native_name", "aliases", "pronouns", "email", "phone")
    columns = ("id", "version", *names, "notes")
    marks = ", ".join("?" * len(columns))
    rows = [
        (1_000_000 + next(_NUMBERS), 1, p["name"], "", "", "", "", p["email"], p["phone"], "n")
        for p in people
    ]
    image = '{"name":"x","email":"y","phone":"z","notes":"n","aliases":"","pronouns":""}'
    lines = [("participant", row[0], image) for row in rows]
    words = [(row[0], str(row[2])) for row in rows]
    run(f"INSERT INTO participant ({', '.join(columns)}) VALUES ({marks})", rows)
    run("INSERT INTO row_change (change_id, kind, record_id, after) VALUES (1, ?, ?, ?)", lines)
    run("INSERT INTO search (rowid, text) VALUES (?, ?)", words)


def fill(store: Store, many: int) -> None:
    """A file with ``many`` enquiries and a tenth as many people."""
    for start in range(0, many, 20_000):
        size = min(20_000, many - start)
        with store.change("Fill") as unit:
            unit.insert_many(Enquiry, _enquiries(size))
            unit.insert_many(Participant, _people(size // 10))


def pages(store: Store) -> None:
    """A page of 50 rows anywhere, against the same question in raw SQL."""
    listing = Listing(Enquiry)
    keys = ["reference", "subject", "state", "received_on", "due_on", "organisation_id"]
    with store.read() as reader:
        start = time.perf_counter()
        ids = listing.ids(reader, sort="received_on")
        spent = (time.perf_counter() - start) * 1000
        told(f"order of {len(ids):,} enquiries by an indexed column", "", spent, 350, "ms")
        middle = ids[len(ids) // 2 : len(ids) // 2 + 50]
        asked = (
            "SELECT id, reference, subject, state, received_on, due_on, organisation_id"
            f" FROM enquiry WHERE id IN ({', '.join(map(str, middle))})"
        )
        ratio(
            "page of 50 in the middle",
            lambda: listing.rows(reader, middle, keys),
            lambda: reader.connection.connection.driver_connection.execute(asked).fetchall(),
            reach=2.5,
            rounds=99,
        )


def keys(store: Store) -> None:
    """Each key of words as they are typed: the search box."""
    spent: list[float] = []
    with store.read() as reader:
        for word in ("stateless", "family", "nguyen", "evidence 5", "bail app", "amina y"):
            for end in range(1, len(word) + 1):
                start = time.perf_counter()
                search.find(reader, word[:end])
                spent.append((time.perf_counter() - start) * 1000)
        rows = reader.scalar(text("SELECT count(*) FROM card"))
    told(f"search per key among {rows:,} records, p99", "", percentile(spent, 0.99), 10, "ms")
    told(f"search per key among {rows:,} records, slowest", "", max(spent), 16, "ms")


def backups(store: Store, folder: Path) -> None:
    """A checked backup of the open file against copying it and flushing."""
    size = store.path.stat().st_size / 1_000_000

    def floor() -> None:
        target = folder / "floor"
        shutil.copyfile(store.path, target)
        with target.open("rb+") as file:
            os.fsync(file.fileno())

    def ours() -> None:
        backup.back_up(store.path, "bench", to=folder / "ours.copdesk")

    ratio(f"checked backup of {size:,.0f} MB", ours, floor, reach=4, rounds=3)


def main() -> None:
    """Measure all."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Store.create(folder / "small.copdesk") as store:
            import_5000(store)
        with Store.create(folder / "large.copdesk") as store:
            fill(store, many)
            pages(store)
            keys(store)
            backups(store, folder)


if __name__ == "__main__":
    main()
