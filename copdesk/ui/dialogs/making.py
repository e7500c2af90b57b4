"""Making a report away from the window's own thread: to be seen first, or written to a file."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from copdesk.progress import Progress
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.saving import FOLDER, Choose, ask_where, file_name

if TYPE_CHECKING:
    from copdesk.reports.asked import Asked
    from copdesk.reports.catalogue import Report

Told = Callable[[Path, Sequence[str]], None]


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


def _printed(
    desk: Desk, report: "Report", asked: "Asked", progress: Progress
) -> tuple[bytes, tuple[str, ...]]:
    from copdesk.reports import catalogue, pdf  # noqa: PLC0415  (slow to import)
    from copdesk.reports.client_words import client_words  # noqa: PLC0415  (with them)

    progress.step(0, 0, "Gathering")
    with desk.store.read() as reader:
        document = catalogue.document_of(report, reader, asked)
        naming = client_words(reader, document)
    out = BytesIO()
    printed = pdf.write(document, out, progress)
    return out.getvalue(), (*naming, *catalogue.told(printed))
