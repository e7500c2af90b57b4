import csv
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copdesk import paths
from copdesk.db.models import Organisation
from copdesk.db.store import Store
from copdesk.errors import Cancelled, UserError
from copdesk.imports.apply import apply, count, write
from copdesk.imports.bad_rows import write_bad_rows
from copdesk.imports.command import Order, run
from copdesk.imports.settle import settle
from copdesk.imports.targets import Subject
from copdesk.imports.verdicts import LEAVE, Act, Verdict
from copdesk.progress import Progress
from copdesk.services import records
from tests.imports.conftest import FILES, Office

ORGANISATIONS = Subject.ORGANISATIONS
HEADS = ("Name", "E-mail", "Organisation", "Role", "Community", "Joined")
PEOPLE = [
    HEADS,
    ("Amina Yusuf", "amina@hub.example", "Hub", "Adviser", "Yorkshire", "2019-02"),
    ("Bethan Price", "bethan@hub.example", "Hub; Zenith", "", "Yorkshire; Hampshire", ""),
]


def test_one_undo_takes_all_of_an_import_back_and_redo_brings_it_again(office):
    before = office.dump()
    office.bring_in(PEOPLE)
    after = office.dump()
    assert office.store.undo() == "Import 2 people from list.csv"
    assert office.dump() == before
    office.store.redo()
    assert office.dump() == after


def test_import_that_changes_and_adds_is_undone_exactly(office):
    office.bring_in(PEOPLE)
    before = office.dump()
    more = [
        HEADS,
        ("Amina Yusuf", "amina@hub.example", "Hub", "Manager", "Yorkshire", "2018"),
        ("Cy Dee", "cy@hub.example", "Third", "", "Sheffield", ""),
    ]
    done = office.bring_in(more)
    assert (done.added, done.changed, done.made) == (1, 1, ("Sheffield", "Third"))
    office.store.undo()
    assert office.dump() == before


def test_backup_is_made_before_an_import_and_none_when_nothing_changes(office):
    office.bring_in(PEOPLE)
    office.bring_in(PEOPLE)
    made = list(paths.backups(office.store.path).glob("*.copdesk"))
    assert len(made) == 1
    assert "before an import" in made[0].name
    with Store.open(made[0], read_only=True) as backup:
        assert not Office(backup).records()


def test_rows_left_out_by_choice_make_nothing_not_even_what_they_name(office):
    done = office.bring_in(PEOPLE, choices={3: LEAVE})
    assert (done.added, done.made) == (1, ("Yorkshire", "Hub"))


def test_count_says_beforehand_what_apply_does(office):
    plan = office.plan(PEOPLE)
    before = count(plan, {})
    after = apply(office.store, plan, {}, source="list.csv")
    assert (before.added, before.changed, before.made) == (after.added, after.changed, after.made)


def test_record_changed_since_the_preview_stops_the_import_whole(office):
    office.bring_in([("Name",), ("Hub",), ("Zenith",)], ORGANISATIONS)
    plan = office.plan([("Name", "Town"), ("Hub", "Leeds"), ("New", "")], ORGANISATIONS)
    hub = office.records(ORGANISATIONS)["Hub"]["id"]
    records.change(office.store, Organisation, hub, {"town": "York"})
    before = office.dump()
    with pytest.raises(UserError, match="Hub was changed since the preview"):
        apply(office.store, plan, {}, source="list.csv")
    assert office.dump() == before


def test_import_cancelled_while_writing_leaves_nothing(office):
    class StopLate(Progress):
        def show(self, done, total, text):
            if text == "Writing" and done == 3:
                self.cancel()

    before = office.dump()
    plan = office.plan(PEOPLE)
    with pytest.raises(Cancelled):
        apply(office.store, plan, {}, source="list.csv", progress=StopLate())
    assert office.dump() == before
    assert office.store.undo_label() is None


def test_rows_left_out_go_to_a_csv_that_can_be_mended_and_imported(office, tmp_path):
    rows = [("Name", "E-mail"), ("Amina", "amina@hub.example"), ("=Bad", "nowhere")]
    plan = office.plan(rows)
    assert write_bad_rows(plan, {}, tmp_path / "bad.csv") == 1
    text = (tmp_path / "bad.csv").read_bytes().decode("utf-8-sig")
    assert list(csv.reader(text.splitlines())) == [
        ["Name", "E-mail", "Row in the file", "What is wrong"],
        [
            "'=Bad",
            "nowhere",
            "3",
            "E-mail: “nowhere” is not an e-mail address; type one like name@example.org.",
        ],
    ]
    from copdesk.imports.workbook import read_source

    mended = (
        (tmp_path / "bad.csv").read_text(encoding="utf-8-sig").replace("nowhere", "bad@b.org", 1)
    )
    (tmp_path / "bad.csv").write_text(mended, encoding="utf-8")
    (row,) = office.plan(read_source(tmp_path / "bad.csv").sheets[0]).rows
    assert (row.verdict, row.draft.name) == (Verdict.NEW, "=Bad")


# Properties -------------------------------------------------------------------------------------

