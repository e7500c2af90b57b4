"""The workbook of training: what its formulas say, and what another program makes of them."""

from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from copdesk.db.store import Store
from copdesk.domain.training import Status
from copdesk.reports import excel
from copdesk.reports.asked import Asked
from copdesk.reports.catalogue import REPORTS
from copdesk.reports.document import Formula
from tests.reports.recounting import OFFICE, recalculated, same, shown
from tests.reports.training_desk import AS_AT, fill


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with Store.create(tmp_path_factory.mktemp("desk") / "desk.copdesk") as store:
        yield store, fill(store)


def made(store, asked=None, key="training"):
    with store.read() as reader:
        return REPORTS[key].sheets(reader, asked or Asked(AS_AT))


def test_the_network_has_every_kind_of_standing_in_it(desk):
    store, _ids = desk
    register = next(each for each in made(store).sheets if each.title == "Register")
    found = {row[15] for row in register.rows}
    assert found >= set(Status) - {Status.NOT_IN_SCOPE, Status.DUE_SOON, Status.IN_PROGRESS}


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")
def test_libreoffice_counts_to_the_last_hundredth_what_the_program_counts(desk, tmp_path):
    store, _ids = desk
    workbook = made(store)
    mine, theirs = shown(workbook), recalculated(workbook, tmp_path)
    assert len(mine) > 300
    assert {place: (mine[place], theirs[place]) for place in mine if not same(mine[place], theirs[place])} == {}  # fmt: skip


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")
@pytest.mark.parametrize("day", [date(2025, 3, 30), date(2025, 11, 3), date(2026, 12, 31)])
def test_another_day_typed_over_counts_again_without_the_program(desk, tmp_path, day):
    store, ids = desk
    asked = Asked(AS_AT, policy_id=ids["once"])
    theirs = recalculated(made(store, asked), tmp_path, day)
    with store.read() as reader:
        now = {(r[0], r[3]): r[9].shown for r in _register(REPORTS["training"].sheets(reader, replace(asked, as_at=day)))}  # fmt: skip
        rows = _register(REPORTS["training"].sheets(reader, asked))
    checked = 0
    for place, row in enumerate(rows):
        if (row[0], row[3]) in now and row[8] == "":
            assert same(now[row[0], row[3]], theirs["Register", place, 9]), row[1]
            checked += 1
    assert checked >= 9


def _register(workbook):
    return next(each for each in workbook.sheets if each.title == "Register").rows


def test_a_formula_never_holds_what_people_typed(desk):
    store, _ids = desk
    texts = {
        value.text
        for sheet in made(store).sheets
        for row in sheet.rows
        for value in row
        if isinstance(value, Formula)
    }
    assert len(texts) < 30
    for typed in ("Azad", "Welcome", "Policy once", "Sign-in", "Amina"):
        assert not any(typed in text for text in texts)


def test_an_extract_shows_the_people_of_one_organisation_and_nobody_else(desk, tmp_path):
    store, ids = desk
    workbook = made(store, Asked(AS_AT, organisation_id=ids["law"]), "training-extract")
    excel.write(workbook, tmp_path / "law.xlsx")
    said = str([list(sheet.rows) for sheet in workbook.sheets])
    assert "Abebe" in said
    assert "Amina Yusuf" in said
    assert "By organisation" not in [sheet.title for sheet in workbook.sheets]
    for foreign in ("=Azad", "王小明", "Шевченко", "Welcome", str(ids["house"]), f"{ids['p0']},"):
        assert foreign not in said


def test_a_file_without_training_makes_a_workbook_all_the_same(tmp_path):
    with Store.create(tmp_path / "empty.copdesk") as store:
        excel.write(made(store), tmp_path / "empty.xlsx")
    book = openpyxl.load_workbook(tmp_path / "empty.xlsx")
    assert book.sheetnames[:4] == ["Coverage", "By organisation", "Matrix", "Register"]
    assert book.defined_names["As_at"].attr_text == "'Coverage'!$B$4"
