"""What is there of the sample office so far, as its years go by."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from copdesk import paths
from copdesk.db.store import Store
from copdesk.domain.dates import add_months
from copdesk.domain.training import Tier

COORDINATOR = "Rowan Hartley (invented)"
NOTICE = "Sample: all names and figures are invented."
NOTE = "Invented for the sample."
REGION, SOUTH = "Yorkshire and the Humber (sample)", "Hampshire (sample)"


@dataclass(slots=True)
class Office:
    """What is there so far, as the years go by."""

    store: Store
    as_at: date
    chance: Random
    communities: dict[str, int] = field(default_factory=dict)
    organisations: dict[str, int] = field(default_factory=dict)
    people: dict[int, list[int]] = field(default_factory=dict)
    roles: dict[int, tuple[int, int]] = field(default_factory=dict)
    policy: int = 0
    courses: dict[Tier, int] = field(default_factory=dict)
    agreed: list[int] = field(default_factory=list)
    kept: dict[str, int] = field(default_factory=dict)
    now: datetime = datetime(1900, 1, 1, tzinfo=UTC)

    def ago(self, *, months: int = 0, days: int = 0) -> date:
        """A day before the day of the sample."""
        return add_months(self.as_at, -months) - timedelta(days=days)

    def at_work(self, day: date) -> None:
        """Do what follows on the afternoon of a day, after what was done before."""
        planned = datetime.combine(day, time(14, self.chance.randrange(60)), UTC)
        pause = timedelta(minutes=self.chance.randrange(1, 9))
        self.now = max(planned, self.now + pause)
        self.store.clock = lambda: self.now

    def of(self, community: str) -> list[int]:
        """The people of a community so far."""
        return self.people.setdefault(self.communities[community], [])

    def some(self, community: str, most: int) -> list[int]:
        """A few people of a community, each once."""
        there = self.of(community)
        return self.chance.sample(there, min(most, len(there)))


Act = tuple[date, Callable[[], object]]
"""Something that is done on a day."""


def rows_of(name: str) -> Iterator[dict[str, str]]:
    """The rows of a list that ships for the sample: organisations, people, enquiries."""
    path = paths.resources() / "data" / "sample" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
