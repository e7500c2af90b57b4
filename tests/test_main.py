"""The front door sends each word to the right floor."""

import subprocess
import sys

import pytest

from copdesk.__main__ import opens_window


@pytest.mark.parametrize(
    "words", [[], ["sample.copdesk"], ["my desk.copdesk"], ["./desk"], ["/media/ana/desk"]]
)
def test_nothing_or_a_file_opens_the_window(words):
    assert opens_window(words)


@pytest.mark.parametrize(
    "words",
    [["check"], ["smaple"], ["--version"], ["--help"], ["check", "a.copdesk"], ["sample", "out"]],
)
def test_words_go_to_the_command_line(words):
    assert not opens_window(words)


def test_command_line_starts_without_qt_and_without_the_database():
    script = (
        "import sys; sys.argv = ['copdesk', '--version']\n"
        "from copdesk.__main__ import main\n"
        "try: code = main()\n"
        "except SystemExit as end: code = end.code\n"
        "loaded = {'PySide6', 'reportlab', 'openpyxl'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(loaded)) or code)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
