"""How long the figures of 20,000 enquiries take: python -m tests.benchmarks.bench_figures [FILE].

Reading and counting run beside the window; the page only shows what they made.
"""

import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter

from copdesk.db.conditions import Filter, Op
from copdesk.db.queries import enquiry_figures as asked
from copdesk.db.queries.listings import LISTINGS
from copdesk.db.reader import Reader
from copdesk.db.store import Store
from copdesk.domain.audience import Readers
from copdesk.domain.enquiry_figures import Measure, Split, by_split, figures
from copdesk.reports import enquiry_figures, enquiry_promise, excel, pdf
from copdesk.reports.asked import Asked
from copdesk.reports.names import named_in
from tests.benchmarks import ten_years
from tests.benchmarks.measure import peak_mib, seconds

DAY = ten_years.LAST


def main() -> None:
    """Make the file, or take the one that is named, and say what each step takes."""
    with tempfile.TemporaryDirectory() as passing:
        folder = Path(passing)
        file = Path(sys.argv[1]) if sys.argv[1:] else ten_years.make(folder / "ten.copdesk")
        with Store.open(file, read_only=True) as store, store.read() as reader:
            _count(reader)
            _write(reader, folder)


def _count(reader: Reader) -> None:
    facts = asked.facts(reader, DAY)
    total = figures(facts, DAY)
    behind = [Filter("id", Op.ANY_OF, total.ids[Measure.RECEIVED])]
    year = date(DAY.year - 1, 12, 1)
    for name, work in (
        ("facts of all years", lambda: asked.facts(reader, DAY)),
        ("facts of 12 months", lambda: asked.facts(reader, DAY, year)),
        ("six months for Today", lambda: asked.by_month(reader, DAY)),
        ("figures of all", lambda: figures(facts, DAY)),
        ("all by organisation", lambda: by_split(facts, Split.ORGANISATION, DAY)),
        ("the rows behind a figure", lambda: LISTINGS["enquiry"].ids(reader, filters=behind)),
    ):
        print(f"{name:28} {min(seconds(work) for _ in range(3)) * 1000:7.0f} ms  of {len(facts):,}")


def _write(reader: Reader, folder: Path) -> None:
    for readers in Readers:
        began = perf_counter()
        book = enquiry_figures.workbook(reader, Asked(DAY, readers=readers))
        made = perf_counter()
        excel.write(book, folder / "figures.xlsx")
        written = perf_counter()
        named = named_in(reader, book)
        told = perf_counter()
        print(
            f"workbook, {readers.value:18} {made - began:5.1f} s made, {written - made:4.1f} s"
            f" written, {told - written:4.1f} s for names: {named.words}"
        )
    began = perf_counter()
    pdf.write(enquiry_promise.document(reader, Asked(DAY)), folder / "figures.pdf")
    print(f"{'two pages':28} {(perf_counter() - began) * 1000:7.0f} ms")
    print(f"{'most memory held':28} {peak_mib():7.0f} MiB")


if __name__ == "__main__":
    main()
