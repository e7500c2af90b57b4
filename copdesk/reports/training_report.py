"""Whether training policies are kept: for members without a name, for the chair with names."""

from collections.abc import Iterator, Sequence

from copdesk.db.queries.training import PersonStanding
from copdesk.db.reader import Reader
from copdesk.domain.fields import Count, Day, Hours
from copdesk.domain.packs import Audience
from copdesk.domain.training import Status
from copdesk.errors import UserError
from copdesk.reports.asked import Asked
from copdesk.reports.document import (
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Row,
    Table,
    Tone,
    Toned,
)
from copdesk.reports.training_facts import (
    Facts,
    PolicyFacts,
    Tally,
    by_organisation,
    gather,
    tally,
)
from copdesk.reports.training_method import adopted, method

FEWEST = 5
"""Fewer people than these are never a line of their own where names are not told."""

OTHERS = "All others together"
TONES = {
    Status.MET: Tone.OK,
    Status.DUE_SOON: Tone.WARN,
    Status.OVERDUE: Tone.DANGER,
    Status.EXPIRED: Tone.DANGER,
}
NO_POLICY = "No training policy had been adopted by this day."


def document(reader: Reader, asked: Asked) -> Document:
    """The compliance report: figures and method; names only in the one for the chair.

    Raises:
        UserError: one organisation is asked for, which would tell of single people.
    """
    named = asked.audience is Audience.CHAIR
    facts = gather(reader, asked if named else of_all(asked), with_records=False)
    blocks = [block for each in facts.policies for block in _part(facts, each, named=named)]
    secret = Callout(
        "It names people. It is for the chair and the coordinator only.", tone=Tone.WARN
    )
    return Document(
        title="Training compliance report",
        subtitle=facts.whose,
        facts=(("As at", facts.day),),
        footer=facts.footer,
        blocks=((secret, *blocks) if named else tuple(blocks)) or (Paragraph(NO_POLICY),),
        cover=False,
        contents=False,
    )


def coverage_figures(found: Tally) -> Figures:
    """The coverage with both its numbers, and whom it does not count."""
    return Figures(
        (
            Figure("Have met it", f"{found.met} of {found.counted}", found.share),
            Figure("Exempt", found.exempt, f"of {found.in_scope} in scope; not counted"),
            Figure("Deferred", found.deferred, "have more time; counted"),
            Figure("Late", found.late, f"overdue or expired; {found.soon} due soon"),
        )
    )


# Inside -----------------------------------------------------------------------------------------


def of_all(asked: Asked) -> Asked:
    """What was asked, where it is of all organisations.

    Raises:
        UserError: one organisation is asked for, which would tell of single people.
    """
    if asked.organisation_id is not None:
        raise UserError(
            "This report covers all organisations together.",
            "Make the training of one organisation instead, which is for its own people.",
        )
    return asked


def _part(facts: Facts, policy: PolicyFacts, *, named: bool) -> Iterator[Block]:
    yield Heading(policy.line.title, new_page=policy is not facts.policies[0])
    yield Paragraph(adopted(policy.line))
    yield coverage_figures(policy.tally)
    if facts.organisation is None:
        yield Heading("By organisation", 2)
        yield from _organisations(facts, policy, named=named)
    if named:
        yield Heading("Who has not met it yet", 2)
        yield _still_to_do(facts, policy)
    yield Heading("How this was counted", 2)
    yield Bullets(method(policy.line.policy, facts.known_on))


def _organisations(facts: Facts, policy: PolicyFacts, *, named: bool) -> Iterator[Block]:
    found = [(place.name, tally(people)) for place, people in by_organisation(facts, policy.people)]
    shown = found if named else grouped(found)
    more = (Column("Exempt", Count(), 19), Column("Deferred", Count(), 22)) if named else ()
    columns = (
        Column("Organisation"),
        Column("Met", Count(), 18),
        Column("Counted", Count(), 20),
        Column("Coverage", width=24),
        *more,
    )
    rows: list[Row] = [
        (
            name,
            each.met,
            each.counted,
            each.share,
            *((each.exempt, each.deferred) if named else ()),
        )
        for name, each in shown
    ]
    yield Table(columns, rows, empty="Too few people to show without telling who they are.")
    if not named:
        yield Paragraph(
            f"Fewer than {FEWEST} people, or none who have met it, are never a line here.",
            Tone.MUTED,
        )


def grouped(found: Sequence[tuple[str, Tally]]) -> list[tuple[str, Tally]]:
    """The lines without those that would tell of single people: these are put together.

    A line tells of them where they are few, or where nobody of them has met it. Where even
    together they are too few, the next smallest joins them; all together too few are no line.
    """
    large = [each for each in found if each[1].counted >= FEWEST and each[1].met]
    small = [each[1] for each in found if each not in large]
    while small and large and sum(each.counted for each in small) < FEWEST:
        least = min(large, key=lambda each: each[1].counted)
        large.remove(least)
        small.append(least[1])
    if not small:
        return large
    together = Tally(*(sum(values) for values in zip(*map(_numbers, small), strict=True)))
    return [*large, (OTHERS, together)] if together.counted >= FEWEST else []


def _numbers(one: Tally) -> tuple[int, ...]:
    return one.met, one.counted, one.in_scope, one.late, one.soon, one.deferred


def _still_to_do(facts: Facts, policy: PolicyFacts) -> Table:
    wanted = [one for one in policy.people if one.standing.counted and not one.standing.complies]
    wanted.sort(key=lambda one: one.standing.due_on or facts.as_at)
    columns = (
        Column("Name"),
        Column("Organisation"),
        Column("Status", width=26),
        Column("Hours", Hours(), 20),
        Column("Due", Day(), 26),
    )
    rows: list[Row] = [
        (
            one.name,
            facts.named_places(one.participant_id) or None,
            status_words(one),
            one.standing.hours,
            one.standing.due_on,
        )
        for one in wanted
    ]
    return Table(columns, rows, empty="Everybody has met it.")


def status_words(one: PersonStanding) -> Toned:
    """The status, with the colour that helps to find it."""
    return Toned(one.standing.status.label, TONES.get(one.standing.status, Tone.PLAIN))
