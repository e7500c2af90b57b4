from datetime import date

import pytest

from copdesk.db.models import Action
from copdesk.db.queries.actions import actions_of, late_actions, open_actions
from copdesk.errors import Invalid
from copdesk.services import actions


@pytest.fixture
def agreed(store, office):
    return [
        actions.agree_action(
            store,
            title,
            meeting_id=office.meeting,
            owner_id=office.amina,
            due_on=due,
        )
        for title, due in (
            ("Later", None),
            ("Second", date(2026, 12, 4)),
            ("First", date(2026, 11, 2)),
        )
    ]


def test_actions_are_numbered_in_the_year_they_are_agreed(store, agreed, labels):
    with store.read() as reader:
        references = [reader.get(Action, each)["reference"] for each in agreed]
    assert references == ["A-2026-001", "A-2026-002", "A-2026-003"]
    assert labels() == [f"Agree action {reference}" for reference in references]


def test_open_actions_are_ordered_by_what_is_due_first(store, office, agreed):
    with store.read() as reader:
        found = open_actions(reader)
        late = late_actions(reader, date(2026, 11, 23))
    assert [line.title for line in found] == ["First", "Second", "Later"]
    assert (found[0].owner, found[0].meeting) == ("Amina Yusuf", "Quarterly meeting")
    assert [line.title for line in late] == ["First"]


def test_done_actions_leave_the_list_and_can_be_taken_up_again(store, office, agreed, labels):
    actions.finish_actions(store, agreed[:2], date(2026, 11, 23))
    with store.read() as reader:
        assert [line.title for line in open_actions(reader)] == ["First"]
        assert len(actions_of(reader, office.meeting)) == 3
    actions.reopen_actions(store, agreed[:1])
    with store.read() as reader:
        assert [line.title for line in open_actions(reader)] == ["First", "Later"]
    assert labels()[-2:] == ["Done: 2 actions", "Take up again: action A-2026-001"]


def test_actions_of_other_communities_stay_out(store, office, agreed):
    alone = actions.agree_action(store, "Between meetings")
    with store.read() as reader:
        assert alone in [line.id for line in open_actions(reader, community_id=office.community)]
        elsewhere = open_actions(reader, community_id=office.centre)
    assert [line.id for line in elsewhere] == [alone]


def test_an_action_without_words_is_refused_and_no_number_is_lost(store, office):
    with pytest.raises(Invalid):
        actions.agree_action(store, "")
    kept = actions.agree_action(store, "Ask the law clinic")
    with store.read() as reader:
        assert reader.get(Action, kept)["reference"] == "A-2026-001"
