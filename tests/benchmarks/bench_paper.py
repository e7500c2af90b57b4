"""How fast paper and Excel are, against what the libraries do by themselves in the same run.

Run it with ``python tests/benchmarks/bench_paper.py``; it prints one line per figure to reach.
"""

import io
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from openpyxl import Workbook as OpenpyxlWorkbook
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

from copdesk.domain.fields import Day, Hours
from copdesk.reports import document as d
from copdesk.reports import excel, pdf

DAY = date(2026, 1, 5)
NAMES = ("Olena Shevchenko", "Nguyễn Thị Hồng Ngọc", "Amina Yusuf", "Şêrîn Çiçek", "John O'Neill")
ORGS = ("Northgate Law Centre", "Riverside Refugee Action", "St Augustine's Centre for Families")


def facts(count: int) -> list[tuple[str, str, str, date, Decimal, str]]:
    """Rows as an enquiries log has them, no two alike."""
    return [
        (
            f"E-2026-{n:05}",
            f"{NAMES[n % 5]} {n}",
            ORGS[n % 3],
            DAY + timedelta(days=n % 900),
            Decimal(n % 40) / 4,
            f"Asked about fee waivers, matter {n}, answered by telephone",
        )
        for n in range(count)
    ]


def ours(count: int, rows: list) -> None:
    columns = (
        d.Column("Reference"),
        d.Column("Name"),
        d.Column("Organisation"),
        d.Column("Received", Day()),
        d.Column("Hours", Hours()),
        d.Column("Summary"),
    )
    document = d.Document("Log", (d.Heading("Log"), d.Table(columns, rows[:count])))
    pdf.write(document, io.BytesIO())


def usual(rows: list) -> None:
    """A LongTable with a Paragraph in every cell: what most programs do."""
    look = getSampleStyleSheet()["BodyText"]
    cells = [[Paragraph(str(value), look) for value in row] for row in rows]
    table = LongTable(cells, colWidths=[60, 90, 90, 60, 40, 130], repeatRows=1)
    SimpleDocTemplate(io.BytesIO(), pagesize=A4).build([table])


def paper(pages: int, name: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for page in range(pages):
        for line in range(50):
            canvas.drawString(60, 780 - line * 14, f"{name}, page {page}, line {line}: some words")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pack(papers: tuple[d.Paper, ...], rows: list) -> None:
    columns = (d.Column("Reference"), d.Column("Name"), d.Column("Organisation"), d.Column("Due"))
    parts = []
    for part in range(8):
        parts += [d.Heading(f"Part {part}", new_page=True), d.Paragraph("Some words. " * 60)]
        parts.append(d.Table(columns, [row[:4] for row in rows[part * 80 : part * 80 + 80]]))
    out = io.BytesIO()
    printed = pdf.write(d.Document("Pack", tuple(parts), papers=papers), out)
    print(f"  pack of {printed.pages} pages")


def wide(count: int) -> list[tuple]:
    return [(*row, row[0], "=1+1", n, n * 2, row[3], "plain") for n, row in enumerate(facts(count))]


def excel_ours(rows: list, path: Path) -> None:
    kinds = (None, None, None, Day(), Hours(), None, None, None, None, None, Day(), None)
    columns = tuple(
        d.Column(f"Column {n}", kind) if kind else d.Column(f"Column {n}")
        for n, kind in enumerate(kinds)
    )
    excel.write(d.Workbook("Log", (d.Sheet("Log", columns, rows),)), path)


def excel_usual(rows: list, path: Path) -> None:
    book = OpenpyxlWorkbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def seconds(work: Callable[[], None], times: int) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    rows = facts(20_000)
    ours(100, rows)
    print(f"before: {peak():.0f} MiB")
    ten = seconds(lambda: ours(10_000, rows), 5)
    print(f"table of 10,000 rows: {ten:.2f} s, peak {peak():.0f} MiB")
    twenty = seconds(lambda: ours(20_000, rows), 5)
    print(f"20,000 / 10,000 rows: {twenty / ten:.2f} (to reach 2.2), peak {peak():.0f} MiB")
    papers = tuple(
        d.Paper(f"Paper {n}", "application/pdf", paper(28, f"Paper {n}")) for n in range(10)
    )
    print(f"pack: {seconds(lambda: pack(papers, rows), 3):.2f} s (to reach 1.0)")
    many = wide(100_000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.xlsx"
        before = peak()
        fast = seconds(lambda: excel_ours(many, path), 3)
        print(f"Excel, 100,000 x 12: {fast:.2f} s, peak {before:.0f} -> {peak():.0f} MiB")
        slow = seconds(lambda: excel_usual(many, path), 1)
        print(f"Excel / openpyxl: {fast / slow:.3f} (to reach 0.8)")
    floor = seconds(lambda: usual(rows[:10_000]), 1)
    print(f"table / LongTable of Paragraphs ({floor:.1f} s): {ten / floor:.3f} (to reach 0.08)")


if __name__ == "__main__":
    main()
