"""A file lands whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from copdesk.errors import UserError
from copdesk.reports.landing import landing


def test_a_finished_file_replaces_the_one_that_was_there(tmp_path):
    path = tmp_path / "pack.pdf"
    path.write_bytes(b"old")
    with landing(path) as stream:
        stream.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_work_that_fails_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "pack.pdf"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), landing(path) as stream:
        stream.write(b"%d" % (1 // 0))
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(UserError, match="does not exist"), landing(tmp_path / "none" / "pack.pdf"):
        pass


def test_a_folder_in_the_place_of_the_file_is_said_so(tmp_path):
    with pytest.raises(UserError, match="is a folder"), landing(tmp_path):
        pass


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EACCES, "open in another program"),
        (errno.EIO, "could not be written"),
    ],
)
def test_trouble_with_the_disk_is_said_in_words_and_keeps_the_old_file(
    tmp_path, monkeypatch, number, words
):
    path = tmp_path / "pack.pdf"
    path.write_bytes(b"old")

    def fail(self: Path, target: Path) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(UserError, match=words), landing(path) as stream:
        stream.write(b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_disk_that_fills_while_writing_is_said_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr("copdesk.reports.landing._draft", lambda _path: Path("/dev/full"))
    monkeypatch.setattr(Path, "unlink", lambda *_args, **_words: None)
    with pytest.raises(UserError, match="disk is full"), landing(tmp_path / "x.pdf") as stream:
        stream.write(b"x" * 100_000)
