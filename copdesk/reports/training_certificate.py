"""A certificate for each person who has met a policy, with the records behind it, to be signed."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from copdesk.db.models import TrainingPolicy
from copdesk.db.queries.training import CreditLine, PersonStanding
from copdesk.db.queries.training_reports import native_names
from copdesk.db.reader import Reader
from copdesk.domain.dates import day_words, short_day_words
from copdesk.domain.fields import Day, Hours
from copdesk.domain.training import NO_HOURS, Tier
from copdesk.domain.training_counted import counted_span
from copdesk.domain.training_days import counts
from copdesk.errors import UserError
from copdesk.reports.asked import Asked
from copdesk.reports.document import (
    Block,
    Column,
    Document,
    Figure,
    Figures,
    Heading,
    KeyValues,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Tone,
    Value,
)
from copdesk.reports.training_facts import Facts, PolicyFacts, gather
from copdesk.reports.training_method import required

LONGEST_WORDING = 300
"""More characters of a policy's reasons than these do not fit on the page."""

MOST_RECORDS = 5
"""More records than these do not fit on the page."""

_EVIDENCE = 45


def document(reader: Reader, asked: Asked) -> Document:
    """A page for each person who meets a policy, or for the one asked for.

    Raises:
        UserError: nobody asked for meets it.
    """
    facts = gather(reader, asked)
    wanted = [
        (policy, each)
        for policy in facts.policies
        for each in policy.people
        if asked.person_id in {None, each.participant_id}
    ]
    earned = [pair for pair in wanted if pair[1].standing.complies]
    if not earned:
        _refuse(reader, asked, facts, [each for _, each in wanted])
    own = native_names(reader, (each.participant_id for _, each in earned))
    pages = [
        _page(reader, facts, policy, each, own.get(each.participant_id, ""))
        for policy, each in earned
    ]
    return bound("Certificate of training", facts, pages)


def bound(title: str, facts: Facts, pages: Iterable[Sequence[Block]]) -> Document:
    """Certificates one after the other, each on a page of its own."""
    blocks: list[Block] = []
    for page in pages:
        blocks += [*([PageBreak()] if blocks else []), *page]
    return Document(
        title=title,
        footer=facts.footer,
        blocks=tuple(blocks),
        cover=False,
        contents=False,
        titled=False,
    )


def _refuse(reader: Reader, asked: Asked, facts: Facts, found: Sequence[PersonStanding]) -> None:
    if asked.person_id is None:
        raise UserError(
            f"Nobody has met a policy by {facts.day}.",
            "Verify the hours first, or choose another policy or day.",
        )
    who = reader.title(asked.person_id) or "This person"
    said = found[0].standing.sentence if found else f"No policy applies to {who}."
    raise UserError(
        f"There is no certificate for {who} on {facts.day} yet.", f"{said} Choose another day."
    )


def _page(
    reader: Reader, facts: Facts, policy: PolicyFacts, each: PersonStanding, own: str
) -> list[Block]:
    records = _behind(facts, policy, each)
    return [
        *headed("Certificate of training", facts, policy, each, own),
        Figures(
            (
                Figure("Hours", _hours(policy, records), f"{each.standing.required:.2f} required"),
                Figure("Tier", Tier.COMPULSORY.label),
                _met(each),
            )
        ),
        Heading("What the policy asks for", 2),
        Paragraph(_wording(reader, policy)),
        Heading("The records behind it", 2),
        record_table(records),
        signed(),
    ]


def headed(
    title: str, facts: Facts, policy: PolicyFacts, each: PersonStanding, own: str
) -> tuple[Block, ...]:
    """Whose it is: title, name, name in the own script where it is known, and what it is about."""
    return (
        Paragraph(" · ".join(filter(None, (title, facts.network))), Tone.MUTED),
        Heading(each.name),
        KeyValues((*((("In own script", own),) if own else ()), *_said(facts, policy, each))),
    )


def _said(facts: Facts, policy: PolicyFacts, each: PersonStanding) -> tuple[tuple[str, Value], ...]:
    return (
        ("Organisation", facts.named_places(each.participant_id) or None),
        ("Policy", policy.line.title),
        ("Certified as at", facts.day),
    )


def _hours(policy: PolicyFacts, records: Sequence[CreditLine]) -> Decimal:
    each = [one.credit.hours for one in records]
    return sum(each, NO_HOURS) if policy.line.policy.accumulates else max(each, default=NO_HOURS)


def _met(each: PersonStanding) -> Figure:
    found = each.standing
    on = short_day_words(found.met_on) if found.met_on else None
    again = found.due_on if found.renews else None
    return Figure("Met on", on, f"to be renewed by {short_day_words(again)}" if again else "")


def _wording(reader: Reader, policy: PolicyFacts) -> str:
    return f"{required(policy.line.policy)}\n{adoption(reader, policy)}"


def adoption(reader: Reader, policy: PolicyFacts) -> str:
    """When and by whom a policy was adopted, and why, as far as there is room."""
    kept = reader.get(TrainingPolicy, policy.line.id) or {}
    named = (("Adopted by", "adopted_by"), ("Minute", "minute"), ("Imposed by", "imposed_by"))
    by = " ".join(f"{word}: {_ended(kept[key])}." for word, key in named if kept.get(key))
    why = str(kept.get("rationale", "")).strip()
    adopted = f"Adopted on {day_words(policy.line.policy.adopted_on)}. {by}".strip()
    return "\n".join(_cut(each, LONGEST_WORDING) for each in (adopted, why) if each)


def _ended(words: str) -> str:
    return " ".join(words.split()).rstrip(".")


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest].rsplit(None, 1)[0]} …"


def _behind(facts: Facts, policy: PolicyFacts, each: PersonStanding) -> list[CreditLine]:
    """The records by which it was met; counting anew towards the next time takes none away."""
    rule, found = policy.line.policy, each.standing
    anew = found.met_on if found.hours < found.required else None
    day = anew or facts.as_at
    theirs = policy.records_of.get(each.participant_id, ())
    done = [one for one in theirs if one.credit.on <= day]
    first, last = counted_span(rule, each.joined, [one.credit for one in done], day)
    return [
        one
        for one in done
        if counts(rule, one.credit) and (first or one.credit.on) <= one.credit.on <= (last or day)
    ]


def record_table(records: Sequence[CreditLine]) -> Table:
    """The records behind a certificate, the newest where there are too many for a page."""
    columns = (
        Column("Date", Day(), 27),
        Column("Session or course"),
        Column("Hours", Hours(), 20),
        Column("Evidence"),
    )
    shown = records[-MOST_RECORDS:]
    rows: list[Row] = [
        (
            each.credit.on,
            each.session or "Outside learning",
            each.credit.hours,
            _cut(each.evidence, _EVIDENCE) or None,
        )
        for each in shown
    ]
    older = len(records) - len(shown)
    caption = f"The newest of {len(records)} records; the register holds all" if older else ""
    return Table(columns, rows, caption, empty="No record was needed.")


def signed() -> Table:
    """The line to sign on."""
    columns = (Column("Signed"), Column("Name and role", width=58), Column("Date", width=36))
    return Table(columns, [("", "", "")], row_height=14)
