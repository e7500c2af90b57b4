"""The places of a training session, by real keys on a real file."""

from datetime import date, time
from decimal import Decimal
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt

from copdesk.db.models import Course, Credit, Participant, TrainingSession
from copdesk.db.queries.training_sessions import bookings
from copdesk.domain.training import BookingState
from copdesk.exports.mail import draft_bytes
from copdesk.services import records, training, training_sessions
from copdesk.ui.dialogs.attendance_file import AttendanceSheet
from copdesk.ui.pages.training import page as make_page
from copdesk.ui.pages.training.places import PlacesSheet, counts_words
from copdesk.ui.pages.training.session_letter import SessionLetter

FILES = Path(__file__).parents[2] / "imports" / "files"
Key, Held = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def office(store):
    people = [
        records.add(store, Participant, {"name": name, "email": email})
        for name, email in (
            ("Amina Yusuf", "amina@example.org"),
            ("Olena Shevchenko", "olena@example.org"),
            ("Zara Khan", ""),
        )
    ]
    policy_id = training.adopt_policy(
        store, {"title": "Anti-oppression", "adopted_on": date(2026, 1, 10)}
    )
    course = records.add(
        store, Course, {"title": "First steps", "policy_id": policy_id, "hours": Decimal("1.50")}
    )
    session = training.hold_session(
        store,
        {
            "course_id": course,
            "held_on": date(2026, 12, 9),
            "starts_at": time(10),
            "place": "Mill House",
            "capacity": 2,
        },
    )
    training_sessions.book(store, session, people[:2])
    return {"people": people, "session": session, "policy": policy_id}


@pytest.fixture
def sheet(desk, office, show_page, press):
    page = show_page(make_page(desk))
    page.tabs.setCurrentIndex(4)
    sessions = page.lists["training_session"]
    sessions.table.setFocus()
    press(page, Key.Key_Return)
    return page.window().findChild(PlacesSheet)


def states(store, office):
    with store.read() as reader:
        return {
            each.name.split()[0]: (each.state, each.hours)
            for each in bookings(reader, office["session"])
        }


def hours(store):
    with store.read() as reader:
        return [(row["participant_id"], row["hours"]) for row in reader.find(Credit)]


def test_one_key_a_person_says_who_came_and_records_the_hours(sheet, press, store, office):
    press(sheet, Key.Key_P, Key.Key_N)
    assert states(store, office) == {
        "Amina": (BookingState.ATTENDED, Decimal("1.50")),
        "Olena": (BookingState.NO_SHOW, None),
    }
    assert hours(store) == [(office["people"][0], Decimal("1.50"))]
    sheet.undo_button.click()
    assert states(store, office)["Olena"] == (BookingState.BOOKED, None)
    assert sheet.told.text() == "Undone: Record who came to First steps."


def test_who_came_late_did_fewer_hours(sheet, press, store, office):
    press(sheet, Key.Key_P, Key.Key_Up, Key.Key_F2)
    editor = sheet.focusWidget()
    editor.selectAll()
    press(sheet, "1:15", Key.Key_Return)
    assert states(store, office)["Amina"] == (BookingState.ATTENDED, Decimal("1.25"))
    assert hours(store) == [(office["people"][0], Decimal("1.25"))]


def test_who_is_booked_after_the_last_place_waits_and_moves_up(sheet, press, store, office):
    training_sessions.invite(store, office["session"], [office["people"][2]])
    sheet.show_places()
    sheet.table.show_record(office["people"][2])
    sheet.table.setFocus()
    press(sheet, Key.Key_B)
    assert "1 waits for a place." in sheet.told.text()
    assert sheet.counts.text() == "2 booked, 1 waiting; 2 places"
    sheet.table.show_record(office["people"][0])
    press(sheet, Key.Key_C)
    assert "Zara Khan moved up from the waiting list." in sheet.told.text()
    assert states(store, office)["Zara"] == (BookingState.BOOKED, None)


def test_everybody_who_needs_it_is_invited_once(sheet, store, office):
    sheet.invite_button.click()
    assert states(store, office)["Zara"] == (BookingState.INVITED, None)
    sheet.invite_button.click()
    assert sheet.told.text() == "Everybody who needs it is on the list already."


def test_the_rest_did_not_come(sheet, press, store, office):
    press(sheet, Key.Key_P)
    sheet.rest_button.click()
    assert states(store, office)["Olena"] == (BookingState.NO_SHOW, None)
    assert not sheet.rest_button.isEnabled()


