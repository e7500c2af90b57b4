"""CSV that opens as text."""

import csv
import io

import pytest

from copdesk.reports import csv_file


def test_the_file_begins_with_a_byte_order_mark_and_keeps_every_script(tmp_path):
    path = tmp_path / "bad rows.csv"
    csv_file.write(("Row", "Name"), [("2", "王小明"), ("3", 'O"Neill, "Jo"\nsecond line')], path)
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert rows == [["Row", "Name"], ["2", "王小明"], ["3", 'O"Neill, "Jo"\nsecond line']]


@pytest.mark.parametrize("words", ["=1+1", "+44 20", "-5", "@SUM(A1)", "\tx", "\rx"])
def test_text_that_a_spreadsheet_would_work_out_gets_an_apostrophe(words):
    assert csv_file.harmless(words) == f"'{words}"


@pytest.mark.parametrize("words", ["", "plain", "'quoted", " =1", "1-2"])
def test_other_text_is_left_alone(words):
    assert csv_file.harmless(words) == words


def test_half_characters_do_not_stop_the_file(tmp_path):
    path = tmp_path / "x.csv"
    csv_file.write(("Name",), [("a\ud800b",)], path)
    assert "a?b" in path.read_text("utf-8-sig")
