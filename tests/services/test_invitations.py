from datetime import UTC, date, datetime, time

import pytest

from copdesk.db import history
from copdesk.db.models import Attendance, Community, Meeting, Participant
from copdesk.db.queries import invitations as asked
from copdesk.db.store import Store
from copdesk.domain.meetings import AttendanceMode, AttendanceState, Reply
from copdesk.errors import Invalid, UserError
from copdesk.services import invitations, meetings, records


def lines(store, meeting):
    with store.read() as reader:
        return {line.name: line for line in asked.replies(reader, meeting)}


def numbered(store, meeting):
    with store.read() as reader:
        return asked.sequence(reader, meeting)


def test_members_are_invited_without_being_listed_and_visitors_once_they_are(store, office):
    assert list(lines(store, office.meeting)) == ["Amina Yusuf", "Olena Shevchuk"]
    invitations.invite(store, office.meeting, office.ming)
    found = lines(store, office.meeting)
    assert found["Wang Xiaoming"].visits
    assert not found["Amina Yusuf"].visits
    assert {line.reply for line in found.values()} == {Reply.NONE}


def test_a_reply_is_kept_with_its_day_and_how_somebody_comes(store, office, labels):
    invitations.record_replies(
        store, office.meeting, [office.amina], Reply.YES, AttendanceMode.ONLINE
    )
    amina = lines(store, office.meeting)["Amina Yusuf"]
    assert (amina.reply, amina.mode) == (Reply.YES, AttendanceMode.ONLINE)
    assert amina.replied_on == date(2026, 11, 23)
    assert labels() == ["Reply of Amina Yusuf: coming"]


def test_apologies_beforehand_are_attendance_until_the_day_says_otherwise(store, office):
    invitations.record_replies(store, office.meeting, [office.amina], Reply.APOLOGIES)
    assert lines(store, office.meeting)["Amina Yusuf"].state is AttendanceState.APOLOGIES
    invitations.record_replies(store, office.meeting, [office.amina], Reply.YES)
    assert lines(store, office.meeting)["Amina Yusuf"].state is AttendanceState.INVITED


def test_a_late_reply_does_not_change_who_came(store, office):
    meetings.record_attendance(store, office.meeting, {office.amina: AttendanceState.PRESENT})
    invitations.record_replies(store, office.meeting, [office.amina], Reply.APOLOGIES)
    assert lines(store, office.meeting)["Amina Yusuf"].state is AttendanceState.PRESENT


def test_taking_a_reply_away_takes_its_day_away(store, office):
    invitations.record_replies(store, office.meeting, [office.amina], Reply.MAYBE)
    invitations.record_replies(store, office.meeting, [office.amina], Reply.NONE)
    assert lines(store, office.meeting)["Amina Yusuf"].replied_on is None


def test_inviting_somebody_twice_lists_them_once(store, office):
    invitations.invite(store, office.meeting, office.ming)
    invitations.invite(store, office.meeting, office.ming)
    with store.read() as reader:
        assert len(reader.find(Attendance, meeting_id=office.meeting)) == 1


def test_the_number_in_calendars_rises_with_every_move_and_when_a_move_is_taken_back(store, office):
    seen = [numbered(store, office.meeting)]
    for values in ({"held_on": date(2026, 12, 10)}, {"starts_at": time(10)}, {"place": "Leeds"}):
        records.change(store, Meeting, office.meeting, values)
        seen.append(numbered(store, office.meeting))
    store.undo()
    seen.append(numbered(store, office.meeting))
    meetings.cancel_meeting(store, office.meeting)
    seen.append(numbered(store, office.meeting))
    assert seen == [1, 2, 3, 4, 5, 6]


def test_what_is_in_no_calendar_leaves_its_number(store, office):
    records.change(store, Meeting, office.meeting, {"notes": "Tea", "minutes": "Present: all."})
    assert numbered(store, office.meeting) == 1


def test_an_invitation_made_is_remembered_until_the_meeting_moves(store, office, labels):
    assert invitations.note_invitation(store, office.meeting) == 1
    records.change(store, Meeting, office.meeting, {"held_on": date(2026, 12, 16)})
    with store.read() as reader:
        made, now = asked.invited_by(reader, office.meeting), asked.sequence(reader, office.meeting)
    assert (made, now) == (1, 2)
    assert labels()[0] == "Make the invitation to Quarterly meeting"


def test_who_an_invitation_goes_to_is_listed_in_the_same_act(store, office, labels):
    invitations.note_invitation(store, office.meeting, [office.amina, office.olena])
    with store.read() as reader:
        assert len(reader.find(Attendance, meeting_id=office.meeting)) == 2
    assert len(labels()) == 1


def test_making_the_same_invitation_again_is_no_change(store, office, labels):
    invitations.note_invitation(store, office.meeting)
    invitations.note_invitation(store, office.meeting)
    assert len(labels()) == 1


def test_inviting_to_a_deleted_meeting_is_refused(store):
    with pytest.raises(UserError, match="meeting was deleted"):
        invitations.note_invitation(store, 999_999)


def test_a_file_has_one_id_for_ever_and_no_other_file_has_it(store, tmp_path):
    with Store.create(tmp_path / "other.copdesk") as other:
        assert invitations.file_id(other) != invitations.file_id(store)
    assert invitations.file_id(store) == invitations.file_id(store)


def test_needs_are_kept_outside_history(store, office):
    invitations.keep_need(store, office.meeting, office.amina, "  Vegan,\nstep-free ")
    assert lines(store, office.meeting)["Amina Yusuf"].need == "Vegan, step-free"
    with store.read() as reader:
        assert all("need" not in line.label.lower() for line in history.changes(reader))
    invitations.keep_need(store, office.meeting, office.amina, "")
    assert lines(store, office.meeting)["Amina Yusuf"].need == ""


def test_a_need_that_is_too_long_is_refused(store, office):
    with pytest.raises(Invalid):
        invitations.keep_need(store, office.meeting, office.amina, "x" * 501)


@pytest.mark.parametrize(("day", "left"), [(23, 1), (24, 0)])
def test_needs_go_14_days_after_the_meeting(store, office, day, left):
    invitations.keep_need(store, office.meeting, office.amina, "Vegan")
    store.clock = lambda: datetime(2026, 12, day, 12, tzinfo=UTC)
    invitations.forget_needs(store)
    with store.read() as reader:
        assert len(asked.needs_of(reader, office.meeting)) == left


def test_the_words_of_a_forgotten_need_are_nowhere_in_the_file(tmp_path):
    path = tmp_path / "own.copdesk"
    with Store.create(path) as own:
        with own.change("Begin") as unit:
            amina = unit.add(Participant, name="Amina Yusuf")
            community = unit.add(Community, name="Yorkshire and the Humber")
            meeting = unit.add(
                Meeting, title="Meeting", community_id=community, held_on=date(2026, 12, 9)
            )
        invitations.keep_need(own, meeting, amina, "halal please 7731")
    assert b"halal please 7731" in path.read_bytes()
    with Store.open(path) as own:
        own.clock = lambda: datetime(2027, 3, 1, tzinfo=UTC)
        assert invitations.forget_needs(own) == 1
    assert b"halal please 7731" not in path.read_bytes()
