"""Bank holidays set by hand: each correction is one act that moves the days to act at once."""

from datetime import date

import pytest

from copdesk.db.models import BankHolidayChange, Community, Enquiry
from copdesk.db.queries import bank_holidays as asked
from copdesk.domain.bank_holidays import differences
from copdesk.domain.enquiries import PromiseRule
from copdesk.domain.working_days import Nation
from copdesk.errors import Invalid
from copdesk.services import bank_holidays, enquiries, records

ENG, SCT = Nation.ENGLAND, Nation.SCOTLAND
MON, FRI, NEXT_MON = date(2026, 11, 23), date(2026, 11, 27), date(2026, 11, 30)


@pytest.fixture
def log(store, office):
    def log(**given):
        return enquiries.log_enquiry(store, {"subject": "Fee waiver", **given})

    return log


def days(store, id_):
    with store.read() as reader:
        found = reader.get(Enquiry, id_)
    return found["due_on"], found["reply_by"], found["act_by"]


def rows(store):
    with store.read() as reader:
        return [
            (one["nation"], one["day"], one["name"], one["working"])
            for one in reader.find(BankHolidayChange)
        ]


def test_a_bank_holiday_added_moves_the_day_to_act_and_never_the_promise(store, log, labels):
    id_, settled = log(), log()  # promised by Mon 30 November
    enquiries.close_enquiry(store, settled)
    assert bank_holidays.add_bank_holiday(store, NEXT_MON, "A day of mourning", [ENG]) == 1
    assert days(store, id_) == (NEXT_MON, NEXT_MON, FRI)
    assert days(store, settled) == (NEXT_MON, None, None)
    assert labels()[-1] == "Add bank holiday Mon 30 Nov 2026, A day of mourning, in England"


def test_a_bank_holiday_of_another_nation_moves_nothing(store, log):
    id_ = log()
    assert bank_holidays.add_bank_holiday(store, FRI, "Fair day", [SCT]) == 0
    assert days(store, id_) == (NEXT_MON, NEXT_MON, NEXT_MON)


def test_one_that_was_added_can_be_removed_and_one_that_is_known_taken_away(store, log):
    id_ = log(received_on=date(2026, 11, 18))
    christmas = log(due_on=date(2026, 12, 25))
    bank_holidays.add_bank_holiday(store, date(2026, 11, 25), "A day of mourning", [ENG])
    assert days(store, id_)[2] == date(2026, 11, 24)
    assert bank_holidays.take_away(store, date(2026, 11, 25), ENG) == 1
    assert rows(store) == []
    assert days(store, id_)[2] == date(2026, 11, 25)
    assert days(store, christmas)[2] == date(2026, 12, 24)
    assert bank_holidays.take_away(store, date(2026, 12, 25), ENG) == 1
    assert rows(store) == [(ENG, date(2026, 12, 25), "Christmas Day", True)]
    assert days(store, christmas)[2] == date(2026, 12, 25)
    assert bank_holidays.put_back(store, date(2026, 12, 25), ENG) == 1
    assert rows(store) == []


def test_one_taken_away_can_be_added_again_by_name(store, office):
    bank_holidays.take_away(store, date(2026, 12, 25), ENG)
    bank_holidays.add_bank_holiday(store, date(2026, 12, 25), "Christmas Day", [ENG])
    assert rows(store) == []


@pytest.mark.parametrize(
    ("day", "name", "nations", "field", "why"),
    [
        (FRI, " ", [ENG], "name", "Say what"),
        (FRI, "A day", [], "nation", "at least one nation"),
        (date(2026, 11, 28), "A day", [ENG], "day", "no working day anyway"),
        (NEXT_MON, "A day", [ENG, SCT], "day", "a bank holiday in Scotland already"),
    ],
)
def test_a_bank_holiday_that_cant_be_is_refused(store, office, day, name, nations, field, why):
    with pytest.raises(Invalid, match=why) as refused:
        bank_holidays.add_bank_holiday(store, day, name, nations)
    assert list(refused.value.problems) == [field]
    assert rows(store) == []


def test_promises_in_working_days_count_with_what_was_set_by_hand(store, office, log):
    terms = {"promise_rule": PromiseRule.WORKING_DAYS, "promise_days": 5}
    records.change(store, Community, office.community, terms)
    before = log(community_id=office.community)
    bank_holidays.add_bank_holiday(store, FRI, "A day of mourning", [ENG])
    after = log(community_id=office.community)
    assert days(store, before) == (NEXT_MON, NEXT_MON, NEXT_MON)
    assert days(store, after) == (date(2026, 12, 1),) * 3


def test_another_list_is_kept_in_one_act(store, log, labels):
    id_ = log()
    with store.read() as reader:
        found = differences({ENG: {NEXT_MON: "One"}, SCT: {FRI: "Two"}}, asked.all_changes(reader))
    assert bank_holidays.keep_corrections(store, found, "gov.uk") == 1
    assert days(store, id_)[2] == FRI
    assert labels()[-1] == "Bring in 2 bank holidays from gov.uk"
    with store.read() as reader:
        assert asked.changes(reader, SCT) == {FRI: "Two"}
        assert (
            differences({ENG: {NEXT_MON: "One"}, SCT: {FRI: "Two"}}, asked.all_changes(reader))
            == []
        )
