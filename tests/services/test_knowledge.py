from datetime import UTC, date, datetime

import pytest

from copdesk.db.models import Enquiry, Knowledge, KnowledgeTopic, Topic
from copdesk.db.search import find
from copdesk.errors import Invalid, UserError
from copdesk.services import records
from copdesk.services.enquiries import log_enquiry
from copdesk.services.knowledge import add_answer, check_again, keep_answer
from copdesk.services.settings import keep_settings, settings


@pytest.fixture
def enquiry(store):
    return log_enquiry(store, {"subject": "Fee waivers"})


@pytest.fixture
def topics(store):
    with store.read() as reader:
        return [each["id"] for each in reader.find(Topic)[:2]]


def _kept(store, id_):
    with store.read() as reader:
        return reader.get(Knowledge, id_)


def test_an_answer_is_kept_with_its_topics_its_enquiry_and_a_day_to_look_again(
    store, enquiry, topics, labels
):
    id_ = keep_answer(store, enquiry, "Who may ask?", "Anybody may.", [*topics, topics[0]])
    kept = _kept(store, id_)
    assert (kept["question"], kept["answer"]) == ("Who may ask?", "Anybody may.")
    assert (kept["kept_on"], kept["review_on"]) == (date(2026, 11, 23), date(2027, 11, 23))
    assert kept["enquiry_id"] == enquiry
    with store.read() as reader:
        linked = [each["topic_id"] for each in reader.find(KnowledgeTopic, knowledge_id=id_)]
        assert [hit.id for hit in find(reader, "anybody may", kinds=["knowledge"])] == [id_]
    assert linked == topics
    assert labels()[-1] == "Keep the answer of enquiry E-2026-001"


def test_another_day_to_look_again_is_kept_as_chosen(store, enquiry):
    id_ = keep_answer(store, enquiry, "Who?", "All.", review_on=date(2027, 1, 8))
    assert _kept(store, id_)["review_on"] == date(2027, 1, 8)


def test_nothing_is_kept_without_an_answer_or_of_an_enquiry_that_is_gone(store, enquiry):
    with pytest.raises(Invalid):
        keep_answer(store, enquiry, "Who may ask?", "")
    records.delete(store, Enquiry, [enquiry])
    with pytest.raises(UserError, match="deleted"):
        keep_answer(store, enquiry, "Who may ask?", "All.")
    with store.read() as reader:
        assert reader.find(Knowledge) == []


def test_an_answer_of_no_enquiry_is_kept_too(store, labels):
    id_ = add_answer(store, {"question": "Who may ask?", "answer": "All."})
    assert _kept(store, id_)["review_on"] == date(2027, 11, 23)
    assert labels()[-1] == "Keep the answer to Who may ask?"


def test_an_answer_still_true_is_looked_at_again_twelve_months_from_today(store, enquiry, labels):
    old = keep_answer(store, enquiry, "Who?", "All.", review_on=date(2025, 2, 28))
    check_again(store, [old])
    assert _kept(store, old)["review_on"] == date(2027, 11, 23)
    assert labels()[-1] == "Find answer Who? still true"


def test_an_answer_checked_on_29_february_comes_again_on_the_28th(store, enquiry):
    id_ = keep_answer(store, enquiry, "Who?", "All.")
    store.clock = lambda: datetime(2028, 2, 29, 9, 0, tzinfo=UTC)
    check_again(store, [id_])
    assert _kept(store, id_)["review_on"] == date(2029, 2, 28)


def test_the_footer_of_answers_is_a_setting_of_the_file(store):
    with store.read() as reader:
        assert settings(reader).answer_footer == (
            "Peer information, not legal advice; check before acting."
        )
    keep_settings(store, answer_footer="Ask a solicitor.")
    with store.read() as reader:
        assert settings(reader).answer_footer == "Ask a solicitor."
