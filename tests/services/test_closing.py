from datetime import UTC, datetime, timedelta

import pytest

from copdesk.db import backup, history
from copdesk.db.models import Meeting, Participant
from copdesk.db.store import Store
from copdesk.errors import UserError
from copdesk.services import closing, documents, records
from copdesk.services.settings import keep_settings, settings

DELETED = datetime(2026, 10, 1, 12, tzinfo=UTC)


@pytest.fixture
def store(empty_file):
    """Without the proof of undo: an emptied bin can't be undone, which is its point."""
    with Store.open(empty_file) as opened:
        yield opened


@pytest.fixture(autouse=True)
def every_act_can_be_taken_back():
    """Not here."""


@pytest.fixture
def deleted(store, office):
    """A meeting with a paper and a person, deleted on 1 October."""
    documents.attach_bytes(store, office.meeting, "gone.txt", b"nobody has these")
    documents.attach_bytes(store, office.amina, "kept.txt", b"still in use")
    store.clock = lambda: DELETED
    records.delete(store, Meeting, [office.meeting])
    records.delete(store, Participant, [office.olena])


def pieces(store):
    with store.read() as reader:
        return reader.connection.exec_driver_sql("SELECT count(*) FROM document_part").scalar_one()


def at(store, days):
    store.clock = lambda: DELETED + timedelta(days=days)


def test_deleted_records_stay_in_the_bin_for_thirty_days(store, deleted):
    at(store, 30)
    assert closing.empty_bin(store) == 0
    at(store, 31)
    assert closing.empty_bin(store) > 0
    with store.read() as reader:
        assert history.bin_lines(reader) == []


def test_emptying_the_bin_removes_names_from_the_history_and_bytes_nobody_has(store, deleted):
    at(store, 31)
    closing.empty_bin(store)
    assert pieces(store) == 1
    with store.read() as reader:
        run = reader.connection.exec_driver_sql
        images = run("SELECT coalesce(before, '') || coalesce(after, '') FROM row_change").scalars()
        assert "Olena" not in "".join(images)


def test_what_was_removed_for_good_can_not_be_undone_and_says_so(store, deleted):
    at(store, 31)
    closing.empty_bin(store)
    with pytest.raises(UserError, match="removed for good"):
        store.undo()


def test_the_days_are_a_setting_of_the_file(store, deleted):
    keep_settings(store, bin_days=5)
    with store.read() as reader:
        assert settings(reader).bin_days == 5
    at(store, 6)
    assert closing.empty_bin(store) > 0


def test_a_changed_file_is_backed_up_on_closing(store, office):
    made = closing.back_up_on_close(store)
    assert made is not None
    assert backup.check(made.path).good
    assert [each.reason for each in backup.backups(store.path)] == ["on closing"]


def test_a_file_that_was_only_looked_at_is_not_backed_up(empty_file):
    assert closing.back_up_on_close(Store.open(empty_file)) is None
    assert backup.backups(empty_file) == []
