from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFormLayout, QWidget

from copdesk.db.backup import back_up
from copdesk.db.models.organisations import Organisation
from copdesk.db.store import Store
from copdesk.errors import UserError, fault_words
from copdesk.services import records
from copdesk.services.settings import settings as file_settings
from copdesk.ui.dialogs.about import About, system_information
from copdesk.ui.dialogs.backups import Backups
from copdesk.ui.dialogs.bin import Bin
from copdesk.ui.dialogs.first_run import FirstRun
from copdesk.ui.dialogs.history import History
from copdesk.ui.dialogs.reminder_group import ReminderGroup
from copdesk.ui.dialogs.settings import SettingsDialog
from copdesk.ui.dialogs.trouble import Trouble
from copdesk.ui.reminder import Wish, wish
from copdesk.ui.tasks import Failures, InlineRunner


class Said:
    def __init__(self):
        self.words = []

    def say(self, text, undo=False):
        self.words.append((text, undo))


@pytest.fixture
def parent(qtbot, light):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def store(tmp_path):
    with Store.create(tmp_path / "Network.copdesk") as made:
        yield made


@pytest.fixture
def welcome(store):
    return records.add(store, Organisation, {"name": "Welcome House"})


@pytest.fixture
def said():
    return Said()


def words_of(lines):
    return [
        [lines.item(row, column).text() for column in range(lines.columnCount())]
        for row in range(lines.rowCount())
    ]


def test_history_tells_before_and_after_in_words(parent, store, welcome, said):
    records.change(store, Organisation, welcome, {"name": "Welcome Centre"})
    shown = History(parent, store, said)
    assert len(words_of(shown.lines)) == 2
    assert words_of(shown.parts) == [
        ["Welcome Centre (changed)", "Name", "Welcome House", "Welcome Centre"]
    ]


def test_history_takes_one_change_back_and_leaves_the_later_ones(parent, store, welcome, said):
    records.change(store, Organisation, welcome, {"name": "Welcome Centre"})
    records.add(store, Organisation, {"name": "Ayr Refugee Aid"})
    shown = History(parent, store, said)
    shown.lines.setCurrentCell(1, 0)
    shown.revert.click()
    with store.read() as reader:
        assert [one["name"] for one in reader.find(Organisation)] == [
            "Welcome House",
            "Ayr Refugee Aid",
        ]
    assert said.words[0][1] is True


def test_history_says_why_a_change_can_t_be_taken_back(parent, store, welcome, said):
    records.change(store, Organisation, welcome, {"name": "Welcome Centre"})
    records.change(store, Organisation, welcome, {"name": "Welcome Hall"})
    shown = History(parent, store, said)
    shown.lines.setCurrentCell(1, 0)
    shown.revert.click()
    assert shown._problem.text()
    assert said.words == []


def test_history_of_one_record_leaves_the_others_out(parent, store, welcome, said):
    records.add(store, Organisation, {"name": "Ayr Refugee Aid"})
    assert len(words_of(History(parent, store, said, welcome).lines)) == 1


def test_history_of_a_new_file_is_empty_and_offers_nothing(parent, store, said):
    shown = History(parent, store, said)
    assert words_of(shown.lines) == []
    assert not shown.revert.isEnabled()


def test_the_bin_gives_back_what_was_deleted(parent, store, welcome, said):
    records.delete(store, Organisation, [welcome])
    shown = Bin(parent, store, said)
    assert words_of(shown.lines)[0][:2] == ["Welcome House", "organisation"]
    shown.restore.click()
    with store.read() as reader:
        assert reader.title(welcome) == "Welcome House"
    assert words_of(shown.lines) == []
    assert said.words == [("Restored: Welcome House", True)]
    assert not shown.restore.isEnabled()


def test_a_backup_is_looked_through_before_it_can_be_restored(parent, store, welcome):
    back_up(store.path, "made by hand", now=datetime(2026, 11, 22, 9, 14))  # noqa: DTZ001
    (store.path.parent / "Network backups" / "2026-11-21 09.00.00 on closing.copdesk").write_bytes(
        b"broken"
    )
    restored = []
    shown = Backups(parent, store.path, restored.append, InlineRunner(Failures(print, print)))
    assert words_of(shown.lines)[0][:2] == ["Sun 22 Nov 2026, 09:14", "made by hand"]
    assert "1 organisation" in shown.told.text()
    assert shown.restore.isEnabled()
    shown.lines.setCurrentCell(1, 0)
    assert shown.told.text().startswith("This backup is not good")
    assert not shown.restore.isEnabled()
    shown.lines.setCurrentCell(0, 0)
    shown.restore.click()
    assert [path.name for path in restored] == ["2026-11-22 09.14.00 made by hand.copdesk"]


def test_without_backups_it_says_when_one_is_made(parent, store):
    shown = Backups(parent, store.path, print, InlineRunner(Failures(print, print)))
    assert not shown.restore.isEnabled()


class Looks:
    def __init__(self):
        self.chosen = []

    def set_mode(self, mode):
        self.chosen.append(mode)

    def set_percent(self, percent):
        self.chosen.append(percent)

    def set_rows(self, rows):
        self.chosen.append(rows)


