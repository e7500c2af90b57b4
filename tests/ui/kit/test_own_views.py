import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from copdesk.db.conditions import Filter, Op
from copdesk.db.listing import View
from copdesk.db.models import Organisation, SavedView
from copdesk.db.queries.views import KeptView
from copdesk.ui.kit.ask_popup import AskPopup
from copdesk.ui.kit.view_chip import ViewChip
from copdesk.ui.pages import organisations
from tests.ui.kit.conftest import CTRL, do, names, opened, press

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
IN_LEEDS = View("Town contains leeds", (Filter("town", Op.CONTAINS, "leeds"),))


def own(page):
    return [chip for chip in page.bar.chips if isinstance(chip.view, KeptView)]


def own_names(page):
    return [chip.view.name for chip in own(page)]


def keep(qtbot, page, name):
    """As somebody does who has narrowed the list."""
    do(page, "Keep this view…")
    qtbot.keyClicks(QApplication.focusWidget(), name)
    press(qtbot, Qt.Key.Key_Return)
    come_back(qtbot, page)


def come_back(qtbot, page):
    """A popup has closed: the window has the keyboard again."""
    page.window().activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)


def narrow(qtbot, page, text):
    page.bar.box.setFocus()
    page.bar.box.selectAll()
    qtbot.keyClicks(page.bar.box, text)


@pytest.fixture
def kept(qtbot, page):
    """A list with two views of one's own, shown whole."""
    for text, name in (("north", "North"), ("house", "Houses")):
        narrow(qtbot, page, text)
        keep(qtbot, page, name)
    page.bar.clear()
    page.table.setFocus()
    return page


def test_nothing_is_offered_to_be_kept_until_the_list_is_narrowed(qtbot, page):
    assert not page.bar.keep_button.isVisible()
    narrow(qtbot, page, "north")
    assert page.bar.keep_button.isVisible()
    page.bar.clear()
    assert not page.bar.keep_button.isVisible()


def test_enter_keeps_filters_words_and_order_under_a_name_with_their_count(qtbot, page, store):
    page.bar.add(IN_LEEDS)
    narrow(qtbot, page, "north")
    page.table.header._on_clicked(page.table.rows.keys.index("name"))
    keep(qtbot, page, "Ours & theirs")
    (chip,) = own(page)
    assert chip.isChecked()
    assert chip.text().strip() == "Ours && theirs  1"
    assert chip.accessibleName() == "Ours & theirs, 1 organisation"
    assert not page.bar.keep_button.isVisible()
    assert store.undo_label() == "Keep view “Ours & theirs”"
    view = chip.view
    assert (view.filters, view.words, view.sort) == (IN_LEEDS.filters, "north", "name")
    assert view.descending
    assert names(page) == ["Northgate Law Centre"]


def test_a_name_is_needed_and_esc_keeps_nothing(qtbot, page):
    narrow(qtbot, page, "north")
    do(page, "Keep this view…")
    press(qtbot, Qt.Key.Key_Return)
    popup = page.bar.findChild(AskPopup)
    assert popup._row.problem() == "Type something first."
    press(qtbot, Qt.Key.Key_Escape)
    come_back(qtbot, page)
    assert own(page) == []


def test_a_view_of_ones_own_shows_what_was_kept_and_nothing_narrower(qtbot, kept):
    kept.bar.add(IN_LEEDS)
    qtbot.mouseClick(own(kept)[0], Qt.MouseButton.LeftButton)
    assert names(kept) == ["Northgate Law Centre"]
    assert kept.bar.text() == "north"
    assert kept.bar.added() == []
    qtbot.mouseClick(kept.bar.chips[0], Qt.MouseButton.LeftButton)
    assert kept.bar.text() == ""
    assert len(names(kept)) == 3


def test_the_order_of_a_view_goes_with_it(qtbot, page):
    page.table.header._on_clicked(page.table.rows.keys.index("name"))
    keep(qtbot, page, "Backwards")
    qtbot.mouseClick(page.bar.chips[0], Qt.MouseButton.LeftButton)
    page.table.header._on_clicked(page.table.rows.keys.index("name"))
    assert names(page)[0] == "Ärztehaus"
    qtbot.mouseClick(own(page)[0], Qt.MouseButton.LeftButton)
    assert names(page)[0] == "Welcome House"
    qtbot.mouseClick(page.bar.chips[0], Qt.MouseButton.LeftButton)
    assert names(page)[0] == "Ärztehaus"


def test_counts_of_views_of_ones_own_follow_every_change(kept, store):
    assert [chip.text().strip() for chip in own(kept)] == ["North  1", "Houses  1"]
    with store.change("Add") as unit:
        unit.add(Organisation, name="Northern House")
    assert [chip.text().strip() for chip in own(kept)] == ["North  2", "Houses  2"]


def test_the_same_name_keeps_the_view_anew(qtbot, kept):
    qtbot.mouseClick(own(kept)[0], Qt.MouseButton.LeftButton)
    narrow(qtbot, kept, "welcome")
    do(kept, "Keep this view…")
    press(qtbot, Qt.Key.Key_Return)  # its name stands in the box
    assert own_names(kept) == ["North", "Houses"]
    assert own(kept)[0].view.words == "welcome"


