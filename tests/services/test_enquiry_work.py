from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copdesk.db.models import (
    AgendaItem,
    AgendaLink,
    Enquiry,
    EnquiryLink,
    EnquiryNote,
    EnquiryPause,
    GapEvidence,
    KeptWords,
    Knowledge,
)
from copdesk.db.queries.enquiries import log
from copdesk.db.store import Store
from copdesk.domain.enquiries import EnquiryState, LogKind, Outcome, PauseKind
from copdesk.errors import Invalid, UserError
from copdesk.progress import Cancelled
from copdesk.services import enquiries, records
from copdesk.services.enquiry_work import close_enquiries, merge_enquiries, split_enquiry
from copdesk.services.identifiers import keep_words
from tests.db.snapshot import content


def one(store, id_):
    with store.read() as reader:
        return reader.get(Enquiry, id_)


def texts(store, id_):
    with store.read() as reader:
        return [line.text for line in log(reader, id_)]


def found(store, model, **equal):
    with store.read() as reader:
        return reader.find(model, **equal)


@pytest.fixture
def two(store, office):
    """One enquiry of the 10th to keep, and one of the 12th that asks the same."""
    first = enquiries.log_enquiry(
        store,
        {"subject": "Fee waiver", "question": "Who may ask?", "received_on": date(2026, 11, 10)},
    )
    second = enquiries.log_enquiry(
        store,
        {
            "subject": "Fees once more",
            "question": "Is there a way round the fee?",
            "received_on": date(2026, 11, 12),
            "asker_id": office.amina,
        },
    )
    return first, second


def test_merging_moves_the_log_and_keeps_the_question_of_the_other(store, two, labels):
    first, second = two
    enquiries.note_enquiry(store, first, "Asked the firm.")
    enquiries.note_enquiry(store, second, "Rang her.", kind=LogKind.CALL)
    merge_enquiries(store, first, [second])
    assert texts(store, second) == []
    assert texts(store, first) == [
        "Asked the firm.",
        "Rang her.",
        (
            "E-2026-002 was merged into this one. It was asked by Amina Yusuf on Thu 12 Nov 2026: "
            "Fees once more\n\nIs there a way round the fee?"
        ),
    ]
    other = one(store, second)
    assert (other["state"], other["outcome"]) == (EnquiryState.CLOSED, Outcome.MERGED)
    assert (other["merged_into_id"], other["closed_on"]) == (first, date(2026, 11, 23))
    assert labels()[-1] == "Merge enquiry E-2026-002 into E-2026-001"


def test_everything_that_belongs_to_the_other_moves(store, office, two):
    first, second = two
    gap = records.add(store, GapEvidence, {"found_on": date(2026, 11, 20), "enquiry_id": second})
    answer = records.add(
        store,
        Knowledge,
        {"question": "Q", "answer": "A", "kept_on": date(2026, 11, 20), "enquiry_id": second},
    )
    item = records.add(store, AgendaItem, {"meeting_id": office.meeting, "title": "Fees"})
    link = records.add(store, AgendaLink, {"agenda_item_id": item, "record_id": second})
    tie = records.add(store, EnquiryLink, {"enquiry_id": second, "record_id": office.firm})
    keep_words(store, second, "BD1 3EZ", "our own office")
    merge_enquiries(store, first, [second])
    assert found(store, GapEvidence)[0]["id"] == gap
    assert found(store, GapEvidence)[0]["enquiry_id"] == first
    assert [each["id"] for each in found(store, Knowledge, enquiry_id=first)] == [answer]
    assert [each["id"] for each in found(store, AgendaLink, record_id=first)] == [link]
    assert [each["id"] for each in found(store, EnquiryLink, enquiry_id=first)] == [tie]
    assert [each["words"] for each in found(store, KeptWords, record_id=first)] == ["BD1 3EZ"]
    assert len(found(store, KeptWords, record_id=second)) == 1


def test_links_that_would_be_double_or_lead_to_itself_are_dropped(store, office, two):
    first, second = two
    for enquiry, to in ((first, second), (first, office.firm), (second, office.firm)):
        records.add(store, EnquiryLink, {"enquiry_id": enquiry, "record_id": to})
    item = records.add(store, AgendaItem, {"meeting_id": office.meeting, "title": "Fees"})
    for each in two:
        records.add(store, AgendaLink, {"agenda_item_id": item, "record_id": each})
    merge_enquiries(store, first, [second])
    assert [each["record_id"] for each in found(store, EnquiryLink)] == [office.firm]
    assert [each["record_id"] for each in found(store, AgendaLink)] == [first]


