from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from copdesk.errors import Invalid, UserError
from copdesk.ui.kit.bulk_form import BulkForm
from copdesk.ui.kit.draft_form import DraftForm
from copdesk.ui.kit.form import Form
from tests.ui.kit.conftest import FIELDS, State

SOME = {key: FIELDS[key] for key in ("name", "joined", "state", "hours", "notes")}
VALUES = {
    "name": "Amina Yusuf",
    "joined": date(2024, 3, 1),
    "state": State.ACTIVE,
    "hours": Decimal("1.50"),
    "notes": "",
}


@pytest.fixture
def form(show, editors, kept):
    made = show(Form(SOME, editors, kept.save), 360, 600)
    made.start_with(VALUES)
    made.focus_first()
    return made


def box(form, name):
    return form.rows[name].editor.box


def test_a_field_is_saved_when_it_is_left(qtbot, form, kept):
    qtbot.keyClicks(box(form, "name"), "Amina Yusuf Ali")
    assert kept.values == {}
    qtbot.keyClick(box(form, "name"), Qt.Key.Key_Tab)
    assert kept.values == {"name": "Amina Yusuf Ali"}
    assert box(form, "joined").hasFocus()


def test_a_field_that_was_not_touched_is_not_saved(qtbot, form, kept):
    for _ in range(5):
        qtbot.keyClick(form.window().focusWidget(), Qt.Key.Key_Tab)
    assert kept.times == 0


def test_enter_saves_the_field_once(qtbot, form, kept):
    qtbot.keyClicks(box(form, "name"), "A")
    qtbot.keyClick(box(form, "name"), Qt.Key.Key_Return)
    qtbot.keyClick(box(form, "name"), Qt.Key.Key_Tab)
    assert kept.times == 1


def test_what_cant_be_read_stays_with_its_problem_beside_it(qtbot, form, kept):
    box(form, "joined").setFocus()
    box(form, "joined").selectAll()
    qtbot.keyClicks(box(form, "joined"), "31/2")
    qtbot.keyClick(box(form, "joined"), Qt.Key.Key_Tab)
    assert box(form, "joined").text() == "31/2"
    assert form.rows["joined"].problem()
    assert form.rows["joined"]._problem.isVisible()
    assert kept.times == 0


def test_a_required_field_left_empty_says_so(qtbot, form, kept):
    qtbot.keyClick(box(form, "name"), Qt.Key.Key_Backspace)
    qtbot.keyClick(box(form, "name"), Qt.Key.Key_Tab)
    assert form.rows["name"].problem() == "Name is needed."
    assert kept.times == 0


def test_a_refusal_of_the_service_lands_beside_its_field(qtbot, form, kept):
    kept.refuse["name"] = "There is a participant of this name."
    qtbot.keyClicks(box(form, "name"), "Zed")
    qtbot.keyClick(box(form, "name"), Qt.Key.Key_Tab)
    assert form.rows["name"].problem() == "There is a participant of this name."
    assert box(form, "name").text() == "Zed"


def test_esc_restores_and_takes_the_problem_away(qtbot, form):
    qtbot.keyClick(box(form, "name"), Qt.Key.Key_Backspace)
    qtbot.keyClick(box(form, "name"), Qt.Key.Key_Return)
    assert form.rows["name"].problem()
    qtbot.keyClick(box(form, "name"), Qt.Key.Key_Escape)
    qtbot.keyClick(box(form, "name"), Qt.Key.Key_Tab)
    assert box(form, "name").text() == "Amina Yusuf"
    assert form.rows["name"].problem() == ""


def test_a_refresh_leaves_the_field_being_typed_in_alone(qtbot, form):
    qtbot.keyClicks(box(form, "name"), "Half")
    form.show_values({**VALUES, "name": "Elsewhere", "hours": Decimal("3.00")})
    assert box(form, "name").text() == "Half"
    assert form.rows["hours"].editor.value() == Decimal("3.00")


def test_another_record_leaves_nothing_of_the_last(qtbot, form):
    qtbot.keyClick(box(form, "name"), Qt.Key.Key_Backspace)
    qtbot.keyClick(box(form, "name"), Qt.Key.Key_Return)
    form.start_with({**VALUES, "name": "Other"})
    assert box(form, "name").text() == "Other"
    assert form.rows["name"].problem() == ""


def test_a_wide_form_has_two_columns_and_long_text_the_whole_width(form):
    assert form.rows["joined"].y() > form.rows["name"].y()
    form.window().resize(1000, 600)
    form.layout().activate()
    assert form.rows["joined"].y() == form.rows["name"].y()
    assert form.rows["notes"].width() > form.rows["name"].width() * 1.5


@pytest.fixture
def draft(show, editors):
    drafts, added = [], []

    def add(values):
        missing = {key: f"{SOME[key].label} is needed." for key in ("name",) if not values[key]}
        if missing:
            raise Invalid(missing)
        added.append(dict(values))
        return 7

    made = DraftForm(
        SOME,
        editors,
        action="Add participant",
        keep_draft=lambda values: drafts.append(dict(values)),
        add=add,
    )
    show(made, 360, 700)
    made.start_with({**VALUES, "name": ""})
    made.form.focus_first()
    made.drafts, made.records = drafts, added
    return made


