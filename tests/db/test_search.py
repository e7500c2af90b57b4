import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copdesk.db import search
from copdesk.db.models import Enquiry, Organisation, Participant
from copdesk.db.store import Store


@pytest.fixture
def named(store):
    with store.change("Add") as unit:
        unit.add(Participant, name="Hồng Nguyễn Thị")
        unit.add(Participant, name="Đặng Văn Lâm")
        unit.add(Participant, name="Wang Xiaoming", native_name="王小明")
        unit.add(Participant, name="Abebe Bikila", native_name="አበበ ቢቂላ", aliases=("Abi",))
        unit.add(Organisation, name="St Augustine’s", aliases=("St Augustines Centre",))
        unit.add(Organisation, name="Harbour Advice", notes="Registered with the IAA since 2025")
    return store


def _titles(store, typed, **options):
    with store.read() as reader:
        return [hit.title for hit in search.find(reader, typed, **options)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("nguyen", "Hồng Nguyễn Thị"),
        ("NGUYỄN", "Hồng Nguyễn Thị"),
        ("dang", "Đặng Văn Lâm"),
        ("st augustines", "St Augustine’s"),
        ("St Augustine's", "St Augustine’s"),
        ("小明", "Wang Xiaoming"),
        ("አበበ", "Abebe Bikila"),
        ("abi", "Abebe Bikila"),
        ("oisc", "Harbour Advice"),
        ("harb adv", "Harbour Advice"),
    ],
)
def test_names_are_found_however_they_are_typed(named, typed, found):
    assert found in _titles(named, typed)


def test_the_exact_name_comes_first_then_beginnings_then_the_newest(store):
    with store.change("Add") as unit:
        unit.add(Organisation, name="Advice Leeds")
        unit.add(Organisation, name="Leeds Law Centre")
        unit.add(Organisation, name="Leeds")
        unit.add(Organisation, name="Night shelter in Leeds")
    found = _titles(store, "leeds", kinds=["organisation"])
    assert found == ["Leeds", "Leeds Law Centre", "Night shelter in Leeds", "Advice Leeds"]


def test_a_reference_is_found_and_kinds_narrow(store):
    with store.change("Log") as unit:
        day = unit.today
        unit.add(Enquiry, reference="E-2026-014", subject="Fees", received_on=day, due_on=day)
        unit.add(Organisation, name="Fees Together")
    assert _titles(store, "E-2026-014") == ["E-2026-014 Fees"]
    assert _titles(store, "fees", kinds=["organisation"]) == ["Fees Together"]


def test_what_is_changed_or_deleted_is_found_so_no_more(store):
    with store.change("Add") as unit:
        id_ = unit.add(Organisation, name="Old name")
    with store.change("Rename") as unit:
        unit.set(Organisation, id_, name="New name")
    assert _titles(store, "old") == []
    with store.change("Delete") as unit:
        unit.delete(Organisation, id_)
    assert _titles(store, "new name") == []
    store.undo()
    assert _titles(store, "new name") == ["New name"]


@pytest.fixture(scope="module")
def some_store(tmp_path_factory):
    with Store.create(tmp_path_factory.mktemp("search") / "desk.copdesk") as opened:
        yield opened


@given(st.text(max_size=40))
@settings(deadline=None)
def test_what_a_person_types_is_never_a_syntax_error(some_store, typed):
    _titles(some_store, typed)


@pytest.mark.parametrize("typed", ['"', "*", "a AND", "NEAR(", "a:b", "-x", "^", "'; DROP", "()"])
def test_what_means_something_to_the_index_is_only_words(named, typed):
    _titles(named, typed)
