"""The enquiries log: the promise to reply within a week, kept and proved."""

from copdesk.db.queries.enquiries import EnquiryLine
from copdesk.db.reader import Reader
from copdesk.domain.audience import counted
from copdesk.domain.enquiry_figures import Fact, Measure, Split
from copdesk.domain.fields import Day
from copdesk.errors import UserError
from copdesk.reports.asked import Asked
from copdesk.reports.document import (
    Block,
    Column,
    Document,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Row,
    Table,
    Titled,
    Tone,
    Workbook,
)
from copdesk.reports.enquiry_facts import Facts, gather
from copdesk.reports.enquiry_log import NO, YES, kept, log, notes, replied, stands
from copdesk.reports.enquiry_method import DEFINITIONS


def workbook(reader: Reader, asked: Asked) -> Workbook:
    """The log in Excel, every day and whether the promise was kept.

    Raises:
        UserError: it is for the public, which is shown no single enquiry.
    """
    if not asked.readers.rows:
        raise UserError(
            "The log shows single enquiries, which the public does not get.",
            "Make the enquiry figures, or the log as PDF, instead.",
        )
    facts = gather(reader, asked)
    title = " · ".join(filter(None, ("Enquiries log", facts.network)))
    return Workbook(title, (log(facts),), DEFINITIONS)


def document(reader: Reader, asked: Asked) -> Document:
    """The log on paper; for the public its figures only."""
    facts = gather(reader, asked)
    return Document(
        title="Enquiries log",
        subtitle=facts.network,
        facts=(("Period", facts.period),),
        footer=facts.footer,
        blocks=(_headline(facts), *_rows(facts), *(Paragraph(n, Tone.MUTED) for n in notes(facts))),
        cover=False,
        contents=False,
        landscape=True,
    )


def _headline(facts: Facts) -> Figures:
    total, readers = facts.total, facts.readers
    told = {each: counted(total[each], readers) for each in Measure}
    answered = told[Measure.ANSWERED]
    return Figures(
        (
            Figure("Received", told[Measure.RECEIVED]),
            Figure("Answered", answered),
            Figure("Within the promise", told[Measure.KEPT], f"of {answered} answered"),
            Figure("Open", told[Measure.OPEN], f"{told[Measure.LATE]} late"),
        )
    )


def _rows(facts: Facts) -> tuple[Block, ...]:
    if not facts.readers.rows:
        return ()
    columns = (
        Column("Reference", width=26),
        Column("Received", Day(), 25),
        Column("About"),
        Column("Organisation" if facts.readers.named else Split.KIND.label, width=52),
        Column("Promised by", Day(), 25),
        Column("Answered", Day(), 25),
        Column("Within the promise", width=36),
    )
    rows = [_row(facts, each, facts.lines[each.id]) for each in facts.facts]
    return (
        Heading("Enquiries", level=2),
        Table(columns, rows, empty="No enquiries were received."),
    )


def _row(facts: Facts, fact: Fact, line: EnquiryLine) -> Row:
    named = facts.readers.named
    about = line.subject if named else fact.topic or None
    return (
        line.reference,
        fact.received_on,
        Titled(line.subject, line.topic) if named and line.topic else about,
        (line.organisation if named else fact.kind) or None,
        fact.due_on,
        replied(fact, facts.on),
        _kept(fact, facts),
    )


def _kept(fact: Fact, facts: Facts) -> str:
    if replied(fact, facts.on) is not None:
        return YES if kept(fact, facts.on) == YES else NO
    late = stands(fact, facts.on) is Measure.UNANSWERED
    return "Closed without an answer" if late else "Not answered yet"
