"""The row over a list: a box to type in, chips of its views with live counts, added filters."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from copdesk.db.conditions import Filter
from copdesk.db.listing import View
from copdesk.db.queries.views import KeptView
from copdesk.domain.fields import Field, Link
from copdesk.domain.wording import words
from copdesk.ui.kit.ask_popup import AskPopup
from copdesk.ui.kit.editors import Editors
from copdesk.ui.kit.field_row import FieldRow
from copdesk.ui.kit.filter_box import FilterBox
from copdesk.ui.kit.filter_offers import Ask, Offer, answered, offers
from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.kit.rows import Heading
from copdesk.ui.kit.tab_order import go_through
from copdesk.ui.kit.view_chip import ViewChip
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button
from copdesk.ui.theme.tokens import SIZE, SPACE

_BOX_WIDTH = 288
_LINES = 4
"""Lines of chips that are in sight at once."""


class FilterBar(QWidget):
    """What narrows a list: typed words, one view, and any number of added filters together.

    Attributes:
        changed: any of them is different.
        left: the keyboard goes to the list.
        keep_asked: what narrows the list is to be kept under a name.
        chip_made: the chip of a view of one's own was made; a `ViewChip`.
        refused: a view can't be shown; why.
    """

    changed = Signal()
    left = Signal()
    keep_asked = Signal()
    chip_made = Signal(object)
    refused = Signal(str)

    def __init__(  # noqa: PLR0913  (what a bar has)
        self,
        columns: Mapping[str, Heading],
        views: Sequence[View],
        editors: Editors,
        *,
        everything: str = "All",
        placeholder: str = "Filter",
        counted: Callable[[int], str] = "{:,}".format,
    ) -> None:
        super().__init__()
        self._columns, self._editors, self._counted = columns, editors, counted
        self._everything = View(everything)
        self._view = self._everything
        self._added: list[View] = []
        self._resorted = self._quiet = False
        self.box = FilterBox(placeholder)
        self.chips = [self._chip(view) for view in (self._everything, *views)]
        self._built_in = len(self.chips)
        self.add_button = button("Filter", "plus", "chip", tip="Add a filter")
        self.add_button.setAccessibleName("Add a filter")
        self.keep_button = button("Keep this view", "star", "link", tip="Give it a name and a chip")
        self.clear_button = button("Clear all", kind="link", tip="Show every row again")
        self._flow = FlowLayout()
        self._holder = QWidget()
        self._area = QScrollArea(self)  # placed by hand, as a layout would not ask for its height
        self._removable: list[QPushButton] = []
        self._lay_out()
        self._connect()
        self._place()

    # What narrows the list --------------------------------------------------------------------

    def text(self) -> str:
        """What is typed."""
        return self.box.text().strip()

    def filters(self) -> tuple[Filter, ...]:
        """The conditions of the view and of all added filters; they must all hold."""
        return tuple(each for view in (self._view, *self._added) for each in view.filters)

    def view(self) -> View:
        """The view that is shown."""
        return self._view

    def added(self) -> Sequence[View]:
        """The filters that narrow it further."""
        return self._added

    def views(self) -> Sequence[View]:
        """The views in the order of their chips, everything first."""
        return [chip.view for chip in self.chips]

    def is_narrowed(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.text() or self.filters())

    def differs(self) -> bool:
        """Whether what is shown is more than the view whose chip is down."""
        return bool(self._added) or self._resorted or self.text() != _words_of(self._view)

    def words(self) -> str:
        """What narrows the list, in words; empty when nothing does."""
        view = [] if self._view is self._everything else [self._view.name]
        typed = [f"“{self.text()}”"] if self.text() else []
        return ", ".join([*view, *(one.name for one in self._added), *typed])

    # Changing it ------------------------------------------------------------------------------

    def show_counts(self, counts: Sequence[int | None]) -> None:
        """Put the number of rows on each view's chip; None while it is not known."""
        for chip, count in zip(self.chips, counts, strict=True):
            chip.show_count(count)
        self._flow.invalidate()

    def show_view(self, view: View) -> None:
        """Show the rows of a view and nothing narrower: its chip, or a filter where it has none."""
        known = view in self.views()
        self._type(_words_of(view))
        self._view = view if known else self._everything
        self._added = [] if known else [view]
        self._rebuild()

    def take_up(self, view: View, added: Sequence[View], text: str) -> None:
        """Begin as it was left; nobody is told."""
        self._type(text)
        self._view = view if view in self.views() else self._everything
        self._added = list(added)
        self._place()

    def show_own(self, views: Sequence[KeptView]) -> None:
        """Put the views of one's own behind the others; one that is gone narrows no more."""
        chips = {chip.view.id: chip for chip in self.chips if isinstance(chip.view, KeptView)}
        own = []
        for view in views:
            chip = chips.pop(view.id, None) or self._own_chip(view)
            chip.show_view(view)
            own.append(chip)
        self.chips[self._built_in :] = own
        for gone in chips.values():
            self._drop(gone)
        before = self._view
        if isinstance(before, KeptView):
            same = (view for view in views if view.id == before.id and not view.fault)
            self._view = next(same, self._everything)
            if self.text() == before.words:
                self._type(_words_of(self._view))
        self._place()
        if before != self._view:
            self.changed.emit()

    def set_resorted(self, *, resorted: bool) -> None:
        """Whether the list stands in another order than the view has."""
        self._resorted = resorted
        self._show_state()

    def add(self, view: View) -> None:
        """Narrow further."""
        self._added.append(view)
        self._rebuild()
        QTimer.singleShot(0, self, self._reveal)

    def clear(self) -> None:
        """Show every row again."""
        self._added.clear()
        self._view = self._everything
        self._type("")
        self._rebuild()

    # Inside -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._on_look_changed()
        self._holder.setProperty("surface", "page")
        self._holder.setLayout(self._flow)
        self._holder.installEventFilter(self)
        self._flow.addWidget(self.box)
        area = self._area
        area.setWidget(self._holder)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chips take the whole bar; where they are more than that, they scroll."""
        super().resizeEvent(event)
        self._area.setGeometry(self.rect())

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as all chips need, but never so high that little of the list is left."""
        most = _LINES * look.px(SIZE["control"] + SPACE["s"])
        return min(self._flow.heightForWidth(width), most)

    def sizeHint(self) -> QSize:
        """All in the width there is."""
        return QSize(self._flow.sizeHint().width(), self.heightForWidth(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        """One line; the rest is reached by scrolling."""
        return QSize(look.px(_BOX_WIDTH), look.px(SIZE["control"]))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take another height when a chip came, went or changed its words."""
        if watched is self._holder and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self.box.textChanged.connect(self._on_typed)
        self.box.left.connect(self.left)
        self.add_button.clicked.connect(self._on_add)
        self.keep_button.clicked.connect(self.keep_asked)
        self.clear_button.clicked.connect(self.clear)
        look.changed.connect(self._on_look_changed)

    def _on_look_changed(self) -> None:
        self.box.setFixedWidth(look.px(_BOX_WIDTH))

    def _chip(self, view: View) -> ViewChip:
        chip = ViewChip(view, self._counted)
        chip.clicked.connect(lambda: self._choose(chip.view))
        return chip

    def _own_chip(self, view: KeptView) -> ViewChip:
        chip = self._chip(view)
        self.chip_made.emit(chip)
        return chip

    def _choose(self, view: View) -> None:
        if isinstance(view, KeptView) and view.fault:
            self._show_state()
            self.refused.emit(f"“{view.name}” can't be shown. {view.fault}")
            return
        if isinstance(view, KeptView):  # it is shown as it was kept, and nothing narrower
            self._added.clear()
            self._type(view.words)
        elif self.text() == _words_of(self._view):  # its words go with it
            self._type("")
        self._view = view
        self._rebuild()

    def _type(self, text: str) -> None:
        self._quiet = True  # one change, not two
        self.box.setText(text)
        self._quiet = False

    def _on_typed(self) -> None:
        if not self._quiet:
            self._show_state()
            self.changed.emit()

    def _on_add(self) -> None:
        self.menu().popup(self.add_button.mapToGlobal(QPoint(0, self.add_button.height() + 4)))

    def menu(self) -> QMenu:
        """Every column, and for each what it can be filtered by."""
        menu = QMenu(self)
        for key, heading in self._columns.items():
            made = offers(key, heading)
            below = menu.addMenu(heading.label)
            for said, offer in made:
                below.addAction(said, self._taking(key, heading, offer))
        return menu

    def _taking(self, key: str, heading: Heading, offer: Offer) -> Callable[[], None]:
        if isinstance(offer, View):
            return lambda: self.add(offer)
        return lambda: self._ask(key, heading, offer)

    def _ask(self, key: str, heading: Heading, ask: Ask) -> None:
        field = Field(ask.kind, f"{heading.label} {ask.words}")
        popup = AskPopup(self, FieldRow(self._editors.make(field)))

        def answer(value: object) -> None:
            self.add(answered(key, heading.label, ask, value, self._said(ask, value)))

        popup.answered.connect(answer)
        popup.show_under(self.add_button)

    def _said(self, ask: Ask, value: object) -> str:
        if isinstance(ask.kind, Link) and isinstance(value, int):
            return self._editors.cards.title(value)
        return words(ask.kind, value)

    def _rebuild(self) -> None:
        self._place()
        self.changed.emit()

    def _place(self) -> None:
        """Put everything in its order; the added filters anew, each with its own cross."""
        for chip in self._removable:
            self._drop(chip)
        self._removable = [self._removing(view) for view in self._added]
        last = (self.add_button, self.keep_button, self.clear_button)
        wanted = [*self.chips, *self._removable, *last]
        for one in wanted:
            self._flow.removeWidget(one)
            self._flow.addWidget(one)
        for one in (*self.chips, *self._removable, self.add_button):
            one.show()
        go_through(self.box, *wanted)
        self._show_state()

    def _reveal(self) -> None:
        """Bring the filter added last into sight, where the chips are more than there is room."""
        if self._removable:
            self._area.ensureWidgetVisible(self._removable[-1], 0, 0)

    def _drop(self, chip: QPushButton) -> None:
        if chip.hasFocus():
            self.add_button.setFocus()
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _removing(self, view: View) -> QPushButton:
        chip = button(view.name.replace("&", "&&"), "close", "chip", tip="Remove this filter")
        chip.setAccessibleName(f"Remove the filter {view.name}")
        chip.setCheckable(True)
        chip.setChecked(True)
        chip.clicked.connect(lambda: self._remove(view))
        return chip

    def _remove(self, view: View) -> None:
        self._added.remove(view)
        self._rebuild()
        self.add_button.setFocus()

    def _show_state(self) -> None:
        for chip in self.chips:
            chip.setChecked(chip.view == self._view)
        several = bool(self.text()) and self._view is not self._everything
        self.clear_button.setVisible(bool(self._added) or several)
        self.keep_button.setVisible(self.differs())


def _words_of(view: View) -> str:
    return view.words if isinstance(view, KeptView) else ""
