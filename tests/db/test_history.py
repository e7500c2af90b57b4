from datetime import UTC, date, datetime, timedelta

import pytest

from copdesk.db import history
from copdesk.db.models import Affiliation, Organisation, Participant
from copdesk.errors import UserError


@pytest.fixture
def people(store):
    with store.change("Add people") as unit:
        body = unit.add(Organisation, name="Welcome House")
        person = unit.add(Participant, name="Amina Yusuf")
        unit.add(Affiliation, participant_id=person, organisation_id=body, role="Adviser")
    return body, person


def test_an_act_is_told_in_words(store, people):
    body, _person = people
    with store.change("Change town of organisation Welcome House") as unit:
        unit.set(Organisation, body, town="Leeds")
    with store.read() as reader:
        line = history.changes(reader)[0]
        (told,) = history.details(reader, line.id)
    assert line.label == "Change town of organisation Welcome House"
    assert (told.title, told.verb) == ("Welcome House", "changed")
    assert told.fields == (history.FieldChange("Town", "nothing", "Leeds"),)


def test_a_deleted_link_is_told_by_the_names_of_what_it_linked(store, people):
    body, _person = people
    with store.change("Delete") as unit:
        unit.delete(Organisation, body)
    with store.read() as reader:
        told = history.details(reader, history.changes(reader)[0].id)
    assert [each.title for each in told] == ["Amina Yusuf · Welcome House", "Welcome House"]


def test_the_history_of_a_record_holds_what_belongs_to_it(store, people):
    _body, person = people
    with store.read() as reader:
        affiliation = reader.find(Affiliation)[0]["id"]
    with store.change("Change role") as unit:
        unit.set(Affiliation, affiliation, role="Manager")
    with store.read() as reader:
        labels = [line.label for line in history.changes(reader, record_id=person)]
    assert labels == ["Change role", "Add people"]


def test_the_bin_holds_what_was_deleted_and_gives_one_of_several_back(store):
    with store.change("Add") as unit:
        ids = unit.insert_many(Organisation, [{"name": name} for name in ("A", "B")])
    with store.change("Delete 2 organisations") as unit:
        for id_ in ids:
            unit.delete(Organisation, id_)
    with store.read() as reader:
        binned = history.bin_lines(reader)
    assert [line.title for line in binned] == ["B", "A"]
    store.revert(binned[1].change_id, only=binned[1].record_id)
    with store.read() as reader:
        assert [row["name"] for row in reader.find(Organisation)] == ["A"]
        assert [line.title for line in history.bin_lines(reader)] == ["B"]


def test_what_undo_took_away_is_not_in_the_bin(store):
    with store.change("Add") as unit:
        unit.add(Organisation, name="A")
    store.undo()
    with store.read() as reader:
        assert history.bin_lines(reader) == []


def test_emptying_the_bin_removes_old_content_for_good_and_nothing_else(store, people):
    body, person = people
    store.clock = lambda: datetime(2026, 1, 1, 12, tzinfo=UTC)
    with store.change("Delete") as unit:
        unit.delete(Organisation, body)
    store.clock = lambda: datetime(2026, 1, 30, 12, tzinfo=UTC)
    with store.change("Delete") as unit:
        unit.delete(Participant, person)
    with store.change("Empty the bin") as unit:
        assert history.empty_bin(unit, date(2026, 2, 1), 30) == 1
    with store.read() as reader:
        images = reader.connection.exec_driver_sql(
            "SELECT before, after FROM row_change WHERE record_id = ?", (body,)
        ).all()
        assert images
        assert all(tuple(row) == (None, None) for row in images)
        assert [line.record_id for line in history.bin_lines(reader)] == [person]
        gone = [line.id for line in history.changes(reader, record_id=body)]
    with pytest.raises(UserError, match="removed for good"):
        store.revert(gone[0])


def test_changes_page_back_in_time(store):
    for n in range(5):
        with store.change(f"Act {n}") as unit:
            unit.add(Organisation, name=str(n))
    with store.read() as reader:
        first = history.changes(reader, limit=2)
        rest = history.changes(reader, limit=9, before=first[-1].id)
    assert [line.label for line in first + rest] == [f"Act {n}" for n in (4, 3, 2, 1, 0)]
    assert all(line.at > datetime.now(UTC) - timedelta(minutes=5) for line in first)
