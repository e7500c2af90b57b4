import sys
import threading

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QWidget,
)

from copdesk.db.models.organisations import Organisation
from copdesk.services import records
from copdesk.ui.actions import entries, plain_words
from copdesk.ui.dialogs.backups import Backups
from copdesk.ui.dialogs.elsewhere import Elsewhere
from copdesk.ui.dialogs.first_run import FirstRun
from copdesk.ui.kit.page import Command
from copdesk.ui.main_window.places import PLACES, keys_of
from copdesk.ui.main_window.window import MainWindow
from copdesk.ui.theme.look import look
from copdesk.ui.theme.tokens import SIZE
from tests.ui.conftest import TODAY, BarePage

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def entry(window, words):
    return next(one for one in entries(window.menuBar()) if plain_words(one).startswith(words))


def test_a_page_is_made_at_its_first_visit_and_not_before(window, press):
    assert window.stack.made("organisations") is None
    press(window, Qt.Key.Key_2, CTRL)
    assert window.stack.key == "organisations"
    assert window.stack.made("organisations").refreshed == [None]


def test_each_place_of_the_rail_answers_its_keys(window, press):
    for at, key in enumerate(window.rail.entries, 1):
        press(window, Qt.Key(Qt.Key.Key_0 + at), CTRL)
        assert window.stack.key == key
        assert window.rail.entries[key].isChecked()


def test_back_and_forward_walk_the_places_shown(window, press, organisations):
    window.acts.open_record(organisations["Ayr Refugee Aid"])
    press(window, Qt.Key.Key_Left, ALT)
    assert window.stack.key == "today"
    press(window, Qt.Key.Key_Right, ALT)
    assert window.stack.key == "organisations"
    page = window.stack.made("organisations")
    assert page.shown == [organisations["Ayr Refugee Aid"]] * 2


def test_back_is_grey_where_there_is_nowhere_to_go(window, press):
    assert not window.menus.back.isEnabled()
    press(window, Qt.Key.Key_3, CTRL)
    assert window.menus.back.isEnabled()


def test_undo_names_the_last_change_and_takes_it_back_by_keys(window, press):
    records.add(window.session.store, Organisation, {"name": "Welcome House"})
    assert window.menus.undo.text() == "&Undo: Add organisation Welcome House"
    press(window, Qt.Key.Key_Z, CTRL)
    assert window.notices.notice.words.text() == "Undone: Add organisation Welcome House"
    assert window.menus.redo.text() == "&Redo: Add organisation Welcome House"
    press(window, Qt.Key.Key_Z, CTRL, SHIFT)
    assert window.notices.notice.words.text() == "Done again: Add organisation Welcome House"
    press(window, Qt.Key.Key_Z, CTRL)
    press(window, Qt.Key.Key_Y, CTRL)
    assert window.menus.redo.isEnabled() is False


def test_ctrl_z_belongs_to_the_text_while_it_has_something_to_undo(window, press, qtbot):
    records.add(window.session.store, Organisation, {"name": "Welcome House"})
    box = window.stack.page().box
    box.setFocus()
    qtbot.keyClicks(box, "har")
    press(box, Qt.Key.Key_Z, CTRL)
    assert box.text() == ""
    assert window.menus.undo.text().endswith("Welcome House")
    press(box, Qt.Key.Key_Z, CTRL)
    assert not window.menus.undo.text().endswith("Welcome House")


def test_the_page_shown_hears_of_a_change_at_once_and_the_others_when_visited(window, press):
    press(window, Qt.Key.Key_2, CTRL)
    press(window, Qt.Key.Key_1, CTRL)
    records.add(window.session.store, Organisation, {"name": "Welcome House"})
    today, organisations = window.stack.made("today"), window.stack.made("organisations")
    assert [one and one.label for one in today.refreshed] == [
        None,
        "Add organisation Welcome House",
    ]
    assert organisations.refreshed == [None]
    press(window, Qt.Key.Key_2, CTRL)
    assert organisations.refreshed == [None, None]


