"""What every dialog does with the keys."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLineEdit

from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.dialogs.trouble import Trouble
from copdesk.ui.theme.parts import button


@pytest.fixture
def sheet(qtbot, light):
    made = Sheet(None, "A question", QSize(300, 200))
    made.line = QLineEdit()
    made.body.addWidget(made.line)
    made.other = made.add_button(button("Another way"))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_the_button_that_has_the_keyboard_is_pressed_by_its_keys(qtbot, sheet, key):
    pressed = []
    sheet.other.clicked.connect(lambda: pressed.append(key))
    sheet.other.setFocus()
    qtbot.keyClick(sheet.other, key)
    assert pressed == [key]
    assert sheet.isVisible()


def test_tab_comes_to_the_buttons_as_they_are_seen_and_closing_is_the_last(qtbot, sheet):
    sheet.line.setFocus()
    met = []
    for _ in range(3):
        qtbot.keyClick(sheet.focusWidget(), Qt.Key.Key_Tab)
        met.append(sheet.focusWidget())
    assert met == [sheet.other, sheet.closing, sheet.line]


def test_buttons_that_have_no_room_side_by_side_stand_on_further_lines(qtbot, sheet):
    more = [sheet.add_button(button(f"Another way out, number {n}")) for n in range(4)]
    sheet.resize(420, 400)
    qtbot.waitUntil(lambda: more[-1].y() > more[0].y())
    assert sheet.width() == 420
    assert sheet.closing.geometry().right() == more[0].geometry().right()
    assert sheet.closing.geometry().bottom() < sheet.height()


def test_enter_in_a_line_presses_nothing(qtbot, sheet):
    sheet.line.setFocus()
    qtbot.keyClick(sheet.line, Qt.Key.Key_Return)
    assert sheet.isVisible()


def test_enter_on_continue_goes_on_after_a_fault_of_ours(qtbot, light):
    made = Trouble(None, "ZeroDivisionError", print)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    assert made.closing.hasFocus()
    qtbot.keyClick(made.closing, Qt.Key.Key_Return)
    assert not made.isVisible()
