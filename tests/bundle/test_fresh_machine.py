"""The start script for real: a copy of the checkout, an empty home, pip and all."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    copy = tmp_path_factory.mktemp("copdesk Ünïcode dir") / "my desk"
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, encoding="utf-8", check=True
    )
    for name in listed.stdout.split("\0"):
        if name and (CHECKOUT / name).exists():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(CHECKOUT / name, copy / name)
    return copy


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("home")


def begin(copy: Path, home: Path, *words: str) -> subprocess.Popen[str]:
    kept = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    kept.pop("QT_QPA_PLATFORM", None)
    return subprocess.Popen(
        [sys.executable, copy / "start.py", *words],
        cwd=home,
        env={**kept, "HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    )


def start(copy: Path, home: Path, *words: str) -> tuple[int, str]:
    begun = begin(copy, home, *words)
    told = begun.communicate()[0]
    return begun.returncode, told


def test_set_up_killed_half_way_is_mended_by_the_next_start(copy, home):
    begun = begin(copy, home, "--version")
    time.sleep(5)
    os.killpg(begun.pid, signal.SIGKILL)
    begun.communicate()
    code, told = start(copy, home, "--version")
    assert (code, "Set up in" in told) == (0, True), told


def test_changed_code_is_run_without_another_set_up(copy, home):
    words = copy / "copdesk" / "__init__.py"
    words.write_text(words.read_text(encoding="utf-8").replace("0.1.0", "0.1.0.changed"))
    code, told = start(copy, home, "--version")
    assert (code, "0.1.0.changed" in told, "Set" in told) == (0, True, False), told


def test_no_words_make_the_sample_in_the_home_folder(copy, home):
    code, told = start(copy, home)
    assert code == 0, told
    assert (home / "copdesk-sample" / "pack.pdf").exists()


def test_check_ends_with_the_closing_line_of_pytest(copy, home):
    code, told = start(copy, home, "test", "-q", "tests/test_main.py")
    assert code == 0, told
    assert "passed in" in told.splitlines()[-1]