def test_a_change_made_on_another_thread_is_told_on_the_window_s_own(window, qtbot):
    told = []
    window.session.changed.connect(lambda _notice: told.append(threading.current_thread()))
    page = window.stack.page()
    where = []
    page.refresh = lambda _notice=None: where.append(threading.current_thread())
    store = window.session.store
    work = threading.Thread(
        target=lambda: records.add(store, Organisation, {"name": "Welcome House"})
    )
    work.start()
    work.join()
    qtbot.waitUntil(lambda: bool(where))
    assert where == [threading.main_thread()]


def test_the_commands_of_the_page_stand_in_the_menu_bar_and_answer_their_keys(window, press):
    press(window, Qt.Key.Key_2, CTRL)
    page = window.stack.page()
    assert window.menus.page_menu.title() == "Organisations"
    press(window, Qt.Key.Key_N, CTRL)
    assert page.added == 1
    press(window, Qt.Key.Key_1, CTRL)
    press(window, Qt.Key.Key_N, CTRL)
    assert (page.added, window.stack.page().added) == (1, 1)


def test_ctrl_f_puts_the_keyboard_into_the_filter_of_the_page(window, press):
    window.rail.search.setFocus()
    press(window, Qt.Key.Key_F, CTRL)
    assert window.stack.page().box.hasFocus()


def test_a_page_shown_for_the_first_time_gives_the_keyboard_to_what_it_wants(
    window, press, monkeypatch
):
    def made(desk):
        page = BarePage(desk, "Enquiries")
        page.list = QLineEdit()
        page.layout().addWidget(page.list)
        page.setFocusProxy(page.list)
        return page

    monkeypatch.setattr(sys.modules["bare_pages"], "enquiries", made)
    window.stack.page().box.setFocus()
    press(window, Qt.Key.Key_3, CTRL)
    page = window.stack.page()
    assert page.list.hasFocus()
    page.box.setFocus()
    press(window, Qt.Key.Key_1, CTRL)
    press(window, Qt.Key.Key_3, CTRL)
    assert page.box.hasFocus()  # where it was left


def test_copy_and_delete_go_to_what_has_the_keyboard(window, press):
    box = window.stack.page().box
    box.setText("copied")
    box.selectAll()
    box.setFocus()
    entry(window, "Copy").trigger()
    assert QGuiApplication.clipboard().text() == "copied"
    entry(window, "Delete").trigger()
    assert box.text() == ""


def test_the_menu_follows_a_page_that_offers_something_else_on_another_tab(window):
    page = window.stack.page()
    page.commands = lambda: [Command("Record hours", page._add, "plus", "Ctrl+N")]
    page.status_changed.emit()
    assert window.menus.page_words() == ["Record hours"]


def test_no_two_commands_share_a_key(window):
    keys = [
        key.toString()
        for one in entries(window.menuBar())
        for key in one.shortcuts()
        if not key.isEmpty()
    ]
    assert sorted(set(keys)) == sorted(keys)


def test_every_command_that_needs_a_file_is_grey_without_one(make_window):
    window = make_window()
    needing = {"Save a copy", "Back up now", "History", "Bin", "Go to Today", "Import", "Undo"}
    grey = {plain_words(one) for one in entries(window.menuBar()) if not one.isEnabled()}
    assert needing <= grey
    assert entry(window, "New file").isEnabled()
    assert entry(window, "Open").isEnabled()


def test_the_mac_finds_settings_about_and_quit_where_it_expects_them(window):
    roles = {one.menuRole() for one in entries(window.menuBar())}
    assert {
        QAction.MenuRole.PreferencesRole,
        QAction.MenuRole.AboutRole,
        QAction.MenuRole.QuitRole,
    } <= roles


def test_the_rail_folds_by_its_keys_and_its_tips_then_say_the_words(window, press):
    assert window.rail.width() == look.px(SIZE["rail"])
    press(window, Qt.Key.Key_B, CTRL)
    assert window.rail.width() == look.px(SIZE["rail_mini"])
    assert window.rail.entries["today"].text() == ""
    assert window.rail.entries["today"].accessibleName() == "Today"
    press(window, Qt.Key.Key_B, CTRL)
    assert window.rail.entries["today"].text() == " Today"


