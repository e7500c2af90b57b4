from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from copdesk.db.conditions import Filter, Op
from copdesk.db.listing import View
from copdesk.db.queries.views import KeptView
from copdesk.domain import fields as f
from copdesk.ui.kit.ask_popup import AskPopup
from copdesk.ui.kit.filter_bar import FilterBar
from copdesk.ui.kit.filter_offers import Ask, answered, offers
from tests.ui.kit.conftest import Heading, State

COLUMNS = {
    "name": Heading("Name", f.Text()),
    "email": Heading("E-mail", f.Email()),
    "joined": Heading("Joined", f.Day()),
    "state": Heading("State", f.Choice(State)),
    "organisation_id": Heading("Organisation", f.Link("organisation")),
}
NO_EMAIL = View("No e-mail", (Filter("email", Op.BLANK),))


@pytest.fixture
def bar(show, editors):
    return show(
        FilterBar(COLUMNS, [NO_EMAIL], editors, everything="Everyone", placeholder="Filter people"),
        1000,
        200,
    )


def entry(bar, column, words):
    """The entry of the menu of filters, as a person would go through it."""
    menu = bar.menu()
    below = next(each.menu() for each in menu.actions() if each.text() == column)
    return next(each for each in below.actions() if each.text() == words)


def chips(bar):
    return [
        one
        for one in bar.findChildren(QPushButton)
        if one.isVisible() and one.accessibleName().startswith("Remove")
    ]


def test_typing_is_told_at_every_letter(qtbot, bar):
    told = []
    bar.changed.connect(lambda: told.append(bar.text()))
    bar.box.setFocus()
    qtbot.keyClicks(bar.box, "ami")
    assert told == ["a", "am", "ami"]


def test_esc_clears_then_leaves(qtbot, bar):
    bar.box.setFocus()
    qtbot.keyClicks(bar.box, "ami")
    with qtbot.assertNotEmitted(bar.left):
        qtbot.keyClick(bar.box, Qt.Key.Key_Escape)
    assert bar.text() == ""
    with qtbot.waitSignal(bar.left):
        qtbot.keyClick(bar.box, Qt.Key.Key_Escape)


def test_down_goes_to_the_list(qtbot, bar):
    bar.box.setFocus()
    with qtbot.waitSignal(bar.left):
        qtbot.keyClick(bar.box, Qt.Key.Key_Down)


def test_a_view_is_one_at_a_time_and_says_its_count(qtbot, bar):
    bar.show_counts([142, 24])
    assert bar.chips[1].text().strip() == "No e-mail  24"
    assert bar.chips[1].accessibleName() == "No e-mail, 24"
    qtbot.mouseClick(bar.chips[1], Qt.MouseButton.LeftButton)
    assert bar.filters() == NO_EMAIL.filters
    assert [chip.isChecked() for chip in bar.chips] == [False, True]
    qtbot.mouseClick(bar.chips[0], Qt.MouseButton.LeftButton)
    assert bar.filters() == ()


def test_added_filters_combine_and_each_can_be_removed(qtbot, bar):
    qtbot.mouseClick(bar.chips[1], Qt.MouseButton.LeftButton)
    entry(bar, "State", "Paused").trigger()
    entry(bar, "Joined", "Last 45 days").trigger()
    assert [each.key for each in bar.filters()] == ["email", "state", "joined"]
    assert [chip.text().strip() for chip in chips(bar)] == ["State: Paused", "Joined: last 45 days"]
    qtbot.mouseClick(chips(bar)[0], Qt.MouseButton.LeftButton)
    assert [each.key for each in bar.filters()] == ["email", "joined"]


def test_clear_all_shows_every_row_with_one_change(qtbot, bar):
    bar.box.setFocus()
    qtbot.keyClicks(bar.box, "x")
    entry(bar, "State", "Paused").trigger()
    assert bar.clear_button.isVisible()
    told = []
    bar.changed.connect(lambda: told.append(bar.filters()))
    qtbot.mouseClick(bar.clear_button, Qt.MouseButton.LeftButton)
    assert told == [()]
    assert bar.text() == ""
    assert not bar.is_narrowed()
    assert not bar.clear_button.isVisible()


