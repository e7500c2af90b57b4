"""How enquiries went over a period: how many came, how the promise was kept, how long it took.

Every figure is counted over the enquiries *received* in a period, as they stand on a day, so that
the rows of a table always add up to its total, and every figure can be opened to its rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from copdesk.domain.dates import add_months, quarter_of, quarter_span, short_day_words
from copdesk.domain.enquiries import EnquiryState
from copdesk.domain.options import Option

NINETIETH, HALF = 90, 50
"""The percentiles that are told, in hundredths."""


class Measure(Option):
    """What is counted."""

    RECEIVED = "received", "Received"
    ANSWERED = "answered", "Answered"
    KEPT = "kept", "Within the promise"
    AFTER = "after", "After the promise"
    DUE = "due", "Due"
    ON_TARGET = "on_target", "Within the working target"
    TIMED = "timed", "Days to reply known"
    OPEN = "open", "Open"
    WAITING = "waiting", "Waiting for the asker"
    LATE = "late", "Late"
    UNANSWERED = "unanswered", "Closed without an answer"
    NO_PROVIDER = "no_provider", "No provider found"


class Split(Option):
    """By what a table of figures is divided."""

    TOPIC = "topic", "Topic"
    GROUP = "group", "Topic group"
    AREA = "area", "Area"
    KIND = "kind", "Kind of organisation"
    SECTOR = "sector", "Sector"
    CHANNEL = "channel", "Came by"
    COMMUNITY = "community", "Community"
    ORGANISATION = "organisation", "Organisation"

    @property
    def unknown(self) -> str:
        """``Topic not known``: the row of those where it was not noted."""
        return f"{self.label} not known" if self is not Split.CHANNEL else "Way not known"


class Step(Option):
    """Into which parts a period is divided."""

    MONTH = "month", "Month"
    QUARTER = "quarter", "Quarter"
    YEAR = "year", "Year"


class Period(Option):
    """Periods that are asked for by name."""

    THIS_QUARTER = "this_quarter", "This quarter"
    LAST_QUARTER = "last_quarter", "Last quarter"
    THIS_YEAR = "this_year", "This year"
    TWELVE_MONTHS = "twelve_months", "Last 12 months"
    CHOSEN = "chosen", "From and to"


@dataclass(frozen=True, slots=True)
class Fact:
    """One enquiry as figures need it; words are empty where nothing was noted.

    Attributes:
        due_on: the promise.
        target: the working target at the time of the first reply: the promise moved by the pauses
            until then, or until the day that is asked about where there was none.
        waits: the first and the last day of each wait for the asker; no last day: it goes on.
        no_provider: it was noted that nobody could be found.
        group, kind, sector: of the topic and of the organisation.
    """

    id: int
    received_on: date
    due_on: date
    target: date
    answered_on: date | None
    closed_on: date | None
    state: EnquiryState
    reply_by: date | None
    waits: tuple[tuple[date, date | None], ...]
    no_provider: bool
    topic: str
    group: str
    area: str
    kind: str
    sector: str
    channel: str
    community: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Span:
    """A period or a part of one, with its first and last day, both in it."""

    words: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of some enquiries, each with the enquiries behind it.

    Attributes:
        ids: the enquiries that count, by what is counted.
        days: calendar days from receipt to the first reply, the shortest first.
    """

    ids: Mapping[Measure, Sequence[int]]
    days: tuple[int, ...]

    def __getitem__(self, measure: Measure) -> int:
        """How many count."""
        return len(self.ids[measure])

    @property
    def of_answered(self) -> int | None:
        """Whole per cent of those answered that were within the promise, rounded down."""
        return share(self[Measure.KEPT], self[Measure.ANSWERED])

    @property
    def of_due(self) -> int | None:
        """Whole per cent of those due that were within the promise, rounded down."""
        return share(self[Measure.KEPT], self[Measure.DUE])

    @property
    def on_target(self) -> int | None:
        """Whole per cent of those answered that were within the working target, rounded down."""
        return share(self[Measure.ON_TARGET], self[Measure.ANSWERED])

    @property
    def median(self) -> int | None:
        """Days within which half of the first replies came."""
        return percentile(self.days, HALF)

    @property
    def ninetieth(self) -> int | None:
        """Days within which nine in ten of the first replies came."""
        return percentile(self.days, NINETIETH)


@dataclass(frozen=True, slots=True)
class Part:
    """One row of a table: what it is of, and its figures; ``known`` is False for the unknown."""

    words: str
    figures: Figures
    known: bool = True


def measures(fact: Fact, on: date) -> list[Measure]:
    """What an enquiry counts as on a day.

    *Answered*: the first reply was sent by the day. *Open*: somebody is owed an answer, also where
    it was answered and opened again. *Late*: open, not waiting for the asker, and past its working
    target. *Due*: the promise was either kept or not: answered, or open past the promised day.
    """
    found = [Measure.RECEIVED]
    answered = _by(fact.answered_on, on)
    if answered is not None:
        found.append(Measure.ANSWERED)
        found += [Measure.KEPT if answered <= fact.due_on else Measure.AFTER, Measure.DUE]
        if answered <= fact.target:
            found.append(Measure.ON_TARGET)
        if answered >= fact.received_on:
            found.append(Measure.TIMED)
    if is_open(fact, on):
        found += _standing(fact, on, answered=answered is not None)
    elif answered is None:
        found.append(Measure.UNANSWERED)
    if fact.no_provider:
        found.append(Measure.NO_PROVIDER)
    return found


