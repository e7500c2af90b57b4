"""Keeping the answer of an enquiry for others: nobody named, and read through before it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from copdesk.db.models import Knowledge, KnowledgeTopic
from copdesk.db.queries.knowledge import kept_of
from copdesk.db.record import fields_of
from copdesk.services import drafts
from copdesk.services.knowledge import answer_of, keep_answer
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.draft_form import DraftForm
from copdesk.ui.kit.list_spec import RecordCommand
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.theme.parts import surface

_TOPIC = replace(fields_of(KnowledgeTopic)["topic_id"], required=False)
_FIELDS = {
    "question": fields_of(Knowledge)["question"],
    "answer": fields_of(Knowledge)["answer"],
    "topic_id": _TOPIC,
    "other_topic_id": replace(_TOPIC, label="Another topic"),
    "review_on": fields_of(Knowledge)["review_on"],
}
_READ = "Names of people were replaced by what they do. Read it through before you keep it."
_AGAIN = "An answer of this enquiry is kept already; this will be another."


class KeepingSheet(Sheet):
    """Question and answer as others will read them, and when to look at them again."""

    def __init__(self, desk: Desk, parent: QWidget | None, enquiry_id: int) -> None:
        with desk.store.read() as reader:
            begun = answer_of(reader, enquiry_id, desk.today())
            again = bool(kept_of(reader, enquiry_id))
        super().__init__(parent, "Keep as answer", QSize(720, 720), closing="")
        self._desk, self._enquiry_id = desk, enquiry_id
        self._draft_id: int | None = None
        self._said = f"{_AGAIN} {_READ}" if again else _READ
        self.draft = DraftForm(
            _FIELDS,
            editors_of(desk),
            action="Keep answer",
            keep_draft=self._put_by,
            add=self._keep,
            explain=lambda _values: self._said,
            together=desk.store.together,
        )
        panel = surface("panel")
        QVBoxLayout(panel).addWidget(self.draft)
        self.body.addWidget(panel, 1)
        self.draft.start_with({**begun, **self._left()})
        self.draft.form.focus_first()
        self.draft.added.connect(self._on_kept)
        self.draft.dropped.connect(self._on_dropped)

    def _left(self) -> Mapping[str, object]:
        """What was begun for this enquiry and not kept."""
        for each in drafts.drafts(self._desk.store, Knowledge):
            if each.values.get("enquiry_id") == self._enquiry_id:
                self._draft_id = each.id
                self._said = f"You began this earlier and did not keep it. {self._said}"
                return each.values
        return {}

    def _put_by(self, values: Mapping[str, object]) -> None:
        own = fields_of(Knowledge)
        kept = {name: value for name, value in values.items() if name in own}
        kept["enquiry_id"] = self._enquiry_id
        self._draft_id = drafts.keep_draft(self._desk.store, Knowledge, kept, self._draft_id)

    def _keep(self, values: Mapping[str, object]) -> int:
        topics = (values.get("topic_id"), values.get("other_topic_id"))
        review_on = values.get("review_on")
        return keep_answer(
            self._desk.store,
            self._enquiry_id,
            str(values.get("question") or ""),
            str(values.get("answer") or ""),
            [each for each in topics if isinstance(each, int)],
            review_on=review_on if isinstance(review_on, date) else None,
        )

    def _on_kept(self, _answer_id: int) -> None:
        self._forget_draft()
        self._desk.notices.say(f"{self._desk.store.undo_label()}.", undo=True)
        self.accept()

    def _on_dropped(self) -> None:
        self._forget_draft()
        self.reject()

    def _forget_draft(self) -> None:
        if self._draft_id is not None:
            drafts.drop_draft(self._desk.store, self._draft_id)
            self._draft_id = None


def _open(desk: Desk, ids: Sequence[int]) -> None:
    KeepingSheet(desk, QApplication.activeWindow(), ids[0]).open()


KEEP = RecordCommand(
    "Keep as answer",
    "star",
    _open,
    keys="Ctrl+Shift+K",
    suits=lambda values: bool(values.get("answer")),
)
"""What leads here from an enquiry that was answered."""
