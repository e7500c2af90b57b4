"""Who gives what advice where, how deep it goes, and whether they can take anybody now."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from copdesk.domain.dates import short_day_words
from copdesk.domain.options import Option
from copdesk.domain.text import fold, sort_key

AMBER_DAYS, RED_DAYS = 60, 90
"""After how many days what is known of a service should be, and must be, checked again."""

_CODE = re.compile(r"\b[EWSNK]\d{8}\b")


class Depth(Option):
    """How far an organisation goes with a matter, from least to most."""

    UNKNOWN = "unknown", "Not known"
    INFORMATION = "information", "Information"
    ADVICE = "advice", "Advice"
    CASEWORK = "casework", "Casework"
    REPRESENTATION = "representation", "Representation"


class Capacity(Option):
    """Whether an organisation can take new matters."""

    UNKNOWN = "unknown", "Not known"
    OPEN = "open", "Open", "taking cases", "yes"
    LIMITED = "limited", "Limited", "a few"
    WAITING = "waiting", "Waiting list"
    CLOSED = "closed", "Closed", "full", "no"


class Fit(Option):
    """How well what is known of somebody fits the topic asked for."""

    LISTED = "listed", "This topic"
    NEAR = "near", "Near: same group"
    UNKNOWN = "unknown", "Topics not known"


class Freshness(Option):
    """How old what is known about a capacity is."""

    NEVER = "never", "Never checked"
    FRESH = "fresh", "Checked"
    AMBER = "amber", "Check again"
    RED = "red", "Out of date"


class Suits(Option):
    """Whether somebody is known to have what is asked for: an area, a language, a depth.

    Where nothing is asked for, it is not known.
    """

    YES = "yes", "Yes"
    UNKNOWN = "unknown", "Not known"
    NO = "no", "No"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the order of those who may help depends on.

    Attributes:
        fit: how well the topic fits.
        capacity: whether they take new matters.
        area: whether they work there.
        language: whether they speak it.
        level: whether they go so far.
        checked_on: when the capacity was last asked for; None for never.
        name: of whom it is.
    """

    fit: Fit
    capacity: Capacity
    area: Suits
    language: Suits
    level: Suits
    checked_on: date | None
    name: str

    @property
    def left_out(self) -> bool:
        """Whether something that is known rules them out, or nothing speaks for them."""
        known_not = Suits.NO in {self.area, self.language, self.level}
        return known_not or (
            self.fit is Fit.UNKNOWN and Suits.YES not in {self.area, self.language}
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A local authority as it is named and coded, now or before."""

    id: int
    name: str
    code: str
    former_code: str
    current: bool
    note: str


_FITS = (Fit.LISTED, Fit.NEAR, Fit.UNKNOWN)
_CAPACITIES = (
    Capacity.OPEN,
    Capacity.LIMITED,
    Capacity.WAITING,
    Capacity.UNKNOWN,
    Capacity.CLOSED,
)
_SUITS = (Suits.YES, Suits.UNKNOWN, Suits.NO)


def rank(standing: Standing) -> tuple[object, ...]:
    """What those who may help are sorted by, the first to ask first.

    The topic itself before a near one, topics not known last; then open, limited, waiting list, not
    known, closed; then those who are known to work there, to speak it and to go so far; then what
    was checked last; then the name.
    """
    unknowns = [_SUITS.index(each) for each in (standing.area, standing.language, standing.level)]
    checked = -standing.checked_on.toordinal() if standing.checked_on else 0
    return (
        _FITS.index(standing.fit),
        _CAPACITIES.index(standing.capacity),
        sum(unknowns),
        checked,
        sort_key(standing.name),
    )


def freshness(checked_on: date | None, today: date) -> Freshness:
    """Amber after 60 days, red after 90; a day to come counts as checked."""
    if checked_on is None:
        return Freshness.NEVER
    days = (today - checked_on).days
    if days > RED_DAYS:
        return Freshness.RED
    return Freshness.AMBER if days > AMBER_DAYS else Freshness.FRESH


def checked_words(checked_on: date | None, today: date) -> str:
    """``Checked 2 Nov 2026``; ``Check again: 71 days old``; ``Out of date: 103 days old``."""
    how = freshness(checked_on, today)
    if checked_on is None:
        return how.label
    if how is Freshness.FRESH:
        return f"{how.label} {short_day_words(checked_on)}"
    return f"{how.label}: {(today - checked_on).days} days old"


def covers(areas: Iterable[int], asked: frozenset[int]) -> Suits:
    """Whether one of the areas is asked for; not known where none is recorded."""
    known = frozenset(areas)
    if not asked or not known:
        return Suits.UNKNOWN
    return Suits.YES if known & asked else Suits.NO


def speaks(languages: Sequence[str], asked: str) -> Suits:
    """Whether a language is among them, however it is spelt; not known where none is recorded."""
    wanted = fold(asked)
    if not wanted or not languages:
        return Suits.UNKNOWN
    spoken = any(f" {wanted} " in f" {fold(each)} " for each in languages)
    return Suits.YES if spoken else Suits.NO


def goes_as_far(depth: Depth, asked: Depth) -> Suits:
    """Whether a depth reaches the one asked for; ``Depth.UNKNOWN`` asks for none."""
    if Depth.UNKNOWN in {asked, depth}:
        return Suits.UNKNOWN
    order = list(Depth)
    return Suits.YES if order.index(depth) >= order.index(asked) else Suits.NO


def same_place(asked: Place, known: Iterable[Place]) -> frozenset[int]:
    """The ids of a place under all its codes: as it was before, and what it became.

    Codes change (Barnsley E08000016 is E08000038 since 2025), and districts are joined (seven of
    them became North Yorkshire E06000065 in 2023; their notes name it).
    """
    return frozenset({asked.id} | {each.id for each in known if _linked(asked, each)})


def _linked(one: Place, other: Place) -> bool:
    if {one.code, one.former_code} & {other.code, other.former_code} - {""}:
        return True
    return _became(one, other) or _became(other, one)


def _became(old: Place, new: Place) -> bool:
    return not old.current and new.current and new.code in _CODE.findall(old.note)
