"""The folder handed to somebody without Python: built here, then used from somewhere else."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent.parent
LARGEST = 230  # MB on disk; a part that creeps in is seen
UNWANTED = re.compile(
    r"VirtualKeyboard|DarkGarden|libgtk|libqgtk3|Qt6?(Quick|Qml|Network|Pdf|Charts)"
)
ENDING = ".exe" if os.name == "nt" else ""


@pytest.fixture(scope="module")
def bundle(tmp_path_factory) -> Path:
    room = tmp_path_factory.mktemp("bundle")
    built = subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
            *("--distpath", room / "dist", "--workpath", room / "work", "copdesk.spec"),
        ],
        cwd=CHECKOUT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert built.returncode == 0, built.stderr
    return room / "dist" / "copdesk"


def use(bundle: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the bundle's command line on a machine that has neither Python nor a screen."""
    environ = {"HOME": str(home), "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        [bundle / f"copdesk-cli{ENDING}", *words],
        cwd=home,
        env=environ if os.name == "posix" else {**os.environ, "USERPROFILE": str(home)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_bundle_passes_its_own_test(bundle, tmp_path):
    ran = use(bundle, tmp_path, "--self-test")
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_bundle_makes_the_sample(bundle, tmp_path):
    ran = use(bundle, tmp_path, "sample", "out")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    made = {path.name for path in (tmp_path / "out").iterdir()}
    assert made >= {"sample.copdesk", "pack.pdf", "participants.xlsx", "enquiries.xlsx"}


def test_wrong_words_are_usage_and_not_a_fault(bundle, tmp_path):
    assert use(bundle, tmp_path, "smaple").returncode == 2


def test_bundle_holds_both_programs_and_what_they_read(bundle):
    names = {path.relative_to(bundle).as_posix() for path in bundle.rglob("*")}
    inside = ["resources/data/advice_topics.csv", "resources/licences/list.csv"]
    inside += ["resources/fonts/NotoSans-Regular.ttf", "copdesk/db/migrations/versions"]
    wanted = {f"copdesk{ENDING}", f"copdesk-cli{ENDING}", *(f"_internal/{name}" for name in inside)}
    assert not wanted - names
    versions = [name for name in names if re.search(r"migrations/versions/\w+\.py$", name)]
    assert len(versions) == len(list(CHECKOUT.glob("copdesk/db/migrations/versions/*.py")))


def test_bundle_holds_nothing_under_the_gpl_and_nothing_unused(bundle):
    names = [path.relative_to(bundle).as_posix() for path in bundle.rglob("*")]
    assert not [name for name in names if UNWANTED.search(name)]


def test_bundle_has_no_broken_link(bundle):
    assert not [path for path in bundle.rglob("*") if path.is_symlink() and not path.exists()]


def test_bundle_stays_small(bundle):
    files = (path for path in bundle.rglob("*") if path.is_file() and not path.is_symlink())
    assert sum(path.stat().st_size for path in files) / 1e6 < LARGEST
