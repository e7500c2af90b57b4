"""What a pack held when it was sent, and the page that says what has changed since."""

import json
from typing import TYPE_CHECKING

from copdesk.domain.dates import day_words, short_day_words
from copdesk.domain.lengths import minutes_words
from copdesk.domain.meeting_times import LONDON
from copdesk.domain.packs import Held, PackPart, amendments
from copdesk.reports.document import Band, Block, Column, Heading, Paragraph, Row, Table, Tone

if TYPE_CHECKING:
    from copdesk.db.queries.actions import ActionLine
    from copdesk.db.queries.packs import ItemLine
    from copdesk.reports.pack_facts import Facts

_ALWAYS = "The meeting"


def held(facts: "Facts") -> Held:
    """What the pack says, part by part, in words that can be compared; only the parts chosen."""
    here, last = facts.here, facts.last
    parts: dict[str, dict[str, str]] = {
        PackPart.AGENDA.label: _agenda(here.items),
        PackPart.INVITED.label: {
            each.name: each.organisations or "no organisation known" for each in here.guests
        },
        PackPart.MINUTES.label: {"Minutes": last.minutes.words} if last else {},
        PackPart.MATTERS.label: {_called(each): _action(each) for each in last.actions}
        if last
        else {},
        PackPart.ACTIONS.label: {_called(each): _action(each) for each in facts.open_actions},
        PackPart.ENQUIRIES.label: {
            **{f"{e.reference} {e.subject}": "waiting" for e in facts.waiting},
            **{f"{e.reference} {e.subject}": "answered" for e in facts.answered},
        },
        PackPart.PEOPLE.label: {e.name: "joined" if e.joined else "left" for e in facts.moves},
        PackPart.TRAINING.label: {
            each.policy.title: f"met by {each.coverage.met} of {each.coverage.counted}"
            for each in facts.training
        },
        PackPart.LEGAL.label: {
            e.title: " ".join((e.advice, str(e.in_force_on))) for e in facts.legal
        },
        PackPart.PAPERS.label: {
            f"Paper {each.number}: {each.document.name}": each.document.sha256[:12]
            for each in here.papers
        },
    }
    chosen = {part.label for part in facts.options.parts}
    heading = {name: str(value or "not known") for name, value in here.heading}
    return {_ALWAYS: heading} | {name: each for name, each in parts.items() if name in chosen}


def amended(facts: "Facts") -> tuple[Block, ...]:
    """What is no longer as the pack that was sent last said; nothing where all is."""
    issue = facts.issue
    if issue is None or not issue.held:
        return ()
    rows: list[Row | Band] = []
    part = ""
    for each in amendments(json.loads(issue.held), held(facts)):
        if each.part != part:
            part = each.part
            rows.append(Band(part))
        papers = part == PackPart.PAPERS.label
        rows.append((each.what, _paper_words(each.before, each.now) if papers else each.words))
    if not rows:
        return ()
    sent = issue.issued_at.astimezone(LONDON)
    said = (
        f"Issue {issue.number} of this pack went out on {day_words(sent.date())} at {sent:%H:%M}."
    )
    return (
        Heading("Amended since issued", new_page=True),
        Paragraph(f"{said} This has changed since.", Tone.MUTED),
        Table((Column("What"), Column("Change")), rows),
    )


def _paper_words(before: str, now: str) -> str:
    if before and now:
        return "Another version of the file"
    return "Added" if now else "Taken out"


def _agenda(items: "list[ItemLine]") -> dict[str, str]:
    """Each item by its title; what comes twice is told apart."""
    found: dict[str, str] = {}
    for item in items:
        title, again = item.title, 2
        while title in found:
            title, again = f"{item.title} ({again})", again + 1
        length = minutes_words(item.minutes) if item.minutes else "no minutes set"
        said = (item.lead, length, item.expected.label.lower())
        found[title] = ", ".join(filter(None, said))
    return found


def _called(action: "ActionLine") -> str:
    return f"{action.reference} {action.title}"


def _action(action: "ActionLine") -> str:
    due = f"due {short_day_words(action.due_on)}" if action.due_on else "no due date"
    done = f"done {short_day_words(action.done_on)}" if action.done_on else ""
    return ", ".join(filter(None, (action.owner, done or due)))
