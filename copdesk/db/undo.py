"""Undo, redo and revert: the images of an earlier change written backwards as a new change."""

import json
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.exc import IntegrityError

from copdesk.db.cards import Image
from copdesk.db.ground import change, row_change
from copdesk.db.kinds import models
from copdesk.db.reader import Reader
from copdesk.db.record import Record, defaults_of, fields_of
from copdesk.db.stored import to_stored
from copdesk.db.unit import Unit
from copdesk.errors import UserError


@dataclass(frozen=True, slots=True)
class Step:
    """A change that can be undone or redone next."""

    change_id: int
    label: str

    def rows(self, reader: Reader) -> int:
        """How many rows it touched: many take a while."""
        asked = select(func.count()).where(row_change.c.change_id == self.change_id)
        return int(reader.scalar(asked))


def next_undo(reader: Reader) -> Step | None:
    """The newest act that still stands."""
    return _walk(reader, pushes=("edit", "redo"), pops=("undo",), stops=())


def next_redo(reader: Reader) -> Step | None:
    """The newest act taken back, unless something new was done since."""
    return _walk(reader, pushes=("undo",), pops=("redo",), stops=("edit",))


def _walk(
    reader: Reader, *, pushes: tuple[str, ...], pops: tuple[str, ...], stops: tuple[str, ...]
) -> Step | None:
    """Go back through the changes: every pop on the way cancels one push before it."""
    cancelled = 0
    asked = select(change.c.id, change.c.label, change.c.way).order_by(change.c.id.desc())
    for id_, label, way in reader.connection.execute(asked):
        if way in stops:
            return None
        if way in pops:
            cancelled += 1
        elif way in pushes and cancelled == 0:
            return Step(id_, label)
        else:
            cancelled -= 1
    return None


def write_back(unit: Unit, change_id: int, *, only: int | None = None) -> None:
    """Write the inverse of a change into ``unit``.

    Args:
        unit: the change that takes it back.
        change_id: the change to take back.
        only: take back only what concerns the record with this id.

    Raises:
        UserError: a row has moved on, its content was removed for good, or the file was
            upgraded in between; nothing is changed.
    """
    lines = _lines(unit, change_id)
    wanted = [line for line in lines if only is None or _concerns(line, only)]
    for (kind, _), alike in groupby(reversed(wanted), key=_sort_of_step):
        _write_back_rows(unit, models()[kind], list(alike))


def _sort_of_step(line: Row[Any]) -> tuple[str, tuple[bool, bool]]:
    return line.kind, (line.before is None, line.after is None)


def _lines(unit: Unit, change_id: int) -> list[Row[Any]]:
    told = unit.connection.execute(select(change).where(change.c.id == change_id)).one_or_none()
    if told is None:
        raise UserError("This change is no longer in the history.")
    if told.revision != unit.revision:
        raise UserError(
            f"“{told.label}” was done before the file was upgraded and can't be undone.",
            "Change the record by hand, or restore the backup made before the upgrade.",
        )
    asked = select(row_change).where(row_change.c.change_id == change_id)
    return list(unit.connection.execute(asked.order_by(row_change.c.id)).all())


def _concerns(line: Row[Any], id_: int) -> bool:
    if id_ in (line.record_id, line.about_id):
        return True
    return id_ in (json.loads(line.before) if line.before else {}).values()


def _write_back_rows(unit: Unit, model: type[Record], lines: list[Row[Any]]) -> None:
    """Take back rows that were all made, all changed or all deleted."""
    if any(line.before is None and line.after is None for line in lines):
        raise UserError("What was there has been removed for good.", "It can't be brought back.")
    once = {line.record_id for line in lines}
    if len(once) < len(lines):  # a row changed twice in one act: one step after the other
        for line in lines:
            _write_back_rows(unit, model, [line])
        return
    rewrites = [
        (
            line.record_id,
            _image(model, line.after, whole=line.before is None),
            _image(model, line.before, whole=line.after is None),
        )
        for line in lines
    ]
    now = unit.images(model, once)
    for id_, before, _ in rewrites:
        _check_stands(unit, model, id_, now.get(id_), before)
    try:
        unit.write(model, rewrites)
    except IntegrityError as error:
        names = ", ".join(_called(unit, model, id_) for id_ in sorted(once)[:3])
        raise UserError(
            f"{names} can't be brought back to what was: other records have come or gone since.",
            "Undo the later changes first; see History.",
        ) from error


def _image(model: type[Record], text: str | None, *, whole: bool) -> Image | None:
    if text is None:
        return None
    image: dict[str, Any] = json.loads(text)
    if whole:  # private fields are not in the images
        fields = fields_of(model)
        for name, value in defaults_of(model).items():
            image.setdefault(name, to_stored(fields[name].kind, value))
    return image


def _check_stands(
    unit: Unit, model: type[Record], id_: int, now: Image | None, expected: Image | None
) -> None:
    """Refuse where the row is not as the change left it (only the columns it touched count)."""
    if expected is None:
        if now is not None:
            raise UserError(f"{_called(unit, model, id_)} is there already.")
        return
    if now is None:
        raise UserError(
            f"The {model.singular} was deleted since.", "Undo the deletion first; see History."
        )
    fields = fields_of(model)
    moved = [n for n, plain in expected.items() if now[n] != plain and not fields[n].private]
    if moved:
        names = ", ".join(fields[name].label for name in moved)
        raise UserError(
            f"{_called(unit, model, id_)} has been changed since: {names}.",
            "Undo the later change first; see History.",
        )


def _called(unit: Unit, model: type[Record], id_: int) -> str:
    return unit.title(id_) or f"The {model.singular}"
