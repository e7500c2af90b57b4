"""The register written from the matrix says what the matrix on the screen says."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from python_calamine import CalamineWorkbook

from copdesk.db.models import Credit, Participant
from copdesk.services import records, training
from copdesk.ui.dialogs import making
from copdesk.ui.pages.training import page as make_page
from copdesk.ui.pages.training.matrix_lines import first_words
from tests.ui.pages.conftest import TODAY

Key = Qt.Key


@pytest.fixture
def matrix(desk, store, show_page):
    """Two people, one of whose hours were entered today for a day long ago."""
    amina, ming = (records.add(store, Participant, {"name": n}) for n in ("Amina Yusuf", "王小明"))
    policy = training.adopt_policy(store, {"title": "Safeguarding", "adopted_on": date(2024, 1, 1)})
    late, early = (
        training.record_hours(store, policy, {each: Decimal("3.00")}, date(2026, 5, 4))[0]
        for each in (amina, ming)
    )
    for credit, on in ((late, TODAY), (early, date(2026, 5, 4))):
        records.change(store, Credit, credit, {"entered_on": on, "verified_on": on})
    page = show_page(make_page(desk))
    page.tabs.setCurrentIndex(1)
    page.matrix.table.setFocus()
    return page.matrix


@pytest.mark.parametrize(
    ("known_on", "said"),
    [("", ["Met", "Met"]), ("5 May 2026", ["0.00 of 3.00", "Met"])],
)
def test_the_register_is_as_known_on_the_day_of_the_screen(
    matrix, press, tmp_path, monkeypatch, qtbot, known_on, said
):
    monkeypatch.setattr(making, "ask_where", lambda *_asked: tmp_path / "register.xlsx")
    if known_on:
        matrix.asked.known_on.editor.line.setFocus()
        press(matrix, known_on, Key.Key_Return)
    matrix.export_button.setFocus()
    press(matrix, Key.Key_Space)
    qtbot.waitUntil((tmp_path / "register.xlsx").exists)
    qtbot.waitUntil(lambda: "register.xlsx" in matrix.saved.words.text())
    book = CalamineWorkbook.from_path(tmp_path / "register.xlsx")
    rows = book.get_sheet_by_name("Matrix").to_python()[-2:]
    assert [row[3] for row in rows] == said
    shown = [first_words(line.cells[0]) for line in matrix.table.held.lines]
    assert [each == "Met" for each in shown] == [each == "Met" for each in said]
