import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from copdesk.ui.dialogs.palette import Found, Palette
from copdesk.ui.theme.look import look


@pytest.fixture
def window(qtbot, light):
    made = QWidget()
    made.resize(1200, 800)
    made.box = QLineEdit(made)
    QVBoxLayout(made).addWidget(made.box)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.box.setFocus()
    return made


@pytest.fixture
def done():
    return []


@pytest.fixture
def palette(window, done):
    def find(text):
        names = [name for name in ("Amina", "Azad", "Bethan") if text.lower() in name.lower()]
        return [
            Found("person", name, "Participant", lambda name=name: done.append(name), "Ctrl+N")
            for name in names
        ]

    made = Palette(window, find)
    made.open()
    return made


def test_the_first_result_is_chosen_at_once(palette, qtbot, done):
    qtbot.keyClicks(palette.box, "az")
    qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    assert done == ["Azad"]


def test_arrows_go_round_and_the_keyboard_stays_in_the_box(palette, qtbot, done):
    qtbot.keyClick(palette.box, Qt.Key.Key_Up)
    assert palette.results.currentIndex().data() == "Bethan"
    qtbot.keyClick(palette.box, Qt.Key.Key_Down)
    qtbot.keyClick(palette.box, Qt.Key.Key_Down)
    assert palette.box.hasFocus()
    qtbot.keyClick(palette.box, Qt.Key.Key_Enter)
    assert done == ["Azad"]


def test_esc_closes_and_gives_the_keyboard_back(palette, qtbot, window, done):
    qtbot.keyClick(palette.box, Qt.Key.Key_Escape)
    assert window.box.hasFocus()
    assert done == []


def test_leaving_the_box_closes_it(palette, window):
    window.box.setFocus()
    assert not palette.isVisible()


def test_a_click_opens_a_result(palette, qtbot, done):
    place = palette.results.visualRect(palette.results.model().index(1, 0)).center()
    qtbot.mouseClick(palette.results.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert done == ["Azad"]


def test_a_result_is_read_out_with_what_it_is_and_its_keys(palette):
    index = palette.results.model().index(0, 0)
    spoken = index.data(int(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken == "Amina, Participant, Ctrl+N"


def test_nothing_found_is_said_and_enter_does_nothing(palette, qtbot, done):
    qtbot.keyClicks(palette.box, "zzz")
    assert palette._none.isVisible()
    qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    assert done == []


@pytest.mark.parametrize(("percent", "width"), [(100, 1200), (200, 700)])
def test_it_stays_inside_the_window(qapp, window, palette, percent, width):
    look.apply(qapp, "light", percent)
    window.resize(width, 600)
    palette._on_text("")
    corner = palette.mapTo(window, QPoint(palette.width(), palette.height()))
    assert window.rect().contains(palette.geometry().topLeft())
    assert corner.x() <= window.width()
    assert corner.y() <= window.height()
