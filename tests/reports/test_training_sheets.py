"""The workbook of training: what its formulas say, and what another program makes of them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import openpyxl
import pytest

from copdesk.db.models import (
    Affiliation,
    Course,
    Organisation,
    Participant,
    RegulatorGrade,
    SessionBooking,
)
from copdesk.db.store import Store
from copdesk.domain.grades import Scheme
from copdesk.domain.training import ReleaseKind, ReminderKind, Status
from copdesk.reports import excel
from copdesk.reports.asked import Asked
from copdesk.reports.catalogue import REPORTS
from copdesk.reports.document import Formula
from copdesk.services import records, training, training_sessions
from tests.conftest import SAMPLE_DAY
from tests.reports.recounting import OFFICE, recalculated, same, shown
from tests.reports.training_desk import AS_AT, fill, hold


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


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")
@pytest.mark.parametrize("known_on", [None, date(2026, 6, 30)])
def test_libreoffice_counts_the_sample_as_the_program_does(sample_file, tmp_path, known_on):
    with Store.open(sample_file, read_only=True) as store:
        workbook = made(store, Asked(SAMPLE_DAY, known_on=known_on))
    titles = [sheet.title for sheet in workbook.sheets]
    assert titles[:5] == ["Coverage", "By organisation", "Matrix", "Register", "Records"]
    assert titles[5:] == ["Exemptions", "People", "Scope", "Sessions", "Grades"]
    mine, theirs = shown(workbook), recalculated(workbook, tmp_path)
    assert {each[0] for each in mine} >= {"Coverage", "Matrix", "Register", "Records", "Grades"}
    assert {place: (mine[place], theirs[place]) for place in mine if not same(mine[place], theirs[place])} == {}  # fmt: skip


HOSTILE = (
    "=1+1",
    "@SUM(A1:A9)",
    "+cmd|' /C calc'!A0",
    "-2+3",
    '=HYPERLINK("https://x.example";"x")',
    "{Matrix_person}",
    "<b>&amp;</b>",
    "*|*~?",
    "Nguyễn Thị Phượng",
    "أمينة يوسف",
    "王小明",
    "ரவி குமார்",
    "አበበ ቢቂላ",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A file in which everything is called what a formula, a pattern or a foreign script is."""
    with Store.create(tmp_path_factory.mktemp("hostile") / "desk.copdesk") as store:
        people = [records.add(store, Participant, {"name": name}) for name in HOSTILE]
        for person, name in zip(people, HOSTILE, strict=True):
            body = records.add(store, Organisation, {"name": name})
            tie = {"participant_id": person, "organisation_id": body, "role": name}
            records.add(store, Affiliation, {**tie, "contract": name})
        for name in HOSTILE:
            policy = training.adopt_policy(store, {"title": name, "adopted_on": date(2026, 1, 1)})
            hours = {each: Decimal("0.10") * place for place, each in enumerate(people)}
            training.record_hours(store, policy, hours, date(2026, 2, 1), evidence=name)
            spans = {"start": date(2026, 3, 1), "reason": name}
            training.release(store, policy, people[:2], ReleaseKind.EXEMPT, **spans)
            training.note_reminders(store, [(policy, people[0], ReminderKind.DUE)])
            course = {"title": name, "policy_id": policy}
            held = {"title": name, "held_on": date(2026, 5, 1), "place": name, "trainer": name}
            course_id = records.add(store, Course, course)
            training.hold_session(store, {**held, "course_id": course_id})
            grade = {"grade": name, "category": name, "participant_id": people[0]}
            records.add(store, RegulatorGrade, grade)
        yield store


def test_what_people_typed_is_never_a_formula(hostile, tmp_path):
    workbook = made(hostile)
    excel.write(workbook, tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    formulas, texts = set(), set()
    for tab in book.worksheets:
        for row in tab.iter_rows():
            for cell in row:
                (formulas if cell.data_type == "f" else texts).add(str(cell.value))
    assert texts >= set(HOSTILE)
    assert not any(name in formula for formula in formulas for name in HOSTILE[:7])
    assert len(workbook.sheets) == 11


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")
def test_libreoffice_counts_rightly_whatever_people_and_policies_are_called(hostile, tmp_path):
    workbook = made(hostile)
    mine, theirs = shown(workbook), recalculated(workbook, tmp_path)
    assert len(mine) > 800
    assert {place: (mine[place], theirs[place]) for place in mine if not same(mine[place], theirs[place])} == {}  # fmt: skip


def test_feedback_is_the_average_of_those_who_gave_it_and_unknown_where_nobody_did(tmp_path):
    with Store.create(tmp_path / "desk.copdesk") as store:
        ids = fill(store)
        session = hold(store, ids)
        empty = hold(store, ids)
        training_sessions.record_attended(
            store, session, {ids[each]: Decimal("1.50") for each in ("p3", "p5", "p8")}
        )
        with store.read() as reader:
            booked = reader.find(SessionBooking, session_id=session)
        for each, mark in zip(booked[:3], (5, 4, 4), strict=True):
            training_sessions.give_feedback(store, each["id"], mark)
        rows = next(each for each in made(store).sheets if each.title == "Sessions").rows
    assert len(rows) == 2
    assert [row[13:15] for row in rows] == [(Decimal("4.33"), 3), (None, 0)]
    assert [row[11] for row in rows] == [3, 0]
    assert empty


def test_grades_never_stand_without_their_scheme_and_say_how_long_they_hold(tmp_path):
    with Store.create(tmp_path / "desk.copdesk") as store:
        ids = fill(store)
        for days, word in ((-1, "a"), (0, "b"), (90, "c"), (91, "d")):
            values = {"grade": word, "scheme": Scheme.IAA, "participant_id": ids["p3"]}
            records.add(store, RegulatorGrade, {**values, "valid_until": AS_AT + timedelta(days)})
        law = {"grade": "e", "scheme": Scheme.LAW_SOCIETY, "organisation_id": ids["law"]}
        records.add(store, RegulatorGrade, law)
        rows = next(each for each in made(store).sheets if each.title == "Grades").rows
        asked = Asked(AS_AT, organisation_id=ids["house"])
        own = next(
            each for each in made(store, asked, "training-extract").sheets if each.title == "Grades"
        ).rows
    assert {row[2]: (row[1], row[5].shown) for row in rows} == {
        "a": (Scheme.IAA, "Expired"),
        "b": (Scheme.IAA, "Expires soon"),
        "c": (Scheme.IAA, "Expires soon"),
        "d": (Scheme.IAA, "Valid"),
        "e": (Scheme.LAW_SOCIETY, "Not known"),
    }
    assert {row[2] for row in own} == {"a", "b", "c", "d"}


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
