"""One page about training for the board: what has moved, what comes next, and nobody's name."""

from collections.abc import Sequence
from dataclasses import replace

from copdesk.db.queries.training import PersonStanding, standings_of_all
from copdesk.db.queries.training_sessions import if_attended, sessions_ahead
from copdesk.db.reader import Reader
from copdesk.domain.dates import add_months, day_words, short_day_words
from copdesk.domain.fields import Count
from copdesk.domain.training import Coverage, coverage, lapsing
from copdesk.reports.asked import Asked
from copdesk.reports.document import (
    Bullets,
    Column,
    Document,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Row,
    Table,
)
from copdesk.reports.training_facts import Facts, PolicyFacts, Tally, by_organisation, gather
from copdesk.reports.training_report import FEWEST, NO_POLICY, OTHERS, grouped, of_all

AHEAD = (30, 60, 90)
"""In so many days from the day of the page."""

_MOST_LINES = 8
_FEWEST_LINES = 3
_FEW_POLICIES = 4
_LONGEST = 48


def document(reader: Reader, asked: Asked) -> Document:
    """The page.

    Raises:
        UserError: one organisation is asked for, which would tell of single people.
    """
    facts = gather(reader, of_all(asked), with_records=False)
    earlier = replace(asked, as_at=add_months(asked.as_at, -3), policy_id=None)
    before = gather(reader, earlier, with_records=False)
    few = len(facts.policies) <= _FEW_POLICIES
    organisations = _organisations(facts, max(_FEWEST_LINES, _MOST_LINES - len(facts.policies)))
    return Document(
        title="Training: a page for the board",
        subtitle=facts.whose,
        facts=(("As at", facts.day),),
        footer=facts.footer,
        blocks=(
            Figures(_figures(facts)),
            _policies(facts, before),
            *((_if_attended(reader, asked),) if facts.policies else ()),
            *((Heading("By organisation", 2), organisations) if organisations.rows else ()),
            Bullets(_words()),
        ),
        cover=False,
        contents=False,
        scale=1 if few else 0.85,
    )


def _words() -> tuple[str, ...]:
    return (
        (
            "Met, of those it applies to who are not exempt; percentages are rounded down. Only"
            " verified compulsory hours count."
        ),
        (
            "Late is who is overdue, or has let it expire; in 30, 60 and 90 days, how many become"
            " late unless they do more, or do it anew."
        ),
        (
            "By organisation: who meets every policy that counts them, at both where somebody is at"
            f" two. Fewer than {FEWEST}, or none who have, are no line of their own."
        ),
    )


def _figures(facts: Facts) -> tuple[Figure, ...]:
    whole = [each.tally for each in facts.policies]
    kept = sum(one.counted == one.met for one in whole if one.counted)
    people = {one.participant_id for each in facts.policies for one in each.people}
    ahead = sum(_ahead(facts, each)[-1] for each in facts.policies)
    return (
        Figure("Policies in force", len(whole), f"{kept} met by everybody"),
        Figure("People in scope", len(people), "of one policy or more"),
        Figure("Late", sum(one.late for one in whole), "people, policy by policy"),
        Figure(f"Next {AHEAD[-1]} days", ahead, "become late, policy by policy"),
    )


# Policies ---------------------------------------------------------------------------------------


def _policies(facts: Facts, before: Facts) -> Table:
    known = {each.line.id: each.tally for each in before.policies}
    columns = (
        Column("Policy"),
        Column("Met", width=32),
        Column(f"On {short_day_words(before.as_at)}", width=18),
        Column("Exempt", Count(), 16),
        Column("Deferred", Count(), 18),
        Column("Late", Count(), 12),
        *(Column(f"In {days} days", Count(), 13) for days in AHEAD),
    )
    rows = [_policy_row(facts, each, known.get(each.line.id)) for each in facts.policies]
    return Table(columns, rows, empty=NO_POLICY)


def _policy_row(facts: Facts, policy: PolicyFacts, before: Tally | None) -> Row:
    found = policy.tally
    return (
        _cut(policy.line.title),
        f"{found.met:,} of {found.counted:,}, {found.share}",
        before.share if before else "–",
        found.exempt,
        found.deferred,
        found.late,
        *_ahead(facts, policy),
    )


def _cut(words: str) -> str:
    """So that a name takes a line or two, and all of it one page."""
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"


def _ahead(facts: Facts, policy: PolicyFacts) -> tuple[int, ...]:
    """How many become late within each of the spans, those of the shorter ones too."""
    people = {one.participant_id: one.standing for one in policy.people}
    found = lapsing(people, facts.as_at, AHEAD)
    return tuple(sum(len(found[days]) for days in AHEAD if days <= most) for most in AHEAD)


# What the next session would change -------------------------------------------------------------


def _if_attended(reader: Reader, asked: Asked) -> Paragraph:
    ahead = sessions_ahead(reader, asked.as_at)
    if not ahead:
        return Paragraph("No session that people are booked on is planned.")
    session = ahead[0]
    who = "the 1 person" if session.booked == 1 else f"the {session.booked:,} people"
    attend = "attends" if session.booked == 1 else "attend"
    begins = f"If {who} booked on {session.title}, {day_words(session.held_on)}, {attend}"
    day, pretend = session.held_on, if_attended(reader, session.id)
    now = standings_of_all(reader, day, known_on=asked.known_on)
    then = standings_of_all(reader, day, known_on=asked.known_on, pretend=pretend)
    changes = [
        f"{_met(after)} instead of {_met(without)} have met {line.title} on that day"
        for (line, without), (_line, after) in zip(now, then, strict=True)
        if _met(without) != _met(after)
    ]
    return Paragraph(f"{begins}, {'; '.join(changes) or 'nobody more would meet a policy'}.")


def _met(people: Sequence[PersonStanding]) -> str:
    found: Coverage = coverage(one.standing for one in people)
    return f"{found.met:,} of {found.counted:,}"


# By organisation --------------------------------------------------------------------------------


def _organisations(facts: Facts, most: int) -> Table:
    """Who meets every policy that counts them; the largest organisations in lines of their own."""
    found = grouped(_by_organisation(facts))
    own = [each for each in found if each[0] != OTHERS]
    largest = sorted(own, key=lambda each: -each[1].counted)[:most]
    rest = [each for each in found if each not in largest]
    if rest:
        together = Tally(sum(t.met for _, t in rest), sum(t.counted for _, t in rest), 0, 0, 0)
        found = [*(each for each in found if each in largest), (OTHERS, together)]
    columns = (
        Column("Organisation"),
        Column("Meet all", Count(), 22),
        Column("Counted", Count(), 20),
        Column("Coverage", width=24),
    )
    return Table(
        columns, [(_cut(name), each.met, each.counted, each.share) for name, each in found]
    )


def _by_organisation(facts: Facts) -> list[tuple[str, Tally]]:
    met: dict[int, bool] = {}
    one_each: dict[int, PersonStanding] = {}
    for policy in facts.policies:
        for one in policy.people:
            if one.standing.counted:
                id_ = one.participant_id
                met[id_] = met.get(id_, True) and one.standing.complies
                one_each.setdefault(id_, one)
    return [
        (place.name, Tally(sum(met[p.participant_id] for p in people), len(people), 0, 0, 0))
        for place, people in by_organisation(facts, one_each.values())
    ]
