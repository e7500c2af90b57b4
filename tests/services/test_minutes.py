from datetime import date

import pytest

from copdesk.db.models import Action, AgendaItem, Decision, Meeting
from copdesk.db.queries.minutes import decisions, minutes_text, versions
from copdesk.domain.meetings import MinutesState
from copdesk.errors import Invalid, UserError
from copdesk.services import actions, agenda, meetings, minutes, records

TODAY = date(2026, 11, 23)


@pytest.fixture
def item(store, office):
    id_ = agenda.add_agenda_item(store, office.meeting, {"title": "Fees"})
    minutes.write_minutes(store, office.meeting, id_, "All spoke.\n- Action: Amina asks\nThanks")
    return id_


def get(store, model, id_):
    with store.read() as reader:
        return reader.get(model, id_)


def outcome(store, item):
    return get(store, AgendaItem, item)["outcome"]


def test_writing_makes_a_draft(store, office, item, labels):
    assert get(store, Meeting, office.meeting)["minutes_state"] is MinutesState.DRAFT
    minutes.write_minutes(store, office.meeting, None, "Held online.")
    assert get(store, Meeting, office.meeting)["minutes"] == "Held online."
    assert labels()[-1] == "Write the minutes of Quarterly meeting"


def test_a_line_becomes_an_action_and_a_line_again(store, office, item, labels):
    before = outcome(store, item)
    action = minutes.line_to_action(
        store, office.meeting, item, 1, {"owner_id": office.amina, "due_on": date(2026, 12, 1)}
    )
    kept = get(store, Action, action)
    assert (kept["title"], kept["reference"]) == ("Amina asks", "A-2026-001")
    assert (kept["meeting_id"], kept["agenda_item_id"]) == (office.meeting, item)
    assert (kept["owner_id"], kept["due_on"]) == (office.amina, date(2026, 12, 1))
    assert outcome(store, item) == "All spoke.\nA-2026-001: Amina asks\nThanks"
    assert labels()[-1] == "Make action A-2026-001 of a line of the minutes"
    minutes.back_to_line(store, Action, action)
    assert get(store, Action, action) is None
    assert outcome(store, item) == before.replace("- Action: ", "")


def test_a_line_becomes_a_decision_numbered_in_its_year(store, office, item, labels):
    one = minutes.line_to_decision(store, office.meeting, item, 0)
    two = minutes.add_decision(store, office.meeting, "Meet online", agenda_item_id=item)
    with store.read() as reader:
        assert [each.reference for each in decisions(reader, office.meeting)] == [
            "D-2026-001",
            "D-2026-002",
        ]
    minutes.back_to_line(store, Decision, one)
    assert outcome(store, item).startswith("All spoke.\n")
    minutes.back_to_line(store, Decision, two)
    assert outcome(store, item).endswith("Thanks\nMeet online")
    assert labels()[-1] == "Make D-2026-002 a line of the minutes again"


def test_an_empty_line_and_a_line_used_already_are_refused(store, office, item):
    minutes.line_to_action(store, office.meeting, item, 1)
    for line, said in ((1, "A-2026-001 already"), (9, "no words")):
        with pytest.raises(UserError, match=said):
            minutes.line_to_action(store, office.meeting, item, line)


def test_what_belongs_to_no_meeting_is_no_line(store):
    action = actions.agree_action(store, "Ring round")
    with pytest.raises(UserError, match="no minutes"):
        minutes.back_to_line(store, Action, action)


def test_minutes_are_circulated_then_approved_at_the_next_meeting(store, office, item, labels):
    later = meetings.schedule_meeting(store, office.community, date(2027, 3, 10))
    minutes.circulate_minutes(store, office.meeting, TODAY)
    minutes.approve_minutes(store, office.meeting, later, date(2027, 3, 10))
    kept = get(store, Meeting, office.meeting)
    assert kept["minutes_state"] is MinutesState.APPROVED
    assert (kept["approved_at_id"], kept["approved_on"]) == (later, date(2027, 3, 10))
    assert labels()[-2:] == [
        "Circulate the minutes of Quarterly meeting",
        "Approve the minutes of Quarterly meeting",
    ]
    with store.read() as reader:
        assert [each.number for each in versions(reader, office.meeting)] == [2, 1]


def test_approved_minutes_can_only_be_corrected_with_a_reason(store, office, item, labels):
    minutes.approve_minutes(store, office.meeting, None, TODAY)
    refused = (
        lambda: minutes.write_minutes(store, office.meeting, item, "x"),
        lambda: minutes.line_to_action(store, office.meeting, item, 0),
        lambda: minutes.add_decision(store, office.meeting, "x"),
        lambda: minutes.circulate_minutes(store, office.meeting, TODAY),
    )
    for act in refused:
        with pytest.raises(UserError, match="approved"):
            act()
    with pytest.raises(Invalid) as unsaid:
        minutes.correct_minutes(store, office.meeting, "  ")
    assert list(unsaid.value.problems) == ["reason"]
    minutes.correct_minutes(store, office.meeting, "Two names were swapped")
    minutes.write_minutes(store, office.meeting, item, "Corrected.")
    with store.read() as reader:
        (version,) = versions(reader, office.meeting)
    assert version.state is MinutesState.APPROVED
    assert version.reason == "Two names were swapped"
    assert "All spoke." in version.text
    assert "Correct the minutes of Quarterly meeting: Two names were swapped" in labels()


def test_minutes_that_are_not_approved_need_no_correction(store, office, item):
    with pytest.raises(UserError, match="can be changed"):
        minutes.correct_minutes(store, office.meeting, "why")


def test_the_whole_text_tells_items_decisions_and_actions_once(store, office, item):
    minutes.line_to_action(store, office.meeting, item, 1, {"owner_id": office.amina})
    minutes.add_decision(store, office.meeting, "Meet online", agenda_item_id=item)
    actions.agree_action(store, "Ring round", meeting_id=office.meeting, owner_id=office.olena)
    records.change(store, Meeting, office.meeting, {"minutes": "Held online."})
    with store.read() as reader:
        text = minutes_text(reader, office.meeting)
    assert text == (
        "Held online.\n\n1. Fees\nAll spoke.\nA-2026-001: Amina asks\nThanks\n"
        "D-2026-001: Meet online\n\nA-2026-002: Ring round (Olena Shevchuk)"
    )