NAMES = st.sampled_from(
    [
        "Amina Yusuf",
        "Yusuf, Amina",
        "A Yusuf",
        "Bethan Price",
        "Mohamed Ali",
        "Mohammed Ali",
        "王小明",
        "",
    ]
)
EMAILS = st.sampled_from(["", "amina@hub.example", "info@hub.example", "b@x.example", "wrong"])
PLACES = st.sampled_from(["", "Hub", "The Hub Ltd", "Zenith; Hub"])
DAYS = st.sampled_from(["", "2019", "2019-02", "Mar 2020", "never"])
ROW = st.tuples(
    NAMES,
    EMAILS,
    PLACES,
    st.sampled_from(["", "Adviser"]),
    st.sampled_from(["", "Y", "H; Y"]),
    DAYS,
)


@pytest.fixture(scope="module")
def lasting(tmp_path_factory):
    """One file for many examples; each undoes what it did."""
    with Store.create(tmp_path_factory.mktemp("any") / "network.copdesk") as store:
        yield Office(store)


def imported_twice(office, rows, choose):
    """Import rows, judge them again, and take the import back.

    Returns:
        The numbers of the rows that were imported or were there, and the verdicts the second time.
    """
    before = office.dump()
    plan = office.plan([HEADS, *rows])
    choices = {row.number: choose(row) for row in plan.rows if row.verdict is Verdict.CONFLICT}
    ledger = settle(plan, choices)
    if ledger.touched:
        write(office.store, plan, ledger, source="list.csv")
    again = {row.number: row.verdict for row in office.plan([HEADS, *rows]).rows}
    if ledger.touched:
        office.store.undo()
    assert office.dump() == before
    done = [
        row.number
        for row in plan.rows
        if row.verdict is Verdict.SAME or plan.chosen(row, choices).act is not Act.LEAVE
    ]
    return done, again


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(ROW.filter(any), min_size=1, max_size=7))
def test_every_row_imported_as_suggested_is_the_same_the_second_time(lasting, rows):
    done, again = imported_twice(lasting, rows, lambda row: row.suggested)
    assert {again[number] for number in done} <= {Verdict.SAME}


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(ROW.filter(any), min_size=1, max_size=7), data=st.data())
def test_whatever_is_decided_no_row_is_new_the_second_time_and_undo_restores_all(
    lasting, rows, data
):
    done, again = imported_twice(lasting, rows, lambda row: data.draw(st.sampled_from(row.options)))
    assert Verdict.NEW not in {again[number] for number in done}


# The command line -------------------------------------------------------------------------------


def order(tmp_path, name="organisations_sample.csv", **more):
    return Order(ORGANISATIONS, FILES / name, tmp_path / "new.copdesk", **more)


def test_command_makes_the_file_and_says_what_it_did(tmp_path):
    said = []
    assert run(order(tmp_path), said.append, today=date(2026, 11, 22)) == 0
    assert said == [
        "Made new.copdesk.",
        "14 rows: 1 conflict, 13 new.",
        (
            "Row 8: McKenzie Friends Beacon: The name may be two: Beacon and McKenzie Friends."
            " Add as one organisation."
        ),
        "New because rows name it: Yorkshire and the Humber.",
        "Added 14, changed 0.",
    ]
    said.clear()
    assert run(order(tmp_path), said.append, today=date(2026, 11, 22)) == 0
    assert said == ["14 rows: 14 same.", "Added 0, changed 0."]


def test_dry_run_writes_nothing_and_makes_no_file(tmp_path):
    said = []
    assert run(order(tmp_path, dry_run=True), said.append, today=date(2026, 11, 22)) == 0
    assert said[-1] == "Would add 14, change 0."
    assert list(tmp_path.iterdir()) == []


def test_command_names_each_row_left_out_and_writes_them(tmp_path):
    source = tmp_path / "people.csv"
    source.write_text(
        "Name,E-mail,DOB\nAmina,amina@hub.example,1\n,x@hub.example,\nCy,nowhere,\n",
        encoding="utf-8",
    )
    bad = tmp_path / "bad.csv"
    said = []
    asked = Order(Subject.PEOPLE, source, tmp_path / "n.copdesk", bad_rows=bad)
    assert run(asked, said.append, today=date(2026, 11, 22)) == 1
    assert said == [
        "Made n.copdesk.",
        "Columns not imported: DOB.",
        "3 rows: 2 error, 1 new.",
        "Row 3: Name: The row names no person.",
        "Row 4: Cy: E-mail: “nowhere” is not an e-mail address; type one like name@example.org.",
        "Added 1, changed 0.",
        "Rows left out are in bad.csv.",
    ]
    assert bad.exists()


def test_file_without_names_is_refused_whole(tmp_path):
    source = tmp_path / "people.csv"
    source.write_text("Town,E-mail\nLeeds,amina@hub.example\n", encoding="utf-8")
    with pytest.raises(UserError, match="No column holds the name"):
        run(Order(Subject.PEOPLE, source, tmp_path / "n.copdesk"), print, today=date(2026, 11, 22))
