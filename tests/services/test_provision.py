import pytest

from copdesk.db.models import (
    Authority,
    Enquiry,
    EnquiryNote,
    GapEvidence,
    OrganisationCapacity,
    Topic,
)
from copdesk.domain.enquiries import EnquiryState, LogKind
from copdesk.domain.provision import Capacity, Depth
from copdesk.errors import UserError
from copdesk.services import enquiries, records
from copdesk.services.provision import (
    Sought,
    confirm_capacities,
    log_contact,
    log_no_provider,
    record_capacity,
)
from tests.services.conftest import TODAY


@pytest.fixture
def sought(store):
    with store.read() as reader:
        topic = reader.find(Topic, code="ASY-03")[0]["id"]
        leeds = reader.find(Authority, name="Leeds")[0]["id"]
    return Sought(topic, leeds, "Tigrinya", Depth.CASEWORK)


@pytest.fixture
def enquiry(store):
    id_ = enquiries.log_enquiry(store, {"subject": "Who takes appeals"})
    records.change(store, Enquiry, id_, {"next_step": "Ask around", "next_step_on": TODAY})
    return id_


def test_asking_an_organisation_is_a_line_of_the_log_and_clears_the_next_step(
    store, office, enquiry, sought, labels
):
    log_contact(store, enquiry, [office.centre], LogKind.ASKED, sought)
    with store.read() as reader:
        (line,) = reader.find(EnquiryNote, enquiry_id=enquiry)
        found = reader.get(Enquiry, enquiry)
    assert line["kind"] is LogKind.ASKED
    assert line["with_id"] == office.centre
    assert line["text"] == (
        "St Augustine's Centre: Asylum appeal (First-tier Tribunal), Leeds, Tigrinya, Casework"
    )
    assert (found["next_step"], found["next_step_on"]) == ("", None)
    assert found["state"] is EnquiryState.OPEN
    assert labels()[-1] == ("Asked St Augustine's Centre for enquiry E-2026-001; next step cleared")


def test_several_are_signposted_to_in_one_act(store, office, enquiry, labels):
    log_contact(store, enquiry, [office.centre, office.firm], LogKind.SIGNPOSTED, Sought())
    with store.read() as reader:
        lines = reader.find(EnquiryNote, enquiry_id=enquiry)
    assert [line["text"] for line in lines] == ["St Augustine's Centre", "Fisherstone Solicitors"]
    assert labels()[-1] == ("Signposted to 2 of the list for enquiry E-2026-001; next step cleared")


def test_no_provider_found_is_logged_and_kept_as_evidence_in_one_act(
    store, enquiry, sought, labels
):
    before = len(labels())
    made = log_no_provider(store, sought, enquiry_id=enquiry)
    with store.read() as reader:
        gap = reader.get(GapEvidence, made)
        (line,) = reader.find(EnquiryNote, enquiry_id=enquiry)
    assert gap["found_on"] == TODAY
    assert (gap["topic_id"], gap["authority_id"]) == (sought.topic_id, sought.authority_id)
    assert (gap["language"], gap["level"], gap["enquiry_id"]) == ("Tigrinya", "Casework", enquiry)
    assert line["kind"] is LogKind.NO_PROVIDER
    assert len(labels()) == before + 1


def test_evidence_is_kept_without_an_enquiry_too(store, sought):
    made = log_no_provider(store, sought)
    with store.read() as reader:
        assert reader.get(GapEvidence, made)["enquiry_id"] is None


def test_a_gap_of_nothing_is_refused(store):
    with pytest.raises(UserError, match="Nothing says what was sought"):
        log_no_provider(store, Sought())


def test_a_deleted_enquiry_is_told_in_words(store, office, enquiry):
    records.delete(store, Enquiry, [enquiry])
    with pytest.raises(UserError, match="deleted"):
        log_contact(store, enquiry, [office.centre], LogKind.ASKED, Sought())


def test_a_capacity_that_is_confirmed_keeps_the_day_since_when_it_is_so(store, office):
    first = record_capacity(store, office.centre, Capacity.OPEN, said_by="Amina")
    with store.read() as reader:
        since = reader.get(OrganisationCapacity, first)["since"]
    confirm_capacities(store, [office.centre])
    with store.read() as reader:
        _first, again = reader.find(OrganisationCapacity, organisation_id=office.centre)
    assert (again["capacity"], again["since"], again["said_by"]) == (Capacity.OPEN, since, "Amina")
    assert again["checked_on"] == TODAY


def test_another_capacity_begins_today(store, office):
    record_capacity(store, office.centre, Capacity.OPEN)
    made = record_capacity(store, office.centre, Capacity.CLOSED)
    with store.read() as reader:
        assert reader.get(OrganisationCapacity, made)["since"] == TODAY


def test_what_was_never_known_is_not_confirmed_and_nothing_is_kept(store, office):
    record_capacity(store, office.centre, Capacity.OPEN)
    with pytest.raises(UserError, match="of Fisherstone"):
        confirm_capacities(store, [office.centre, office.firm])
    with store.read() as reader:
        assert len(reader.find(OrganisationCapacity)) == 1