def test_the_rail_folds_by_itself_in_a_narrow_window(window, qtbot):
    window.resize(1000, 700)
    qtbot.waitUntil(lambda: window.rail.mini)
    window.resize(1300, 700)
    qtbot.waitUntil(lambda: not window.rail.mini)


def test_a_badge_is_said_in_words_and_survives_the_folding(make_window, file):
    window = make_window(badges=lambda _store, _today: {"enquiries": "2 late"})
    window.files.open(file)
    assert window.rail.entries["enquiries"].accessibleName() == "Enquiries, 2 late"
    window.rail.set_mini(True)
    assert window.rail.entries["enquiries"].toolTip() == "Enquiries, 2 late (Ctrl+3)"


def test_the_status_bar_counts_and_says_that_all_is_saved_and_backed_up(window):
    assert window._count.text() == "Today: 3 rows"
    assert window._saved.text() == "All changes saved   ·   Not backed up yet"
    entry(window, "Back up now").trigger()
    assert window.notices.notice.words.text() == "Backed up and checked."
    records.add(window.session.store, Organisation, {"name": "Welcome House"})
    assert window._saved.text().startswith("All changes saved ")
    assert "   ·   Backed up " in window._saved.text()


def test_the_window_opens_again_where_it_was_left(window, make_window, file, press):
    press(window, Qt.Key.Key_3, CTRL)
    window.resize(1200, 800)
    window.close()
    again = make_window()
    again.restoreGeometry(again._settings.bytes("geometry"))
    again.files.open(file)
    assert again.stack.key == "enquiries"


def test_a_window_left_on_a_screen_that_is_gone_opens_on_one_that_is_there(
    make_window, settings, qtbot
):
    first = make_window()
    first.setGeometry(QRect(9000, 7000, 900, 600))
    settings.setValue("geometry", first.saveGeometry())
    again = make_window()
    screen = QGuiApplication.primaryScreen().availableGeometry()
    again.restoreGeometry(settings.bytes("geometry"))
    assert screen.intersects(again.geometry())


def test_closing_the_window_backs_the_changed_file_up(window, file):
    from copdesk.db.backup import backups

    records.add(window.session.store, Organisation, {"name": "Welcome House"})
    window.close()
    assert [one.reason for one in backups(file)] == ["on closing"]


def test_a_refused_file_is_told_and_the_present_one_stays_open(window, tmp_path, file):
    foreign = tmp_path / "letters.copdesk"
    foreign.write_text("no such file", "utf-8")
    assert not window.files.open(foreign)
    assert window.session.store.path == file
    assert window.notices.warning.isVisible()


def test_a_file_open_elsewhere_is_opened_only_when_the_person_says_so(make_window, file, qtbot):
    told = file.with_name(file.name + ".lock.by")
    told.write_text(
        '{"host": "DESK-4", "user": "Sam", "process": 7, "since": "2026-11-20"}', "utf-8"
    )
    window = make_window()
    assert not window.files.open(file)
    asked = window.findChild(Elsewhere)
    assert "DESK-4 by Sam" in " ".join(one.text() for one in asked.findChildren(QLabel))
    asked.open_here.click()
    assert window.session.store.path == file
    assert not window.notices.warning.isVisible()


def test_a_damaged_file_is_offered_its_backups_and_comes_back_whole(window, file, qtbot):
    entry(window, "Back up now").trigger()
    window.session.close()
    file.write_bytes(b"broken" * 1000)
    assert not window.files.open(file)
    offered = window.findChild(Backups)
    offered.restore.click()
    assert window.session.store.path == file
    assert window.notices.notice.words.text().startswith("The backup was restored")
    with window.session.store.read() as reader:
        assert len(reader.find(Organisation)) == 3
    assert (file.parent / (file.name + ".damaged")).exists()


def test_a_copy_is_saved_under_another_name_only(window, tmp_path, monkeypatch):
    target = tmp_path / "copy.copdesk"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_asked: (str(target.with_suffix("")), "")
    )
    entry(window, "Save a copy").trigger()
    assert target.exists()
    assert window.notices.notice.words.text() == "A copy was saved as copy.copdesk."
    monkeypatch.setattr(
        QFileDialog,
        "getSaveFileName",
        lambda *_asked: (str(window.session.store.path), ""),
    )
    entry(window, "Save a copy").trigger()
    assert window.notices.warning.words.text() == "That is the open file."


