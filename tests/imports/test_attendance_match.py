from datetime import date

import pytest

from copdesk.db.models import Attendance, Community, Meeting, Participant, ParticipantMembership
from copdesk.db.queries.meetings import where_invited
from copdesk.imports.attendance_match import look, propose
from copdesk.imports.attendance_report import Attendee


class Desk:
    """A meeting of one community, and people by name."""

    def __init__(self, store):
        self.store, self.ids = store, {}
        with store.change("Begin") as unit:
            self.community = unit.add(Community, name="Yorkshire")
            self.meeting = unit.add(
                Meeting, title="Q4", community_id=self.community, held_on=date(2026, 12, 9)
            )

    def person(self, name, *, invited=False, **values):
        with self.store.change("Add") as unit:
            id_ = unit.add(Participant, name=name, **values)
            if invited:
                unit.add(ParticipantMembership, community_id=self.community, participant_id=id_)
        return id_

    def ask(self, *names, email=""):
        with self.store.read() as reader:
            room = look(reader, where_invited(reader, self.meeting))
        (found,) = propose(room, [Attendee(names, email, 600, (), 1, "x")])
        return found.likely, found.sure

    def visitor(self, id_):
        with self.store.change("List") as unit:
            unit.add(Attendance, meeting_id=self.meeting, participant_id=id_)


@pytest.fixture
def desk(office):
    return Desk(office.store)


def test_the_address_decides_where_the_name_agrees(desk):
    amina = desk.person("Amina Yusuf", email="Amina@a.example")
    desk.person("Amina Yusuf")
    assert desk.ask("A Yusuf", email="amina@A.example") == ((amina,), True)


def test_an_address_with_another_name_is_asked(desk):
    amina = desk.person("Amina Yusuf", email="desk@a.example")
    assert desk.ask("Olena Shevchenko", email="desk@a.example") == ((amina,), False)


def test_a_name_or_an_alias_is_enough_when_it_is_the_only_one(desk):
    amina = desk.person("Amina Yusuf", aliases=("Jay",))
    assert desk.ask("Yusuf Amina") == ((amina,), True)
    assert desk.ask("Jay") == ((amina,), True)
    assert desk.ask("Laptop 7", "Amina Yusuf") == ((amina,), True)


def test_what_somebody_likes_to_be_called_is_a_name(desk):
    hong = desk.person("Hồng Nguyễn Thị", preferred_name="Holly")
    assert desk.ask("Holly") == ((hong,), True)


def test_two_people_of_one_name_are_asked_with_those_invited_first(desk):
    other = desk.person("Amina Yusuf")
    invited = desk.person("Amina Yusuf", invited=True)
    assert desk.ask("Amina Yusuf") == ((invited, other), False)


def test_the_same_name_with_another_address_is_asked_unless_invited(desk):
    amina = desk.person("Amina Yusuf", email="amina@a.example")
    assert desk.ask("Amina Yusuf", email="amina@home.example") == ((amina,), False)
    desk.visitor(amina)
    assert desk.ask("Amina Yusuf", email="amina@home.example") == ((amina,), True)


def test_a_name_nearly_the_same_is_asked(desk):
    olena = desk.person("Olena Shevchenko")
    assert desk.ask("Olena Shevchenco") == ((olena,), False)


def test_half_a_name_is_asked_among_those_invited_only(desk):
    desk.person("Amina Begum")
    amina = desk.person("Amina Yusuf", invited=True)
    assert desk.ask("Amina") == ((amina,), False)


def test_who_dialled_in_or_has_an_unknown_name_is_nobody(desk):
    desk.person("Amina Yusuf", invited=True)
    assert desk.ask() == ((), False)
    assert desk.ask("Zoe Martin") == ((), False)
