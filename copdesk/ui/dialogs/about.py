"""What this program is: version, open file, Qt, licences; and the facts a helper asks for."""

import csv
import platform
import sys
from pathlib import Path

import PySide6
from PySide6.QtCore import QSize, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from copdesk import __version__, paths
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label

_INTRODUCTION = (
    "copdesk is built on the work of others, with thanks. Qt is shipped as separate libraries that"
    " you may replace. Each part stands here with its licence and where its source is; the licences"
    " follow in full.\n"
)


class About(Sheet):
    """Says what is running, and copies it for somebody who helps.

    Args:
        parent: the window.
        file: the open file, or ``None``.
    """

    def __init__(self, parent: QWidget, file: Path | None) -> None:
        super().__init__(parent, "About copdesk", QSize(560, 480))
        self._file = file
        self.body.addWidget(label(f"Version {__version__}", "section"))
        self.body.addWidget(label(f"File: {file or 'none is open'}", "body2", wrap=True))
        self.body.addWidget(label(f"Qt {qVersion()}, Python {platform.python_version()}", "body2"))
        licences = QPlainTextEdit(licences_in_full())
        licences.setReadOnly(True)
        licences.setTabChangesFocus(True)
        licences.setAccessibleName("Licences")
        self.body.addWidget(licences, 1)
        self.copy = self.add_button(button("Copy system information", "copy"))
        self.copy.clicked.connect(self._on_copy)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(system_information())
        self.copy.setText(" Copied")


def licences_in_full() -> str:
    """What copdesk is built on, under which licences, and every licence in full."""
    shelf = paths.resources() / "licences"
    with (shelf / "list.csv").open(encoding="utf-8", newline="") as file:
        parts = list(csv.DictReader(file))
    named = [f"{part['name']}: {part['licence']}, {part['source']}" for part in parts]
    names = dict.fromkeys(name for part in parts for name in part["text"].split())
    texts = [f"== {Path(n).stem} ==\n\n{(shelf / n).read_text(encoding='utf-8')}" for n in names]
    return "\n".join([_INTRODUCTION, *named, "", *texts])


def system_information() -> str:
    """What somebody who helps needs to know; it names no person and no file."""
    screen = QGuiApplication.primaryScreen()
    facts = {
        "copdesk": __version__,
        "Python": platform.python_version(),
        "Qt": qVersion(),
        "PySide6": PySide6.__version__,
        "System": f"{platform.system()} {platform.release()} ({platform.machine()})",
        "Window system": QGuiApplication.platformName(),
        "Screen": f"{screen.size().width()} x {screen.size().height()}, "
        f"scale {screen.devicePixelRatio():g}",
        "Text size": f"{look.percent} %",
        "Colours": look.mode,
        "Bundle": "yes" if getattr(sys, "frozen", False) else "no",
    }
    return "\n".join(f"{name}: {fact}" for name, fact in facts.items())
