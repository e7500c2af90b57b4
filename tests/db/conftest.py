import pytest

from copdesk.db.store import Store


@pytest.fixture
def store(tmp_path):
    with Store.create(tmp_path / "desk.copdesk") as opened:
        yield opened
