from datetime import date
from decimal import Decimal

import pytest

from copdesk.db.conditions import Filter, Op
from copdesk.domain import fields as f
from copdesk.domain.training import Status
from copdesk.ui.kit.held_rows import HeldColumn, HeldRows


@pytest.fixture
def held():
    columns = {
        "name": HeldColumn("Name", f.Text()),
        "status": HeldColumn("Status", f.Choice(Status)),
        "hours": HeldColumn("Hours", f.Hours()),
        "due_on": HeldColumn("Due", f.Day()),
    }
    made = HeldRows(columns, ["name", "status"], today=lambda: date(2026, 11, 25))
    made.hold(
        {
            4: ("Östen Ek", Status.MET, Decimal("3.00"), None),
            5: ("Hồng Nguyễn", Status.OVERDUE, Decimal("1.50"), date(2026, 11, 23)),
            6: ("Zoe Park", Status.IN_PROGRESS, None, date(2026, 11, 29)),
        }
    )
    return made


def test_rows_worked_out_are_sorted_by_folded_names(held):
    assert list(held.ids("", (), "", descending=False)) == [5, 4, 6]


def test_a_state_is_sorted_in_the_order_of_its_words(held):
    assert list(held.ids("", (), "status", descending=False)) == [4, 6, 5]


def test_a_blank_value_stands_last_in_both_directions(held):
    assert list(held.ids("", (), "hours", descending=False)) == [5, 4, 6]
    assert list(held.ids("", (), "hours", descending=True)) == [4, 5, 6]


def test_typed_words_find_without_marks_and_by_the_words_of_a_state(held):
    assert list(held.ids("nguyen", (), "", descending=False)) == [5]
    assert list(held.ids("hong over", (), "", descending=False)) == [5]
    assert held.count("met", ()) == 1


def test_a_filter_takes_one_value_or_any_of_several(held):
    met = Filter("status", Op.IS, Status.MET)
    either = Filter("status", Op.ANY_OF, (Status.MET, Status.OVERDUE))
    assert held.count("", [met]) == 1
    assert held.count("", [either]) == 2


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        (Filter("hours", Op.FROM, Decimal("3.00")), [4]),
        (Filter("hours", Op.BEFORE, Decimal("3.00")), [5]),
        (Filter("hours", Op.BLANK), [6]),
        (Filter("hours", Op.NOT_BLANK), [4, 5]),
        (Filter("name", Op.CONTAINS, "hong"), [5]),
        (Filter("status", Op.IS_NOT, Status.MET), [5, 6]),
        (Filter("due_on", Op.BEFORE_TODAY), [5]),
        (Filter("due_on", Op.NEXT_DAYS, 30), [6]),
        (Filter("due_on", Op.LAST_DAYS, 30), [5]),
        (Filter("due_on", Op.NOT_LAST_DAYS, 30), [4]),
        (Filter("due_on", Op.THIS_WEEK), [5, 6]),
        (Filter("due_on", Op.THIS_QUARTER), [5, 6]),
        (Filter("due_on", Op.LAST_QUARTER), []),
        (Filter("due_on", Op.THIS_YEAR), [5, 6]),
    ],
)
def test_every_condition_of_the_file_narrows_worked_out_rows_too(held, asked, ids):
    assert sorted(held.ids("", [asked], "", descending=False)) == ids


def test_a_row_that_is_gone_comes_as_an_empty_tuple(held):
    assert held.rows([4, 99], ["hours", "name"]) == [(Decimal("3.00"), "Östen Ek"), ()]
