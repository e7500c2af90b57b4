from datetime import time

import pytest

from copdesk.db.models import Attendance, Participant
from copdesk.db.queries import meetings as asked
from copdesk.domain.meetings import AttendanceMode, AttendanceState
from copdesk.errors import UserError
from copdesk.services import meetings
from copdesk.services.attendance import Stay, record_stays


def rows(store, meeting):
    with store.read() as reader:
        return {line.name: line for line in asked.attendance(reader, meeting)}


def test_stays_are_one_act_with_the_times_people_came_and_left(store, office, labels):
    stays = [
        Stay(office.amina, arrived_at=time(10, 1), left_at=time(12)),
        Stay(office.ming),
        Stay(None, name="Maria Garcia", email="maria@elsewhere.example"),
    ]
    assert record_stays(store, office.meeting, stays, source="report.csv") == 3
    found = rows(store, office.meeting)
    assert found["Amina Yusuf"].state is AttendanceState.PRESENT
    assert found["Amina Yusuf"].mode is AttendanceMode.ONLINE
    assert found["Wang Xiaoming"].state is AttendanceState.VISITOR
    assert found["Maria Garcia"].state is AttendanceState.VISITOR
    with store.read() as reader:
        kept = reader.get(Attendance, found["Amina Yusuf"].id)
        maria = reader.get(Participant, found["Maria Garcia"].participant_id)
    assert (kept["arrived_at"], kept["left_at"]) == (time(10, 1), time(12))
    assert maria["email"] == "maria@elsewhere.example"
    assert labels() == ["Record attendance of 3 people from report.csv"]


def test_apologies_give_way_to_having_been_there(store, office):
    meetings.record_attendance(store, office.meeting, {office.amina: AttendanceState.APOLOGIES})
    record_stays(store, office.meeting, [Stay(office.amina)], source="report.csv")
    assert rows(store, office.meeting)["Amina Yusuf"].state is AttendanceState.PRESENT


def test_who_sat_in_the_room_stays_in_the_room(store, office):
    meetings.record_attendance(
        store,
        office.meeting,
        {office.amina: AttendanceState.PRESENT},
        AttendanceMode.IN_PERSON,
    )
    record_stays(store, office.meeting, [Stay(office.amina)], source="report.csv")
    assert rows(store, office.meeting)["Amina Yusuf"].mode is AttendanceMode.IN_PERSON


def test_a_name_learnt_is_kept_once(store, office):
    stay = Stay(office.amina, also_called=("Jay", "Amina Yusuf", "jay"))
    record_stays(store, office.meeting, [stay], source="report.csv")
    with store.read() as reader:
        assert reader.get(Participant, office.amina)["aliases"] == ("Jay",)


def test_an_address_that_is_none_is_left_out(store, office):
    record_stays(store, office.meeting, [Stay(None, name="X Y", email="a@b")], source="r.csv")
    with store.read() as reader:
        assert reader.find(Participant, name="X Y")[0]["email"] == ""


def test_a_deleted_meeting_is_refused(store, labels):
    with pytest.raises(UserError, match="meeting was deleted"):
        record_stays(store, 999_999, [], source="report.csv")
    assert labels() == []
