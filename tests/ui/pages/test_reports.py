"""The page of reports: what it offers, and what is written."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from python_calamine import CalamineWorkbook

from copdesk.db.models import Community, Meeting, Organisation, Participant
from copdesk.reports.catalogue import REPORTS
from copdesk.services import records
from copdesk.ui.dialogs import making
from copdesk.ui.dialogs.preview import Preview
from copdesk.ui.kit.saving import ask_where, file_name
from copdesk.ui.pages.reports import page as make_page
from tests.ui.pages.conftest import TODAY


@pytest.fixture
def meeting(store):
    community = records.add(store, Community, {"name": "Yorkshire and the Humber"})
    records.add(store, Participant, {"name": "Amina Yusuf"})
    return records.add(
        store,
        Meeting,
        {"title": "Q4 meeting", "community_id": community, "held_on": date(2026, 12, 9)},
    )


@pytest.fixture
def page(desk, meeting, show_page):
    return show_page(make_page(desk))


def ways(card):
    return [one.text().strip() for one in card.buttons]


def test_every_report_of_the_catalogue_has_a_card_with_its_sentence(page):
    assert list(page.cards) == list(REPORTS)
    assert ways(page.cards["meeting-pack"]) == ["Preview", "Save as PDF…"]
    assert ways(page.cards["training"]) == ["Preview", "Save as PDF…", "Save as Excel…"]
    names = [one.accessibleName() for card in page.cards.values() for one in card.buttons]
    assert len(set(names)) == len(names)


def test_the_pack_is_that_of_the_next_meeting_until_another_is_chosen(page, meeting):
    assert page.cards["meeting-pack"].options["meeting"].editor.value() == meeting


@pytest.mark.parametrize("key", ["participants", "enquiries", "training"])
def test_a_workbook_is_written_where_asked_and_the_folder_remembered(
    page, desk, tmp_path, monkeypatch, key
):
    asked = []

    def choose(_parent, _suffix, start):
        asked.append(start)
        return tmp_path / start.name

    monkeypatch.setattr(making, "ask_where", choose)
    page.cards[key].make(".xlsx")
    to = tmp_path / f"{REPORTS[key].title} {TODAY.isoformat()}.xlsx"
    assert to.read_bytes()[:2] == b"PK"
    assert page.cards[key].saved.words.text() == f"Saved as {to.name} in {tmp_path}."
    page.cards[key].make(".xlsx")
    assert asked[1].parent == tmp_path
    assert desk.memory.value(making.FOLDER) == str(tmp_path)


def test_the_pack_is_written_as_a_pdf(page, tmp_path, monkeypatch):
    monkeypatch.setattr(making, "ask_where", lambda _parent, _suffix, start: tmp_path / start.name)
    page.cards["meeting-pack"].make(".pdf")
    assert (tmp_path / "Meeting pack Q4 meeting.pdf").read_bytes()[:5] == b"%PDF-"


def test_nothing_is_written_when_the_question_is_left(page, tmp_path, monkeypatch):
    monkeypatch.setattr(making, "ask_where", lambda *_asked: None)
    page.cards["participants"].make(".xlsx")
    assert list(tmp_path.glob("*.xlsx")) == []
    assert not page.cards["participants"].saved.isVisible()


def test_a_report_is_seen_before_it_is_printed(qtbot, page):
    page.cards["participants"].make("")
    (shown,) = page.window().findChildren(Preview)
    qtbot.addWidget(shown)
    assert shown.pages.count >= 1
    shown.close()


def test_a_day_that_cant_be_read_is_refused_beside_its_field(qtbot, page, tmp_path, monkeypatch):
    monkeypatch.setattr(making, "ask_where", lambda *_asked: tmp_path / "never.xlsx")
    card = page.cards["participants"]
    row = card.options["as_at"]
    row.editor.line.setFocus()
    row.editor.line.selectAll()
    qtbot.keyClicks(row.editor.line, "31/2")
    card.make(".xlsx")
    assert row.problem()
    assert not (tmp_path / "never.xlsx").exists()
    row.editor.line.clear()
    card.make(".xlsx")
    assert row.problem() == "Type the day, like 3/12/2026."


def test_every_way_stands_in_the_menu_too(page):
    words = [one.words for one in page.commands()]
    assert "Save as Excel: Training register" in words
    assert len(words) == sum(len(card.buttons) for card in page.cards.values())


def test_every_button_is_reached_by_tab(qtbot, page):
    reached = set()
    page.cards["meeting-pack"].options["meeting"].editor.setFocus()
    for _ in range(120):
        focused = page.window().focusWidget()
        reached.add(focused.accessibleName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    named = {one.accessibleName() for card in page.cards.values() for one in card.buttons}
    assert named <= reached


@pytest.mark.parametrize(
    ("about", "name"),
    [
        ("", "Training register 2026-11-23.xlsx"),
        ("Q4: Leeds / online?", "Training register Q4 Leeds online.xlsx"),
        ("王小明", "Training register 王小明.xlsx"),
    ],
)
def test_the_name_offered_is_one_that_every_system_takes(about, name):
    assert file_name("Training register", about, TODAY, ".xlsx") == name


def test_a_name_without_its_ending_is_asked_about_again_where_that_file_exists(
    tmp_path, monkeypatch
):
    there = tmp_path / "register.xlsx"
    there.write_text("old")
    answers = [str(tmp_path / "register"), ""]
    starts = []

    def dialog(_parent, _title, start, _kinds):
        starts.append(start)
        return answers.pop(0), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog)
    assert ask_where(None, ".xlsx", tmp_path / "other.xlsx") is None
    assert starts[1] == str(there)
    answers[:] = [str(tmp_path / "fresh")]
    assert ask_where(None, ".xlsx", there) == tmp_path / "fresh.xlsx"


def test_a_report_asks_for_what_it_can_be_narrowed_by(page):
    assert list(page.cards["training"].options) == [
        "as_at",
        "known_on",
        "policy_id",
        "organisation_id",
    ]
    assert list(page.cards["enquiries"].options) == [
        "as_at",
        "since",
        "until",
        "community_id",
        "readers",
    ]
    for key, card in page.cards.items():
        assert set(card.options) >= set(REPORTS[key].narrowed_by)


def test_what_has_to_be_chosen_is_asked_for_beside_its_field(page, store, tmp_path, monkeypatch):
    monkeypatch.setattr(making, "ask_where", lambda _parent, _suffix, start: tmp_path / start.name)
    card = page.cards["training-extract"]
    card.make(".xlsx")
    row = card.options["organisation_id"]
    assert row.problem() == "Choose the organisation."
    assert list(tmp_path.glob("*.xlsx")) == []
    row.editor.set_value(records.add(store, Organisation, {"name": "Welcome House"}))
    card.make(".xlsx")
    assert row.problem() == ""
    (made,) = tmp_path.glob("*.xlsx")
    assert CalamineWorkbook.from_path(made).get_sheet_by_name("Coverage").to_python()[1][0] == (
        "Welcome House"
    )
