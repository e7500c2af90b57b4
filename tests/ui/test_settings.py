from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from copdesk.ui.settings import Settings


def test_words_numbers_and_bytes_are_found_again_at_the_next_start(tmp_path):
    first = Settings(tmp_path / "s.ini")
    first.setValue("place", "today")
    first.setValue("percent", 140)
    first.setValue("geometry", QByteArray(b"\x00\x01shape"))
    del first
    again = Settings(tmp_path / "s.ini")
    assert again.text("place") == "today"
    assert again.number("percent", 100) == 140
    assert again.bytes("geometry").data() == b"\x00\x01shape"


def test_nothing_but_plain_values_is_kept(settings):
    with pytest.raises(TypeError):
        settings.setValue("columns", ["name", "area"])


def test_a_value_of_a_foreign_type_is_answered_with_the_default(tmp_path):
    file = tmp_path / "s.ini"
    file.write_text("[General]\nplace=a, list\npercent=many\n", "utf-8")
    settings = Settings(file)
    assert settings.text("place", "today") == "today"
    assert settings.number("percent", 100) == 100


def test_the_file_opened_last_stands_first_and_only_once(settings):
    for name in ("a", "b", "a"):
        settings.remember_file(Path(f"/files/{name}.copdesk"))
    assert [file.stem for file in settings.recent()] == ["a", "b"]


def test_only_the_last_eight_files_are_remembered(settings):
    for number in range(12):
        settings.remember_file(Path(f"/files/{number}.copdesk"))
    assert len(settings.recent()) == 8
