"""The second step of an import: what each column means, guessed, and ten rows to judge it by."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from copdesk.imports.mapping import Column, Mapping, drop_down, guess
from copdesk.imports.source import Cells, Sheet, Source
from copdesk.imports.targets import Subject, target
from copdesk.ui.dialogs.lines import Lines
from copdesk.ui.kit.tab_order import go_through
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import label, surface
from copdesk.ui.theme.tokens import SPACE

_EXAMPLES = 10
_SHOWN = 3
_FEW = 14
"""So many columns are all shown; of more, only those that are imported until asked."""


class ColumnsStep(QWidget):
    """Every column with a drop-down of where it goes, and the first rows as they will be read.

    Attributes:
        changed: the mapping is another one.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mapping: Mapping | None = None
        self._source: Source | None = None
        self.sheets = QComboBox()
        self.sheets.setAccessibleName("Sheet")
        self.told = label("", "body2", wrap=True)
        self.all = QCheckBox()
        self.boxes: dict[int, QComboBox] = {}
        self._grid = QGridLayout()
        self._whys: dict[int, QLabel] = {}
        self.joins = QComboBox()
        self.joins.setAccessibleName("Everybody in this file joins")
        self._joining = QWidget()
        self.examples = Lines("The first rows as they will be read", ("",), 0)
        self.examples.horizontalHeader().setMaximumSectionSize(look.px(280))
        self._lay_out()
        self.sheets.activated.connect(self._on_sheet)
        self.all.toggled.connect(self._show_columns)
        self.joins.activated.connect(self._on_joins)

    @property
    def sheet(self) -> Sheet:
        """The sheet that is imported."""
        if self._source is None:
            raise LookupError("no file was read")
        return self._source.sheets[max(0, self.sheets.currentIndex())]

    def show_source(self, source: Source, subject: Subject, communities: Sequence[str]) -> None:
        """Guess the columns of a file.

        Args:
            source: what was read.
            subject: what its rows are.
            communities: those of the file, which all rows may join.

        Raises:
            UserError: the sheet holds nothing below its headings.
        """
        self._source = source
        self.sheets.clear()
        self.sheets.addItems([each.name or source.name for each in source.sheets])
        self.sheets.setVisible(len(source.sheets) > 1)
        self.joins.clear()
        self.joins.addItem("No community", "")
        for name in communities:
            self.joins.addItem(name, name)
        self._take(guess(self.sheet, subject))

    def _on_sheet(self) -> None:
        if self.mapping is not None:
            self._take(guess(self.sheet, self.mapping.subject))

    def _on_joins(self) -> None:
        if self.mapping is not None:
            self.mapping = replace(self.mapping, community=self.joins.currentData())
            self.changed.emit()

    def _take(self, mapping: Mapping) -> None:
        self.mapping = mapping
        many = len(mapping.columns) > _FEW
        left = len(mapping.columns) - len(mapping.imported)
        self.all.setText(f"Show the {left} columns that are not imported")
        self.all.setVisible(many and left > 0)
        self.all.setChecked(False)
        self._make_boxes(mapping)
        self._show_columns()
        self._tell()

    def _make_boxes(self, mapping: Mapping) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            if item is not None and (part := item.widget()):
                part.hide()
                part.deleteLater()
        self.boxes, self._whys = {}, {}
        for row, column in enumerate(mapping.columns):
            box = QComboBox()
            for key, words in drop_down(mapping.subject):
                box.addItem(words, key)
            box.setCurrentIndex(box.findData(column.target))
            box.setAccessibleName(f"Column {column.heading}: goes to")
            box.setMinimumWidth(look.px(200))
            box.activated.connect(lambda _=0, index=column.index: self._on_box(index))
            self.boxes[column.index] = box
            self._whys[column.index] = label(column.why, "caption")
            heading = label(column.heading, "strong", wrap=True)
            heading.setMinimumWidth(look.px(150))
            example = label(self._example(column), "body2")
            example.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            parts = (heading, example, box, self._whys[column.index])
            for place, part in enumerate(parts):
                self._grid.addWidget(part, row, place)
        go_through(self.sheets, *self.boxes.values(), self.all, self.joins, self.examples)

    def _example(self, column: Column) -> str:
        """The first filled cells of a column, cut to a line."""
        if self.mapping is None:
            return ""
        rows = self.sheet.rows[self.mapping.header + 1 :]
        cells = (row[column.index] for row in rows if column.index < len(row) and row[column.index])
        found = [" ".join(cell.split()) for cell, _ in zip(cells, range(_SHOWN), strict=False)]
        said = " · ".join(found)
        return said if len(said) <= 52 else f"{said[:51]}…"

    def _on_box(self, index: int) -> None:
        if self.mapping is None:
            return
        self.mapping = self.mapping.put(index, self.boxes[index].currentData())
        for column in self.mapping.columns:
            box = self.boxes[column.index]
            box.setCurrentIndex(box.findData(column.target))
            self._whys[column.index].setText(column.why)
        self._tell()

    def _show_columns(self) -> None:
        if self.mapping is None:
            return
        few = len(self.mapping.columns) <= _FEW or self.all.isChecked()
        for row, column in enumerate(self.mapping.columns):
            shown = few or bool(column.target)
            for place in range(4):
                item = self._grid.itemAtPosition(row, place)
                if item is not None and (part := item.widget()):
                    part.setVisible(shown)

    def _tell(self) -> None:
        """Say what was understood, and show the first rows in that light."""
        if self.mapping is None or self._source is None:
            return
        mapping = self.mapping
        book = f"An address book of {mapping.layout}. " if mapping.layout else ""
        each = "an organisation" if mapping.subject is Subject.ORGANISATIONS else "a person"
        many = f"{len(mapping.imported)} of {len(mapping.columns)} columns are imported."
        said = f"{book}Each row is {each}. {many}"
        self.told.setText(" ".join((mapping.missing, said, *self._source.words)).strip())
        self._joining.setVisible(not mapping.of("community") and self.joins.count() > 1)
        self._show_examples(mapping)
        self.changed.emit()

    def _show_examples(self, mapping: Mapping) -> None:
        columns = mapping.imported
        labels = [target(mapping.subject, each.target).label for each in columns]
        rows = [row for row in self.sheet.rows[mapping.header + 1 :] if any(row)][:_EXAMPLES]
        self.examples.setColumnCount(len(labels))
        self.examples.setHorizontalHeaderLabels(labels)
        self.examples.horizontalHeader().setSectionResizeMode(
            QHeaderView.ResizeMode.ResizeToContents
        )
        self.examples.show_lines([[_cell(row, each.index) for each in columns] for row in rows])

    def _lay_out(self) -> None:
        self._grid.setHorizontalSpacing(SPACE["l"])
        self._grid.setVerticalSpacing(SPACE["s"])
        self._grid.setColumnStretch(1, 1)
        inner = QWidget()
        inner.setProperty("surface", "pane")
        held = QVBoxLayout(inner)
        held.setContentsMargins(SPACE["m"], SPACE["m"], SPACE["m"], SPACE["m"])
        held.addLayout(self._grid)
        held.addWidget(self.all)
        held.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setAccessibleName("Columns")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        joining = QHBoxLayout(self._joining)
        joining.setContentsMargins(0, 0, 0, 0)
        joining.addWidget(label("Everybody in this file joins", "strong"))
        joining.addWidget(self.joins)
        joining.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        column.addWidget(self.sheets, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.told)
        column.addWidget(_framed(scroll), 3)
        column.addWidget(self._joining)
        column.addWidget(label("The first rows as they will be read", "strong"))
        column.addWidget(_framed(self.examples), 2)


def _cell(row: Cells, index: int) -> str:
    return " ".join(row[index].split()) if index < len(row) else ""


def _framed(part: QWidget) -> QWidget:
    panel = surface("panel")
    column = QVBoxLayout(panel)
    column.setContentsMargins(2, 2, 2, 2)
    column.addWidget(part)
    return panel
