"""The window's part of the self-test: an invented office, every page visited, nothing left."""

import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from copdesk.ui.main_window.places import PLACES
from copdesk.ui.main_window.window import MainWindow
from copdesk.ui.settings import Settings
from copdesk.ui.tasks import InlineRunner


def self_test(app: QApplication, today: Callable[[], date]) -> int:
    """Open the window on a sample and visit every page.

    Returns:
        0 when all was well, 3 when anything failed; what failed is on stderr.
    """
    hook = sys.excepthook
    try:
        with tempfile.TemporaryDirectory() as folder:
            return _visit(app, today, Path(folder))
    finally:
        sys.excepthook = hook  # or a page that can't even be made would fail without a word


def _visit(app: QApplication, today: Callable[[], date], folder: Path) -> int:
    from copdesk.sample import make  # noqa: PLC0415  (the window starts without it)

    faults: list[BaseException] = []
    sys.excepthook = lambda _kind, error, _trace: faults.append(error)
    file = folder / "self-test.copdesk"
    make(file, today())
    window = MainWindow(
        Settings(folder / "settings.ini"),
        today,
        faults.append,
        runner=lambda _host, failures: InlineRunner(failures),
    )
    window.show()
    window.files.open(file)
    for place in PLACES:
        window.acts.go(place.key)
        app.processEvents()
    window.close()
    for fault in faults:
        sys.stderr.write(f"{type(fault).__name__}: {fault}\n")
    return 3 if faults else 0
