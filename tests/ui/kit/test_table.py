from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit

from copdesk.errors import UserError
from copdesk.ui.kit.cells import LinkCell, NameCell, PillCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.editor import Editor
from copdesk.ui.kit.row_delegate import InPlace
from copdesk.ui.kit.rows import PAGE
from copdesk.ui.kit.table import Table
from copdesk.ui.theme.look import look
from tests.ui.kit.conftest import FIELDS, FakeRows, State, person

PILLS = {
    State.ACTIVE: ("ok", "dot"),
    State.PAUSED: ("warn", "clock"),
    State.LEFT: ("mute", "close"),
}
COLUMNS = (
    Shown("name", 200, 0, NameCell(under=("email",), avatar=True)),
    Shown("organisation_id", 160, 1, LinkCell()),
    Shown("hours", 140, 2),
    Shown("state", 110, 3, PillCell(tones=PILLS)),
    Shown("aliases", 120, 9, hidden=True),
)
EDITED = ("name", "email", "state", "hours")


@pytest.fixture
def table(qtbot, show, people, editors, kept):
    def save(record_id, key, value):
        kept.save(key, value)
        people.records[record_id][key] = value
        made.refresh()

    in_place = InPlace(
        {key: FIELDS[key] for key in EDITED},
        editors,
        lambda record_id, key: people.records[record_id][key],
        save,
    )
    made = Table(people, COLUMNS, in_place=in_place)
    show(made, 900, 400)
    made.refresh()
    made.setFocus()
    return made


def words(table, row, key):
    return table.rows.index(row, table.rows.keys.index(key)).data()


def spoken(table, row, key):
    index = table.rows.index(row, table.rows.keys.index(key))
    return index.data(Qt.ItemDataRole.AccessibleTextRole)


def editor_of(table):
    return next(one for one in table.findChildren(Editor) if one.isVisible())


def test_down_chooses_the_next_row(qtbot, table):
    table.show_record(1)
    with qtbot.waitSignal(table.picked):
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.chosen() == [2]
    assert table.current_id() == 2


def test_cells_are_read_out_in_words(table):
    assert spoken(table, 1, "hours") == "1.50"
    assert spoken(table, 3, "hours") == "not known"
    assert spoken(table, 2, "state") == "Paused"
    assert spoken(table, 0, "name") == "Abebe Bikila, abebe@example.org"
    assert spoken(table, 4, "organisation_id") == "not known"


def test_what_is_chosen_stays_chosen_when_the_order_changes(qtbot, table, people):
    table.choose([2, 3], current=3)
    people.records[2]["name"] = "Zoe"
    with qtbot.assertNotEmitted(table.picked):
        table.refresh()
    assert set(table.chosen()) == {2, 3}
    assert table.current_id() == 3


def test_a_row_that_is_gone_is_no_longer_chosen(qtbot, table, people):
    table.choose([2, 3])
    del people.records[2]
    with qtbot.waitSignal(table.picked):
        table.refresh()
    assert table.chosen() == [3]


def test_delete_key_asks_for_the_chosen_rows(qtbot, table):
    table.show_record(2)
    with qtbot.waitSignal(table.delete_asked):
        qtbot.keyClick(table, Qt.Key.Key_Delete)


def test_enter_opens_the_row(qtbot, table):
    table.show_record(2)
    with qtbot.waitSignal(table.opened) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [2]


def test_copy_puts_the_shown_columns_on_the_clipboard(qtbot, table, people):
    people.records[2]["name"] = "=HYPERLINK(1)"
    table.refresh()
    table.choose([1, 2])
    with qtbot.waitSignal(table.copied) as told:
        qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert told.args == [2]
    assert data.text().splitlines() == [
        "Name\tOrganisation\tHours\tState",
        "'=HYPERLINK(1)\tWelcome House\t1.50\tActive",
        "Abebe Bikila\tWelcome House\t3.00\tActive",
    ]
    assert "<td style=\"mso-number-format:'\\@'\">Abebe Bikila</td>" in data.html()


def test_typing_a_name_goes_to_it(qtbot, table):
    table.show_record(1)
    qtbot.keyClicks(table, "hong")
    assert table.current_id() == 4


def test_the_menu_key_opens_the_menu_at_the_row(qtbot, table):
    table.show_record(2)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    with qtbot.waitSignal(table.menu_asked) as told:
        table.contextMenuEvent(event)
    row = table.viewport().mapFromGlobal(told.args[0])
    assert abs(row.y() - table.rowViewportPosition(1) - look.row) <= 2


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def start_editing(qtbot, table, record_id, key):
    table.show_record(record_id)
    table.setCurrentIndex(table.rows.index(table.rows.place(record_id), table.rows.keys.index(key)))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    return editor_of(table)


def test_f2_edits_and_enter_saves(qtbot, table, kept):
    start_editing(qtbot, table, 2, "name")
    qtbot.keyClicks(QApplication.focusWidget(), "Amina Ali")
    press(qtbot, Qt.Key.Key_Return)
    assert kept.values == {"name": "Amina Ali"}
    assert table.hasFocus()
    assert table.current_id() == 2


def test_esc_leaves_the_cell_as_it_was(qtbot, table, kept):
    start_editing(qtbot, table, 2, "name")
    qtbot.keyClicks(QApplication.focusWidget(), "Amina Ali")
    press(qtbot, Qt.Key.Key_Escape)
    assert kept.times == 0
    assert table.hasFocus()


