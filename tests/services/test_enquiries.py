from datetime import UTC, date, datetime

import pytest

from copdesk.db.models import Enquiry
from copdesk.db.queries import enquiries as asked
from copdesk.domain.enquiries import EnquiryState, LogKind
from copdesk.errors import Invalid, UserError
from copdesk.services import enquiries


@pytest.fixture
def log(store, office):
    """Logs an enquiry with a subject and what else is given; returns its id."""

    def log(**given):
        return enquiries.log_enquiry(store, {"subject": "Fee waiver", **given})

    return log


def kept(store, id_):
    with store.read() as reader:
        return reader.get(Enquiry, id_)


def test_an_enquiry_is_received_today_and_due_in_a_week(store, log, labels):
    enquiry = kept(store, log())
    assert enquiry["received_on"] == date(2026, 11, 23)
    assert enquiry["due_on"] == date(2026, 11, 30)
    assert enquiry["state"] is EnquiryState.NEW
    assert labels() == ["Log enquiry E-2026-001"]


def test_an_enquiry_received_on_friday_is_due_the_next_friday(store, log):
    assert kept(store, log(received_on=date(2026, 11, 20)))["due_on"] == date(2026, 11, 27)


def test_the_promise_of_the_community_makes_the_due_day(store, office, log):
    enquiry = kept(store, log(community_id=office.community))
    assert enquiry["due_on"] == date(2026, 11, 28)


def test_a_due_day_given_by_hand_stays(store, log):
    assert kept(store, log(due_on=date(2026, 12, 24)))["due_on"] == date(2026, 12, 24)


def test_references_count_in_the_year_the_enquiry_was_received(store, log):
    days = (date(2026, 1, 2), date(2025, 12, 31), date(2026, 1, 3))
    references = [kept(store, log(received_on=day))["reference"] for day in days]
    assert references == ["E-2026-001", "E-2025-001", "E-2026-002"]


def test_an_enquiry_without_a_subject_is_refused_and_nothing_is_kept(store, office, labels):
    with pytest.raises(Invalid) as refused:
        enquiries.log_enquiry(store, {"question": "?"})
    assert refused.value.problems == {"subject": "Subject is needed."}
    assert labels() == []


def test_a_note_is_no_answer_but_takes_the_enquiry_in_hand(store, log, labels):
    id_ = log()
    enquiries.note_enquiry(store, id_, "Asked two members.")
    enquiry = kept(store, id_)
    assert enquiry["state"] is EnquiryState.OPEN
    assert enquiry["answered_on"] is None
    assert labels()[-1] == "Add to the log of enquiry E-2026-001"


def test_the_first_reply_answers_the_enquiry_on_its_day(store, log, labels):
    id_ = log(received_on=date(2026, 11, 18))
    late_evening = datetime(2026, 11, 20, 23, 59, tzinfo=UTC)
    enquiries.record_reply(store, id_, "Yes, both.", kind=LogKind.CALL, at=late_evening)
    enquiries.record_reply(store, id_, "And the link.", at=datetime(2026, 11, 22, tzinfo=UTC))
    enquiry = kept(store, id_)
    assert enquiry["answered_on"] == date(2026, 11, 20)
    assert enquiry["state"] is EnquiryState.ANSWERED
    with store.read() as reader:
        lines = asked.log(reader, id_)
    assert [(line.kind, line.text) for line in lines] == [
        (LogKind.CALL, "Yes, both."),
        (LogKind.MAIL_OUT, "And the link."),
    ]
    assert labels()[-1] == "Answer enquiry E-2026-001"


def test_a_reply_just_after_midnight_in_summer_counts_on_the_london_day(store, log):
    id_ = log(received_on=date(2026, 7, 1))
    enquiries.record_reply(store, id_, "Yes.", at=datetime(2026, 7, 2, 23, 30, tzinfo=UTC))
    assert kept(store, id_)["answered_on"] == date(2026, 7, 3)


def test_waiting_for_the_asker_does_not_move_the_promise(store, log):
    id_ = log()
    due = kept(store, id_)["due_on"]
    enquiries.wait_for_asker(store, id_, "which form it was")
    enquiry = kept(store, id_)
    assert (enquiry["state"], enquiry["due_on"]) == (EnquiryState.WAITING, due)
    with store.read() as reader:
        assert asked.log(reader, id_)[0].text == "Waiting for the asker: which form it was"
    enquiries.resume_enquiry(store, id_)
    assert kept(store, id_)["state"] is EnquiryState.OPEN


