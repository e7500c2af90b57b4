from PySide6.QtWidgets import QPlainTextEdit

from copdesk import __version__
from copdesk.ui.dialogs.about import About, licences_in_full, system_information


def test_every_part_stands_with_its_licence_and_the_licence_in_full(qtbot):
    box = About(None, None)
    qtbot.addWidget(box)
    shown = box.findChild(QPlainTextEdit).toPlainText()
    assert "Qt: LGPL-3.0-only, https://code.qt.io/" in shown
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in shown
    assert "SIL OPEN FONT LICENSE" in shown


def test_licence_shared_by_several_stands_once():
    assert licences_in_full().count("== apache-2.0 ==") == 1


def test_information_for_a_helper_names_versions_and_no_file(qapp):
    told = system_information()
    assert f"copdesk: {__version__}" in told
    assert ".copdesk" not in told
