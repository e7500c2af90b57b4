"""What the search box finds: the records of the open file, and every command of the menus."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from copdesk.domain.text import fold
from copdesk.ui.actions import entries, keys_in_words, plain_words
from copdesk.ui.dialogs.palette import Found
from copdesk.ui.main_window.session import Session
from copdesk.ui.main_window.stack import PageStack

_RECORDS = 30
_COMMANDS = 8
_BELONGING = {"document": "attach", "kept_words": "check"}
"""Kinds without a page, shown on the record they belong to, each with its icon."""


class Finding:
    """Answers the palette.

    Args:
        window: whose menu bar holds the commands.
        session: the open file.
        stack: knows the kinds that have a page, and which records were shown before.
        open_record: shows a record.
    """

    def __init__(
        self,
        window: QMainWindow,
        session: Session,
        stack: PageStack,
        open_record: Callable[[int], object],
    ) -> None:
        self._window, self._session, self._stack = window, session, stack
        self._open_record = open_record

    def __call__(self, text: str) -> Sequence[Found]:
        """The records that match, then the commands; only commands after ``>``."""
        if text.startswith(">"):
            return self._commands(text[1:])
        if not text.strip():
            return [*self._visited(), *self._commands("")]
        return [*self._records(text), *self._commands(text)[:_COMMANDS]]

    def _records(self, text: str) -> list[Found]:
        if not self._session.is_open:
            return []
        from copdesk.db.search import find  # noqa: PLC0415  (after the first paint)

        with self._session.store.read() as reader:
            hits = find(reader, text, limit=_RECORDS, kinds=(*self._stack.kinds, *_BELONGING))
        return [self._found(hit.kind, hit.id, hit.title, hit.detail) for hit in hits]

    def _visited(self) -> list[Found]:
        """The records shown last, newest first, as far as they are still there."""
        if not self._session.is_open:
            return []
        ids = self._stack.visited()
        with self._session.store.read() as reader:
            titles = reader.titles(ids)
            kinds = {one: reader.kind(one) or "" for one in titles}
        return [self._found(kinds[one], one, titles[one], "") for one in ids if one in titles]

    def _found(self, kind: str, record_id: int, title: str, detail: str) -> Found:
        from copdesk.db.kinds import models  # noqa: PLC0415  (after the first paint)

        word = models()[kind].singular.capitalize()
        return Found(
            _BELONGING.get(kind) or self._stack.icon_of(kind),
            title,
            f"{word}, {detail}" if detail else word,
            lambda: self._open_record(record_id),
        )

    def _commands(self, text: str) -> list[Found]:
        wanted = fold(text).split()
        shown = (one for one in entries(self._window.menuBar()) if one.isEnabled())
        return [_command(one) for one in shown if _matches(fold(plain_words(one)), wanted)]


def _matches(words: str, wanted: Sequence[str]) -> bool:
    return all(any(word.startswith(each) for word in words.split()) for each in wanted)


def _command(entry: QAction) -> Found:
    icon = entry.property("icon_name") or "command"
    return Found(str(icon), plain_words(entry), "Command", entry.trigger, keys_in_words(entry))
