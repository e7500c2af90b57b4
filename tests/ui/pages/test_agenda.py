"""What stands beside an item of the agenda, and where items go from there."""

from datetime import date

import pytest

from copdesk.db.models import AgendaItem, AgendaLink, BacklogItem, Community, LegalChange
from copdesk.db.queries import meetings as asked
from copdesk.domain.meetings import Expected
from copdesk.services import agenda, meetings, minutes, records
from copdesk.ui.pages.meetings import page as make_page


@pytest.fixture
def community(store):
    return records.add(store, Community, {"name": "Yorkshire and the Humber"})


@pytest.fixture
def meeting(store, community):
    return meetings.schedule_meeting(store, community, date(2026, 11, 23), skeleton=())


@pytest.fixture
def item(store, meeting):
    return agenda.add_agenda_item(store, meeting, {"title": "Fees", "minutes": 10})


@pytest.fixture
def later(store, community):
    return meetings.schedule_meeting(store, community, date(2027, 2, 10), skeleton=())


@pytest.fixture
def tab(desk, show_page, meeting, item):
    page = show_page(make_page(desk))
    page.show_record(meeting)
    made = page.meeting.part("Agenda")
    made.table.show_record(item)
    return made


def titles(store, meeting):
    with store.read() as reader:
        return [each.title for each in asked.agenda(reader, meeting)]


def get(store, model, id_):
    with store.read() as reader:
        return reader.get(model, id_)


def test_what_an_item_is_for_and_how_long_it_took_is_kept_beside_it(qtbot, tab, store, item):
    expected = tab.beside.rows["expected"].editor
    expected.list.setCurrentIndex(2)
    expected.commit()
    qtbot.keyClicks(tab.beside.rows["actual_minutes"].editor.box, "1:15")
    tab.settle()
    kept = get(store, AgendaItem, item)
    assert (kept["expected"], kept["actual_minutes"]) == (Expected.DECIDE, 75)


def test_what_an_item_is_about_is_listed_and_opens(tab, store, item, led):
    law = records.add(store, LegalChange, {"title": "Fee waivers"})
    records.add(store, AgendaLink, {"agenda_item_id": item, "record_id": law})
    tab.table.picked.emit()
    assert tab.about.table.rows.row(0).words["record_id"] == "Fee waivers"
    tab.about._on_open(tab.about.table.rows.ids[0])
    assert led.opened == [law]


def test_an_item_is_copied_without_and_moved_with_its_outcome(tab, store, meeting, item, later):
    minutes.write_minutes(store, meeting, item, "Said.")
    tab.copy_on()
    with store.read() as reader:
        (copy,) = asked.agenda(reader, later)
    assert (copy.title, copy.outcome) == ("Fees", "")
    tab.move_on()
    assert titles(store, meeting) == []
    with store.read() as reader:
        assert sorted(each.outcome for each in asked.agenda(reader, later)) == ["", "Said."]


def test_an_item_is_duplicated_and_let_wait(tab, store, meeting, item, led):
    tab.duplicate()
    assert titles(store, meeting) == ["Fees", "Fees"]
    tab.let_wait()
    assert titles(store, meeting) == ["Fees"]
    assert led.said[-1] == ("“Fees” waits for a later meeting.", True)
    with store.read() as reader:
        assert [each["title"] for each in reader.find(BacklogItem)] == ["Fees"]


def test_without_a_later_meeting_nothing_moves_and_the_reason_is_said(tab, store, meeting, led):
    tab.move_on()
    tab.copy_on()
    assert len(led.errors) == 2
    assert titles(store, meeting) == ["Fees"]


def test_the_outcome_of_approved_minutes_stays_as_it_is(qtbot, tab, store, meeting, item):
    minutes.approve_minutes(store, meeting, None, date(2026, 11, 23))
    qtbot.keyClicks(tab.beside.rows["outcome"].editor.box, "Other words")
    tab.settle()
    assert get(store, AgendaItem, item)["outcome"] == ""
    assert "approved" in tab.beside.rows["outcome"].problem()
