import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from copdesk.errors import UserError
from copdesk.ui.notices import Notices


@pytest.fixture
def host(qtbot, light):
    made = QWidget()
    made.resize(1000, 600)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_notice_floats_at_the_foot_and_in_the_middle(host):
    notices = Notices(host, lambda: None)
    notices.say("Moved 12 people.")
    bar = notices.notice
    assert bar.isVisible()
    assert bar.geometry().center().x() == pytest.approx(500, abs=2)
    assert 500 < bar.geometry().bottom() < 600
    assert bar.undo.isHidden()


def test_a_notice_stays_in_its_place_when_the_window_shrinks(host):
    notices = Notices(host, lambda: None)
    notices.error(UserError("The file is already open on DESK-4 by Sam. " * 3, "Close it there."))
    host.resize(640, 400)
    assert host.rect().contains(notices.warning.geometry())


def test_undo_takes_back_and_closes_the_bar(host, qtbot):
    taken = []
    notices = Notices(host, lambda: taken.append(1))
    notices.say("Deleted enquiry E-2026-014.", undo=True)
    notices.notice.undo.setFocus()
    qtbot.keyClick(notices.notice.undo, Qt.Key.Key_Space)
    assert taken == [1]
    assert not notices.notice.isVisible()


def test_a_screen_reader_hears_the_words_and_that_undo_is_there(host):
    notices = Notices(host, lambda: None)
    notices.say("Moved 12 people.", undo=True)
    assert notices.notice.accessibleName() == "Moved 12 people. Undo is available."


def test_esc_closes_the_bar_that_has_the_keyboard(host, qtbot):
    notices = Notices(host, lambda: None)
    notices.error(UserError("No room on the disk.", "Make room and try again."))
    host.activateWindow()
    notices.warning.close_button.setFocus()
    qtbot.keyClick(notices.warning.close_button, Qt.Key.Key_Escape)
    assert not notices.warning.isVisible()


def test_an_error_says_what_happened_and_what_to_do(host):
    notices = Notices(host, lambda: None)
    notices.error(UserError("No room on the disk.", "Make room and try again."))
    assert notices.warning.words.text() == "No room on the disk."
    assert notices.warning.hint.text() == "Make room and try again."


def test_a_notice_goes_by_itself_but_an_error_stays(host, qtbot):
    notices = Notices(host, lambda: None)
    notices.say("Saved.")
    notices.notice.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    notices._timer.setInterval(1)
    notices._timer.start()
    qtbot.waitUntil(lambda: not notices.notice.isVisible())
    notices.error(UserError("No.", ""))
    assert not notices._timer.isActive()
    assert notices.warning.isVisible()


def test_dismissing_says_whether_anything_was_shown(host):
    notices = Notices(host, lambda: None)
    assert not notices.dismiss()
    notices.say("Saved.")
    assert notices.dismiss()
