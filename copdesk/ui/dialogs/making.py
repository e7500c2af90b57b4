"""Making a report away from the window's own thread: to be seen first, or written to a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from copdesk.domain.audience import Readers
from copdesk.progress import Progress
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.saving import FOLDER, Choose, ask_where, file_name

if TYPE_CHECKING:
    from copdesk.reports.asked import Asked
    from copdesk.reports.catalogue import Report
    from copdesk.reports.names import Named

Told = Callable[[Path, Sequence[str]], None]


@dataclass(frozen=True, slots=True)
class _Job:
    """What is to be made, and over which widget; ``about`` is what it is of, for its name."""

    desk: Desk
    parent: QWidget
    report: "Report"
    asked: "Asked"
    suffix: str
    about: str

    @property
    def name(self) -> str:
        return file_name(self.report.title, self.about, self.asked.as_at, self.suffix)


def preview(desk: Desk, parent: QWidget, report: "Report", asked: "Asked", about: str = "") -> None:
    """Make a report on paper with its progress shown, then open its preview.

    Args:
        desk: the open file.
        parent: over which the preview stands.
        report: what is made.
        asked: what it covers.
        about: what it is of, for its name: the title of a meeting; the day where empty.
    """
    _tell_names(_Job(desk, parent, report, asked, ".pdf", about), _preview)


def _preview(job: "_Job") -> None:
    from copdesk.ui.dialogs.preview import Preview, Previewed  # noqa: PLC0415  (loads pdfium)

    def work(progress: Progress) -> object:
        content, problems = _printed(job.desk, job.report, job.asked, progress)
        return Previewed(Path(job.name).stem, job.name, content, problems)

    def show(made: object) -> None:
        if isinstance(made, Previewed):
            Preview(job.parent.window(), made, job.desk.run, job.desk.memory).open()

    job.desk.run(job.parent, work, show)


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
    job = _Job(desk, parent, report, asked, suffix, about)
    _tell_names(job, lambda wanted: _save(wanted, told, choose))


def _save(job: "_Job", told: Told, choose: Choose | None) -> None:
    memory = job.desk.memory
    folder = Path(str(memory.value(FOLDER, "") or Path.home()))
    chosen = (choose or ask_where)(job.parent, job.suffix, folder / job.name)
    if chosen is None:
        return

    def work(progress: Progress) -> object:
        from copdesk.reports import catalogue  # noqa: PLC0415  (slow to import)

        with job.desk.store.read() as reader:
            return catalogue.write(job.report, reader, job.asked, chosen, progress)

    def done(said: object) -> None:
        memory.setValue(FOLDER, str(chosen.parent))
        told(chosen, said if isinstance(said, tuple) else ())

    job.desk.run(job.parent, work, done)


def _tell_names(job: "_Job", follow: Callable[["_Job"], None]) -> None:
    """Where it leaves the coordinator's hands, first show who is named in it."""
    if "readers" not in job.report.narrowed_by or not job.asked.readers.outside:
        follow(job)
        return

    def work(progress: Progress) -> object:
        from copdesk.reports import catalogue  # noqa: PLC0415  (slow to import)

        progress.step(0, 0, "Looking for names")
        with job.desk.store.read() as reader:
            return catalogue.leaving(job.report, reader, job.asked, job.suffix)

    def again(readers: Readers) -> None:
        _tell_names(replace(job, asked=replace(job.asked, readers=readers)), follow)

    def show(found: object) -> None:
        from copdesk.ui.dialogs.names import NamesSheet  # noqa: PLC0415  (only for some)

        named, readers = cast("Named", found), job.asked.readers
        sheet = NamesSheet(
            job.parent.window(), named, readers, go_on=lambda: follow(job), again=again
        )
        sheet.open()

    job.desk.run(job.parent, work, show)


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