def test_an_enquiry_is_closed_and_opened_again_without_losing_its_answer(store, log, labels):
    id_ = log()
    enquiries.record_reply(store, id_, "Yes.")
    enquiries.close_enquiry(store, id_)
    assert kept(store, id_)["closed_on"] == date(2026, 11, 23)
    enquiries.reopen_enquiry(store, id_)
    enquiry = kept(store, id_)
    assert (enquiry["state"], enquiry["closed_on"]) == (EnquiryState.OPEN, None)
    assert enquiry["answered_on"] == date(2026, 11, 23)
    assert labels()[-2:] == ["Close enquiry E-2026-001", "Open enquiry E-2026-001 again"]


def test_a_deleted_enquiry_takes_no_reply(store, log):
    from copdesk.services import records

    id_ = log()
    records.delete(store, Enquiry, [id_])
    with pytest.raises(UserError, match="was deleted"):
        enquiries.record_reply(store, id_, "Too late.")


def test_the_due_day_follows_the_day_received_and_the_community_as_long_as_it_is_the_promise(
    store, office, log, labels
):
    enquiry = log()
    enquiries.correct_enquiry(store, enquiry, {"received_on": date(2026, 11, 20)})
    assert kept(store, enquiry)["due_on"] == date(2026, 11, 27)
    enquiries.correct_enquiry(store, enquiry, {"community_id": office.community})
    assert kept(store, enquiry)["due_on"] == date(2026, 11, 25)
    assert labels()[1:] == [
        "Change received of enquiry E-2026-001",
        "Change community of enquiry E-2026-001",
    ]


def test_a_due_day_set_by_hand_stays_when_the_day_received_is_corrected(store, log):
    enquiry = log()
    enquiries.correct_enquiry(store, enquiry, {"due_on": date(2026, 12, 24)})
    enquiries.correct_enquiry(store, enquiry, {"received_on": date(2026, 11, 20)})
    assert kept(store, enquiry)["due_on"] == date(2026, 12, 24)


def test_an_enquiry_cant_be_left_without_a_subject(store, log):
    enquiry = log()
    with pytest.raises(Invalid):
        enquiries.correct_enquiry(store, enquiry, {"subject": ""})


def test_recording_a_contact_clears_the_next_step_in_the_same_act(store, office, log, labels):
    id_ = log()
    enquiries.correct_enquiry(
        store, id_, {"next_step": "Ring the firm", "next_step_on": date(2026, 11, 24)}
    )
    enquiries.note_enquiry(store, id_, "Thought about it.")
    assert kept(store, id_)["next_step"] == "Ring the firm"
    line = enquiries.note_enquiry(store, id_, "Rang", kind=LogKind.CALL, with_id=office.firm)
    assert (kept(store, id_)["next_step"], kept(store, id_)["next_step_on"]) == ("", None)
    assert labels()[-1] == "Record the call of enquiry E-2026-001; next step cleared"
    with store.read() as reader:
        found = {each.id: each for each in asked.log(reader, id_)}
    assert (found[line].with_id, found[line].with_whom) == (office.firm, "Fisherstone Solicitors")


def test_the_next_step_is_set_with_the_line_before_it(store, log, labels):
    id_ = log()
    then = enquiries.NextStep("Send the form", date(2026, 11, 27))
    enquiries.note_enquiry(store, id_, "Promised it", kind=LogKind.CALL, then=then)
    found = kept(store, id_)
    assert (found["next_step"], found["next_step_on"]) == ("Send the form", date(2026, 11, 27))
    assert labels()[-1].endswith("; next step: Send the form")


def test_a_line_can_lie_back_but_not_ahead(store, log):
    id_ = log(received_on=date(2026, 11, 16))
    enquiries.record_reply(store, id_, "Yes.", at=datetime(2026, 11, 18, 9, tzinfo=UTC))
    assert kept(store, id_)["answered_on"] == date(2026, 11, 18)
    with pytest.raises(Invalid) as refused:
        enquiries.note_enquiry(store, id_, "To come", at=datetime(2026, 11, 24, 9, tzinfo=UTC))
    assert refused.value.problems == {"at": "Tue 24 Nov 2026 has not come yet."}
