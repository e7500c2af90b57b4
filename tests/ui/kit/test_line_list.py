"""The list that is part of a page: keys, the mouse, its height, and where little room is left."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QShortcut, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from copdesk.ui.kit.line_delegate import Row, Spot
from copdesk.ui.kit.line_list import LineList
from copdesk.ui.theme.look import look

ROWS = [
    Row("Late", is_heading=True, spoken="Late"),
    Row("Fee waiver", "Northgate", key="1", icon="enquiries", pill="Late", act="Answer"),
    Row("Ring them", "Amina", key="2", act="Done", has_menu=True),
    Row("Later", is_heading=True),
    Row("Q4 meeting", key="3"),
    Row("12 more", key="more", is_more=True),
]


@pytest.fixture
def lines(qtbot, light):
    area, inside = QScrollArea(), QWidget()
    made = LineList("Lines", (Qt.Key.Key_S,))
    column = QVBoxLayout(inside)
    column.addWidget(made)
    column.addStretch(1)
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.resize(700, 200)
    qtbot.addWidget(area)
    made.show_rows(ROWS)
    with qtbot.waitActive(area):
        area.show()
        area.activateWindow()
    made.setFocus()
    made.area = area
    made.heard = []
    made.opened.connect(lambda place: made.heard.append(("opened", place)))
    made.acted.connect(lambda place: made.heard.append(("acted", place)))
    made.pressed.connect(lambda key, place: made.heard.append(("pressed", key, place)))
    made.menu_asked.connect(lambda place, _at: made.heard.append(("menu", place)))
    return made


def keys(qtbot, lines, *pressed):
    for key in pressed:
        qtbot.keyClick(lines, key)


def test_arrows_go_from_line_to_line_and_never_stand_on_a_heading(qtbot, lines):
    stood = [lines.current().title]
    for _ in range(4):
        keys(qtbot, lines, Qt.Key.Key_Down)
        stood.append(lines.current().title)
    assert stood == ["Fee waiver", "Ring them", "Q4 meeting", "12 more", "12 more"]
    keys(qtbot, lines, Qt.Key.Key_Home)
    assert lines.current().title == "Fee waiver"


def test_enter_opens_space_acts_and_a_key_of_its_own_is_told(qtbot, lines):
    keys(qtbot, lines, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_S)
    assert lines.heard == [("opened", 1), ("acted", 1), ("pressed", Qt.Key.Key_S, 1)]


def test_a_line_without_an_act_has_nothing_for_space_and_more_is_opened_by_it(qtbot, lines):
    keys(qtbot, lines, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert lines.heard == []
    keys(qtbot, lines, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert lines.heard == [("opened", 5)]


def test_letters_jump_nowhere_and_are_not_taken_from_a_line_by_a_menu(qtbot, lines):
    taken = []
    QShortcut("S", lines.area, activated=lambda: taken.append("menu"))
    keys(qtbot, lines, Qt.Key.Key_R, Qt.Key.Key_S)
    assert lines.current().title == "Fee waiver"
    assert (taken, lines.heard) == ([], [("pressed", Qt.Key.Key_S, 1)])


def test_the_menu_key_asks_only_where_there_is_a_menu(qtbot, lines):
    keys(qtbot, lines, Qt.Key.Key_Menu, Qt.Key.Key_Down, Qt.Key.Key_Menu)
    assert lines.heard == [("menu", 2)]


def test_a_keyboard_menu_is_that_of_the_line_with_the_keyboard(qapp, qtbot, lines):
    keys(qtbot, lines, Qt.Key.Key_Down)
    for reason, row in (
        (QContextMenuEvent.Reason.Keyboard, 1),
        (QContextMenuEvent.Reason.Mouse, 2),
    ):
        at = lines.visualRect(lines.lines.index(row)).center()
        there = lines.viewport().mapToGlobal(at)
        qapp.sendEvent(lines.viewport(), QContextMenuEvent(reason, at, there))
    assert lines.heard == [("menu", 2), ("menu", 2)]


def test_the_line_stays_when_rows_come_before_it_and_else_its_place(qtbot, lines):
    keys(qtbot, lines, Qt.Key.Key_Down)
    lines.show_rows([ROWS[0], Row("New", "x", key="0"), *ROWS[1:]])
    assert lines.current().title == "Ring them"
    lines.show_rows([row for row in ROWS if row.key != "2"])
    assert lines.current().title == "Q4 meeting"
    lines.show_rows([])
    assert lines.current() is None


def test_it_is_as_high_as_its_rows_and_the_page_scrolls_to_the_line(qtbot, lines):
    last = lines.visualRect(lines.lines.index(len(ROWS) - 1))
    assert last.bottom() + 1 == lines.height() > lines.area.height()
    keys(qtbot, lines, Qt.Key.Key_End)
    seen = lines.viewport().mapTo(lines.area.viewport(), last.center())
    assert lines.area.viewport().rect().contains(seen)


def test_the_wheel_scrolls_the_page(qtbot, lines):
    none, turned = Qt.MouseButton.NoButton, QPoint(0, -120)
    at = QPointF(20, 20)
    wheel = QWheelEvent(
        at,
        QPointF(lines.mapToGlobal(QPoint(20, 20))),
        QPoint(),
        turned,
        none,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    lines.wheelEvent(wheel)
    assert not wheel.isAccepted()


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("width", [900, 380])
def test_act_and_menu_are_large_enough_to_press_and_do_not_cover_the_words(
    qapp, qtbot, lines, percent, width
):
    look.apply(qapp, "light", percent)
    lines.area.resize(width, 300)
    qtbot.wait(1)
    places = lines._delegate._places(lines.visualRect(lines.lines.index(2)), ROWS[2])
    for one in (places.act, places.menu):
        assert min(one.width(), one.height()) >= 24
        assert not one.intersects(places.words) or one.y() > places.words.center().y()
    spot = lines._delegate.spot(
        lines.visualRect(lines.lines.index(2)), ROWS[2], places.act.center()
    )
    assert spot is Spot.ACT
    lines.grab()


def test_a_press_on_more_opens_it_and_one_on_the_words_only_chooses(qtbot, lines):
    lines.area.resize(700, 600)
    for place, heard in ((1, []), (5, [("opened", 5)])):
        at = lines.visualRect(lines.lines.index(place)).center() - QPoint(150, 0)
        qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert lines.heard == heard
    assert lines.current().title == "12 more"


def test_headings_and_lines_are_spoken(lines):
    said = [lines.lines.index(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(2)]
    assert said[0] == "Late"
    assert lines.accessibleName() == "Lines"
