from datetime import UTC, date, datetime, time

import pytest

from copdesk.db.models import (
    AgendaItem,
    Attendance,
    Challenge,
    Enquiry,
)
from copdesk.db.queries.live import came_of, live_items, times_there
from copdesk.domain.enquiries import Channel
from copdesk.domain.meetings import AttendanceState
from copdesk.errors import Invalid, UserError
from copdesk.services import live, meetings
from copdesk.services.actions import agree_action
from copdesk.services.agenda import add_agenda_item
from copdesk.services.live import Sitting
from copdesk.services.minutes import add_decision


@pytest.fixture
def item(store, office):
    return add_agenda_item(
        store, office.meeting, {"title": "Capacity", "minutes": 20, "lead_id": office.amina}
    )


def test_time_taken_is_the_items_and_means_it_was_reached(store, office, item, labels):
    live.mark_reached(store, item, reached=False)
    live.record_time(store, item, 17)
    with store.read() as reader:
        (line,) = live_items(reader, office.meeting)
    assert (line.lead, line.minutes, line.took, line.reached) == ("Amina Yusuf", 20, 17, True)
    assert labels()[-2:] == ["“Capacity” not reached", "“Capacity” took 17 min"]


def test_all_that_came_of_an_item_is_told_in_the_order_it_was_written(store, office, item):
    decided = add_decision(store, office.meeting, "Meet in Hull.", agenda_item_id=item)
    agreed = agree_action(
        store,
        "Book a room",
        meeting_id=office.meeting,
        agenda_item_id=item,
        owner_id=office.amina,
        due_on=date(2026, 12, 4),
    )
    raised = live.raise_challenge(store, office.meeting, "No slots for appeals", item_id=item)
    asked = live.ask_question(
        store, office.meeting, "Who may sign form A?", asker_id=office.olena, item_id=item
    )
    with store.read() as reader:
        found = came_of(reader, item)
    assert [each.id for each in found] == [decided, agreed, raised, asked]
    assert [each.kind for each in found] == ["decision", "action", "challenge", "enquiry"]
    assert found[1].title == "A-2026-001 Book a room"
    assert (found[1].who, found[1].due_on) == ("Amina Yusuf", date(2026, 12, 4))


def test_question_becomes_an_enquiry_of_the_community_promised_as_it_promises(store, office, item):
    asked = live.ask_question(store, office.meeting, "Who may sign?", asker_id=None, item_id=item)
    with store.read() as reader:
        enquiry = reader.get(Enquiry, asked)
    assert enquiry["channel"] is Channel.MEETING
    assert enquiry["community_id"] == office.community
    assert (enquiry["received_on"], enquiry["due_on"]) == (date(2026, 11, 23), date(2026, 11, 28))


def test_challenge_is_one_step_back_with_its_link(store, office, item):
    live.raise_challenge(store, office.meeting, "No slots", item_id=item)
    store.undo()
    with store.read() as reader:
        assert reader.find(Challenge) == []
        assert came_of(reader, item) == []


def test_challenge_without_words_changes_nothing(store, office, item, labels):
    before = labels()
    with pytest.raises(Invalid):
        live.raise_challenge(store, office.meeting, "", item_id=item)
    assert labels() == before


def test_somebody_late_is_present_and_leaves_by_the_clock(store, office, labels):
    live.come_late(store, office.meeting, {office.amina: AttendanceState.PRESENT}, time(10, 20))
    live.leave_early(store, office.meeting, [office.amina], time(11, 45))
    with store.read() as reader:
        (row,) = reader.find(Attendance)
        times = times_there(reader, office.meeting)
    assert row["state"] is AttendanceState.PRESENT
    assert times == {office.amina: (time(10, 20), time(11, 45))}
    assert labels()[-2:] == ["Amina Yusuf came at 10:20", "Amina Yusuf left at 11:45"]


def test_nobody_leaves_who_did_not_come(store, office, labels):
    before = labels()
    with pytest.raises(UserError, match="Amina Yusuf is not marked as present"):
        live.leave_early(store, office.meeting, [office.amina], time(11, 45))
    assert labels() == before


def test_who_did_not_come_after_all_has_no_times(store, office):
    live.come_late(store, office.meeting, {office.amina: AttendanceState.VISITOR}, time(10, 20))
    meetings.record_attendance(store, office.meeting, {office.amina: AttendanceState.ABSENT})
    with store.read() as reader:
        assert times_there(reader, office.meeting) == {office.amina: (None, None)}


def test_where_a_meeting_is_outlives_the_program_and_is_no_change(store, office, item, labels):
    before = labels()
    at = datetime(2026, 11, 23, 10, 7, 12, tzinfo=UTC)
    kept = Sitting(item, at, at, {item: ("", "Half a sent")})
    live.keep_sitting(store, office.meeting, kept)
    with store.read() as reader:
        assert live.sitting(reader, office.meeting) == kept
        assert live.sitting(reader, item) == Sitting()
    assert labels() == before


def test_gone_item_says_so(store, office, item):
    with store.change("Delete") as unit:
        unit.delete(AgendaItem, item)
    with pytest.raises(UserError, match="deleted"):
        live.record_time(store, item, 4)
