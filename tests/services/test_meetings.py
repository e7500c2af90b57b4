from datetime import date, time

import pytest

from copdesk.db.models import AgendaItem, Attendance, Meeting
from copdesk.db.queries import meetings as asked
from copdesk.domain.meetings import AttendanceMode, AttendanceState, MeetingState, Section
from copdesk.errors import Invalid, UserError
from copdesk.services import meetings


def test_a_meeting_is_planned_with_the_usual_agenda_of_two_hours(store, office, labels):
    id_ = meetings.schedule_meeting(
        store, office.community, date(2027, 3, 10), starts_at=time(10), ends_at=time(12)
    )
    with store.read() as reader:
        meeting = asked.meeting(reader, id_)
        items = asked.agenda(reader, id_)
    assert meeting.title == "Q1 2027 meeting, Yorkshire and the Humber"
    assert [item.section for item in items][:5] == [
        Section.WELCOME,
        Section.MATTERS_ARISING,
        Section.LEGAL_CHANGES,
        Section.TRAINING,
        Section.CHALLENGES,
    ]
    assert sum(item.minutes for item in items) == 120
    assert [item.position for item in items] == list(range(len(items)))
    assert labels() == ["Plan Q1 2027 meeting, Yorkshire and the Humber"]


def test_a_meeting_of_a_deleted_community_is_refused(store, office):
    with pytest.raises(UserError, match="community was deleted"):
        meetings.schedule_meeting(store, 999_999, date(2027, 3, 10))


def test_a_meeting_with_a_wrong_link_changes_nothing(store, office, labels):
    with pytest.raises(Invalid) as refused:
        meetings.schedule_meeting(store, office.community, date(2027, 3, 10), link="not a link")
    assert list(refused.value.problems) == ["link"]
    assert labels() == []


def test_members_themselves_and_people_of_member_organisations_are_invited(store, office, labels):
    assert meetings.invite_members(store, office.meeting) == 2
    with store.read() as reader:
        invited = asked.attendance(reader, office.meeting)
    assert [line.name for line in invited] == ["Amina Yusuf", "Olena Shevchuk"]
    assert invited[0].organisations == "St Augustine's Centre"
    assert {line.state for line in invited} == {AttendanceState.INVITED}
    assert labels() == ["Invite 2 people to Quarterly meeting"]


def test_inviting_again_adds_nobody_twice(store, office, labels):
    meetings.invite_members(store, office.meeting)
    assert meetings.invite_members(store, office.meeting) == 0
    assert len(labels()) == 1


def test_attendance_of_many_is_one_act_that_counts_them(store, office, labels):
    meetings.invite_members(store, office.meeting)
    states = {
        office.amina: AttendanceState.PRESENT,
        office.olena: AttendanceState.APOLOGIES,
        office.ming: AttendanceState.VISITOR,
    }
    meetings.record_attendance(store, office.meeting, states, AttendanceMode.ONLINE)
    with store.read() as reader:
        rows = reader.find(Attendance, meeting_id=office.meeting)
    assert {row["participant_id"]: row["state"] for row in rows} == states
    assert {row["mode"] for row in rows} == {AttendanceMode.ONLINE}
    assert labels()[-1] == "Record attendance of 3 people"


def test_attendance_of_one_person_names_them_and_keeps_how_they_came(store, office, labels):
    state = {office.amina: AttendanceState.PRESENT}
    meetings.record_attendance(store, office.meeting, state, AttendanceMode.IN_PERSON)
    meetings.record_attendance(store, office.meeting, {office.amina: AttendanceState.APOLOGIES})
    with store.read() as reader:
        (row,) = reader.find(Attendance, meeting_id=office.meeting)
    assert (row["state"], row["mode"]) == (AttendanceState.APOLOGIES, AttendanceMode.IN_PERSON)
    assert labels()[-1] == "Record attendance of Amina Yusuf"


def test_recording_the_same_again_leaves_no_act(store, office, labels):
    state = {office.amina: AttendanceState.PRESENT}
    meetings.record_attendance(store, office.meeting, state)
    meetings.record_attendance(store, office.meeting, state)
    assert len(labels()) == 1


def test_people_are_taken_off_the_list(store, office, labels):
    meetings.invite_members(store, office.meeting)
    meetings.take_off_list(store, office.meeting, [office.olena])
    with store.read() as reader:
        assert [line.name for line in asked.attendance(reader, office.meeting)] == ["Amina Yusuf"]
    assert labels()[-1] == "Take Olena Shevchuk off the list of Quarterly meeting"


@pytest.mark.parametrize(
    ("act", "state", "label"),
    [
        (meetings.hold_meeting, MeetingState.HELD, "Held: Quarterly meeting"),
        (meetings.cancel_meeting, MeetingState.CANCELLED, "Call off Quarterly meeting"),
    ],
)
def test_a_meeting_takes_place_or_is_called_off(store, office, labels, act, state, label):
    act(store, office.meeting)
    with store.read() as reader:
        assert reader.get(Meeting, office.meeting)["state"] is state
    assert labels() == [label]


def test_a_meeting_called_off_by_mistake_is_planned_again(store, office):
    meetings.cancel_meeting(store, office.meeting)
    meetings.replan_meeting(store, office.meeting)
    with store.read() as reader:
        assert asked.next_meeting(reader, date(2026, 11, 23)).id == office.meeting


def test_deleting_a_meeting_takes_its_agenda_and_list_with_it(store, office):
    from copdesk.services import records

    id_ = meetings.schedule_meeting(store, office.community, date(2027, 3, 10))
    meetings.invite_members(store, id_)
    records.delete(store, Meeting, [id_])
    with store.read() as reader:
        assert reader.find(AgendaItem, meeting_id=id_) == []
        assert reader.find(Attendance, meeting_id=id_) == []