def test_new_and_open_ask_where_and_then_show_the_file(window, tmp_path, file, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(file), ""))
    window.session.close()
    entry(window, "Open").trigger()
    assert window.session.store.path == file
    entry(window, "New file").trigger()
    first = window.findChild(FirstRun)
    first._folder = tmp_path
    first.name.setText("Southern Advice")
    for _ in range(3):
        first.onward.click()
    assert window.session.store.path == tmp_path / "Southern Advice.copdesk"
    with window.session.store.read() as reader:
        assert reader.setting("network") == "Southern Advice"


def test_without_a_file_the_welcome_shows_the_ways_to_one(make_window, settings, file):
    settings.remember_file(file)
    window = make_window()
    window.show_welcome()
    shown = window.stack.currentWidget()
    words = [one.text().strip() for one in shown.findChildren(QAbstractButton)]
    assert words == [
        "Start a new file",
        "Open a file",
        "Try with sample data",
        "Northern Advice",
    ]
    assert window.focusWidget() is shown.new
    assert not any(entry.isEnabled() for entry in window.rail.entries.values())
    shown.findChildren(QAbstractButton)[-1].click()
    assert window.session.store.path == file
    assert all(entry.isEnabled() for entry in window.rail.entries.values())


def test_closing_the_file_brings_the_welcome_back(window, press):
    press(window, Qt.Key.Key_W, CTRL)
    assert not window.session.is_open
    assert type(window.stack.currentWidget()).__name__ == "Welcome"
    assert window.windowTitle() == "copdesk"


def test_esc_closes_the_notice_wherever_the_keyboard_is(window, press):
    window.notices.say("Moved 12 people.", undo=True)
    press(window, Qt.Key.Key_Escape)
    assert not window.notices.notice.isVisible()


def test_the_next_act_closes_the_undo_bar(window):
    window.notices.say("Moved 12 people.", undo=True)
    records.add(window.session.store, Organisation, {"name": "Welcome House"})
    assert not window.notices.notice.isVisible()


def test_the_look_is_chosen_in_the_menu_and_remembered(window, settings):
    entry(window, "Dark").trigger()
    assert look.dark
    assert settings.text("mode") == "dark"
    entry(window, "140 %").trigger()
    assert look.percent == 140
    assert settings.number("percent", 100) == 140
    assert entry(window, "140 %").isChecked()


def test_recent_files_that_are_gone_are_grey(window, settings, tmp_path):
    settings.remember_file(tmp_path / "gone.copdesk")
    window._retell()
    files = {one.text(): one.isEnabled() for one in window.menus.recent.actions()}
    assert files == {"Open gone": False, "Open Northern Advice": True}


def test_nothing_is_open_that_can_t_be_reached_by_tab(window, qtbot):
    wanted = {
        one
        for one in window.findChildren(QWidget)
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    reached = set()
    window.rail.search.setFocus()
    for _ in range(len(wanted) + 5):
        reached.add(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert wanted <= reached


def test_every_page_has_keys_that_a_keyboard_has():
    assert [keys_of(place) for place in (1, 9, 10, 11)] == [
        "Ctrl+1",
        "Ctrl+9",
        "Ctrl+0",
        "Ctrl+Shift+1",
    ]


def test_the_shipped_places_are_named_once_and_have_their_icons():
    from copdesk import paths

    assert len({place.key for place in PLACES}) == len(PLACES)
    for place in PLACES:
        assert (paths.resources() / "icons" / f"{place.icon}.svg").exists()


def test_a_first_window_and_its_frame_fit_the_screen(qtbot, light, places, settings):
    window = MainWindow(settings, lambda: TODAY, print, places=places)
    qtbot.addWidget(window)
    room = QGuiApplication.primaryScreen().availableSize()
    assert window.width() < room.width()
    assert window.height() < room.height() - 40


def test_the_window_fits_a_small_screen(make_window):
    least = make_window().minimumSizeHint()
    assert least.width() <= 1280
    assert least.height() <= 680


def test_the_window_tells_once_that_it_can_be_seen(make_window, qtbot):
    window = make_window()
    told = []
    window.painted.connect(lambda: told.append(1))
    window.update()
    qtbot.waitUntil(lambda: bool(told))
    QApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))
    assert told == [1]


