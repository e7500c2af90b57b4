from datetime import date, timedelta

import pytest

from copdesk.db.conditions import Filter, Op
from copdesk.db.listing import Listing, Through
from copdesk.db.models import Affiliation, Enquiry, Organisation, Participant
from copdesk.services.settings import keep_settings

DAY = date(2026, 11, 22)


@pytest.fixture
def desk(store):
    with store.change("Add") as unit:
        unit.insert_many(
            Organisation,
            [{"name": n, "town": t} for n, t in (("Östersund Aid", "Hull"), ("Łódź House", ""))],
        )
        bodies = unit.insert_many(
            Organisation, [{"name": "Open Door"}, {"name": "Legal Leeds", "email": "a@example.org"}]
        )
        person = unit.add(Participant, name="Olena")
        unit.add(Participant, name="Zed")
        unit.add(Affiliation, participant_id=person, organisation_id=bodies[0], role="Lead")
    return store


def _names(store, listing, **asked):
    with store.read() as reader:
        ids = listing.ids(reader, **asked)
        return [row[0] for row in listing.rows(reader, ids, ["name"])]


def test_names_sort_by_their_folded_key(desk):
    organisations = Listing(Organisation)
    names = ["Legal Leeds", "Łódź House", "Open Door", "Östersund Aid"]
    assert _names(desk, organisations) == names
    assert _names(desk, organisations, sort="name", descending=True) == names[::-1]


def test_blank_values_can_be_found(desk):
    blank = [Filter("email", Op.BLANK)]
    assert "Legal Leeds" not in _names(desk, Listing(Organisation), filters=blank)
    with desk.read() as reader:
        assert Listing(Organisation).counts(reader, [("", blank)], DAY) == [3]
        assert len(Listing(Organisation).ids(reader, filters=[Filter("email", Op.NOT_BLANK)])) == 1


def test_typed_words_narrow_by_the_record_and_by_what_it_links(desk):
    people = Listing(
        Participant, through=(Through(Affiliation.participant_id, Affiliation.organisation_id),)
    )
    assert _names(desk, people, text="open do") == ["Olena"]
    assert _names(desk, Listing(Participant), text="open do") == []
    with desk.read() as reader:
        roles = Listing(Affiliation)
        ids = roles.ids(reader, text="olena")
        keys = ["participant_id", "organisation_id", "role"]
        assert roles.rows(reader, ids, keys) == [("Olena", "Open Door", "Lead")]


def test_contains_takes_percent_signs_as_they_are(desk):
    assert _names(desk, Listing(Organisation), filters=[Filter("name", Op.CONTAINS, "%")]) == []
    found = _names(desk, Listing(Organisation), filters=[Filter("name", Op.CONTAINS, "Door")])
    assert found == ["Open Door"]


def test_relative_days_count_from_the_day_that_is_given(store):
    with store.change("Log") as unit:
        unit.insert_many(
            Enquiry,
            [
                {"subject": str(n), "received_on": DAY - timedelta(days=n), "due_on": DAY}
                for n in (0, 6, 7, 40)
            ],
        )
    enquiries = Listing(Enquiry)

    def subjects(*filters):
        with store.read() as reader:
            ids = enquiries.ids(reader, filters=filters, today=DAY, sort="received_on")
            return [row[0] for row in enquiries.rows(reader, ids, ["subject"])]

    assert subjects(Filter("received_on", Op.LAST_DAYS, 7)) == ["6", "0"]
    assert subjects(Filter("received_on", Op.BEFORE_TODAY)) == ["40", "7", "6"]
    assert subjects(Filter("received_on", Op.BEFORE, DAY - timedelta(days=7))) == ["40"]
    with store.read() as reader, pytest.raises(ValueError, match="needs the day"):
        enquiries.ids(reader, filters=[Filter("received_on", Op.LAST_DAYS, 7)])


