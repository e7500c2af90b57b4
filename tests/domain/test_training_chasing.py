from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.training import ReminderKind, Standing, Status
from copdesk.domain.training_chasing import (
    QUIET_DAYS,
    Chance,
    Learner,
    Owed,
    kind_of,
    lead_text,
    most_pressing,
    person_text,
    subject,
)

TODAY = date(2026, 11, 23)
OVERDUE = Owed(1, "Safeguarding", ReminderKind.OVERDUE, "0.00 of 1.50 hours; was due by …")
DUE = Owed(2, "Data protection", ReminderKind.DUE, "Not in words yet.")
AMINA = Learner(7, "Amina Yusuf", "amina@example.org", (3,), (OVERDUE, DUE))
STEPS = Chance(1, "First steps", date(2026, 12, 3), time(14), "Mill House")


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (Status.DUE_SOON, ReminderKind.DUE),
        (Status.OVERDUE, ReminderKind.OVERDUE),
        (Status.EXPIRED, ReminderKind.LAPSED),
        (Status.MET, None),
        (Status.IN_PROGRESS, None),
        (Status.EXEMPT, None),
        (Status.DEFERRED, None),
        (Status.NOT_IN_SCOPE, None),
    ],
)
def test_only_who_is_due_soon_overdue_or_expired_is_reminded(status, kind):
    how = Standing(status, Decimal(0), Decimal(3), TODAY, None)
    assert kind_of(how) is kind
    assert kind_of(replace(how, left=TODAY)) is None, "who has left is left in peace"


@given(st.integers(0, 60))
def test_nobody_is_reminded_of_the_same_within_two_weeks(days):
    last = replace(OVERDUE, reminded_on=TODAY - timedelta(days=days))
    assert last.rests(TODAY) is (days < QUIET_DAYS)
    assert not OVERDUE.rests(TODAY)


def test_somebody_rests_only_when_all_of_it_was_told_lately():
    told = replace(OVERDUE, reminded_on=TODAY)
    assert replace(AMINA, owed=(told,)).rests(TODAY)
    assert not replace(AMINA, owed=(told, DUE)).rests(TODAY)
    assert replace(AMINA, owed=(told, DUE)).reminded_on == TODAY
    assert AMINA.reminded_on is None


def test_what_is_overdue_is_told_before_what_will_be_due():
    lapsed = replace(DUE, kind=ReminderKind.LAPSED, policy="Zebra")
    assert most_pressing([DUE, lapsed, OVERDUE]) == [OVERDUE, lapsed, DUE]


def test_a_reminder_says_what_is_to_be_done_and_where_and_blames_nobody():
    other = replace(STEPS, policy_id=9, title="Of no concern")
    assert person_text(AMINA, [STEPS, other], "Rowan") == (
        "Hello Amina Yusuf,\n\n"
        "This is a friendly reminder of the training that was agreed on:\n\n"
        "- Safeguarding: 0.00 of 1.50 hours; was due by …\n"
        "- Data protection: not in words yet.\n\n"
        "The next session:\n\n"
        "- First steps, Thu 3 Dec 2026, 14:00, Mill House\n\n"
        "If you have done it elsewhere, or something stands in the way, tell me. Thank you.\n\n"
        "Rowan"
    )


def test_a_lead_reads_of_their_own_people_only_and_is_asked_not_to_pass_it_on():
    text = lead_text("Mill Law", [replace(AMINA, owed=(OVERDUE,))], [])
    assert "- Amina Yusuf, Safeguarding: 0.00 of 1.50 hours" in text
    assert "do not pass the list on" in text
    assert "next session" not in text


def test_the_subject_names_a_policy_only_where_there_is_one():
    assert subject(["Safeguarding", "Safeguarding"]) == "Training to do: Safeguarding"
    assert subject(["Safeguarding", "Data protection"]) == "Training to do"