@pytest.mark.parametrize("words", ["Keyboard", "About copdesk", "History", "Bin", "Settings"])
def test_every_dialog_opens_from_its_menu_and_closes_with_esc(window, qtbot, words):
    entry(window, words).trigger()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_a_standard_key_is_the_first_of_its_system(window):
    assert window.menus.undo.shortcut() == QKeySequence(QKeySequence.StandardKey.Undo)


def drop(widget, *files):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    place, keys = QPointF(400, 300), Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(
        place.toPoint(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, keys
    )
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        event = QDropEvent(place, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, keys)
        QApplication.sendEvent(widget, event)
    return enter.isAccepted()


def test_a_file_dropped_on_the_window_is_opened(make_window, file, qtbot):
    window = make_window()
    assert drop(window, file)
    qtbot.waitUntil(lambda: window.session.is_open)


def test_a_spreadsheet_dropped_on_the_window_begins_the_import(window, tmp_path, qtbot):
    people = tmp_path / "people.csv"
    people.write_text("Name,E-mail\nAmina Yusuf,amina@example.org\n", "utf-8")
    assert drop(window, people)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    wizard = QApplication.activeModalWidget()
    assert wizard.windowTitle() == "Import"
    qtbot.waitUntil(lambda: not wizard._working)
    wizard.reject()


def test_a_mail_dropped_on_the_window_is_about_to_be_logged(window, tmp_path, qtbot):
    mail = tmp_path / "mail.EML"
    mail.write_bytes(b"From: a@b.example\r\nSubject: Fees\r\n\r\nWho pays?\r\n")
    assert drop(window, mail)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    sheet = QApplication.activeModalWidget()
    assert sheet.windowTitle() == "Log from a mail"
    assert sheet.form.values["subject"] == "Fees"
    sheet.reject()


def test_logging_from_a_mail_has_its_key_and_its_place_in_the_menus(window, press):
    press(
        window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    )
    sheet = QApplication.activeModalWidget()
    assert sheet.windowTitle() == "Log from a mail"
    sheet.reject()
    assert "Log from a mail" in {plain_words(one) for one in entries(window.menuBar())}


def test_what_the_window_can_t_use_is_not_taken(make_window, window, tmp_path):
    assert not drop(window, tmp_path / "letter.docx")
    assert not drop(window, tmp_path / "a.csv", tmp_path / "b.csv")
    assert not drop(make_window(), tmp_path / "people.csv")


def test_taking_back_many_rows_goes_through_the_runner_and_says_so(window, monkeypatch):
    store = window.session.store
    with store.change("Import 501 organisations") as unit:
        unit.insert_many(Organisation, [{"name": f"Body {n}"} for n in range(501)])
    titles = []
    run = window.acts.run.__call__
    monkeypatch.setattr(
        type(window.acts.run),
        "__call__",
        lambda _self, *args, **more: (titles.append(more["title"]), run(*args, **more)),
    )
    window.acts.undo()
    assert titles == ["Going through many rows"]
    assert window.notices.notice.words.text() == "Undone: Import 501 organisations"


def test_keys_of_the_edit_menu_that_nobody_wants_are_pressed_once_only(window, press):
    window.rail.search.setFocus()
    press(window.rail.search, Qt.Key.Key_Delete)
    press(window.rail.search, Qt.Key.Key_C, CTRL)
    window.acts.delete()
    assert window.rail.search.hasFocus()


@pytest.mark.skipif(sys.platform != "linux", reason="Qt does it itself on Windows")
def test_shift_f10_asks_for_the_menu_of_what_has_the_keyboard(window, press):
    page = window.stack.page()
    asked = []
    page.box.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    page.box.customContextMenuRequested.connect(asked.append)
    page.box.setFocus()
    press(page.box, Qt.Key.Key_F10, SHIFT)
    assert asked == [page.box.rect().center()]