def test_a_draft_says_what_is_missing_and_add_says_it_beside_the_field(qtbot, draft):
    assert draft.missing_words.text() == "Still needed: name."
    assert draft.add_button.isEnabled()
    qtbot.mouseClick(draft.add_button, Qt.MouseButton.LeftButton)
    assert draft.form.rows["name"].problem() == "Name is needed."
    assert box(draft.form, "name").hasFocus()
    assert draft.records == []


def test_what_is_typed_is_no_longer_missing(qtbot, draft):
    qtbot.keyClicks(box(draft.form, "name"), "H")
    assert not draft.missing_words.isVisible()
    qtbot.keyClick(box(draft.form, "name"), Qt.Key.Key_Backspace)
    assert draft.missing_words.text() == "Still needed: name."


def test_each_field_left_keeps_the_draft(qtbot, draft):
    qtbot.keyClicks(box(draft.form, "name"), "Hong")
    qtbot.keyClick(box(draft.form, "name"), Qt.Key.Key_Tab)
    assert draft.drafts[-1]["name"] == "Hong"
    assert not draft.missing_words.isVisible()


def test_ctrl_enter_adds_with_what_is_just_typed(qtbot, draft):
    qtbot.keyClicks(box(draft.form, "name"), "Hong")
    with qtbot.waitSignal(draft.added) as told:
        qtbot.keyClick(
            box(draft.form, "name"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )
    assert told.args == [7]
    assert draft.records[0]["name"] == "Hong"


def test_a_draft_with_a_fault_is_not_added(qtbot, draft):
    qtbot.keyClicks(box(draft.form, "name"), "Hong")
    box(draft.form, "joined").setFocus()
    box(draft.form, "joined").selectAll()
    qtbot.keyClicks(box(draft.form, "joined"), "nonsense")
    qtbot.mouseClick(draft.add_button, Qt.MouseButton.LeftButton)
    assert draft.records == []
    assert draft.form.rows["joined"].problem()


def test_required_fields_are_marked_in_words(draft):
    assert draft.form.rows["name"].name.text() == "Name\n(required)"
    assert draft.form.rows["joined"].name.text() == "Joined"


@pytest.fixture
def bulk(show, editors):
    made = BulkForm(SOME, editors, lambda values: made.changes.append(dict(values)))
    made.changes = []
    show(made, 360, 500)
    made.start_with(
        [VALUES, {**VALUES, "joined": date(2025, 1, 1)}, {**VALUES, "state": State.LEFT}],
        3,
        "participants",
    )
    return made


def test_fields_that_differ_are_mixed_and_names_are_not_offered(bulk):
    assert "name" not in bulk.form.rows
    assert box(bulk.form, "joined").placeholderText() == "Mixed"
    assert bulk.form.rows["hours"].editor.value() == Decimal("1.50")
    assert not bulk.apply_button.isEnabled()


def test_only_what_was_touched_is_changed(qtbot, bulk):
    box(bulk.form, "joined").setFocus()
    qtbot.keyClicks(box(bulk.form, "joined"), "1/3/2026")
    qtbot.keyClick(box(bulk.form, "joined"), Qt.Key.Key_Tab)
    assert bulk.apply_button.text().strip() == "Change 3 participants"
    qtbot.mouseClick(bulk.apply_button, Qt.MouseButton.LeftButton)
    assert bulk.changes == [{"joined": date(2026, 3, 1)}]


def test_ctrl_enter_changes_them_from_any_field_once_something_was_typed(qtbot, bulk):
    joined = box(bulk.form, "joined")
    joined.setFocus()
    qtbot.keyClick(joined, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert bulk.changes == []
    qtbot.keyClicks(joined, "1/3/2026")
    qtbot.keyClick(joined, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert bulk.changes == [{"joined": date(2026, 3, 1)}]


def test_a_bulk_change_that_is_refused_says_why(qtbot, show, editors):
    def refuse(_values):
        raise UserError("The file is open for reading only.")

    made = show(BulkForm(SOME, editors, refuse), 360, 500)
    made.start_with([VALUES], 1, "participants")
    made._on_save("hours", Decimal("2.00"))
    qtbot.mouseClick(made.apply_button, Qt.MouseButton.LeftButton)
    assert made._words.text() == "The file is open for reading only."


def test_what_follows_from_a_field_is_filled_in_but_never_over_what_was_typed(qtbot, editors, show):
    def follows(name, values):
        return {"organisation_id": 2 if values.get("name") == "Amina" else 3}

    fields = {name: FIELDS[name] for name in ("name", "organisation_id")}
    draft = DraftForm(
        fields,
        editors,
        action="Add",
        keep_draft=lambda _values: None,
        add=lambda _values: 1,
        follows=follows,
        explain=lambda values: f"At {values['organisation_id']}.",
    )
    show(draft, 360, 300)
    draft.start_with({"name": "", "organisation_id": None})
    assert draft.values["organisation_id"] == 3
    name, organisation = (draft.form.rows[each].editor for each in fields)
    qtbot.keyClicks(name.box, "Amina")
    qtbot.keyClick(name.box, Qt.Key.Key_Return)
    assert organisation.value() == 2
    assert draft.explained.text() == "At 2."
    organisation.set_value(1)
    organisation.edited.emit()
    name.box.end(False)
    qtbot.keyClicks(name.box, " Yusuf")
    qtbot.keyClick(name.box, Qt.Key.Key_Return)
    assert draft.values == {"name": "Amina Yusuf", "organisation_id": 1}
