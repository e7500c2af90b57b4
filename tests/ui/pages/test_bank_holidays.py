"""The dialog of bank holidays, worked by keys: look, add, take away, bring in, take back."""

import json
from datetime import date

import pytest
from PySide6.QtCore import Qt

from copdesk.db.models import Enquiry
from copdesk.domain.working_days import Nation
from copdesk.services import enquiries
from copdesk.ui.dialogs.bank_holidays import BankHolidays, Brought

Key, Held = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def dialog(qtbot, light, desk):
    made = BankHolidays(desk, None)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    return made


def lines(dialog):
    table = dialog.lines
    return [
        tuple(table.item(row, column).text() for column in range(3))
        for row in range(table.rowCount())
    ]


def marked(dialog):
    return [line for line in lines(dialog) if line[2] != "Known to copdesk"]


def type_day(qtbot, dialog, day, name):
    for field, words in (("day", day), ("name", name)):
        box = dialog.rows[field].editor.box
        box.setFocus()
        qtbot.keyClicks(box, words)
    qtbot.keyClick(box, Key.Key_Return, Held.ControlModifier)


def test_the_bank_holidays_of_this_year_are_shown_by_nation(dialog):
    assert len(lines(dialog)) == 8
    assert ("Mon 28 Dec 2026", "Boxing Day (substitute day)", "Known to copdesk") in lines(dialog)
    dialog.nation.setCurrentIndex(dialog.nation.findData(Nation.SCOTLAND))
    assert "Mon 15 Jun 2026" in [line[0] for line in lines(dialog)]
    dialog.year.setCurrentIndex(dialog.year.findData(2027))
    assert lines(dialog)[0][0] == "Fri 1 Jan 2027"


def test_one_is_added_by_keys_and_says_what_it_moves(qtbot, store, dialog):
    due = date(2026, 11, 27)
    enquiry = enquiries.log_enquiry(store, {"subject": "Fee waiver", "due_on": due})
    type_day(qtbot, dialog, "27 Nov 2026", "A day of mourning")
    assert marked(dialog) == [("Fri 27 Nov 2026", "A day of mourning", "Added by hand")]
    assert dialog.said.text() == (
        "Add bank holiday Fri 27 Nov 2026, A day of mourning, in the United Kingdom."
        " 1 enquiry acts by another day now."
    )
    with store.read() as reader:
        assert reader.get(Enquiry, enquiry)["act_by"] == date(2026, 11, 26)
    store.undo()
    with store.read() as reader:
        assert reader.get(Enquiry, enquiry)["act_by"] == due


def test_what_cant_be_added_is_said_beside_its_box(qtbot, dialog):
    type_day(qtbot, dialog, "28 Nov 2026", "A Saturday")
    assert "no working day anyway" in dialog.rows["day"].problem()
    dialog.rows["day"].editor.set_value(date(2026, 11, 27))
    for box in dialog.nations.values():
        box.setChecked(False)
    dialog.add_holiday.click()
    assert dialog.problem.text() == "Choose at least one nation."
    dialog.rows["day"].editor.set_value(None)
    dialog.add_holiday.click()
    assert dialog.rows["day"].problem() == "Day is needed."
    assert marked(dialog) == []


def test_one_is_taken_away_and_put_back_by_delete(qtbot, dialog):
    dialog.lines.setFocus()
    dialog.lines.setCurrentCell(3, 0)
    assert dialog.correct_button.text() == "Take away Mon 4 May 2026"
    qtbot.keyClick(dialog.lines, Key.Key_Delete)
    assert marked(dialog) == [("Mon 4 May 2026", "May Day", "Taken away by hand")]
    assert dialog.correct_button.text() == "Put back Mon 4 May 2026"
    qtbot.keyClick(dialog.lines, Key.Key_Delete)
    assert marked(dialog) == []


def gov(tmp_path, content):
    path = tmp_path / "bank-holidays.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_a_list_of_gov_uk_is_told_before_it_is_kept(qtbot, store, dialog, tmp_path):
    events = [{"title": "A day of mourning", "date": "2026-11-27", "notes": ""}]
    path = gov(tmp_path, {"england-and-wales": {"events": events}})
    dialog.bring_in(path)
    brought = dialog.findChild(Brought)
    said = [brought.lines.item(0, column).text() for column in range(3)]
    assert said == ["Fri 27 Nov 2026", "Bank holiday: A day of mourning", "England and Wales"]
    assert marked(dialog) == []
    brought.keep_button.click()
    assert marked(dialog) == [("Fri 27 Nov 2026", "A day of mourning", "Added by hand")]
    assert store.undo_label() == "Bring in 1 bank holiday from gov.uk"
    dialog.bring_in(path)
    assert dialog.said.text().startswith("This list says the same")


def test_another_file_is_refused_in_words(dialog, tmp_path):
    dialog.bring_in(gov(tmp_path, {"participants": []}))
    assert dialog.problem.text().startswith("bank-holidays.json is not the list of bank holidays")
