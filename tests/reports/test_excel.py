"""Workbooks, read back with the program's own reader and with openpyxl."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from copdesk.domain.dates import PartialDate
from copdesk.domain.fields import Clock, Count, Day, Flag, Hours, LongText, Moment, PartialDay
from copdesk.errors import Cancelled, UserError
from copdesk.progress import Progress
from copdesk.reports import excel
from copdesk.reports.document import (
    Chart,
    Column,
    Formula,
    Named,
    Sheet,
    Titled,
    Tone,
    Toned,
    Workbook,
)


class Grade(StrEnum):
    LEVEL_ONE = "level_one"


COLUMNS = (
    Column("Name"), Column("Held on", Day()), Column("At", Clock()), Column("Hours", Hours()), Column("People", Count()),
    Column("Compulsory", Flag()), Column("Since", PartialDay()), Column("Changed", Moment()),
)  # fmt: skip
ROW = (
    "王小明", date(2026, 4, 2), time(10, 30), Decimal("1.50"), 1234, True, PartialDate(2019, 2), datetime(2026, 7, 1, 9, 30, tzinfo=UTC),
)  # fmt: skip
NASTY = (
    "=1+1", "+44 20 7946 0000", "-5", "@SUM(A1)", "\tx", "#REF!", "#N/A", "TRUE", "1e5", "0012", "=cmd|' /C calc'!A0",
    "<t>&amp;</t>", "]]>", "_x000D_", "_x0041_", " lead and trail ", "line one\nline two", "'quoted", "é\u0301", "محمد", "𓀀", "\u2028",
    "http://example.org", "2026-04-02", "x" * 32_767,
)  # fmt: skip


def written(tmp_path, *sheets: Sheet, **words):
    path = tmp_path / "book.xlsx"
    excel.write(Workbook("Book", sheets, **words), path)
    return path


def test_title_period_and_notes_stand_above_the_headings(tmp_path):
    sheet = Sheet(
        "Register", COLUMNS, (ROW,), period="1 Jan to 31 Mar 2026", notes=("Decimal hours.",)
    )
    tab = openpyxl.load_workbook(written(tmp_path, sheet)).active
    assert [tab.cell(n, 1).value for n in range(1, 7)] == [
        "Register", "1 Jan to 31 Mar 2026", "Decimal hours.", None, "Name", "王小明",
    ]  # fmt: skip


def test_days_times_hours_and_counts_are_real(tmp_path):
    tab = openpyxl.load_workbook(written(tmp_path, Sheet("Register", COLUMNS, (ROW,)))).active
    assert [cell.value for cell in tab[4]] == [
        "王小明", datetime.fromisoformat("2026-04-02"), time(10, 30), 1.5, 1234, "Yes", "Feb 2019", datetime.fromisoformat("2026-07-01 10:30"),
    ]  # fmt: skip
    assert [cell.number_format for cell in tab[4]][1:5] == ["d mmm yyyy", "hh:mm", "0.00", "#,##0"]


@pytest.mark.parametrize("words", NASTY)
def test_text_stays_text_and_comes_back_as_it_was(tmp_path, words):
    path = written(
        tmp_path, Sheet("S", (Column("Name"), Column("Notes", LongText())), ((words, words),))
    )
    assert CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[-1] == [words, words]
    tab = openpyxl.load_workbook(path).active
    cell = tab.cell(4, 1)
    assert cell.data_type == "s"
    assert cell.quotePrefix == words.startswith(("=", "+", "-", "@", "\t"))


@pytest.mark.parametrize("words", ["=1+1", "@x", "#REF!"])
def test_titles_and_headings_stay_text_too(tmp_path, words):
    tab = openpyxl.load_workbook(
        written(tmp_path, Sheet(words, (Column(words),), ((1,),), words, (words,)))
    ).active
    texts = [cell for row in tab.iter_rows(max_row=5, max_col=1) for cell in row if cell.value]
    assert [(cell.value, cell.data_type) for cell in texts] == [(words, "s")] * 4


def test_what_excel_cannot_hold_is_left_out(tmp_path):
    path = written(tmp_path, Sheet("S", (Column("Name"),), (("a\x00b\x1fc\ud800d\uffffe",),)))
    assert CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[-1] == ["abcde"]


def test_a_text_too_long_for_excel_is_refused_in_words_and_keeps_the_old_file(tmp_path):
    path = written(tmp_path, Sheet("S", (Column("Name"),), (("old",),)))
    before = path.read_bytes()
    with pytest.raises(UserError, match="32,768 characters"):
        written(tmp_path, Sheet("S", (Column("Name"),), (("x" * 32_768,),)))
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_more_rows_than_excel_takes_are_refused_in_words(tmp_path):
    with pytest.raises(UserError, match="more than Excel takes"):
        written(tmp_path, Sheet("S", (Column("Name"),), (("x",),) * 1_048_576))


def test_the_unknown_is_written_as_unknown_and_the_blank_as_nothing(tmp_path):
    sheet = Sheet("S", (Column("Name"), Column("Hours", Hours())), (("", None),))
    tab = openpyxl.load_workbook(written(tmp_path, sheet)).active
    assert [cell.value for cell in tab[4]] == [None, "not known"]


def test_values_of_the_document_model_are_written_in_words(tmp_path):
    row = (
        Grade.LEVEL_ONE,
        Toned("Late", Tone.DANGER),
        Titled("A", "B"),
        ("x", "y"),
        Toned(3, Tone.OK),
    )
    tab = openpyxl.load_workbook(written(tmp_path, Sheet("S", (Column("C"),) * 5, (row,)))).active
    assert [cell.value for cell in tab[4]] == ["Level one", "Late", "A – B", "x; y", 3]


def test_a_day_before_1900_is_written_in_words(tmp_path):
    tab = openpyxl.load_workbook(
        written(tmp_path, Sheet("S", (Column("D", Day()),), ((date(1899, 5, 1),),)))
    ).active
    assert tab.cell(4, 1).value == "1 May 1899"


def test_the_sheet_can_be_filtered_scrolled_and_printed(tmp_path):
    rows = tuple((f"Name {n}", *ROW[1:]) for n in range(20))
    sheet = Sheet("Register", COLUMNS, rows, totals=("Total", "", "", Decimal(30), 20, "", "", ""))
    tab = openpyxl.load_workbook(written(tmp_path, sheet)).active
    assert tab.auto_filter.ref == "A3:H23"
    assert tab.freeze_panes == "B4"
    assert tab.print_title_rows == "$3:$3"
    assert (tab.page_setup.orientation, int(tab.page_setup.paperSize)) == ("landscape", 9)
    assert (tab.sheet_properties.pageSetUpPr.fitToPage, tab.page_setup.fitToHeight) == (True, 0)
    assert tab.oddFooter.right.text == "Page &P of &N"
    assert tab.cell(24, 1).value == "Total"
    assert tab.cell(24, 1).font.bold
    assert tab.dimensions == "A1:H24"


def test_columns_are_wide_enough_for_what_they_hold(tmp_path):
    rows = (("Leeds Asylum Seekers' Support Network", 1), ("x" * 500, 2))
    tab = openpyxl.load_workbook(
        written(tmp_path, Sheet("S", (Column("Name"), Column("N", Count())), rows))
    ).active
    assert tab.column_dimensions["A"].width == 60
    assert 8 <= tab.column_dimensions["B"].width < 15


def test_rows_with_several_lines_are_high_enough(tmp_path):
    tab = openpyxl.load_workbook(
        written(tmp_path, Sheet("S", (Column("N"),), (("a\nb\nc",), ("x",))))
    ).active
    assert tab.row_dimensions[4].height == 45
    assert tab.row_dimensions[5].height is None


def test_tabs_have_names_that_excel_takes_each_only_once(tmp_path):
    titles = (
        "Enquiries: by [topic]/area * and more than enough",
        "Enquiries: by [topic]/area * and more again",
        "",
        "History",
        "'",
    )
    book = openpyxl.load_workbook(
        written(tmp_path, *(Sheet(title, (Column("N"),), ()) for title in titles))
    )
    assert len({name.casefold() for name in book.sheetnames}) == len(titles)
    assert all(0 < len(name) <= 31 for name in book.sheetnames)
    assert not any(set(name) & set("[]:*?/\\") for name in book.sheetnames)


def test_definitions_become_a_last_sheet(tmp_path):
    path = written(
        tmp_path, Sheet("S", (Column("N"),), ()), definitions=(("Hours", "Decimal hours."),)
    )
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["S", "Definitions"]
    assert [cell.value for cell in book["Definitions"][4]] == ["Hours", "Decimal hours."]


def test_several_thousand_rows_come_back_one_by_one(tmp_path):
    rows = [(f"Name {n}", n) for n in range(7_001)]
    path = written(tmp_path, Sheet("S", (Column("Name"), Column("Number", Count())), rows))
    found = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert [tuple(row) for row in found[-7_001:]] == rows


def test_cancelling_leaves_the_old_file(tmp_path):
    progress = Progress()
    progress.cancel()
    path = written(tmp_path, Sheet("S", (Column("N"),), (("old",),)))
    before = path.read_bytes()
    with pytest.raises(Cancelled):
        excel.write(Workbook("Book", (Sheet("S", (Column("N"),), (("new",),)),)), path, progress)
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there_is_said_in_words(tmp_path):
    with pytest.raises(UserError, match="does not exist"):
        excel.write(
            Workbook("Book", (Sheet("S", (Column("N"),), ()),)), tmp_path / "none" / "x.xlsx"
        )


def test_a_formula_counts_by_named_columns_cells_of_its_row_and_the_day_above(tmp_path):
    rows = (
        ("=1+1", Decimal("1.50"), Formula('IF({Hours}>1,"<yes>","no")', "<yes>")),
        ("Azad", Decimal("0.50"), Formula("SUM(Hours)", Decimal("2.00"))),
    )
    columns = (Column("Name"), Column("Hours", Hours(), name="Hours"), Column("Counts", Hours()))
    asked = Named("As at", "As_at", date(2026, 3, 31))
    path = written(tmp_path, Sheet("It's", columns, rows, "Period", asked=asked))
    book = openpyxl.load_workbook(path)
    tab = book.active
    assert [cell.value for cell in tab["C"]][-2:] == ['=IF(B6>1,"<yes>","no")', "=SUM(Hours)"]
    assert (tab["A6"].value, tab["A6"].data_type, tab["C7"].number_format) == ("=1+1", "s", "0.00")
    assert tab["A3"].value == "As at"
    assert tab["B3"].value == datetime.fromisoformat("2026-03-31")
    assert {name: each.attr_text for name, each in book.defined_names.items()} == {
        "Hours": "'It''s'!$B$6:$B$7",
        "As_at": "'It''s'!$B$3",
    }
    assert book.calculation.fullCalcOnLoad
    shown = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert [row[2] for row in shown[-2:]] == ["<yes>", 2.0]


def _months(count):
    columns = (
        Column("Month", name="Month_words"),
        Column("In time", Count(), name="Month_kept"),
        Column("Late", Count(), name="Month_late"),
    )
    return Sheet("Month's own", columns, [(f"Month {n}", n, 1) for n in range(count)], notes=("A",))


def test_a_chart_draws_the_cells_of_its_columns_from_another_sheet(tmp_path):
    chart = Chart("Kept", "Month_words", ("Month_kept", "Month_late"))
    book = openpyxl.load_workbook(written(tmp_path, Sheet("Charts", charts=(chart,)), _months(12)))
    (drawn,) = book["Charts"]._charts
    where = "'Month''s own'!"
    assert [each.val.numRef.f for each in drawn.series] == [
        f"{where}$B$5:$B$16",
        f"{where}$C$5:$C$16",
    ]
    assert [each.tx.strRef.f for each in drawn.series] == [f"{where}B4", f"{where}C4"]
    assert drawn.series[0].cat.numRef.f == f"{where}$A$5:$A$16"
    assert book["Month's own"]["B16"].value == 11


def test_a_chart_below_a_table_draws_no_more_than_its_first_rows(tmp_path):
    chart = Chart("Kept", "Month_words", ("Month_kept",), lying=True, most=3)
    book = openpyxl.load_workbook(written(tmp_path, replace(_months(40), charts=(chart,))))
    (drawn,) = book["Month's own"]._charts
    assert drawn.series[0].val.numRef.f == "'Month''s own'!$B$5:$B$7"
    assert drawn.anchor._from.row > 4 + 40
