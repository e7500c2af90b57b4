from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.db import backup
from copdesk.db.models import Organisation
from copdesk.db.store import Store
from copdesk.errors import Cancelled, UserError
from copdesk.progress import Progress
from tests.db.snapshot import content

NOON = datetime(2026, 11, 22, 12)  # noqa: DTZ001  (backups are named in local time)


def test_a_backup_of_an_open_file_is_whole_checked_and_counted(store):
    with store.change("Add") as unit:
        unit.add(Organisation, name="Welcome House")
    made = backup.back_up(store.path, "on request", now=NOON)
    assert made.path.name == "2026-11-22 12.00.00 on request.copdesk"
    assert backup.check(made.path).counts["organisation"] == 1
    assert [each.path for each in backup.backups(store.path)] == [made.path]
    with Store.open(made.path, read_only=True) as copy:
        assert content(copy) == content(store)


def test_two_backups_in_one_second_are_two_files(store):
    first = backup.back_up(store.path, "x", now=NOON)
    second = backup.back_up(store.path, "x", now=NOON)
    assert first.path != second.path


def test_a_cancelled_backup_leaves_nothing(store):
    job = Progress()
    job.cancel()
    with pytest.raises(Cancelled):
        backup.back_up(store.path, "x", now=NOON, progress=job)
    assert list(store.path.parent.glob("desk backups/*")) == []


def test_a_damaged_file_never_becomes_a_backup(tmp_path):
    path = tmp_path / "desk.copdesk"
    Store.create(path).close()
    data = bytearray(path.read_bytes())
    data[8192:12288] = b"\xff" * 4096
    path.write_bytes(data)
    with pytest.raises(UserError):
        backup.back_up(path, "x", now=NOON)
    assert backup.backups(path) == []


def test_restore_brings_the_old_state_and_backs_up_the_present_first(tmp_path):
    path = tmp_path / "desk.copdesk"
    with Store.create(path) as store:
        before = content(store)
        made = backup.back_up(path, "on request", now=NOON)
        with store.change("Add") as unit:
            unit.add(Organisation, name="Later")
    present = backup.restore(path, made.path, now=NOON)
    with Store.open(path) as store:
        assert content(store) == before
    assert backup.check(present.path).counts["organisation"] == 1
    assert present.reason == "before a restore"


def test_an_open_file_is_not_restored_over(store):
    made = backup.back_up(store.path, "x", now=NOON)
    with pytest.raises(UserError, match="already open"):
        backup.restore(store.path, made.path)


def test_a_damaged_present_is_kept_beside_and_the_backup_restored(tmp_path):
    path = tmp_path / "desk.copdesk"
    Store.create(path).close()
    made = backup.back_up(path, "x", now=NOON)
    path.write_bytes(b"rubbish" * 1000)
    assert backup.restore(path, made.path) is None
    assert path.with_name("desk.copdesk.damaged").read_bytes().startswith(b"rubbish")
    Store.open(path).close()


def test_a_backup_that_is_not_good_is_refused_and_nothing_changes(tmp_path):
    path = tmp_path / "desk.copdesk"
    Store.create(path).close()
    was = path.read_bytes()
    bad = tmp_path / "bad.copdesk"
    bad.write_bytes(b"rubbish" * 1000)
    with pytest.raises(UserError):
        backup.restore(path, bad)
    assert path.read_bytes() == was


def test_thinning_keeps_twelve_days_ten_weeks_and_nine_months():
    every_day = [NOON - timedelta(days=n) for n in range(400)]
    kept = sorted(backup.keep(every_day, NOON), reverse=True)
    assert kept[:12] == every_day[:12]
    assert len(kept) <= 12 + 10 + 9
    weeks = {day.isocalendar()[:2] for day in kept}
    assert len({day.isocalendar()[:2] for day in every_day[:70]} & weeks) >= 10
    assert len({(day.year, day.month) for day in kept}) == 9


@given(st.lists(st.integers(0, 3_000_000), min_size=1, max_size=60, unique=True))
def test_thinning_never_drops_the_newest_three_nor_the_last_two_days_and_is_stable(minutes):
    times = [NOON - timedelta(minutes=n) for n in minutes]
    kept = backup.keep(times, NOON)
    assert set(sorted(times, reverse=True)[:3]) <= kept
    assert {t for t in times if NOON - t <= timedelta(days=2)} <= kept
    assert backup.keep(tuple(kept), NOON) == kept


def test_a_year_of_daily_thinning_always_leaves_something_from_each_of_nine_months():
    there: set[datetime] = set()
    for n in range(365):
        now = NOON + timedelta(days=n)
        there = set(backup.keep((*there, now), now))
    assert len(there) <= 12 + 10 + 9
    assert len({(each.year, each.month) for each in there}) == 9


def test_thinning_deletes_only_backups_of_this_file(store):
    old = NOON - timedelta(days=800)
    for n in range(6):
        backup.back_up(store.path, "x", now=old + timedelta(days=n))
    folder = store.path.parent / "desk backups"
    (folder / "my own notes.txt").write_text("mine")
    for n in range(20):
        backup.back_up(store.path, "x", now=NOON - timedelta(days=20 - n))
    assert (folder / "my own notes.txt").exists()
    assert 3 <= len(backup.backups(store.path)) < 26