def test_a_filter_that_needs_a_value_asks_for_it(qtbot, bar):
    entry(bar, "Name", "Contains …").trigger()
    popup = bar.findChild(AskPopup)
    qtbot.keyClicks(popup._row.editor.box, "ali")
    qtbot.keyClick(popup._row.editor.box, Qt.Key.Key_Return)
    assert bar.filters() == (Filter("name", Op.CONTAINS, "ali"),)


def test_a_value_that_cant_be_read_is_asked_for_again(qtbot, bar):
    entry(bar, "Joined", "Before …").trigger()
    popup = bar.findChild(AskPopup)
    qtbot.keyClicks(popup._row.editor.box, "31/2")
    qtbot.mouseClick(popup.take_button, Qt.MouseButton.LeftButton)
    assert bar.filters() == ()
    assert popup._row.problem()


def test_blanks_can_be_found_in_every_column_that_can_be_blank():
    for key in ("name", "email", "joined", "organisation_id"):
        made = dict(offers(key, COLUMNS[key]))
        assert made["Not known"].filters == (Filter(key, Op.BLANK),)
    assert dict(offers("email", COLUMNS["email"]))["Not known"].name == "No e-mail"


def test_this_quarter_stays_this_quarter_when_the_next_one_begins():
    made = dict(offers("joined", COLUMNS["joined"]))["This quarter"]
    assert made.filters == (Filter("joined", Op.THIS_QUARTER),)
    assert made.name == "Joined: this quarter"


def test_the_chip_of_an_answer_says_it_in_words():
    ask = Ask("before", Op.BEFORE, f.Day())
    view = answered("joined", "Joined", ask, date(2026, 1, 2), "Fri 2 Jan 2026")
    assert view.name == "Joined before Fri 2 Jan 2026"
    assert view.filters == (Filter("joined", Op.BEFORE, date(2026, 1, 2)),)


def test_tab_goes_through_the_bar_as_it_is_seen(qtbot, bar):
    bar.box.setFocus()
    seen = []
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen == [*bar.chips, bar.add_button]


def test_chips_begin_at_the_left_under_the_box_where_there_is_no_room_beside_it(bar):
    bar.show_own([KeptView(f"View number {n}", (), id=n) for n in range(9)])
    bar.window().resize(700, 400)
    QApplication.processEvents()
    left = bar.box.mapTo(bar, QPoint(0, 0)).x()
    begun = {}
    for chip in bar.chips:
        at = chip.mapTo(bar, QPoint(0, 0))
        begun.setdefault(at.y(), at.x())
    lines = list(begun.values())
    assert len(lines) > 2
    assert set(lines[1:]) == {left}


def test_more_chips_than_lines_scroll_and_the_filter_added_last_comes_into_sight(bar):
    bar.show_own([KeptView(f"A view with quite a long name {n}", (), id=n) for n in range(30)])
    bar.window().resize(700, 900)
    QApplication.processEvents()
    assert bar.heightForWidth(bar.width()) < 200
    bar.setFixedHeight(bar.heightForWidth(bar.width()))
    QApplication.processEvents()
    bar.add(NO_EMAIL)
    QApplication.processEvents()
    chip = chips(bar)[0]
    assert bar.rect().contains(chip.mapTo(bar, chip.rect().center()))


def test_a_long_name_is_shortened_on_the_chip_and_whole_in_its_tip(bar):
    name = "Enquiries of caseworkers outside the network about fees"
    bar.show_own([KeptView(name, (), id=1)])
    chip = bar.chips[-1]
    assert "Enquiries of caseworkers outsid…" in chip.text()
    assert name in chip.toolTip()
    assert chip.accessibleName() == f"{name}, being counted"
