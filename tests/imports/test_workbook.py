import sys
import threading
import time
import zipfile
from datetime import date, datetime
from datetime import time as clock
from pathlib import Path

import openpyxl
import pytest

from copdesk.errors import Cancelled, UserError
from copdesk.imports import spreadsheet
from copdesk.imports.workbook import read_pasted, read_source
from copdesk.progress import SILENT, Progress

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
BOOK = (
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
BOOK_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)


def workbook(path, rows, title="List"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def raw_workbook(path, sheet, more=()):
    """A small legal package around one sheet written by hand."""
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELS,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": BOOK_RELS,
        "xl/worksheets/sheet1.xml": sheet,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in (*parts.items(), *more):
            package.writestr(name, text)
    return path


def sheet(body, before=""):
    return (
        f'<?xml version="1.0"?>{before}<worksheet xmlns="http://schemas.openxmlformats.org/'
        f'spreadsheetml/2006/main"><sheetData>{body}</sheetData></worksheet>'
    )


CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'


def refusal(path):
    """The one sentence in which a file is refused."""
    started = time.monotonic()
    with pytest.raises(UserError) as refused:
        read_source(path)
    assert time.monotonic() - started < spreadsheet.SECONDS + 5
    assert path.name in refused.value.message
    assert refused.value.hint
    return refused.value.message


def test_cells_come_as_somebody_would_have_typed_them(tmp_path):
    day = date(2019, 2, 14)
    row = ["Zoë", 7, 1.5, True, day, datetime.combine(day, clock(9, 30)), clock(9, 5)]
    source = read_source(workbook(tmp_path / "a.xlsx", [["Name"], row]))
    assert source.sheets[0].rows[1] == (
        "Zoë", "7", "1.5", "Yes", "2019-02-14", "2019-02-14 09:30", "09:05",
    )  # fmt: skip


def test_rows_keep_the_numbers_that_the_spreadsheet_shows(tmp_path):
    book = openpyxl.Workbook()
    book.active["B4"] = "Name"
    book.active["B7"] = "Amina"
    book.save(tmp_path / "a.xlsx")
    rows = read_source(tmp_path / "a.xlsx").sheets[0].rows
    assert [rows[3], rows[6]] == [("Name",), ("Amina",)]
    assert not any(rows[0:3])


def test_sheets_that_are_hidden_or_empty_are_left_out(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Name"])
    book.create_sheet("Empty")
    hidden = book.create_sheet("Secret")
    hidden.append(["x"])
    hidden.sheet_state = "hidden"
    book.create_sheet("Second").append(["y"])
    book.save(tmp_path / "a.xlsx")
    assert [each.name for each in read_source(tmp_path / "a.xlsx").sheets] == ["Sheet", "Second"]


def test_file_is_told_by_what_it_holds_and_not_by_its_name(tmp_path):
    really_text = tmp_path / "a.xls"
    really_text.write_text("Name\tTown\nAmina\tLeeds\n", encoding="utf-8")
    assert read_source(really_text).sheets[0].rows[1] == ("Amina", "Leeds")
    really_book = workbook(tmp_path / "b.xlsx", [["Name"], ["Amina"]]).rename(tmp_path / "b.csv")
    assert read_source(really_book).sheets[0].rows[1] == ("Amina",)


def test_parser_never_runs_in_our_own_process(tmp_path, monkeypatch):
    monkeypatch.delitem(sys.modules, "python_calamine", raising=False)  # other tests read with it
    read_source(workbook(tmp_path / "a.xlsx", [["Name"], ["Amina"]]))
    assert "python_calamine" not in sys.modules


def test_reading_a_workbook_can_be_cancelled(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["Name"], ["Amina"]])
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        read_source(path, progress)


def test_workbook_that_takes_too_long_is_given_up(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["Name"], ["Amina"]])
    with pytest.raises(UserError, match="takes too long"):
        spreadsheet.read_workbook(path, SILENT, seconds=0)


def test_reading_works_in_a_thread_while_others_run(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["Name"], ["Amina"]])
    found = []
    thread = threading.Thread(target=lambda: found.append(read_source(path)))
    thread.start()
    thread.join(20)
    assert found[0].sheets[0].rows == (("Name",), ("Amina",))


# Hostile files ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04",
        b"PK\x03\x04" + b"\0" * 500,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 3000,
    ],
)
def test_damaged_workbook_is_refused_in_a_sentence(tmp_path, data):
    (tmp_path / "bad.xlsx").write_bytes(data)
    assert "can't be read" in refusal(tmp_path / "bad.xlsx")


def test_workbook_cut_short_anywhere_is_refused(tmp_path):
    whole = workbook(tmp_path / "whole.xlsx", [["Name"], *([f"Name {n}"] for n in range(50))])
    data = whole.read_bytes()
    for part in (0.3, 0.9):
        cut = tmp_path / f"cut{part}.xlsx"
        cut.write_bytes(data[: int(len(data) * part)])
        assert "can't be read" in refusal(cut)


