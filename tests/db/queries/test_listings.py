"""Every list: its derived columns agree with the rows they are made of."""

from datetime import date
from decimal import Decimal

import pytest

from copdesk.db.kinds import models
from copdesk.db.models import (
    Action,
    Affiliation,
    Attendance,
    Authority,
    Community,
    Credit,
    Enquiry,
    EnquiryPause,
    Meeting,
    Organisation,
    OrganisationArea,
    OrganisationMembership,
    Participant,
    TrainingPolicy,
)
from copdesk.db.queries.chips import VIEWS
from copdesk.db.queries.listings import LISTINGS
from copdesk.domain.dates import PartialDate
from copdesk.domain.enquiries import EnquiryState, PauseKind
from copdesk.domain.meetings import AttendanceState, MeetingState
from copdesk.domain.organisations import Relation
from copdesk.domain.training import CreditState, Tier
from tests.conftest import SAMPLE_DAY

LONG_AGO, LATER = PartialDate(2001), PartialDate(2101)


def cell(store, id_, key, kind="participant"):
    with store.read() as reader:
        return LISTINGS[kind].rows(reader, [id_], [key])[0][0]


def view(store, kind, name, today):
    (found,) = [each for each in VIEWS[kind] if each.name == name]
    with store.read() as reader:
        return list(LISTINGS[kind].ids(reader, filters=found.filters, today=today))


@pytest.fixture
def office(store):
    with store.change("Begin") as unit:
        return {
            "north": unit.add(Community, name="North"),
            "abbey": unit.add(Organisation, name="Abbey"),
            "zion": unit.add(Organisation, name="Zion"),
            "amina": unit.add(Participant, name="Amina", email="amina@example.org"),
            "olena": unit.add(Participant, name="Olena"),
        }


def test_every_kind_of_record_has_a_list():
    assert set(LISTINGS) == set(models())
    assert set(VIEWS) <= set(models())


def test_every_column_of_every_list_can_be_read_sorted_and_asked_for(sample):
    for listing in LISTINGS.values():
        ids = listing.ids(sample)
        assert [len(ids)] == listing.counts(sample, [("", ())], SAMPLE_DAY)
        rows = listing.rows(sample, ids[:50], list(listing.columns))
        assert all(len(row) == len(listing.columns) for row in rows)
        for key in listing.columns:
            assert sorted(listing.ids(sample, sort=key)) == sorted(ids)


def test_a_person_is_shown_with_present_organisations_in_their_order(store, office):
    with store.change("Roles") as unit:
        at = {"participant_id": office["amina"]}
        unit.add(Affiliation, organisation_id=office["zion"], role="Adviser", **at)
        unit.add(Affiliation, organisation_id=office["abbey"], role="Trustee", end=LATER, **at)
        unit.add(Affiliation, organisation_id=office["zion"], role="Clerk", end=LONG_AGO, **at)
        unit.add(Affiliation, organisation_id=office["zion"], role="Head", start=LATER, **at)
    assert cell(store, office["amina"], "organisation") == "Abbey; Zion"
    assert cell(store, office["amina"], "role") == "Adviser; Trustee"
    assert cell(store, office["olena"], "organisation") == ""
    assert cell(store, office["zion"], "people", "organisation") == 1
    assert view(store, "participant", "In no organisation", SAMPLE_DAY) == [office["olena"]]


def test_people_are_found_by_the_name_of_their_organisation(store, office):
    with store.change("Role") as unit:
        unit.add(Affiliation, participant_id=office["olena"], organisation_id=office["zion"])
    with store.read() as reader:
        assert list(LISTINGS["participant"].ids(reader, text="zio")) == [office["olena"]]


def test_a_person_was_last_seen_where_they_came_and_not_where_they_apologised(store, office):
    with store.change("Meetings") as unit:
        for day, state in (
            (date(2026, 3, 4), AttendanceState.PRESENT),
            (date(2026, 6, 3), AttendanceState.VISITOR),
            (date(2026, 9, 2), AttendanceState.APOLOGIES),
        ):
            values = {"title": "M", "community_id": office["north"], "held_on": day}
            meeting = unit.add(Meeting, **values)
            unit.add(Attendance, meeting_id=meeting, participant_id=office["amina"], state=state)
    assert cell(store, office["amina"], "last_meeting") == date(2026, 6, 3)
    assert cell(store, office["olena"], "last_meeting") is None
    name = "Not seen for 6 months"
    assert view(store, "participant", name, date(2026, 11, 22)) == [office["olena"]]
    assert view(store, "participant", name, date(2027, 1, 1)) == [office["amina"], office["olena"]]


def test_hours_are_the_verified_ones_of_the_compulsory_tier(store, office):
    with store.change("Hours") as unit:
        policy = unit.add(TrainingPolicy, title="T", adopted_on=date(2026, 1, 1))
        given = {"participant_id": office["amina"], "policy_id": policy, "done_on": SAMPLE_DAY}
        for hours, tier, state in (
            ("1.50", Tier.COMPULSORY, CreditState.VERIFIED),
            ("0.75", Tier.COMPULSORY, CreditState.VERIFIED),
            ("2.00", Tier.COMPULSORY, CreditState.PENDING),
            ("4.00", Tier.ADVANCED, CreditState.VERIFIED),
        ):
            unit.add(Credit, hours=Decimal(hours), tier=tier, state=state, **given)
    assert cell(store, office["amina"], "hours") == Decimal("2.25")
    assert cell(store, office["olena"], "hours") == 0


