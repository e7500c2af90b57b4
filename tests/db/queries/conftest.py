import pytest

from copdesk.db.store import Store


@pytest.fixture
def sample(sample_file):
    """The sample office, as at Sunday 22 November 2026, asked through a reader."""
    with Store.open(sample_file, read_only=True) as store, store.read() as reader:
        yield reader


@pytest.fixture
def store(empty_file):
    with Store.open(empty_file) as opened:
        yield opened
