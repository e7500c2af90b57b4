"""What ships is complete: one version, every licence, a picture for every system."""

import csv
import re
import sys
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest

import copdesk
from copdesk import paths

CHECKOUT = Path(__file__).parent.parent
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def licences() -> list[dict[str, str]]:
    with (paths.resources() / "licences" / "list.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    return re.sub(r"[-_.]+", "-", found[0]).lower() if found else ""


def test_program_and_package_have_one_version():
    assert copdesk.__version__ == PROJECT["version"]


def test_every_dependency_is_listed_with_its_licence():
    listed = {line["name"] for line in licences()}
    assert not {plain(one) for one in PROJECT["dependencies"]} - listed


def test_every_licence_that_is_named_has_its_text():
    shelf = paths.resources() / "licences"
    named = {name for line in licences() for name in line["text"].split()}
    assert not [name for name in named if not (shelf / name).read_text(encoding="utf-8").strip()]
    assert named == {path.name for path in shelf.glob("*.txt")}


def test_nothing_that_ships_is_under_the_gpl_alone():
    assert not [line for line in licences() if re.match(r"A?GPL", line["licence"])]


def test_the_version_of_qt_that_aborts_is_not_installed():
    assert distribution("pyside6-essentials").version != "6.12.0"


def test_qt_keeps_count_of_none():
    """PySide6 6.12.0 dropped a reference to None on every call, and Python 3.11 then aborted."""
    from PySide6.QtCore import QObject

    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("name")
    assert abs(sys.getrefcount(None) - before) < 100


@pytest.mark.parametrize("name", ["copdesk.svg", "copdesk.png", "copdesk.ico", "copdesk.icns"])
def test_program_has_a_picture_for_every_system(name):
    assert (paths.resources() / "icons" / "app" / name).stat().st_size > 0
