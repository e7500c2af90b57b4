"""The rows of a list as an Excel file: the columns that are shown, under what narrows them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from copdesk.domain.fields import Link, Text
from copdesk.progress import Progress
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.rows import RowSource
from copdesk.ui.kit.saving import FOLDER, Choose, ask_where, file_name

if TYPE_CHECKING:
    from copdesk.reports.document import Workbook

_STEP = 1_000


@dataclass(frozen=True, slots=True)
class Shown:
    """What a list shows.

    Attributes:
        title: of the list.
        narrowed: what narrows it, in words; empty when nothing does.
        source: where its rows come from.
        ids: its rows in order.
        keys: its columns from the left.
    """

    title: str
    narrowed: str
    source: RowSource
    ids: tuple[int, ...]
    keys: tuple[str, ...]


def export(
    desk: Desk,
    parent: QWidget,
    shown: Shown,
    told: Callable[[Path, Sequence[str]], None],
    choose: Choose = ask_where,
) -> None:
    """Ask where, write the workbook there in the background, remember the folder.

    Args:
        desk: the open file.
        parent: over which the question stands.
        shown: what is written.
        told: hears where it is, and sentences to be known of it.
        choose: asks where.
    """
    folder = Path(str(desk.memory.value(FOLDER, "") or Path.home()))
    chosen = choose(parent, ".xlsx", folder / file_name(shown.title, "", desk.today(), ".xlsx"))
    if chosen is None:
        return

    def work(progress: Progress) -> object:
        from copdesk.reports.client_words import sheet_words  # noqa: PLC0415  (slow to import)

        book = write(shown, chosen, progress)
        with desk.store.read() as reader:
            return sheet_words(reader, book)

    def done(said: object) -> None:
        desk.memory.setValue(FOLDER, str(chosen.parent))
        told(chosen, said if isinstance(said, tuple) else ())

    desk.run(parent, work, done)


def write(shown: Shown, path: Path, progress: Progress) -> "Workbook":
    """Write the rows, links as the titles they are shown by; returns what was written.

    Raises:
        UserError: the file can't be written.
        Cancelled: on request; nothing is written.
    """
    from copdesk.reports import excel  # noqa: PLC0415  (slow to import)
    from copdesk.reports.document import Column, Sheet, Workbook  # noqa: PLC0415

    headings = [shown.source.columns[key] for key in shown.keys]
    columns = tuple(
        Column(each.label, Text() if isinstance(each.kind, Link) else each.kind)
        for each in headings
    )
    rows: list[tuple[object, ...]] = []
    for start in range(0, len(shown.ids), _STEP):
        progress.step(start, len(shown.ids), "Reading rows")
        found = shown.source.rows(shown.ids[start : start + _STEP], shown.keys)
        rows += [row for row in found if row]
    notes = (f"Only: {shown.narrowed}",) if shown.narrowed else ()
    sheet = Sheet(shown.title, columns, rows, notes=notes)  # type: ignore[arg-type]  # (as kept)
    book = Workbook(shown.title, (sheet,))
    excel.write(book, path, progress)
    return book
