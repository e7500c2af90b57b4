"""Where a file is to be saved, asked the same way everywhere."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

FOLDER = "folder/saved"
"""Where the folder that was saved to last is remembered."""

Choose = Callable[[QWidget, str, Path], Path | None]
"""Asks where: over which window, the suffix, the name offered; None: nowhere."""

_KINDS = {".xlsx": "Excel workbooks (*.xlsx)", ".pdf": "PDF files (*.pdf)"}


def file_name(title: str, about: str, as_at: date, suffix: str) -> str:
    """A name that every system takes: ``Training register 2026-11-23.xlsx``."""
    plain = re.sub(r'[<>:"/\\|?*\x00-\x1f]', " ", f"{title} {about or as_at.isoformat()}")
    return f"{' '.join(plain.split())[:120].strip(' .')}{suffix}"


def ask_where(parent: QWidget, suffix: str, start: Path) -> Path | None:
    """Where to save; a file that is there already is only replaced when that is confirmed."""
    while True:
        chosen, _kind = QFileDialog.getSaveFileName(parent, "Save as", str(start), _KINDS[suffix])
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.lower() == suffix:
            return path
        start = path.with_name(f"{path.name}{suffix}")
        if not start.exists():
            return start  # the dialog asked about another name: ask about this one
