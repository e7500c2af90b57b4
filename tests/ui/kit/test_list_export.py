from datetime import date
from types import SimpleNamespace

import openpyxl
import pytest

from copdesk.db.store import Store
from copdesk.progress import SILENT
from copdesk.ui.kit.list_export import Shown, export, write
from tests.ui.kit.conftest import TODAY


@pytest.fixture
def shown(people):
    people.records[2]["name"] = "=1+1"
    people.records[1]["joined"] = date(2024, 3, 1)
    keys = ("name", "organisation_id", "joined", "hours")
    return Shown("Participants", "No e-mail", people, (2, 1), keys)


@pytest.fixture
def desk(empty_file):
    memory = {}
    with Store.open(empty_file, read_only=True) as store:
        yield SimpleNamespace(
            store=store,
            today=lambda: TODAY,
            memory=SimpleNamespace(
                value=lambda key, default=None: memory.get(key, default),
                setValue=memory.__setitem__,
            ),
            run=lambda _parent, work, done: done(work(SILENT)),
            kept=memory,
        )


def cells(path):
    sheet = openpyxl.load_workbook(path).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_workbook_holds_the_columns_shown_in_the_order_shown(shown, tmp_path):
    write(shown, tmp_path / "p.xlsx", SILENT)
    rows = cells(tmp_path / "p.xlsx")
    head = next(n for n, row in enumerate(rows) if row[0] == "Name")
    assert rows[head] == ["Name", "Organisation", "Joined", "Hours"]
    assert [row[0] for row in rows[head + 1 : head + 3]] == ["=1+1", "Abebe Bikila"]
    assert rows[head + 2][2].date() == date(2024, 3, 1)
    assert rows[head + 1][1] == "Welcome House"


def test_a_name_like_a_formula_stays_text(shown, tmp_path):
    write(shown, tmp_path / "p.xlsx", SILENT)
    sheet = openpyxl.load_workbook(tmp_path / "p.xlsx").active
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"}
    assert kinds == {"s"}


def test_what_narrows_the_list_is_told_in_the_file(shown, tmp_path):
    write(shown, tmp_path / "p.xlsx", SILENT)
    assert any("Only: No e-mail" in str(row[0]) for row in cells(tmp_path / "p.xlsx"))


def test_the_folder_is_remembered_and_the_place_told(shown, desk, tmp_path):
    told, offered = [], []

    def choose(_parent, _suffix, start):
        offered.append(start.name)
        return tmp_path / "out.xlsx"

    export(desk, None, shown, lambda *said: told.append(said), choose)
    assert offered == ["Participants 2026-11-22.xlsx"]
    assert told == [(tmp_path / "out.xlsx", ())]
    assert desk.kept == {"folder/saved": str(tmp_path)}


def test_nothing_is_written_when_nowhere_is_chosen(shown, desk, tmp_path):
    told = []
    export(desk, None, shown, lambda *said: told.append(said), lambda *_: None)
    assert told == []
    assert list(tmp_path.glob("*.xlsx")) == []


def test_what_could_tell_who_a_client_is_is_told_with_the_place(people, shown, desk, tmp_path):
    people.records[1]["name"] = "A question of Mr Ahmed, BD1 3EZ"
    told = []
    export(desk, None, shown, lambda *said: told.append(said), lambda *_: tmp_path / "out.xlsx")
    assert told[0][1] == ("Participants may tell who a client is: “Mr Ahmed”, “BD1 3EZ”.",)
