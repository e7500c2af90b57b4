"""Takes the pictures of the README from the invented office: python -m tests.pictures.

They lie in ``.pictures`` and not among the resources, so that they travel in no wheel and no bundle.
"""

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pypdfium2
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from copdesk.app import application, badges
from copdesk.db.models import Enquiry, OrganisationTopic
from copdesk.db.queries.meetings import next_meeting
from copdesk.db.store import Store
from copdesk.domain.enquiries import EnquiryState
from copdesk.reports import catalogue
from copdesk.reports.asked import Asked
from copdesk.sample import make
from copdesk.ui.main_window.window import MainWindow
from copdesk.ui.settings import Settings
from copdesk.ui.tasks import InlineRunner
from copdesk.ui.theme.look import Mode, look

if TYPE_CHECKING:
    from copdesk.ui.kit.tabbed_lists import TabbedLists
    from copdesk.ui.pages.enquiries.page import EnquiriesPage
    from copdesk.ui.pages.training.page import TrainingPage

OUT = Path(__file__).parent.parent / ".pictures"
DAY = date(2026, 11, 23)
SIZE = (1440, 900)
COLOURS, LARGEST = 192, 150_000
_OPEN = {EnquiryState.NEW, EnquiryState.OPEN}


def main() -> None:
    """Make the office, and a picture of each page that the README shows."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as passing:
        folder = Path(passing)
        file = make(folder / "Sample (invented).copdesk", DAY)
        with _window(folder, file, "light") as window:
            _keep(window, "today")
            _keep(_at(window, "participants", 6), "participants")
            _keep(_at(window, "meetings", 3, _next(window.session.store)), "meeting")
            _keep(_logged(window), "enquiry")
            _keep(_helpers(window), "who-can-help")
            _keep(_matrix(window), "training")
        with _window(folder, file, "dark") as window:
            _keep(_at(window, "enquiries", 2), "enquiries-dark")
        _paper(file, folder / "pack.pdf")


@contextmanager
def _window(folder: Path, file: Path, mode: Mode) -> Iterator[MainWindow]:
    app = application()
    look.apply(app, mode)
    window = MainWindow(
        Settings(folder / f"{mode}.ini"),
        lambda: DAY,
        lambda error: sys.exit(repr(error)),
        badges=badges,
        runner=lambda _host, failures: InlineRunner(failures),
    )
    window.resize(*SIZE)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.files.open(file)
    yield window
    window.close()


def _at(window: MainWindow, page: str, down: int, record: int = 0) -> MainWindow:
    """Show a page, and choose a row of it by the keyboard."""
    window.acts.go(page)
    if record:
        window.acts.open_record(record)
    QApplication.processEvents()
    for _ in range(down):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    return window


def _helpers(window: MainWindow) -> MainWindow:
    """Who can help with the enquiry that most can help with."""
    with window.session.store.read() as reader:
        known = Counter(each["topic_id"] for each in reader.find(OrganisationTopic))
        waiting = [each for each in reader.find(Enquiry) if each["state"] in _OPEN]
    window.acts.open_record(max(waiting, key=lambda each: known[each["topic_id"]])["id"])
    window.acts.do("Who can help")
    return window


def _logged(window: MainWindow) -> MainWindow:
    """An enquiry that waited for its asker, with its log."""
    _at(window, "enquiries", 6)
    lists = cast("TabbedLists", window.stack.page())
    cast("EnquiriesPage", lists.here()).pane.record.show_tab("Log")
    return window


def _matrix(window: MainWindow) -> MainWindow:
    """Everybody against every policy, and what is behind one cell."""
    window.acts.go("training")
    page = cast("TrainingPage", window.stack.page())
    page.tabs.setCurrentIndex(1)
    QApplication.processEvents()
    page.matrix.table.setFocus()
    for _ in range(9):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    return window


def _keep(window: MainWindow, name: str) -> None:
    for _ in range(5):
        QApplication.processEvents()
    path = OUT / f"{name}.png"
    window.grab().save(str(path))
    _shrink(path, Image.open(path))


def _paper(file: Path, pdf: Path) -> None:
    """The page of the agenda and the page before it, side by side."""
    with Store.open(file, read_only=True) as store, store.read() as reader:
        catalogue.write(catalogue.REPORTS["meeting-pack"], reader, Asked(DAY), pdf)
    paper = pypdfium2.PdfDocument(pdf)
    pages = [paper[n].render(scale=1.06).to_pil() for n in (0, 2)]
    paper.close()
    width = sum(page.width for page in pages) + 16
    both = Image.new("RGB", (width + 32, pages[0].height + 32), "#cfd6dd")
    left = 16
    for page in pages:
        both.paste(page, (left, 16))
        left += page.width + 16
    _shrink(OUT / "pack.png", both)


def _next(store: Store) -> int:
    with store.read() as reader:
        found = next_meeting(reader, DAY)
    assert found is not None
    return found.id


def _shrink(path: Path, picture: Image.Image) -> None:
    """Few colours and no waste: a README is read on telephones too."""
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    assert path.stat().st_size <= LARGEST, (path, path.stat().st_size)


if __name__ == "__main__":
    main()
