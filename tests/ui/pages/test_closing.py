"""Closing a meeting and its countdown, by real keys and presses on a real file."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from copdesk.db.models import AgendaItem, AgendaLink, Community, LegalChange, Meeting
from copdesk.db.queries import meetings as asked
from copdesk.domain.meetings import MeetingState
from copdesk.services import agenda, carry, meetings, records
from copdesk.ui.pages.meetings import page as make_page
from copdesk.ui.pages.meetings.closing import ClosingSheet

Key = Qt.Key


@pytest.fixture
def community(store):
    return records.add(store, Community, {"name": "Yorkshire and the Humber"})


@pytest.fixture
def held(store, community):
    meeting = meetings.schedule_meeting(store, community, date(2026, 11, 11), skeleton=())
    for title in ("Law", "Fees", "Wins"):
        agenda.add_agenda_item(store, meeting, {"title": title})
    meetings.hold_meeting(store, meeting)
    return meeting


@pytest.fixture
def later(store, community):
    return meetings.schedule_meeting(store, community, date(2027, 2, 10), skeleton=())


@pytest.fixture
def view(desk, show_page, held):
    page = show_page(make_page(desk))
    page.show_record(held)
    return page.meeting


def titles(store, meeting):
    with store.read() as reader:
        return [item.title for item in asked.agenda(reader, meeting)]


def get(store, model, id_):
    with store.read() as reader:
        return reader.get(model, id_)


def sheet_of(qtbot, view):
    view.close_button.click()
    return next(one for one in view.window().findChildren(ClosingSheet) if one.isVisible())


def test_the_sheet_says_what_goes_forward_and_why_before_anything_is_written(
    qtbot, view, store, held, later
):
    standing = store_item(store, held, "Law")
    records.change(store, AgendaItem, standing, {"standing": True})
    sheet = sheet_of(qtbot, view)
    assert sheet.words.text() == (
        "1 of 3 items goes forward to Q1 2027 meeting, Yorkshire and the Humber."
    )
    rows = [sheet.table.rows.row(n) for n in range(3)]
    assert [row.words["why"] for row in rows] == ["On every agenda", "Dealt with", "Dealt with"]
    sheet.closing.click()
    assert titles(store, later) == []
    assert not view.is_closed()


def test_space_and_r_change_what_goes_forward_and_closing_is_one_act(
    qtbot, view, store, held, later, led
):
    sheet = sheet_of(qtbot, view)
    sheet.table.show_record(store_item(store, held, "Fees"))
    qtbot.keyClick(sheet.table, Key.Key_Space)
    qtbot.keyClick(sheet.table, Key.Key_R)
    rows = [sheet.table.rows.row(n) for n in range(3)]
    assert [row.words["why"] for row in rows] == [
        "Dealt with",
        "You chose to carry it over",
        "Not reached",
    ]
    sheet.close_button.click()
    assert titles(store, later) == ["Fees", "Wins"]
    assert view.is_closed()
    assert view.state.words == "Held and closed"
    assert led.said[-1] == ("Closed the meeting.", True)
    store.undo()
    assert titles(store, later) == []
    assert not view.is_closed()


def test_the_sheet_says_which_legal_changes_will_be_briefed(qtbot, view, store, held, later):
    law = records.add(store, LegalChange, {"title": "Fee waivers"})
    item = store_item(store, held, "Law")
    records.add(store, AgendaLink, {"agenda_item_id": item, "record_id": law})
    sheet = sheet_of(qtbot, view)
    assert sheet.words.text().endswith("1 legal change will be marked as briefed.")
    sheet.table.show_record(item)
    qtbot.keyClick(sheet.table, Key.Key_R)
    assert "legal change" not in sheet.words.text()
    sheet.closing.click()


def test_without_a_later_meeting_the_sheet_says_when_the_items_come_back(qtbot, view, store, held):
    records.change(store, AgendaItem, store_item(store, held, "Law"), {"reached": False})
    sheet = sheet_of(qtbot, view)
    assert "once you plan it" in sheet.words.text()
    sheet.closing.click()


def test_a_closed_meeting_is_reopened(view, store, held, led):
    carry.close_meeting(store, held)
    view.refresh()
    assert view.close_button.isHidden()
    view.reopen_button.click()
    assert get(store, Meeting, held)["closed_at"] is None
    assert led.said[-1] == ("Reopened. The minutes are kept as they were.", True)


def test_a_line_of_the_countdown_leads_is_done_and_is_taken_up_again(view, store, later, led):
    view.show_meeting(later)
    view.show_tab("Checklist")
    part = view.part("Checklist")
    assert part.buttons[1].accessibleName() == "Done: Confirm the date and the place"
    part.buttons[1].click()
    assert led.said[-1] == ("Confirm the date and the place: done.", True)
    again = next(one for one in part.buttons if one.text() == "Still to do")
    again.click()
    assert not [one for one in part.buttons if one.text() == "Still to do"]
    part.buttons[0].click()
    assert view.tabs.tabText(view.tabs.currentIndex()) == "Details"


def test_what_comes_before_a_meeting_is_no_duty_once_it_was_held(view, store, held):
    view.show_tab("Checklist")
    words = [one.accessibleName() for one in view.part("Checklist").buttons]
    done = [one for one in words if one.startswith("Done")]
    assert done == ["Done: Circulate the minutes", "Done: Chase the actions"]
    assert get(store, Meeting, held)["state"] is MeetingState.HELD


def store_item(store, meeting, title):
    with store.read() as reader:
        return next(item.id for item in asked.agenda(reader, meeting) if item.title == title)
