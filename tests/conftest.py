"""Files that tests of several floors start from, made once and copied."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from copdesk.db.store import Store
from copdesk.sample import make

SAMPLE_DAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def _empty(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.copdesk"
    Store.create(path).close()
    return path


@pytest.fixture(scope="session")
def _sample(tmp_path_factory) -> Path:
    return make(tmp_path_factory.mktemp("sample") / "sample.copdesk", SAMPLE_DAY)


@pytest.fixture
def empty_file(_empty, tmp_path) -> Path:
    """A new file with nothing in it but the shipped lists."""
    return Path(shutil.copy(_empty, tmp_path / "desk.copdesk"))


@pytest.fixture
def sample_file(_sample, tmp_path) -> Path:
    """The sample office as at Sunday 22 November 2026; the test may change it."""
    return Path(shutil.copy(_sample, tmp_path / "sample.copdesk"))
