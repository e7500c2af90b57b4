"""How an enquiry stands against its promise and its working target."""

from datetime import date

import pytest

from copdesk.domain.enquiries import EnquiryStanding, EnquiryState, standing


@pytest.mark.parametrize(
    ("state", "answered", "today", "expected"),
    [
        (EnquiryState.NEW, None, 2, EnquiryStanding.OPEN),
        (EnquiryState.NEW, None, 7, EnquiryStanding.OPEN),
        (EnquiryState.OPEN, None, 8, EnquiryStanding.DUE_SOON),
        (EnquiryState.OPEN, None, 10, EnquiryStanding.DUE_TODAY),
        (EnquiryState.OPEN, None, 12, EnquiryStanding.LATE),
        (EnquiryState.OPEN, 9, 12, EnquiryStanding.LATE),
        (EnquiryState.WAITING, None, 12, EnquiryStanding.WAITING),
        (EnquiryState.CLOSED, None, 12, EnquiryStanding.CLOSED),
        (EnquiryState.ANSWERED, 9, 12, EnquiryStanding.ANSWERED_IN_TIME),
        (EnquiryState.CLOSED, 9, 30, EnquiryStanding.ANSWERED_IN_TIME),
        (EnquiryState.CLOSED, 12, 30, EnquiryStanding.ANSWERED_LATE),
    ],
)
def test_an_enquiry_promised_by_thursday_to_be_replied_to_by_saturday_stands(
    state: EnquiryState, answered: int | None, today: int, expected: EnquiryStanding
) -> None:
    found = standing(
        state=state,
        due=date(2026, 4, 9),
        reply_by=date(2026, 4, 11),
        act_by=date(2026, 4, 10),
        answered_on=date(2026, 4, answered) if answered else None,
        today=date(2026, 4, today),
    )
    assert found is expected


def test_an_enquiry_without_a_target_stands_by_its_promise() -> None:
    due = date(2026, 4, 9)
    found = standing(
        state=EnquiryState.NEW,
        due=due,
        reply_by=None,
        act_by=None,
        answered_on=None,
        today=date(2026, 4, 10),
    )
    assert found is EnquiryStanding.LATE


def test_only_new_open_and_waiting_enquiries_are_owed_an_answer() -> None:
    assert [state.value for state in EnquiryState if state.is_open] == ["new", "open", "waiting"]
