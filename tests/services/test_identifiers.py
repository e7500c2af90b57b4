import pytest

from copdesk.db.models import Authority, Enquiry, Participant
from copdesk.db.queries.identifiers import checked, kept_words, told_of
from copdesk.db.search import find
from copdesk.errors import Invalid, UserError
from copdesk.services import records
from copdesk.services.enquiries import log_enquiry
from copdesk.services.identifiers import keep_words

TEXT = "Mr Ahmed of BD1 3EZ asks"


@pytest.fixture
def enquiry(store):
    return log_enquiry(store, {"subject": "Fees", "question": TEXT})


def _words(store, text, record_id=None):
    with store.read() as reader:
        return [text[each.start : each.end] for each in checked(reader, text, record_id)]


def test_words_kept_with_a_reason_may_stand_in_their_record_only(store, enquiry, labels):
    other = log_enquiry(store, {"subject": "Visits"})
    keep_words(store, enquiry, "Mr Ahmed", "the interpreter,  not a client")
    assert _words(store, TEXT, enquiry) == ["BD1 3EZ"]
    assert _words(store, TEXT, other) == ["Mr Ahmed", "BD1 3EZ"]
    assert _words(store, TEXT) == ["BD1 3EZ"]
    assert labels()[-1] == (
        "Keep “Mr Ahmed” in E-2026-001 Fees, because the interpreter, not a client"
    )
    with store.read() as reader:
        assert kept_words(reader, enquiry)[0].reason == "the interpreter, not a client"


def test_the_reason_is_found_by_the_search(store, enquiry):
    keep_words(store, enquiry, "Mr Ahmed", "he is our interpreter")
    with store.read() as reader:
        assert [hit.kind for hit in find(reader, "our interpreter")] == ["kept_words"]


def test_without_a_reason_nothing_is_kept(store, enquiry):
    with pytest.raises(Invalid):
        keep_words(store, enquiry, "Mr Ahmed", "  ")
    with store.read() as reader:
        assert kept_words(reader, enquiry) == []


def test_words_of_a_record_that_is_gone_are_not_kept(store, enquiry):
    records.delete(store, Enquiry, [enquiry])
    with pytest.raises(UserError, match="deleted"):
        keep_words(store, enquiry, "Mr Ahmed", "interpreter")


def test_the_reason_goes_with_its_record(store, enquiry):
    keep_words(store, enquiry, "Mr Ahmed", "interpreter")
    records.delete(store, Enquiry, [enquiry])
    with store.read() as reader:
        assert kept_words(reader, None) == []


def test_people_and_areas_of_the_file_are_known(store, office):
    with store.change("People") as unit:
        unit.add(Participant, name="Anita Patel", email="anita@firm.example", phone="07700 900123")
    with store.read() as reader:
        assert reader.find(Authority)
    assert _words(store, "Dr Patel, anita@firm.example, 07700 900123") == []
    text = "She is Eritrean, deaf and lives in Calderdale."
    assert _words(store, text) == ["deaf", "Calderdale"]


def test_texts_that_leave_are_told_by_their_place(store, enquiry):
    with store.read() as reader:
        told = told_of(reader, {"Enquiries": [TEXT, TEXT], "Agenda": ["On 12/03/2024"]})
    assert told == ("Enquiries may tell who a client is: “Mr Ahmed”, “BD1 3EZ”.",)