def test_quarters_run_from_their_first_to_their_last_day(store):
    days = [date(2026, 9, 30), date(2026, 10, 1), date(2026, 12, 31), date(2027, 1, 1)]
    with store.change("Log") as unit:
        unit.insert_many(
            Enquiry, [{"subject": str(d), "received_on": d, "due_on": d} for d in days]
        )

    def subjects(op, today):
        with store.read() as reader:
            ids = Listing(Enquiry).ids(
                reader, filters=[Filter("received_on", op)], today=today, sort="received_on"
            )
            return [row[0] for row in Listing(Enquiry).rows(reader, ids, ["subject"])]

    for today in (date(2026, 10, 1), date(2026, 11, 22), date(2026, 12, 31)):
        assert subjects(Op.THIS_QUARTER, today) == ["2026-10-01", "2026-12-31"]
        assert subjects(Op.LAST_QUARTER, today) == ["2026-09-30"]
    assert subjects(Op.LAST_QUARTER, date(2027, 3, 31)) == ["2026-10-01", "2026-12-31"]


def test_mine_are_those_of_the_coordinator_of_the_settings_and_none_before_one_is_named(store):
    with store.change("Log") as unit:
        unit.insert_many(
            Enquiry,
            [
                {"subject": "?", "received_on": DAY, "due_on": DAY, "owner": who}
                for who in ("", "Ada", "Bo")
            ],
        )
    mine = [Filter("owner", Op.COORDINATOR)]
    with store.read() as reader:
        assert Listing(Enquiry).counts(reader, [("", mine)], DAY) == [0]
    for name, count in (("", 0), ("Bo", 1)):
        keep_settings(store, coordinator=name)
        with store.read() as reader:
            assert Listing(Enquiry).counts(reader, [("", mine)], DAY) == [count]


@pytest.mark.parametrize("descending", [False, True])
def test_a_long_list_comes_in_its_order_to_the_last_row(store, descending):
    with store.change("Log") as unit:
        ids = unit.insert_many(
            Enquiry,
            [
                {"subject": "?", "received_on": DAY - timedelta(days=n * 37 % 101), "due_on": DAY}
                for n in range(3_000)
            ],
        )
    days = {id_: DAY - timedelta(days=n * 37 % 101) for n, id_ in enumerate(ids)}
    with store.read() as reader:
        found = Listing(Enquiry).ids(reader, sort="received_on", descending=descending)
    assert list(found) == sorted(ids, key=lambda id_: (days[id_], id_), reverse=descending)


def test_enquiries_without_a_day_to_act_stand_last_in_both_directions(store):
    with store.change("Log") as unit:
        soon, settled, late = unit.insert_many(
            Enquiry,
            [
                {"subject": "?", "received_on": DAY, "due_on": DAY, "act_by": act_by}
                for act_by in (DAY, None, DAY - timedelta(days=1))
            ],
        )
    with store.read() as reader:
        listing = Listing(Enquiry)
        assert list(listing.ids(reader, sort="act_by")) == [late, soon, settled]
        assert list(listing.ids(reader, sort="act_by", descending=True)) == [soon, late, settled]


def test_many_counts_are_one_question_and_the_same_as_one_by_one(desk):
    asked = [
        ("", ()),
        ("", [Filter("email", Op.BLANK)]),
        ("hull", ()),
        ("leeds", [Filter("email", Op.NOT_BLANK)]),
        ("nowhere", ()),
    ]
    with desk.read() as reader:
        listing = Listing(Organisation)
        counts = listing.counts(reader, asked, DAY)
        one_by_one = [len(listing.ids(reader, text=t, filters=f)) for t, f in asked]
        assert counts == one_by_one == [4, 3, 1, 1, 0]
        assert listing.counts(reader, [], DAY) == []


def test_a_row_that_is_gone_comes_empty_and_order_is_kept(desk):
    organisations = Listing(Organisation)
    with desk.read() as reader:
        ids = list(organisations.ids(reader))
        rows = organisations.rows(reader, [ids[2], 999_999, ids[0]], ["name", "town"])
    assert rows == [("Open Door", ""), (), ("Legal Leeds", "")]


def test_any_number_of_rows_can_be_named_by_their_ids(desk):
    with desk.read() as reader:
        listing = Listing(Organisation)
        some = [*list(listing.ids(reader))[:2], *range(10**6, 10**6 + 50_000)]
        named = [Filter("id", Op.ANY_OF, some)]
        assert sorted(listing.ids(reader, filters=named)) == sorted(some[:2])
        assert list(listing.ids(reader, filters=[*named, Filter("name", Op.IS, "Nobody")])) == []
