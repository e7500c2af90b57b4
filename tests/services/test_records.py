from datetime import date

import pytest

from copdesk.db.models import Action, Affiliation, Introduction, Organisation, Participant
from copdesk.domain.dates import PartialDate
from copdesk.errors import Cancelled, Invalid, UserError
from copdesk.progress import Progress
from copdesk.services import records


@pytest.fixture
def bodies(store):
    return [
        records.add(store, Organisation, {"name": name, "town": town})
        for name, town in (("A", "Leeds"), ("B", ""), ("C", ""))
    ]


def test_adding_says_what_was_added(store):
    records.add(store, Organisation, {"name": "Welcome House"})
    assert store.undo_label() == "Add organisation Welcome House"


def test_values_that_can_not_be_kept_are_told_beside_their_fields_and_nothing_is_kept(store):
    with pytest.raises(Invalid) as caught:
        records.add(store, Organisation, {"name": "", "email": "nobody"})
    assert set(caught.value.problems) == {"name", "email"}
    assert store.undo_label() == "Begin"


def test_changing_several_counts_and_names_only_those_that_differ(store, bodies):
    assert records.change_many(store, Organisation, bodies, {"town": "Leeds"}) == 2
    assert store.undo_label() == "Change town of 2 organisations"


def test_changing_one_names_it_and_leaves_the_others_alone(store, bodies):
    records.change(store, Organisation, bodies[1], {"town": "Hull"})
    assert store.undo_label() == "Change town of organisation B"
    with store.read() as reader:
        assert [reader.get(Organisation, each)["town"] for each in bodies] == ["Leeds", "Hull", ""]


def test_changing_what_was_deleted_is_one_sentence(store, bodies):
    records.delete(store, Organisation, bodies[:1])
    with pytest.raises(UserError, match="This organisation was deleted"):
        records.change(store, Organisation, bodies[0], {"town": "Hull"})


def test_deleting_is_named_by_one_or_counted(store, bodies):
    records.delete(store, Organisation, bodies[:1])
    assert store.undo_label() == "Delete organisation A"
    records.delete(store, Organisation, bodies[1:])
    assert store.undo_label() == "Delete 2 organisations"


def test_a_link_is_called_by_what_it_links_and_long_titles_are_cut_in_the_sentence(store, bodies):
    person = records.add(store, Participant, {"name": "Amina " + "Yusuf" * 20})
    records.add(store, Affiliation, {"participant_id": person, "organisation_id": bodies[0]})
    told = store.undo_label()
    assert told.startswith("Add role Amina Yusuf")
    assert told.endswith("…")
    assert len(told) < 80


def test_a_reference_is_given_once_and_never_again(store):
    first = records.add(store, Action, {"title": "Write"})
    with store.read() as reader:
        given = reader.get(Action, first)["reference"]
    store.undo()
    second = records.add(store, Action, {"title": "Ring"})
    with store.read() as reader:
        assert reader.get(Action, second)["reference"] != given


def test_work_that_is_cancelled_changes_nothing(store, bodies):
    job = Progress()
    job.cancel()
    with pytest.raises(Cancelled):
        records.delete(store, Organisation, bodies, progress=job)
    with store.read() as reader:
        assert all(reader.get(Organisation, each) for each in bodies)


def test_no_time_of_a_role_ends_before_it_begins_whichever_end_is_changed(store, bodies):
    amina = records.add(store, Participant, {"name": "Amina"})
    given = {"participant_id": amina, "organisation_id": bodies[0]}
    span = {"start": PartialDate(2024, 5), "end": PartialDate(2023)}
    with pytest.raises(Invalid) as caught:
        records.add(store, Affiliation, {**given, **span})
    assert caught.value.problems == {"end": "The end lies before the beginning."}
    role = records.add(store, Affiliation, {**given, "start": PartialDate(2024, 5)})
    with pytest.raises(Invalid):
        records.change(store, Affiliation, role, {"end": PartialDate(2024, 4)})
    records.change(store, Affiliation, role, {"end": PartialDate(2024)})
    with pytest.raises(Invalid):
        records.change(store, Affiliation, role, {"start": PartialDate(2025)})


def test_nothing_is_joined_to_itself(store, bodies):
    amina, olena = (records.add(store, Participant, {"name": name}) for name in ("Amina", "Olena"))
    given = {"about": "Appeals", "made_on": date(2026, 11, 23), "first_id": amina}
    with pytest.raises(Invalid) as caught:
        records.add(store, Introduction, {**given, "second_id": amina})
    assert caught.value.problems == {"second_id": "It can't be joined to itself: choose another."}
    records.add(store, Introduction, {**given, "second_id": olena})
