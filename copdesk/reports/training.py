"""The training register: who has done the hours, as at a day, and the records that prove it."""

from dataclasses import dataclass

from copdesk.db.queries import training
from copdesk.db.queries.training import CreditLine, PersonStanding, PolicyLine
from copdesk.db.reader import Reader
from copdesk.domain.dates import day_words
from copdesk.domain.fields import Choice, Count, Day, Hours, PartialDay
from copdesk.domain.training import Coverage, CreditState, Status, Tier, coverage
from copdesk.reports.asked import Asked, footer, network
from copdesk.reports.document import (
    Block,
    Column,
    Document,
    Heading,
    Paragraph,
    Row,
    Sheet,
    Table,
    Tone,
    Toned,
    Workbook,
)

_TONES = {Status.MET: Tone.OK, Status.DUE_SOON: Tone.WARN, Status.OVERDUE: Tone.DANGER}


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """One policy: how everybody stands, and the records behind it."""

    line: PolicyLine
    people: list[PersonStanding]
    records: list[CreditLine]

    @property
    def coverage(self) -> Coverage:
        """How many meet it, of how many it counts."""
        return coverage(each.standing for each in self.people)


@dataclass(frozen=True, slots=True)
class Facts:
    """The whole register as at a day."""

    network: str
    footer: str
    as_at: str
    policies: list[PolicyFacts]


def gather(reader: Reader, asked: Asked) -> Facts:
    """Every policy adopted by the day, with the people in scope and their records."""
    found = [
        PolicyFacts(
            each,
            training.standings(reader, each.id, asked.as_at),
            [
                record
                for record in training.credit_lines(reader, policy_id=each.id)
                if record.credit.on <= asked.as_at
            ],
        )
        for each in training.policies(reader, asked.as_at)
    ]
    return Facts(network(reader), footer(reader), day_words(asked.as_at), found)


def workbook(reader: Reader, asked: Asked) -> Workbook:
    """The register in Excel: a row for each person and policy, and the records behind it."""
    facts = gather(reader, asked)
    return Workbook(
        " · ".join(filter(None, ("Training register", facts.network))),
        (_register(facts), _records(facts), _policies(facts)),
        (
            ("Hours that count", "Verified compulsory hours since the last renewal."),
            ("Due", "The later of adoption and joining, plus the months of the policy."),
            ("Have met it", "People who meet the policy, of those in scope and not exempt."),
        ),
    )


def _register(facts: Facts) -> Sheet:
    columns = (
        Column("Name"),
        Column("Organisation"),
        Column("Policy"),
        Column("Joined", PartialDay()),
        Column("Status", Choice(Status)),
        Column("Hours that count", Hours()),
        Column("Hours required", Hours()),
        Column("Due", Day()),
        Column("Met", Day()),
        Column("In words"),
    )
    rows: list[Row] = [
        (
            each.name,
            each.organisations,
            policy.line.title,
            each.joined,
            each.standing.status,
            each.standing.hours,
            each.standing.required,
            each.standing.due_on,
            each.standing.met_on,
            each.standing.sentence,
        )
        for policy in facts.policies
        for each in policy.people
    ]
    return Sheet("Register", columns, rows, period=f"As at {facts.as_at}")


def _records(facts: Facts) -> Sheet:
    columns = (
        Column("Name"),
        Column("Policy"),
        Column("Date", Day()),
        Column("Session"),
        Column("Hours attended", Hours()),
        Column("Tier", Choice(Tier)),
        Column("State", Choice(CreditState)),
        Column("Evidence"),
    )
    rows: list[Row] = [
        (
            each.name,
            policy.line.title,
            each.credit.on,
            each.session,
            each.credit.hours,
            each.credit.tier,
            each.credit.state,
            each.evidence,
        )
        for policy in facts.policies
        for each in policy.records
    ]
    return Sheet("Records", columns, rows, period=f"Up to {facts.as_at}")


def _policies(facts: Facts) -> Sheet:
    columns = (
        Column("Policy"),
        Column("Applies to"),
        Column("Adopted", Day()),
        Column("Hours required", Hours()),
        Column("Have met it", Count()),
        Column("In scope and not exempt", Count()),
    )
    rows: list[Row] = [
        (
            each.line.title,
            each.line.applies_to,
            each.line.policy.adopted_on,
            each.line.policy.required_hours,
            each.coverage.met,
            each.coverage.counted,
        )
        for each in facts.policies
    ]
    return Sheet("Policies", columns, rows, period=f"As at {facts.as_at}")


def document(reader: Reader, asked: Asked) -> Document:
    """The register on paper, one part a policy."""
    facts = gather(reader, asked)
    blocks = [block for each in facts.policies for block in _part(each)]
    return Document(
        title="Training register",
        subtitle=facts.network,
        facts=(("As at", facts.as_at),),
        footer=facts.footer,
        blocks=tuple(blocks) or (Paragraph("No training policy has been adopted."),),
        cover=False,
        contents=False,
        landscape=True,
    )


def _part(facts: PolicyFacts) -> tuple[Block, ...]:
    found, policy = facts.coverage, facts.line.policy
    said = (
        f"{policy.required_hours} compulsory hours; adopted {day_words(policy.adopted_on)};"
        f" applies to {facts.line.applies_to[:1].lower()}{facts.line.applies_to[1:]}."
        f" {found.met} of {found.counted} people have met it."
    )
    rows: list[Row] = [
        (
            each.name,
            each.organisations or None,
            Toned(each.standing.status.label, _TONES.get(each.standing.status, Tone.PLAIN)),
            each.standing.hours,
            each.standing.due_on,
            each.standing.met_on,
        )
        for each in facts.people
    ]
    columns = (
        Column("Name"),
        Column("Organisation"),
        Column("Status", width=36),
        Column("Hours", Hours(), 24),
        Column("Due", Day(), 28),
        Column("Met", Day(), 28),
    )
    empty = "Nobody is in scope on this day."
    return Heading(facts.line.title), Paragraph(said), Table(columns, rows, empty=empty)
