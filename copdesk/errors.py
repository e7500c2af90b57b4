"""The three things that may go wrong without anybody's program being at fault."""

import traceback
from collections.abc import Mapping
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


class UserError(Exception):
    """What happened and what to do about it, in words for the coordinator.

    Args:
        message: one sentence: what happened, and where.
        hint: one sentence: what to do. May be empty when the message says it.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class Invalid(UserError):  # noqa: N818  (it names the values, not the fault)
    """Values that can't be kept, each with the sentence that stands beside its field.

    Args:
        problems: field name -> one sentence.
    """

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = dict(problems)


class Cancelled(Exception):  # noqa: N818  (stopping on request is no error)
    """The person asked for the work to stop; nothing was changed."""


def fault_words(error: BaseException) -> str:
    """What happened, by kinds and places only: no value that anybody typed is in it."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {_place(one.filename)}:{one.lineno} in {one.name}" for one in frames]
    told = [type(error).__name__, *places]
    if error.__cause__ is not None:
        told += ["because of", fault_words(error.__cause__)]
    return "\n".join(told)


def _place(file: str) -> str:
    path = Path(file)
    inside = path.is_relative_to(_PACKAGE)
    return str(path.relative_to(_PACKAGE.parent)) if inside else path.name
