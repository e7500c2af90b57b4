from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QTableView,
)
from shiboken6 import isValid

from copdesk.db.models import Organisation, Participant
from copdesk.db.store import Store
from copdesk.imports.targets import Subject
from copdesk.imports.verdicts import Act, Verdict
from copdesk.ui.dialogs.import_wizard import ImportWizard, open_import
from copdesk.ui.kit.desk import Desk
from copdesk.ui.tasks import BackgroundRunner, InlineRunner

FILES = Path(__file__).parents[2] / "imports" / "files"
SAMPLE = FILES / "organisations_sample.csv"


class Said(list):
    def say(self, text, undo=False):
        self.append((text, undo))

    def error(self, error):
        self.append((str(error), False))


class Memory(dict):
    def value(self, key, default=None):
        return self.get(key, default)

    setValue = dict.__setitem__


@pytest.fixture
def desk(tmp_path):
    with Store.create(tmp_path / "network.copdesk") as store:
        yield Desk(
            store=store,
            today=lambda: date(2026, 11, 22),
            notices=Said(),
            open_record=lambda _id: None,
            run=None,
            memory=Memory(),
        )


@pytest.fixture
def window(qtbot, light):
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(1280, 840)
    made.show()
    return made


@pytest.fixture
def wizard(desk, window):
    made = ImportWizard(window, desk, runner=lambda _host, failures: InlineRunner(failures))
    made.open()
    yield made
    if isValid(made):
        made.close()


def records(desk, model):
    with desk.store.read() as reader:
        return reader.find(model)


def csv_file(tmp_path, text):
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_sample_goes_in_with_the_keyboard_alone_and_out_with_one_undo(wizard, desk, qtbot):
    wizard.read(SAMPLE)
    assert wizard.step.text() == "Step 2 of 4: Check the columns"
    assert wizard.columns.told.text().startswith("Each row is an organisation. 8 of 8 columns")
    assert wizard.onward.hasFocus()
    qtbot.keyClick(wizard.onward, Qt.Key.Key_Space)
    assert wizard.step.text() == "Step 3 of 4: Look at the rows"
    assert wizard.preview.table.hasFocus()
    assert wizard.preview.table.current_id() == 8
    assert wizard.onward.text() == "Add 14"
    wizard.onward.setFocus()
    qtbot.keyClick(wizard.onward, Qt.Key.Key_Space)
    assert wizard.finish.words.text() == "Added 14."
    assert len(records(desk, Organisation)) == 14
    assert wizard.closing.hasFocus()
    wizard.finish.undo.setFocus()
    qtbot.keyClick(wizard.finish.undo, Qt.Key.Key_Space)
    assert records(desk, Organisation) == []
    assert "as it was before" in wizard.finish.words.text()


def test_closing_after_an_import_says_so_in_the_window_with_its_undo(wizard, desk):
    wizard.read(SAMPLE)
    wizard.onward.click()
    wizard.onward.click()
    wizard.closing.click()
    assert desk.notices == [("Import 14 organisations from organisations_sample.csv.", True)]


def test_question_is_answered_by_choosing_and_the_button_counts_along(wizard, desk):
    wizard.read(SAMPLE)
    wizard.onward.click()
    words = [choice.text() for choice in wizard.preview.pane.choices]
    assert words == [
        "Add as one organisation",
        "Add as two: Beacon, McKenzie Friends",
        "Leave out",
    ]
    wizard.preview.pane.choices[1].click()
    assert wizard.onward.text() == "Add 15"
    wizard.preview.pane.choices[2].click()
    assert wizard.onward.text() == "Add 13"
    wizard.onward.click()
    assert len(records(desk, Organisation)) == 13


def test_space_leaves_the_rows_chosen_out_and_takes_them_again(wizard, qtbot):
    wizard.read(SAMPLE)
    wizard.onward.click()
    table = wizard.preview.table
    table.choose([2, 3, 4])
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert wizard.onward.text() == "Add 11"
    table.choose([2, 3])
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert wizard.onward.text() == "Add 13"


def test_rows_are_narrowed_by_verdict_and_by_words(wizard):
    wizard.read(SAMPLE)
    wizard.onward.click()
    step = wizard.preview
    chips = {chip.text() for chip in step.chips.values() if not chip.isHidden()}
    assert chips == {"All  14", "To decide  1", "New  13"}
    step.chips[Verdict.CONFLICT].click()
    assert list(step.table.rows.ids) == [8]
    step.chips[None].click()
    step.filter.setText("no community")
    assert list(step.table.rows.ids) == [13, 14, 15]