def test_somebody_is_taken_off_the_list_with_their_hours(sheet, press, store, office):
    press(sheet, Key.Key_P, Key.Key_Up, Key.Key_Delete)
    assert list(states(store, office)) == ["Olena"]
    assert hours(store) == []


def test_a_report_of_teams_tells_who_came_and_for_how_long(sheet, store, office, monkeypatch):
    shown = []
    monkeypatch.setattr(AttendanceSheet, "open", lambda self: (shown.append(self), self.show()))
    sheet.read_file(FILES / "teams_current.csv")
    shown[0].record.click()
    found = states(store, office)
    assert found["Amina"][0] is BookingState.ATTENDED
    assert Decimal(0) < found["Amina"][1] <= Decimal("1.50")
    assert sheet.counts.text().startswith("2 came")


def test_a_draft_goes_to_those_booked_with_a_calendar_file(sheet, office, store, monkeypatch):
    sheet.write_button.click()
    letter = sheet.findChild(SessionLetter)
    assert letter.to.text() == "To 2 people, hidden from one another"
    assert "When: Wed 9 Dec 2026, from 10:00\nWhere: Mill House" in letter.text.toPlainText()
    made = message_from_bytes(draft_bytes(letter.mail()), policy=policy.default)
    (attached,) = made.iter_attachments()
    (event,) = Calendar.from_ical(attached.get_content()).walk("VEVENT")
    assert (str(event["SUMMARY"]), event["SEQUENCE"]) == ("First steps", 1)
    assert f"{event.decoded('DTEND'):%H:%M}" == "11:30"
    letter.ways.copy_button.click()
    assert store.undo_label() == "Write to the people of First steps"
    letter.chips[1].click()
    assert letter.to.text() == "To 0 people, hidden from one another"
    assert not letter.ways.open_button.isEnabled()


@pytest.mark.parametrize(
    ("some", "places", "words"),
    [
        ([], None, "Nobody yet"),
        ([BookingState.BOOKED], 1, "1 booked; 1 place"),
        ([BookingState.INVITED, BookingState.ATTENDED], 20, "1 came, 1 invited; 20 places"),
        ([BookingState.CANCELLED], None, "Nobody yet"),
    ],
)
def test_places_are_counted_in_words(some, places, words):
    assert counts_words(some, places) == words


def test_what_was_done_is_taken_back_by_its_keys_and_nothing_else_is(sheet, press, store, office):
    before = store.undo_label()
    press(sheet, (Key.Key_Z, Held.ControlModifier))
    assert store.undo_label() == before
    press(sheet, Key.Key_P, (Key.Key_Z, Held.ControlModifier))
    assert states(store, office)["Amina"] == (BookingState.BOOKED, None)
    assert hours(store) == []


def test_hours_go_with_a_place_that_is_cancelled(sheet, press, store, office):
    press(sheet, Key.Key_P, Key.Key_Up, Key.Key_C)
    assert states(store, office)["Amina"] == (BookingState.CANCELLED, None)
    assert hours(store) == []


def test_an_empty_list_begins_with_inviting_by_enter(desk, store, office, press, show_page, qtbot):
    session = training.hold_session(store, {"title": "Second", "held_on": date(2026, 12, 10)})
    empty = PlacesSheet(desk, show_page(make_page(desk)), session)
    with qtbot.waitActive(empty):
        empty.open()
        empty.activateWindow()
    assert empty.focusWidget() is empty.frame.add_button
    assert not any(each.isEnabled() for each in empty.buttons.values())


def test_nothing_of_the_list_is_cut_in_a_low_window(sheet, qtbot):
    sheet.resize(700, 330)
    qtbot.waitUntil(lambda: sheet.frame.height() >= 170)
    assert sheet.frame.y() >= sheet.write_button.geometry().bottom()


def test_who_writes_again_is_told_that_the_session_moved(sheet, office, store):
    training_sessions.note_invitations(store, office["session"])
    records.change(store, TrainingSession, office["session"], {"place": "Town Hall"})
    sheet.write_button.click()
    assert sheet.findChild(SessionLetter).to.text() == (
        "To 2 people, hidden from one another; it has changed since you last wrote"
    )


def test_a_session_that_counts_towards_nothing_has_nobody_who_needs_it(
    desk, office, store, show_page
):
    talk = records.add(store, TrainingSession, {"title": "Talk", "held_on": date(2026, 12, 9)})
    sheet = PlacesSheet(desk, show_page(make_page(desk)), talk)
    sheet.invite_button.click()
    assert sheet.told.text() == "Its course counts towards no policy, so nobody needs it for one."
