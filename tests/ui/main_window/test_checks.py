import pytest

from copdesk.db.kinds import models
from copdesk.db.models import Participant
from copdesk.db.record import fields_of
from copdesk.db.store import Store
from copdesk.services import records
from copdesk.services.enquiries import log_enquiry
from copdesk.ui.main_window.checks import checks_of


@pytest.fixture
def store(empty_file):
    with Store.open(empty_file) as opened:
        yield opened


@pytest.fixture
def check(store):
    return checks_of(store)["client_identifiers"]


def test_every_check_that_a_field_names_is_there(store):
    named = {field.check for model in models().values() for field in fields_of(model).values()}
    assert named - {""} == checks_of(store).keys()


def test_somebody_who_joins_is_known_from_then_on(store, check):
    assert check.look("Dr Patel asks", 0)
    records.add(store, Participant, {"name": "Anita Patel"})
    assert not check.look("Dr Patel asks", 0)


def test_what_was_kept_in_a_record_is_not_told_there_again(store, check):
    enquiry = log_enquiry(store, {"subject": "Fees"})
    check.keep(enquiry, "BD1 3EZ", "our own office")
    assert not check.look("at BD1 3EZ", enquiry)
    assert check.look("at BD1 3EZ", 0)
