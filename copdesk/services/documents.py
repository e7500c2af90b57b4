"""Papers attached to records: copied in whole, read back, written out."""

import mimetypes
import os
from collections.abc import Sequence
from pathlib import Path

from copdesk.db import parts
from copdesk.db.models import Credit, Document
from copdesk.db.queries.documents import bytes_of
from copdesk.db.store import Store
from copdesk.db.unit import Unit
from copdesk.errors import UserError
from copdesk.progress import SILENT, Progress
from copdesk.services.records import add_in, delete

LARGEST = 25 * 1_048_576
"""Bytes that one document may have."""


def attach(
    store: Store, record_id: int, path: Path, *, note: str = "", progress: Progress = SILENT
) -> int:
    """Copy a file into ours and attach it to a record; returns the id of the document.

    Raises:
        UserError: it can't be read, is too large, or the record is gone.
        Cancelled: on request; nothing is kept.
    """
    try:
        size = path.stat().st_size
        _check_size(path.name, size)
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path.name} can't be read.", "Choose another file.") from error
    return attach_bytes(store, record_id, path.name, data, note=note, progress=progress)


def attach_bytes(  # noqa: PLR0913  (what a document has)
    store: Store,
    record_id: int,
    name: str,
    data: bytes,
    *,
    note: str = "",
    progress: Progress = SILENT,
) -> int:
    """Attach bytes under a name; returns the id of the document. Equal bytes are stored once.

    Raises:
        UserError: they are too many, or the record is gone.
        Cancelled: on request; nothing is kept.
    """
    with store.change(f"Attach {name}") as unit:
        id_ = attach_in(unit, record_id, name, data, note=note, progress=progress)
        unit.label = f"Attach {name} to {_called(unit, record_id)}"
        return id_


def attach_in(  # noqa: PLR0913  (what a document has)
    unit: Unit,
    record_id: int,
    name: str,
    data: bytes,
    *,
    note: str = "",
    progress: Progress = SILENT,
) -> int:
    """Attach bytes within an act, as :func:`attach_bytes`; returns the id of the document."""
    _check_size(name, len(data))
    if unit.kind(record_id) is None and unit.get(Credit, record_id) is None:
        raise UserError("The record was deleted.", "Undo the deletion first.")
    values = {
        "record_id": record_id,
        "name": name,
        "media_type": mimetypes.guess_type(name)[0] or "application/octet-stream",
        "size": len(data),
        "sha256": parts.keep(unit.connection, data, progress),
        "note": note,
    }
    return add_in(unit, Document, values)


def save_as(store: Store, document_id: int, path: Path) -> None:
    """Write a document to a file of its own.

    Raises:
        UserError: the document is gone, or the file can't be written.
    """
    with store.read() as reader:
        data = bytes_of(reader, document_id)
    partial = path.with_name(path.name + ".partial")
    try:
        partial.write_bytes(data)
        os.replace(partial, path)  # noqa: PTH105  (replaces on every system)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise UserError(
            f"{path.name} can't be written in {path.parent}.", "Choose another folder."
        ) from error


def delete_documents(store: Store, document_ids: Sequence[int]) -> None:
    """Take documents off their records; their bytes stay until the bin is emptied."""
    delete(store, Document, document_ids)


def _called(unit: Unit, record_id: int) -> str:
    """The title of a record; hours of training have none, and are called by whose they are."""
    hours = unit.get(Credit, record_id)
    if hours is None:
        return unit.title(record_id)
    return f"the hours of {unit.title(hours['participant_id'])}"


def _check_size(name: str, size: int) -> None:
    if size > LARGEST:
        raise UserError(
            f"{name} has {size / 1_048_576:.0f} MB; a document may have 25 MB.",
            "Make it smaller, or keep it in a folder and note where.",
        )
