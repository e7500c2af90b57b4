"""What a check remarks about a field, decided by keys alone; the check here dislikes some words."""

import re
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from copdesk.domain import fields as f
from copdesk.ui.kit.field_row import UNDECIDED
from copdesk.ui.kit.form import Form

Key, Held = Qt.Key, Qt.KeyboardModifier


@dataclass(frozen=True)
class Found:
    start: int
    end: int
    what: str = "a colour"
    why: str = "Colours are told apart badly."
    stops: bool = True
    instead: tuple[str, ...] = ()


@dataclass
class NoColours:
    """Stops at red, would rather have no blue, and has nothing to offer for green."""

    kept: list[tuple[int, str, str]] = field(default_factory=list)

    def look(self, text, record_id):
        kept = {words for number, words, _why in self.kept if number == record_id}
        offers = {"red": ("dark", "grey"), "blue": ("pale",), "green": ()}
        return [
            Found(*one.span(), stops=one[0] != "blue", instead=offers[one[0]])
            for one in re.finditer("red|blue|green", text)
            if one[0] not in kept
        ]

    def keep(self, record_id, words, reason):
        self.kept.append((record_id, words, reason))


FIELDS = {
    "name": f.Field(f.Text(), "Name", check="colours"),
    "notes": f.Field(f.LongText(), "Notes", check="colours"),
    "more": f.Field(f.LongText(), "More"),
}


@pytest.fixture
def check():
    return NoColours()


@pytest.fixture
def saved():
    return []


