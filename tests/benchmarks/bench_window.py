"""What the window costs on ten busy years: its first paint, its data, each page, keys and frames.

Run: python -m tests.benchmarks.bench_window
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from copdesk.ui.dialogs.palette import Palette
from copdesk.ui.kit.table import Table
from copdesk.ui.main_window.window import MainWindow
from tests.benchmarks.measure import percentile, seconds, told
from tests.benchmarks.ten_years import LAST, make

EMPTY = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, seen)
def seen():
    print(time.process_time())
    sys.stdout.flush()
    import os
    os._exit(0)
app = QApplication([])
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""
OURS = """
import sys, time
from pathlib import Path
from copdesk.app import application, badges, begin, dress, today
from copdesk.ui.main_window.window import MainWindow
from copdesk.ui.settings import Settings
file, kept = Path(sys.argv[1]), Path(sys.argv[2])
app = application()
settings = Settings(kept)
settings.setValue("place", "participants")
dress(app, settings)
window = MainWindow(settings, today, print, badges=badges)
def seen():
    painted = time.process_time()
    begin(window, settings, file)
    app.processEvents()
    table = window.stack.page().table
    assert len(table.rows.ids) > 1000
    table.viewport().repaint()
    said = Path("/proc/self/status")  # what getrusage says still holds the parent's most
    lines = said.read_text().splitlines() if said.exists() else []
    most = sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
    print(painted, time.process_time(), most)
    sys.stdout.flush()
    import os
    os._exit(0)
window.painted.connect(seen)
window.show()
app.exec()
"""
ROUNDS = 7
BEAT_MS = 5


class Heartbeat:
    """The longest time for which the interface thread answered nothing."""

    def __init__(self) -> None:
        self._watch = QElapsedTimer()
        self._timer = QTimer(interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self.longest = 0.0

    def start(self) -> None:
        """Count from now."""
        self.longest = 0.0
        self._watch.start()
        self._timer.start()

    def stop(self) -> float:
        """The longest silence since the start, in milliseconds."""
        self._beat()
        self._timer.stop()
        return self.longest

    def _beat(self) -> None:
        self.longest = max(self.longest, self._watch.nsecsElapsed() / 1e6 - BEAT_MS)
        self._watch.start()


def start_up(path: Path, folder: Path) -> None:
    """The first paint and the first list, in processes of their own, against an empty window."""
    empty, painted, usable, most = [], [], [], []
    for _ in range(ROUNDS):
        empty.append(_child(EMPTY)[0])
        first, second, peak = _child(OURS, str(path), str(folder / "start.ini"))
        painted.append(first)
        usable.append(second)
        most.append(peak)
    floor = median(empty)
    base = f"CPU, empty window {floor * 1000:.0f} ms"
    told("first paint of the window", base, median(painted) / floor, 1.6, "x")
    told("data usable: the list of participants", base, median(usable) / floor, 6, "x")
    told("most memory, data usable", "", max(most), 130, "MB")


def pages(window: MainWindow, heart: Heartbeat) -> None:
    """Each page for the first time, and again; no silence over 100 ms."""
    for key in window.rail.entries:
        for words in ("first", "again"):
            heart.start()
            began = time.process_time()
            spent = seconds(lambda key=key: _show(window, key)) * 1000
            cpu = (time.process_time() - began) * 1000
            _settle(0.3)
            said = f"CPU {cpu:.0f} ms, longest silence {heart.stop():.0f} ms"
            told(f"open {key}, {words}", said, spent, 100, "ms")


def typing(window: MainWindow) -> None:
    """Each key in the search box until its results are painted."""
    window.acts.show_palette()
    _settle(0.2)
    palette = window.findChild(Palette)
    assert palette is not None
    frames = []
    for text in ("nguyen", "visa refusal", "amina", "e-2026-1"):
        palette.box.clear()
        frames += [_typed(palette, letter) for letter in text]
    told("key to painted results in the search box", "p99", percentile(frames, 0.99), 16, "ms")
    palette.close()


def long_list(window: MainWindow) -> None:
    """A list of more rows than anybody reads."""
    spent = seconds(lambda: _show(window, "enquiries")) * 1000
    table = window.stack.page().here().table  # type: ignore[union-attr]
    assert isinstance(table, Table)
    many = f"{len(table.rows.ids):,} rows"
    told("first paint of a long list, page and all", many, spent, 100, "ms")
    again = median(seconds(table.viewport().repaint) for _ in range(9)) * 1000
    told("one frame of it", many, again, 16, "ms")
    bar = table.verticalScrollBar()
    frames = []
    for n in range(300):
        at = bar.maximum() * (n * 37 % 300) // 300 if n % 3 else bar.value() + 3
        frames.append(seconds(lambda at=at: _scroll(table, at)) * 1000)
    told("scroll it, p99", many, percentile(frames, 0.99), 16, "ms")


def _child(script: str, *words: str) -> list[float]:
    ran = subprocess.run(
        [sys.executable, "-c", script, *words], capture_output=True, text=True, check=True
    )
    return [float(part) for part in ran.stdout.split()]


def _show(window: MainWindow, key: str) -> None:
    window.acts.go(key)
    QApplication.processEvents()


def _typed(palette: Palette, letter: str) -> float:
    def press() -> None:
        QTest.keyClick(palette.box, letter)
        QApplication.processEvents()  # paints too

    return seconds(press) * 1000


def _scroll(table: Table, to: int) -> None:
    table.verticalScrollBar().setValue(to)
    QApplication.processEvents()


def _settle(seconds_: float) -> None:
    end = time.monotonic() + seconds_
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.001)


@contextmanager
def _opened(path: Path, folder: Path, on: date = LAST) -> Iterator[MainWindow]:
    from copdesk.app import application, badges, dress
    from copdesk.ui.settings import Settings

    app = application()
    settings = Settings(folder / "settings.ini")
    settings.setValue("place", "reports")
    dress(app, settings)
    faults: list[Exception] = []
    window = MainWindow(settings, lambda: on, faults.append, badges=badges)
    window.show()
    window.files.open(path)
    _settle(1)
    yield window
    _settle(0.2)
    window.close()
    assert faults == []


def main() -> None:
    """Make the files, open the windows, print."""
    with tempfile.TemporaryDirectory() as passing:
        folder = Path(passing)
        path = make(folder / "ten.copdesk")
        start_up(path, folder)
        with _opened(path, folder) as window:
            pages(window, Heartbeat())
            typing(window)
        with _opened(make(folder / "long.copdesk", enquiries=120_000), folder) as window:
            long_list(window)


if __name__ == "__main__":
    sys.exit(main())
