from datetime import date

import pytest

from copdesk.db.queries import meetings as asked
from copdesk.domain.meetings import Section
from copdesk.errors import UserError
from copdesk.services import agenda, meetings


@pytest.fixture
def abc(store, office):
    """Three items of other business on the agenda of the meeting."""
    return [agenda.add_agenda_item(store, office.meeting, {"title": name}) for name in "ABC"]


def titles(store, meeting):
    with store.read() as reader:
        lines = asked.agenda(reader, meeting)
    assert [line.position for line in lines] == list(range(len(lines)))
    return "".join(line.title for line in lines)


def test_items_stand_in_the_order_they_were_added(store, office, abc, labels):
    assert titles(store, office.meeting) == "ABC"
    assert labels()[-1] == "Add “C” to the agenda of Quarterly meeting"


def test_a_new_item_stands_where_its_section_stands(store, office, abc):
    law = {"title": "L", "section": Section.LEGAL_CHANGES}
    agenda.add_agenda_item(store, office.meeting, law)
    agenda.add_agenda_item(store, office.meeting, {**law, "title": "M"})
    assert titles(store, office.meeting) == "LMABC"


@pytest.mark.parametrize(
    ("item", "to", "order"), [(0, 2, "BCA"), (2, 0, "CAB"), (1, 99, "ACB"), (1, -5, "BAC")]
)
def test_an_item_moves_to_any_place(store, office, abc, item, to, order):
    agenda.move_agenda_item(store, abc[item], to)
    assert titles(store, office.meeting) == order


def test_moving_a_deleted_item_is_refused_in_words(store, office, abc):
    agenda.delete_agenda_items(store, [abc[0]])
    with pytest.raises(UserError, match="was deleted"):
        agenda.move_agenda_item(store, abc[0], 1)


def test_items_are_carried_over_without_their_outcome(store, office, abc, labels):
    later = meetings.schedule_meeting(store, office.community, date(2027, 3, 10), skeleton=())
    agenda.carry_over(store, abc[:2], later)
    assert titles(store, later) == "AB"
    assert titles(store, office.meeting) == "ABC"
    assert labels()[-1] == "Carry 2 items over to Q1 2027 meeting, Yorkshire and the Humber"


def test_an_item_moves_to_another_meeting(store, office, abc):
    later = meetings.schedule_meeting(store, office.community, date(2027, 3, 10), skeleton=())
    agenda.move_to_meeting(store, [abc[2]], later)
    assert titles(store, later) == "C"
    assert titles(store, office.meeting) == "AB"
