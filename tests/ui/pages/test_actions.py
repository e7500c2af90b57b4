"""Chasing actions by person, on a real file."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from copdesk.db.models import Participant
from copdesk.services import actions, records
from copdesk.ui.dialogs.chase import ChaseSheet
from copdesk.ui.pages.actions import page as make_page


@pytest.fixture
def page(desk, show_page):
    return show_page(make_page(desk))


def sheet_of(page):
    page.chase_button.click()
    return next(iter(page.window().findChildren(ChaseSheet)))


def test_each_person_has_a_text_to_copy_and_an_address(qtbot, store, page):
    amina = records.add(store, Participant, {"name": "Amina Yusuf", "email": "amina@example.org"})
    ming = records.add(store, Participant, {"name": "王小明"})
    actions.agree_action(store, "Send it", owner_id=amina, due_on=date(2026, 11, 20))
    actions.agree_action(store, "Ask", owner_id=ming)
    actions.agree_action(store, "Write", owner_id=None)
    sheet = sheet_of(page)
    rows = [sheet.list.item(n).text() for n in range(sheet.list.count())]
    assert rows == ["Amina Yusuf: 1 open, 1 late", "王小明: 1 open", "Nobody named: 1 open"]
    assert "3 days late" in sheet.paper.toPlainText()
    sheet.copy_button.click()
    assert QApplication.clipboard().text() == sheet.paper.toPlainText()
    sheet.address_button.click()
    assert QApplication.clipboard().text() == "amina@example.org"
    sheet.list.setCurrentRow(1)
    assert not sheet.address_button.isEnabled()
    sheet.all_button.click()
    assert "王小明\n- A-" in QApplication.clipboard().text()
    sheet.close()


def test_with_nothing_open_the_sheet_says_so(store, page):
    sheet = sheet_of(page)
    assert "Nothing is open" in sheet.told.text()
    assert not sheet.copy_button.isEnabled()
    sheet.close()
