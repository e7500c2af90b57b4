from datetime import date
from pathlib import Path

import pytest

from copdesk.db.kinds import models
from copdesk.db.store import Store
from copdesk.imports.apply import apply
from copdesk.imports.known import look
from copdesk.imports.mapping import guess
from copdesk.imports.preview import preview
from copdesk.imports.source import Sheet
from copdesk.imports.targets import Subject
from copdesk.imports.workbook import read_source

TODAY = date(2026, 11, 22)
FILES = Path(__file__).parent / "files"


class Office:
    """A file and the few acts that tests of the import need."""

    def __init__(self, store):
        self.store = store

    def known(self, subject):
        with self.store.read() as reader:
            return look(reader, subject)

    def plan(self, rows, subject=Subject.PEOPLE):
        """The preview of rows: the first holds the headings."""
        sheet = rows if isinstance(rows, Sheet) else Sheet("", tuple(map(tuple, rows)))
        return preview(sheet, guess(sheet, subject), self.known(subject), today=TODAY)

    def plan_file(self, name, subject=Subject.PEOPLE):
        return self.plan(read_source(FILES / name).sheets[0], subject)

    def bring_in(self, rows, subject=Subject.PEOPLE, choices=None):
        plan = self.plan(rows, subject)
        return apply(self.store, plan, choices or {}, source="list.csv")

    def records(self, subject=Subject.PEOPLE):
        return {row["name"]: row for row in self.known(subject).records.values()}

    def dump(self):
        """Every record of the file, so that two states can be compared."""

        with self.store.read() as reader:
            found = {kind: reader.find(model) for kind, model in models().items()}
        return {
            kind: [
                {name: value for name, value in row.items() if name != "version"} for row in rows
            ]
            for kind, rows in found.items()
        }


@pytest.fixture
def office(tmp_path):
    with Store.create(tmp_path / "network.copdesk") as store:
        yield Office(store)
