from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QCalendarWidget

from copdesk.domain.dates import PartialDate
from tests.ui.kit.conftest import ALL_KINDS, FIELDS, State

VALUES = {
    "name": "Zoë O'Neill",
    "aliases": ("IAA", "OISC"),
    "email": "a@example.org",
    "joined": date(2026, 12, 3),
    "since": PartialDate(2019, 2),
    "starts": time(14, 30),
    "hours": Decimal("1.50"),
    "minutes": 90,
    "count": 12,
    "state": State.PAUSED,
    "active": True,
    "organisation_id": 2,
    "notes": "One\ntwo <b>not bold</b>",
    "website": "https://example.org/x",
    "reference": "E-2026-014",
    "phone": "+44 20 7946 0000",
    "at": datetime(2026, 12, 3, 14, 30, tzinfo=UTC),
}


@pytest.mark.parametrize("name", ALL_KINDS)
def test_every_kind_gives_back_the_value_it_shows(qtbot, show, editors, name):
    editor = show(editors.make(ALL_KINDS[name]))
    editor.set_value(VALUES[name])
    assert editor.value() == VALUES[name]
    assert type(editor.value()) is type(VALUES[name])
    assert not editor.touched()


@pytest.mark.parametrize("name", ALL_KINDS)
def test_every_editor_is_named_by_its_label(qtbot, show, editors, name):
    editor = show(editors.make(ALL_KINDS[name]))
    if name == "state":  # Qt on Linux says the choice itself; the label comes from its buddy
        assert editor.box.accessibleName() == "State"
        return
    spoken = QAccessible.queryAccessibleInterface(editor.box).text(QAccessible.Text.Name)
    assert spoken.startswith(ALL_KINDS[name].label)
    assert spoken.endswith("required") == ALL_KINDS[name].required


@pytest.mark.parametrize("name", ["name", "joined", "organisation_id", "state", "notes"])
def test_tab_leaves_every_editor(qtbot, show, editors, name):
    editor = show(editors.make(FIELDS[name]))
    for _ in range(3):
        qtbot.keyClick(editor.window().focusWidget(), Qt.Key.Key_Tab)
        if editor.window().other.hasFocus():
            return
    pytest.fail("the keyboard is trapped")


def test_an_edit_is_told_once_when_the_field_is_left(qtbot, show, editors):
    editor = show(editors.make(FIELDS["name"]))
    editor.set_value("Old")
    told = []
    editor.edited.connect(lambda: (told.append(editor.value()), editor.set_value(editor.value())))
    editor.select_all()
    qtbot.keyClicks(editor.box, "New name")
    assert told == []
    qtbot.keyClick(editor.box, Qt.Key.Key_Tab)
    assert told == ["New name"]


def test_leaving_an_untouched_field_tells_nothing(qtbot, show, editors):
    editor = show(editors.make(FIELDS["name"]))
    editor.set_value("Old")
    with qtbot.assertNotEmitted(editor.edited):
        qtbot.keyClick(editor.box, Qt.Key.Key_Tab)


def test_esc_restores_what_is_kept(qtbot, show, editors):
    editor = show(editors.make(FIELDS["name"]))
    editor.set_value("Old")
    qtbot.keyClicks(editor.box, "xyz")
    qtbot.keyClick(editor.box, Qt.Key.Key_Escape)
    assert editor.value() == "Old"
    assert not editor.touched()


@pytest.mark.parametrize(
    ("typed", "day", "hint"),
    [
        ("3/12", date(2026, 12, 3), "Thu 3 Dec 2026"),
        ("9 Dec", date(2026, 12, 9), "Wed 9 Dec 2026"),
        ("next fri", date(2026, 11, 27), "Fri 27 Nov 2026"),
    ],
)
def test_a_typed_day_shows_its_weekday_before_it_is_kept(qtbot, show, editors, typed, day, hint):
    editor = show(editors.make(FIELDS["joined"]))
    qtbot.keyClicks(editor.box, typed)
    assert editor.line.hint() == hint
    assert editor.value() == day


