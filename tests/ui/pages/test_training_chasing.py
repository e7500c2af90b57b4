"""Reminding people of training, by real keys on a real file; nothing is ever sent."""

from datetime import date
from decimal import Decimal
from email import message_from_bytes, policy

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from copdesk.db.models import Affiliation, Organisation, Participant, TrainingReminder
from copdesk.domain.training import ReminderKind
from copdesk.services import records, training
from copdesk.ui.pages.training import page as make_page
from copdesk.ui.pages.training.chasing import ChasingSheet
from tests.ui.pages.conftest import TODAY

Key = Qt.Key


@pytest.fixture
def office(store):
    mill = records.add(store, Organisation, {"name": "Mill Law", "email": "office@mill.example"})
    people = {
        name: records.add(store, Participant, {"name": name, "email": email})
        for name, email in (
            ("Amina Yusuf", "amina@mill.example"),
            ("王小明", "ming@mill.example"),
            ("Zara Khan", ""),
        )
    }
    for each in people.values():
        records.add(store, Affiliation, {"participant_id": each, "organisation_id": mill})
    policy_id = training.adopt_policy(
        store,
        {
            "title": "Safeguarding",
            "adopted_on": date(2024, 1, 1),
            "required_hours": Decimal("1.50"),
        },
    )
    return {**people, "policy": policy_id, "mill": mill}


@pytest.fixture
def sheet(desk, office, show_page, qtbot):
    page = show_page(make_page(desk))
    return _open(page)


def _open(page):
    page.people.remind_button.click()
    return page.window().findChild(ChasingSheet)


def names(sheet):
    return [sheet.held.value(each, "name") for each in sheet.table.rows.ids]


def ledger(store):
    with store.read() as reader:
        return [
            (row["participant_id"], row["kind"], row["drafted_on"])
            for row in reader.find(TrainingReminder)
        ]


def test_everybody_with_training_to_do_is_listed_and_who_has_no_address_is_left_out(sheet):
    assert names(sheet) == ["Amina Yusuf", "Zara Khan", "王小明"]
    assert sheet.told.text() == "1 without an e-mail address."
    assert sheet.all_button.text() == " Save 2 drafts…"
    assert sheet.text.toPlainText().startswith("Hello Amina Yusuf,")
    assert sheet.subject.text() == "Training to do: Safeguarding"


def test_a_draft_that_went_out_is_noted_once_and_the_next_time_she_is_left_in_peace(
    desk, sheet, office, store, show_page
):
    sheet.ways.copy_button.click()
    sheet.ways.copy_button.click()
    assert "To: amina@mill.example" in QApplication.clipboard().text()
    assert ledger(store) == [(office["Amina Yusuf"], ReminderKind.OVERDUE, TODAY)]
    sheet.reject()
    QApplication.processEvents()
    again = _open(show_page(make_page(desk)))
    assert again.held.value(office["Amina Yusuf"], "chosen") is False
    assert again.held.value(office["Amina Yusuf"], "reminded_on") == TODAY
    assert "1 reminded in the last two weeks, so left out." in again.told.text()


def test_all_the_drafts_ticked_are_saved_each_as_a_file_and_noted_as_one_change(
    sheet, office, store, tmp_path, monkeypatch, press, led
):
    sheet.table.show_record(office["Amina Yusuf"])
    sheet.text.setPlainText("In my own words.")
    sheet.text.document().setModified(True)
    sheet.table.show_record(office["王小明"])
    (tmp_path / "王小明.eml").write_text("kept")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    sheet.all_button.click()
    found = sorted(each.name for each in tmp_path.glob("*.eml"))
    assert found == ["Amina Yusuf.eml", "王小明 1.eml", "王小明.eml"]
    assert (tmp_path / "王小明.eml").read_text() == "kept"
    made = message_from_bytes((tmp_path / "Amina Yusuf.eml").read_bytes(), policy=policy.default)
    assert made["To"].addresses[0].addr_spec == "amina@mill.example"
    assert made.get_content().strip() == "In my own words."
    assert len(ledger(store)) == 2
    assert led.said[-1][0].startswith("Saved 2 drafts in ")
    store.undo()
    assert ledger(store) == []


def test_space_takes_somebody_out_of_the_drafts(sheet, office, press):
    sheet.table.show_record(office["Amina Yusuf"])
    sheet.table.setFocus()
    press(sheet, Key.Key_Space)
    assert sheet.held.value(office["Amina Yusuf"], "chosen") is False
    assert sheet.all_button.text() == " Save 1 draft…"


def test_a_lead_is_written_to_about_the_people_of_the_organisation(sheet, office):
    sheet.by_lead.click()
    assert names(sheet) == ["Mill Law"]
    assert [sheet.to.itemText(place) for place in range(sheet.to.count())] == [
        "To Mill Law, office@mill.example",
        "To Amina Yusuf, amina@mill.example",
        "To 王小明, ming@mill.example",
    ]
    text = sheet.text.toPlainText()
    assert "- Zara Khan, Safeguarding: 0.00 of 1.50 hours; was due by" in text
    assert sheet.held.value(office["mill"], "owed") == "3 people"


def test_when_nobody_has_anything_to_do_it_says_so(desk, store, show_page):
    training.adopt_policy(
        store, {"title": "New", "adopted_on": TODAY, "required_hours": Decimal("1.00")}
    )
    records.add(store, Participant, {"name": "Amina"})
    sheet = _open(show_page(make_page(desk)))
    assert names(sheet) == []
    assert not sheet.all_button.isEnabled()
    assert not sheet.ways.open_button.isEnabled()
