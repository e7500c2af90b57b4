"""Small things painted the same wherever rows are drawn: names, pills, bars, initials."""

import re
from decimal import Decimal

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from copdesk.ui.theme.icons import paint_icon
from copdesk.ui.theme.look import look

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
"""Names of right-to-left scripts too begin at the left of their column."""
_TONES = ("accent", "info", "warn", "ok")
_LETTER = re.compile(r"[^\W_]")
_faces: dict[str, tuple[QFont, QFontMetrics]] = {}
look.changed.connect(_faces.clear)


def isolated(text: str) -> str:
    """The text shut in on itself (U+2068 ... U+2069), so that mixed directions keep their order."""
    return f"\u2068{text}\u2069" if text and not text.isascii() else text


def initials(name: str) -> str:
    """The first letters of the first and the last word; a single word gives one."""
    firsts = [found[0] for word in name.split() if (found := _LETTER.search(word))]
    return "".join((firsts[0], firsts[-1]) if len(firsts) > 1 else firsts).upper()


def face(name: str) -> tuple[QFont, QFontMetrics]:
    """The font of a face with its measures: a kind of the tokens' TYPE, or ``strong``."""
    found = _faces.get(name)
    if found is None:
        font = look.font(strong=True) if name == "strong" else look.font(name)
        found = _faces[name] = (font, QFontMetrics(font))
    return found


def paint_text(
    painter: QPainter, rect: QRect, text: str, role: str = "text", name: str = "body"
) -> None:
    """One line, from the left, cut short with an ellipsis where it does not fit."""
    font, metrics = face(name)
    painter.setFont(font)
    painter.setPen(look.colour(role))
    shown = metrics.elidedText(isolated(text), Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, LEFT, shown)


def paint_avatar(painter: QPainter, rect: QRect, name: str) -> None:
    """A circle with the initials, always in the same tone for the same name."""
    tone = _TONES[sum(map(ord, name)) % len(_TONES)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(tone + "_soft"))
    painter.drawEllipse(QRectF(rect))
    font = look.font(strong=True)
    font.setPixelSize(max(8, int(rect.height() * 0.38)))
    painter.setFont(font)
    painter.setPen(look.colour(tone))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials(name))


def paint_pill(painter: QPainter, rect: QRect, text: str, tone: str, icon: str) -> None:
    """A state in words, in a rounded ground of its tone, with its icon: never colour alone."""
    font, metrics = face("body")
    mark = look.px(15) if icon else 0
    height = metrics.height() + look.px(5)
    room = rect.width() - mark - look.px(22)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    width = metrics.horizontalAdvance(shown) + mark + look.px(22)
    pill = QRectF(rect.x(), rect.center().y() - height / 2 + 0.5, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(tone + "_soft"))
    painter.drawRoundedRect(pill, height / 2, height / 2)
    ink = "text2" if tone == "mute" else tone
    if icon:
        at = QRectF(pill.x() + look.px(8), pill.center().y() - mark / 2, mark, mark)
        paint_icon(painter, at, icon, ink)
    painter.setFont(font)
    painter.setPen(look.colour(ink))
    painter.drawText(pill.adjusted(mark + look.px(11), 0, 0, 0), LEFT, shown)


def paint_bar(painter: QPainter, rect: QRectF, part: Decimal, whole: Decimal) -> None:
    """How much of the whole is there; full in one colour, short of it in another."""
    round_ = rect.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("mute_soft"))
    painter.drawRoundedRect(rect, round_, round_)
    share = min(1.0, float(part / whole)) if whole else 1.0
    if share > 0:
        painter.setBrush(look.colour("data1" if share >= 1 else "data2"))
        width = max(rect.height(), rect.width() * share)
        painter.drawRoundedRect(QRectF(rect.x(), rect.y(), width, rect.height()), round_, round_)
