"""The row over a list: a box to type in, chips of its views with live counts, added filters."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from copdesk.db.conditions import Filter
from copdesk.db.listing import View
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
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button
from copdesk.ui.theme.tokens import SIZE, SPACE

_BOX_WIDTH = 288


class FilterBar(QWidget):
    """What narrows a list: typed words, one view, and any number of added filters together.

    Attributes:
        changed: any of them is different.
        left: the keyboard goes to the list.
    """

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        columns: Mapping[str, Heading],
        views: Sequence[View],
        editors: Editors,
        *,
        everything: str = "All",
        placeholder: str = "Filter",
    ) -> None:
        super().__init__()
        self._columns, self._editors = columns, editors
        self._views = [View(everything), *views]
        self._view = 0
        self._added: list[View] = []
        self.box = FilterBox(placeholder)
        self.chips = [_chip(view.name) for view in self._views]
        self.add_button = button("Filter", "plus", "chip", tip="Add a filter")
        self.add_button.setAccessibleName("Add a filter")
        self.clear_button = button("Clear all", kind="link", tip="Show every row again")
        self._flow = FlowLayout()
        self._removable: list[QPushButton] = []
        self._lay_out()
        self._connect()
        self._show_state()

    def text(self) -> str:
        """What is typed."""
        return self.box.text().strip()

    def filters(self) -> tuple[Filter, ...]:
        """The conditions of the view and of all added filters; they must all hold."""
        shown = [self._views[self._view], *self._added]
        return tuple(each for view in shown for each in view.filters)

    def views(self) -> Sequence[View]:
        """The views in the order of their chips, everything first."""
        return self._views

    def is_narrowed(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.text() or self.filters())

    def words(self) -> str:
        """What narrows the list, in words; empty when nothing does."""
        view = [self._views[self._view].name] if self._view else []
        typed = [f"“{self.text()}”"] if self.text() else []
        return ", ".join([*view, *(one.name for one in self._added), *typed])

    def show_counts(self, counts: Sequence[int]) -> None:
        """Put the number of rows on each view's chip."""
        for chip, view, count in zip(self.chips, self._views, counts, strict=True):
            chip.setText(f"{view.name}  {count:,}")
            chip.setAccessibleName(f"{view.name}, {count:,}")
        self._flow.invalidate()

    def show_view(self, view: View) -> None:
        """Show the rows of a view and nothing narrower: its chip, or a filter where it has none."""
        self.box.blockSignals(True)  # one change, not two
        self.box.clear()
        self.box.blockSignals(False)
        known = view in self._views
        self._view = self._views.index(view) if known else 0
        self._added = [] if known else [view]
        self._rebuild()

    def add(self, view: View) -> None:
        """Narrow further."""
        self._added.append(view)
        self._rebuild()

    def clear(self) -> None:
        """Show every row again."""
        self._added.clear()
        self._view = 0
        self.box.blockSignals(True)  # one change, not two
        self.box.clear()
        self.box.blockSignals(False)
        self._rebuild()

    def _lay_out(self) -> None:
        self._on_look_changed()
        holder = QWidget()
        holder.setLayout(self._flow)
        for chip in self.chips:
            self._flow.addWidget(chip)
        self._flow.addWidget(self.add_button)
        self._flow.addWidget(self.clear_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE["s"])
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(_lowered(holder), 1)

    def _connect(self) -> None:
        self.box.textChanged.connect(self._on_typed)
        self.box.left.connect(self.left)
        for number, chip in enumerate(self.chips):
            chip.clicked.connect(lambda _=False, number=number: self._choose_view(number))
        self.add_button.clicked.connect(self._on_add)
        self.clear_button.clicked.connect(self.clear)
        look.changed.connect(self._on_look_changed)

    def _on_look_changed(self) -> None:
        self.box.setFixedWidth(look.px(_BOX_WIDTH))

    def _choose_view(self, number: int) -> None:
        self._view = number
        self._show_state()
        self.changed.emit()

    def _on_typed(self) -> None:
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
        """Make the chips of the added filters anew; each carries its own cross."""
        for chip in self._removable:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._removable = [self._removing(view) for view in self._added]
        for last in (self.add_button, self.clear_button):
            self._flow.removeWidget(last)
        for chip in (*self._removable, self.add_button, self.clear_button):
            self._flow.addWidget(chip)
            chip.show()
        go_through(self.chips[-1], *self._removable, self.add_button, self.clear_button)
        self._show_state()
        self.changed.emit()

    def _removing(self, view: View) -> QPushButton:
        chip = button(f"{view.name}", "close", "chip", tip="Remove this filter")
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
        for number, chip in enumerate(self.chips):
            chip.setChecked(number == self._view)
        self.clear_button.setVisible(bool(self._added) or bool(self.text() and self._view))


def _lowered(chips: QWidget) -> QVBoxLayout:
    """Chips are a little lower than the box beside them: bring their middles together."""
    column = QVBoxLayout()
    column.setContentsMargins(0, (look.px(SIZE["control"]) - look.px(SIZE["chip"])) // 2, 0, 0)
    column.addWidget(chips)
    column.addStretch()
    return column


def _chip(words_: str) -> QPushButton:
    chip = button(words_, kind="chip", checkable=True)
    chip.setAutoExclusive(False)
    return chip
