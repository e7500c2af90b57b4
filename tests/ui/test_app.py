import os
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest

from copdesk import app as composition
from copdesk.app import LastResort, badges, begin, dress, show_today, write_down
from copdesk.db.store import Store
from copdesk.errors import UserError
from copdesk.services.enquiries import log_enquiry
from copdesk.ui.dialogs.trouble import Trouble
from copdesk.ui.main_window.window import MainWindow
from copdesk.ui.theme.look import look
from tests.ui.conftest import TODAY


@pytest.fixture
def window(qtbot, light, places, settings):
    made = MainWindow(settings, lambda: TODAY, print, places=places)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.session.close()


@pytest.fixture
def resort(window, tmp_path, monkeypatch):
    monkeypatch.setattr(composition.paths, "logs", lambda: tmp_path)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    made = LastResort()
    made.install(window)
    return made


def fault(error):
    try:
        raise error
    except type(error) as caught:
        return caught


def test_the_file_named_is_opened_else_the_last_one_else_the_welcome(window, settings, tmp_path):
    for name in ("a", "b"):
        Store.create(tmp_path / f"{name}.copdesk").close()
    begin(window, settings, None)
    assert type(window.stack.currentWidget()).__name__ == "Welcome"
    begin(window, settings, tmp_path / "a.copdesk")
    begin(window, settings, tmp_path / "b.copdesk")
    window.session.close()
    begin(window, settings, None)
    assert window.session.store.path == tmp_path / "b.copdesk"


def test_a_last_file_that_is_gone_leads_to_the_welcome_and_says_so(window, settings, tmp_path):
    begin(window, settings, tmp_path / "gone.copdesk")
    assert type(window.stack.currentWidget()).__name__ == "Welcome"
    assert "gone.copdesk" in window.notices.warning.words.text()


def test_a_fault_is_written_down_and_said_calmly_once(window, resort, tmp_path):
    error = fault(KeyError("Amina Yusuf"))
    sys.excepthook(KeyError, error, error.__traceback__)
    sys.excepthook(KeyError, error, error.__traceback__)
    boxes = window.findChildren(Trouble)
    assert len(boxes) == 1
    assert boxes[0].windowTitle() == "Something went wrong; your data is safe"
    log = (tmp_path / "copdesk.log").read_text("utf-8")
    assert log.count("KeyError") == 2
    assert "Amina" not in log
    boxes[0].reject()


def test_what_the_person_can_mend_is_said_in_the_notice_bar(window, resort):
    error = fault(UserError("No room on the disk.", "Make room."))
    sys.excepthook(UserError, error, None)
    assert window.notices.warning.words.text() == "No room on the disk."
    assert window.findChildren(Trouble) == []


def test_a_fault_on_another_thread_is_said_on_the_window_s(window, resort, qtbot):
    work = threading.Thread(target=lambda: 1 / 0)
    work.start()
    work.join()
    qtbot.waitUntil(lambda: bool(window.findChildren(Trouble)))
    window.findChildren(Trouble)[0].reject()


def test_the_look_of_the_last_sitting_is_worn_again(qapp, settings, light):
    settings.setValue("mode", "dark")
    settings.setValue("percent", 125)
    dress(qapp, settings)
    assert (look.dark, look.percent) == (True, 125)


def test_a_mode_nobody_knows_follows_the_system(qapp, settings, light):
    settings.setValue("mode", "purple")
    dress(qapp, settings)
    assert look.mode == "system"


def test_the_log_is_kept_small(tmp_path):
    for _ in range(30):
        write_down("x" * 100_000, tmp_path)
    assert len(list(tmp_path.glob("copdesk.log*"))) == 4


def test_the_rail_says_how_many_enquiries_are_late(tmp_path):
    with Store.create(tmp_path / "a.copdesk") as store:
        store.clock = lambda: datetime(2026, 11, 23, 9, tzinfo=UTC)
        assert badges(store, TODAY) == {}
        log_enquiry(
            store,
            {"received_on": TODAY - timedelta(days=30), "subject": "Fee waiver", "question": "How"},
        )
        assert badges(store, TODAY) == {"enquiries": "1 late"}
        store.clock = lambda: datetime(2026, 11, 27, 17, tzinfo=UTC)  # the week is done
        assert badges(store, TODAY) == {}


def test_a_press_on_the_reminder_brings_the_window_back_with_today_in_it(window, tmp_path):
    Store.create(tmp_path / "a.copdesk").close()
    window.files.open(tmp_path / "a.copdesk")
    window.acts.go("enquiries")
    window.showMinimized()
    show_today(window)
    assert not window.isMinimized()
    assert window.stack.key == "today"


def test_a_file_double_clicked_on_a_mac_is_asked_for():
    asked = """
from PySide6.QtGui import QFileOpenEvent
from copdesk.app import application
app = application()
app.file_asked.connect(print)
app.sendEvent(app, QFileOpenEvent("/files/Network.copdesk"))
"""
    done = subprocess.run(
        [sys.executable, "-c", asked],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.strip() == "/files/Network.copdesk", done.stderr