def is_open(fact: Fact, on: date) -> bool:
    """Whether somebody was owed an answer on a day."""
    if fact.state.is_open:
        return True
    settled = [day for day in (fact.answered_on, fact.closed_on) if day is not None]
    return bool(settled) and min(settled) > on


def figures(facts: Iterable[Fact], on: date) -> Figures:
    """The figures of these enquiries as they stand on a day, in whatever order they come."""
    ids: dict[Measure, list[int]] = {measure: [] for measure in Measure}
    days = []
    for fact in facts:
        for measure in measures(fact, on):
            ids[measure].append(fact.id)
            if measure is Measure.TIMED and fact.answered_on is not None:
                days.append((fact.answered_on - fact.received_on).days)
    return Figures(ids, tuple(sorted(days)))


def by_split(facts: Iterable[Fact], split: Split, on: date) -> list[Part]:
    """A row for each topic, area and so on, the most received first; the unknown stands last."""
    grouped: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        grouped[getattr(fact, split.value)].append(fact)
    unknown = grouped.pop("", None)
    order = sorted(grouped.items(), key=lambda each: (-len(each[1]), each[0]))
    parts = [Part(words, figures(some, on)) for words, some in order]
    return parts + ([Part(split.unknown, figures(unknown, on), known=False)] if unknown else [])


def by_period(facts: Iterable[Fact], spans: Sequence[Span], on: date) -> list[Part]:
    """A row for each part of the period, in the order of time; those without any too."""
    grouped: list[list[Fact]] = [[] for _span in spans]
    for fact in facts:
        for span, some in zip(spans, grouped, strict=True):
            if span.first <= fact.received_on <= span.last:
                some.append(fact)
                break
    return [Part(s.words, figures(some, on)) for s, some in zip(spans, grouped, strict=True)]


def percentile(ordered: Sequence[int], hundredths: int) -> int | None:
    """The value that so many per cent of the values do not exceed; None of no values.

    By the nearest rank: the value at place ``hundredths / 100 * n``, rounded up, so that it is
    always one of the values and never a mean of two.

    Args:
        ordered: the values, the smallest first.
        hundredths: 1 to 100.
    """
    return ordered[-(-len(ordered) * hundredths // 100) - 1] if ordered else None


def share(part: int, whole: int) -> int | None:
    """Whole per cent, rounded down so that 100 means all; None of nothing."""
    return 100 * part // whole if whole else None


def share_words(part: int, whole: int) -> str:
    """``92 %``; a dash where there is nothing to be a part of."""
    found = share(part, whole)
    return "–" if found is None else f"{found} %"


def span_of(period: Period, today: date) -> Span:
    """The days of a period asked for by name; one from and to begins as the last 12 months."""
    this = quarter_span(today)
    last = quarter_span(this[0] - timedelta(days=1))
    year = date(today.year, 1, 1), date(today.year, 12, 31)
    months = add_months(today.replace(day=1), -11), today
    found = {Period.THIS_QUARTER: this, Period.LAST_QUARTER: last, Period.THIS_YEAR: year}
    first, until = found.get(period, months)
    return Span(period.label, first, until)


def step_for(first: date, last: date) -> Step:
    """Into what a period is best divided: up to 13 months, then up to 12 quarters, then years."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if months <= 12:
        return Step.MONTH
    return Step.QUARTER if months < 36 else Step.YEAR


def spans(first: date, last: date, step: Step) -> list[Span]:
    """The months, quarters or years of a period; the first and the last may be cut by it."""
    months = {Step.MONTH: 1, Step.QUARTER: 3, Step.YEAR: 12}[step]
    start = date(first.year, (first.month - 1) // months * months + 1, 1)
    found = []
    while start <= last:
        after = add_months(start, months)
        whole = max(start, first), min(after - timedelta(days=1), last)
        found.append(Span(_named(start, step), *whole))
        start = after
    return found


def _named(start: date, step: Step) -> str:
    """``Apr 2026``, ``Q2 2026`` or ``2026``."""
    if step is Step.YEAR:
        return str(start.year)
    return quarter_of(start) if step is Step.QUARTER else short_day_words(start).partition(" ")[2]


def _by(day: date | None, on: date) -> date | None:
    return day if day is not None and day <= on else None


def _standing(fact: Fact, on: date, *, answered: bool) -> list[Measure]:
    found = [Measure.OPEN]
    if not answered and fact.due_on < on:
        found += [Measure.AFTER, Measure.DUE]
    if _waits(fact, on):
        found.append(Measure.WAITING)
    elif (fact.reply_by or fact.target) < on:
        found.append(Measure.LATE)
    return found


def _waits(fact: Fact, on: date) -> bool:
    """Whether it waited for the asker on a day; the state alone tells where no pause was kept."""
    if any(start <= on and (end is None or end > on) for start, end in fact.waits):
        return True
    return fact.state is EnquiryState.WAITING and not fact.waits
