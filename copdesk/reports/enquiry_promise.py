"""Two pages for funders, boards and members: how the promise to reply within a week was kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from copdesk.db.reader import Reader
from copdesk.domain.audience import FEWEST, UNDER, Readers, counted
from copdesk.domain.dates import day_words
from copdesk.domain.enquiry_figures import Fact, Measure, Part, Split, figures, share_words
from copdesk.domain.enquiry_figures import Figures as Counted
from copdesk.domain.fields import Count
from copdesk.reports.asked import Asked
from copdesk.reports.document import (
    Bar,
    Bars,
    Block,
    Bullets,
    Column,
    Document,
    Figure,
    Figures,
    Heading,
    PageBreak,
    Row,
    Table,
    Value,
)
from copdesk.reports.enquiry_facts import Division, Facts, gather
from copdesk.reports.enquiry_log import notes

_PARTS = ("Within the promise", "After the promise", "Not due, or closed without an answer")
_PUBLIC = ("Received",)
_TOPICS, _AREAS, _BARS = 7, 6, 12
_COUNTED = (
    "Counted are the enquiries received in the period, as they stood on the day named; one that was"
    " merged into another is counted once."
)
_PROMISE = (
    "The promise is the day received plus that of the community: 7 calendar days unless it promises"
    " otherwise. Waiting for the asker never moves it."
)
_KEPT = (
    "Within the promise: the first reply of substance on or before that day. After it: later, or"
    " never answered and still open. Due: both together. Shares are rounded down."
)
_TARGET = (
    "The working target is the promise moved by the days of waiting for the asker until the first"
    " reply. Late is open, not waiting, and past it."
)
_DAYS = (
    "Days are calendar days to the first reply; half and nine in ten by the nearest rank. Where"
    " topic or area was not noted, it is a row of its own."
)


@dataclass(frozen=True, slots=True)
class _Teller:
    """Figures as the readers may see them."""

    readers: Readers

    def count(self, found: Counted, measure: Measure) -> str:
        told = counted(found[measure], self.readers)
        return told if isinstance(told, str) else f"{told:,}"

    def share(self, found: Counted, part: Measure, whole: Measure) -> str:
        words = share_words(found[part], found[whole])
        few = [each for each in (found[part], found[whole]) if 0 < each < FEWEST]
        return self._told(min(few, default=FEWEST), words)

    def days(self, found: Counted, value: int | None) -> str:
        return self._told(found[Measure.TIMED], "–" if value is None else str(value))

    def _told(self, of: int, words: str) -> str:
        return UNDER if self.readers is Readers.PUBLIC and 0 < of < FEWEST else words


def document(reader: Reader, asked: Asked) -> Document:
    """Exactly two pages: the figures, their course and the method, then topics and areas."""
    facts = gather(reader, asked)
    tell = _Teller(facts.readers)
    return Document(
        title="Enquiries: how the promise was kept",
        subtitle=facts.network,
        facts=(("Period", facts.period), ("As at", day_words(facts.on))),
        footer=facts.footer,
        blocks=(
            *_first_page(facts, tell),
            Heading("How this was counted", 2),
            Bullets((_COUNTED, _PROMISE, _KEPT, _TARGET)),
            PageBreak(),
            *_division(facts, tell, facts.split(Split.TOPIC), _TOPICS),
            *_division(facts, tell, facts.split(Split.AREA), _AREAS),
            Bullets((_DAYS, *_for(facts))),
        ),
        cover=False,
        contents=False,
    )


def _for(facts: Facts) -> Sequence[str]:
    """It names nobody; what else was left out, and what was merged."""
    public = facts.readers is Readers.PUBLIC
    method, *merged = notes(facts)
    return (*merged, *((method,) if public else ()))


def _first_page(facts: Facts, tell: _Teller) -> Sequence[Block]:
    total = facts.total
    promise, target = (Measure.KEPT, Measure.DUE), (Measure.ON_TARGET, Measure.ANSWERED)
    received = tell.count(total, Measure.RECEIVED)
    due, answered = (tell.count(total, each) for each in (Measure.DUE, Measure.ANSWERED))
    tiles = (
        Figure("Received", received, f"{answered} answered"),
        Figure(
            "Within the promise",
            tell.share(total, *promise),
            f"{tell.count(total, Measure.KEPT)} of {due} due",
        ),
        Figure(
            "Within the working target",
            tell.share(total, *target),
            f"{tell.count(total, Measure.ON_TARGET)} of {answered} answered",
        ),
        Figure(
            "First reply within",
            f"{tell.days(total, total.median)} days",
            f"half of them; nine in ten within {tell.days(total, total.ninetieth)}",
        ),
        Figure("Open", tell.count(total, Measure.OPEN), f"on {day_words(facts.on)}"),
        Figure("Waiting for the asker", tell.count(total, Measure.WAITING), "among those open"),
        Figure("Late", tell.count(total, Measure.LATE), "past the working target"),
        Figure("No provider found", tell.count(total, Measure.NO_PROVIDER), "for the advice map"),
    )
    parts = facts.periods.parts[-_BARS:]
    cut = len(parts) < len(facts.periods.parts)
    heading = f"By {facts.step.label.lower()}" + (f", the last {_BARS}" if cut else "")
    return (
        Figures(tiles),
        Heading(heading, 2),
        _course(tell, parts),
    )


def _course(tell: _Teller, parts: Sequence[Part]) -> Bars:
    """Each part of the period as a bar; the public sees only how many came."""
    if tell.readers is Readers.PUBLIC:
        return Bars(_PUBLIC, tuple(_short_bar(part, tell) for part in parts))
    return Bars(_PARTS, tuple(_bar(part, tell) for part in parts))


def _bar(part: Part, tell: _Teller) -> Bar:
    found = part.figures
    kept, after = found[Measure.KEPT], found[Measure.AFTER]
    values = (kept, after, found[Measure.RECEIVED] - kept - after)
    share = tell.share(found, Measure.KEPT, Measure.DUE)
    told = f"{tell.count(found, Measure.RECEIVED)} received, {share} of due"
    return Bar(part.words, values, told)


def _short_bar(part: Part, tell: _Teller) -> Bar:
    came = part.figures[Measure.RECEIVED]
    told = f"{tell.count(part.figures, Measure.RECEIVED)} received"
    return Bar(part.words, (came if came >= FEWEST else 0,), told)


def _division(facts: Facts, tell: _Teller, division: Division, most: int) -> Sequence[Block]:
    """The rows with the most enquiries, the rest together, the unknown, and all."""
    known = [part for part in division.parts if part.known]
    unknown = [part for part in division.parts if not part.known]
    rest = known[most:] if len(known) > most + 1 else []
    shown = known[: len(known) - len(rest)]
    together = [Part(f"{len(rest)} others", _together(facts, rest))] if rest else []
    columns = (
        Column(division.heading),
        Column("Received", Count(), 18),
        Column("Answered", Count(), 19),
        Column("Within the promise", Count(), 20),
        Column("Of due", width=16),
        Column("Half within", width=18),
        Column("9 in 10 within", width=18),
    )
    return (
        Heading(division.title, 2),
        Table(
            columns,
            [_row(part.words, part.figures, tell) for part in (*shown, *together, *unknown)],
            empty="No enquiries were received.",
            totals=_row("All", facts.total, tell) if division.parts else None,
        ),
    )


def _together(facts: Facts, parts: Sequence[Part]) -> Counted:
    ids = {id_ for part in parts for id_ in part.figures.ids[Measure.RECEIVED]}
    some: list[Fact] = [each for each in facts.facts if each.id in ids]
    return figures(some, facts.on)


def _row(words: str, found: Counted, tell: _Teller) -> Row:
    cells: tuple[Value, ...] = (
        tell.count(found, Measure.RECEIVED),
        tell.count(found, Measure.ANSWERED),
        tell.count(found, Measure.KEPT),
        tell.share(found, Measure.KEPT, Measure.DUE),
        _in_days(tell.days(found, found.median)),
        _in_days(tell.days(found, found.ninetieth)),
    )
    return (words, *cells)


def _in_days(told: str) -> str:
    if not told.isdigit():
        return told
    return "1 day" if told == "1" else f"{told} days"
