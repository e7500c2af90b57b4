"""The import in four steps: choose a file, check its columns, look at every row, done."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QWidget

from copdesk.errors import Cancelled, UserError
from copdesk.imports.apply import Done, apply
from copdesk.imports.bad_rows import left_out, write_bad_rows
from copdesk.imports.known import Known
from copdesk.imports.known import look as look_at
from copdesk.imports.mapping import likely_subject
from copdesk.imports.preview import preview
from copdesk.imports.targets import Subject
from copdesk.imports.workbook import read_pasted, read_source
from copdesk.progress import Progress
from copdesk.ui.dialogs.import_choose import ChooseStep
from copdesk.ui.dialogs.import_columns import ColumnsStep
from copdesk.ui.dialogs.import_done import DoneStep, button_words
from copdesk.ui.dialogs.import_preview import PreviewStep
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.kit.desk import Desk
from copdesk.ui.tasks import BackgroundRunner, Failures, Runner
from copdesk.ui.theme.icons import IconLabel
from copdesk.ui.theme.parts import button, label, surface
from copdesk.ui.theme.tokens import SPACE

if TYPE_CHECKING:
    from copdesk.imports.source import Source
    from copdesk.imports.verdicts import Plan

_CHOOSE, _COLUMNS, _PREVIEW, _DONE = range(4)
_TITLES = ("Choose the file", "Check the columns", "Look at the rows", "Done")


def open_import(
    desk: Desk,
    parent: QWidget,
    subject: Subject | None = None,
    path: Path | None = None,
    pasted: str = "",
) -> "ImportWizard":
    """Show the wizard over ``parent``; it begins with the file or the rows that are given."""
    wizard = ImportWizard(parent, desk, subject=subject)
    wizard.open()
    if path is not None:
        wizard.read(path)
    elif pasted:
        wizard.read_pasted(pasted)
    return wizard


class ImportWizard(Sheet):
    """Brings people or organisations in from a file.

    Args:
        parent: the window.
        desk: the open file and what belongs to it.
        subject: what the rows are, when the page it was opened from says so.
        runner: makes what runs long work over this dialog; tests may run it at once.
    """

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        *,
        subject: Subject | None = None,
        runner: Callable[[QWidget, Failures], Runner] = BackgroundRunner,
    ) -> None:
        super().__init__(parent, "Import", QSize(1080, 760), closing="Cancel")
        self._desk = desk
        self._run = runner(self, Failures(self._on_error, self._on_fault))
        self._source: Source | None = None
        self._known: Known | None = None
        self._done: Done | None = None
        self._working = False
        self.choose = ChooseStep(desk.memory)
        self.columns = ColumnsStep()
        self.preview = PreviewStep()
        self.finish = DoneStep()
        self.step = label("", "caption")
        self.problem = label("", "body", wrap=True)
        self.back = self.add_button(button("Back"))
        self.onward = self.add_button(button("Next", kind="primary", tip="Go on (Ctrl+Enter)"))
        self._warning = surface("warning")
        self._steps = QStackedWidget()
        self._lay_out()
        self._connect()
        self.choose.set_subject(subject)
        self._show_step(_CHOOSE)

    # Steps ----------------------------------------------------------------------------------

    def read(self, path: Path) -> None:
        """Read a file and go on to its columns."""
        self.choose.show_reading(path)
        self._read(partial(read_source, path), f"Reading {path.name}")

    def read_pasted(self, text: str) -> None:
        """Read rows from the clipboard and go on to their columns."""
        self._read(lambda _progress: read_pasted(text), "Reading the rows")

    def _read(self, get: "Callable[[Progress], Source]", title: str) -> None:
        store, subject = self._desk.store, self.choose.subject

        def work(progress: Progress) -> object:
            source = get(progress)
            meant = subject or likely_subject(source.sheets[0])
            with store.read() as reader:
                return source, look_at(reader, meant)

        self._work(work, self._on_read, title)

    def _on_read(self, made: object) -> None:
        self._source, self._known = cast("tuple[Source, Known]", made)
        names = sorted(row["name"] for row in self._known.communities.values())
        try:
            self.columns.show_source(self._source, self._known.subject, names)
        except UserError as error:
            self._on_error(error)
            return
        self._show_step(_COLUMNS)

    def _judge(self) -> None:
        """Make the preview."""
        mapping, known = self.columns.mapping, self._known
        if mapping is None or known is None or mapping.missing:
            return
        sheet, today, store = self.columns.sheet, self._desk.today(), self._desk.store

        def work(progress: Progress) -> object:
            with store.read() as reader:
                now = look_at(reader, mapping.subject)
            return preview(sheet, mapping, now, today=today, progress=progress)

        self._work(work, self._on_judged, "Looking at every row")

    def _on_judged(self, made: object) -> None:
        self.preview.show_plan(cast("Plan", made))
        self._show_step(_PREVIEW)

    def _import(self) -> None:
        """Write what was chosen."""
        plan, source = self.preview.plan, self._source
        if plan is None or source is None:
            return
        store, choices = self._desk.store, dict(self.preview.choices)

        def work(progress: Progress) -> object:
            return apply(store, plan, choices, source=source.name, progress=progress)

        self._work(work, self._on_imported, "Importing")

    def _on_imported(self, made: object) -> None:
        self._done = cast("Done", made)
        if self.preview.plan is not None:
            left = len(left_out(self.preview.plan, self.preview.choices))
            self.finish.show_done(self._done, left)
        self._show_step(_DONE)

    def _on_undo(self) -> None:
        try:
            self._desk.store.undo()
        except UserError as error:
            self._on_error(error)
            return
        self._done = None
        self.finish.show_undone()
        self.closing.setFocus()

    def _on_save(self) -> None:
        if self.preview.plan is None:
            return
        start = str(self._desk.memory.value("folder/import", "") or "")
        name = str(Path(start) / "Rows left out.csv")
        chosen, _kind = QFileDialog.getSaveFileName(self, "Save the rows left out", name, "*.csv")
        if not chosen:
            return
        try:
            many = write_bad_rows(self.preview.plan, self.preview.choices, Path(chosen))
        except UserError as error:
            self._on_error(error)
            return
        rows = "1 row was" if many == 1 else f"{many:,} rows were"
        self.finish.left.setText(f"{rows} saved as {Path(chosen).name}.")

    # Work -----------------------------------------------------------------------------------

    def _work(
        self, work: Callable[[Progress], object], done: Callable[[object], None], title: str
    ) -> None:
        """Run something long; errors come back as values, so that the dialog wakes up again."""

        def guarded(progress: Progress) -> object:
            try:
                return work(progress)
            except (Cancelled, UserError) as error:
                return error

        def ended(made: object) -> None:
            self._set_working(False)
            if isinstance(made, UserError):
                self._on_error(made)
            elif not isinstance(made, Cancelled):
                done(made)

        self._warning.hide()
        self._set_working(True)
        self._run(self, guarded, ended, title=title)

    def _set_working(self, working: bool) -> None:
        self._working = working
        self._steps.setEnabled(not working)
        if not working:
            self.choose.show_reading(None)
        self._show_buttons()

    def _on_error(self, error: UserError) -> None:
        self.problem.setText(str(error))
        self._warning.setAccessibleName(str(error))
        self._warning.show()

    def _on_fault(self, error: Exception) -> None:
        self._set_working(False)
        sys.excepthook(type(error), error, error.__traceback__)

    # Moving between the steps ---------------------------------------------------------------

    def _show_step(self, step: int) -> None:
        self._steps.setCurrentIndex(step)
        self.step.setText(f"Step {step + 1} of {len(_TITLES)}: {_TITLES[step]}")
        self._warning.hide()
        self._show_buttons()
        (self.choose, self.onward, self.preview, self.closing)[step].setFocus()

    def _show_buttons(self) -> None:
        step = self._steps.currentIndex()
        self.back.setVisible(step in {_COLUMNS, _PREVIEW})
        self.onward.setVisible(step in {_COLUMNS, _PREVIEW})
        self.closing.setText("Close" if step == _DONE else "Cancel")
        mapping = self.columns.mapping
        ready = mapping is not None and not mapping.missing
        if step == _PREVIEW:
            self.onward.setText(button_words(self.preview.will))
            ready = bool(self.preview.will.added or self.preview.will.changed)
        else:
            self.onward.setText("Next")
        self.onward.setAccessibleName(self.onward.text())
        self.onward.setEnabled(ready and not self._working)
        self.back.setEnabled(not self._working)

    def _on_onward(self) -> None:
        if self._steps.currentIndex() == _COLUMNS:
            self._judge()
        else:
            self._import()

    def _connect(self) -> None:
        self.choose.chosen.connect(self.read)
        self.columns.changed.connect(self._show_buttons)
        self.preview.changed.connect(self._show_buttons)
        self.back.clicked.connect(lambda: self._show_step(self._steps.currentIndex() - 1))
        self.onward.clicked.connect(self._on_onward)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.onward.click)
        self.finish.undo.clicked.connect(self._on_undo)
        self.finish.save.clicked.connect(self._on_save)

    def done(self, result: int) -> None:
        """Stop what is under way; say what was imported, with its Undo, in the window."""
        if self._working:
            self._run.cancel_all()
        if self._done is not None and self._done.label:
            self._desk.notices.say(f"{self._done.label}.", undo=True)
        super().done(result)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._warning)
        row.setContentsMargins(SPACE["m"], SPACE["s"], SPACE["m"], SPACE["s"])
        row.addWidget(IconLabel("alert", "danger"))
        row.addWidget(self.problem, 1)
        for step in (self.choose, self.columns, self.preview, self.finish):
            self._steps.addWidget(step)
        self.body.addWidget(self.step)
        self.body.addWidget(self._warning)
        self.body.addWidget(self._steps, 1)
        self._warning.hide()