def test_the_promise_of_the_one_kept_stays_and_waiting_with_the_other_counts(store, two):
    first, second = two
    enquiries.wait_for_asker(store, second, "Which fee?", on=date(2026, 11, 13))
    enquiries.resume_enquiry(store, second, on=date(2026, 11, 16))
    merge_enquiries(store, first, [second])
    kept = one(store, first)
    assert kept["due_on"] == date(2026, 11, 17)
    assert kept["reply_by"] == date(2026, 11, 20)
    assert [each["kind"] for each in found(store, EnquiryPause, enquiry_id=second)] == [
        PauseKind.SETTLED
    ]


def test_waiting_that_lasts_ends_with_the_merging(store, two):
    first, second = two
    enquiries.wait_for_asker(store, second, on=date(2026, 11, 20))
    merge_enquiries(store, first, [second])
    (pause,) = found(store, EnquiryPause, enquiry_id=first)
    assert (pause["start"], pause["end"]) == (date(2026, 11, 20), date(2026, 11, 23))
    assert one(store, first)["state"] is EnquiryState.NEW


def test_the_next_step_of_the_other_is_taken_over_where_there_was_none(store, two):
    first, second = two
    records.change(store, Enquiry, second, {"next_step": "Ring the firm"})
    merge_enquiries(store, first, [second])
    assert one(store, first)["next_step"] == "Ring the firm"


def test_one_merged_earlier_leads_to_the_last_one_kept(store, two):
    first, second = two
    third = enquiries.log_enquiry(store, {"subject": "Third"})
    merge_enquiries(store, second, [third])
    merge_enquiries(store, first, [second])
    assert one(store, third)["merged_into_id"] == first


def test_merging_what_makes_no_sense_is_refused_in_words(store, two):
    first, second = two
    with pytest.raises(UserError, match="E-2026-001 can't be merged into itself"):
        merge_enquiries(store, first, [first, second])
    with pytest.raises(UserError, match="Nothing was chosen"):
        merge_enquiries(store, first, [])
    merge_enquiries(store, first, [second])
    for keep, other in ((second, first), (first, second)):
        with pytest.raises(UserError, match="E-2026-002 was merged into E-2026-001 already"):
            merge_enquiries(store, keep, [other])


def test_opened_again_a_merged_enquiry_stands_by_itself(store, two):
    first, second = two
    merge_enquiries(store, first, [second])
    enquiries.reopen_enquiry(store, second)
    assert one(store, second)["merged_into_id"] is None
    assert one(store, second)["state"] is EnquiryState.OPEN


def test_a_question_longer_than_a_line_goes_on_in_the_next(store, two):
    first, second = two
    records.change(store, Enquiry, second, {"question": "q" * 99_990, "answer": "a" * 99_990})
    merge_enquiries(store, first, [second])
    whole = "".join(texts(store, first))
    assert (whole.count("q" * 9_000), whole.count("a" * 9_000)) == (11, 11)


def test_splitting_moves_the_lines_chosen_to_an_enquiry_of_the_same_asker(store, office, labels):
    first = enquiries.log_enquiry(
        store,
        {"subject": "Two things", "asker_id": office.amina, "received_on": date(2026, 11, 19)},
    )
    lines = [enquiries.note_enquiry(store, first, text) for text in ("One", "Two", "Three")]
    new = split_enquiry(store, first, lines[1:], "The second thing", "What about it?")
    assert texts(store, first) == ["One"]
    assert texts(store, new) == ["Two", "Three"]
    made = one(store, new)
    assert (made["subject"], made["question"]) == ("The second thing", "What about it?")
    assert (made["asker_id"], made["received_on"]) == (office.amina, date(2026, 11, 19))
    assert (made["due_on"], made["state"]) == (date(2026, 11, 26), EnquiryState.OPEN)
    assert [(each["enquiry_id"], each["record_id"]) for each in found(store, EnquiryLink)] == [
        (first, new)
    ]
    assert labels()[-1] == "Split 2 lines of E-2026-001 off as enquiry E-2026-002"