def test_organisations_are_parted_into_members_partners_and_those_in_no_community(store, office):
    with store.change("Memberships") as unit:
        bath = unit.add(Organisation, name="Bath")
        where = {"community_id": office["north"]}
        unit.add(OrganisationMembership, organisation_id=office["abbey"], **where)
        partner = {"relation": Relation.PARTNER, **where}
        unit.add(OrganisationMembership, organisation_id=office["zion"], **partner)
        unit.add(OrganisationMembership, organisation_id=bath, end=LONG_AGO, **where)
    assert cell(store, office["zion"], "relation", "organisation") == "Partner"
    assert view(store, "organisation", "Members", SAMPLE_DAY) == [office["abbey"]]
    assert view(store, "organisation", "Partners", SAMPLE_DAY) == [office["zion"]]
    assert view(store, "organisation", "In no community", SAMPLE_DAY) == [bath]
    assert cell(store, office["north"], "organisations", "community") == 2


def test_the_area_is_unknown_only_without_words_and_without_a_local_authority(store, office):
    with store.change("Areas") as unit:
        unit.set(Organisation, office["abbey"], area="Leeds and around")
        leeds = unit.find(Authority, name="Leeds")[0]["id"]
        unit.add(OrganisationArea, organisation_id=office["zion"], authority_id=leeds)
        bath = unit.add(Organisation, name="Bath")
    assert view(store, "organisation", "Area not known", SAMPLE_DAY) == [bath]
    assert cell(store, office["zion"], "areas", "organisation") == "Leeds"


def enquiry(unit, day, due, **given):
    values = {"subject": "Q", "received_on": day, "due_on": due, **given}
    return unit.add(Enquiry, **values)


def test_an_enquiry_is_late_only_while_open_and_past_its_working_target(store, office):
    monday, due, moved = date(2026, 11, 16), date(2026, 11, 23), date(2026, 11, 25)
    with store.change("Enquiries") as unit:
        late = enquiry(unit, monday, due, state=EnquiryState.OPEN, reply_by=moved)
        waiting = enquiry(unit, monday, due, state=EnquiryState.WAITING)
        enquiry(unit, monday, due, state=EnquiryState.ANSWERED, answered_on=monday)
        enquiry(unit, monday, due, state=EnquiryState.CLOSED, closed_on=monday)
    assert view(store, "enquiry", "Late", moved) == []
    assert view(store, "enquiry", "Late", date(2026, 11, 26)) == [late]
    assert view(store, "enquiry", "Past the promise", due) == []
    assert view(store, "enquiry", "Past the promise", date(2026, 11, 24)) == [late, waiting]
    assert view(store, "enquiry", "Open", due) == [late, waiting]


def test_an_enquiry_that_waits_says_since_when(store, office):
    day = date(2026, 11, 16)
    with store.change("Enquiries") as unit:
        waiting = enquiry(unit, day, day, state=EnquiryState.WAITING)
        over = {"start": day, "end": date(2026, 11, 17)}
        unit.add(EnquiryPause, enquiry_id=waiting, **over)
        unit.add(EnquiryPause, enquiry_id=waiting, start=date(2026, 11, 18))
        other = enquiry(unit, day, day)
        unit.add(EnquiryPause, enquiry_id=other, kind=PauseKind.SETTLED, start=day)
    assert cell(store, waiting, "waiting_since", "enquiry") == date(2026, 11, 18)
    assert cell(store, other, "waiting_since", "enquiry") is None


def test_an_enquiry_is_shown_with_who_asked_and_how_long_the_answer_took(store, office):
    day = date(2026, 11, 16)
    with store.change("Enquiries") as unit:
        known = enquiry(unit, day, day, asker_id=office["amina"], answered_on=date(2026, 11, 19))
        other = enquiry(unit, day, day, asker_name="A caseworker in Hull")
    assert cell(store, known, "asker", "enquiry") == "Amina"
    assert cell(store, other, "asker", "enquiry") == "A caseworker in Hull"
    assert cell(store, known, "days_taken", "enquiry") == 3
    assert cell(store, other, "days_taken", "enquiry") is None


def test_meetings_count_who_came_and_what_is_still_to_do(store, office):
    with store.change("Meeting") as unit:
        values = {"title": "M", "community_id": office["north"], "held_on": date(2101, 3, 4)}
        meeting = unit.add(Meeting, state=MeetingState.PLANNED, **values)
        for person, state in (
            ("amina", AttendanceState.PRESENT),
            ("olena", AttendanceState.APOLOGIES),
        ):
            who = {"meeting_id": meeting, "participant_id": office[person]}
            unit.add(Attendance, state=state, **who)
        unit.add(Action, title="Done", meeting_id=meeting, done_on=date(2026, 1, 1))
        unit.add(Action, title="To do", meeting_id=meeting)
    assert cell(store, meeting, "attended", "meeting") == 1
    assert cell(store, meeting, "open_actions", "meeting") == 1
    assert cell(store, office["north"], "next_meeting", "community") == date(2101, 3, 4)
