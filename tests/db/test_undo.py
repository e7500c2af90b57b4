import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from copdesk.db.ground import change
from copdesk.db.models import (
    Affiliation,
    Attendance,
    Community,
    Meeting,
    MeetingNeed,
    Organisation,
    Participant,
)
from copdesk.db.store import Store
from copdesk.errors import Invalid, UserError
from tests.db.snapshot import content, faults


def _add(store, model, **values):
    with store.change(f"Add {model.singular}") as unit:
        return unit.add(model, **values)


def test_undo_takes_back_the_last_act_and_redo_brings_it_again(store):
    before = content(store)
    _add(store, Organisation, name="Welcome House")
    after = content(store)
    assert store.undo_label() == "Add organisation"
    assert store.undo() == "Add organisation"
    assert content(store) == before
    assert store.undo_label() is None
    assert store.redo() == "Add organisation"
    assert content(store) == after
    assert store.redo_label() is None


def test_a_new_edit_ends_the_redo_list(store):
    _add(store, Organisation, name="Welcome House")
    store.undo()
    _add(store, Organisation, name="Open Door")
    assert store.redo_label() is None
    with pytest.raises(UserError, match="nothing to redo"):
        store.redo()


def test_undo_goes_back_in_order_and_over_redone_acts(store):
    for name in ("A", "B", "C"):
        _add(store, Organisation, name=name)
    store.undo()
    store.undo()
    store.redo()
    store.undo()
    store.undo()
    assert store.undo_label() is None
    with store.read() as reader:
        assert reader.find(Organisation) == []
    for _ in range(3):
        store.redo()
    with store.read() as reader:
        assert [row["name"] for row in reader.find(Organisation)] == ["A", "B", "C"]


def test_undo_works_after_closing_and_reopening(tmp_path):
    path = tmp_path / "desk.copdesk"
    with Store.create(path) as store:
        before = content(store)
        _add(store, Organisation, name="Welcome House")
    with Store.open(path) as store:
        store.undo()
        assert content(store) == before
    with Store.open(path) as store:
        assert store.redo() == "Add organisation"


def test_deleting_takes_what_belongs_to_it_and_undo_brings_all_back(store):
    organisation = _add(store, Organisation, name="Welcome House")
    person = _add(store, Participant, name="Olena Shevchenko")
    _add(store, Affiliation, participant_id=person, organisation_id=organisation, role="Adviser")
    before = content(store)
    with store.change("Delete organisation") as unit:
        unit.delete(Organisation, organisation)
    with store.read() as reader:
        assert reader.find(Affiliation) == []
        assert len(reader.find(Participant)) == 1
    store.undo()
    assert content(store) == before


def test_undo_refuses_in_words_where_the_field_has_moved_on(store):
    id_ = _add(store, Organisation, name="Welcome House")
    with store.change("Change town") as unit:
        unit.set(Organisation, id_, town="Leeds")
        town_change = unit.change_id
    with store.change("Change town again") as unit:
        unit.set(Organisation, id_, town="Hull")
    before = content(store)
    with pytest.raises(UserError, match="Welcome House has been changed since: Town"):
        store.revert(town_change)
    assert content(store) == before


def test_revert_takes_back_one_change_and_leaves_other_fields(store):
    id_ = _add(store, Organisation, name="Welcome House")
    with store.change("Change town") as unit:
        unit.set(Organisation, id_, town="Leeds")
        town_change = unit.change_id
    with store.change("Change phone") as unit:
        unit.set(Organisation, id_, phone="01422 000000")
    store.revert(town_change)
    with store.read() as reader:
        found = reader.get(Organisation, id_)
    assert (found["town"], found["phone"]) == ("", "01422 000000")
    store.undo()
    with store.read() as reader:
        assert reader.get(Organisation, id_)["town"] == "Leeds"


def test_undo_stops_at_a_migration_in_words(store):
    _add(store, Organisation, name="Welcome House")
    with store.aside() as connection:
        connection.execute(update(change).values(revision="0000"))
    with pytest.raises(UserError, match="before the file was upgraded"):
        store.undo()


def test_reverting_an_addition_that_later_records_need_is_refused(store):
    organisation = _add(store, Organisation, name="Welcome House")
    with store.read() as reader:
        first = reader.scalar(change.select().with_only_columns(change.c.id))
    person = _add(store, Participant, name="Olena")
    _add(store, Affiliation, participant_id=person, organisation_id=organisation)
    with pytest.raises(UserError, match="other records have come or gone since"):
        store.revert(first)
    assert faults(store) == []