class Memory(dict):
    def value(self, key, default=None):
        return self.get(key, default)

    def setValue(self, key, value):
        self[key] = value


def test_settings_apply_at_once_and_go_back_to_their_defaults(parent, store, qtbot):
    looks = Looks()
    shown = SettingsDialog(parent, looks, store, Memory())
    shown.mode.setCurrentIndex(2)
    shown.percent.setCurrentIndex(3)
    shown.rows.setCurrentIndex(1)
    assert looks.chosen == ["dark", 140, "compact"]
    shown._on_default()
    assert looks.chosen[3:] == ["system", 100, "comfortable"]


@pytest.mark.parametrize("leaving", [Qt.Key.Key_Tab, Qt.Key.Key_Escape])
def test_a_setting_of_the_file_is_kept_when_its_box_is_left(parent, store, qtbot, leaving):
    shown = SettingsDialog(parent, Looks(), store, Memory())
    shown.open()
    box = shown.boxes["network"]
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    qtbot.keyClicks(box, "Northern Advice")
    qtbot.keyClick(box, leaving)
    with store.read() as reader:
        assert file_settings(reader).network == "Northern Advice"


@pytest.mark.parametrize("typed", ["0", "many", ""])
def test_days_in_the_bin_must_make_sense(parent, store, typed):
    shown = SettingsDialog(parent, Looks(), store, Memory())
    shown.boxes["bin_days"].setText(typed)
    shown.boxes["bin_days"].editingFinished.emit()
    assert shown.problem.text()
    with store.read() as reader:
        assert file_settings(reader).bin_days == 30


def test_the_reminder_is_off_until_an_hour_is_chosen_and_says_where_there_is_no_tray(parent, store):
    memory = Memory()
    shown = SettingsDialog(parent, Looks(), store, memory).reminder
    assert wish(memory) == Wish()
    assert not shown.hour.isEnabled()
    assert shown.told.text().startswith("This computer has no tray")


def test_the_hour_of_the_reminder_and_its_days_are_kept_at_once(parent, qtbot):
    memory = Memory()
    group = ReminderGroup(QFormLayout(parent), memory, possible=True)
    assert not group.any_day.isEnabled()
    group.hour.setCurrentIndex(group.hour.findText("From 09:00"))
    assert wish(memory) == Wish(9)
    group.any_day.click()
    assert wish(memory) == Wish(9, any_day=True)
    again = ReminderGroup(QFormLayout(QWidget(parent)), memory, possible=True)
    assert (again.hour.currentText(), again.any_day.isChecked()) == ("From 09:00", True)
    again.hour.setCurrentIndex(0)
    assert wish(memory).hour is None


def test_settings_without_a_file_are_those_of_the_computer_only(parent):
    assert SettingsDialog(parent, Looks(), None, Memory()).boxes == {}


def test_about_copies_facts_that_name_no_person_and_no_file(parent, store):
    About(parent, store.path).copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied == system_information()
    assert "Network" not in copied
    assert str(store.path.parent) not in copied


def test_the_report_of_a_fault_holds_places_but_no_values():
    def fail(name):
        raise KeyError(name)

    with pytest.raises(KeyError) as caught:
        fail("Amina Yusuf")
    error = UserError("No.", "")
    error.__cause__ = caught.value
    report = fault_words(error)
    assert "KeyError" in report
    assert "in fail" in report
    assert "Amina" not in report


def test_the_calm_window_copies_its_details(parent):
    logs = []
    shown = Trouble(parent, fault_words(ValueError("Amina")), lambda: logs.append(1))
    shown.copy.click()
    shown.log.click()
    assert QGuiApplication.clipboard().text().startswith("ValueError")
    assert "Amina" not in QGuiApplication.clipboard().text()
    assert logs == [1]


def test_three_steps_make_a_file_named_after_the_network(parent, tmp_path, qtbot, monkeypatch):
    made, brought = [], []

    def create(path, network):
        made.append((path.name, network))
        return True

    shown = FirstRun(parent, create, lambda: brought.append(1))
    shown._folder = tmp_path
    shown.open()
    qtbot.keyClicks(shown.name, "Advice: North/South")
    qtbot.keyClick(shown.name, Qt.Key.Key_Return)
    shown.spreadsheet.setChecked(True)
    shown.onward.click()
    shown.onward.click()
    assert made == [("Advice NorthSouth.copdesk", "Advice: North/South")]
    assert brought == [1]


def test_every_step_may_be_left_as_it_is(parent, tmp_path):
    made = []
    shown = FirstRun(parent, lambda path, name: made.append((path.name, name)), print)
    shown._folder = tmp_path
    (tmp_path / "Network.copdesk").touch()
    for _ in range(3):
        shown.onward.click()
    assert made == [("Network 2.copdesk", "")]


def test_back_goes_back_a_step(parent):
    shown = FirstRun(parent, print, print)
    assert shown.back.isHidden()
    shown.onward.click()
    shown.back.click()
    assert shown._said.text() == "Step 1 of 3"
