"""The three things that may go wrong without anybody's program being at fault."""

from collections.abc import Mapping


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
