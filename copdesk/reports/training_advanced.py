"""A certificate of advanced training, apart from the one for the hours that everybody has to do."""

from collections.abc import Sequence
from dataclasses import replace

from copdesk.db.queries.training import CreditLine, PersonStanding
from copdesk.db.queries.training_reports import native_names
from copdesk.db.reader import Reader
from copdesk.domain.dates import short_day_words
from copdesk.domain.training import NO_HOURS, Credit, Policy, Tier
from copdesk.domain.training_days import counts
from copdesk.errors import UserError
from copdesk.reports.asked import Asked
from copdesk.reports.document import Block, Document, Figure, Figures, Heading, Paragraph
from copdesk.reports.training_certificate import adoption, bound, headed, record_table, signed
from copdesk.reports.training_facts import Facts, PolicyFacts, gather

_TITLE = "Certificate of advanced training"
_APART = "Advanced training goes beyond the compulsory hours. It does not count towards them."


def document(reader: Reader, asked: Asked) -> Document:
    """A page for each person with verified advanced hours, or for the one asked for.

    Raises:
        UserError: nobody asked for has any.
    """
    facts = gather(reader, asked)
    earned = [
        (policy, each, records)
        for policy in facts.policies
        for each in policy.people
        if asked.person_id in {None, each.participant_id}
        and (records := _behind(facts, policy, each))
    ]
    if not earned:
        who = reader.title(asked.person_id) if asked.person_id is not None else ""
        raise UserError(
            f"{who or 'Nobody'} has {'no ' if who else ''}verified advanced hours on {facts.day}.",
            "Verify the hours first, or choose another policy or day.",
        )
    own = native_names(reader, (each.participant_id for _, each, _ in earned))
    pages = [
        _page(reader, facts, policy, each, records, own.get(each.participant_id, ""))
        for policy, each, records in earned
    ]
    return bound(_TITLE, facts, pages)


def _behind(facts: Facts, policy: PolicyFacts, each: PersonStanding) -> list[CreditLine]:
    theirs = policy.records_of.get(each.participant_id, ())
    return [
        one
        for one in theirs
        if one.credit.on <= facts.as_at and _is_advanced(policy.line.policy, one.credit)
    ]


def _is_advanced(policy: Policy, credit: Credit) -> bool:
    """Advanced, and verified, long enough and shown, as compulsory hours have to be."""
    return credit.tier is Tier.ADVANCED and counts(policy, replace(credit, tier=Tier.COMPULSORY))


def _page(  # noqa: PLR0913, PLR0917  (what a page is made of)
    reader: Reader,
    facts: Facts,
    policy: PolicyFacts,
    each: PersonStanding,
    records: Sequence[CreditLine],
    own: str,
) -> list[Block]:
    hours = sum((one.credit.hours for one in records), NO_HOURS)
    return [
        *headed(_TITLE, facts, policy, each, own),
        Figures(
            (
                Figure("Hours", hours, "of advanced training"),
                Figure("Tier", Tier.ADVANCED.label),
                Figure("Last on", short_day_words(max(one.credit.on for one in records))),
            )
        ),
        Heading("About the policy", 2),
        Paragraph(f"{_APART}\n{adoption(reader, policy)}"),
        Heading("The records behind it", 2),
        record_table(records),
        signed(),
    ]
