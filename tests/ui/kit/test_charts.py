import pytest
from PySide6.QtCore import Qt

from copdesk.ui.kit.charts import Bar, ChartCard, Series

MONTHS = [Bar("Sep", (15, 3)), Bar("Oct", (13, 1)), Bar("Nov", (0, 0))]


@pytest.fixture
def card(show):
    made = ChartCard("Enquiries", "Month", [Series("In time", "data1"), Series("Late", "data2")])
    made.show_bars(MONTHS)
    return show(made, 480, 320)


def test_a_chart_tells_a_screen_reader_every_bar(card):
    assert card.chart.accessibleName() == "Enquiries"
    assert card.chart.accessibleDescription() == (
        "Sep: 15 in time, 3 late; Oct: 13 in time, 1 late; Nov: 0 in time, 0 late"
    )


def test_enter_opens_the_bar_that_the_arrows_walked_to(card, qtbot):
    card.chart.setFocus()
    qtbot.keyClick(card.chart, Qt.Key.Key_Right)
    with qtbot.waitSignal(card.opened) as opened:
        qtbot.keyClick(card.chart, Qt.Key.Key_Return)
    assert opened.args == [1]


def test_arrows_stop_at_both_ends(card, qtbot):
    card.chart.setFocus()
    for _ in range(5):
        qtbot.keyClick(card.chart, Qt.Key.Key_Right)
    with qtbot.waitSignal(card.opened) as opened:
        qtbot.keyClick(card.chart, Qt.Key.Key_Space)
    assert opened.args == [2]


def test_a_click_opens_the_bar_under_it(card, qtbot):
    chart = card.chart
    at = chart.rect().center()  # the middle of three bars lies a little right of it
    at.setX(at.x() + 14)
    with qtbot.waitSignal(card.opened) as opened:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=at)
    assert opened.args == [1]


def test_the_same_figures_are_shown_as_a_table_in_the_order_of_the_bars(card, qtbot):
    card.as_table.click()
    assert card.table.isVisible()
    assert not card.chart.isVisible()
    rows = [card.table.rows.row(place).words for place in range(3)]
    assert [row["bar"] for row in rows] == ["Sep", "Oct", "Nov"]
    assert [row["total"] for row in rows] == ["18", "14", "0"]
    assert card.as_table.accessibleName() == "Show as chart"


def test_a_chart_without_bars_is_painted_and_has_nothing_to_open(card, qtbot):
    card.show_bars([])
    card.grab()
    with qtbot.assertNotEmitted(card.opened):
        qtbot.keyClick(card.chart, Qt.Key.Key_Return)
