import shutil
import sqlite3
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Connection

from copdesk.db import backup, history, schema, search
from copdesk.db.connection import writer
from copdesk.db.migrations import run
from copdesk.db.models import (
    Credit,
    Document,
    Enquiry,
    EnquiryPause,
    Organisation,
    TrainingPolicy,
)
from copdesk.db.queries import documents
from copdesk.db.record import Record
from copdesk.db.store import Store
from copdesk.domain.training import RenewalRule
from copdesk.errors import UserError
from copdesk.services import records
from tests.db.snapshot import faults

FILES = Path(__file__).parent / "files"


def _blank(path: Path) -> Path:
    path.touch()
    return path


def _shape(connection: Connection) -> dict[str, object]:
    """All that matters of a schema, however its SQL is spelt."""
    names = connection.exec_driver_sql(
        "SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
    ).all()
    found: dict[str, object] = {"names": [tuple(row) for row in names]}
    for kind, name in names:
        if kind == "table":
            columns = connection.exec_driver_sql(f"PRAGMA table_xinfo({name})").all()
            # Without the default (5th): a step must give one to add a column that is never null,
            # and no row is ever written without all its values.
            found[f"columns {name}"] = {str((*row[1:4], *row[5:])) for row in map(tuple, columns)}
            links = connection.exec_driver_sql(f"PRAGMA foreign_key_list({name})").all()
            found[f"links {name}"] = {str(tuple(row)[2:]) for row in links}
        if kind == "index":
            rows = connection.exec_driver_sql(f"PRAGMA index_xinfo({name})").all()
            found[f"index {name}"] = [str(tuple(row)[2:]) for row in rows]
    return found


def test_a_file_made_new_and_a_file_migrated_from_nothing_have_the_same_shape(tmp_path):
    made, migrated = writer(_blank(tmp_path / "made")), writer(_blank(tmp_path / "migrated"))
    with made.begin() as connection:
        schema.make(connection)
        wanted = _shape(connection)
    run.upgrade(migrated, schema.HEAD)
    with migrated.begin() as connection:
        assert _shape(connection) == wanted
    made.dispose()
    migrated.dispose()


def test_every_revision_has_its_module_in_order():
    folder = run.FOLDER / "versions"
    assert tuple(sorted(p.name[:4] for p in folder.glob("[0-9]*.py"))) == schema.REVISIONS


def test_a_step_that_breaks_links_leaves_shape_and_version_as_they_were(tmp_path, monkeypatch):
    engine = writer(_blank(tmp_path / "broken"))
    steps = run._steps

    def broken(connection: Connection, to: str) -> None:
        steps(connection, to)
        connection.exec_driver_sql(
            "INSERT INTO organisation_area (id, version, organisation_id, authority_id)"
            " VALUES (1, 1, 98, 99)"
        )

    monkeypatch.setattr(run, "_steps", broken)
    with pytest.raises(UserError, match="point nowhere"):
        run.upgrade(engine, schema.HEAD)
    with engine.begin() as connection:
        assert _shape(connection) == {"names": []}
        assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == 0
    assert "organisation_area" in Record.metadata.tables
    engine.dispose()


@pytest.mark.parametrize("revision", schema.REVISIONS)
def test_a_stored_file_of_every_revision_opens_and_loses_nothing(revision, tmp_path):
    """Each revision has a file made by the program of its day; a new one is stored with it."""
    path = tmp_path / "desk.copdesk"
    shutil.copy(FILES / f"{revision}.copdesk", path)
    was = backup.check(path).counts
    with Store.open(path) as store:
        assert faults(store) == []
        with store.read() as reader:
            assert [hit.title for hit in search.find(reader, "nguyen")] == ["Hồng Nguyễn"]
            assert [line.title for line in history.bin_lines(reader)] == ["Olena Shevchenko"]
            assert reader.find(Credit)[0]["hours"] == Decimal("1.50")
            document = reader.find(Document)[0]["id"]
            assert documents.bytes_of(reader, document) == b"A note"
        records.add(store, Organisation, {"name": "Open Door"})
        store.undo()
    now = backup.check(path).counts
    assert {kind: now[kind] for kind in was} == was
    made = backup.backups(path)
    assert [each.reason for each in made] == (
        ["before an upgrade"] if revision != schema.HEAD else []
    )


def test_hours_of_an_older_file_were_entered_when_its_history_says(tmp_path):
    path = tmp_path / "desk.copdesk"
    shutil.copy(FILES / "0002.copdesk", path)
    with Store.open(path) as store, store.read() as reader:
        (credit,) = reader.find(Credit)
        (policy,) = reader.find(TrainingPolicy)
    assert credit["entered_on"] == date(2026, 11, 22)
    assert (policy["renewal"], policy["warning_days"]) == (RenewalRule.NONE, 30)
    assert policy["accumulates"]


@pytest.mark.parametrize(
    ("state", "due", "act_by"),
    [
        ("open", "2026-11-27", date(2026, 11, 27)),
        ("open", "2026-11-28", date(2026, 11, 27)),
        ("new", "2026-11-29", date(2026, 11, 27)),
        ("waiting", "2026-11-27", None),
        ("closed", "2026-11-27", None),
    ],
)
def test_an_enquiry_of_an_older_file_gets_a_clock(tmp_path, state, due, act_by):
    path = tmp_path / "desk.copdesk"
    shutil.copy(FILES / "0004.copdesk", path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE enquiry SET state = ?, due_on = ?", (state, due))
    connection.close()
    with Store.open(path) as store, store.read() as reader:
        enquiry = reader.find(Enquiry)[0]
        pauses = reader.find(EnquiryPause, enquiry_id=enquiry["id"])
    assert enquiry["act_by"] == act_by
    assert enquiry["reply_by"] == (enquiry["due_on"] if act_by else None)
    assert bool(pauses) == (state == "waiting")
