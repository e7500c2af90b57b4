"""Building the meeting pack away from the window's own thread, showing it, and issuing it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from copdesk.db.queries import documents, packs
from copdesk.domain.packs import Audience, PackOptions
from copdesk.progress import Progress
from copdesk.services.packs import issue_pack
from copdesk.ui.dialogs import making
from copdesk.ui.dialogs.pack_options import PackDialog
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.page import Command
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.theme.parts import button

if TYPE_CHECKING:
    from copdesk.reports.catalogue import Report
    from copdesk.ui.dialogs.preview import Preview


@dataclass(frozen=True, slots=True)
class Built:
    """A pack as it could be sent: its pages, what must be known of them, what it holds."""

    content: bytes
    problems: tuple[str, ...]
    held: str


def build_pack(desk: Desk, parent: QWidget, meeting_id: int) -> None:
    """Look into the papers, ask what the pack is to hold, build it, and open its preview.

    Args:
        desk: the open file.
        parent: over which all stands.
        meeting_id: which meeting.
    """

    def look(progress: Progress) -> object:
        from copdesk.reports.meeting_pack import papers_in_trouble  # noqa: PLC0415  (slow)

        with desk.store.read() as reader:
            return papers_in_trouble(reader, meeting_id, progress)

    def ask(problems: object) -> None:
        with desk.store.read() as reader:
            issues = packs.issues(reader, meeting_id)
        PackDialog(
            parent.window(),
            editors_of(desk),
            desk.memory,
            cast("tuple[str, ...]", problems),
            issues,
            partial(_build, desk, parent, meeting_id),
            partial(_show_issue, desk, parent),
        ).open()

    desk.run(parent, look, ask)


def papers(desk: Desk, parent: QWidget, meeting_of: Callable[[], int]) -> list[Command]:
    """Every other paper of a meeting: each is made and shown.

    Args:
        desk: the open file.
        parent: over which it stands.
        meeting_of: which meeting, asked when it is made.
    """
    from copdesk.reports.catalogue import REPORTS  # noqa: PLC0415  (slow to import)

    return [
        Command(f"{report.title}…", partial(_show_paper, desk, parent, report, meeting_of))
        for report in REPORTS.values()
        if report.of_meeting and report.key != "meeting-pack"
    ]


def _show_paper(
    desk: Desk, parent: QWidget, report: "Report", meeting_of: Callable[[], int]
) -> None:
    from copdesk.reports.asked import Asked  # noqa: PLC0415  (slow to import)

    with desk.store.read() as reader:
        title = reader.title(meeting_of())
    asked = Asked(desk.today(), meeting=str(meeting_of()))
    making.preview(desk, parent, report, asked, title)


def file_name(title: str) -> str:
    """A name that every system takes: ``Q4 2026 meeting, West Yorkshire pack.pdf``."""
    plain = " ".join(re.sub(r'[<>:"/\\|?*\x00-\x1f]', " ", title).split())
    return f"{plain[:120].strip(' .') or 'Meeting'} pack.pdf"


def _build(
    desk: Desk, parent: QWidget, meeting_id: int, options: PackOptions, audience: Audience
) -> None:
    from copdesk.ui.dialogs.preview import Preview, Previewed  # noqa: PLC0415  (loads pdfium)

    with desk.store.read() as reader:
        title = reader.title(meeting_id)

    def show(made: object) -> None:
        if isinstance(made, Built):
            shown = Previewed(f"Pack: {title}", file_name(title), made.content, made.problems)
            preview = Preview(parent.window(), shown, desk.run, desk.memory)
            _offer_issue(desk, preview, meeting_id, made)
            preview.open()

    desk.run(parent, lambda progress: _built(desk, meeting_id, options, audience, progress), show)


def _built(
    desk: Desk, meeting_id: int, options: PackOptions, audience: Audience, progress: Progress
) -> Built:
    from copdesk.reports import catalogue, meeting_pack, pdf  # noqa: PLC0415  (slow to import)
    from copdesk.reports.asked import Asked  # noqa: PLC0415
    from copdesk.reports.client_words import client_words  # noqa: PLC0415

    progress.step(0, 0, "Gathering")
    asked = Asked(desk.today(), meeting=str(meeting_id), audience=audience, pack=options)
    with desk.store.read() as reader:
        document = meeting_pack.document(reader, asked)
        held = meeting_pack.held_words(reader, asked)
        naming = client_words(reader, document)
    out = BytesIO()
    printed = pdf.write(document, out, progress)
    return Built(out.getvalue(), (*naming, *catalogue.told(printed)), held)


def _show_issue(desk: Desk, parent: QWidget, document_id: int) -> None:
    """A pack as it was sent."""
    from copdesk.ui.dialogs.preview import Preview, Previewed  # noqa: PLC0415  (loads pdfium)

    with desk.store.read() as reader:
        title = reader.title(document_id)
        content = documents.bytes_of(reader, document_id)
    Preview(parent.window(), Previewed(title, title, content), desk.run, desk.memory).open()


def _offer_issue(desk: Desk, preview: "Preview", meeting_id: int, made: Built) -> None:
    """A button that keeps the pack as it stands there, for once it is sent."""
    issue = preview.add_button(
        button("Issue this pack", "check", tip="Keep it as it was sent, with the meeting")
    )

    def done(number: object) -> None:
        issue.setEnabled(False)
        issue.setText(f"Issued as {number}")
        preview.tell(f"Issue {number} is kept with the meeting.", "body2")
        desk.notices.say(f"Issue {number} of the pack is kept with the meeting.", undo=True)

    def keep(progress: Progress) -> object:
        return issue_pack(desk.store, meeting_id, made.content, made.held, progress)

    issue.clicked.connect(lambda: desk.run(preview, keep, done))
