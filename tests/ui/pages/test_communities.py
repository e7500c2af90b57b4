"""The page of communities: what a promise means is said as soon as it is set."""

import pytest

from copdesk.db.models import Community
from copdesk.domain.enquiries import PromiseRule
from copdesk.domain.working_days import Nation
from copdesk.services import records
from copdesk.ui.pages import communities


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({}, "promised by Mon 30 Nov 2026."),
        ({"promise_days": 5}, "promised by Sat 28 Nov 2026, so act by Fri 27 Nov 2026."),
        ({"nation": Nation.SCOTLAND}, "promised by Mon 30 Nov 2026, so act by Fri 27 Nov 2026."),
        (
            {
                "promise_rule": PromiseRule.WORKING_DAYS,
                "promise_days": 5,
                "nation": Nation.SCOTLAND,
            },
            "promised by Tue 1 Dec 2026.",
        ),
    ],
)
def test_a_community_says_what_its_promise_means_today(store, desk, show_page, terms, words):
    page = show_page(communities.page(desk))
    page.show_record(records.add(store, Community, {"name": "Hampshire", **terms}))
    said = page.pane.record.heading.sentence.text()
    assert said == f"An enquiry received today is {words}"
