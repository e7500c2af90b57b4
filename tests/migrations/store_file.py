"""Store a small file of today's revision, so that later ones can prove they lose nothing of it.

Run once when a migration is finished: python -m tests.migrations.store_file
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from copdesk.db import schema
from copdesk.db.connection import fill
from copdesk.db.models import Community, Organisation, Participant
from copdesk.db.store import Store
from copdesk.services import (
    documents,
    enquiries,
    meetings,
    records,
    settings,
    training,
)
from tests.joining import organisation_joins, takes_role
from tests.migrations.test_migrations import FILES


def make(path: Path) -> None:
    """Make the file: something of everything, a deletion in the bin, an act undone."""
    with Store.create(path) as store:
        store.actor = "sample"
        store.clock = lambda: datetime(2026, 11, 22, 9, tzinfo=UTC)
        settings.keep_settings(store, network="Sample network", notice="Invented")
        network = records.add(store, Community, {"name": "Yorkshire and the Humber"})
        given = {"name": "Welcome House", "aliases": ("WH", "The House"), "town": "Leeds"}
        body = records.add(store, Organisation, given)
        person = records.add(store, Participant, {"name": "Hồng Nguyễn", "native_name": "王小明"})
        gone = records.add(store, Participant, {"name": "Olena Shevchenko"})
        organisation_joins(store, network, body)
        takes_role(store, person, body, role="Adviser")
        meeting = meetings.schedule_meeting(store, network, date(2026, 12, 9))
        meetings.invite_members(store, meeting)
        asked = enquiries.log_enquiry(store, {"subject": "Fees", "community_id": network})
        enquiries.record_reply(store, asked, "Ask for a waiver")
        policy = training.adopt_policy(
            store, {"title": "Anti-oppression", "adopted_on": date(2019, 1, 1)}
        )
        training.record_hours(store, policy, {person: Decimal("1.50")}, date(2026, 3, 1))
        documents.attach_bytes(store, meeting, "notes.txt", b"A note")
        records.delete(store, Participant, [gone])
        records.change(store, Organisation, body, {"phone": "01632 960000"})
        store.undo()


def main() -> None:
    """Make it, as small and whole as it can be."""
    path = FILES / f"{schema.HEAD}.copdesk"
    path.unlink(missing_ok=True)
    make(path)
    raw = fill(path)
    raw.execute("PRAGMA journal_mode=DELETE")
    raw.execute("VACUUM")
    raw.close()
    for side in FILES.glob("*.lock*"):
        side.unlink()


if __name__ == "__main__":
    main()
