"""The laws of the house, held by machines so that people need not watch them."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent
PACKAGE = sorted((CHECKOUT / "copdesk").rglob("*.py"))
MAY_CHANGE = ("services/", "sample/", "imports/apply.py", "db/store.py")  # the last makes it
TEXT = {".py", ".toml", ".md", ".txt", ".csv", ".svg", ".sh", ".spec", ".yml", ".json", ""}
MACHINE_PATH = re.compile(r"(?<![\w.])(/(?:work|opt|root|tmp)/[a-z]|/home/\w|C:\\Users\\)")


def run(*command: str) -> tuple[int, str]:
    """Run a tool of this environment in the checkout: its code, and what it said."""
    ran = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=CHECKOUT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )
    return ran.returncode, ran.stdout + ran.stderr


def trees() -> list[tuple[str, ast.Module]]:
    home = CHECKOUT / "copdesk"
    read = ((path, path.read_text(encoding="utf-8")) for path in PACKAGE)
    return [(path.relative_to(home).as_posix(), ast.parse(text)) for path, text in read]


def changes(tree: ast.Module) -> list[int]:
    """The lines on which the file is changed: ``with store.change(...)``, however it is called.

    ``records.change(...)`` asks a service, which does so itself.
    """
    opened = {
        id(item.context_expr)
        for node in ast.walk(tree)
        if isinstance(node, ast.With)
        for item in node.items
    }
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "change"
        and (id(node) in opened or ast.unparse(node.func.value).lower().endswith("store"))
    ]


def is_broad(handler: ast.ExceptHandler) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    names = {kind.id for kind in kinds if isinstance(kind, ast.Name)}
    return handler.type is None or bool(names & {"Exception", "BaseException"})


def raises_on(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def test_ruff_finds_nothing():
    code, told = run("ruff", "check", "--output-format", "concise", ".")
    assert code == 0, told


def test_every_file_is_formatted():
    code, told = run("ruff", "format", "--check", ".")
    assert code == 0, told


def test_every_type_is_known():
    code, told = run("mypy")
    assert code == 0, told


def test_imports_only_go_down():
    program = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert program, "import-linter belongs to the tests' environment"
    ran = subprocess.run(
        [program], cwd=CHECKOUT, capture_output=True, encoding="utf-8", check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_only_services_change_the_file():
    found = [
        f"{name}:{line}"
        for name, tree in trees()
        for line in changes(tree)
        if not name.startswith(MAY_CHANGE)
    ]
    assert not found


def test_any_fault_is_caught_in_two_modules_at_most():
    """Where work runs for the window, and where the command line ends; tidying up may raise on."""
    found = {
        name
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and is_broad(node) and not raises_on(node)
    }
    assert len(found) <= 2, found


def test_every_module_says_why_it_exists():
    silent = [name for name, tree in trees() if tree.body and not ast.get_docstring(tree)]
    assert not silent


def test_no_module_has_an_empty_name():
    vague = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "tools"}
    assert not [path.name for path in PACKAGE if vague & set(path.stem.split("_"))]


def committed() -> list[Path]:
    if not shutil.which("git"):
        pytest.skip("no git here to tell which files are the project's")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=CHECKOUT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a clone")
    return [CHECKOUT / name for name in listed.stdout.split("\0") if name]


def test_no_file_names_a_place_on_one_machine():
    found = [
        f"{path.relative_to(CHECKOUT)}: {match.group()}"
        for path in committed()
        if path.suffix in TEXT and path.is_file() and path.name != Path(__file__).name
        for match in MACHINE_PATH.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert not found
