"""The reports there are: what the menus, the reports page and the command line offer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from copdesk.db.reader import Reader
from copdesk.errors import UserError
from copdesk.progress import SILENT, Progress
from copdesk.reports import (
    agenda,
    answers,
    attendance_statement,
    enquiries,
    enquiry_figures,
    enquiry_promise,
    meeting_pack,
    minutes,
    participants,
    sign_in,
    training,
    training_advanced,
    training_board,
    training_certificate,
    training_report,
    training_session,
)
from copdesk.reports.asked import Asked
from copdesk.reports.document import Document, Workbook
from copdesk.reports.names import Named, named_in

PAPER, SHEETS = ".pdf", ".xlsx"


@dataclass(frozen=True, slots=True)
class Report:
    """One thing that can be printed or sent.

    Attributes:
        key: its word on the command line.
        title: its name in menus.
        sentence: what it holds and for whom, in one sentence.
        paper: makes the document, where it exists on paper.
        sheets: makes the workbook, where it exists in Excel.
        of_meeting: it is about one meeting.
        looks_back: of meetings, usually the last one is meant and not the next.
        of_person: it can be asked for about one person.
        for_audience: it can be asked for by the chair or the public.
        narrowed_by: what else of an :class:`Asked` it heeds.
        needs: what of those has to be chosen.
    """

    key: str
    title: str
    sentence: str
    paper: Callable[[Reader, Asked], Document] | None = None
    sheets: Callable[[Reader, Asked], Workbook] | None = None
    of_meeting: bool = False
    looks_back: bool = False
    of_person: bool = False
    for_audience: bool = False
    narrowed_by: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def usual_meeting(self) -> str:
        """Which meeting is meant where nobody says: ``next`` or ``last``."""
        return "last" if self.looks_back else "next"

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings of file names it can be written under, the usual one first."""
        made = ((SHEETS, self.sheets), (PAPER, self.paper))
        return tuple(suffix for suffix, make in made if make is not None)


REPORTS: Mapping[str, Report] = {
    report.key: report
    for report in (
        Report(
            "meeting-pack",
            "Meeting pack",
            "Agenda, minutes to confirm, actions, enquiries, training and all else since the last"
            " meeting, and the papers: to print or send to members.",
            paper=meeting_pack.document,
            of_meeting=True,
            for_audience=True,
        ),
        Report(
            "agenda",
            "Agenda",
            "What members follow at the meeting: times, items, leads and papers.",
            paper=agenda.document,
            of_meeting=True,
            for_audience=True,
        ),
        Report(
            "running-sheet",
            "Running sheet",
            "The agenda for the chair alone: times, private notes, who asked for what, and room"
            " to write how long it took.",
            paper=agenda.running_sheet,
            of_meeting=True,
        ),
        Report(
            "sign-in",
            "Sign-in sheet",
            "Everybody who may come with their organisation, a place to sign, and empty lines for"
            " visitors.",
            paper=sign_in.document,
            of_meeting=True,
        ),
        Report(
            "badges",
            "Name badges",
            "A badge for everybody who may come, in their own script too: eight on a page.",
            paper=sign_in.badges,
            of_meeting=True,
        ),
        Report(
            "small-badges",
            "Small name badges",
            "The same badges, ten on a page.",
            paper=sign_in.small_badges,
            of_meeting=True,
        ),
        Report(
            "minutes",
            "Minutes",
            "Who came, what was said on each item, decisions and actions, and whether they are a"
            " draft, circulated or approved.",
            paper=minutes.document,
            of_meeting=True,
            looks_back=True,
            for_audience=True,
        ),
        Report(
            "decisions",
            "Decisions and actions",
            "What the meeting decided, and who does what by when.",
            paper=minutes.decisions_and_actions,
            of_meeting=True,
            looks_back=True,
            for_audience=True,
        ),
        Report(
            "attendance-statement",
            "Attendance statement",
            "A page for each person who came: what was covered, how long, and room to reflect. It"
            " records attendance and is no certificate.",
            paper=attendance_statement.document,
            of_meeting=True,
            looks_back=True,
            of_person=True,
        ),
        Report(
            "participants",
            "Participants",
            "Everybody in the network with their organisations, communities and contact.",
            paper=participants.document,
            sheets=participants.workbook,
        ),
        Report(
            "enquiries",
            "Enquiries log",
            "Every enquiry of a period, when it was promised and when it was answered.",
            paper=enquiries.document,
            sheets=enquiries.workbook,
            narrowed_by=("since", "until", "community_id", "readers"),
        ),
        Report(
            "enquiry-figures",
            "Enquiry figures",
            "How the promise was kept, by period, topic, area and more: two pages, or an Excel file"
            " with charts that counts anew from its log.",
            paper=enquiry_promise.document,
            sheets=enquiry_figures.workbook,
            narrowed_by=("since", "until", "community_id", "readers"),
        ),
        Report(
            "answers",
            "Answers kept",
            "What the network answers, by topic, with the day to look at each again and a word on"
            " those that are stale. A funder and the public read only how many there are.",
            paper=answers.document,
            sheets=answers.workbook,
            narrowed_by=("readers",),
        ),
        Report(
            "training",
            "Training register",
            "Who has done the hours each policy asks for, as at a day, and the records behind it;"
            " in Excel every figure is counted anew by formulas.",
            paper=training.document,
            sheets=training.workbook,
            narrowed_by=("known_on", "policy_id", "organisation_id"),
        ),
        Report(
            "training-report",
            "Training compliance report",
            "How many have met each policy, by organisation, and how it was counted. Names are only"
            " in the one for the chair.",
            paper=training_report.document,
            narrowed_by=("known_on", "policy_id", "audience"),
        ),
        Report(
            "training-board",
            "Training: a page for the board",
            "Every policy in a line, how many become late in 90 days, coverage by organisation, and"
            " what the next session would change. No names.",
            paper=training_board.document,
            narrowed_by=("known_on",),
        ),
        Report(
            "training-certificate",
            "Training certificates",
            "A page to be signed for each person who has met a policy, with the hours and the"
            " records behind them.",
            paper=training_certificate.document,
            narrowed_by=("policy_id", "organisation_id", "person_id"),
        ),
        Report(
            "training-certificate-advanced",
            "Certificates of advanced training",
            "A page to be signed for each person who has done advanced hours, apart from the"
            " compulsory ones.",
            paper=training_advanced.document,
            narrowed_by=("policy_id", "organisation_id", "person_id"),
        ),
        Report(
            "training-extract",
            "Training of one organisation",
            "What a member organisation gets: its own people and their records, and nobody else.",
            paper=training.extract,
            sheets=training.extract_workbook,
            narrowed_by=("known_on", "organisation_id", "policy_id"),
            needs=("organisation_id",),
        ),
        Report(
            "training-sign-in",
            "Sign-in sheet for training",
            "Who is booked for a session, a place to sign, and when they came and left.",
            paper=training_session.document,
            narrowed_by=("session_id",),
        ),
    )
}


