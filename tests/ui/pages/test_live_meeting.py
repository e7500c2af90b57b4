"""The window from which a meeting is run, by real keys on a real file."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from shiboken6 import isValid

from copdesk.db.models import (
    Action,
    AgendaItem,
    Attendance,
    Challenge,
    Community,
    Decision,
    Enquiry,
    Participant,
)
from copdesk.db.queries.live import live_items
from copdesk.domain.meetings import AttendanceMode, AttendanceState
from copdesk.services import live, records
from copdesk.services.meetings import cancel_meeting, schedule_meeting
from copdesk.services.minutes import approve_minutes, write_minutes
from copdesk.ui.kit.picker import LinkEditor
from copdesk.ui.pages.meetings import page as make_page
from copdesk.ui.pages.meetings.live import LiveWindow
from tests.joining import people_join

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TEN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
PEOPLE = ("Amina Yusuf", "Hồng Nguyễn Thị", "Olena Shevchenko", "王小明")


class Wall:
    """A clock that goes when it is told to."""

    def __init__(self):
        self.at = TEN

    def __call__(self):
        return self.at

    def pass_by(self, **time_passed):
        self.at += timedelta(**time_passed)


@pytest.fixture
def wall(store):
    store.clock = Wall()
    return store.clock


@pytest.fixture
def community(store, wall):
    return records.add(store, Community, {"name": "Yorkshire and the Humber"})


@pytest.fixture
def people(store, community):
    ids = [records.add(store, Participant, {"name": name}) for name in PEOPLE]
    people_join(store, community, ids)
    return ids


@pytest.fixture
def meeting(store, community, people):
    return schedule_meeting(
        store, community, date(2026, 11, 23), starts_at=time(10), ends_at=time(12)
    )


@pytest.fixture
def open_live(qtbot, light, desk, meeting):
    windows = []

    def opened():
        window = LiveWindow(desk, meeting)
        windows.append(window)
        window.resize(1280, 720)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.stage.item.setFocus()
        return window

    yield opened
    for window in windows:
        if window in _alive(windows):
            window.close()


def _alive(windows):
    return [each for each in windows if isValid(each)]


@pytest.fixture
def window(open_live):
    return open_live()


def items(store, meeting):
    with store.read() as reader:
        return live_items(reader, meeting)


def found(store, model):
    with store.read() as reader:
        return reader.find(model)


def test_keys_walk_through_the_agenda_and_record_the_minutes(store, wall, meeting, window, press):
    assert window.stage.clock.elapsed.text() == "Not begun"
    press(window, Key.Key_Right)
    wall.pass_by(minutes=16)
    window.tick()
    assert window.stage.clock.elapsed.text() == "16 min, 6 min over"
    assert window.stage.clock.late.words == "Running 6 minutes late"
    assert window.stage.clock.ends.text() == "Ends about 12:06, 6 min after the planned end"
    press(window, Key.Key_PageDown)
    assert window.stage.item.title.text() == "Matters arising"
    wall.pass_by(minutes=4)
    press(window, Key.Key_Left)
    wall.pass_by(minutes=2)
    press(window, Key.Key_PageDown)
    took = [each.took for each in items(store, meeting)]
    assert took[:3] == [18, 4, None]


def test_pause_stops_the_clock_and_goes_on(store, wall, meeting, window, press):
    press(window, Key.Key_Space)
    wall.pass_by(minutes=5)
    press(window, Key.Key_Space)
    assert window.stage.clock.elapsed.text() == "5 of 10 min, paused"
    wall.pass_by(minutes=30)
    press(window, Key.Key_Space)
    wall.pass_by(minutes=1)
    press(window, Key.Key_Right)
    assert items(store, meeting)[0].took == 6


def test_the_last_item_ends_the_clock(store, wall, meeting, window, press):
    press(window, Key.Key_Right)
    for _ in items(store, meeting):
        wall.pass_by(minutes=1)
        press(window, Key.Key_Right)
    assert [each.took for each in items(store, meeting)] == [1] * 8
    assert not window.walk.runs


def test_item_not_reached_is_marked_without_time_and_can_be_taken_back(
    store, wall, meeting, window, press
):
    press(window, Key.Key_Right)
    wall.pass_by(minutes=3)
    press(window, Key.Key_X)
    first = items(store, meeting)[0]
    assert (first.reached, first.took) == (False, None)
    assert window.stage.item.title.text() == "Matters arising"
    press(window, (Key.Key_Z, CTRL))
    assert items(store, meeting)[0].reached


def test_action_is_one_line_with_owner_and_due_day(store, meeting, people, window, press, qtbot):
    press(window, Key.Key_A, "Write to NHS England", Key.Key_Tab)
    owner = window.stage.capture.lines["action"].editors["owner_id"]
    assert isinstance(owner, LinkEditor)
    press(window, "Olena Shevchenko", Key.Key_Tab, "4 dec", Key.Key_Return)
    (action,) = found(store, Action)
    assert (action["title"], action["owner_id"]) == ("Write to NHS England", people[2])
    assert action["due_on"] == date(2026, 12, 4)
    assert action["meeting_id"] == meeting
    assert action["agenda_item_id"] == items(store, meeting)[0].id
    said = "Action A-2026-001 Write to NHS England (Olena Shevchenko, due Fri 4 Dec 2026)"
    assert window.stage.came.text() == said
    press(window, Key.Key_Escape, Key.Key_Escape)
    assert window.stage.item.hasFocus()


def test_decision_challenge_and_question_go_where_they_belong(store, meeting, window, press):
    press(window, Key.Key_D, "Meet in Hull.", Key.Key_Return, Key.Key_Escape, Key.Key_Escape)
    press(window, Key.Key_C, "No slots for appeals", Key.Key_Return, Key.Key_Escape, Key.Key_Escape)
    press(window, Key.Key_Q, "Who may sign form A?", Key.Key_Return, Key.Key_Escape, Key.Key_Escape)
    assert [each["text"] for each in found(store, Decision)] == ["Meet in Hull."]
    (challenge,) = found(store, Challenge)
    assert (challenge["title"], challenge["raised_at_id"]) == ("No slots for appeals", meeting)
    assert [each["subject"] for each in found(store, Enquiry)] == ["Who may sign form A?"]
    assert window.stage.came.text().splitlines() == [
        "Decision D-2026-001 Meet in Hull.",
        "Challenge No slots for appeals",
        "Enquiry E-2026-001 Who may sign form A?",
    ]


def test_what_is_typed_and_not_added_belongs_to_the_item_that_is_left(
    store, meeting, window, press
):
    press(window, Key.Key_Right, Key.Key_D, "Meet in Hull.")
    press(window, (Key.Key_PageDown, CTRL))
    (decision,) = found(store, Decision)
    assert decision["agenda_item_id"] == items(store, meeting)[0].id
    assert window.stage.item.title.text() == "Matters arising"


def test_action_that_cannot_be_added_keeps_the_item(store, meeting, window, press):
    press(window, Key.Key_Right, Key.Key_A, "Write", Key.Key_Tab, "Nobody at all", Key.Key_Escape)
    press(window, Key.Key_Tab, "someday")
    press(window, (Key.Key_PageDown, CTRL))
    assert window.stage.item.title.text() == "Welcome and newcomers"
    assert window.stage.capture.lines["action"].problem()


def test_outcome_is_kept_when_it_is_left_and_esc_loses_nothing(store, meeting, window, press):
    press(window, Key.Key_O, "Twelve came.", Key.Key_Escape)
    assert items(store, meeting)[0].outcome == "Twelve came."
    assert window.stage.item.hasFocus()
    press(window, (Key.Key_Z, CTRL))
    assert items(store, meeting)[0].outcome == ""
    assert window.stage.outcome.typed() == ""


def test_outcome_is_kept_when_the_item_is_left(store, meeting, window, press):
    press(window, Key.Key_Right, Key.Key_O, "Twelve came.", (Key.Key_PageDown, CTRL))
    assert items(store, meeting)[0].outcome == "Twelve came."
    assert window.stage.outcome.typed() == ""


def test_kill_loses_nothing_that_was_typed_some_seconds_before(
    store, wall, meeting, window, open_live, press
):
    press(window, Key.Key_Right, Key.Key_O, "Half a sent")
    window._typing.timeout.emit()
    assert items(store, meeting)[0].outcome == ""
    window._store.changed.clear()
    again = open_live()
    assert items(store, meeting)[0].outcome == "Half a sent"
    assert again.stage.outcome.typed() == "Half a sent"
    assert again.notices.notice.words.text().startswith("What was being typed")
    wall.pass_by(minutes=7)
    again.tick()
    assert again.stage.clock.elapsed.text() == "7 of 10 min"


def test_what_was_written_elsewhere_since_a_kill_stands_first(
    store, wall, meeting, window, open_live, press
):
    press(window, Key.Key_O, "From the window")
    window._typing.timeout.emit()
    window._store.changed.clear()
    write_minutes(store, meeting, items(store, meeting)[0].id, "From the minutes")
    open_live()
    assert items(store, meeting)[0].outcome == "From the minutes\nFrom the window"


def test_clock_that_was_left_running_for_a_day_records_nothing(
    store, wall, meeting, window, open_live, press
):
    press(window, Key.Key_Right)
    window._store.changed.clear()
    wall.pass_by(days=1)
    again = open_live()
    assert not again.walk.runs
    assert items(store, meeting)[0].took is None
    assert "left running" in again.notices.notice.words.text()


def test_closing_keeps_the_outcome_the_line_and_the_minutes(store, wall, meeting, window, press):
    press(window, Key.Key_Right, Key.Key_D, "Meet in Hull.", (Key.Key_O, ALT), "Twelve came.")
    wall.pass_by(minutes=9)
    window.close()
    first = items(store, meeting)[0]
    assert (first.outcome, first.took) == ("Twelve came.", 9)
    assert [each["text"] for each in found(store, Decision)] == ["Meet in Hull."]
    assert window._heard not in store.changed


def test_line_that_cannot_be_added_on_closing_goes_to_the_outcome(store, meeting, window, press):
    press(window, Key.Key_A, "Write to them", Key.Key_Tab, "Nobody at all")
    window.close()
    assert items(store, meeting)[0].outcome == "Action: Write to them, Nobody at all"
    assert found(store, Action) == []


def test_window_that_is_opened_again_goes_on_where_it_was(store, wall, window, open_live, press):
    press(window, Key.Key_Right, Key.Key_Right)
    wall.pass_by(minutes=4)
    window.close()
    again = open_live()
    assert again.stage.item.title.text() == "Matters arising"
    assert again.stage.clock.elapsed.text() == "4 of 10 min, paused"


def test_one_key_a_person_marks_who_is_there(store, wall, people, window, press):
    press(window, Key.Key_P)
    press(window, Key.Key_P, Key.Key_O, Key.Key_A, Key.Key_N)
    rows = {each["participant_id"]: each for each in found(store, Attendance)}
    marked = [(rows[each]["state"], rows[each]["mode"]) for each in people]
    assert marked == [
        (AttendanceState.PRESENT, AttendanceMode.IN_PERSON),
        (AttendanceState.PRESENT, AttendanceMode.ONLINE),
        (AttendanceState.APOLOGIES, AttendanceMode.UNKNOWN),
        (AttendanceState.ABSENT, AttendanceMode.UNKNOWN),
    ]
    assert window.people.counts.text() == "2 present, 1 apologies, 1 absent"


def test_late_and_leaving_have_the_time_of_the_clock(store, wall, people, window, press):
    wall.pass_by(minutes=20)
    press(window, Key.Key_P, Key.Key_L, Key.Key_Up)
    wall.pass_by(minutes=60)
    press(window, Key.Key_G)
    (row,) = found(store, Attendance)
    assert (row["arrived_at"], row["left_at"]) == (time(10, 20), time(11, 20))
    assert window.people.table.rows.row(0).words["there"] == "Present, 10:20 to 11:20"


def test_leaving_without_having_come_is_said_and_changes_nothing(store, window, press):
    press(window, Key.Key_P, Key.Key_G)
    assert found(store, Attendance) == []
    assert "not marked as present" in window.notices.warning.words.text()


def test_visitor_is_added_in_one_line(store, people, window, press):
    visitor = records.add(store, Participant, {"name": "Kofi Mensah"})
    press(window, Key.Key_V, "Kofi Mensah", Key.Key_Return)
    (row,) = found(store, Attendance)
    assert (row["participant_id"], row["state"]) == (visitor, AttendanceState.VISITOR)


def test_notes_of_the_chair_show_on_purpose_and_filling_the_screen_hides_them(
    store, meeting, window, press
):
    first = items(store, meeting)[0].id
    records.change(store, AgendaItem, first, {"note": "Ask Olena gently."})
    assert not window.stage.item.note.isVisible()
    press(window, (Key.Key_N, CTRL | SHIFT))
    assert window.stage.item.note.isVisible()
    press(window, Key.Key_F11)
    assert window.isFullScreen()
    assert not window.stage.item.note.isVisible()
    press(window, Key.Key_F11)
    assert not window.isFullScreen()


def test_change_made_elsewhere_is_shown_and_typing_stays(store, meeting, window, press):
    press(window, Key.Key_O, "Twelve")
    records.change(store, AgendaItem, items(store, meeting)[0].id, {"title": "Good morning"})
    assert window.stage.item.title.text() == "Good morning"
    assert window.stage.outcome.typed() == "Twelve"


def test_approved_minutes_are_not_written_over(store, meeting, window, press):
    approve_minutes(store, meeting, None, date(2026, 11, 23))
    press(window, Key.Key_O, "Too late", Key.Key_Escape)
    assert items(store, meeting)[0].outcome == ""
    assert "approved" in window.notices.warning.words.text()
    assert window.stage.outcome.typed() == "Too late"


def test_empty_agenda_and_a_meeting_that_is_deleted(store, meeting, window, press, qtbot):
    records.delete(store, AgendaItem, [each.id for each in items(store, meeting)])
    assert window.stage.item.title.text() == "Nothing is on the agenda."
    press(window, Key.Key_Right, Key.Key_A, Key.Key_X)
    assert not window.stage.clock.next_button.isEnabled()


def test_a_screen_reader_is_told_what_it_is(window, press):
    stage = window.stage
    assert stage.item.accessibleName().startswith("Item 1 of 8: Welcome and newcomers.")
    press(window, Key.Key_Right)
    assert stage.clock.elapsed.accessibleName() == "This item: 0 of 10 min"
    assert stage.clock.late.accessibleName() == "On time"
    assert stage.outcome.box.accessibleName() == "Outcome"
    assert window.people.table.accessibleDescription().startswith("P present")


def test_where_a_meeting_was_is_no_step_of_the_history(store, meeting, window, press):
    before = store.undo_label()
    press(window, Key.Key_Right, Key.Key_Right)
    assert store.undo_label() == before
    with store.read() as reader:
        assert live.sitting(reader, meeting).item == items(store, meeting)[1].id


def test_meeting_is_run_from_its_page_and_closes_with_it(qtbot, desk, store, meeting, show_page):
    page = show_page(make_page(desk))
    page.show_record(meeting)
    page.meeting.run_button.click()
    first = page.live
    page.run_meeting()
    assert page.live is first
    qtbot.keyClick(first.stage.item, Key.Key_Right)
    qtbot.keyClicks(first.stage.outcome.box, "Twelve came.")
    page.close()
    assert page.live is None
    assert items(store, meeting)[0].outcome == "Twelve came."


def test_meeting_called_off_is_not_run(desk, store, meeting, show_page):
    cancel_meeting(store, meeting)
    page = show_page(make_page(desk))
    page.show_record(meeting)
    assert not page.meeting.run_button.isVisible()
