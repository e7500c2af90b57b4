"""Series, waiting items and registers, by real keys and presses on a real file."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from copdesk.db.models import (
    AgendaLink,
    BacklogItem,
    Challenge,
    Community,
    LegalChange,
    Meeting,
    MeetingSeries,
)
from copdesk.db.queries import meetings as asked
from copdesk.domain.meetings import MeetingState
from copdesk.services import agenda, meetings, records, series
from copdesk.ui.pages.knowledge import page as make_registers
from copdesk.ui.pages.meetings import page as make_meetings

Key = Qt.Key


@pytest.fixture
def community(store):
    return records.add(store, Community, {"name": "Yorkshire and the Humber"})


@pytest.fixture
def quarterly(store, community):
    values = {"title": "Quarterly", "community_id": community, "first_on": date(2026, 3, 11)}
    return series.start_series(store, values)


@pytest.fixture
def page(desk, show_page):
    made = show_page(make_meetings(desk))
    made.lists.tabs.setCurrentIndex(1)
    return made


def get(store, model, id_):
    with store.read() as reader:
        return reader.get(model, id_)


def words(listed, key):
    return [listed.table.rows.row(n).words[key] for n in range(len(listed.table.rows.ids))]


def test_the_list_says_how_often_a_series_meets(page, quarterly):
    page.refresh()
    assert words(page.lists.here(), "rhythm") == ["Every quarter"]
    pane = page.lists.here().pane
    page.lists.here().show_record(quarterly)
    assert pane.record.heading.sentence.text().startswith(
        "Second Wednesday of March, June, September and December. Next to book: Wed 9 Dec 2026"
    )


def test_a_series_starts_with_a_title_a_community_and_a_first_day(
    page, store, community, led, press
):
    page.begin("meeting_series")
    draft = page.lists.here().pane.draft
    typed = {"title": "Evenings", "first_on": "28/1/2027"}
    for name, text in typed.items():
        draft.form.rows[name].editor.setFocus()
        press(page, text, Key.Key_Return)
    draft.add_button.click()
    with store.read() as reader:
        (made,) = reader.find(MeetingSeries)
    assert made["rule"] == "FREQ=YEARLY;BYMONTH=1,4,7,10;BYDAY=4TH"
    assert made["community_id"] == community
    assert led.said[-1] == ("Started series Evenings.", True)


def test_a_day_is_planned_or_skipped_with_its_own_button(qtbot, page, store, quarterly, led):
    listed = page.lists.here()
    page.refresh()
    listed.show_record(quarterly)
    listed.pane.record.show_tab("Dates")
    dates = next(tab for tab in _tabs(listed) if hasattr(tab, "rhythm"))
    assert dates.buttons[0].accessibleName() == "Plan Wed 9 Dec 2026"
    dates.buttons[0].click()
    dates.buttons[1].click()
    with store.read() as reader:
        found = {each["held_on"]: each["state"] for each in reader.find(Meeting)}
    assert found == {
        date(2026, 12, 9): MeetingState.PLANNED,
        date(2027, 3, 10): MeetingState.CANCELLED,
    }
    assert led.said[-1] == ("No meeting on Wed 10 Mar 2027.", True)


def test_another_rhythm_is_chosen_from_words(page, store, quarterly):
    listed = page.lists.here()
    page.refresh()
    listed.show_record(quarterly)
    listed.pane.record.show_tab("Dates")
    dates = next(tab for tab in _tabs(listed) if hasattr(tab, "rhythm"))
    dates.rhythm.setCurrentIndex(1)
    dates.rhythm.activated.emit(1)
    assert dates.words.text() == "Second Wednesday of every month"
    assert get(store, MeetingSeries, quarterly)["per_year"] == 12
    assert dates.months.isHidden()


def test_standing_items_are_typed_moved_and_taken_out(qtbot, page, store, quarterly, led):
    listed = page.lists.here()
    page.refresh()
    listed.show_record(quarterly)
    listed.pane.record.show_tab("Standing items")
    items = next(tab for tab in _tabs(listed) if hasattr(tab, "add_line"))
    first = next(iter(items.add_line.editors.values()))
    qtbot.keyClicks(first.box, "Tea")
    qtbot.keyClick(first.box, Key.Key_Return)
    assert items.table.rows.row(10).words["title"] == "Tea"
    items.up_button.click()
    assert items.table.rows.row(9).words["title"] == "Tea"
    items.delete_button.click()
    assert len(items.table.rows.ids) == 10
    assert led.said[-1] == ("Took 1 standing item out.", True)


def test_waiting_items_go_to_the_next_agenda(page, store, community, led):
    meeting = meetings.schedule_meeting(store, community, date(2026, 12, 9), skeleton=())
    waiting = records.add(store, BacklogItem, {"title": "Fees", "community_id": community})
    listed = page.lists.show_kind("backlog_item")
    page.refresh()
    listed.show_record(waiting)
    command = next(one for one in listed.commands() if one.words == "Put on the next agenda")
    command.run()
    with store.read() as reader:
        assert [item.title for item in asked.agenda(reader, meeting)] == ["Fees"]
    assert led.said[-1] == (
        "Put 1 item on the agenda of Q4 2026 meeting, Yorkshire and the Humber.",
        True,
    )


def test_without_a_meeting_to_come_the_item_stays_and_the_reason_is_said(
    page, store, community, led
):
    waiting = records.add(store, BacklogItem, {"title": "Fees", "community_id": community})
    listed = page.lists.show_kind("backlog_item")
    page.refresh()
    listed.show_record(waiting)
    next(one for one in listed.commands() if one.words == "Put on the next agenda").run()
    assert "No later meeting is planned" in led.errors[-1]


def test_an_agenda_item_found_by_search_opens_its_meeting(page, store, community):
    meeting = meetings.schedule_meeting(store, community, date(2026, 12, 9), skeleton=())
    item = agenda.add_agenda_item(store, meeting, {"title": "Fees"})
    page.show_record(item)
    assert page.currentWidget() is page.meeting
    assert page.meeting.meeting_id == meeting


def test_registers_list_their_kinds_and_the_agendas_they_were_on(store, desk, show_page, community):
    law = records.add(store, LegalChange, {"title": "Fee waivers", "instrument": "HC 590"})
    hard = records.add(store, Challenge, {"title": "No places"})
    meeting = meetings.schedule_meeting(store, community, date(2026, 12, 9), skeleton=())
    item = agenda.add_agenda_item(store, meeting, {"title": "Law"})
    records.add(store, AgendaLink, {"agenda_item_id": item, "record_id": law})
    registers = show_page(make_registers(desk))
    registers.show_record(law)
    assert words(registers.here(), "title") == ["Fee waivers"]
    registers.here().pane.record.show_tab("Meetings")
    linked = registers.here().pane.record._lists[1][0]
    assert linked.table.rows.row(0).words["item"] == "Law"
    registers.show_record(hard)
    assert registers.tabs.currentIndex() == 2
    assert words(registers.here(), "title") == ["No places"]
    registers.begin("training_wish")
    assert registers.here().pane.drafting


def _tabs(listed):
    return [body for bodies in listed.pane.record._lists for body in bodies]
