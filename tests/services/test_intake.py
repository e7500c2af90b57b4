"""A mail taken in: one act with its asker and papers, or a line of an enquiry that is there."""

from datetime import date, datetime

import pytest

from copdesk.db.models import Affiliation, Document, Enquiry, EnquiryPause, Participant
from copdesk.db.queries.enquiries import log
from copdesk.db.unit import LONDON
from copdesk.domain.enquiries import EnquiryState, LogKind
from copdesk.errors import Invalid, UserError
from copdesk.services import enquiries
from copdesk.services.documents import LARGEST
from copdesk.services.intake import Newcomer, add_mail, log_mail
from tests.services.conftest import TODAY

FATIMA = Newcomer("Fatima Khan", "fatima@harbour.example")


def row(store, id_, model=Enquiry):
    with store.read() as reader:
        return reader.get(model, id_)


def found(store, model, **equal):
    with store.read() as reader:
        return reader.find(model, **equal)


def test_a_newcomer_is_added_with_the_enquiry_in_one_act(store, office, labels):
    values = {"subject": "Fee waiver", "asker_name": "Fatima Khan", "organisation_id": office.firm}
    id_ = log_mail(store, values, FATIMA, papers=[("letter.txt", b"Dear desk")])
    enquiry = row(store, id_)
    person = row(store, enquiry["asker_id"], Participant)
    assert (person["name"], person["email"]) == ("Fatima Khan", "fatima@harbour.example")
    assert enquiry["asker_name"] == ""
    (role,) = found(store, Affiliation, participant_id=person["id"])
    assert role["organisation_id"] == office.firm
    assert [each["name"] for each in found(store, Document, record_id=id_)] == ["letter.txt"]
    assert labels() == ["Log enquiry E-2026-001 and add participant Fatima Khan"]
    store.undo()
    assert found(store, Participant, name="Fatima Khan") == []
    assert found(store, Enquiry) == []


def test_an_asker_who_is_not_added_stays_a_name(store, labels):
    values = {"subject": "Fee waiver", "asker_name": "Fatima Khan"}
    id_ = log_mail(store, values, address="fatima@harbour.example")
    assert row(store, id_)["asker_name"] == "Fatima Khan"
    assert row(store, id_)["state"] is EnquiryState.NEW
    with store.read() as reader:
        (line,) = log(reader, id_)
    assert line.text == "Came by e-mail from Fatima Khan <fatima@harbour.example>."
    assert labels() == ["Log enquiry E-2026-001"]


@pytest.mark.parametrize(
    ("newcomer", "papers", "refusal"),
    [
        (Newcomer("Fatima", "no address"), (), Invalid),
        (Newcomer(""), (), Invalid),
        (FATIMA, [("big.pdf", bytes(LARGEST + 1))], UserError),
    ],
)
def test_what_can_t_be_kept_leaves_nothing_behind(store, newcomer, papers, refusal):
    people = len(found(store, Participant))
    with pytest.raises(refusal):
        log_mail(store, {"subject": "Fee waiver"}, newcomer, papers=papers)
    assert found(store, Enquiry) == []
    assert len(found(store, Participant)) == people


def test_a_mail_for_an_enquiry_that_waits_ends_the_waiting(store, office, labels):
    id_ = enquiries.log_enquiry(
        store,
        {"subject": "Fee waiver", "received_on": date(2026, 11, 16), "asker_id": office.amina},
    )
    enquiries.wait_for_asker(store, id_, "which form", on=date(2026, 11, 18))
    sent = datetime(2026, 11, 20, 9, 14, tzinfo=LONDON)
    add_mail(
        store, id_, "It is this form.", on=date(2026, 11, 20), at=sent, with_id=office.amina,
        papers=[("form.pdf", b"%PDF")],
    )  # fmt: skip
    (pause,) = found(store, EnquiryPause, enquiry_id=id_)
    assert (pause["start"], pause["end"]) == (date(2026, 11, 18), date(2026, 11, 20))
    assert row(store, id_)["state"] is EnquiryState.OPEN
    with store.read() as reader:
        line = next(each for each in log(reader, id_) if each.kind is LogKind.MAIL_IN)
    assert (line.text, line.at) == ("It is this form.", sent)
    assert len(found(store, Document, record_id=id_)) == 1
    assert labels()[-1].endswith("enquiry E-2026-001; waiting ended")


def test_a_mail_without_a_time_came_at_noon_of_its_day_or_now(store):
    id_ = enquiries.log_enquiry(store, {"subject": "Fee waiver", "received_on": date(2026, 11, 2)})
    add_mail(store, id_, "First.", on=date(2026, 11, 20))
    add_mail(store, id_, "Second.", on=TODAY)
    with store.read() as reader:
        first, second = log(reader, id_)
    assert first.at == datetime(2026, 11, 20, 12, tzinfo=LONDON)
    assert second.at == store.clock()


def test_an_empty_mail_or_one_for_an_enquiry_that_is_gone_is_refused(store):
    id_ = enquiries.log_enquiry(store, {"subject": "Fee waiver"})
    with pytest.raises(Invalid):
        add_mail(store, id_, "", on=TODAY)
    with pytest.raises(UserError, match="deleted"):
        add_mail(store, 999_999, "Words.", on=TODAY)