def test_references_and_ids_are_never_given_twice(store):
    first = _add(store, Organisation, name="A")
    with store.change("Number") as unit:
        assert unit.next_number("E-2026") == 1
        unit.add(Organisation, name="B")
    store.undo()
    store.undo()
    assert _add(store, Organisation, name="C") > first
    with store.change("Number") as unit:
        assert unit.next_number("E-2026") == 2


def test_an_act_that_writes_nothing_leaves_no_change_and_tells_nobody(store):
    told = []
    store.changed.append(told.append)
    id_ = _add(store, Organisation, name="A")
    with store.change("Nothing") as unit:
        assert not unit.set(Organisation, id_, name="A")
    assert store.undo_label() == "Add organisation"
    assert len(told) == 1
    assert told[0].tables == {"organisation"}
    assert told[0].ids == {id_}


def test_an_act_that_fails_changes_nothing(store):
    before = content(store)

    def half():
        with store.change("Half") as unit:
            unit.insert_many(Organisation, [{"name": "A"}, {"name": "B"}])
            unit.add(Organisation, name="")

    with pytest.raises(Invalid):
        half()
    assert content(store) == before
    assert store.undo_label() is None


def test_undoing_a_change_of_what_is_private_never_deletes_the_record(store):
    meeting = _add(
        store,
        Meeting,
        title="Q4",
        held_on=date(2026, 12, 9),
        community_id=_add(store, Community, name="Network"),
    )
    person = _add(store, Participant, name="Amina")
    need = _add(store, MeetingNeed, meeting_id=meeting, participant_id=person, need="Ramp")
    with store.change("Change need") as unit:
        unit.set(MeetingNeed, need, need="Lift")
    store.undo()
    with store.read() as reader:
        assert reader.get(MeetingNeed, need)["need"] == "Lift"  # not in the images, so it stays
        images = reader.connection.exec_driver_sql("SELECT before, after FROM row_change").all()
    assert not any("Ramp" in str(image) or "Lift" in str(image) for image in images)


class Desk:
    """Acts on a file by number, as far as they are possible at that moment."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def ids(self, model):
        with self.store.read() as reader:
            return [row["id"] for row in reader.find(model)]

    def act(self, verb: str, number: int, words: str) -> None:
        made = {"organisation": Organisation, "participant": Participant, "community": Community}
        kinds = list(made.values())
        model = kinds[number % 3]
        ids = self.ids(model)
        with self.store.change(verb) as unit:
            if verb == "add":
                unit.add(model, name=words or "x")
            elif verb == "edit" and ids:
                unit.set(model, ids[number % len(ids)], notes=words)
            elif verb == "delete" and ids:
                unit.delete(model, ids[number % len(ids)])
            elif verb == "link":
                self._link(unit, number)

    def _link(self, unit, number):
        people, bodies = self.ids(Participant), self.ids(Organisation)
        communities, meetings = self.ids(Community), self.ids(Meeting)
        if people and bodies:
            who, where = people[number % len(people)], bodies[number % len(bodies)]
            unit.add(Affiliation, participant_id=who, organisation_id=where)
        if communities:
            day = unit.today
            where = communities[number % len(communities)]
            unit.add(Meeting, title="Quarterly", community_id=where, held_on=day)
        if meetings and people:
            who, which = people[number % len(people)], meetings[number % len(meetings)]
            unit.add(Attendance, participant_id=who, meeting_id=which)


_ACTS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "edit", "delete", "link", "link", "undo", "undo", "redo"]),
        st.integers(0, 50),
        st.text(max_size=6).filter(lambda text: "\x00" not in text and text.isprintable()),
    ),
    max_size=25,
)


@given(_ACTS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_sequence_of_acts_undo_and_redo_keeps_file_and_history_consistent(acts):
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.create(Path(folder) / "desk.copdesk") as store,
    ):
        desk = Desk(store)
        states = [content(store)]
        redo: list[object] = []
        for verb, number, words in acts:
            if verb == "undo":
                assert (store.undo_label() is None) == (len(states) == 1)
                if len(states) > 1:
                    store.undo()
                    redo.append(states.pop())
            elif verb == "redo":
                assert (store.redo_label() is None) == (not redo)
                if redo:
                    store.redo()
                    states.append(redo.pop())
            else:
                desk.act(verb, number, words)
                now = content(store)
                if store.undo_label() == verb and now != states[-1]:
                    states.append(now)
                    redo.clear()
            assert content(store) == states[-1]
            assert faults(store) == []
        while len(states) > 1:
            store.undo()
            states.pop()
            assert content(store) == states[-1]
