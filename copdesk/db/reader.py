"""Asking the file: plain rows and titles, never live objects."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Executable, and_, select

from copdesk.db.ground import card, setting
from copdesk.db.record import Record, table_of


class Reader:
    """A short look at one state of the file; everything it returns is plain values."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def rows(self, question: Executable) -> Sequence[Any]:
        """The rows of a question built in ``db/queries``."""
        return self.connection.execute(question).all()

    def scalar(self, question: Executable) -> Any:  # noqa: ANN401  (the question knows)
        """The first value of the first row, or ``None``."""
        return self.connection.execute(question).scalar()

    def get(self, model: type[Record], id_: int) -> dict[str, Any] | None:
        """One record by its id: its fields, ``id`` and ``version``; ``None`` when gone."""
        table = table_of(model)
        row = self.connection.execute(select(table).where(table.c.id == id_)).one_or_none()
        return None if row is None else dict(row._mapping)  # noqa: SLF001  (a public name)

    def find(self, model: type[Record], **equal: object) -> list[dict[str, Any]]:
        """The records whose fields equal these values, in the order they were made."""
        table = table_of(model)
        asked = select(table).where(and_(True, *(table.c[n] == v for n, v in equal.items())))
        return [dict(row._mapping) for row in self.connection.execute(asked.order_by(table.c.id))]  # noqa: SLF001

    def title(self, id_: int) -> str:
        """What the record is called; empty when there is none."""
        return self.titles([id_]).get(id_, "")

    def titles(self, ids: Iterable[int | None]) -> dict[int, str]:
        """What the records are called, by id."""
        wanted = sorted({id_ for id_ in ids if id_ is not None})
        found: dict[int, str] = {}
        for start in range(0, len(wanted), 500):
            asked = select(card.c.id, card.c.title).where(
                card.c.id.in_(wanted[start : start + 500])
            )
            found.update((row[0], row[1]) for row in self.connection.execute(asked))
        return found

    def kind(self, id_: int) -> str | None:
        """The kind (table name) of a record that has a card."""
        kind: str | None = self.scalar(select(card.c.kind).where(card.c.id == id_))
        return kind

    def setting(self, key: str, default: str = "") -> str:
        """A setting of this file."""
        value: str | None = self.scalar(select(setting.c.value).where(setting.c.key == key))
        return default if value is None else value