def test_wrong_cell_is_marked_with_why_and_its_row_is_left_out(wizard, desk, tmp_path):
    text = "Name,E-mail,Organisation\nAnn Bee,ann@hub.example,Hub\nCy Dee,nowhere,Hub\n"
    wizard.read(csv_file(tmp_path, text))
    wizard.onward.click()
    step = wizard.preview
    assert step.told.text() == "1 row is wrong and left out. New because rows name them: Hub."
    assert step.table.current_id() == 3
    marked = [
        part.accessibleName()
        for part in step.pane.findChildren(type(wizard._warning))
        if part.property("surface") == "warning"
    ]
    assert marked == [
        "Wrong: nowhere. “nowhere” is not an e-mail address; type one like name@example.org."
    ]
    wizard.onward.click()
    assert [row["name"] for row in records(desk, Participant)] == ["Ann Bee"]
    assert wizard.finish.left.text().startswith("1 row was left out")


def test_rows_left_out_are_saved_where_somebody_says(wizard, tmp_path, monkeypatch):
    wizard.read(csv_file(tmp_path, "Name,E-mail\nAnn Bee,\nCy Dee,nowhere\n"))
    wizard.onward.click()
    wizard.onward.click()
    target = tmp_path / "left.csv"
    monkeypatch.setattr(
        "copdesk.ui.dialogs.import_wizard.QFileDialog.getSaveFileName",
        lambda *_: (str(target), ""),
    )
    wizard.finish.save.click()
    assert "Cy Dee,nowhere,3" in target.read_text(encoding="utf-8-sig")
    assert wizard.finish.left.text() == "1 row was saved as left.csv."


def test_column_put_elsewhere_changes_the_example_rows(wizard, tmp_path):
    wizard.read(csv_file(tmp_path, "Wer,Post\nAnn Bee,ann@hub.example\n"))
    step = wizard.columns
    assert not wizard.onward.isEnabled()
    assert step.told.text().startswith("No column holds the name of the person; choose one.")
    box = step.boxes[0]
    box.setCurrentIndex(box.findData("name"))
    box.activated.emit(box.currentIndex())
    assert wizard.onward.isEnabled()
    heads = [step.examples.horizontalHeaderItem(n).text() for n in range(2)]
    assert heads == ["Name", "E-mail"]
    assert step.examples.item(0, 0).text() == "Ann Bee"


def test_columns_of_an_address_book_that_are_not_imported_show_when_asked(wizard):
    wizard.read(FILES / "outlook_classic.csv")
    step = wizard.columns
    assert sum(not box.isHidden() for box in step.boxes.values()) == 10
    assert step.all.text() == "Show the 78 columns that are not imported"
    step.all.setChecked(True)
    assert not any(box.isHidden() for box in step.boxes.values())


def test_everybody_may_join_a_community_that_no_column_names(wizard, desk, tmp_path):
    wizard.read(SAMPLE)
    wizard.onward.click()
    wizard.onward.click()
    second = ImportWizard(
        wizard.parentWidget(), desk, runner=lambda _host, failures: InlineRunner(failures)
    )
    second.read(csv_file(tmp_path, "Name,E-mail\nAnn Bee,ann@hub.example\n"))
    step = second.columns
    step.joins.setCurrentIndex(1)
    step.joins.activated.emit(1)
    second.onward.click()
    assert "Member of Yorkshire and the Humber" in second.preview.plan.rows[0].told
    second.close()


def test_file_that_cannot_be_read_is_said_and_another_can_be_chosen(wizard, tmp_path):
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04 nonsense")
    wizard.read(bad)
    assert wizard.problem.text().startswith("bad.xlsx is damaged and can't be read.")
    assert wizard.step.text() == "Step 1 of 4: Choose the file"
    wizard.read(SAMPLE)
    assert wizard.step.text() == "Step 2 of 4: Check the columns"
    assert wizard.problem.parentWidget().isHidden()


