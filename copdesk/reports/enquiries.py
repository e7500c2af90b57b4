"""The enquiries log: the promise to reply within a week, kept and proved."""

from dataclasses import dataclass

from copdesk.db.queries import enquiries
from copdesk.db.queries.enquiries import EnquiryLine
from copdesk.db.reader import Reader
from copdesk.domain.dates import day_words
from copdesk.domain.enquiries import Channel, EnquiryState
from copdesk.domain.fields import Choice, Count, Day
from copdesk.reports.asked import Asked, footer, network
from copdesk.reports.document import (
    Column,
    Document,
    Figure,
    Figures,
    Heading,
    Row,
    Sheet,
    Table,
    Titled,
    Workbook,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """The enquiries of a period and how they went."""

    network: str
    footer: str
    period: str
    lines: list[EnquiryLine]
    asked: Asked

    def figures(self, lines: list[EnquiryLine]) -> tuple[int, int, int]:
        """Of these: how many came, were answered by the day asked about, and within the promise."""
        last = self.asked.as_at
        answered = [e for e in lines if e.answered_on and e.answered_on <= last]
        in_time = sum(1 for e in answered if e.answered_on and e.answered_on <= e.due_on)
        return len(lines), len(answered), in_time


def gather(reader: Reader, asked: Asked) -> Facts:
    """The enquiries received in the period, oldest first."""
    since = f"{day_words(asked.since)} to " if asked.since else "Up to "
    return Facts(
        network(reader),
        footer(reader),
        since + day_words(asked.as_at),
        enquiries.enquiries_between(
            reader, asked.since, asked.as_at, community_id=asked.community_id
        ),
        asked,
    )


def workbook(reader: Reader, asked: Asked) -> Workbook:
    """The log in Excel, with a summary that says how the promise was kept."""
    facts = gather(reader, asked)
    return Workbook(
        " · ".join(filter(None, ("Enquiries log", facts.network))),
        (_log(facts), _summary(facts)),
        (
            ("Due", "The day received plus the promise of the community, in calendar days."),
            ("Days to answer", "Calendar days from receipt to the first answer."),
            ("Within the promise", "Answered on or before the day it was due."),
        ),
    )


def _log(facts: Facts) -> Sheet:
    columns = (
        Column("Reference"),
        Column("Received", Day()),
        Column("Subject"),
        Column("Asked by"),
        Column("Organisation"),
        Column("Community"),
        Column("Came by", Choice(Channel)),
        Column("Topic"),
        Column("Area"),
        Column("State", Choice(EnquiryState)),
        Column("Due", Day()),
        Column("Answered", Day()),
        Column("Days to answer", Count()),
        Column("Within the promise"),
        Column("Closed", Day()),
        Column("Dealt with by"),
    )
    rows: list[Row] = [
        (
            each.reference,
            each.received_on,
            each.subject,
            each.asker,
            each.organisation,
            each.community,
            each.channel,
            each.topic,
            each.area,
            each.state,
            each.due_on,
            each.answered_on,
            (each.answered_on - each.received_on).days if each.answered_on else None,
            _kept(each),
            each.closed_on,
            each.owner,
        )
        for each in facts.lines
    ]
    return Sheet("Enquiries", columns, rows, period=facts.period)


def _kept(each: EnquiryLine) -> str:
    if each.answered_on is None:
        return "Not answered yet" if each.state.is_open else "Closed without an answer"
    return "Yes" if each.answered_on <= each.due_on else "No"


def _summary(facts: Facts) -> Sheet:
    topics: dict[str, list[EnquiryLine]] = {}
    for each in facts.lines:
        topics.setdefault(each.topic or "No topic given", []).append(each)
    rows: list[Row] = [
        (topic, *facts.figures(lines))
        for topic, lines in sorted(topics.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]
    columns = (
        Column("Topic"),
        Column("Received", Count()),
        Column("Answered", Count()),
        Column("Within the promise", Count()),
    )
    totals = ("All", *facts.figures(facts.lines))
    return Sheet("By topic", columns, rows, period=facts.period, totals=totals)


def document(reader: Reader, asked: Asked) -> Document:
    """The log on paper."""
    facts = gather(reader, asked)
    received, answered, in_time = facts.figures(facts.lines)
    rows: list[Row] = [
        (
            each.reference,
            each.received_on,
            Titled(each.subject, each.topic) if each.topic else each.subject,
            each.organisation or None,
            each.due_on,
            each.answered_on,
            _kept(each),
        )
        for each in facts.lines
    ]
    columns = (
        Column("Reference", width=26),
        Column("Received", Day(), 25),
        Column("About"),
        Column("Organisation", width=52),
        Column("Due", Day(), 25),
        Column("Answered", Day(), 25),
        Column("Within the promise", width=36),
    )
    return Document(
        title="Enquiries log",
        subtitle=facts.network,
        facts=(("Period", facts.period),),
        footer=facts.footer,
        blocks=(
            Figures(
                (
                    Figure("Received", received),
                    Figure("Answered", answered),
                    Figure("Within the promise", in_time, f"of {answered} answered"),
                    Figure("Not answered", received - answered),
                )
            ),
            Heading("Enquiries", level=2),
            Table(columns, rows, empty="No enquiries were received."),
        ),
        cover=False,
        contents=False,
        landscape=True,
    )
