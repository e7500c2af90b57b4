"""A whole window on a whole file, driven as a person would: by what the eyes and the keyboard find."""

import os
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget

from copdesk.ui.main_window.window import MainWindow
from copdesk.ui.settings import Settings
from copdesk.ui.tasks import InlineRunner
from copdesk.ui.theme.look import look

TODAY = date(2026, 11, 23)
CTRL, SHIFT, PLAIN = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


class Hands:
    """Ten fingers and a mouse on the window that is in front."""

    def __init__(self, qtbot, window):
        self._bot, self._window = qtbot, window

    def front(self) -> QWidget:
        """The dialog or window in front."""
        return QApplication.activeModalWidget() or self._window

    def where(self) -> QWidget:
        """What has the keyboard, once the window in front has it."""
        self._bot.waitUntil(self._is_ready)
        return QApplication.focusWidget()

    def _is_ready(self) -> bool:
        if QApplication.activeWindow() is None:  # where no window manager does so
            self.front().activateWindow()
        focused = QApplication.focusWidget()
        return focused is not None and focused.window() is self.front()

    def type(self, text: str) -> None:
        """Type a text wherever the keyboard is; other scripts come from an input method."""
        for letter in text:
            if letter.isascii():
                self._bot.keyClicks(self.where(), letter)
            else:
                composed = QInputMethodEvent()
                composed.setCommitString(letter)
                QApplication.sendEvent(self.where(), composed)

    def key(self, *keys: object) -> None:
        """Press keys one after the other; a pair is a key with the modifiers held."""
        for each in keys:
            key, held = each if isinstance(each, tuple) else (each, PLAIN)
            self._bot.keyClick(self.where(), key, held)

    def click(self, words: str) -> None:
        """Click the button in front that is called so."""
        found = [one for one in self.front().findChildren(QAbstractButton) if _is(one, words)]
        assert found, f"no button “{words}” can be clicked"
        self._bot.mouseClick(found[0], Qt.MouseButton.LeftButton, pos=QPoint(12, 12))

    def go_to(self, field: str) -> None:
        """Press Tab until the keyboard is in the field that is called so."""
        met = []
        while not _called(self.where(), field):
            met.append(self.where().accessibleName())
            assert len(met) < 40, f"Tab never comes to “{field}”, but to {met}"
            self.key(Qt.Key.Key_Tab)

    def pick(self, words: str) -> None:
        """Take the first of the offers under a field, once it says so."""
        self.until(lambda: _first_offer().startswith(words))
        self._bot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Return)

    def key_in_popup(self, key: Qt.Key) -> None:
        """Press a key in the small popup that asks something."""
        self.until(lambda: QApplication.activePopupWidget() is not None)
        popup = QApplication.activePopupWidget()
        self._bot.keyClick(popup.focusWidget() or popup, key)

    def command(self, words: str) -> None:
        """Ctrl+K, the beginning of the words of a command, Enter."""
        self.key((Qt.Key.Key_K, CTRL))
        self.type(f">{words}")
        self.key(Qt.Key.Key_Return)

    def pause(self) -> None:
        """Let the window come to rest."""
        self._bot.wait(20)

    def until(self, seen) -> None:
        """Wait, as a person would, for something to be seen."""
        self._bot.waitUntil(seen, timeout=20_000)


def _is(one: QAbstractButton, words: str) -> bool:
    named = words in {one.text().strip(), one.accessibleName()}
    return named and one.isVisible() and one.isEnabled()


def _called(one: QWidget, field: str) -> bool:
    return one.accessibleName().startswith(field)


def _first_offer() -> str:
    offers = QApplication.activePopupWidget()
    model = offers.model() if isinstance(offers, QAbstractItemView) else None
    return str(model.index(0, 0).data()) if model is not None and model.rowCount() else ""


@pytest.fixture
def hands(qtbot, window):
    return Hands(qtbot, window)


@pytest.fixture
def window(qtbot, qapp, tmp_path, monkeypatch):
    """The window as it is when nothing was ever opened; long work is done at once."""
    monkeypatch.setattr("copdesk.paths.data", lambda: tmp_path)
    look.apply(qapp, "light")
    faults = []
    made = MainWindow(
        Settings(tmp_path / "settings.ini"),
        lambda: TODAY,
        faults.append,
        runner=lambda _host, failures: InlineRunner(failures),
    )
    qtbot.addWidget(made, before_close_func=lambda one: one.session.close())
    made.resize(1440, 900)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_welcome()
    yield made
    made.session.close()
    assert faults == []


@pytest.fixture
def organisations() -> Path:
    """The sample organisations, as the tests of the import read them."""
    return Path(__file__).parents[1] / "imports" / "files" / "organisations_sample.csv"
