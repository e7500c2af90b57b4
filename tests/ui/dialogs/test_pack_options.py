"""The ticks of a pack: what they mean, and that they are remembered."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from copdesk.db.queries.packs import IssueLine
from copdesk.domain.packs import Audience, PackPart
from copdesk.ui.dialogs.pack_options import PackDialog
from copdesk.ui.kit.editors import Editors


class Kept(dict):
    def value(self, key, default=None):
        return self.get(key, default)

    def setValue(self, key, value):
        self[key] = value


class NoCards:
    def find(self, _kind, _text):
        return []

    def title(self, _id):
        return ""


@pytest.fixture
def made(qtbot, light):
    built, opened, memory = [], [], Kept()

    def make():
        issue = IssueLine(1, 2, datetime(2026, 7, 22, 9, tzinfo=UTC), 77, "{}")
        dialog = PackDialog(
            None,
            Editors(lambda: None, NoCards()),
            memory,
            ("Broken.pdf: It could not be read.",),
            (issue,),
            lambda options, who: built.append((options, who)),
            opened.append,
        )
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    make.built, make.opened = built, opened
    return make


def test_everything_is_ticked_at_first_and_what_was_left_out_is_remembered(made):
    first = made()
    assert all(tick.isChecked() for tick in first.parts.values())
    first.parts[PackPart.WINS].setChecked(False)
    first.duplex.setChecked(True)
    first.audience.editor.set_value(Audience.CHAIR)
    first.preview.click()
    options, who = made.built[0]
    assert options.parts == frozenset(PackPart) - {PackPart.WINS}
    assert options.duplex
    assert not options.large
    assert who is Audience.CHAIR
    again = made()
    assert not again.parts[PackPart.WINS].isChecked()
    assert again.duplex.isChecked()
    assert again.chosen_audience() is Audience.CHAIR


def test_the_public_gets_no_papers_and_is_warned_of_nicknames(made):
    dialog = made()
    dialog.audience.editor.set_value(Audience.PUBLIC)
    dialog.audience.editor.edited.emit()
    assert not dialog.parts[PackPart.PAPERS].isEnabled()
    assert "nickname" in dialog.hint.text()


def test_unreadable_papers_and_what_was_sent_are_told_before_anything_is_built(made):
    dialog = made()
    words = [one.text() for one in dialog.findChildren(QLabel)]
    assert "Broken.pdf: It could not be read." in words
    assert "Issue 2, Wed 22 Jul 2026 at 10:00" in words
    shown = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Open")
    shown.click()
    assert made.opened == [77]
    assert made.built == []
