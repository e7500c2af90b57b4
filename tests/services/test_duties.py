"""Lines of Today put off, set aside and brought back; what is done from where they stand."""

from datetime import date, timedelta

import pytest

from copdesk.db.models import DutyMark, Enquiry, EnquiryNote
from copdesk.db.queries.duties import marks
from copdesk.domain.duties import Duty, DutyKind
from copdesk.domain.enquiries import EnquiryState
from copdesk.errors import Invalid, UserError
from copdesk.services import duties, enquiries, records
from copdesk.services.settings import keep_settings
from tests.services.conftest import TODAY

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def asked(store, office):
    return enquiries.log_enquiry(store, {"subject": "Fee waiver", "received_on": TODAY})


@pytest.fixture
def line(asked):
    return Duty(DutyKind.ENQUIRY, asked, TODAY, "Fee waiver")


def kept(store):
    with store.read() as reader:
        return marks(reader)


def test_a_line_put_off_is_kept_with_its_day(store, line, labels):
    duties.put_off(store, line, TOMORROW)
    assert kept(store)[line.key].until == TOMORROW
    assert labels()[-1] == "Put off until Tue 24 Nov 2026: Fee waiver"


def test_a_line_is_put_off_only_to_a_day_to_come(store, line):
    with pytest.raises(Invalid, match="tomorrow"):
        duties.put_off(store, line, TODAY)
    assert kept(store) == {}


def test_a_line_is_set_aside_with_a_reason(store, line, labels):
    with pytest.raises(Invalid, match="why"):
        duties.set_aside(store, line, "  ")
    duties.set_aside(store, line, " Settled by phone ")
    assert kept(store)[line.key].reason == "Settled by phone"
    assert labels()[-1] == "Set aside: Fee waiver"


def test_the_last_word_on_a_line_counts_and_it_can_be_brought_back(store, line, labels):
    duties.set_aside(store, line, "Not now")
    duties.put_off(store, line, TOMORROW)
    assert [(each.until, each.reason) for each in kept(store).values()] == [(TOMORROW, "")]
    duties.bring_back(store, line)
    assert kept(store) == {}
    assert labels()[-1] == "Bring back: Fee waiver"


def test_a_mark_on_an_earlier_day_of_a_line_goes_with_the_next(store, asked, line):
    duties.set_aside(store, line, "Not now")
    moved = Duty(DutyKind.ENQUIRY, asked, date(2026, 12, 1), "Fee waiver")
    duties.put_off(store, moved, TOMORROW)
    assert list(kept(store)) == [moved.key]


def test_other_lines_about_the_same_record_keep_their_marks(store, asked, line):
    step = Duty(DutyKind.NEXT_STEP, asked, TODAY, "Ring them")
    duties.set_aside(store, line, "Not now")
    duties.set_aside(store, step, "Rang already")
    assert set(kept(store)) == {line.key, step.key}


def test_deleting_the_record_leaves_nothing_that_stands_in_the_way(store, asked, line):
    duties.set_aside(store, line, "Not now")
    records.delete(store, Enquiry, [asked])
    with store.read() as reader:
        assert [row["record_id"] for row in reader.find(DutyMark)] == [None]


def test_a_new_enquiry_taken_in_hand_is_open_and_the_coordinator_has_it(store, asked, labels):
    keep_settings(store, coordinator="Sam")
    duties.take_in_hand(store, asked)
    with store.read() as reader:
        enquiry = reader.get(Enquiry, asked)
    assert (enquiry["state"], enquiry["owner"]) == (EnquiryState.OPEN, "Sam")
    assert labels()[-1] == "Take in hand E-2026-001 Fee waiver"


def test_who_deals_with_it_already_stays(store, asked):
    keep_settings(store, coordinator="Sam")
    records.change(store, Enquiry, asked, {"owner": "Olena"})
    duties.take_in_hand(store, asked)
    with store.read() as reader:
        assert reader.get(Enquiry, asked)["owner"] == "Olena"


def test_a_next_step_that_is_done_is_cleared_and_stands_in_the_log(store, asked):
    step = {"next_step": "Ring the clinic", "next_step_on": TODAY}
    records.change(store, Enquiry, asked, step)
    duties.finish_next_step(store, asked)
    with store.read() as reader:
        enquiry = reader.get(Enquiry, asked)
        told = [row["text"] for row in reader.find(EnquiryNote, enquiry_id=asked)]
    assert (enquiry["next_step"], enquiry["next_step_on"]) == ("", None)
    assert told[-1] == "Done: Ring the clinic"


def test_an_enquiry_that_is_gone_is_said_to_be_so(store, asked):
    records.delete(store, Enquiry, [asked])
    for act in (duties.take_in_hand, duties.finish_next_step):
        with pytest.raises(UserError, match="deleted"):
            act(store, asked)
