"""The enquiries of a period as every report of them needs them, and how they are divided."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from copdesk.db.queries import enquiry_figures
from copdesk.db.queries.enquiries import EnquiryLine, enquiries_between
from copdesk.db.reader import Reader
from copdesk.domain.audience import Asker, Readers, stand_ins
from copdesk.domain.dates import day_words
from copdesk.domain.enquiry_figures import (
    Fact,
    Figures,
    Measure,
    Part,
    Split,
    Step,
    by_period,
    by_split,
    figures,
    spans,
    step_for,
)
from copdesk.reports.asked import Asked, footer, network


@dataclass(frozen=True, slots=True)
class Division:
    """A table of figures: its heading, the word its columns begin with, and its rows."""

    heading: str
    word: str
    parts: Sequence[Part]

    @property
    def title(self) -> str:
        """``By topic``."""
        by_way = self.word == Split.CHANNEL.value.capitalize()
        return "By way it came" if by_way else f"By {self.heading.lower()}"

    def places(self) -> dict[int, int]:
        """The number of the row, from 1, in which each enquiry counts, by the enquiry's id."""
        return {
            id_: number
            for number, part in enumerate(self.parts, 1)
            for id_ in part.figures.ids[Measure.RECEIVED]
        }


@dataclass(frozen=True)
class Facts:
    """The enquiries received in a period, as they stand on a day.

    Attributes:
        on: the day they speak of.
        merged: how many were merged into others, and are not among them.
        lines: what is told of each, by its id.
    """

    network: str
    footer: str
    first: date | None
    last: date
    on: date
    readers: Readers
    facts: list[Fact]
    merged: int
    lines: Mapping[int, EnquiryLine]

    @property
    def period(self) -> str:
        """``Wed 1 Jul 2026 to Wed 30 Sep 2026``."""
        since = f"{day_words(self.first)} to " if self.first else "Up to "
        return since + day_words(self.last)

    @cached_property
    def total(self) -> Figures:
        """The figures of all of them."""
        return figures(self.facts, self.on)

    @cached_property
    def step(self) -> Step:
        """Into what the period is divided."""
        return step_for(self._begins, self.last)

    @cached_property
    def periods(self) -> Division:
        """By month, quarter or year."""
        parts = spans(self._begins, self.last, self.step)
        return Division(self.step.label, "Period", by_period(self.facts, parts, self.on))

    @cached_property
    def askers(self) -> Mapping[Asker, str]:
        """What stands for each asker where names are not told."""
        return stand_ins(asker_of(self.lines[each.id]) for each in self.facts)

    def split(self, split: Split) -> Division:
        """By topic, area and so on."""
        return Division(split.label, split.value.capitalize(), by_split(self.facts, split, self.on))

    def divisions(self) -> Iterator[Division]:
        """Every table, without the organisations where these are not named."""
        yield self.periods
        for split in Split:
            if split is not Split.ORGANISATION or self.readers.named:
                yield self.split(split)

    @property
    def _begins(self) -> date:
        came = min((each.received_on for each in self.facts), default=self.last)
        return came if self.first is None else self.first


def gather(reader: Reader, asked: Asked) -> Facts:
    """The enquiries received in the period asked for."""
    last = min(asked.until or asked.as_at, asked.as_at)
    community = asked.community_id
    found = enquiry_figures.facts(reader, asked.as_at, asked.since, last, community_id=community)
    lines = enquiries_between(reader, asked.since, last, community_id=community)
    return Facts(
        network(reader),
        footer(reader),
        asked.since,
        last,
        asked.as_at,
        asked.readers,
        found,
        len(lines) - len(found),
        {each.id: each for each in lines},
    )


def asker_of(line: EnquiryLine) -> Asker:
    """Who asked."""
    return Asker(line.asker_id, line.asker)
