import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QImage, QPalette
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QToolTip

from copdesk import paths
from copdesk.ui.theme import fonts
from copdesk.ui.theme.icons import IconLabel, icon
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import DARK, LIGHT, SIZE

ICONS = sorted(file.stem for file in (paths.resources() / "icons").glob("*.svg"))


@pytest.mark.parametrize(("mode", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_the_chosen_colours_reach_palette_painters_and_sheet(qapp, qtbot, light, mode, colours):
    shown = button("Add", kind="primary")
    qtbot.addWidget(shown)
    shown.show()
    look.apply(qapp, mode)
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == colours["bg"]
    assert look.colour("accent").name().upper() == colours["accent"]
    assert shown.grab().toImage().pixelColor(12, 6).name().upper() == colours["accent"]


def test_following_the_system_changes_live(qapp, light, monkeypatch):
    look.apply(qapp, "system")
    monkeypatch.setattr(type(qapp.styleHints()), "colorScheme", lambda _hints: Qt.ColorScheme.Dark)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert look.dark
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK["bg"]


def test_a_choice_by_hand_outlives_a_change_of_the_system(qapp, light, monkeypatch):
    look.apply(qapp, "light")
    monkeypatch.setattr(type(qapp.styleHints()), "colorScheme", lambda _hints: Qt.ColorScheme.Dark)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert not look.dark


def test_larger_text_enlarges_every_control_that_holds_it(qapp, qtbot, light):
    made = button("Ordinary")
    qtbot.addWidget(made)
    made.show()
    before = made.sizeHint()
    look.apply(qapp, "light", 200)
    assert look.px(SIZE["control"]) == 2 * SIZE["control"]
    assert made.sizeHint().height() == pytest.approx(2 * before.height(), abs=2)
    assert QFontMetrics(made.font()).height() < made.sizeHint().height()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_text_is_never_taller_than_its_control(qapp, qtbot, light, percent):
    look.apply(qapp, "light", percent)
    for kind in ("", "primary", "quiet", "chip", "nav", "search"):
        made = button("Gjpqy", kind=kind)
        qtbot.addWidget(made)
        made.ensurePolished()
        assert made.sizeHint().height() >= made.fontMetrics().height()
        assert made.sizeHint().height() >= SIZE["target"]


def test_a_size_outside_the_range_is_brought_into_it(qapp, light):
    look.apply(qapp, "light", 900)
    assert look.percent == 200
    look.apply(qapp, "light", 10)
    assert look.percent == 100


def test_compact_rows_are_told_to_whoever_paints(qapp, qtbot, light):
    with qtbot.waitSignal(look.changed):
        look.set_compact(True)
    assert look.row == look.px(SIZE["row_compact"])
    look.set_compact(False)
    assert look.row == look.px(SIZE["row"])


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_draws_something_in_its_colour(qapp, light, name):
    picture = icon(name, "danger").pixmap(QSize(96, 96)).toImage()
    assert LIGHT["danger"].lower() in _colours(picture)


def test_an_icon_follows_the_theme_without_being_made_again(qapp, light):
    made = icon("check", "text")
    look.apply(qapp, "dark")
    assert DARK["text"].lower() in _colours(made.pixmap(QSize(48, 48)).toImage())


def test_an_icon_shows_that_its_button_is_off_or_down(qapp, light):
    made = icon("check", "text2")
    off = made.pixmap(QSize(48, 48), QIcon.Mode.Disabled)
    down = made.pixmap(QSize(48, 48), QIcon.Mode.Normal, QIcon.State.On)
    assert LIGHT["outline"].lower() in _colours(off.toImage())
    assert LIGHT["accent"].lower() in _colours(down.toImage())


def test_an_icon_label_grows_with_the_text(qapp, qtbot, light):
    made = IconLabel("alert", "danger")
    qtbot.addWidget(made)
    look.apply(qapp, "light", 200)
    assert made.width() == 2 * SIZE["icon"]


def test_the_bundled_fonts_stand_behind_the_ui_font(qapp, light):
    families = qapp.font().families()
    assert families[0] == fonts.FALLBACK
    assert {"Noto Sans Arabic", "Noto Sans Ethiopic"} <= set(families)


def test_what_was_typed_is_never_read_as_markup(qtbot, light):
    evil = "<img src='/etc/passwd'><b>bold</b>"
    shown = QLabel(evil)
    box = QMessageBox(text=evil)
    for one in (shown, box):
        qtbot.addWidget(one)
        one.show()
    labels = [shown, *box.findChildren(QLabel)]
    assert evil in [one.text() for one in labels[1:]]
    assert {one.textFormat() for one in labels} == {Qt.TextFormat.PlainText}
    assert label(evil).textFormat() == Qt.TextFormat.PlainText


def test_a_tip_is_never_read_as_markup(qapp, qtbot, light):
    host = button("Ordinary")
    qtbot.addWidget(host)
    host.show()
    QToolTip.showText(QPoint(10, 10), "<b>bold</b>", host)
    tips = [one for one in qapp.topLevelWidgets() if one.inherits("QTipLabel")]
    assert [one.textFormat() for one in tips] == [Qt.TextFormat.PlainText]
    QToolTip.hideText()


def test_an_icon_only_button_is_named_by_its_tip(qtbot):
    made = button("", "close", "icon", tip="Close this message (Esc)")
    qtbot.addWidget(made)
    assert isinstance(made, QPushButton)
    assert made.accessibleName() == "Close this message (Esc)"


def _colours(picture: QImage) -> set[str]:
    pixels = (
        picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())
    )
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_names_in_every_script_are_shown_without_a_complaint(qapp, qtbot, light, qtlog):
    shown = label("அபிராமி · አበበ ቢቂላ · محمد · 王小明 · გიორგი · प्रिया · נועה · สมชาย")
    qtbot.addWidget(shown)
    shown.show()
    shown.grab()
    assert [one.message for one in qtlog.records if "OpenType" in one.message] == []
