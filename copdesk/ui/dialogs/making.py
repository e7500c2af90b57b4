"""Making a report away from the window's own thread: to be seen first, or written to a file."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from copdesk.progress import Progress
from copdesk.ui.kit.desk import Desk

if TYPE_CHECKING:
    from copdesk.reports.asked import Asked
    from copdesk.reports.catalogue import Report

FOLDER = "folder/saved"
"""Where the folder that was saved to last is remembered."""

_KINDS = {".xlsx": "Excel workbooks (*.xlsx)", ".pdf": "PDF files (*.pdf)"}

Told = Callable[[Path, Sequence[str]], None]
Choose = Callable[[QWidget, str, Path], Path | None]


def preview(desk: Desk, parent: QWidget, report: "Report", asked: "Asked", about: str = "") -> None:
    """Make a report on paper with its progress shown, then open its preview.

    Args:
        desk: the open file.
        parent: over which the preview stands.
        report: what is made.
        asked: what it covers.
        about: what it is of, for its name: the title of a meeting; the day where empty.
    """
    from copdesk.ui.dialogs.preview import Preview, Previewed  # noqa: PLC0415  (loads pdfium)

    name = file_name(report.title, about, asked.as_at, ".pdf")

    def work(progress: Progress) -> object:
        content, problems = _printed(desk, report, asked, progress)
        return Previewed(Path(name).stem, name, content, problems)

    def show(made: object) -> None:
        if isinstance(made, Previewed):
            Preview(parent.window(), made, desk.run, desk.memory).open()

    desk.run(parent, work, show)


def save(  # noqa: PLR0913  (what is made, where, and who is told)
    desk: Desk,
    parent: QWidget,
    report: "Report",
    asked: "Asked",
    suffix: str,
    *,
    told: Told,
    about: str = "",
    choose: Choose | None = None,
) -> None:
    """Ask where, write a report there, remember the folder.

    Args:
        desk: the open file.
        parent: over which the question stands.
        report: what is made.
        asked: what it covers.
        suffix: ``.xlsx`` or ``.pdf``.
        told: hears where it is, and sentences to be known of it.
        about: what it is of, for its name; the day where empty.
        choose: asks where; for tests.
    """
    name = file_name(report.title, about, asked.as_at, suffix)
    folder = Path(str(desk.memory.value(FOLDER, "") or Path.home()))
    chosen = (choose or ask_where)(parent, suffix, folder / name)
    if chosen is None:
        return

    def work(progress: Progress) -> object:
        from copdesk.reports import catalogue  # noqa: PLC0415  (slow to import)

        with desk.store.read() as reader:
            return catalogue.write(report, reader, asked, chosen, progress)

    def done(said: object) -> None:
        desk.memory.setValue(FOLDER, str(chosen.parent))
        told(chosen, said if isinstance(said, tuple) else ())

    desk.run(parent, work, done)


def file_name(title: str, about: str, as_at: date, suffix: str) -> str:
    """A name that every system takes: ``Training register 2026-11-23.xlsx``."""
    plain = re.sub(r'[<>:"/\\|?*\x00-\x1f]', " ", f"{title} {about or as_at.isoformat()}")
    return f"{' '.join(plain.split())[:120].strip(' .')}{suffix}"


def ask_where(parent: QWidget, suffix: str, start: Path) -> Path | None:
    """Where to save; a file that is there already is only replaced when that is confirmed."""
    while True:
        chosen, _kind = QFileDialog.getSaveFileName(parent, "Save as", str(start), _KINDS[suffix])
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.lower() == suffix:
            return path
        start = path.with_name(f"{path.name}{suffix}")
        if not start.exists():
            return start  # the dialog asked about another name: ask about this one


def _printed(
    desk: Desk, report: "Report", asked: "Asked", progress: Progress
) -> tuple[bytes, tuple[str, ...]]:
    from copdesk.reports import catalogue, pdf  # noqa: PLC0415  (slow to import)

    progress.step(0, 0, "Gathering")
    with desk.store.read() as reader:
        document = catalogue.document_of(report, reader, asked)
    out = BytesIO()
    printed = pdf.write(document, out, progress)
    return out.getvalue(), catalogue.told(printed)
