"""A page on a real file, with a desk that remembers where it was led."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt

from copdesk.db.listing import View
from copdesk.db.store import Store
from copdesk.errors import UserError
from copdesk.progress import SILENT
from copdesk.ui.kit.desk import Desk

TODAY = date(2026, 11, 23)


@dataclass
class Led:
    """What a page asked of the window, and what it had it say."""

    said: list[tuple[str, bool]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)
    rows: list[tuple[str, View]] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def say(self, text: str, undo: bool = False) -> None:
        self.said.append((text, undo))

    def error(self, error: UserError) -> None:
        self.errors.append(str(error))


class Remembered(dict[str, object]):
    """What the window remembers between sittings."""

    def value(self, key: str, default: object = None) -> object:
        return self.get(key, default)

    def setValue(self, key: str, value: object) -> None:
        self[key] = value


@pytest.fixture
def store(empty_file):
    with Store.open(empty_file) as opened:
        opened.clock = lambda: datetime(2026, 11, 23, 9, 14, tzinfo=UTC)
        yield opened


@pytest.fixture
def led():
    return Led()


@pytest.fixture
def desk(store, led):
    return Desk(
        store=store,
        today=lambda: TODAY,
        notices=led,
        open_record=led.opened.append,
        run=lambda _parent, work, done: done(work(SILENT)),
        memory=Remembered(),
        show_rows=lambda kind, view: led.rows.append((kind, view)),
        begin=led.begun.append,
        do=led.done.append,
    )


@pytest.fixture
def slow_desk(desk):
    """A desk whose long work is only done when it is asked for."""
    waiting = []
    made = replace(desk, run=lambda _parent, work, done: waiting.append((work, done)))
    return made, waiting


@pytest.fixture
def show_page(qtbot, light, store):
    """Shows a page in a window of its own and lets it hear of changes, as the window would."""

    def shown(page, width=1200, height=800):
        qtbot.addWidget(page)
        page.resize(width, height)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.refresh(None)
        store.changed.append(page.refresh)
        return page

    yield shown
    store.changed.clear()


@pytest.fixture
def press(qtbot):
    """Presses keys on whatever has the keyboard, and types words."""

    def pressed(page, *keys):
        for each in keys:
            target = page.window().focusWidget()
            if isinstance(each, str):
                qtbot.keyClicks(target, each)
            else:
                key, *held = each if isinstance(each, tuple) else (each,)
                modifier = held[0] if held else Qt.KeyboardModifier.NoModifier
                qtbot.keyClick(target, key, modifier)

    return pressed
