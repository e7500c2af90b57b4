from datetime import date

import pytest

from copdesk.db.models import Attendance, Community, Meeting, PackIssue
from copdesk.db.queries.checklist import checklist, countdowns
from copdesk.domain.checklist import LineState, Step
from copdesk.domain.meetings import Reply
from copdesk.services import actions, meetings, minutes, records
from copdesk.services.checklist import finish_step, set_step_aside, take_step_up

TODAY = date(2026, 11, 23)


def states(store, meeting, on=TODAY):
    with store.read() as reader:
        return {line.step: line.state for line in checklist(reader, meeting, on)}


def test_a_line_is_done_set_aside_and_taken_up_again(store, office, labels):
    assert states(store, office.meeting)[Step.DATE] is LineState.LATE
    finish_step(store, office.meeting, Step.DATE, TODAY)
    assert states(store, office.meeting)[Step.DATE] is LineState.DONE
    set_step_aside(store, office.meeting, Step.DATE, "Known for long")
    assert states(store, office.meeting)[Step.DATE] is LineState.SET_ASIDE
    take_step_up(store, office.meeting, Step.DATE)
    assert states(store, office.meeting)[Step.DATE] is LineState.LATE
    assert labels() == [
        "Confirm the date and the place: done for Quarterly meeting",
        "Confirm the date and the place: not needed for Quarterly meeting",
        "Confirm the date and the place: still to do for Quarterly meeting",
    ]


def test_what_the_file_shows_ticks_the_lines_by_itself(store, office):
    meetings.invite_members(store, office.meeting)
    assert states(store, office.meeting)[Step.INVITE] is LineState.DUE
    with store.read() as reader:
        rows = reader.find(Attendance, meeting_id=office.meeting)
    records.change(store, Attendance, rows[0]["id"], {"reply": Reply.YES})
    assert states(store, office.meeting)[Step.INVITE] is LineState.DONE
    assert states(store, office.meeting)[Step.REMIND] is LineState.LATER
    records.change(store, Attendance, rows[1]["id"], {"reply": Reply.APOLOGIES})
    values = {"meeting_id": office.meeting, "issued_at": store.clock()}
    records.add(store, PackIssue, values)
    minutes.circulate_minutes(store, office.meeting, TODAY)
    action = actions.agree_action(store, "Ring", meeting_id=office.meeting)
    found = states(store, office.meeting)
    done = {step for step, state in found.items() if state is LineState.DONE}
    assert done == {Step.INVITE, Step.REMIND, Step.PACK, Step.MINUTES}
    actions.finish_actions(store, [action], TODAY)
    assert states(store, office.meeting)[Step.ACTIONS] is LineState.DONE


@pytest.mark.parametrize(
    ("typed", "due"), [("", date(2026, 11, 11)), ("-42,-21,-10,-3,2,14", date(2026, 10, 28)),
                       ("six weeks", date(2026, 11, 11))]
)  # fmt: skip
def test_a_community_has_days_of_its_own_and_the_usual_ones_where_they_can_not_be_read(
    store, office, typed, due
):
    records.change(store, Community, office.community, {"countdown": typed})
    with store.read() as reader:
        assert checklist(reader, office.meeting, TODAY)[0].due_on == due


def test_meetings_called_off_or_far_away_have_no_countdown(store, office):
    meetings.schedule_meeting(store, office.community, date(2027, 6, 9), skeleton=())
    off = meetings.schedule_meeting(store, office.community, date(2026, 12, 1), skeleton=())
    meetings.cancel_meeting(store, off)
    with store.read() as reader:
        assert [each.meeting.id for each in countdowns(reader, TODAY)] == [office.meeting]
        assert checklist(reader, off, TODAY) == []
        assert checklist(reader, 999_999, TODAY) == []


def test_a_meeting_deleted_takes_its_lines_along(store, office):
    finish_step(store, office.meeting, Step.DATE, TODAY)
    records.delete(store, Meeting, [office.meeting])
    assert states(store, office.meeting) == {}
