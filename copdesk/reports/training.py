"""The training register on paper: everybody's standing by name, and what one organisation gets."""

from copdesk.db.reader import Reader
from copdesk.domain.fields import Choice, Day, Hours
from copdesk.domain.training import CreditState, Tier
from copdesk.errors import UserError
from copdesk.reports.asked import Asked
from copdesk.reports.document import (
    Block,
    Bullets,
    Column,
    Document,
    Heading,
    Paragraph,
    Row,
    Table,
    Workbook,
)
from copdesk.reports.training_facts import Facts, PolicyFacts, gather
from copdesk.reports.training_method import adopted, method
from copdesk.reports.training_report import coverage_figures, status_words
from copdesk.reports.training_sheets import workbook

__all__ = ["document", "extract", "extract_workbook", "workbook"]


def document(reader: Reader, asked: Asked) -> Document:
    """The register on paper, one part a policy."""
    facts = gather(reader, asked)
    blocks = [block for each in facts.policies for block in _part(facts, each)]
    return Document(
        title="Training register",
        subtitle=facts.whose,
        facts=(("As at", facts.day),),
        footer=facts.footer,
        blocks=tuple(blocks) or (Paragraph("No training policy has been adopted."),),
        cover=False,
        contents=False,
        landscape=True,
    )


def extract(reader: Reader, asked: Asked) -> Document:
    """What a member organisation gets: its own people and their records, and nobody else.

    Raises:
        UserError: no organisation is chosen.
    """
    facts = gather(reader, _of_one(asked))
    blocks: list[Block] = []
    for each in facts.policies:
        if each.people:
            blocks += [*_part(facts, each), *_records(facts, each), *_counted(facts, each)]
    nobody = Paragraph(f"No training policy applies to the people of {facts.whose} on this day.")
    return Document(
        title="Training of our people",
        subtitle=facts.whose,
        facts=(("As at", facts.day), ("Made by", facts.network or None)),
        footer=facts.footer,
        blocks=tuple(blocks) or (nobody,),
        cover=False,
        contents=False,
        landscape=True,
    )


def extract_workbook(reader: Reader, asked: Asked) -> Workbook:
    """The same in Excel.

    Raises:
        UserError: no organisation is chosen.
    """
    return workbook(reader, _of_one(asked))


def _of_one(asked: Asked) -> Asked:
    if asked.organisation_id is None:
        raise UserError(
            "An extract is made for one organisation.", "Choose whose people it is to show."
        )
    return asked


def _part(facts: Facts, policy: PolicyFacts) -> tuple[Block, ...]:
    at = () if facts.organisation else (Column("Organisation"),)
    rows: list[Row] = [
        (
            each.name,
            *((facts.named_places(each.participant_id) or None,) if at else ()),
            status_words(each),
            each.standing.hours,
            each.standing.due_on,
            each.standing.met_on,
        )
        for each in policy.people
    ]
    columns = (
        Column("Name"),
        *at,
        Column("Status", width=36),
        Column("Hours", Hours(), 24),
        Column("Due", Day(), 28),
        Column("Met", Day(), 28),
    )
    return (
        Heading(policy.line.title),
        Paragraph(
            f"{policy.line.policy.required_hours:.2f} compulsory hours. {adopted(policy.line)}"
        ),
        coverage_figures(policy.tally),
        Table(columns, rows, empty="Nobody is in scope on this day."),
    )


def _records(facts: Facts, policy: PolicyFacts) -> tuple[Block, ...]:
    columns = (
        Column("Name"),
        Column("Date", Day(), 28),
        Column("Session or course"),
        Column("Hours", Hours(), 22),
        Column("Tier", Choice(Tier), 30),
        Column("State", Choice(CreditState), 32),
    )
    rows: list[Row] = [
        (
            each.name,
            each.credit.on,
            each.session or "Outside learning",
            each.credit.hours,
            each.credit.tier,
            each.credit.state,
        )
        for each in policy.records
        if each.credit.on <= facts.as_at
    ]
    empty = "No hours were recorded by this day."
    return Heading("Records", 2), Table(columns, rows, empty=empty)


def _counted(facts: Facts, policy: PolicyFacts) -> tuple[Block, ...]:
    rules = method(policy.line.policy, facts.known_on)
    return Heading("How this was counted", 2), Bullets(rules)