def test_far_cell_that_makes_the_parser_abort_is_refused(tmp_path):
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = raw_workbook(tmp_path / "far.xlsx", sheet(far))
    assert "far.xlsx" in refusal(path)


def test_sheet_far_longer_than_any_list_is_refused(tmp_path):
    far = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    )
    path = raw_workbook(tmp_path / "long.xlsx", sheet(far))
    assert "larger than 100,000 rows" in refusal(path)


def test_tightly_packed_part_is_refused(tmp_path):
    path = raw_workbook(tmp_path / "bomb.xlsx", sheet(CELL + " " * 30_000_000))
    assert "packed too tightly" in refusal(path)


def test_package_that_lies_about_its_sizes_is_measured_not_believed(tmp_path):
    path = raw_workbook(tmp_path / "liar.xlsx", sheet(CELL + " " * 30_000_000))
    data = bytearray(path.read_bytes())
    true = len(sheet(CELL + " " * 30_000_000)).to_bytes(4, "little")
    while (at := data.find(true)) >= 0:
        data[at : at + 4] = (1000).to_bytes(4, "little")
    path.write_bytes(data)
    assert "liar.xlsx" in refusal(path)


def test_package_of_too_many_parts_is_refused(tmp_path):
    more = [(f"xl/extra{n}.bin", "x") for n in range(2_100)]
    assert "parts" in refusal(raw_workbook(tmp_path / "many.xlsx", sheet(CELL), more))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_package_with_two_parts_of_one_name_is_refused(tmp_path):
    more = [("xl/worksheets/sheet1.xml", sheet(CELL))]
    assert "same name" in refusal(raw_workbook(tmp_path / "twice.xlsx", sheet(CELL), more))


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        " " * 262_136 + '<!DOCTYPE a [<!ENTITY b "c">]>',
    ],
)
def test_declarations_that_could_read_or_explode_are_refused(tmp_path, declared):
    path = raw_workbook(tmp_path / "dtd.xlsx", sheet(CELL, declared))
    assert "declarations" in refusal(path)


def test_sheet_in_an_encoding_that_reads_as_empty_is_refused(tmp_path):
    wide = sheet(CELL).replace('version="1.0"', 'version="1.0" encoding="UTF-16"').encode("utf-16")
    assert "can't be read" in refusal(raw_workbook(tmp_path / "wide.xlsx", wide))


def test_text_repeated_beyond_all_measure_is_refused(tmp_path):
    strings = (
        '<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
        + "x" * 32_000
        + "</t></si></sst>"
    )
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 30_001))
    types = CONTENT_TYPES.replace(
        "</Types>",
        '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    )
    rels = BOOK_RELS.replace(
        "</Relationships>",
        '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    )
    path = tmp_path / "echo.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", types)
        package.writestr("_rels/.rels", RELS)
        package.writestr("xl/workbook.xml", BOOK)
        package.writestr("xl/_rels/workbook.xml.rels", rels)
        package.writestr("xl/sharedStrings.xml", strings)
        package.writestr("xl/worksheets/sheet1.xml", sheet(rows))
    assert "echo.xlsx" in refusal(path)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"<html><table><tr><td>Name</td></tr></table></html>", "a web page"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><p>", "a web page"),
        (b"SQLite format 3\0", "a database"),
        (b"", "no rows"),
        (b" \n,,,\n", "no rows"),
        (b"\0\x01\x02\xff\xfe\0", "not text"),
    ],
)
def test_what_is_no_list_is_named_for_what_it_is(tmp_path, data, said):
    (tmp_path / "list.xls").write_bytes(data)
    assert said in refusal(tmp_path / "list.xls")


def test_folder_missing_file_and_huge_file_are_refused(tmp_path):
    assert "There is no file" in refusal(tmp_path / "gone.csv")
    (tmp_path / "folder.csv").mkdir()
    assert "There is no file" in refusal(tmp_path / "folder.csv")
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(21 * 2**20)
    assert "larger than 20 MB" in refusal(huge)


def test_every_shared_example_of_the_formats_can_be_read():
    found = read_source(Path(__file__).parent / "files" / "organisations_sample.csv")
    assert len(found.sheets[0].rows) == 15


def test_rows_copied_in_a_spreadsheet_are_read_with_their_line_breaks_and_commas():
    source = read_pasted('Name\tTown\r\n"Door, Open\nUpstairs"\tLeeds\r\nNorthgate\t\r\n')
    assert source.name == "pasted rows"
    assert source.sheets[0].rows == (
        ("Name", "Town"),
        ("Door, Open\nUpstairs", "Leeds"),
        ("Northgate",),
    )


@pytest.mark.parametrize("text", ["", "  \n\n", "Name\tTown\n", "one line", "\ud800"])
def test_what_holds_no_rows_under_headings_is_not_pasted(text):
    with pytest.raises(UserError, match="no rows to paste"):
        read_pasted(text)
