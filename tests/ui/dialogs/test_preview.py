"""The preview: pages seen, saved and printed, with what is wrong said first."""

from io import BytesIO

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from copdesk.errors import Cancelled, UserError
from copdesk.progress import SILENT, Progress
from copdesk.reports import pdf
from copdesk.reports.document import Document, Heading, Paragraph
from copdesk.ui.dialogs.pdf_pages import Pdf
from copdesk.ui.dialogs.preview import Preview, Previewed

Key = Qt.Key


class Kept(dict):
    def value(self, key, default=None):
        return self.get(key, default)

    def setValue(self, key, value):
        self[key] = value


@pytest.fixture(scope="module")
def content():
    blocks = (
        block
        for number in range(1, 6)
        for block in (
            Heading(f"Part {number}", new_page=True),
            Paragraph(f"The words of part {number}."),
        )
    )
    out = BytesIO()
    pdf.write(Document("Pack", tuple(blocks), contents=False), out)
    return out.getvalue()


@pytest.fixture
def memory():
    return Kept()


@pytest.fixture
def show(qtbot, light, content, memory):
    def _show(problems=(), choose=None):
        made = Preview(
            None,
            Previewed("Pack", "Pack.pdf", content, problems),
            lambda _parent, work, done: done(work(SILENT)),
            memory,
            choose,
        )
        qtbot.addWidget(made)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        made.show()
        return made

    return _show


def test_page_down_and_up_turn_the_pages(qtbot, show):
    preview = show()
    assert preview.place.text() == "Page 1 of 6"
    assert not preview.before.isEnabled()
    qtbot.keyClick(preview.pages, Key.Key_PageDown)
    qtbot.keyClick(preview.pages, Key.Key_PageDown)
    assert preview.place.text() == "Page 3 of 6"
    qtbot.keyClick(preview.pages, Key.Key_PageUp)
    assert preview.place.text() == "Page 2 of 6"
    preview.after.click()
    assert preview.place.text() == "Page 3 of 6"


def test_plus_and_minus_change_the_size_and_nought_fits_the_width(qtbot, show):
    preview = show()
    fitting = preview.pages.percent
    qtbot.keyClick(preview.pages, Key.Key_PageDown)
    qtbot.keyClick(preview.pages, Key.Key_Plus)
    larger = preview.pages.percent
    assert larger > fitting
    assert preview.place.text() == "Page 2 of 6"
    qtbot.keyClick(preview.pages, Key.Key_Minus)
    assert preview.pages.percent < larger
    qtbot.keyClick(preview.pages, Key.Key_0)
    assert preview.pages.percent == fitting


def test_the_words_of_a_page_are_told_to_those_who_hear_it(qtbot, show):
    preview = show()
    qtbot.keyClick(preview.pages, Key.Key_PageDown)
    assert preview.pages.accessibleName() == "Page 2 of 6"
    assert "The words of part 1." in preview.pages.accessibleDescription()


def test_what_is_drawn_is_the_page(content):
    opened = Pdf(content)
    picture = opened.picture(1, 1.0)
    inks = {picture.pixelColor(x, y).name() for x in range(40, 400) for y in range(60, 140)}
    assert "#ffffff" in inks
    assert len(inks) > 5
    opened.close()


def test_what_is_wrong_stands_over_the_pages(show):
    wrong = [f"Paper {number} can't be read." for number in range(12)]
    preview = show(wrong)
    said = [one.text() for one in preview.findChildren(QLabel)]
    assert "Paper 0 can't be read." in said
    assert "And 4 more." in said
    assert "Paper 11 can't be read." not in said


def test_saving_writes_the_same_bytes_and_remembers_the_folder(show, content, memory, tmp_path):
    preview = show(choose=lambda _parent, start: tmp_path / start.name)
    preview.save.click()
    assert (tmp_path / "Pack.pdf").read_bytes() == content
    assert preview.said.text() == "Saved as Pack.pdf."
    assert preview.open_file.isVisible()
    assert memory["folder/saved"] == str(tmp_path)


def test_a_folder_that_is_not_there_is_told_in_words(show, tmp_path):
    preview = show(choose=lambda _parent, _start: tmp_path / "nowhere" / "Pack.pdf")
    preview.save.click()
    assert "does not exist. Choose another folder." in preview.said.text()
    assert preview.said.property("type") == "error"
    assert not preview.open_file.isVisible()


def test_calling_off_saves_nothing(show, memory):
    preview = show(choose=lambda _parent, _start: None)
    preview.save.click()
    assert not preview.said.isVisible()
    assert memory == {}


# Printing ---------------------------------------------------------------------------------------


@pytest.fixture
def printer(qapp, tmp_path):
    printing = pytest.importorskip("PySide6.QtPrintSupport")
    made = printing.QPrinter(printing.QPrinter.PrinterMode.ScreenResolution)
    made.setOutputFormat(printing.QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    return made


def test_the_pages_asked_for_are_printed(printer, content, tmp_path):
    from copdesk.ui.dialogs.printing import print_pages

    print_pages(content, printer, range(1, 4), SILENT)
    printed = Pdf((tmp_path / "printed.pdf").read_bytes())
    assert len(printed.sizes) == 3
    printed.close()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_is_not_there_is_told_in_words(printer, content, tmp_path):
    from copdesk.ui.dialogs.printing import print_pages

    printer.setOutputFileName(str(tmp_path / "nowhere" / "printed.pdf"))
    with pytest.raises(UserError, match="can't be reached"):
        print_pages(content, printer, range(1), SILENT)


def test_printing_stops_when_it_is_called_off(printer, content):
    from copdesk.ui.dialogs.printing import print_pages

    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        print_pages(content, printer, range(6), progress)