def test_days_of_waiting_before_the_split_count_for_both(store, two):
    first, _second = two
    line = enquiries.note_enquiry(store, first, "One")
    enquiries.wait_for_asker(store, first, on=date(2026, 11, 20))
    new = split_enquiry(store, first, [line], "Apart")
    assert one(store, first)["state"] is EnquiryState.WAITING
    assert one(store, new)["reply_by"] == date(2026, 11, 17)  # it was late before the waiting
    (pause,) = found(store, EnquiryPause, enquiry_id=new)
    assert (pause["start"], pause["end"]) == (date(2026, 11, 20), date(2026, 11, 23))


def test_splitting_nothing_or_a_line_of_another_is_refused(store, two):
    first, second = two
    line = enquiries.note_enquiry(store, second, "Of the second")
    with pytest.raises(UserError, match="No line is chosen"):
        split_enquiry(store, first, [], "Apart")
    with pytest.raises(UserError, match="no longer in this log"):
        split_enquiry(store, first, [line], "Apart")
    with pytest.raises(Invalid) as refused:
        split_enquiry(store, second, [line], "")
    assert refused.value.problems == {"subject": "Subject is needed."}
    assert texts(store, second) == ["Of the second"]


def test_several_are_closed_in_one_act_each_as_its_log_says(store, two, labels):
    first, second = two
    enquiries.record_reply(store, first, "Yes.")
    enquiries.note_enquiry(store, second, "The centre", kind=LogKind.SIGNPOSTED)
    third = enquiries.log_enquiry(store, {"subject": "Third"})
    enquiries.wait_for_asker(store, third)
    close_enquiries(store, [first, second, third])
    assert [one(store, each)["outcome"] for each in (first, second, third)] == [
        Outcome.ANSWERED,
        Outcome.SIGNPOSTED,
        Outcome.NO_REPLY,
    ]
    assert labels()[-1] == "Close 3 enquiries"


def test_what_is_closed_already_is_not_closed_again(store, two, labels):
    first, second = two
    close_enquiries(store, [first], outcome=Outcome.WITHDRAWN, on=date(2026, 11, 20))
    close_enquiries(store, [first, second], outcome=Outcome.NOT_OURS, note="For the council")
    assert one(store, first)["outcome"] is Outcome.WITHDRAWN
    assert one(store, second)["outcome_note"] == "For the council"
    assert labels()[-1] == "Close enquiry E-2026-002"


def test_a_closing_of_many_that_is_stopped_leaves_all_open(store, two):
    class Stopped:
        def step(self, _done, _whole, _words):
            raise Cancelled

    with pytest.raises(Cancelled):
        close_enquiries(store, two, progress=Stopped())
    assert all(one(store, each)["state"] is EnquiryState.NEW for each in two)


STEP = st.tuples(
    st.sampled_from(["merge", "split", "wait", "note", "close"]),
    st.integers(0, 5),
    st.integers(0, 5),
)


@given(st.lists(STEP, max_size=12))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_line_of_a_log_is_ever_lost_and_each_merge_can_be_taken_back(
    tmp_path_factory, empty_file, steps
):
    file = tmp_path_factory.mktemp("work") / "work.copdesk"
    file.write_bytes(empty_file.read_bytes())
    with Store.open(file) as store:
        ids = [enquiries.log_enquiry(store, {"subject": f"Number {n}"}) for n in range(3)]
        lines = {
            enquiries.note_enquiry(store, id_, f"Line {n} of {id_}") for id_ in ids for n in (1, 2)
        }
        for what, this, other in steps:
            before = content(store)
            id_, that = ids[this % len(ids)], ids[other % len(ids)]
            try:
                _do(store, what, id_, that, ids, lines)
            except UserError:
                assert content(store) == before
            else:
                if what in ("merge", "split"):
                    after = content(store)
                    store.undo()
                    assert content(store) == before
                    store.redo()
                    assert content(store) == after
            assert lines <= {each["id"] for each in found(store, EnquiryNote)}


def _do(store, what, id_, that, ids, lines):
    if what == "merge":
        merge_enquiries(store, id_, [that])
    elif what == "split":
        mine = [each["id"] for each in found(store, EnquiryNote, enquiry_id=id_)]
        ids.append(split_enquiry(store, id_, mine[: 1 + that % 2], "Apart"))
    elif what == "wait":
        enquiries.wait_for_asker(store, id_)
    elif what == "note":
        lines.add(enquiries.note_enquiry(store, id_, "One more"))
    else:
        close_enquiries(store, [id_])
