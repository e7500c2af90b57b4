"""Building the meeting pack away from the window's own thread, and showing it."""

import re
from io import BytesIO

from PySide6.QtWidgets import QWidget

from copdesk.progress import Progress
from copdesk.ui.kit.desk import Desk


def build_pack(desk: Desk, parent: QWidget, meeting_id: int) -> None:
    """Build the pack of a meeting with its progress shown, then open its preview.

    Args:
        desk: the open file.
        parent: over which the preview stands.
        meeting_id: which meeting.
    """
    from copdesk.ui.dialogs.preview import Preview, Previewed  # noqa: PLC0415  (loads pdfium)

    with desk.store.read() as reader:
        title = reader.title(meeting_id)

    def work(progress: Progress) -> object:
        content, problems = _printed(desk, meeting_id, progress)
        return Previewed(f"Pack: {title}", file_name(title), content, problems)

    def show(made: object) -> None:
        if isinstance(made, Previewed):
            Preview(parent.window(), made, desk.run, desk.memory).open()

    desk.run(parent, work, show)


def file_name(title: str) -> str:
    """A name that every system takes: ``Q4 2026 meeting, West Yorkshire pack.pdf``."""
    plain = " ".join(re.sub(r'[<>:"/\\|?*\x00-\x1f]', " ", title).split())
    return f"{plain[:120].strip(' .') or 'Meeting'} pack.pdf"


def _printed(desk: Desk, meeting_id: int, progress: Progress) -> tuple[bytes, tuple[str, ...]]:
    from copdesk.reports import catalogue, pdf  # noqa: PLC0415  (slow to import)
    from copdesk.reports.asked import Asked  # noqa: PLC0415

    progress.step(0, 0, "Gathering")
    with desk.store.read() as reader:
        asked = Asked(desk.today(), meeting=str(meeting_id))
        document = catalogue.document_of(catalogue.REPORTS["meeting-pack"], reader, asked)
    out = BytesIO()
    printed = pdf.write(document, out, progress)
    return out.getvalue(), catalogue.told(printed)
