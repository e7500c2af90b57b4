from array import array

import pytest
from PySide6.QtWidgets import QWidget

from copdesk.db.conditions import Filter, Op
from copdesk.db.listing import View
from copdesk.ui.kit.filter_bar import FilterBar
from copdesk.ui.kit.view_counts import ViewCounts

LATE = View("Late", (Filter("name", Op.NOT_BLANK),))


class Source:
    """Counts what it is told, and remembers that it was asked."""

    def __init__(self):
        self.columns, self.answer, self.asked = {}, [], []

    def ids(self, text, filters, sort, *, descending):
        return array("q")

    def rows(self, ids, keys):
        return []

    def counts(self, asked):
        self.asked.append(asked)
        return self.answer


class Desk:
    """Keeps long work until somebody lets it end."""

    def __init__(self):
        self.waiting = []

    def run(self, parent, work, done):
        self.waiting.append(lambda: done(work(None)))


@pytest.fixture
def counting(qtbot, editors):
    owner = QWidget()
    qtbot.addWidget(owner)
    bar = FilterBar({}, [LATE], editors, counted="{:,} enquiries".format)
    qtbot.addWidget(bar)
    made = ViewCounts(Desk(), owner, Source(), bar)
    made.owner = owner
    return made


def shown(counting):
    return [chip.text() for chip in counting._bar.chips]


def test_a_short_list_is_counted_at_once(counting):
    counting._source.answer = [12, 3]
    counting.ask(12)
    assert shown(counting) == ["All  12", "Late  3"]
    assert counting._bar.chips[1].accessibleName() == "Late, 3 enquiries"
    assert counting.total == 12


def test_a_long_list_is_counted_beside_the_window_and_shows_no_number_until_then(counting):
    counting._source.answer = [120_000, 27]
    told = []
    counting.changed.connect(lambda: told.append(counting.total))
    counting.ask(120_000)
    assert counting._source.asked == []
    assert shown(counting) == ["All  …", "Late  …"]
    counting._desk.waiting.pop()()
    assert shown(counting) == ["All  120,000", "Late  27"]
    assert told == [None, 120_000]


def test_an_old_number_never_takes_the_place_of_a_new_one(counting):
    counting._source.answer = [5_000, 1]
    counting.ask(5_000)
    counting.ask(5_000)
    first, second = counting._desk.waiting
    counting._source.answer = [5_001, 2]
    second()
    counting._source.answer = [5_000, 1]
    first()
    assert shown(counting) == ["All  5,001", "Late  2"]


def test_a_long_list_that_is_narrowed_is_still_long_and_may_become_short(counting):
    counting._source.answer = [5_000, 1]
    counting.ask(5_000)
    counting._desk.waiting.pop()()
    counting.ask(3)
    counting._source.answer = [9, 1]
    counting._desk.waiting.pop()()
    counting.ask(9)
    assert counting._desk.waiting == []
    assert shown(counting) == ["All  9", "Late  1"]