@pytest.fixture
def form(qtbot, editors, check, saved):
    made = Form(
        FIELDS, replace(editors, checks={"colours": check}), lambda *kept: saved.append(kept)
    )
    qtbot.addWidget(made)
    made.resize(500, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.start_with({"id": 7, "name": "", "notes": "", "more": ""})
    return made


def notes(form):
    return form.rows["notes"]


def type_in(qtbot, row, words):
    row.editor.setFocus()
    qtbot.keyClicks(row.editor.box, words)


def leave(qtbot, row):
    qtbot.keyClick(row.editor.box, Key.Key_Tab)


def offers(row):
    return [one.text() for one in row.remarks.offers if one.isVisible()]


def marked(row):
    return [one.cursor.selectedText() for one in row.editor.paper.extraSelections()]


def focused(form):
    return form.window().focusWidget()


def test_while_typing_the_words_are_marked_in_place_and_explained(qtbot, form):
    notes(form).editor.paper.insertPlainText("a 😀")
    type_in(qtbot, notes(form), " red house")
    qtbot.waitUntil(notes(form).remarks.isVisible)
    assert marked(notes(form)) == ["red"]
    assert notes(form).remarks.words.text() == (
        "“red” looks like a colour. Colours are told apart badly."
    )
    assert offers(notes(form)) == ["Replace with “dark”", "Replace with “grey”"]


def test_what_stops_is_not_saved_and_nothing_typed_is_lost(qtbot, form, saved):
    type_in(qtbot, notes(form), "a red house")
    leave(qtbot, notes(form))
    assert saved == []
    assert notes(form).problem() == UNDECIDED
    assert notes(form).editor.value() == "a red house"
    assert not form.settle()


def test_what_is_only_worth_a_look_is_saved_and_stays_marked(qtbot, form, saved):
    type_in(qtbot, notes(form), "a blue house")
    leave(qtbot, notes(form))
    assert saved == [("notes", "a blue house")]
    qtbot.waitUntil(lambda: marked(notes(form)) == ["blue"])
    assert notes(form).problem() == ""


def test_words_are_replaced_by_keys_and_then_saved(qtbot, form, saved):
    type_in(qtbot, notes(form), "a red house")
    qtbot.waitUntil(notes(form).remarks.isVisible)
    leave(qtbot, notes(form))
    assert focused(form) is notes(form).remarks.offers[0]
    qtbot.keyClick(focused(form), Key.Key_Space)
    assert saved == [("notes", "a dark house")]
    assert not notes(form).remarks.isVisible()
    assert notes(form).problem() == ""


def test_words_are_kept_with_a_reason_by_keys(qtbot, form, saved, check):
    type_in(qtbot, notes(form), "green")
    qtbot.waitUntil(notes(form).remarks.isVisible)
    leave(qtbot, notes(form))
    assert focused(form) is notes(form).remarks.keep_button
    qtbot.keyClick(focused(form), Key.Key_Space)
    assert focused(form) is notes(form).remarks.reason
    qtbot.keyClick(focused(form), Key.Key_Return)
    assert check.kept == []
    qtbot.keyClicks(focused(form), "it is a village")
    qtbot.keyClick(focused(form), Key.Key_Return)
    assert check.kept == [(7, "green", "it is a village")]
    assert saved == [("notes", "green")]
    assert focused(form) is notes(form).editor.box


def test_escape_leaves_the_reason_and_goes_back_into_the_text(qtbot, form, check):
    type_in(qtbot, notes(form), "green")
    qtbot.waitUntil(notes(form).remarks.isVisible)
    notes(form).remarks.keep_button.click()
    qtbot.keyClicks(focused(form), "half")
    qtbot.keyClick(focused(form), Key.Key_Escape)
    assert focused(form) is notes(form).editor.box
    assert not notes(form).remarks.reason.isVisible()
    assert check.kept == []
    assert notes(form).editor.value() == "green"


def test_a_click_on_an_offer_does_not_take_the_keyboard_first(qtbot, form, saved):
    type_in(qtbot, notes(form), "a red house")
    qtbot.waitUntil(notes(form).remarks.isVisible)
    qtbot.mouseClick(notes(form).remarks.offers[1], Qt.MouseButton.LeftButton)
    assert saved == [("notes", "a grey house")]


def test_several_are_gone_through_one_by_one_or_replaced_at_once(qtbot, form, saved):
    type_in(qtbot, notes(form), "red, green, blue and red")
    qtbot.waitUntil(notes(form).remarks.isVisible)
    remarks = notes(form).remarks
    assert "(1 of 4)" in remarks.words.text()
    remarks.next_button.click()
    assert "“green”" in remarks.words.text()
    assert notes(form).editor.paper.textCursor().selectedText() == "green"
    assert offers(notes(form)) == []
    assert remarks.all_button.text() == "Replace all 3"
    remarks.all_button.click()
    assert notes(form).editor.value() == "dark, green, pale and dark"
    assert saved == []
    qtbot.keyClick(notes(form).editor.box, Key.Key_Z, Held.ControlModifier)
    assert notes(form).editor.value() != "dark, green, pale and dark"


def test_a_line_of_text_is_checked_too(qtbot, form, saved):
    row = form.rows["name"]
    type_in(qtbot, row, "a red name")
    qtbot.keyClick(row.editor.box, Key.Key_Return)
    assert saved == []
    row.remarks.offers[0].click()
    assert saved == [("name", "a dark name")]


def test_reasons_for_a_new_record_wait_until_it_is_there(qtbot, form, saved, check):
    form.start_with({"notes": ""})
    type_in(qtbot, notes(form), "green")
    leave(qtbot, notes(form))
    notes(form).remarks.keep_button.click()
    qtbot.keyClicks(focused(form), "a village")
    qtbot.keyClick(focused(form), Key.Key_Return)
    assert saved == [("notes", "green")]
    assert check.kept == []
    form.keep_reasons(12)
    assert check.kept == [(12, "green", "a village")]


def test_what_is_undecided_is_there_again_when_its_record_is(qtbot, form, saved):
    type_in(qtbot, notes(form), "red")
    held = form.undecided()
    form.start_with({"id": 8, "name": "", "notes": "other", "more": ""})
    assert notes(form).editor.value() == "other"
    assert notes(form).problem() == ""
    form.start_with({"id": 7, "name": "", "notes": "", "more": ""})
    form.type_again(held)
    assert notes(form).editor.value() == "red"
    assert notes(form).problem() == UNDECIDED
    assert saved == []


def test_fields_without_a_check_and_unknown_checks_have_no_remarks(form, editors):
    assert form.rows["more"].remarks is None
    assert editors.check_of(f.Field(f.Text(), "Name", check="unheard of")) is None


def test_a_screen_reader_is_told_the_words_with_each_button(qtbot, form):
    type_in(qtbot, notes(form), "a red house")
    qtbot.waitUntil(notes(form).remarks.isVisible)
    remarks = notes(form).remarks

    def name(widget):
        found = QAccessible.queryAccessibleInterface(widget)
        return found.text(QAccessible.Text.Name)

    assert name(remarks.offers[0]) == "Replace “red” with “dark”"
    assert name(remarks.keep_button) == "Keep “red”, because"
    assert name(remarks.reason) == "Why “red” may stand"
