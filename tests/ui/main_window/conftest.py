import pytest
from PySide6.QtCore import Qt

from copdesk.db.models.organisations import Organisation
from copdesk.db.store import Store
from copdesk.services import records
from copdesk.ui.main_window.window import MainWindow
from copdesk.ui.tasks import InlineRunner
from tests.ui.conftest import TODAY


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "Northern Advice.copdesk"
    with Store.create(path) as store:
        for name in ("Harbour Advice Network", "Nguyễn Centre", "Ayr Refugee Aid"):
            records.add(store, Organisation, {"name": name})
    return path


@pytest.fixture
def make_window(qtbot, light, places, settings):
    made = []

    def make(**given):
        faults = []
        window = MainWindow(
            settings,
            lambda: TODAY,
            faults.append,
            places=places,
            runner=lambda _host, failures: InlineRunner(failures),
            **given,
        )
        window.resize(1440, 900)
        qtbot.addWidget(window, before_close_func=lambda one: one.session.close())
        window.show()
        window.activateWindow()
        made.append(window)
        return window

    yield make
    for window in made:
        window.session.close()


@pytest.fixture
def window(make_window, file):
    made = make_window()
    assert made.files.open(file)
    return made


@pytest.fixture
def press(qtbot):
    def do(widget, key, *modifiers):
        held = Qt.KeyboardModifier.NoModifier
        for one in modifiers:
            held |= one
        qtbot.keyClick(widget, key, held)

    return do


@pytest.fixture
def organisations(window):
    with window.session.store.read() as reader:
        return {row["name"]: row["id"] for row in reader.find(Organisation)}
