"""The wheel: what lies outside the package must be inside it, and it must work alone."""

import os
import subprocess
import sys
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

CHECKOUT = Path(__file__).parent.parent.parent
PROGRAMS = "Scripts" if os.name == "nt" else "bin"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    room = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", room, CHECKOUT],
        check=True,
    )
    return next(room.glob("copdesk-*.whl"))


@pytest.fixture(scope="module")
def program(wheel, tmp_path_factory) -> Path:
    env = tmp_path_factory.mktemp("env")
    venv.create(env, with_pip=True)
    python = env / PROGRAMS / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", wheel], check=True)
    return env / PROGRAMS / "copdesk"


def committed(folder: str) -> set[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", folder], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    return {name for name in listed.stdout.split("\0") if name}


def test_wheel_holds_every_module_and_every_resource(wheel):
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert not committed("copdesk") - names
    assert not {f"copdesk/{name}" for name in committed("resources")} - names


def test_wheel_passes_its_own_test_in_a_fresh_environment(program, tmp_path):
    ran = subprocess.run(
        [program, "--self-test"],
        cwd=tmp_path,
        env={"HOME": str(tmp_path), "PATH": os.environ["PATH"]},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
