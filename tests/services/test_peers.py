import pytest

from copdesk.db.models import Introduction, Participant
from copdesk.domain.peers import IntroductionOutcome
from copdesk.errors import UserError
from copdesk.services import records
from copdesk.services.peers import put_in_touch
from tests.services.conftest import TODAY


def test_putting_two_people_in_touch_is_kept_with_its_day(store, office, labels):
    made = put_in_touch(store, office.amina, office.olena, "IAA trainer")
    with store.read() as reader:
        kept = reader.get(Introduction, made)
    assert (kept["first_id"], kept["second_id"]) == (office.amina, office.olena)
    assert kept["made_on"] == TODAY
    assert kept["outcome"] is IntroductionOutcome.OPEN
    assert labels()[-1] == "Put Amina Yusuf in touch with Olena Shevchuk"


def test_nobody_who_was_deleted_is_put_in_touch(store, office):
    records.delete(store, Participant, [office.olena])
    with pytest.raises(UserError, match="deleted"):
        put_in_touch(store, office.amina, office.olena, "IAA trainer")