def test_a_day_that_cant_be_read_keeps_what_was_typed(qtbot, show, editors):
    editor = show(editors.make(FIELDS["joined"]))
    qtbot.keyClicks(editor.box, "31/2")
    with pytest.raises(ValueError, match="31"):
        editor.value()
    assert editor.typed() == "31/2"


def test_alt_down_opens_the_calendar_and_enter_picks(qtbot, show, editors):
    editor = show(editors.make(FIELDS["joined"]))
    editor.set_value(date(2026, 12, 3))
    qtbot.keyClick(editor.box, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    month = editor.findChild(QCalendarWidget)
    assert month.selectedDate() == QDate(2026, 12, 3)
    assert month.firstDayOfWeek() == Qt.DayOfWeek.Monday
    with qtbot.waitSignal(editor.edited):
        month.activated.emit(QDate(2026, 12, 10))
    assert editor.value() == date(2026, 12, 10)


def test_a_partial_day_takes_a_month(qtbot, show, editors):
    editor = show(editors.make(FIELDS["since"]))
    qtbot.keyClicks(editor.box, "feb 2019")
    assert editor.value() == PartialDate(2019, 2)


def test_a_choice_is_kept_as_soon_as_it_is_chosen(qtbot, show, editors):
    editor = show(editors.make(FIELDS["state"]))
    editor.set_value(State.ACTIVE)
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClick(editor.box, Qt.Key.Key_Down)
        qtbot.keyClick(editor.box, Qt.Key.Key_Tab)
    assert editor.value() is State.PAUSED


def test_the_wheel_never_changes_a_choice(qtbot, show, editors):
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    editor = show(editors.make(FIELDS["state"]))
    editor.set_value(State.ACTIVE)
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    editor.list.wheelEvent(event)
    assert editor.value() is State.ACTIVE


def test_a_flag_is_ticked_with_space(qtbot, show, editors):
    editor = show(editors.make(FIELDS["active"]))
    editor.set_value(False)
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClick(editor.box, Qt.Key.Key_Space)
    assert editor.value() is True


def test_enter_in_long_text_begins_a_line_and_ctrl_enter_keeps(qtbot, show, editors):
    editor = show(editors.make(FIELDS["notes"]))
    qtbot.keyClicks(editor.box, "one")
    qtbot.keyClick(editor.box, Qt.Key.Key_Return)
    qtbot.keyClicks(editor.box, "two")
    assert editor.value() == "one\ntwo"
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClick(editor.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_only_web_and_mail_addresses_can_be_opened(editors, qtbot):
    web, mail = editors.make(FIELDS["website"]), editors.make(FIELDS["email"])
    qtbot.addWidget(web)
    qtbot.addWidget(mail)
    for bad in ("file:///etc/passwd", "javascript:alert(1)", r"\\server\share", "nonsense"):
        web.line.setText(bad)
        assert not web.address().isValid(), bad
    web.line.setText("example.org")
    assert web.address().toString() == "https://example.org"
    mail.line.setText("a@example.org")
    assert mail.address().toString() == "mailto:a@example.org"


def test_a_reference_can_be_read_and_not_typed_in(qtbot, show, editors):
    editor = show(editors.make(FIELDS["reference"]))
    editor.set_value("E-2026-014")
    qtbot.keyClicks(editor.box, "x")
    assert editor.value() == "E-2026-014"


@pytest.mark.parametrize("name", ["name", "joined", "state", "active", "organisation_id", "notes"])
def test_mixed_values_are_shown_as_mixed_and_untouched(qtbot, show, editors, name):
    editor = show(editors.make(FIELDS[name]))
    editor.set_mixed()
    assert not editor.touched()
    said = getattr(editor.box, "placeholderText", lambda: "Mixed")()
    assert said == "Mixed"


def test_problems_are_told_to_a_screen_reader(qtbot, show, editors):
    editor = show(editors.make(FIELDS["name"]))
    editor.set_problem("Name is needed.")
    assert editor.box.accessibleDescription() == "Name is needed."
    assert editor.box.property("problem") is True
