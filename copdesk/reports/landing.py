"""How a finished file lands in its folder: whole or not at all, with trouble said in words."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from copdesk.errors import UserError


@contextmanager
def landing(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes replace the file at ``path`` when all of them are written.

    Until then, and after any failure, what stood there before is untouched.

    Raises:
        UserError: the folder is missing or closed, the disk is full, or another program
            holds the file.
    """
    draft = _draft(path)
    try:
        with draft.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    except OSError as trouble:
        raise _in_words(trouble, path) from trouble
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _draft(path: Path) -> Path:
    """An empty file beside ``path`` with the rights it will have."""
    if path.is_dir():
        raise UserError(f"“{path.name}” is a folder.", "Choose another name for the file.")
    try:
        handle, name = tempfile.mkstemp(prefix=".copdesk-", suffix=".part", dir=path.parent)
    except FileNotFoundError as trouble:
        raise UserError(
            f"The folder “{path.parent}” does not exist.", "Choose another folder."
        ) from trouble
    except OSError as trouble:
        raise _in_words(trouble, path) from trouble
    os.close(handle)
    draft = Path(name)
    with suppress(OSError):
        draft.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
    return draft


def _in_words(trouble: OSError, path: Path) -> UserError:
    if trouble.errno in {errno.ENOSPC, errno.EDQUOT}:
        return UserError(
            f"The disk is full, so “{path.name}” was not written.",
            "Make room or choose another disk, then try again.",
        )
    if trouble.errno in {errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY}:
        return UserError(
            f"“{path.name}” could not be written.",
            "It may be open in another program, or the folder may be closed to you: "
            "close the file or choose another folder, then try again.",
        )
    return UserError(
        f"“{path.name}” could not be written: {trouble.strerror or 'the disk gave an error'}.",
        "Choose another folder or try again.",
    )
