"""What a list page does to the records of its kind, each act in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from copdesk.db.kinds import models
from copdesk.db.record import Record, fields_of
from copdesk.domain.fields import Link, LongText, Reference
from copdesk.errors import UserError
from copdesk.progress import SILENT, Progress
from copdesk.services import records
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.editors import Editors
from copdesk.ui.kit.list_spec import ListSpec
from copdesk.ui.kit.row_delegate import InPlace


@dataclass(frozen=True, slots=True)
class ListRecords:
    """The records of one list."""

    desk: Desk
    spec: ListSpec

    @property
    def model(self) -> type[Record]:
        """What they are."""
        return models()[self.spec.kind]

    def in_place(self, editors: Editors) -> InPlace:
        """What can be edited in the list: fields that are shown, short and not locked."""
        shown = {column.key for column in self.spec.columns} - set(self.spec.locked)
        fields = {
            name: field
            for name, field in fields_of(self.model).items()
            if name in shown and not isinstance(field.kind, LongText | Reference)
        }
        return InPlace(fields, editors, self.value, self.save)

    def value(self, record_id: int, key: str) -> object:
        """A field of a record as it is now."""
        return self.values(record_id).get(key)

    def values(self, record_id: int) -> Mapping[str, object]:
        """All fields of a record as they are now; none when it is gone."""
        with self.desk.store.read() as reader:
            return reader.get(self.model, record_id) or {}

    def save(self, record_id: int, key: str, value: object) -> None:
        """Keep one field that was edited in the list.

        Raises:
            UserError: it can't be kept, or its check wants something decided first.
        """
        self._look_at(record_id, key, value)
        if self.spec.change is not None:
            self.spec.change(self.desk, record_id, {key: value})
        else:
            records.change(self.desk.store, self.model, record_id, {key: value})

    def _look_at(self, record_id: int, key: str, value: object) -> None:
        """There is no room in a list to decide what a check remarks; the details have it."""
        check = self.desk.checks.get(fields_of(self.model)[key].check)
        found = check.look(str(value), record_id) if check else ()
        for one in found:
            if one.stops:
                raise UserError(
                    f"Not saved: “{str(value)[one.start : one.end]}” looks like {one.what}.",
                    "Type it in the details, where it can be replaced or kept with a reason.",
                )

    def linked(self, record_id: int, key: str) -> int:
        """The record that a link points at; 0 for none, or where the column is no field."""
        field = fields_of(self.model).get(key)
        value = self.value(record_id, key) if field and isinstance(field.kind, Link) else None
        return value if isinstance(value, int) else 0

    def delete(self, ids: Sequence[int], progress: Progress = SILENT) -> str:
        """Delete records; says what was done. Raises UserError, Cancelled."""
        with self.desk.store.read() as reader:
            counted = records.counted(reader, self.model, ids)
        records.delete(self.desk.store, self.model, ids, progress=progress)
        return f"Deleted {counted}."

    def title(self, record_id: int) -> str:
        """What a record is called."""
        with self.desk.store.read() as reader:
            return reader.title(record_id) or records.called(reader, self.model, record_id)

    def counted(self, count: int) -> str:
        """``1 participant``, ``2,400 participants``."""
        return f"{count:,} {self.model.singular if count == 1 else self.model.plural}"
