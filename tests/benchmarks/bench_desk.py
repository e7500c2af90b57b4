"""What a page asks of a file of ten busy years: lists, chips, words typed, Today, an act of many.

Run: python -m tests.benchmarks.bench_desk
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from copdesk.db.listing import Listing
from copdesk.db.models import Enquiry, Meeting, Participant
from copdesk.db.queries import training
from copdesk.db.queries.askers import writer
from copdesk.db.queries.chips import VIEWS
from copdesk.db.queries.duties import duties
from copdesk.db.queries.enquiry_likes import (
    Asked,
    how_many_of,
    much_the_same,
    of_asker,
    replied_to,
    same_mail,
)
from copdesk.db.queries.knowledge import earlier, like
from copdesk.db.queries.listings import LISTINGS
from copdesk.db.queries.meetings import attendance, invited, next_meeting
from copdesk.db.queries.today import today, week_ahead
from copdesk.db.reader import Reader
from copdesk.db.store import Store
from copdesk.domain.duties import WAITING_DAYS
from copdesk.domain.meetings import AttendanceState
from copdesk.services.meetings import record_attendance
from tests.benchmarks.measure import seconds, told
from tests.benchmarks.ten_years import KEPT, LAST, make

PAGE_MS, KEY_MS, LIKE_MS = 100, 40, 10
KINDS = ("participant", "organisation", "enquiry", "meeting", "action", "credit")


def _spent(work: Callable[[], object], rounds: int = 5) -> float:
    return median(seconds(work) for _ in range(rounds)) * 1000


def _worst(times: dict[str, float]) -> tuple[str, float]:
    return max(times.items(), key=lambda each: each[1])


def _open(reader: Reader, listing: Listing, kind: str) -> None:
    """What a page does when it is opened: the order, the first rows, a number on every chip."""
    ids = listing.ids(reader)
    listing.rows(reader, ids[:50], list(listing.columns))
    _count(reader, listing, kind)


def _count(reader: Reader, listing: Listing, kind: str) -> None:
    views = VIEWS.get(kind, ())
    listing.counts(reader, [("", ()), *(("", view.filters) for view in views)], LAST)


def _lists(reader: Reader) -> None:
    for kind in KINDS:
        _list(reader, kind, LISTINGS[kind])


def _list(reader: Reader, kind: str, listing: Listing) -> None:
    spent = _spent(lambda: _open(reader, listing, kind))
    told(f"open the list of {kind}", f"{len(listing.ids(reader)):,} rows", spent, PAGE_MS, "ms")
    counting = _spent(lambda: _count(reader, listing, kind))
    told(f"count the chips of {kind}", "one question", counting, PAGE_MS, "ms")
    sorts = {key: _spent(lambda k=key: listing.ids(reader, sort=k), 3) for key in listing.columns}
    key, slowest = _worst(sorts)
    told(f"sort {kind} by its slowest column", key, slowest, PAGE_MS, "ms")
    words = {
        typed: _spent(lambda t=typed: listing.ids(reader, text=t), 3)
        for typed in ("a", "n", "nguyen", "visa", "amina visa", "9")
    }
    typed, slowest = _worst(words)
    told(f"type into the filter of {kind}", f"“{typed}”", slowest, KEY_MS, "ms")


def _pages(reader: Reader) -> None:
    meeting = next_meeting(reader, LAST)
    assert meeting is not None
    (policy,) = training.policies(reader)
    someone = LISTINGS["participant"].ids(reader)[2_000]
    for name, work in (
        ("figures of Today", lambda: today(reader, LAST)),
        ("lines of Today, without training", lambda: duties(reader, LAST, WAITING_DAYS)),
        ("the week ahead", lambda: week_ahead(reader, LAST)),
        ("training of 5,000 people", lambda: training.standings(reader, policy.id, LAST)),
        ("training of one person", lambda: training.standing_of(reader, someone, LAST)),
        ("who is on the list of a meeting", lambda: attendance(reader, meeting.id)),
        ("who is invited", lambda: invited(reader, meeting.id)),
    ):
        told(name, "", _spent(work), PAGE_MS, "ms")
    typed = "Fee waiver for a student whose family reunion was refused"
    spent = _spent(lambda: like(reader, typed))
    told("answers like a question", f"{KEPT:,} kept", spent, LIKE_MS, "ms")
    spent = _spent(lambda: earlier(reader, typed))
    told("earlier answers like it", "20,000 enquiries", spent, PAGE_MS, "ms")
    told("what a mail may be", "20,000 enquiries", _spent(lambda: _taken_in(reader)), KEY_MS, "ms")


def _taken_in(reader: Reader) -> None:
    """What is asked of the file when a mail is pasted: who wrote it, and what it may go on with."""
    enquiry = reader.find(Enquiry, reference="E-2026-100")[0]
    writer(reader, "Amina Nguyễn", "amina@harbour.example")
    for asker in ({"asker_id": enquiry["asker_id"]}, {"asker_name": "Fatima <f@harbour.example>"}):
        asked = Asked(
            f"RE: {enquiry['subject']}",
            enquiry["question"],
            organisation_id=enquiry["organisation_id"],
            mail_id="<a1@x>",
            answers=("<a0@x>",),
            **asker,
        )
        same_mail(reader, asked)
        replied_to(reader, asked, LAST)
        much_the_same(reader, asked, LAST)
        of_asker(reader, asked)
        how_many_of(reader, asked)


def _act(store: Store) -> None:
    with store.read() as reader:
        meeting = reader.find(Meeting)[0]["id"]
        people = [row["id"] for row in reader.find(Participant)[:200]]
    states = iter([AttendanceState.PRESENT, AttendanceState.ABSENT] * 9)
    spent = _spent(lambda: record_attendance(store, meeting, dict.fromkeys(people, next(states))))
    told("record attendance of 200 people", "one act", spent, PAGE_MS, "ms")
    told("undo it", "", _spent(store.undo, 3), PAGE_MS, "ms")


def main() -> None:
    """Make the file, ask, print."""
    with tempfile.TemporaryDirectory() as folder:
        path = make(Path(folder) / "ten.copdesk")
        with Store.open(path) as store:
            with store.read() as reader:
                _lists(reader)
                _pages(reader)
            _act(store)


if __name__ == "__main__":
    sys.exit(main())
