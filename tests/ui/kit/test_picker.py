import pytest
from PySide6.QtCore import Qt

from tests.ui.kit.conftest import FIELDS


@pytest.fixture
def link(show, editors):
    return show(editors.make(FIELDS["organisation_id"]))


def popup(editor):
    return editor._popup.popup()


def offers(editor):
    model = editor._offers
    return [model.index(row).data() for row in range(model.rowCount())]


def test_typing_offers_matching_records_and_the_way_to_add_one(qtbot, link):
    qtbot.keyClicks(link.line, "north")
    assert offers(link) == ["Northgate Law Centre", "Northgate Advice", "Add “north”"]


def test_arrow_and_enter_choose_a_record(qtbot, link):
    qtbot.keyClicks(link.line, "north")
    with qtbot.waitSignal(link.edited):
        qtbot.keyClick(popup(link), Qt.Key.Key_Down)
        qtbot.keyClick(popup(link), Qt.Key.Key_Return)
    assert link.value() == 3
    assert link.line.text() == "Northgate Advice"


def test_enter_takes_the_first_match(qtbot, link):
    qtbot.keyClicks(link.line, "welc")
    qtbot.keyClick(popup(link), Qt.Key.Key_Return)
    assert link.value() == 1


def test_add_makes_a_record_of_what_is_typed(qtbot, link, cards):
    qtbot.keyClicks(link.line, "New Place")
    with qtbot.waitSignal(link.edited):
        qtbot.keyClick(popup(link), Qt.Key.Key_Return)
    assert cards.cards[link.value()].title == "New Place"


def test_add_is_not_offered_for_a_name_that_exists(qtbot, link):
    qtbot.keyClicks(link.line, "welcome house")
    assert offers(link) == ["Welcome House"]


def test_add_is_not_offered_where_it_is_not_allowed(qtbot, link, cards):
    cards.addable = False
    qtbot.keyClicks(link.line, "north")
    assert "Add “north”" not in offers(link)


def test_down_offers_records_before_anything_is_typed(qtbot, link):
    qtbot.keyClick(link.line, Qt.Key.Key_Down)
    assert offers(link) == ["Welcome House", "Northgate Law Centre", "Northgate Advice"]


def test_clearing_the_box_means_none(qtbot, link):
    link.set_value(2)
    link.select_all()
    qtbot.keyClick(link.line, Qt.Key.Key_Backspace)
    assert link.touched()
    assert link.value() is None


def test_a_whole_name_typed_and_left_is_taken(qtbot, link):
    qtbot.keyClicks(link.line, "welcome house")
    qtbot.keyClick(popup(link), Qt.Key.Key_Escape)
    assert link.value() == 1


def test_a_name_of_nobody_is_a_problem_in_words(qtbot, link, cards):
    cards.addable = False
    qtbot.keyClicks(link.line, "Nowhere")
    with pytest.raises(ValueError, match="Nothing is called “Nowhere”"):
        link.value()


def test_esc_brings_the_kept_record_back(qtbot, link):
    link.set_value(2)
    link.select_all()
    qtbot.keyClicks(link.line, "w")
    qtbot.keyClick(popup(link), Qt.Key.Key_Escape)
    qtbot.keyClick(link.line, Qt.Key.Key_Escape)
    assert link.value() == 2
    assert link.line.text() == "Northgate Law Centre"


def test_a_linked_record_can_be_opened_by_key_and_by_button(qtbot, link, cards):
    link.set_value(2)
    qtbot.keyClick(link.line, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    qtbot.mouseClick(link.open_button, Qt.MouseButton.LeftButton)
    assert cards.opened == [2, 2]
    assert link.open_button.accessibleName() == "Open Northgate Law Centre"
