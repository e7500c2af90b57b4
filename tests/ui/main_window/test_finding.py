from PySide6.QtCore import Qt

from copdesk.services.documents import attach_bytes
from copdesk.ui.dialogs.palette import Palette

CTRL = Qt.KeyboardModifier.ControlModifier


def box_of(window):
    return window.findChild(Palette)


def titles(palette):
    model = palette.results.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_ctrl_k_finds_a_record_by_letters_without_marks_and_enter_opens_it(
    window, press, qtbot, organisations
):
    press(window, Qt.Key.Key_K, CTRL)
    palette = box_of(window)
    assert palette.box.hasFocus()
    qtbot.keyClicks(palette.box, "nguyen")
    assert titles(palette)[0] == "Nguyễn Centre"
    press(palette.box, Qt.Key.Key_Return)
    assert window.stack.key == "organisations"
    assert window.stack.page().shown == [organisations["Nguyễn Centre"]]


def test_a_command_is_found_by_the_beginning_of_any_of_its_words(window, press, qtbot):
    press(window, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(box_of(window).box, ">go tod")
    assert titles(box_of(window)) == ["Go to Today"]
    press(box_of(window).box, Qt.Key.Key_Return)
    assert window.stack.key == "today"


def test_a_command_of_the_page_is_found_too(window, press, qtbot):
    press(window, Qt.Key.Key_2, CTRL)
    press(window, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(box_of(window).box, "add to")
    press(box_of(window).box, Qt.Key.Key_Return)
    assert window.stack.page().added == 1


def test_an_empty_box_offers_the_records_shown_last(window, press, organisations):
    window.acts.open_record(organisations["Ayr Refugee Aid"])
    window.acts.open_record(organisations["Nguyễn Centre"])
    press(window, Qt.Key.Key_K, CTRL)
    assert titles(box_of(window))[:2] == ["Nguyễn Centre", "Ayr Refugee Aid"]


def test_what_is_grey_in_the_menu_is_not_offered(make_window, press, qtbot):
    window = make_window()
    window.acts.show_palette()
    qtbot.keyClicks(box_of(window).box, ">")
    assert "History" not in titles(box_of(window))
    assert "Open" in titles(box_of(window))


def test_only_kinds_that_have_a_page_are_found(window, press, qtbot):
    press(window, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(box_of(window).box, "asylum")
    assert titles(box_of(window)) == []
    assert box_of(window)._none.isVisible()


def test_a_document_is_found_by_its_name_and_opens_the_record_it_is_attached_to(
    window, press, qtbot, organisations
):
    attached = organisations["Ayr Refugee Aid"]
    attach_bytes(window.session.store, attached, "Lease 2026.pdf", b"%PDF-1.4")
    press(window, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(box_of(window).box, "lease")
    assert titles(box_of(window)) == ["Lease 2026.pdf"]
    press(box_of(window).box, Qt.Key.Key_Return)
    assert window.stack.page().shown == [attached]