def test_f2_renames(qtbot, kept, store):
    own(kept)[0].setFocus()
    press(qtbot, Qt.Key.Key_F2)
    qtbot.keyClicks(QApplication.focusWidget(), "In the north")
    press(qtbot, Qt.Key.Key_Return)
    assert own_names(kept) == ["In the north", "Houses"]
    store.undo()
    assert own_names(kept) == ["North", "Houses"]


def test_the_name_of_another_view_is_refused_in_words(qtbot, kept, desk):
    own(kept)[0].setFocus()
    press(qtbot, Qt.Key.Key_F2)
    qtbot.keyClicks(QApplication.focusWidget(), "houses")
    press(qtbot, Qt.Key.Key_Return)
    (error,) = desk.notices.errors
    assert str(error) == "There is a view “Houses” already. Type another name."


def test_ctrl_shift_and_arrows_move_a_view_and_the_keyboard_stays_on_it(qtbot, kept):
    own(kept)[0].setFocus()
    press(qtbot, Qt.Key.Key_Right, CTRL | SHIFT)
    assert own_names(kept) == ["Houses", "North"]
    assert QApplication.focusWidget() is own(kept)[1]
    press(qtbot, Qt.Key.Key_Right, CTRL | SHIFT)
    assert own_names(kept) == ["Houses", "North"]
    press(qtbot, Qt.Key.Key_Left, CTRL | SHIFT)
    assert own_names(kept) == ["North", "Houses"]


def test_delete_takes_a_view_away_and_undo_brings_it_back(qtbot, kept, store, desk):
    own(kept)[1].setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert names(kept) == ["Welcome House"]
    press(qtbot, Qt.Key.Key_Delete)
    assert own_names(kept) == ["North"]
    assert len(names(kept)) == 3
    assert QApplication.focusWidget() is own(kept)[0]
    assert desk.notices.said[-1] == ("Deleted view “Houses”.", True)
    store.undo()
    assert own_names(kept) == ["North", "Houses"]


def test_the_menu_of_a_view_says_what_its_keys_do(kept):
    chip = own(kept)[0]
    menu = chip.menu_of_view()
    said = [one.text().split("\t")[0] for one in menu.actions() if one.text()]
    assert said == ["Rename…", "Move left", "Move right", "Delete view"]
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(chip, asked)
    assert QApplication.activePopupWidget() is not None
    QApplication.activePopupWidget().close()
    next(one for one in menu.actions() if "right" in one.text()).trigger()
    assert own_names(kept) == ["Houses", "North"]


def test_a_built_in_view_can_be_neither_renamed_nor_deleted(qtbot, kept, store):
    before = store.undo_label()
    kept.bar.chips[1].setFocus()
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
        press(qtbot, key)
    assert store.undo_label() == before
    assert kept.bar.findChild(AskPopup) is None


def test_a_view_whose_column_is_gone_stands_grey_and_says_why(qtbot, page, store, desk):
    with store.change("Older") as unit:
        text = '[{"key": "ward", "op": "is blank", "value": null}]'
        unit.add(SavedView, kind="organisation", name="By ward", filters=text, position=0)
    (chip,) = own(page)
    gone = "It asks for “ward”, which this list does not have."
    assert chip.property("faded") is True
    assert chip.accessibleName() == f"By ward, {gone}"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert not chip.isChecked()
    assert len(names(page)) == 3
    assert gone in str(desk.notices.errors[-1])
    chip.setFocus()
    press(qtbot, Qt.Key.Key_Delete)
    assert own(page) == []


def test_a_list_is_found_again_as_it_was_left(qtbot, kept, show, desk):
    qtbot.mouseClick(own(kept)[1], Qt.MouseButton.LeftButton)
    kept.bar.add(IN_LEEDS)
    again = opened(show, desk, organisations)
    assert again.bar.view().name == "Houses"
    assert again.bar.filters() == IN_LEEDS.filters
    assert again.bar.text() == "house"
    assert names(again) == ["Welcome House"]


def test_what_was_left_in_another_file_is_not_taken_up(qtbot, page, show, desk):
    narrow(qtbot, page, "north")
    left = desk.memory["list/organisation/view"]
    for text in (left.replace(str(desk.store.path), "elsewhere"), "{", "[]", '{"file": 1}', ""):
        desk.memory["list/organisation/view"] = text
        assert len(names(opened(show, desk, organisations))) == 3


def test_a_chip_that_is_being_counted_shows_no_old_number(qtbot):
    chip = ViewChip(View("Late"), lambda count: f"{count} enquiries")
    qtbot.addWidget(chip)
    chip.show_count(3)
    assert (chip.text(), chip.accessibleName()) == ("Late  3", "Late, 3 enquiries")
    chip.show_count(None)
    assert (chip.text(), chip.accessibleName()) == ("Late  …", "Late, being counted")


def test_delete_is_meant_for_a_view_of_ones_own_before_any_menu_takes_it(kept):
    wanted = []
    for chip in (own(kept)[0], kept.bar.chips[1]):
        asked = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Delete, NONE)
        asked.ignore()
        QApplication.sendEvent(chip, asked)
        wanted.append(asked.isAccepted())
    assert wanted == [True, False]
