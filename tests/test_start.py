"""The start script is everybody's first minute: each way it can fail must end in a sentence."""

import ast
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in programs are shell scripts")

# A stand-in for Python: makes environments that hold itself, and notes what it was asked.
PYTHON = """#!/bin/sh
case "$*" in
*"import venv"*) [ ! -e "{room}/no-venv" ] ;;
*"-m venv"*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" && echo venv >> "{room}/asked" ;;
*"-m pip"*) echo "$*" >> "{room}/asked"; cat "{room}/pip-says"; [ ! -s "{room}/pip-fails" ] ;;
*QLibraryInfo*) [ ! -e "{room}/qt-says" ] || { cat "{room}/qt-says" >&2; exit 1; } ;;
*) echo "$*" >> "{room}/asked"; echo "$QT_QPA_PLATFORM" > "{room}/platform" ;;
esac
"""
# Runs the script as this or that machine would: what differs is set first.
RUNNER = """
import os, runpy, sys
{differs}
sys.executable = {python!r}
sys.argv = {argv!r}
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@dataclass(frozen=True)
class Ending:
    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Machine:
    """A machine of its own: its home, its commands, its Python, all invented."""

    room: Path
    checkout: Path

    @property
    def home(self) -> Path:
        return self.room / "home"

    @property
    def env(self) -> Path:
        return next((self.home / ".copdesk").glob("env-????????"))

    def start(self, *words: str, differs: str = "", **environ: str) -> Ending:
        argv = [str(self.checkout / "start.py"), *words]
        script = RUNNER.format(differs=differs, python=str(self.room / "python"), argv=argv)
        ran = subprocess.run(
            [sys.executable, "-c", script],
            env={"HOME": str(self.home), "PATH": f"{self.room}/bin:/usr/bin:/bin", **environ},
            cwd=self.room,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Ending(ran.returncode, ran.stdout, ran.stderr)

    def asked(self) -> list[str]:
        record = self.room / "asked"
        return record.read_text().splitlines() if record.exists() else []

    def command(self, name: str, script: str) -> None:
        path = self.room / "bin" / name
        path.write_text("#!/bin/sh\n" + script)
        path.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    room = tmp_path / "room"
    (room / "home").mkdir(parents=True)
    (room / "bin").mkdir()
    (room / "pip-says").touch()
    (room / "python").write_text(PYTHON.replace("{room}", str(room)))
    (room / "python").chmod(0o755)
    return Machine(room, CHECKOUT)


ROOT = "os.geteuid = lambda: 0"
NOBODY = "os.geteuid = lambda: 1000"


def test_python_2_can_read_the_script_to_be_told_that_it_is_too_old():
    source = (CHECKOUT / "start.py").read_bytes().decode("ascii")
    newer = ast.JoinedStr | ast.AnnAssign | ast.NamedExpr | ast.Nonlocal | ast.AsyncFunctionDef
    tree = ast.parse(source)
    assert not [node for node in ast.walk(tree) if isinstance(node, newer)]
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert not [one.name for one in functions if one.returns or one.args.kwonlyargs]


def test_old_python_is_named_with_what_to_do(machine):
    ending = machine.start(differs="sys.version_info = (3, 9, 2, 'final', 0)")
    assert ending.code == 1
    assert "needs Python 3.11 or newer; this is Python 3.9" in ending.err
    assert not machine.asked()


def test_old_python_beside_a_newer_one_names_the_newer_one(machine):
    machine.command("python3.14", "exit 0\n")
    ending = machine.start(differs="sys.version_info = (3, 9, 2, 'final', 0)")
    assert "python3.14 start.py" in ending.err


def test_first_start_sets_up_and_the_second_only_starts(machine):
    first = machine.start("check", "my file.copdesk")
    second = machine.start("check", "my file.copdesk")
    assert (first.code, second.code) == (0, 0)
    assert "Setting up copdesk" in first.out
    assert second.out == ""
    run = "-P -m copdesk check my file.copdesk"
    assert machine.asked() == ["venv", "-m pip install --no-input --editable .", run, run]


def test_folder_with_spaces_and_foreign_letters_is_no_hindrance(machine, tmp_path):
    checkout = tmp_path / "Łódź desk [new]"
    (checkout / "copdesk").mkdir(parents=True)
    for name in ("start.py", "pyproject.toml", "copdesk/__init__.py", "copdesk/__main__.py"):
        shutil.copy(CHECKOUT / name, checkout / name)
    elsewhere = Machine(machine.room, checkout)
    assert elsewhere.start("--version").code == 0
    assert machine.asked()[-1] == "-P -m copdesk --version"


def test_other_checkout_or_other_dependencies_have_their_own_environment(machine, tmp_path):
    machine.start("--version")
    (tmp_path / "copdesk").mkdir()
    for name in ("start.py", "pyproject.toml", "copdesk/__init__.py", "copdesk/__main__.py"):
        shutil.copy(CHECKOUT / name, tmp_path / name)
    other = Machine(machine.room, tmp_path)
    other.start("--version")
    with (tmp_path / "pyproject.toml").open("a") as project:
        project.write("\n# one more dependency\n")
    other.start("--version")
    assert len(list((machine.home / ".copdesk").glob("env-????????"))) == 3


def test_interrupted_set_up_is_begun_again(machine):
    machine.start("--version")
    (machine.env / "copdesk.txt").write_text("being set up")
    (machine.env / "half of a file").touch()
    ending = machine.start("--version")
    assert ending.code == 0
    assert "Setting up copdesk" in ending.out
    assert not (machine.env / "half of a file").exists()


def test_failed_set_up_is_never_taken_for_a_finished_one(machine):
    (machine.room / "pip-fails").write_text("yes")
    assert machine.start("--version").code == 1
    (machine.room / "pip-fails").write_text("")
    ending = machine.start("--version")
    assert (ending.code, "Setting up" in ending.out) == (0, True)


def test_without_a_network_the_sentence_says_so(machine):
    (machine.room / "pip-fails").write_text("yes")
    (machine.room / "pip-says").write_text(
        "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError('x')'\n"
        "ERROR: No matching distribution found for hatchling\n"
    )
    ending = machine.start("--version")
    assert ending.code == 1
    assert "no way to the internet" in ending.err
    assert "Traceback" not in ending.err


def test_other_failure_of_pip_is_told_with_its_reason(machine):
    (machine.room / "pip-fails").write_text("yes")
    (machine.room / "pip-says").write_text("ERROR: No space left on device\n")
    ending = machine.start("--version")
    assert ending.code == 1
    assert "failed: No space left on device" in ending.err


def test_large_downloads_are_named_while_one_waits(machine):
    (machine.room / "pip-says").write_text(
        "  Downloading pyside6_essentials-6.11-x.whl (80.3 MB)\n"
    )
    assert "  pyside6_essentials, 80.3 MB\n" in machine.start("--version").out


def test_missing_venv_names_the_one_line_to_run(machine):
    (machine.room / "no-venv").touch()
    ending = machine.start("--version", differs=NOBODY)
    assert ending.code == 1
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert f"sudo apt install python{version}-venv" in ending.err


def test_missing_venv_is_installed_when_root_may(machine):
    (machine.room / "no-venv").touch()
    machine.command("apt-get", f'case "$*" in *install*venv) rm "{machine.room}/no-venv" ;; esac\n')
    ending = machine.start("--version", differs=ROOT)
    assert ending.code == 0


MISSING = "ImportError: libEGL.so.1: cannot open shared object file: No such file or directory\n"


@pytest.mark.parametrize(("newer", "glib"), [(True, "libglib2.0-0t64 "), (False, "libglib2.0-0 ")])
def test_missing_library_is_named_with_one_line_that_installs_all(machine, newer, glib):
    (machine.room / "qt-says").write_text(MISSING)
    machine.command("apt-get", "exit 0\n")
    machine.command("apt-cache", f"exit {0 if newer else 100}\n")
    ending = machine.start(differs=NOBODY, DISPLAY=":9")
    assert ending.code == 1
    assert "libEGL.so.1 is missing" in ending.err
    assert "sudo apt install " + glib in ending.err
    assert "libegl1" in ending.err
    assert "libxcb-cursor0" in ending.err


def test_missing_library_is_installed_when_root_may(machine):
    (machine.room / "qt-says").write_text(MISSING)
    machine.command("apt-get", f'case "$*" in *install*) rm "{machine.room}/qt-says" ;; esac\n')
    ending = machine.start(differs=ROOT, DISPLAY=":9")
    assert ending.code == 0
    assert machine.asked()[-1] == "-P -m copdesk"


def test_command_line_does_not_ask_for_the_libraries_of_the_window(machine):
    (machine.room / "qt-says").write_text(MISSING)
    assert machine.start("sample", "out").code == 0


def test_no_words_and_a_screen_open_the_window(machine):
    assert machine.start(DISPLAY=":9").code == 0
    assert machine.asked()[-1] == "-P -m copdesk"


def test_no_words_and_no_screen_make_the_sample_and_say_where(machine):
    ending = machine.start(differs="sys.platform = 'linux'")
    folder = machine.home / "copdesk-sample"
    assert ending.code == 0
    assert "no screen" in ending.out
    assert f"The sample is in {folder}" in ending.out
    assert machine.asked()[-1] == f"-P -m copdesk sample {folder}"


def test_second_sample_leaves_the_first_as_it_is(machine):
    (machine.home / "copdesk-sample").mkdir()
    ending = machine.start(differs="sys.platform = 'linux'")
    assert f"The sample is in {machine.home / 'copdesk-sample-2'}" in ending.out


def test_check_runs_pytest_with_its_own_words_and_without_a_screen(machine):
    assert machine.start("test", "-k", "history").code == 0
    assert machine.asked()[1:] == [
        "-m pip install --no-input --editable .[test]",
        "-m pytest -k history",
    ]
    assert (machine.room / "platform").read_text().strip() == "offscreen"


def test_check_after_a_plain_start_adds_only_what_is_missing(machine):
    machine.start("--version")
    machine.start("test", "-q")
    machine.start("--version")
    assert [line for line in machine.asked() if "pip" in line or "venv" in line] == [
        "venv",
        "-m pip install --no-input --editable .",
        "-m pip install --no-input --editable .[test]",
    ]


def test_another_place_can_be_named_for_the_environment(machine):
    place = machine.room / "another place"
    assert machine.start("--version", COPDESK_ENV=str(place)).code == 0
    assert (place / "copdesk.txt").read_text().startswith("ready")


def test_folder_of_somebody_else_is_never_cleared(machine):
    place = machine.room / "letters"
    place.mkdir()
    (place / "letter.txt").write_text("Dear colleague")
    ending = machine.start("--version", COPDESK_ENV=str(place))
    assert ending.code == 1
    assert "holds something else" in ending.err
    assert (place / "letter.txt").read_text() == "Dear colleague"


def test_home_that_cannot_be_written_is_told_in_words(machine):
    (machine.home / ".copdesk").write_text("a file where the folder should be")
    ending = machine.start("--version")
    assert ending.code == 1
    assert "Set COPDESK_ENV to a folder that is yours" in ending.err
    assert "Traceback" not in ending.err


def test_environments_unused_for_two_months_are_removed(machine):
    old = machine.home / ".copdesk" / "env-0000aaaa"
    recent = machine.home / ".copdesk" / "env-1111bbbb"
    for env, days in ((old, 70), (recent, 20)):
        env.mkdir(parents=True)
        then = env.stat().st_mtime - days * 86400
        os.utime(env, (then, then))
    machine.start("--version")
    assert (old.exists(), recent.exists()) == (False, True)
