"""The log of enquiries in Excel: a row each, out of which every figure is counted anew."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from copdesk.db.queries.enquiries import EnquiryLine
from copdesk.domain.enquiries import EnquiryState, Outcome
from copdesk.domain.enquiry_figures import Fact, Measure, Split, measures
from copdesk.domain.fields import Choice, Count, Day
from copdesk.reports.document import Column, Formula, Sheet, Value
from copdesk.reports.enquiry_facts import Division, Facts, asker_of

if TYPE_CHECKING:
    from copdesk.domain.audience import Asker

YES, NO = "Yes", "No"
_REPLIED = "IF(ISNUMBER({Log_replied}),"
_DAYS = _REPLIED + 'IF({Log_replied}>={Log_received},{Log_replied}-{Log_received},""),"")'
_ON_TARGET = _REPLIED + f'IF({{Log_replied}}<={{Log_target}},"{YES}","{NO}"),"")'
_KEPT = (
    _REPLIED + f'IF({{Log_replied}}<={{Log_promised}},"{YES}","{NO}"),'
    f'IF(AND({{Log_stands}}<>"{Measure.UNANSWERED.label}",{{Log_promised}}<DATE(DAY)),"{NO}",""))'
)

_Told = Callable[[Fact, EnquiryLine], Value]


def log(facts: Facts, divisions: Iterable[Division] = ()) -> Sheet:
    """Every enquiry of the period; merged ones are told in a note.

    Args:
        facts: the period.
        divisions: tables that count out of this sheet: it holds the number of the row of each.
    """
    numbered = [(each, each.places()) for each in divisions]
    told = [*_told(facts), *_counted(facts.on)]
    columns = [column for column, _value in told]
    columns += [Column(f"{one.heading} no.", name=f"Log_{one.word}") for one, _places in numbered]
    rows = [
        (
            *(value(fact, facts.lines[fact.id]) for _column, value in told),
            *(places[fact.id] for _one, places in numbered),
        )
        for fact in facts.facts
    ]
    return Sheet("Enquiries", tuple(columns), rows, period=facts.period, notes=notes(facts))


def notes(facts: Facts) -> tuple[str, ...]:
    """For whom it is made, and what is not among the rows."""
    one = facts.merged == 1
    merged = f"{facts.merged} merged into another {'is' if one else 'are'} counted there only."
    return (facts.readers.method, *((merged,) if facts.merged else ()))


def stands(fact: Fact, on: date) -> Measure:
    """The one word for where an enquiry stands on a day."""
    found = measures(fact, on)
    order = (Measure.LATE, Measure.WAITING, Measure.OPEN, Measure.ANSWERED)
    return next((each for each in order if each in found), Measure.UNANSWERED)


def _told(facts: Facts) -> list[tuple[Column, _Told]]:
    """What is told of each; what people are called and wrote only to those who may read it."""
    begins: list[tuple[Column, _Told]] = [
        (Column("Reference"), lambda _fact, line: line.reference),
        (Column("Received", Day(), name="Log_received"), lambda fact, _line: fact.received_on),
    ]
    if facts.readers.named:
        begins += [
            (Column("Subject"), lambda _fact, line: line.subject),
            (Column("Asked by"), lambda _fact, line: line.asker or None),
            (Column("Organisation"), lambda _fact, line: line.organisation or None),
        ]
    else:
        begins.append((Column("Asked by"), _stand_in(facts)))
    return [
        *begins,
        *((Column(split.label), _of(split)) for split in _SPLITS),
        (Column("State", Choice(EnquiryState)), lambda _fact, line: line.state),
        (Column("Promised by", Day(), name="Log_promised"), lambda fact, _line: fact.due_on),
        (Column("Reply by", Day(), name="Log_target"), lambda fact, _line: fact.target),
        (
            Column("First reply", Day(), name="Log_replied"),
            lambda fact, _line: replied(fact, facts.on) or "",
        ),
        *(_endings() if facts.readers.named else ()),
    ]


_SPLITS = (
    Split.KIND,
    Split.SECTOR,
    Split.COMMUNITY,
    Split.CHANNEL,
    Split.GROUP,
    Split.TOPIC,
    Split.AREA,
)


def _endings() -> Sequence[tuple[Column, _Told]]:
    return (
        (Column("Closed", Day()), lambda fact, _line: fact.closed_on or ""),
        (Column("Dealt with by"), lambda _fact, line: line.owner or None),
    )


def _of(split: Split) -> _Told:
    return lambda fact, _line: getattr(fact, split.value) or None


def _stand_in(facts: Facts) -> _Told:
    known: dict[Asker, str] = dict(facts.askers)
    return lambda _fact, line: known.get(asker_of(line))


def _counted(on: date) -> list[tuple[Column, _Told]]:
    """What the figures count, worked out anew by Excel where days are compared."""
    day = f"{on.year},{on.month},{on.day}"
    return [
        (
            Column("Days to first reply", Count(), name="Log_days"),
            lambda fact, _line: Formula(_DAYS, days(fact, on)),
        ),
        (
            Column("Stands", name="Log_stands"),
            lambda fact, _line: stands(fact, on).label,
        ),
        (
            Column("Within the promise", name="Log_kept"),
            lambda fact, _line: Formula(_KEPT.replace("DAY", day), kept(fact, on)),
        ),
        (
            Column("Within the working target", name="Log_on_target"),
            lambda fact, _line: Formula(_ON_TARGET, _on_target(fact, on)),
        ),
        (
            Column(Outcome.NO_PROVIDER.label, name="Log_no_provider"),
            lambda fact, _line: YES if fact.no_provider else "",
        ),
    ]


def replied(fact: Fact, on: date) -> date | None:
    """The day of the first reply, if it was sent by a day."""
    return fact.answered_on if fact.answered_on and fact.answered_on <= on else None


def days(fact: Fact, on: date) -> int | str:
    """Calendar days to the first reply; blank where there was none, or its day can't be right."""
    day = replied(fact, on)
    return (day - fact.received_on).days if day and day >= fact.received_on else ""


def kept(fact: Fact, on: date) -> str:
    """Whether the promise was kept; blank while that is not known."""
    found = measures(fact, on)
    return YES if Measure.KEPT in found else NO if Measure.AFTER in found else ""


def _on_target(fact: Fact, on: date) -> str:
    day = replied(fact, on)
    return "" if day is None else YES if day <= fact.target else NO
