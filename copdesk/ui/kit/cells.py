"""How a cell of a list is drawn and read out: plain words, a name, a state, a bar of hours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from copdesk.ui.kit.paint import face, paint_avatar, paint_pill, paint_text
from copdesk.ui.kit.rows import Row
from copdesk.ui.theme.icons import paint_icon
from copdesk.ui.theme.look import look

_UNKNOWN = "Not known"


@dataclass(frozen=True, slots=True)
class Cell:
    """Words on one line.

    Attributes:
        role: the colour of the words.
    """

    role: str = "text2"

    def needs(self) -> tuple[str, ...]:
        """Further values it is drawn from, by key."""
        return ()

    def paint(self, painter: QPainter, rect: QRect, row: Row, key: str) -> None:
        """Draw it within ``rect``, which already leaves the margins."""
        paint_text(painter, rect, row.words[key], self.role)

    def spoken(self, row: Row, key: str) -> str:
        """What a screen reader says for it."""
        return row.words[key] or "not known"


@dataclass(frozen=True, slots=True)
class NameCell(Cell):
    """The name that a row goes by, with a second line of smaller words where there is room.

    Attributes:
        under: the keys whose words make the second line.
        avatar: whether the initials stand before it.
        span: the keys of a first and a last day, told at the end of the second line.
        opens: whether a click on the name opens its record, as it does in the list of another.
    """

    under: tuple[str, ...] = ()
    avatar: bool = False
    span: tuple[str, str] | None = None
    opens: bool = False

    def needs(self) -> tuple[str, ...]:
        """The second line's values."""
        return (*self.under, *(self.span or ()))

    def paint(self, painter: QPainter, rect: QRect, row: Row, key: str) -> None:
        """Initials, name, and under it the rest."""
        if self.avatar:
            rect = self._initials(painter, rect, row.words[key])
        under = self.second_line(row)
        if not under or rect.height() < look.px(40):
            paint_text(painter, rect, row.words[key], self._ink(), "strong")
            return
        upper, lower = face("strong")[1].height(), face("caption")[1].height()
        top = rect.y() + (rect.height() - upper - lower) // 2
        first = QRect(rect.x(), top, rect.width(), upper)
        paint_text(painter, first, row.words[key], self._ink(), "strong")
        second = QRect(rect.x(), top + upper, rect.width(), lower)
        paint_text(painter, second, under, "text3", "caption")

    def second_line(self, row: Row) -> str:
        """The words under the name."""
        said = [*(row.words.get(key, "") for key in self.under), self._span_words(row)]
        known = (words for words in said if words and words != _UNKNOWN)
        return "  ·  ".join(f"\u2068{words}\u2069" for words in known)

    def spoken(self, row: Row, key: str) -> str:
        """Name and second line."""
        said = [*(row.words.get(under, "") for under in self.under), self._span_words(row)]
        return ", ".join(filter(None, [row.words[key], *said]))

    def _ink(self) -> str:
        return "accent" if self.opens else "text"

    def _span_words(self, row: Row) -> str:
        """``since Feb 2019``, ``Feb 2019 to 2024``, ``until 2024``."""
        first, last = (row.words.get(key, "") for key in self.span or ("", ""))
        if first and last:
            return f"{first} to {last}"
        return f"since {first}" if first else f"until {last}" if last else ""

    def _initials(self, painter: QPainter, rect: QRect, name: str) -> QRect:
        side = min(look.px(28), rect.height() - 6)
        at = QRect(rect.x() + 2, rect.center().y() - side // 2 + 1, side, side)
        paint_avatar(painter, at, name)
        return rect.adjusted(side + look.px(11), 0, 0, 0)


@dataclass(frozen=True, slots=True)
class PillCell(Cell):
    """A state: its words in a rounded ground.

    Attributes:
        tones: value -> (tone, icon); tones are ok, warn, danger, info, mute. A value that is
            not named is drawn as plain words.
        by: the key of the value that has the tone; empty: the cell's own.
    """

    tones: Mapping[Any, tuple[str, str]] = field(default_factory=dict)
    by: str = ""

    def needs(self) -> tuple[str, ...]:
        """What has the tone."""
        return (self.by,) if self.by else ()

    def paint(self, painter: QPainter, rect: QRect, row: Row, key: str) -> None:
        """The pill, or plain words."""
        tone = self.tones.get(row.values[self.by or key])
        if tone is None or not row.words[key]:
            paint_text(painter, rect, row.words[key], "text3")
        else:
            paint_pill(painter, rect, row.words[key], *tone)


@dataclass(frozen=True, slots=True)
class LinkCell(Cell):
    """The name of another record: a click on its words opens it.

    Attributes:
        to: the table of that record, where the column is worked out; a link knows it itself.
    """

    role: str = "text"
    to: str = ""


@dataclass(frozen=True, slots=True)
class TickCell(Cell):
    """Whether something is done: a box that is ticked while there is a value.

    Attributes:
        done: what a screen reader says when it is ticked.
        undone: and when it is not.
    """

    done: str = "done"
    undone: str = "not done"

    def paint(self, painter: QPainter, rect: QRect, row: Row, key: str) -> None:
        """The box, and in it the tick."""
        side = look.px(18)
        box = QRectF(rect.x() + 0.5, rect.center().y() - side / 2 + 1, side, side)
        ticked = bool(row.values[key])
        painter.setPen(look.colour("accent" if ticked else "outline"))
        painter.setBrush(look.colour("accent" if ticked else "surface"))
        painter.drawRoundedRect(box, 4, 4)
        if ticked:
            paint_icon(painter, box.adjusted(2, 2, -2, -2), "check", "on_accent")

    def spoken(self, row: Row, key: str) -> str:
        """``done, 9 Dec 2026``."""
        if not row.values[key]:
            return self.undone
        return f"{self.done}, {row.words[key]}"


def links_of(cells: Mapping[str, Cell]) -> dict[str, str]:
    """The cells whose words open a record, by key, each with the table that it names itself."""
    links = {key: cell.to for key, cell in cells.items() if isinstance(cell, LinkCell)}
    names = {key: "" for key, cell in cells.items() if isinstance(cell, NameCell) and cell.opens}
    return links | names
