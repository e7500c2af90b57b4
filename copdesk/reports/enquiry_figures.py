"""The figures of enquiries in Excel: tables that count from the log, and charts of them."""

from collections.abc import Iterator

from copdesk.db.reader import Reader
from copdesk.domain.audience import FEWEST, UNDER, Readers, counted
from copdesk.domain.dates import day_words
from copdesk.domain.enquiry_figures import Figures, Measure, Split, share_words
from copdesk.domain.fields import Count, Text
from copdesk.reports.asked import Asked
from copdesk.reports.document import Chart, Column, Formula, Plain, Row, Sheet, Value, Workbook
from copdesk.reports.enquiry_facts import Division, Facts, gather
from copdesk.reports.enquiry_log import NO, YES, log, notes
from copdesk.reports.enquiry_method import DEFINITIONS

_CHARTED = {
    "Period": "How the promise was kept",
    Split.TOPIC.value.capitalize(): "The topics most asked about",
    Split.AREA.value.capitalize(): "The areas most asked about",
}
_MOST_BARS = 12
_NARROW, _WIDE = 25.0, 95.0


def workbook(reader: Reader, asked: Asked) -> Workbook:
    """Tables by period, topic, area and so on, charts, the log they count from, and definitions.

    The public gets neither the log nor small numbers, and so no formulas.
    """
    facts = gather(reader, asked)
    divisions = list(facts.divisions())
    tables = [_table(facts, each) for each in divisions]
    rows = (log(facts, divisions),) if facts.readers.rows else ()
    return Workbook(
        " · ".join(filter(None, ("Enquiry figures", facts.network))),
        (tables[0], _charts(divisions), *tables[1:], *rows),
        DEFINITIONS,
    )


def _charts(divisions: list[Division]) -> Sheet:
    parts = ("kept", "after", "rest")
    charts = [
        Chart(
            _CHARTED[each.word],
            f"{each.word}_words",
            tuple(f"{each.word}_{part}" for part in parts),
            lying=each.word != "Period",
            most=40 if each.word == "Period" else _MOST_BARS,
        )
        for each in divisions
        if each.word in _CHARTED and each.parts
    ]
    return Sheet("Charts", charts=tuple(charts))


def _table(facts: Facts, division: Division) -> Sheet:
    word = division.word
    columns = (
        Column("No.", width=_NARROW, name=f"{word}_no"),
        Column(division.heading, width=_WIDE, name=f"{word}_words"),
        *(
            Column(label, Text() if name.startswith("of_") else Count(), _NARROW, f"{word}_{name}")
            for label, name in _COLUMNS
        ),
    )
    cells = _public if facts.readers is Readers.PUBLIC else _exact
    rows: list[Row] = [
        (number, part.words, *cells(word, part.figures, total=False))
        for number, part in enumerate(division.parts, 1)
    ]
    told = (f"As at {day_words(facts.on)}.", *notes(facts))
    return Sheet(
        division.title,
        columns,
        rows,
        period=facts.period,
        notes=told,
        totals=("", "All", *cells(word, facts.total, total=True)) if rows else None,
    )


_COLUMNS = (
    ("Received", "received"),
    ("Answered", "answered"),
    ("Within the promise", "kept"),
    ("After the promise", "after"),
    ("Not due, or closed", "rest"),
    ("Of answered", "of_answered"),
    ("Of due", "of_due"),
    ("Within the working target", "on_target"),
    ("Of answered, on target", "of_target"),
    ("Days known", "timed"),
    ("Median days", "median"),
    ("Days of 9 in 10", "ninetieth"),
    ("Open", "open"),
    ("Waiting for the asker", "waiting"),
    ("Late", "late"),
    ("Closed without an answer", "unanswered"),
    ("No provider found", "no_provider"),
)

