"""Files that are dragged onto a part of the window; nothing of the file is needed to tell them."""

from pathlib import Path

from PySide6.QtGui import QDropEvent


def dropped_files(event: QDropEvent) -> list[Path]:
    """The files of this computer that are being dragged."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return [path for path in paths if path.is_file()]


def is_mail(file: Path) -> bool:
    """Whether a file is a mail; Outlook's own kind too, which can't be read, and is told so."""
    return file.suffix.lower() in {".eml", ".msg"}
