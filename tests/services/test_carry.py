from datetime import date

import pytest

from copdesk.db.models import Action, AgendaItem, AgendaLink, LegalChange, Meeting
from copdesk.db.queries import meetings as asked
from copdesk.db.queries.carry import carry_lines, next_planned
from copdesk.db.queries.minutes import versions
from copdesk.domain.meetings import Carry, MeetingState, MinutesState, Section
from copdesk.domain.registers import LegalStatus
from copdesk.errors import UserError
from copdesk.services import actions, agenda, carry, meetings, minutes, records


@pytest.fixture
def items(store, office):
    """An agenda of five: not reached, standing, with an open action, with a done one, plain."""
    names = ("late", "standing", "open", "done", "plain")
    made = {
        name: agenda.add_agenda_item(store, office.meeting, {"title": name, "minutes": 10})
        for name in names
    }
    records.change(store, AgendaItem, made["standing"], {"standing": True})
    for name in ("open", "done"):
        action = actions.agree_action(store, name, meeting_id=office.meeting)
        records.change(store, Action, action, {"agenda_item_id": made[name]})
        if name == "done":
            actions.finish_actions(store, [action], date(2026, 11, 23))
    return made


@pytest.fixture
def later(store, office):
    return meetings.schedule_meeting(store, office.community, date(2027, 3, 10), skeleton=())


def titles(store, meeting):
    with store.read() as reader:
        return [item.title for item in asked.agenda(reader, meeting)]


def get(store, model, id_):
    with store.read() as reader:
        return reader.get(model, id_)


def test_closing_carries_what_is_not_reached_standing_or_open(store, office, items, later, labels):
    closed = carry.close_meeting(store, office.meeting, reached={items["late"]: False})
    assert (closed.carried, closed.to) == (3, later)
    assert titles(store, later) == ["late", "standing", "open"]
    assert titles(store, office.meeting) == ["late", "standing", "open", "done", "plain"]
    meeting = get(store, Meeting, office.meeting)
    assert meeting["state"] is MeetingState.HELD
    assert meeting["minutes_state"] is MinutesState.DRAFT
    assert meeting["closed_at"] is not None
    assert labels()[-1] == "Close Quarterly meeting"


def test_any_choice_can_be_changed_and_closing_is_one_act(store, office, items, later, labels):
    acts = len(labels())
    chosen = {items["plain"]: Carry.CARRY, items["open"]: Carry.LEAVE}
    carry.close_meeting(store, office.meeting, reached={items["late"]: False}, chosen=chosen)
    assert titles(store, later) == ["late", "standing", "plain"]
    assert len(labels()) == acts + 1


def test_carried_items_know_where_they_come_from_and_keep_their_papers(store, office, items, later):
    records.add(
        store, AgendaLink, {"agenda_item_id": items["standing"], "record_id": office.centre}
    )
    records.change(store, AgendaItem, items["standing"], {"outcome": "said"})
    carry.close_meeting(store, office.meeting)
    with store.read() as reader:
        (copy,) = reader.find(AgendaItem, carried_from_id=items["standing"])
        (link,) = reader.find(AgendaLink, agenda_item_id=copy["id"])
    assert copy["outcome"] == ""
    assert copy["standing"]
    assert link["record_id"] == office.centre


def test_an_item_of_the_same_name_takes_the_carried_one_in(store, office, items, later):
    records.change(
        store, AgendaItem, items["standing"], {"lead_id": office.amina, "note": "bring tea"}
    )
    twin = agenda.add_agenda_item(store, later, {"title": "Standing", "note": "own"})
    carry.close_meeting(store, office.meeting)
    assert titles(store, later) == ["Standing", "open"]
    kept = get(store, AgendaItem, twin)
    assert kept["carried_from_id"] == items["standing"]
    assert (kept["lead_id"], kept["note"]) == (office.amina, "own")


def test_without_a_next_meeting_the_items_wait_for_the_one_planned_then(store, office, items):
    closed = carry.close_meeting(store, office.meeting)
    assert (closed.carried, closed.to) == (2, None)
    later = meetings.schedule_meeting(
        store, office.community, date(2027, 3, 10), skeleton=((Section.WELCOME, 10),)
    )
    assert titles(store, later) == ["Welcome and newcomers", "standing", "open"]
    last = meetings.schedule_meeting(store, office.community, date(2027, 6, 9), skeleton=())
    assert titles(store, last) == []


def test_reopening_keeps_the_minutes_as_a_version_and_closing_again_carries_nothing_twice(
    store, office, items, later, labels
):
    minutes.write_minutes(store, office.meeting, items["plain"], "It was said.")
    carry.close_meeting(store, office.meeting)
    carry.reopen_meeting(store, office.meeting)
    assert labels()[-1] == "Reopen Quarterly meeting"
    minutes.write_minutes(store, office.meeting, items["plain"], "Something else.")
    carry.close_meeting(store, office.meeting, chosen={items["plain"]: Carry.CARRY})
    assert titles(store, later) == ["standing", "open", "plain"]
    with store.read() as reader:
        (version,) = versions(reader, office.meeting)
    assert "It was said." in version.text
    assert "Something else." not in version.text
    assert version.reason == "Meeting reopened"


def test_a_meeting_is_closed_once_and_never_when_called_off(store, office):
    carry.close_meeting(store, office.meeting)
    with pytest.raises(UserError, match="closed already"):
        carry.close_meeting(store, office.meeting)
    carry.reopen_meeting(store, office.meeting)
    with pytest.raises(UserError, match="is open"):
        carry.reopen_meeting(store, office.meeting)
    meetings.cancel_meeting(store, office.meeting)
    with pytest.raises(UserError, match="called off"):
        carry.close_meeting(store, office.meeting)


def test_what_is_shown_before_closing_changes_nothing(store, office, items):
    with store.read() as reader:
        lines = carry_lines(reader, office.meeting)
    changed = carry.preview(lines, {items["plain"]: False}, {items["open"]: Carry.LEAVE})
    assert [line.item.reached for line in changed] == [True, True, True, True, False]
    assert changed[2].item.carry is Carry.LEAVE
    assert lines[2].item.open_actions == 1
    assert lines[3].item.open_actions == 0
    with store.read() as reader:
        assert carry_lines(reader, office.meeting) == lines


def test_the_next_meeting_is_of_the_same_community_and_planned(store, office, later):
    sooner = meetings.schedule_meeting(store, office.community, date(2027, 1, 20), skeleton=())
    meetings.cancel_meeting(store, sooner)
    with store.read() as reader:
        assert next_planned(reader, office.meeting) == later
        assert next_planned(reader, later) is None


def test_an_item_is_duplicated_behind_itself(store, office, items, labels):
    agenda.duplicate_agenda_items(store, [items["standing"]])
    assert titles(store, office.meeting)[:4] == ["late", "standing", "standing", "open"]
    assert labels()[-1] == "Duplicate “standing”"


def test_legal_changes_on_items_that_were_reached_are_briefed(store, office, items):
    changes = []
    for name in ("late", "plain"):
        change = records.add(store, LegalChange, {"title": name})
        records.add(store, AgendaLink, {"agenda_item_id": items[name], "record_id": change})
        changes.append(change)
    carry.close_meeting(store, office.meeting, reached={items["late"]: False})
    waits, told = (get(store, LegalChange, each) for each in changes)
    assert (waits["status"], waits["briefed_at_id"]) == (LegalStatus.WATCH, None)
    assert (told["status"], told["briefed_at_id"]) == (LegalStatus.BRIEFED, office.meeting)
