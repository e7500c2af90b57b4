import json
import multiprocessing
import shutil

import pytest
import sqlcipher3.dbapi2 as driver

from copdesk.db import backup
from copdesk.db.lock import Lock
from copdesk.db.models import Authority, Organisation, Topic
from copdesk.db.store import Store
from copdesk.errors import Invalid, UserError


def test_a_new_file_holds_the_shipped_lists_and_no_history(store):
    with store.read() as reader:
        assert len(reader.find(Topic)) == 74
        assert len(reader.find(Authority)) == 38
    assert store.undo_label() is None


def test_a_new_file_never_takes_the_place_of_another(store):
    with pytest.raises(UserError, match="exists already"):
        Store.create(store.path)


def test_a_missing_file_is_not_made_anew(tmp_path):
    path = tmp_path / "gone.copdesk"
    with pytest.raises(UserError, match=r"There is no file gone\.copdesk"):
        Store.open(path)
    assert not path.exists()


def test_an_empty_file_is_named(tmp_path):
    path = tmp_path / "empty.copdesk"
    path.touch()
    with pytest.raises(UserError, match="is empty"):
        Store.open(path)


def test_a_file_of_another_program_is_refused(tmp_path):
    path = tmp_path / "other.copdesk"
    raw = driver.connect(str(path))
    raw.execute("CREATE TABLE x (y)")
    raw.close()
    with pytest.raises(UserError, match="not a copdesk file"):
        Store.open(path)


def test_a_text_file_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "letter.copdesk"
    path.write_text("Dear Sir or Madam, " * 100)
    with pytest.raises(UserError, match="damaged or is not a copdesk file"):
        Store.open(path)
    assert path.read_text().startswith("Dear Sir")


def _spoil(path, statement):
    raw = driver.connect(str(path))
    raw.execute(statement)
    raw.commit()
    raw.close()


def test_a_file_of_a_newer_program_is_refused_in_words(tmp_path):
    path = tmp_path / "new.copdesk"
    Store.create(path).close()
    _spoil(path, "PRAGMA user_version=999")
    with pytest.raises(UserError, match="made by a newer copdesk"):
        Store.open(path)


def test_a_file_with_a_trigger_is_refused(tmp_path):
    path = tmp_path / "trap.copdesk"
    Store.create(path).close()
    _spoil(path, "CREATE TRIGGER trap AFTER UPDATE ON organisation BEGIN DELETE FROM card; END")
    with pytest.raises(UserError, match="altered by another program"):
        Store.open(path)


def test_the_second_program_is_told_who_has_the_file(store):
    with pytest.raises(UserError, match=r"is already open on .* by "):
        Store.open(store.path)


def test_the_command_line_may_read_while_the_window_is_open(store):
    with Store.open(store.path, read_only=True) as second, second.read() as reader:
        assert len(reader.find(Topic)) == 74
    with (
        Store.open(store.path, read_only=True) as second,
        pytest.raises(UserError, match="reading only"),
        second.change("x"),
    ):
        pass


def test_a_lock_of_another_computer_is_named_and_can_be_broken(tmp_path):
    path = tmp_path / "desk.copdesk"
    Store.create(path).close()
    told = {"host": "reception-pc", "user": "sam", "process": 1, "since": "2026-11-22T09:00"}
    path.with_name("desk.copdesk.lock.by").write_text(json.dumps(told))
    with pytest.raises(UserError, match="already open on reception-pc by sam"):
        Store.open(path)
    Store.open(path, over=True).close()
    Store.open(path).close()


def test_garbage_beside_the_lock_never_blocks(tmp_path):
    path = tmp_path / "desk.copdesk"
    Store.create(path).close()
    path.with_name("desk.copdesk.lock.by").write_text("{not json")
    Store.open(path).close()


def _hold(path, ready, stop):
    lock = Lock(path)
    lock.take()
    ready.set()
    stop.wait(20)


def test_a_lock_ends_with_its_process(tmp_path):
    path = tmp_path / "desk.copdesk"
    Store.create(path).close()
    context = multiprocessing.get_context("spawn")
    ready, stop = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(path, ready, stop))
    other.start()
    assert ready.wait(20)
    with pytest.raises(UserError, match="already open"):
        Store.open(path)
    other.kill()
    other.join()
    Store.open(path).close()


def test_a_file_replaced_while_it_is_open_is_noticed_before_writing(store, tmp_path):
    copy = tmp_path / "copy"
    shutil.copy(store.path, copy)
    copy.replace(store.path)
    with pytest.raises(UserError, match="replaced or moved"), store.change("x"):
        pass


def test_a_record_without_what_it_needs_is_not_kept(store):
    with pytest.raises(Invalid) as caught, store.change("Add") as unit:
        unit.add(Organisation, name="")
    assert caught.value.problems == {"name": "Name is needed."}
    assert store.undo_label() is None


def test_acts_done_together_are_one_under_the_sentence_of_the_first(store):
    told = []
    store.changed.append(told.append)
    with store.together():
        with store.change("Add") as unit:
            made = unit.add(Organisation, name="The firm")
            unit.label = "Add organisation The firm"
        with store.change("Tell") as unit:
            assert unit.title(made) == "The firm"
            unit.set(Organisation, made, name="The other firm")
            unit.label = "Rename"
    assert [each.label for each in told] == ["Add organisation The firm"]
    assert store.undo() == "Add organisation The firm"
    with store.read() as reader:
        assert reader.find(Organisation) == []


def test_of_acts_done_together_all_are_kept_or_none(store):
    def half():
        with store.change("Add") as unit:
            unit.add(Organisation, name="The firm")
        raise UserError("Not so.")

    with pytest.raises(UserError), store.together():
        half()
    with store.read() as reader:
        assert reader.find(Organisation) == []
    with store.change("Add") as unit:
        unit.add(Organisation, name="Another")
    assert store.undo_label() == "Add"


def test_a_full_disk_is_told_and_changes_nothing(store):
    with store.aside() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")
    with pytest.raises(UserError, match="disk is full"), store.change("Add many") as unit:
        unit.insert_many(Organisation, [{"name": "x", "notes": "y" * 5_000} for _ in range(50)])
    with store.read() as reader:
        assert reader.find(Organisation) == []
    assert backup.check(store.path).good


def test_was_changed_counts_from_opening(tmp_path):
    path = tmp_path / "desk.copdesk"
    with Store.create(path) as store:
        assert not store.was_changed
        with store.change("Add") as unit:
            unit.add(Organisation, name="A")
        assert store.was_changed
    with Store.open(path) as store:
        assert not store.was_changed
