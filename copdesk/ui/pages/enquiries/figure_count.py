"""Counting the enquiries of a period, beside the window: the whole, over time, and by a split."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from copdesk.db.queries.enquiry_figures import facts
from copdesk.db.store import Store
from copdesk.domain.enquiry_figures import (
    Figures,
    Part,
    Split,
    by_period,
    by_split,
    figures,
    spans,
    step_for,
)
from copdesk.progress import Progress


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted: the whole, its parts over time, and its parts by the split."""

    total: Figures
    periods: list[Part]
    parts: list[Part]


def counted(
    store: Store, on: date, days: tuple[date, date], split: Split
) -> Callable[[Progress], object]:
    """The work of counting, to be done beside the window."""
    first, last = days

    def work(progress: Progress) -> object:
        progress.step(0, 0, "Counting")
        with store.read() as reader:
            found = facts(reader, on, first, last)
        parts = spans(first, min(last, on) if on > first else last, step_for(first, last))
        return Counted(figures(found, on), by_period(found, parts, on), by_split(found, split, on))

    return work
