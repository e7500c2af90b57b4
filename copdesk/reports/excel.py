"""The one door to Excel: workbooks fit to send, with real dates and numbers and harmless text.

openpyxl makes the book with its looks, filters and print set-up; the rows themselves are
written straight into the sheet, which is ten times as fast and keeps little in memory.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import count
from math import ceil
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import Workbook as Book
from openpyxl.cell import WriteOnlyCell
from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from copdesk.domain.fields import Kind, LongText
from copdesk.errors import UserError
from copdesk.progress import SILENT, Progress
from copdesk.reports import style
from copdesk.reports.document import Chart, Column, Sheet, Tone, Value, Workbook
from copdesk.reports.landing import landing
from copdesk.reports.sheet_rows import Looks, Place, fitting, harmless, row_xml
from copdesk.reports.values import UNKNOWN, in_cell

MOST_ROWS = 1_048_576
"""As many rows as Excel takes in one sheet."""

_TAB_TITLE = re.compile(r"[\[\]:*?/\\]")
_STEP = 2_000
_FEW_COLUMNS = 7
_SAMPLE = 300
_FONT = "Calibri"
_HAIR = Side("thin", color=style.BORDER[1:])
_INK, _SOFT, _HEAD, _PALE = (c[1:] for c in (style.TEXT, style.TEXT3, style.ACCENT, style.BORDER))
_CHART_WIDTH, _BAR_DEEP, _CHART_HEIGHT = 24.0, 0.95, 8.5
_ROW_CM = 0.53


def write(workbook: Workbook, path: Path, progress: Progress = SILENT) -> None:
    """Write ``workbook``, replacing the file at ``path`` only when all is done.

    Text that begins with ``=``, ``+``, ``-`` or ``@`` stays text; control characters, which
    Excel can't hold, are left out; nothing is ever cut.

    Raises:
        UserError: a text or a sheet is too long for Excel, or the file can't be written.
        Cancelled: on request; nothing is written.
    """
    plan = [*workbook.sheets, *_definitions(workbook)]
    _check_rows(plan)
    with landing(path) as stream:
        _write(workbook, plan, stream, progress)


def _definitions(workbook: Workbook) -> list[Sheet]:
    if not workbook.definitions:
        return []
    columns = (Column("Word", width=45), Column("What it means", LongText(), width=150))
    return [Sheet("Definitions", columns, workbook.definitions)]


def _check_rows(sheets: Iterable[Sheet]) -> None:
    for sheet in sheets:
        if len(sheet.rows) + 20 + len(sheet.notes) > MOST_ROWS:
            raise UserError(
                f"“{sheet.title}” has {len(sheet.rows):,} rows, more than Excel takes.",
                "Choose a shorter period or fewer rows.",
            )


def _write(workbook: Workbook, plan: list[Sheet], stream: BinaryIO, progress: Progress) -> None:
    book = Book()
    book.remove(book.worksheets[0])
    book.properties.creator = "copdesk"
    book.properties.title = harmless(workbook.title)
    book.calculation = CalcProperties(fullCalcOnLoad=True)
    taken: set[str] = set()
    pages = [_page(book, sheet, taken) for sheet in plan]
    _draw(pages, book)
    template = BytesIO()
    book.save(template)
    total = sum(len(sheet.rows) for sheet in plan)
    done = 0
    with (
        zipfile.ZipFile(template) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as target,
    ):
        for item in source.infolist():
            page = next((p for p in pages if item.filename == p.member), None)
            if page is None:
                target.writestr(item, source.read(item))
                continue
            with target.open(_entry(item), "w", force_zip64=True) as member:
                for part, rows in _with_rows(source.read(item).decode(), page):
                    member.write(part.encode())
                    done += rows
                    progress.step(done, total, page.sheet.title)


def _entry(item: zipfile.ZipInfo) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(item.filename, item.date_time)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


@dataclass(frozen=True, slots=True)
class _Page:
    """One sheet: what stands above its rows is in the book, the rows are still to come."""

    sheet: Sheet
    member: str
    first: int
    widths: list[float]
    looks: Looks
    total: Looks


_Drawn = Mapping[str, tuple[Any, int, _Page]]
"""Where the columns that have names are: the tab, the number of the column, the sheet."""


def _page(book: Book, sheet: Sheet, taken: set[str]) -> _Page:
    tab = book.create_sheet(_tab_title(sheet.title, taken))
    taken.add(tab.title.casefold())
    above = _above(tab, sheet)
    head = above + 1
    member = f"xl/worksheets/sheet{len(book.worksheets)}.xml"
    looks, total = _looks(tab, bold=False), _looks(tab, bold=True)
    if not sheet.columns:
        _set_up_print(tab, head)
        tab.page_setup.orientation, tab.page_setup.fitToHeight = "portrait", 1
        return _Page(sheet, member, head, [], looks, total)
    widths = [_width(sheet, i) for i in range(len(sheet.columns))]
    last = head + len(sheet.rows)
    deep = 1
    for i, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(i)
        _headed(tab, head, i, column)
        deep = max(deep, ceil(len(column.label) / (widths[i - 1] - 2)))
        tab.column_dimensions[letter].width = widths[i - 1]
        if column.name:
            cells = f"${letter}${head + 1}:${letter}${max(last, head + 1)}"
            book.defined_names.add(_name(tab, column.name, cells))
    if sheet.asked:
        book.defined_names.add(_name(tab, sheet.asked.name, f"$B${above - 1}"))
    tab.row_dimensions[head].height = 22 if deep == 1 else 8 + 15 * deep
    tab.freeze_panes = f"{'B' if len(sheet.columns) > 4 else 'A'}{head + 1}"
    tab.auto_filter.ref = f"A{head}:{get_column_letter(len(sheet.columns))}{max(last, head)}"
    _set_up_print(tab, head)
    return _Page(sheet, member, head + 1, widths, looks, total)


def _draw(pages: list[_Page], book: Book) -> None:
    """The charts of every sheet, below its rows or, where it has none, below its title."""
    places = {
        column.name: (tab, number, page)
        for tab, page in zip(book.worksheets, pages, strict=True)
        for number, column in enumerate(page.sheet.columns, 1)
        if column.name
    }
    for tab, page in zip(book.worksheets, pages, strict=True):
        below = page.first + len(page.sheet.rows) + 1
        for chart in page.sheet.charts:
            drawn = _chart(chart, places)
            tab.add_chart(drawn, f"A{below}")
            below += int(drawn.height / _ROW_CM) + 2


def _chart(chart: Chart, places: _Drawn) -> Any:  # noqa: ANN401  (it is untyped)
    made: Any = BarChart()
    made.type, made.grouping, made.overlap, made.gapWidth = "col", "stacked", 100, 60
    tab, column, page = places[chart.labels]
    rows = min(len(page.sheet.rows), chart.most)
    last = page.first + rows - 1
    for name, colour in zip(chart.parts, style.DATA, strict=False):
        where, number, _page = places[name]
        values = Reference(where, min_col=number, min_row=page.first - 1, max_row=last)
        series: Any = Series(values, title_from_data=True)
        series.graphicalProperties.solidFill = colour[1:]
        series.graphicalProperties.line.solidFill = "FFFFFF"
        made.series.append(series)
    made.set_categories(Reference(tab, min_col=column, min_row=page.first, max_row=last))
    made.title, made.legend.position = chart.title, "b"
    made.x_axis.delete = made.y_axis.delete = False
    made.x_axis.tickLblSkip, made.y_axis.scaling.min = 1, 0
    made.y_axis.number_format = "#,##0"
    made.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=_PALE))
    made.width, made.height = _CHART_WIDTH, _CHART_HEIGHT
    if chart.lying:
        made.type, made.x_axis.scaling.orientation = "bar", "maxMin"
        made.height = 4 + _BAR_DEEP * rows
    return made


def _tab_title(title: str, taken: set[str]) -> str:
    """At most 31 characters without those that Excel forbids; each only once in a book."""
    base = " ".join(_TAB_TITLE.sub(" ", harmless(title)).split()).strip("'")[:31] or "Sheet"
    candidate, n = base, 2
    while candidate.casefold() in taken | {"history"}:
        ending = f" {n}"
        candidate, n = base[: 31 - len(ending)] + ending, n + 1
    return candidate


def _name(tab: Worksheet, name: str, cells: str) -> DefinedName:
    return DefinedName(name, attr_text=f"{quote_sheetname(tab.title)}!{cells}")


def _above(tab: Worksheet, sheet: Sheet) -> int:
    """Title, period, notes and the day asked; returns the rows used, the last of them free."""
    lines = [(sheet.title, Font(_FONT, 16, bold=True, color=_HEAD))]
    if sheet.period:
        lines.append((sheet.period, Font(_FONT, 11, color=_INK)))
    lines += [(note, Font(_FONT, 10, color=_SOFT)) for note in sheet.notes]
    for row, (text, font) in enumerate(lines, 1):
        _put_text(tab, row, 1, text).font = font
    tab.row_dimensions[1].height = 24
    if sheet.asked:
        lines.append((sheet.asked.label, Font(_FONT, 11, bold=True, color=_INK)))
        _put_text(tab, len(lines), 1, sheet.asked.label).font = lines[-1][1]
        _put_day(tab, len(lines), sheet.asked.value)
    return len(lines) + 1


def _put_day(tab: Worksheet, row: int, day: date) -> None:
    """A day in a frame that asks to be typed over."""
    cell: Any = tab.cell(row, 2)
    cell.value, cell.number_format = day, "d mmm yyyy"
    cell.font = Font(_FONT, 11, bold=True, color=_INK)
    cell.fill = PatternFill("solid", start_color=style.TINTS[Tone.WARN][1:])
    edge = Side("thin", color=style.INKS[Tone.WARN][1:])
    cell.border = Border(edge, edge, edge, edge)
    cell.alignment = Alignment("left", indent=1)


def _put_text(tab: Worksheet, row: int, column: int, text: str) -> Any:  # noqa: ANN401
    cell: Any = tab.cell(row, column)
    cell.value = fitting(text, "a heading")
    cell.data_type = "s"
    return cell


def _headed(tab: Worksheet, row: int, place: int, column: Column) -> None:
    cell = _put_text(tab, row, place, column.label)
    cell.font = Font(_FONT, 11, bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", start_color=_HEAD)
    side = "right" if column.right else "left"
    cell.alignment = Alignment(side, "center", wrap_text=True, indent=1)
    cell.border = Border(bottom=Side("thin", color=_HEAD))


def _looks(tab: Worksheet, *, bold: bool) -> Looks:
    def look(
        number_format: str = "General",
        *,
        wrap: bool = False,
        soft: bool = False,
        quote: bool = False,
    ) -> int:
        cell: Any = WriteOnlyCell(tab)
        cell.font = Font(_FONT, 11, bold=bold, color=_SOFT if soft else _INK)
        side = "right" if "0" in number_format else "left"
        cell.alignment = Alignment(side, "top", wrap_text=wrap, indent=1)
        cell.border = Border(top=Side("thin", color=_INK)) if bold else Border(bottom=_HAIR)
        cell.number_format = number_format
        cell.quotePrefix = quote
        return int(cell.style_id)

    return Looks(
        text=look(),
        quoted=look(wrap=True, quote=True),
        wrapped=look(wrap=True),
        unknown=look(soft=True),
        day=look("d mmm yyyy"),
        moment=look("d mmm yyyy hh:mm"),
        clock=look("hh:mm"),
        hours=look("0.00"),
        number=look("#,##0"),
    )


def _set_up_print(tab: Worksheet, head: int) -> None:
    tab.page_setup.orientation = "landscape"
    tab.page_setup.paperSize = 9
    tab.page_setup.fitToWidth = 1
    tab.page_setup.fitToHeight = 0
    tab.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    tab.print_title_rows = f"{head}:{head}"
    tab.page_margins.left = tab.page_margins.right = 0.5
    tab.page_margins.top, tab.page_margins.bottom = 0.6, 0.7
    tab.HeaderFooter.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart("&A"), right=_HeaderFooterPart("Page &P of &N")
    )
    tab.sheet_view.showGridLines = False


def _width(sheet: Sheet, place: int) -> float:
    """In characters: wide enough for what the column holds, within what can still be printed."""
    most = 60.0 if len(sheet.columns) <= _FEW_COLUMNS else 36.0
    column = sheet.columns[place]
    if column.width:
        return column.width / 1.9
    rows = sheet.rows[:: max(1, len(sheet.rows) // _SAMPLE)]
    longest = max((_longest_line(row[place], column.kind) for row in rows), default=0)
    return max(9.0, len(column.label) * 1.1 + 5, min(longest * 1.05 + 3, most))


def _longest_line(value: Value, kind: Kind) -> int:
    return max(map(len, (UNKNOWN if value is None else in_cell(value, kind)).split("\n")))


def _with_rows(template: str, page: _Page) -> Iterator[tuple[str, int]]:
    """The sheet's own text with the rows put in, and how many rows each part holds."""
    if not page.sheet.columns:
        yield template, 0
        return
    before, _, after = template.partition("</sheetData>")
    last = page.first + len(page.sheet.rows) - 1 + bool(page.sheet.totals)
    numbers = count()
    places = _places(page, page.looks, last, numbers)
    whole = f'<dimension ref="A1:{places[-1].letter}{max(last, 1)}"'
    yield re.sub('<dimension ref="[^"]*"', whole, before, count=1), 0
    part: list[str] = []
    for number, row in enumerate(page.sheet.rows, page.first):
        part.append(row_xml(number, row, places))
        if len(part) == _STEP:
            yield "".join(part), _STEP
            part = []
    if page.sheet.totals:
        bold = _places(page, page.total, last, numbers)
        part.append(row_xml(last, page.sheet.totals, bold))
    yield "".join(part) + "</sheetData>" + after, len(part)


def _places(page: _Page, looks: Looks, last: int, numbers: Iterator[int]) -> list[Place]:
    """The columns for rows that look alike."""
    return [
        Place(get_column_letter(at), column.kind, width, looks, last, numbers, column.name)
        for at, (column, width) in enumerate(zip(page.sheet.columns, page.widths, strict=True), 1)
    ]
