"""What the kit is tried on: a list in memory, cards in memory, and the real look."""

import os
import shutil
from array import array
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from copdesk.db.models import Organisation
from copdesk.db.store import Store
from copdesk.domain import fields as f
from copdesk.domain.text import fold
from copdesk.errors import Invalid
from copdesk.progress import SILENT
from copdesk.services import records
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.editors import Editors
from copdesk.ui.kit.picker import Card
from copdesk.ui.pages import organisations
from copdesk.ui.theme.look import look

TODAY = date(2026, 11, 22)
CTRL = Qt.KeyboardModifier.ControlModifier


class State(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    LEFT = "left"


FIELDS = {
    "name": f.Field(f.Text(), "Name", required=True),
    "aliases": f.Field(f.Names(), "Also known as"),
    "email": f.Field(f.Email(), "E-mail"),
    "joined": f.Field(f.Day(), "Joined"),
    "since": f.Field(f.PartialDay(), "Since"),
    "starts": f.Field(f.Clock(), "Starts"),
    "hours": f.Field(f.Hours(), "Hours"),
    "minutes": f.Field(f.Minutes(), "Minutes"),
    "count": f.Field(f.Count(), "Places"),
    "state": f.Field(f.Choice(State), "State"),
    "active": f.Field(f.Flag(), "In use"),
    "organisation_id": f.Field(f.Link("organisation"), "Organisation"),
    "notes": f.Field(f.LongText(), "Notes"),
    "website": f.Field(f.Web(), "Website"),
    "reference": f.Field(f.Reference("E"), "Reference"),
}
ALL_KINDS = {
    **FIELDS,
    "phone": f.Field(f.Phone(), "Phone"),
    "at": f.Field(f.Moment(), "When"),
}


@dataclass
class FakeCards:
    cards: dict[int, Card] = field(default_factory=dict)
    opened: list[int] = field(default_factory=list)
    addable: bool = True

    def find(self, kind: str, text: str) -> list[Card]:
        return [card for card in self.cards.values() if fold(text) in fold(card.title)]

    def title(self, record_id: int) -> str:
        return self.cards[record_id].title

    def open(self, record_id: int) -> None:
        self.opened.append(record_id)

    def can_add(self, kind: str) -> bool:
        return self.addable

    def add(self, kind: str, title: str) -> int:
        number = max(self.cards, default=0) + 1
        self.cards[number] = Card(number, title)
        return number


@dataclass(frozen=True)
class Heading:
    label: str
    kind: f.Kind


class FakeRows:
    """A list of dictionaries that answers as a listing does."""

    def __init__(self, records):
        self.records = {record["id"]: record for record in records}
        self.fetched = 0
        self.columns = {key: Heading(each.label, each.kind) for key, each in FIELDS.items()}
        self.columns["need"] = Heading("Needed", f.Hours())

    def ids(self, text, filters, sort, *, descending):
        found = [
            record
            for record in self.records.values()
            if fold(text) in fold(record["name"])
            and all(record.get(each.key) == each.value for each in filters)
        ]
        found.sort(key=lambda record: (str(record.get(sort or "name")), record["id"]))
        return array("q", [record["id"] for record in (found[::-1] if descending else found)])

    def rows(self, ids, keys):
        self.fetched += len(ids)
        return [tuple(self.records[number].get(key) for key in keys) for number in ids]

    def counts(self, asked):
        return [len(self.ids(text, filters, "", descending=False)) for text, filters in asked]


def person(number, name, **more):
    return {
        "id": number,
        "name": name,
        "aliases": (),
        "email": "",
        "state": State.ACTIVE,
        "hours": Decimal("3.00"),
        "need": Decimal("3.00"),
        "organisation_id": "Welcome House",
        **more,
    }


@pytest.fixture(autouse=True)
def _light(qapp: QApplication):
    if look.mode != "light":  # applying it again restyles every widget there is
        look.apply(qapp, "light")


@pytest.fixture
def cards():
    return FakeCards(
        {
            1: Card(1, "Welcome House", "Community centre · Leicester"),
            2: Card(2, "Northgate Law Centre", "Law centre · Leeds"),
            3: Card(3, "Northgate Advice", "NGO"),
        }
    )


@pytest.fixture
def editors(cards):
    return Editors(lambda: TODAY, cards)


@pytest.fixture
def people():
    return FakeRows(
        [
            person(1, "Abebe Bikila", email="abebe@example.org"),
            person(2, "Amina Yusuf", hours=Decimal("1.50")),
            person(3, "Azad Ali Rasul", state=State.PAUSED, hours=Decimal("0.00")),
            person(4, "Hồng Nguyễn Thị", hours=None),
            person(5, "王小明", organisation_id=""),
        ]
    )


@dataclass
class Kept:
    """Remembers what was saved; refuses what it is told to."""

    values: dict[str, object] = field(default_factory=dict)
    refuse: dict[str, str] = field(default_factory=dict)
    times: int = 0

    def save(self, name, value):
        if name in self.refuse:
            raise Invalid({name: self.refuse[name]})
        self.values[name] = value
        self.times += 1


@pytest.fixture
def kept():
    return Kept()


@pytest.fixture
def show(qtbot):
    """Shows a widget in a window of its own, active, with another place for the keyboard."""
    windows = []

    def _show(widget, width=360, height=160):
        window = QWidget()
        column = QVBoxLayout(window)
        column.addWidget(widget)
        window.other = QLineEdit()
        column.addWidget(window.other)
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(width, height)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        widget.setFocus()
        return widget

    yield _show
    for window in windows:
        window.close()


# A list page over a file of its own ---------------------------------------------------------


class Notices:
    def __init__(self):
        self.said, self.errors = [], []

    def say(self, text, undo=False):
        self.said.append((text, undo))

    def error(self, error):
        self.errors.append(error)


RUN = []


def run_at_once(_parent, work, done):
    """Runs long work on this thread, and remembers that it was long."""
    RUN.append(work)
    done(work(SILENT))


class Memory(dict):
    def value(self, key, default=None):
        return self.get(key, default)

    def setValue(self, key, value):
        self[key] = value


@pytest.fixture(scope="session")
def blank(tmp_path_factory):
    """A new file, made once: sowing its lists takes most of the time."""
    path = tmp_path_factory.mktemp("blank") / "blank.copdesk"
    Store.create(path).close()
    return path


@pytest.fixture
def store(tmp_path, blank):
    made = Store.open(shutil.copy(blank, tmp_path / "a.copdesk"))
    yield made
    made.close()


@pytest.fixture
def desk(store):
    opened = []
    made = Desk(store, lambda: TODAY, Notices(), opened.append, run_at_once, Memory())
    made.notices.opened = opened
    return made


@pytest.fixture
def filled(store):
    for name in ("Welcome House", "Northgate Law Centre", "Ärztehaus"):
        records.add(store, Organisation, {"name": name, "town": "Leeds"})
    return store


@pytest.fixture
def page(show, desk, filled):
    return opened(show, desk, organisations)


def opened(show, desk, module):
    made = module.page(desk)
    desk.store.changed.append(made.refresh)
    show(made, 1280, 720)
    made.refresh()
    made.table.setFocus()
    return made


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def do(page, words):
    """As the menu of the window does it."""
    command = next(one for one in page.commands() if one.words == words)
    assert command.enabled()
    command.run()


def names(page):
    return [page.table.rows.row(n).words["name"] for n in range(page.table.rows.rowCount())]
