"""The guide, shipped with the program, so that it always tells of the version that is running."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QTextBrowser, QWidget

from copdesk import paths
from copdesk.ui.dialogs.sheet import Sheet


class Guide(Sheet):
    """Shows ``resources/guide/guide.md``; the text is ours, so it may be formatted.

    Args:
        parent: the window.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "Guide", QSize(760, 680))
        text = (paths.resources() / "guide" / "guide.md").read_text("utf-8")
        self.text = QTextBrowser()
        self.text.setAccessibleName("Guide")
        self.text.setOpenLinks(False)
        self.text.setMarkdown(text.partition("\n")[2])
        self.body.addWidget(self.text, 1)
        self.text.setFocus()
