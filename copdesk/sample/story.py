"""The three years of the sample office, told in the order of their days."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

from copdesk.db.store import Store
from copdesk.sample import enquiries, knowledge, meetings, people, provision, training
from copdesk.sample.office import COORDINATOR, NOTICE, Act, Office
from copdesk.services.settings import keep_settings


def make(path: Path, as_at: date) -> Path:
    """Make the sample office in a new file, and return its path.

    The same day gives the same content, history included.

    Args:
        path: where; nothing may be there yet.
        as_at: the day on which the three years end; the next meeting is some weeks later.

    Raises:
        UserError: there is a file already, or the folder can't be written to.
    """
    with Store.create(path) as store:
        store.actor = COORDINATOR
        office = Office(store, as_at, Random(as_at.toordinal()))  # noqa: S311  (it must repeat itself)
        keep_settings(
            store,
            network="Sample network",
            coordinator=COORDINATOR,
            contact="coordinator@example.org",
            notice=NOTICE,
        )
        for day, act in sorted(_acts(office), key=lambda each: each[0]):
            office.at_work(day)
            act()
    return path


def _acts(office: Office) -> Iterator[Act]:
    """Everything that is ever done, each with its day; acts of one day keep this order."""
    yield from people.acts(office)
    yield from meetings.acts(office)
    yield from training.acts(office)
    yield from enquiries.acts(office)
    yield from knowledge.acts(office)
    yield from provision.acts(office)