def test_file_dropped_on_the_first_step_is_read(wizard):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(SAMPLE))])
    drop = QDropEvent(
        QPoint(50, 50),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    wizard.choose.dropEvent(drop)
    assert wizard.step.text() == "Step 2 of 4: Check the columns"


def test_going_back_and_saying_that_they_are_people_reads_anew(wizard):
    wizard.read(SAMPLE)
    wizard.back.click()
    wizard.choose.people.setChecked(True)
    wizard.read(SAMPLE)
    assert wizard.columns.mapping.subject is Subject.PEOPLE


def test_rows_copied_in_a_spreadsheet_are_looked_at_and_then_added(wizard, desk):
    wizard.choose.set_subject(Subject.ORGANISATIONS)
    wizard.read_pasted("Name\tTown\nOpen Door\tLeeds\nNorthgate\tYork\n")
    assert wizard.step.text().startswith("Step 2")
    wizard.onward.click()
    assert wizard.step.text().startswith("Step 3")
    assert records(desk, Organisation) == []
    wizard.onward.click()
    assert {each["name"] for each in records(desk, Organisation)} == {"Open Door", "Northgate"}
    assert desk.store.undo_label() == "Import 2 organisations from pasted rows"


def test_a_clipboard_without_rows_is_refused_in_words(wizard):
    wizard.read_pasted("Open Door")
    assert wizard.step.text().startswith("Step 1")
    assert "no rows to paste" in wizard.problem.text()


def test_reading_and_importing_happen_in_the_background(desk, window, qtbot):
    wizard = open_import(desk, window, path=SAMPLE)
    assert not wizard.onward.isEnabled()
    qtbot.waitUntil(lambda: wizard.step.text().startswith("Step 2"), timeout=20_000)
    wizard.onward.click()
    qtbot.waitUntil(lambda: wizard.step.text().startswith("Step 3"), timeout=20_000)
    wizard.onward.click()
    qtbot.waitUntil(lambda: wizard.step.text().startswith("Step 4"), timeout=20_000)
    assert len(records(desk, Organisation)) == 14
    wizard.close()


def test_closing_while_a_workbook_is_read_stops_the_work(desk, window, tmp_path, qtbot):
    import openpyxl

    book = openpyxl.Workbook()
    for number in range(2_000):
        book.active.append([f"Name {number}"] * 10)
    book.save(tmp_path / "long.xlsx")
    wizard = ImportWizard(window, desk, runner=BackgroundRunner)
    wizard.open()
    wizard.read(tmp_path / "long.xlsx")
    wizard.reject()
    qtbot.wait(100)
    assert window.isVisible()
    assert desk.notices == []


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_everything_the_keyboard_reaches_has_a_name(wizard, step):
    if step > 1:
        wizard.read(FILES / "outlook_new.csv")
    for _ in range(step - 2):
        wizard.onward.click()
    reached = [
        part
        for kind in (QAbstractButton, QComboBox, QLineEdit, QTableView)
        for part in wizard.findChildren(kind)
        if part.isVisible() and part.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    assert reached
    nameless = [part for part in reached if not (part.accessibleName() or part.text())]
    assert nameless == []


def test_row_without_a_choice_is_not_touched_by_space(wizard, qtbot, tmp_path):
    wizard.read(csv_file(tmp_path, "Name,E-mail\nCy Dee,nowhere\nAnn Bee,a@b.org\n"))
    wizard.onward.click()
    table = wizard.preview.table
    table.choose([2, 3])
    qtbot.keyClick(table, Qt.Key.Key_Space)
    plan, choices = wizard.preview.plan, wizard.preview.choices
    assert plan.chosen(plan.rows[0], choices).act is Act.LEAVE
    assert wizard.onward.text() == "Nothing to import"
    assert not wizard.onward.isEnabled()


def test_tab_goes_from_the_rows_to_the_choice_and_on_to_the_buttons(wizard, qtbot):
    wizard.read(SAMPLE)
    wizard.onward.click()
    met = []
    for _ in range(6):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        met.append(QApplication.focusWidget())
    names = [part.accessibleName() for part in met]
    assert names[:2] == ["The row chosen", "McKenzie Friends Beacon: Add as one organisation"]
    assert wizard.onward in met


def test_ctrl_enter_goes_on_from_anywhere(wizard, qtbot):
    wizard.read(SAMPLE)
    qtbot.keyClick(wizard.columns.boxes[0], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert wizard.step.text().startswith("Step 3")


def test_arrow_keys_decide_and_keep_the_keyboard_in_the_choice(wizard, qtbot):
    wizard.read(SAMPLE)
    wizard.onward.click()
    wizard.preview.pane.choices[0].setFocus()
    for words in ("Add 15", "Add 13"):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        assert wizard.onward.text() == words
    assert QApplication.focusWidget() is wizard.preview.pane.choices[2]
