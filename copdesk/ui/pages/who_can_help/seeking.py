"""What is sought and for which enquiry: the row of pickers over the list of who can help."""

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QVBoxLayout, QWidget

from copdesk.db.models import Enquiry
from copdesk.db.queries.provision_known import languages
from copdesk.domain.fields import Field, Link, Text
from copdesk.domain.provision import Depth
from copdesk.services.provision import Sought
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.editor import Editor
from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.kit.picker import LinkEditor
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import label
from copdesk.ui.theme.tokens import SPACE

_WIDTHS = {"enquiry": 210, "topic": 264, "authority": 170, "language": 120}


class Seeking(QWidget):
    """Five boxes; what is chosen in any of them counts at once.

    Attributes:
        changed: something else is sought.
        problem: what is typed can't be read; the sentence, empty once it can.
    """

    changed = Signal()
    problem = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        make = editors_of(desk).make
        self.enquiry = make(Field(Link("enquiry"), "For enquiry"))
        self.topic = make(Field(Link("topic"), "Topic"))
        self.authority = make(Field(Link("authority"), "Area"))
        self.language = make(Field(Text(), "Language"))
        for each in (self.enquiry, self.topic, self.authority):
            if isinstance(each, LinkEditor):  # Tab leads on to the next box
                each.open_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.level = QComboBox()
        self._languages = QStringListModel(self)
        self._fill_level()
        self._complete_language()
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read again which languages are known."""
        with self._desk.store.read() as reader:
            self._languages.setStringList(languages(reader))

    def enquiry_id(self) -> int | None:
        """The enquiry that contacts are logged with."""
        return self._id(self.enquiry)

    def sought(self) -> Sought:
        """What is sought, as far as it can be read."""
        return Sought(
            self._id(self.topic),
            self._id(self.authority),
            str(self.language.typed()).strip(),
            Depth(self.level.currentData()),
        )

    def is_empty(self) -> bool:
        """Whether nothing is sought yet."""
        return self.sought() == Sought()

    def show_sought(self, sought: Sought, enquiry_id: int | None) -> None:
        """Seek this; an enquiry fills in what is left open."""
        self.enquiry.set_value(enquiry_id)
        self.topic.set_value(sought.topic_id)
        self.authority.set_value(sought.authority_id)
        self.language.set_value(sought.language)
        self.level.setCurrentIndex(max(0, self.level.findData(sought.level)))
        if enquiry_id is not None:
            self._fill_from(enquiry_id)
        self.changed.emit()

    def focus_first(self) -> None:
        """Put the keyboard where the search begins."""
        self.topic.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.topic.select_all()

    # Inside -----------------------------------------------------------------------------------

    def _fill_level(self) -> None:
        self.level.setAccessibleName("Level")
        self.level.addItem("Any level", Depth.UNKNOWN)
        for each in list(Depth)[1:]:
            self.level.addItem(f"{each.label} or more", each)

    def _complete_language(self) -> None:
        completer = QCompleter(self._languages, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        box = self.language.box
        if isinstance(box, QLineEdit):
            box.setCompleter(completer)
            box.setPlaceholderText("Any")
        completer.activated.connect(self.language.commit)

    def _lay_out(self) -> None:
        flow = FlowLayout(SPACE["m"])
        for name, one in (
            ("For enquiry", self.enquiry),
            ("Topic", self.topic),
            ("Area", self.authority),
            ("Language", self.language),
            ("Level", self.level),
        ):
            flow.addWidget(_named(name, one))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(flow)
        self._set_widths()

    def _set_widths(self) -> None:
        for name, width in _WIDTHS.items():
            getattr(self, name).setFixedWidth(look.px(width))

    def _connect(self) -> None:
        self.enquiry.edited.connect(self._on_enquiry)
        for each in (self.topic, self.authority, self.language):
            each.edited.connect(lambda each=each: self._on_edited(each))
        self.level.currentIndexChanged.connect(self.changed)
        look.changed.connect(self._set_widths)

    def _on_enquiry(self) -> None:
        if self._kept(self.enquiry):
            enquiry_id = self.enquiry_id()
            if enquiry_id is not None:
                self._fill_from(enquiry_id)
            self.changed.emit()

    def _on_edited(self, editor: Editor) -> None:
        if self._kept(editor):
            self.changed.emit()

    def _kept(self, editor: Editor) -> bool:
        try:
            editor.set_value(editor.value())
        except ValueError as unread:
            editor.set_problem(str(unread))
            self.problem.emit(str(unread))
            return False
        editor.set_problem("")
        self.problem.emit("")
        return True

    def _fill_from(self, enquiry_id: int) -> None:
        """The topic and the area of an enquiry take the place of what stood there."""
        with self._desk.store.read() as reader:
            enquiry = reader.get(Enquiry, enquiry_id)
        if enquiry is not None:
            for editor, value in (
                (self.topic, enquiry["topic_id"]),
                (self.authority, enquiry["authority_id"]),
            ):
                if value is not None:
                    editor.set_value(value)

    def _id(self, editor: Editor) -> int | None:
        try:
            value = editor.value()
        except ValueError:
            return None
        return value if isinstance(value, int) else None


def _named(words: str, editor: QWidget) -> QWidget:
    """A box with its name over it."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE["xxs"])
    name = label(words, "caption")
    name.setBuddy(editor)
    column.addWidget(name)
    column.addWidget(editor)
    return whole
