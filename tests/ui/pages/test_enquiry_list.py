"""What the list of enquiries says of one: urgent by a sign and a word, and how long it waits."""

from datetime import date, timedelta

import pytest

from copdesk.domain.enquiries import Priority
from copdesk.services import enquiries
from copdesk.services.enquiry_work import merge_enquiries
from copdesk.ui.pages.enquiries import page as make_page

TODAY = date(2026, 11, 23)


@pytest.fixture
def page(desk, show_page):
    return show_page(make_page(desk)).here()


def spoken(page, key):
    return page.table.header.columns[key].cell.spoken(page.table.rows.row(0), key)


def test_an_urgent_enquiry_says_so_before_its_subject_and_under_it(store, page):
    urgent = {"priority": Priority.URGENT, "asker_name": "A caseworker"}
    enquiries.log_enquiry(store, {"subject": "Fee waiver", **urgent})
    assert spoken(page, "subject") == "Urgent: Fee waiver, A caseworker"
    cell, row = page.table.header.columns["subject"].cell, page.table.rows.row(0)
    assert cell.second_line(row).startswith("Urgent  ·")


def test_any_other_enquiry_is_told_by_its_subject_alone(store, page):
    enquiries.log_enquiry(store, {"subject": "Fee waiver", "priority": Priority.LOW})
    assert spoken(page, "subject") == "Fee waiver"


def test_the_promise_is_told_with_the_target_that_waiting_moved(store, page):
    id_ = enquiries.log_enquiry(
        store, {"subject": "Fee waiver", "received_on": TODAY - timedelta(days=8)}
    )
    assert spoken(page, "due_on") == "22 Nov 2026, late by 1 day"
    enquiries.wait_for_asker(store, id_, on=TODAY - timedelta(days=4))
    assert spoken(page, "due_on") == "22 Nov 2026, waiting 4 days"
    enquiries.resume_enquiry(store, id_)
    assert spoken(page, "due_on") == "22 Nov 2026, reply by 26 Nov"


def test_what_was_merged_says_into_what(store, page):
    kept, other = (
        enquiries.log_enquiry(store, {"subject": subject}) for subject in ("Fees", "Fees again")
    )
    merge_enquiries(store, kept, [other])
    page.refresh(None)
    assert spoken(page, "due_on").endswith(", merged into E-2026-001")