def document_of(report: Report, reader: Reader, asked: Asked) -> Document:
    """The report on paper.

    Raises:
        UserError: it does not exist on paper, or what was asked for is not there.
    """
    if report.paper is None:
        raise UserError(f"{report.title} is made as an Excel file.", "Choose a name with .xlsx.")
    return report.paper(reader, asked)


def leaving(report: Report, reader: Reader, asked: Asked, suffix: str) -> Named | None:
    """Who is named in a report that leaves the coordinator's hands; ``None``: it need not be told.

    Args:
        report: what is made.
        reader: the file.
        asked: what it covers, and for whom.
        suffix: the ending it is written under; in Excel it holds more.

    Raises:
        UserError: what was asked for is not there.
    """
    if "readers" not in report.narrowed_by or not asked.readers.outside:
        return None
    make = report.sheets if suffix == SHEETS else report.paper
    return None if make is None else named_in(reader, make(reader, asked))


def write(
    report: Report, reader: Reader, asked: Asked, to: Path, progress: Progress = SILENT
) -> tuple[str, ...]:
    """Write a report as the ending of the name says; returns sentences to be told with it.

    Raises:
        UserError: it does not exist in that form, what was asked for is not there, or the
            file can't be written.
        Cancelled: on request; nothing is written.
    """
    suffix = to.suffix.lower()
    if suffix == SHEETS and report.sheets is not None:
        from copdesk.reports import excel  # noqa: PLC0415  (slow to import)
        from copdesk.reports.client_words import sheet_words  # noqa: PLC0415  (with it)

        book = report.sheets(reader, asked)
        excel.write(book, to)
        return sheet_words(reader, book)
    if suffix != PAPER:
        names = " or ".join(report.suffixes)
        raise UserError(
            f"{report.title} can't be written as {to.name}.", f"Choose a name ending in {names}."
        )
    from copdesk.reports import pdf  # noqa: PLC0415  (slow to import)
    from copdesk.reports.client_words import client_words  # noqa: PLC0415  (with it)

    document = document_of(report, reader, asked)
    return (*client_words(reader, document), *told(pdf.write(document, to, progress)))


def told(printed: object) -> tuple[str, ...]:
    """What a person must know of a printed document: papers left out, letters not drawn."""
    from copdesk.reports.pdf import Printed  # noqa: PLC0415  (slow to import)

    if not isinstance(printed, Printed):
        return ()
    left_out = tuple(f"{each.name}: {each.reason}" for each in printed.unprinted)
    if not printed.missing:
        return left_out
    letters = " ".join(printed.missing[:20])
    return (*left_out, f"These characters have no shape in our fonts: {letters}")
