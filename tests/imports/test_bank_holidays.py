"""The list of bank holidays that gov.uk publishes, and files that are something else."""

import json
from datetime import date

import pytest

from copdesk.domain.working_days import Nation
from copdesk.errors import UserError
from copdesk.imports.bank_holidays import read

WHOLE = {
    "england-and-wales": {
        "division": "england-and-wales",
        "events": [
            {"title": "New Year’s Day", "date": "2026-01-01", "notes": "", "bunting": True},
            {
                "title": "Boxing Day",
                "date": "2026-12-28",
                "notes": "Substitute day",
                "bunting": True,
            },
        ],
    },
    "scotland": {
        "division": "scotland",
        "events": [{"title": "St Andrew’s Day", "date": "2026-11-30", "notes": ""}],
    },
    "northern-ireland": {"division": "northern-ireland", "events": []},
}


@pytest.fixture
def file(tmp_path):
    def write(content, name="bank-holidays.json", encoding="utf-8"):
        path = tmp_path / name
        path.write_text(
            content if isinstance(content, str) else json.dumps(content), encoding=encoding
        )
        return path

    return write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_england_and_wales_share_their_days(file, encoding):
    found = read(file(WHOLE, encoding=encoding))
    assert found[Nation.ENGLAND] == found[Nation.WALES]
    assert found[Nation.ENGLAND] == {
        date(2026, 1, 1): "New Year’s Day",
        date(2026, 12, 28): "Boxing Day (substitute day)",
    }
    assert found[Nation.SCOTLAND] == {date(2026, 11, 30): "St Andrew’s Day"}
    assert Nation.NORTHERN_IRELAND not in found


@pytest.mark.parametrize(
    "content",
    [
        "",
        "Name,E-mail\nAmina,a@example.org\n",
        "[]",
        "{}",
        "null",
        "7",
        {"scotland": {"events": []}},
        {"scotland": []},
        {"scotland": {"events": [{"title": "X"}]}},
        {"scotland": {"events": [{"title": "X", "date": "30/11/2026"}]}},
        {"scotland": {"events": [{"title": "X", "date": 20261130}]}},
        {"scotland": {"events": [{"title": " ", "date": "2026-11-30"}]}},
        {"scotland": {"events": ["2026-11-30"]}},
        "[" * 100_000,
    ],
)
def test_another_file_is_refused_with_what_to_do(file, content):
    with pytest.raises(UserError, match="not the list of bank holidays") as refused:
        read(file(content))
    assert "bank-holidays.json" in refused.value.hint


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "photo.json"
    path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF")
    with pytest.raises(UserError, match="not the list"):
        read(path)


def test_a_file_that_is_gone_says_so(tmp_path):
    with pytest.raises(UserError, match="can't be read"):
        read(tmp_path / "bank-holidays.json")
