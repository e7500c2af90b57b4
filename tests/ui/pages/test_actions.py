"""Chasing actions by person, on a real file."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from copdesk.db.models import Participant
from copdesk.domain.duties import Duty, DutyKind
from copdesk.services import actions, records
from copdesk.ui.dialogs.chase import ChaseSheet
from copdesk.ui.main_window.checks import checks_of
from copdesk.ui.pages.actions import page as make_page
from copdesk.ui.pages.today import deeds
from copdesk.ui.pages.today import page as make_today
from tests.ui.pages.conftest import TODAY


@pytest.fixture
def page(desk, show_page):
    return show_page(make_page(desk))


def sheet_of(page):
    page.chase_button.click()
    return next(iter(page.window().findChildren(ChaseSheet)))


@pytest.fixture
def agreed(store):
    """What two people and nobody said they would do; one of it is late."""
    amina = records.add(store, Participant, {"name": "Amina Yusuf", "email": "amina@example.org"})
    ming = records.add(store, Participant, {"name": "王小明"})
    late = actions.agree_action(store, "Send it", owner_id=amina, due_on=date(2026, 11, 20))
    asked = actions.agree_action(store, "Ask", owner_id=ming)
    actions.agree_action(store, "Write", owner_id=None)
    return {"amina": amina, "ming": ming, "late": late, "asked": asked}


def test_each_person_has_a_letter_that_is_copied_with_its_address(agreed, page):
    sheet = sheet_of(page)
    rows = [sheet.list.item(n).text() for n in range(sheet.list.count())]
    assert rows == ["Amina Yusuf: 1 open, 1 late", "王小明: 1 open", "Nobody named: 1 open"]
    assert sheet.to.text() == "To Amina Yusuf"
    sheet.ways.copy_button.click()
    copied = QApplication.clipboard().text()
    assert "amina@example.org" in copied
    assert "Still open: Send it" in copied
    assert "3 days late" in copied
    sheet.list.setCurrentRow(1)
    assert sheet.to.text() == "No e-mail address is known of 王小明."
    sheet.all_button.click()
    assert "王小明\n- A-" in QApplication.clipboard().text()
    sheet.close()


def test_the_letter_opens_as_a_draft_to_its_owner(agreed, desk, page, qtbot):
    opened = []
    sheet = ChaseSheet(desk, page.window(), launch=lambda url: bool(opened.append(url)) or True)
    sheet.open()
    sheet.ways.open_button.click()
    draft = Path(opened[0].toLocalFile()).read_bytes()
    assert b"To: Amina Yusuf <amina@example.org>" in draft
    assert sheet.ways.told.text() == "The draft is open in your mail program."
    sheet.close()


def test_words_changed_by_hand_are_there_when_somebody_is_shown_again(agreed, page, qtbot):
    sheet = sheet_of(page)
    qtbot.keyClicks(sheet.text.editor.box, "Dear ")
    sheet.list.setCurrentRow(1)
    assert not sheet.mail().text.startswith("Dear ")
    sheet.list.setCurrentRow(0)
    assert sheet.mail().text.startswith("Dear ")
    sheet.close()


def test_a_letter_that_may_tell_who_a_client_is_goes_out_only_once_that_is_decided(
    agreed, desk, store, page, qtbot
):
    sheet = ChaseSheet(replace(desk, checks=checks_of(store)), page.window())
    sheet.open()
    qtbot.keyClicks(sheet.text.editor.box, "Mrs Begum waits. ")
    sheet.ways.copy_button.click()
    assert sheet.ways.told.text().startswith("Nothing went out")
    sheet.text.remarks.offers[0].click()
    sheet.ways.copy_button.click()
    assert "the client waits" in QApplication.clipboard().text()
    sheet.close()


def test_chase_on_a_line_of_today_opens_the_letter_to_whoever_said_they_would(
    agreed, desk, show_page
):
    here = show_page(make_today(desk))
    deeds.chase(desk, here, Duty(DutyKind.ACTION, agreed["asked"], TODAY, "Ask"))
    sheet = next(iter(here.findChildren(ChaseSheet)))
    assert sheet.mail().people[0].name == "王小明"
    sheet.close()


def test_with_nothing_open_the_sheet_says_so(store, page):
    sheet = sheet_of(page)
    assert "Nothing is open" in sheet.ways.told.text()
    assert not sheet.ways.copy_button.isEnabled()
    sheet.close()
