"""What another program makes of the formulas of a workbook, beside what ours says they give."""

import re
import shutil
import subprocess
import zipfile
from decimal import Decimal

import openpyxl
from python_calamine import CalamineWorkbook

from copdesk.reports import excel
from copdesk.reports.document import Formula

OFFICE = shutil.which("soffice")


def rows_of(sheet):
    """The rows of a sheet, its totals last."""
    return [*sheet.rows, sheet.totals] if sheet.totals else list(sheet.rows)


def shown(workbook):
    """What the program says stands in every cell with a formula, by sheet, row and column."""
    return {
        (sheet.title, row, column): value.shown
        for sheet in workbook.sheets
        for row, values in enumerate(rows_of(sheet))
        for column, value in enumerate(values)
        if isinstance(value, Formula)
    }


def recalculated(workbook, folder, as_at=None):
    """The same cells, worked out by LibreOffice from the formulas alone."""
    path = folder / "book.xlsx"
    excel.write(workbook, folder / "made.xlsx")
    if as_at:
        book = openpyxl.load_workbook(folder / "made.xlsx")  # what is saved anew has no results
        book["Coverage"]["B5"] = as_at
        book.save(path)
    else:
        _without_results(folder / "made.xlsx", path)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [OFFICE, profile, "--headless", "--convert-to", "ods", "--outdir", str(folder), str(path)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    found = CalamineWorkbook.from_path(folder / "book.ods")
    tables = {
        sheet.title: found.get_sheet_by_name(sheet.title).to_python()[-len(rows_of(sheet)) :]
        for sheet in workbook.sheets
    }
    return {place: tables[place[0]][place[1]][place[2]] for place in shown(workbook)}


def _without_results(made, path):
    """The same file, whose cells with formulas hold no results."""
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            held = source.read(name)
            if name.startswith("xl/worksheets/"):
                held = re.sub(rb"(</f>|<f[^>]*/>)<v>[^<]*</v>", rb"\1", held)
            target.writestr(name, held)


def same(mine, theirs):
    """Whether both say the same, numbers to the last hundredth."""
    if isinstance(mine, Decimal | int):
        return isinstance(theirs, float) and abs(theirs - float(mine)) < 0.005
    return mine == theirs