_IN_LOG = {
    "received": "",
    "answered": ',Log_replied,">0"',
    "kept": f',Log_kept,"{YES}"',
    "after": f',Log_kept,"{NO}"',
    "on_target": f',Log_on_target,"{YES}"',
    "timed": ',Log_days,">=0"',
    "waiting": f',Log_stands,"{Measure.WAITING.label}"',
    "late": f',Log_stands,"{Measure.LATE.label}"',
    "unanswered": f',Log_stands,"{Measure.UNANSWERED.label}"',
    "no_provider": f',Log_no_provider,"{YES}"',
}


def _exact(word: str, found: Figures, *, total: bool) -> Iterator[Value]:
    """Formulas that count from the log, each with what the program has counted."""
    for (_label, name), shown in zip(_COLUMNS, _shown(found), strict=True):
        text = _summed(name) if total and name in (*_IN_LOG, "open") else _formula(name)
        if total:
            text = text.replace("/(Log_WORD={WORD_no})", "")
        yield Formula(text.replace("WORD", word), shown)


def _summed(name: str) -> str:
    return f"SUM(WORD_{name})"


def _formula(name: str) -> str:
    if name in _IN_LOG:
        return f"COUNTIFS(Log_WORD,{{WORD_no}}{_IN_LOG[name]})"
    if name == "open":
        plain = f'COUNTIFS(Log_WORD,{{WORD_no}},Log_stands,"{Measure.OPEN.label}")'
        return plain + "+{WORD_waiting}+{WORD_late}"
    return _WORKED_OUT[name]


def _share(part: str, whole: str) -> str:
    return f'IF({whole}=0,"–",ROUNDDOWN(100*{part}/({whole}),0)&" %")'


def _ranked(hundredths: int) -> str:
    """The nearest rank; a division by what is false fails, and what fails is passed over."""
    rank = f"ROUNDUP({hundredths}*{{WORD_timed}}/100,0)"
    smallest = f"_xlfn.AGGREGATE(15,6,Log_days/(Log_WORD={{WORD_no}}),{rank})"
    return f'IF({{WORD_timed}}=0,"–",{smallest})'


_WORKED_OUT = {
    "rest": "{WORD_received}-{WORD_kept}-{WORD_after}",
    "of_answered": _share("{WORD_kept}", "{WORD_answered}"),
    "of_due": _share("{WORD_kept}", "({WORD_kept}+{WORD_after})"),
    "of_target": _share("{WORD_on_target}", "{WORD_answered}"),
    "median": _ranked(50),
    "ninetieth": _ranked(90),
}


def _shown(found: Figures) -> tuple[Plain, ...]:
    """What the program has counted, in the order of the columns."""
    received, answered, kept = (
        found[each] for each in (Measure.RECEIVED, Measure.ANSWERED, Measure.KEPT)
    )
    return (
        received,
        answered,
        kept,
        found[Measure.AFTER],
        received - found[Measure.DUE],
        share_words(kept, answered),
        share_words(kept, found[Measure.DUE]),
        found[Measure.ON_TARGET],
        share_words(found[Measure.ON_TARGET], answered),
        found[Measure.TIMED],
        "–" if found.median is None else found.median,
        "–" if found.ninetieth is None else found.ninetieth,
        found[Measure.OPEN],
        found[Measure.WAITING],
        found[Measure.LATE],
        found[Measure.UNANSWERED],
        found[Measure.NO_PROVIDER],
    )


def _public(_word: str, found: Figures, *, total: bool) -> Iterator[Value]:  # noqa: ARG001
    """Without small numbers; a share or a number of days of few would tell of them."""
    behind = {
        "of_answered": (Measure.KEPT, Measure.ANSWERED),
        "of_due": (Measure.KEPT, Measure.DUE),
        "of_target": (Measure.ON_TARGET, Measure.ANSWERED),
        "median": (Measure.TIMED,),
        "ninetieth": (Measure.TIMED,),
    }
    for (_label, name), shown in zip(_COLUMNS, _shown(found), strict=True):
        if name in behind:
            yield UNDER if any(0 < found[each] < FEWEST for each in behind[name]) else shown
        else:
            yield counted(shown, Readers.PUBLIC) if isinstance(shown, int) else shown
