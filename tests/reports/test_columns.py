"""How wide the columns of a table on paper are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.fields import Day
from copdesk.reports import style
from copdesk.reports.columns import column_widths
from copdesk.reports.document import Column, Table
from copdesk.reports.text import text_width


def test_columns_fill_the_width_between_the_margins():
    table = Table((Column("A"), Column("B")), (("x", "y"),))
    assert sum(column_widths(table, 470)) == pytest.approx(470)


def test_a_column_gets_the_millimetres_it_asks_for():
    table = Table((Column("Name"), Column("Signature", width=60)), (("Amina", ""),))
    assert column_widths(table, 470)[1] == pytest.approx(60 * style.MM)


def test_a_date_is_never_broken_however_long_its_neighbours_are():
    words = "many words " * 40
    table = Table(
        (Column("A"), Column("Day", Day()), Column("B")), ((words, date(2026, 12, 30), words),)
    )
    assert column_widths(table, 470)[1] >= text_width("30 Dec 2026", style.CELL) + 10


def test_a_short_column_stays_whole_beside_a_long_one():
    rows = tuple((f"E-2026-{n:03}", "Trainee adviser", "many words " * 6) for n in range(30))
    table = Table((Column("Reference"), Column("Role"), Column("Summary")), rows)
    widths = column_widths(table, 470)
    assert widths[1] >= text_width("Trainee adviser", style.CELL) + 10
    assert widths[2] > widths[0] + widths[1]


def test_asking_for_more_than_there_is_shares_what_there_is():
    table = Table((Column("A", width=200), Column("B", width=100), Column("C")), (("a", "b", "c"),))
    widths = column_widths(table, 470)
    assert sum(widths) == pytest.approx(470)
    assert min(widths) > 0


@given(
    st.lists(st.tuples(*[st.text(max_size=40)] * 5), max_size=8),
    st.lists(st.text(max_size=20), min_size=5, max_size=5),
)
def test_any_table_fits_the_page_exactly(rows, labels):
    table = Table(tuple(Column(label) for label in labels), rows)
    widths = column_widths(table, 470)
    assert sum(widths) == pytest.approx(470)
    assert all(width > 0 for width in widths)