def test_tab_saves_and_edits_the_next_cell(qtbot, table, kept):
    start_editing(qtbot, table, 2, "name")
    qtbot.keyClicks(QApplication.focusWidget(), "Amina Ali")
    press(qtbot, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    assert kept.values == {"name": "Amina Ali"}
    assert editor_of(table).field.label == "Hours"
    assert table.current_id() == 2


def test_a_cell_that_cant_be_kept_stays_open_with_what_was_typed(qtbot, table, kept):
    editor = start_editing(qtbot, table, 2, "hours")
    qtbot.keyClicks(QApplication.focusWidget(), "lots")
    press(qtbot, Qt.Key.Key_Return)
    assert kept.times == 0
    assert editor.isVisible()
    assert editor.typed() == "lots"
    assert editor.box.accessibleDescription()


def test_a_refusal_while_editing_in_place_is_told(qtbot, table, kept):
    kept.refuse["name"] = "There is one of this name."
    start_editing(qtbot, table, 2, "name")
    qtbot.keyClicks(QApplication.focusWidget(), "Abebe Bikila")
    with qtbot.waitSignal(table.refused) as told:
        press(qtbot, Qt.Key.Key_Return)
    assert isinstance(told.args[0], UserError)


def test_arrows_while_editing_never_leave_the_cell(qtbot, table, kept):
    editor = start_editing(qtbot, table, 2, "name")
    for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier):
        press(qtbot, Qt.Key.Key_Down, modifier)
    assert editor.isVisible()
    assert table.current_id() == 2


def test_what_is_typed_is_kept_when_the_list_changes_under_it(qtbot, table, people, kept):
    start_editing(qtbot, table, 2, "name")
    qtbot.keyClicks(QApplication.focusWidget(), "Amina Ali")
    people.records[9] = person(9, "Aaron")
    table.refresh()
    assert kept.values == {"name": "Amina Ali"}


def test_double_click_on_a_linked_name_opens_the_row_as_it_is_not_edited_here(qtbot, table):
    at = table.visualRect(table.rows.index(1, 1)).center()
    with qtbot.waitSignal(table.opened) as told:
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told.args == [2]


def test_a_click_on_the_words_of_a_link_opens_it_and_beside_them_only_chooses(qtbot, table):
    rect = table.visualRect(table.rows.index(1, 1))
    beside = QPoint(rect.right() - 3, rect.center().y())
    with qtbot.assertNotEmitted(table.link_opened):
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    words_at = QPoint(rect.x() + 20, rect.center().y())
    with qtbot.waitSignal(table.link_opened) as told:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=words_at)
    assert told.args == [2, "organisation_id"]


def test_a_drag_that_ends_on_a_link_opens_nothing(qtbot, table):
    start = table.visualRect(table.rows.index(3, 0)).center()
    end = table.visualRect(table.rows.index(1, 1)).topLeft() + QPoint(20, 25)
    with qtbot.assertNotEmitted(table.link_opened):
        qtbot.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=start)
        qtbot.mouseMove(table.viewport(), end)
        qtbot.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=end)


def test_the_table_lets_the_keyboard_go(qtbot, table):
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert table.window().other.hasFocus()


def test_clicking_a_heading_sorts_and_clicking_again_turns_it_round(qtbot, table):
    header = table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(0) + 30, header.height() // 2)
    assert table.rows.ids[0] == 1
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert table.rows.ids[0] == 5
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert table.rows.ids[0] == 1


def test_a_narrow_table_drops_columns_but_never_the_name(qtbot, table):
    assert table.header.shown_keys() == ["name", "organisation_id", "hours", "state"]
    table.window().resize(480, 400)
    qtbot.waitUntil(lambda: len(table.header.shown_keys()) < 4)
    assert "state" not in table.header.shown_keys()
    table.window().resize(230, 400)
    qtbot.waitUntil(lambda: table.header.shown_keys() == ["name"])
    table.window().resize(900, 400)
    qtbot.waitUntil(lambda: len(table.header.shown_keys()) == 4)


def test_columns_are_remembered_and_can_be_reset(show, table, people):
    table.header.set_shown("aliases", True)
    table.header.set_shown("hours", False)
    table.header.set_shown("name", False)
    table.horizontalHeader().resizeSection(1, 222)
    remembered = table.header.choice.to_text()
    other = show(Table(people, COLUMNS), 1200, 300)
    other.header.recall(remembered)
    assert other.header.shown_keys() == ["name", "organisation_id", "state", "aliases"]
    assert other.columnWidth(1) == 222
    other.header.reset()
    assert other.header.shown_keys() == ["name", "organisation_id", "hours", "state"]


@pytest.mark.parametrize("text", [None, "", "nonsense", "[]", '{"order": 3}', b"x"])
def test_nonsense_that_was_remembered_is_forgotten(qtbot, table, text):
    table.header.recall(text)
    assert table.header.choice.order == [column.key for column in COLUMNS]


def test_only_the_rows_in_sight_are_fetched(qtbot, show):
    many = FakeRows(person(number, f"Person {number:05}") for number in range(1, 20_001))
    table = show(Table(many, COLUMNS), 800, 400)
    table.refresh()
    table.grab()
    assert many.fetched <= 2 * PAGE
    table.show_record(15_000)
    table.grab()
    assert many.fetched <= 4 * PAGE
    assert words(table, table.rows.place(15_000), "name") == "Person 15000"


def test_compact_rows_are_lower(table):
    comfortable = table.rowHeight(0)
    look.set_compact(True)
    assert table.rowHeight(0) < comfortable
    assert not table.grab().isNull()
    look.set_compact(False)


def test_hours_are_drawn_apart_when_unknown(table, people):
    row = table.rows.row(3)
    assert row.values["hours"] is None
    assert table.rows.row(2).values["hours"] == Decimal("0.00")
    assert table.rows.row(2).words["hours"] == "0.00"
