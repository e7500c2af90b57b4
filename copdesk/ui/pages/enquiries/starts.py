"""What an answer can begin with: a blank letter, a wording, an answer kept or one given before."""

from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from copdesk.db.queries import knowledge
from copdesk.db.queries.knowledge import Answer, Template
from copdesk.db.reader import Reader
from copdesk.domain.answers import Freshness, bare, freshness, freshness_words
from copdesk.domain.dates import short_day_words
from copdesk.domain.text import fold
from copdesk.ui.kit.card_list import CardList
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.filter_box import FilterBox
from copdesk.ui.kit.picker import Card
from copdesk.ui.theme.icons import IconLabel
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

_PAUSE = 150
"""Milliseconds without a key until the list follows what was typed."""
_SHOWN = 90


@dataclass(frozen=True, slots=True)
class Start:
    """One thing to begin with.

    Attributes:
        id: of its record; 0 for the blank letter.
        title: what it is called.
        detail: what kind of thing it is, and how old.
        text: plain, without greeting and name; blanks not filled in.
        stale: whether it was to be looked at again before today.
    """

    id: int
    title: str
    detail: str
    text: str
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked now.

    Attributes:
        enquiry_id: the enquiry.
        words: its subject and question.
        topic_id: what it is about, where that is known.
    """

    enquiry_id: int
    words: str
    topic_id: int | None


class Starts(QWidget):
    """A box to search in, the list, what the chosen one says, and the button that takes it.

    Attributes:
        chosen: one is to be used; the Start.
    """

    chosen = Signal(object)

    def __init__(self, desk: Desk, wanted: Wanted) -> None:
        super().__init__()
        self._desk, self._wanted = desk, wanted
        self._starts: list[Start] = []
        self.box = FilterBox("Find a template or an answer")
        self.list = CardList("What the answer can begin with")
        self.says = QPlainTextEdit()
        self.stale = label(wrap=True)
        self.use_button = button("Use it", "right", tip="Use it (Enter in the list)")
        self._mark = IconLabel("alert", "warn", 16)
        self._pause = QTimer(self, singleShot=True)
        self._lay_out()
        self._connect()
        self.search()

    def search(self) -> None:
        """Show what there is for what is typed, or for the enquiry where nothing is."""
        typed = self.box.text().strip()
        with self._desk.store.read() as reader:
            self._starts = _found(reader, self._desk, self._wanted, typed)
        self.list.show_cards([_card(number, one) for number, one in enumerate(self._starts, 1)])
        self._tell()

    def _current(self) -> Start | None:
        place = self.list.current_id()
        return self._starts[place - 1] if 0 < place <= len(self._starts) else None

    def _tell(self) -> None:
        one = self._current()
        self.says.setPlainText(one.text if one else "")
        self.says.setVisible(one is not None and bool(one.text))
        self.stale.setText(f"{one.detail}." if one and one.stale else "")
        for part in (self.stale, self._mark):
            part.setVisible(one is not None and one.stale)
        self.use_button.setEnabled(one is not None)

    def _use(self) -> None:
        one = self._current()
        if one is not None:
            self.chosen.emit(one)

    def _lay_out(self) -> None:
        self.says.setReadOnly(True)
        self.says.setTabChangesFocus(True)
        self.says.setAccessibleName("What it says")
        old = QHBoxLayout()
        old.addWidget(self._mark)
        old.addWidget(self.stale, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        column.addWidget(label("Begin with", "section"))
        column.addWidget(self.box)
        column.addWidget(self.list, 3)
        column.addLayout(old)
        column.addWidget(self.says, 2)
        column.addWidget(self.use_button)

    def _connect(self) -> None:
        self.box.textChanged.connect(lambda: self._pause.start(_PAUSE))
        self.box.left.connect(self.list.setFocus)
        self._pause.timeout.connect(self.search)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.list.opened.connect(lambda _id: self._use())
        self.use_button.clicked.connect(self._use)


def _found(reader: Reader, desk: Desk, wanted: Wanted, typed: str) -> list[Start]:
    """The blank letter, then what is like the enquiry or holds what was typed."""
    words, topic = (typed, None) if typed else (wanted.words, wanted.topic_id)
    kept = knowledge.like(reader, words, topic)
    given = knowledge.earlier(reader, words, topic, but=wanted.enquiry_id)
    titles = reader.titles(one.id for one in given)
    wordings = knowledge.templates(reader, wanted.topic_id)
    return [
        *([] if typed else [Start(0, "Blank letter", "A greeting and your name", "")]),
        *(_of_kept(one, desk) for one in kept),
        *(_of_given(one, titles.get(one.id, "")) for one in given),
        *(_of_wording(one) for one in wordings if _holds(one, typed)),
    ]


def _of_kept(one: Answer, desk: Desk) -> Start:
    today = desk.today()
    stale = freshness(one.review_on, today) is Freshness.STALE
    said = freshness_words(one.review_on, today)
    detail = said if stale else f"Answer kept · {said}"
    return Start(one.id, one.question, detail, one.answer, stale)


def _of_given(one: Answer, title: str) -> Start:
    return Start(one.id, title, f"Earlier answer · {short_day_words(one.on)}", bare(one.answer))


def _of_wording(one: Template) -> Start:
    return Start(one.id, one.name, "Template", one.text)


def _holds(one: Template, typed: str) -> bool:
    there = fold(f"{one.name} {one.text}")
    return all(word in there for word in fold(typed).split())


def _card(number: int, one: Start) -> Card:
    title = " ".join(one.title.split())
    return Card(number, title if len(title) <= _SHOWN else f"{title[: _SHOWN - 1]}…", one.detail)
