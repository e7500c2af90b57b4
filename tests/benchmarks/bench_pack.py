"""How long the pack of a real meeting takes: 40 people, 12 items, 10 papers of 20 pages.

Run it with ``python tests/benchmarks/bench_pack.py [OUT.pdf]``; it prints one line per figure.
"""

import sys
import tempfile
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2]))

from copdesk.db.models import (
    AgendaItem,
    AgendaLink,
    Community,
    LegalChange,
    Organisation,
    Participant,
)
from copdesk.db.store import Store
from copdesk.domain.dates import PartialDate
from copdesk.domain.meetings import AttendanceState, Section
from copdesk.reports import meeting_pack, pdf
from copdesk.reports.asked import Asked
from copdesk.services import (
    actions,
    agenda,
    documents,
    enquiries,
    meetings,
    minutes,
    records,
    settings,
    training,
)
from tests.benchmarks.bench_paper import paper
from tests.benchmarks.measure import seconds, told
from tests.joining import organisation_joins, takes_role

TODAY, LAST, NEXT = date(2026, 11, 22), date(2026, 9, 9), date(2026, 12, 9)
OWN_SCRIPT = ("ሰላማዊት ተስፋዬ", "ئازاد عەلی", "王小明", "Олена Шевченко", "")
SECTIONS = tuple(Section)
WORDS = "Members shared what they had seen since last time, and what helped. " * 6


def office(store: Store) -> None:
    """A community with 40 people, a meeting held and one to come, and a quarter's work."""
    store.clock = lambda: datetime(2026, 9, 1, 9, tzinfo=UTC)
    settings.keep_settings(store, network="Northern Network", notice="Invented.")
    community = records.add(store, Community, {"name": "Yorkshire and the Humber"})
    bodies = [records.add(store, Organisation, {"name": f"Advice Centre {n}"}) for n in range(12)]
    people = [_person(store, n, bodies) for n in range(40)]
    for body in bodies:
        organisation_joins(store, community, body, start=PartialDate(2024))
    last = meetings.schedule_meeting(
        store, community, LAST, starts_at=time(10), ends_at=time(12), skeleton=()
    )
    coming = meetings.schedule_meeting(
        store, community, NEXT, starts_at=time(10), ends_at=time(12), place="Leeds", skeleton=()
    )
    for meeting in (last, coming):
        _fill(store, meeting, people)
    store.clock = lambda: datetime(2026, 11, 1, 9, tzinfo=UTC)
    _quarter(store, community, last, people)
    with store.read() as reader:
        items = reader.find(AgendaItem, meeting_id=coming)
    for n in range(10):
        content = paper(20, f"Paper of item {n + 1}")
        made = documents.attach_bytes(store, coming, f"Paper of item {n + 1}.pdf", content)
        records.add(store, AgendaLink, {"agenda_item_id": items[n]["id"], "record_id": made})


def _person(store: Store, n: int, bodies: list[int]) -> int:
    values = {"name": f"Participant Number {n}", "native_name": OWN_SCRIPT[n % 5]}
    made = records.add(store, Participant, values)
    takes_role(store, made, bodies[n % 12], role="Caseworker", start=PartialDate(2024, 1))
    return made


def _fill(store: Store, meeting: int, people: list[int]) -> None:
    for n, section in enumerate(SECTIONS):
        values = {"title": f"{section.label} this quarter", "section": section, "minutes": 10}
        agenda.add_agenda_item(store, meeting, {**values, "lead_id": people[n]})
    meetings.record_attendance(store, meeting, dict.fromkeys(people, AttendanceState.PRESENT))


def _quarter(store: Store, community: int, last: int, people: list[int]) -> None:
    with store.read() as reader:
        items = reader.find(AgendaItem, meeting_id=last)
    for item in items:
        minutes.write_minutes(store, last, item["id"], WORDS)
    for n in range(8):
        minutes.add_decision(store, last, f"Decided {n}", agenda_item_id=items[n]["id"])
        due = LAST + timedelta(days=20 * n)
        actions.agree_action(
            store, f"Do thing {n}", meeting_id=last, owner_id=people[n], due_on=due
        )
        law = {"title": f"Change {n}", "instrument": f"HC {n}", "advice": WORDS}
        records.add(store, LegalChange, {**law, "published_on": LAST + timedelta(days=n + 1)})
    for n in range(30):
        day = LAST + timedelta(days=1 + n)
        values = {"subject": f"Question {n}", "received_on": day, "community_id": community}
        made = enquiries.log_enquiry(store, values)
        if n % 3:
            at = datetime(2026, 10, 20, 12, tzinfo=UTC)
            enquiries.record_reply(store, made, "Yes.", at=at)
    policy = training.adopt_policy(
        store, {"title": "Anti-oppression", "adopted_on": date(2026, 6, 1)}
    )
    training.record_hours(
        store, policy, dict.fromkeys(people[:25], Decimal("3.00")), date(2026, 7, 1)
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "d.copdesk") as store:
        office(store)
        out = BytesIO()

        def build() -> None:
            out.seek(0)
            out.truncate()
            with store.read() as reader:
                document = meeting_pack.document(reader, Asked(TODAY))
            print(f"  {pdf.write(document, out).pages} pages")

        taken = median(seconds(build) for _ in range(5))
        told("the pack of a meeting, seconds", f"{taken:.3f} s", taken, 1.0, "s")
        if len(sys.argv) > 1:
            Path(sys.argv[1]).write_bytes(out.getvalue())


if __name__ == "__main__":
    main()
