"""The figures of enquiries on their page: each opens exactly the rows it counts."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from copdesk.db.models import Enquiry, EnquiryPause, GapEvidence, Topic
from copdesk.db.queries.listings import LISTINGS
from copdesk.domain.enquiries import EnquiryState, PauseKind
from copdesk.domain.enquiry_figures import Measure, Period, Split
from copdesk.services import enquiries
from copdesk.ui.pages.enquiries import figure_rows
from copdesk.ui.pages.enquiries.figures import FiguresPage
from tests.ui.pages.conftest import TODAY

Key = Qt.Key
LONG_AGO = TODAY - timedelta(days=200)


@pytest.fixture
def office(store):
    """One enquiry of every standing, two topics, and one whose topic is not known."""
    with store.read() as reader:
        topics = [one["id"] for one in reader.find(Topic)[:2]]

    def log(days_ago, topic=None, **more):
        id_ = enquiries.log_enquiry(
            store,
            {
                "subject": f"{days_ago} days ago",
                "received_on": TODAY - timedelta(days=days_ago),
                "topic_id": topic,
            },
        )
        with store.change("So it stands") as unit:
            unit.set(Enquiry, id_, **more)
        return id_

    def answered(days_ago, after, topic):
        on = TODAY - timedelta(days=days_ago - after)
        return log(days_ago, topic, answered_on=on, state=EnquiryState.ANSWERED, reply_by=None)

    for days_ago, after in ((200, 3), (90, 7), (60, 8), (40, 12), (30, 1)):
        answered(days_ago, after, topics[days_ago > 50])
    log(20, topics[0], state=EnquiryState.CLOSED, closed_on=TODAY, reply_by=None)
    log(15)
    waiting = log(12, state=EnquiryState.WAITING, reply_by=None)
    nobody = log(3, topics[1])
    with store.change("More of them") as unit:
        start = TODAY - timedelta(days=5)
        unit.add(EnquiryPause, enquiry_id=waiting, kind=PauseKind.WAITING, start=start)
        unit.add(GapEvidence, enquiry_id=nobody, found_on=TODAY)
    return topics


@pytest.fixture
def page(desk, office, show_page):
    return show_page(FiguresPage(desk))


def choose(page, qtbot, combo, option):
    """By keyboard: to the choice, and down or up to the option."""
    combo.setFocus()
    qtbot.keyClick(combo, Key.Key_Home)
    for _ in range(combo.findData(option.value)):
        qtbot.keyClick(combo, Key.Key_Down)
    assert combo.currentData() == option.value


def rows_of(store, led):
    """How many rows the list would show."""
    kind, view = led.rows[-1]
    with store.read() as reader:
        return LISTINGS[kind].counts(reader, [("", view.filters)], TODAY)[0]


def test_the_tiles_tell_how_the_year_went(page):
    tiles = page.tiles
    told = [tile.figure.text() for tile in tiles.all]
    assert told == ["9", "42 %", "60 %", "7", "3", "1"]
    assert tiles.received.more.text() == "5 answered"
    assert tiles.promise.pill.text() == "4 after it"
    assert tiles.open.pill.text() == "1 late"
    assert tiles.open.more.text() == "1 waiting"
    assert page.status_text() == "9 enquiries received, 3 within the promise"


def test_every_figure_of_the_tiles_opens_exactly_the_rows_it_counts(page, store, led, qtbot):
    tiles = page.tiles
    counted = {
        tiles.received.figure: 9,
        tiles.received.more: 5,
        tiles.promise.figure: 3,
        tiles.promise.more: 7,
        tiles.promise.pill: 4,
        tiles.target.figure: 3,
        tiles.target.more: 5,
        tiles.days.figure: 5,
        tiles.days.more: 5,
        tiles.open.figure: 3,
        tiles.open.pill: 1,
        tiles.open.more: 1,
        tiles.nobody.figure: 1,
        tiles.nobody.more: 1,
    }
    for widget, number in counted.items():
        widget.setFocus()
        qtbot.keyClick(widget, Key.Key_Space)
        assert rows_of(store, led) == number, widget.text()
    assert led.rows[0][1].name == "Received, last 12 months"


@pytest.mark.parametrize("split", list(Split))
def test_every_cell_of_the_table_opens_exactly_the_rows_it_counts(page, store, led, qtbot, split):
    choose(page, qtbot, page.choice.split, split)
    seen = 0
    for row_id in page.table.rows.ids:
        for key, measure in figure_rows.BEHIND.items():
            page.table.link_opened.emit(row_id, key)
            shown = page.held.value(row_id, key)
            part = page._made.parts[row_id - 1].figures
            number = shown if key == measure.value else part[measure]
            assert rows_of(store, led) == number, key
            seen += number
    assert seen > 0
    total = [page.held.value(each, "received") for each in page.table.rows.ids]
    assert sum(total) == 9


def test_every_bar_opens_exactly_the_rows_it_counts(page, store, led, qtbot):
    chart = page.chart.chart
    chart.setFocus()
    for bar in chart.bars:
        qtbot.keyClick(chart, Key.Key_Return)
        assert rows_of(store, led) == bar.total
        qtbot.keyClick(chart, Key.Key_Right)
    assert sum(bar.total for bar in chart.bars) == 9
    assert led.rows[-1][1].name == "Received, Nov 2026"


def test_a_row_is_opened_by_enter_and_the_unknown_is_one(page, store, led, qtbot):
    names = [page.table.rows.row(n).words["part"] for n in range(len(page.table.rows.ids))]
    assert "Topic not known" in names
    page.table.show_record(page.table.rows.ids[names.index("Topic not known")])
    page.table.setFocus()
    qtbot.keyClick(page.table, Key.Key_Return)
    assert led.rows[-1][1].name == "Received, Topic not known, last 12 months"
    assert rows_of(store, led) == 2


def test_another_period_is_counted_and_remembered(page, desk, qtbot):
    choose(page, qtbot, page.choice.period, Period.THIS_QUARTER)
    assert page.tiles.received.figure.text() == "6"
    assert [bar.label for bar in page.chart.chart.bars] == ["Oct 2026", "Nov 2026"]
    again = FiguresPage(desk)
    assert again.choice.period.currentData() == "this_quarter"


def test_from_and_to_are_typed(page, qtbot, press):
    choose(page, qtbot, page.choice.period, Period.CHOSEN)
    assert page.choice.first.isVisible()
    for row, typed in ((page.choice.first, "24/10/2026"), (page.choice.last, "3/11/2026")):
        row.editor.setFocus()
        press(page, (Key.Key_A, Qt.KeyboardModifier.ControlModifier), typed, Key.Key_Return)
    assert page.choice.days() == (date(2026, 10, 24), date(2026, 11, 3))
    assert page.tiles.received.figure.text() == "2"
    page.tiles.received.figure.click()
    assert page.choice.words() == "24 Oct 2026 to 3 Nov 2026"


def test_figures_follow_a_change(page, store):
    enquiries.log_enquiry(store, {"subject": "New", "received_on": TODAY})
    assert page.tiles.received.figure.text() == "10"


def test_an_empty_file_says_so_and_begins_an_enquiry(desk, led, show_page):
    page = show_page(FiguresPage(desk))
    assert page.tiles.received.figure.text() == "0"
    assert page.tiles.promise.figure.text() == "–"
    page.frame.add_button.click()
    assert led.begun == ["enquiry"]


def test_what_was_asked_last_is_shown_though_an_earlier_answer_comes_later(slow_desk, office):
    desk, waiting = slow_desk
    page = FiguresPage(desk)
    page.refresh()
    page.choice.period.setCurrentIndex(page.choice.period.findData(Period.THIS_QUARTER.value))
    (early, early_done), (late, late_done) = waiting
    late_done(late(_Quiet()))
    shown = page.tiles.received.figure.text()
    early_done(early(_Quiet()))
    assert page.tiles.received.figure.text() == shown != "9"


class _Quiet:
    def step(self, *_what):
        """Tell nobody."""


def test_the_measures_of_the_table_are_all_that_can_be_opened():
    assert set(figure_rows.BEHIND.values()) == set(Measure)
