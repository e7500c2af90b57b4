"""Training as it was known on a day: the register says what the matrix on the screen says."""

from datetime import date
from decimal import Decimal

import pytest

from copdesk.db.models import Credit
from copdesk.db.queries.training_facts import facts
from copdesk.db.queries.training_matrix import matrix
from copdesk.db.store import Store
from copdesk.domain.training import CreditState
from copdesk.reports import catalogue
from copdesk.reports.asked import Asked
from copdesk.reports.catalogue import REPORTS
from copdesk.reports.document import Formula
from copdesk.services import records
from tests.reports.training_desk import AS_AT, fill

DAYS = [
    (AS_AT, None),
    (AS_AT, date(2026, 3, 1)),
    (AS_AT, date(2025, 4, 1)),
    (date(2025, 3, 31), None),
    (date(2026, 11, 3), date(2026, 11, 2)),
    (date(2027, 2, 28), None),
    (date(2024, 12, 31), None),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Hours that were entered, or verified, some time after they were done."""
    with Store.create(tmp_path_factory.mktemp("desk") / "desk.copdesk") as made:
        fill(made)
        with made.read() as reader:
            every = reader.find(Credit)
        for place, each in enumerate(every):
            verified = each["state"] is CreditState.VERIFIED
            entered = date(2026, 2, 1 + place % 28) if place % 3 == 0 else each["done_on"]
            checked = AS_AT if place % 3 == 1 else entered
            late = {"entered_on": entered, "verified_on": checked if verified else None}
            records.change(made, Credit, each["id"], late)
        yield made


def book(store, asked):
    with store.read() as reader:
        return {sheet.title: sheet for sheet in REPORTS["training"].sheets(reader, asked).sheets}


def on_screen(store, as_at, known_on):
    with store.read() as reader:
        return matrix(facts(reader), as_at, known_on=known_on)


def words(standing):
    if standing is None:
        return ""
    if not standing.counted:
        return standing.status.label
    return "Met" if standing.complies else f"{standing.hours:.2f} of {standing.required:.2f}"


def plain(value):
    return value.shown if isinstance(value, Formula) else value


@pytest.mark.parametrize(("as_at", "known_on"), DAYS)
def test_every_cell_of_the_workbooks_matrix_is_that_of_the_screen(store, as_at, known_on):
    found = on_screen(store, as_at, known_on)
    sheet = book(store, Asked(as_at, known_on=known_on))["Matrix"]
    assert [each.label for each in sheet.columns[3:]] == [each.title for each in found.policies]
    cells = {
        (row[0], line.id): plain(value)
        for row in sheet.rows
        for line, value in zip(found.policies, row[3:], strict=True)
    }
    assert cells == {
        (id_, line.id): words(found.standings[line.id].get(id_))
        for id_, _name in found.people
        for line in found.policies
    }


@pytest.mark.parametrize(("as_at", "known_on"), DAYS)
def test_hours_status_and_coverage_of_the_register_are_those_of_the_screen(store, as_at, known_on):
    found = on_screen(store, as_at, known_on)
    sheets = book(store, Asked(as_at, known_on=known_on))
    register = {(row[0], row[3]): (plain(row[9]), row[15]) for row in sheets["Register"].rows}
    assert register == {
        (id_, policy): (each.hours, each.status)
        for policy, people in found.standings.items()
        for id_, each in people.items()
    }
    covered = {row[0]: (plain(row[11]), plain(row[9])) for row in sheets["Coverage"].rows}
    assert covered == {
        line.id: (found.coverage(line.id).met, found.coverage(line.id).counted)
        for line in found.policies
    }


def test_what_was_known_earlier_differs_from_what_is_known_now(store):
    now, then = (
        {
            (r[0], r[3]): plain(r[9])
            for r in book(store, Asked(AS_AT, known_on=day))["Register"].rows
        }
        for day in (None, date(2026, 3, 1))
    )
    assert sum(now.values(), Decimal(0)) > sum(then.values(), Decimal(0))
    later = book(store, Asked(AS_AT, known_on=date(2026, 3, 1)))["Records"].rows
    assert all(row[13] is None or row[13] <= date(2026, 3, 1) for row in later)
    assert {str(row[8]) for row in later} == {"pending", "verified"}


def heading(store, key, **asked):
    with store.read() as reader:
        made = catalogue.document_of(REPORTS[key], reader, Asked(AS_AT, **asked))
    return dict(made.facts)["As at"]


@pytest.mark.parametrize("key", ["training", "training-report", "training-board"])
def test_papers_say_as_at_when_and_as_known_on_when(store, key):
    said = "Sun 22 Nov 2026, as known on Sun 1 Mar 2026"
    assert heading(store, key, known_on=date(2026, 3, 1)) == said
    assert heading(store, key) == "Sun 22 Nov 2026"
