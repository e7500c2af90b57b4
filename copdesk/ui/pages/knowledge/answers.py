"""The answers kept: which of them have grown old, and the word that they are still true."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from copdesk.db.models import Knowledge
from copdesk.domain.answers import Freshness, freshness, freshness_words
from copdesk.services.knowledge import add_answer, check_again
from copdesk.ui.kit.cells import Cell, LinkCell, NameCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.list_spec import ListSpec, RecordCommand, Related
from copdesk.ui.kit.paint import paint_text
from copdesk.ui.kit.rows import Row
from copdesk.ui.theme.icons import paint_icon
from copdesk.ui.theme.look import look

_MARKS = {Freshness.STALE: ("warn", "alert"), Freshness.SOON: ("text2", "clock")}


@dataclass(frozen=True, slots=True)
class ReviewCell(Cell):
    """The day on which an answer is looked at again, and whether it has passed.

    Attributes:
        today: what it is counted from.
    """

    today: Callable[[], date] = date.today

    def paint(self, painter: QPainter, rect: QRect, row: Row, key: str) -> None:
        """An icon where something is to be done, and the words."""
        stands = self._stands(row, key)
        role, icon = _MARKS.get(stands, ("text2", ""))
        if icon:
            side = look.px(16)
            mark = QRect(rect.x(), rect.center().y() - side // 2 + 1, side, side)
            paint_icon(painter, mark, icon, role)
            rect = rect.adjusted(side + look.px(6), 0, 0, 0)
        paint_text(painter, rect, self._words(row, key), role)

    def spoken(self, row: Row, key: str) -> str:
        """``Stale, 2 Apr 2026``."""
        return self._words(row, key)

    def _words(self, row: Row, key: str) -> str:
        stale = self._stands(row, key) is Freshness.STALE
        said = row.words[key] or "No day set"
        return f"Stale, {said}" if stale else said

    def _stands(self, row: Row, key: str) -> Freshness:
        day = row.values[key]
        return freshness(day if isinstance(day, date) else None, self.today())


def _still_true(desk: Desk, ids: Sequence[int]) -> None:
    check_again(desk.store, ids)
    desk.notices.say(f"{desk.store.undo_label()}.", undo=True)


def _standing(desk: Desk, answer_id: int) -> str:
    with desk.store.read() as reader:
        values = reader.get(Knowledge, answer_id)
    return f"{freshness_words(values['review_on'], desk.today())}." if values else ""


def answers(desk: Desk) -> ListSpec:
    """The list of answers kept."""
    return ListSpec(
        kind="knowledge",
        title="Answers",
        icon="enquiries",
        columns=(
            Shown("question", 320, 0, NameCell(under=("topics",))),
            Shown("review_on", 170, 1, ReviewCell(today=desk.today)),
            Shown("enquiry_id", 200, 2, LinkCell(role="text2")),
            Shown("kept_on", 120, 3),
            Shown("topics", 200, 4, hidden=True),
            Shown("source", 180, 5, hidden=True),
        ),
        empty="Answers worth giving again. Choose “Keep as answer” beside an enquiry that was"
        " answered.",
        everything="All answers",
        placeholder="Filter by question, answer or topic",
        sort="question",
        form=("question", "answer", "review_on", "enquiry_id", "source", "kept_on"),
        draft=("question", "answer", "source", "review_on"),
        related=(
            Related(
                kind="knowledge_topic",
                parent="knowledge_id",
                title="Topics",
                columns=(Shown("topic_id", 260, 0, NameCell(opens=False)),),
                link="topic_id",
                tab="Topics",
                empty="No topic yet: it is found by its words only.",
            ),
        ),
        commands=(RecordCommand("Still true", "check", _still_true, many=True, keys="Ctrl+T"),),
        sentence=_standing,
        add=lambda at, values: add_answer(at.store, values),
        verb=("Keep", "Kept"),
    )
