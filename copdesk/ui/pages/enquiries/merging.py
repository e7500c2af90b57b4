"""Merging enquiries: side by side, which one is kept, and what moves to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from copdesk.db.models import Document, Enquiry, EnquiryLink, EnquiryNote
from copdesk.db.reader import Reader
from copdesk.domain.dates import day_words, short_day_words
from copdesk.domain.enquiries import EnquiryState, Outcome
from copdesk.domain.fields import Field, Link
from copdesk.errors import UserError
from copdesk.services.enquiry_work import merge_enquiries
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.kit.ask_several import AskSeveral
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.field_row import FieldRow
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.pages.enquiries import promise
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label, surface
from copdesk.ui.theme.tokens import SPACE

_MOST, _QUESTION, _CARD = 8, 600, 220


@dataclass(frozen=True, slots=True)
class Side:
    """One of the enquiries, as it is compared.

    Attributes:
        lines: of its log.
        papers: attached to it.
        links: to other things.
    """

    enquiry: Mapping[str, Any]
    asker: str
    lines: int
    papers: int
    links: int

    def holds(self) -> str:
        """``3 lines of its log, 1 paper``; empty when nothing belongs to it."""
        found = (
            (self.lines, "line of its log", "lines of its log"),
            (self.papers, "paper", "papers"),
            (self.links, "link", "links"),
        )
        return ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in found if n)


def sides_of(reader: Reader, ids: Sequence[int]) -> list[Side]:
    """The enquiries as they are compared; those that are gone are absent."""
    found = []
    for each in ids:
        enquiry = reader.get(Enquiry, each)
        if enquiry is not None:
            asker = reader.title(enquiry["asker_id"]) if enquiry["asker_id"] else ""
            counts = (
                len(reader.find(EnquiryNote, enquiry_id=each)),
                len(reader.find(Document, record_id=each)),
                len(reader.find(EnquiryLink, enquiry_id=each)),
            )
            found.append(Side(enquiry, asker or enquiry["asker_name"], *counts))
    return found


def begin(desk: Desk, ids: Sequence[int], anchor: QWidget) -> None:
    """Compare these to merge them; with one alone ask first with which.

    Raises:
        UserError: there are too many to be compared.
    """
    if len(ids) > _MOST:
        raise UserError(
            f"{len(ids):,} enquiries are too many to merge.", f"Choose up to {_MOST} of them."
        )
    if len(ids) > 1:
        MergeSheet(desk, QApplication.activeWindow(), ids).open()
        return
    row = FieldRow(editors_of(desk).make(Field(Link("enquiry"), "Enquiry", required=True)))
    popup = AskSeveral(anchor.window(), "Merge with which enquiry?", {"other": row}, "Compare")
    popup.answered.connect(partial(_on_other, desk, ids[0]))
    popup.show_under(anchor)


def _on_other(desk: Desk, enquiry_id: int, values: Mapping[str, object]) -> None:
    other = cast("int", values["other"])
    if other == enquiry_id:
        with desk.store.read() as reader:
            named = (reader.get(Enquiry, other) or {}).get("reference")
        desk.notices.error(UserError(f"{named} can't be merged into itself.", "Choose another."))
    else:
        MergeSheet(desk, QApplication.activeWindow(), [enquiry_id, other]).open()


def sentence(desk: Desk, enquiry_id: int) -> str:
    """How an enquiry stands against its promise, how it ended, and when those merged came."""
    said = [promise.sentence(desk, enquiry_id)]
    with desk.store.read() as reader:
        enquiry = reader.get(Enquiry, enquiry_id) or {}
        if enquiry.get("merged_into_id"):
            said.append(f"It was merged into {reader.title(enquiry['merged_into_id'])}.")
        elif enquiry.get("outcome", Outcome.NOT_YET) is not Outcome.NOT_YET:
            note = f": {enquiry['outcome_note']}" if enquiry["outcome_note"] else ""
            said.append(f"Outcome: {enquiry['outcome'].label}{note}".rstrip(".") + ".")
        for other in reader.find(Enquiry, merged_into_id=enquiry_id):
            came = day_words(other["received_on"])
            said.append(f"{other['reference']}, received {came}, was merged into it.")
    return " ".join(filter(None, said))


class MergeSheet(Sheet):
    """The enquiries beside one another; Enter merges them into the one chosen."""

    def __init__(self, desk: Desk, parent: QWidget | None, ids: Sequence[int]) -> None:
        with desk.store.read() as reader:
            self.sides = sides_of(reader, ids)
        wide = min(1040, 60 + len(self.sides) * (_CARD + 90))
        super().__init__(parent, "Merge enquiries", QSize(max(660, wide), 600), closing="Cancel")
        self._desk = desk
        self.choice = QButtonGroup(self)
        self.told = label(kind="body2", wrap=True)
        self.merge_button = self.add_button(button("Merge", "check", "primary"))
        self._lay_out()
        self.choice.idToggled.connect(lambda _id, _on: self._tell())
        self.merge_button.clicked.connect(self._on_merge)
        first = min(self.sides, key=_rank).enquiry["id"]
        self.choice.button(first).setChecked(True)
        self.merge_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        row = QWidget()
        row.setProperty("surface", "page")
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 0, 0, SPACE["s"])
        beside.setSpacing(SPACE["m"])
        for side in self.sides:
            beside.addWidget(self._card(side), 1)
        area = QScrollArea()
        area.setWidget(row)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(area, 1)
        self.body.addWidget(self.told)

    def _card(self, side: Side) -> QWidget:
        one = side.enquiry
        keep = QRadioButton(f"Keep {one['reference']}")
        keep.setAccessibleName(f"Keep {one['reference']} {one['subject']}")
        self.choice.addButton(keep, one["id"])
        card = surface("card")
        card.setMinimumWidth(look.px(_CARD))
        column = QVBoxLayout(card)
        column.setContentsMargins(*[SPACE["m"]] * 4)
        column.setSpacing(SPACE["xs"])
        column.addWidget(keep)
        column.addWidget(label(one["subject"], "strong", wrap=True))
        for words in _facts(side):
            column.addWidget(label(words, "caption", wrap=True))
        column.addSpacing(SPACE["s"])
        question = one["question"]
        cut = question if len(question) <= _QUESTION else f"{question[:_QUESTION]}…"
        column.addWidget(label(cut or "There is no question yet.", wrap=True))
        column.addStretch(1)
        return card

    def _tell(self) -> None:
        """What will happen, in words."""
        kept = next(s for s in self.sides if s.enquiry["id"] == self.choice.checkedId())
        others = [side for side in self.sides if side is not kept]
        named = _listed([str(side.enquiry["reference"]) for side in others])
        reference, due = kept.enquiry["reference"], day_words(kept.enquiry["due_on"])
        closes = "is closed and leads" if len(others) == 1 else "are closed and lead"
        self.told.setText(
            f"{reference} keeps its promise of {due}. {named} {closes} to it; every line, paper"
            f" and link moves, and each question stands in the log of {reference}."
        )
        self.merge_button.setText(f" Merge into {reference}")
        self.merge_button.setAccessibleName(f"Merge into {reference}")

    def _on_merge(self) -> None:
        keep = self.choice.checkedId()
        others = [s.enquiry["id"] for s in self.sides if s.enquiry["id"] != keep]
        try:
            merge_enquiries(self._desk.store, keep, others)
        except UserError as refused:
            self.told.setText(str(refused))
            return
        self.accept()
        self._desk.notices.say(f"{self._desk.store.undo_label()}.", undo=True)
        self._desk.open_record(keep)


def _rank(side: Side) -> tuple[object, ...]:
    """The one to keep first: not merged, still owed, received first."""
    one = side.enquiry
    owed = one["state"].is_open or one["state"] is EnquiryState.ANSWERED
    return (one["merged_into_id"] is not None, not owed, one["received_on"], one["id"])


def _facts(side: Side) -> list[str]:
    one = side.enquiry
    came, due = (short_day_words(one[name]) for name in ("received_on", "due_on"))
    asked = f"Asked by {side.asker}" if side.asker else ""
    return [
        each
        for each in (asked, f"Received {came}, promised by {due}", one["state"].label, side.holds())
        if each
    ]


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
