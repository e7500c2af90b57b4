"""What a preview says of each row, and what a person may decide about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum

from copdesk.imports.draft import Draft
from copdesk.imports.known import Known
from copdesk.imports.ledger import Change, Key, Part, Titles
from copdesk.imports.mapping import Column
from copdesk.imports.targets import Subject


class Verdict(StrEnum):
    """What a row is, in the order in which a person should look at them."""

    ERROR = "error"
    CONFLICT = "conflict"
    NEW = "new"
    UPDATE = "update"
    SAME = "same"

    @property
    def label(self) -> str:
        """What a person reads."""
        return "To decide" if self is Verdict.CONFLICT else self.value.capitalize()


class Act(Enum):
    """What is done with a row."""

    ADD = "add"
    MERGE = "merge"
    SPLIT = "split"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be done with a row.

    Attributes:
        act: what.
        words: as a person chooses it.
        key: of the record to change, for ``MERGE``.
        parts: the names of the records that the row is split into, each with its key.
    """

    act: Act
    words: str
    key: Key = ""
    parts: tuple[tuple[str, Key], ...] = ()


LEAVE = Option(Act.LEAVE, "Leave out")


@dataclass(frozen=True, slots=True)
class Judged:
    """One row with its verdict.

    Attributes:
        draft: what it says.
        verdict: what it is.
        why: one sentence.
        options: what can be done with it, at least to leave it out.
        suggested: what is done unless somebody decides otherwise.
        changes: what that which is meant would change.
    """

    draft: Draft
    verdict: Verdict
    why: str
    options: tuple[Option, ...]
    suggested: Option
    changes: tuple[Change, ...] = ()

    @property
    def number(self) -> int:
        """The row, as the spreadsheet counts."""
        return self.draft.number

    @property
    def told(self) -> str:
        """What the row brings, in one line."""
        sentences = [problem.sentence for problem in self.draft.problems]
        return " ".join((*sentences, *self.draft.words, *self._brings()))

    def _brings(self) -> list[str]:
        """Of a new record what it belongs to; of one in the file each change."""
        new = self.verdict is Verdict.NEW or self.suggested.act is Act.ADD
        said = [
            each.after if new and each.part is not Part.FIELD else _change_words(each)
            for each in self.changes
            if not (new and each.part is Part.FIELD)
        ]
        return [f"{'; '.join(said)}."] if said else []


def _change_words(change: Change) -> str:
    before = f"{change.before} → " if change.before else ""
    return f"{change.label}: {before}{change.after}"


Choices = Mapping[int, Option]
"""What a person decided, by row number; rows not in it go as suggested."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole preview.

    Attributes:
        known: the file it was made against.
        rows: every filled row in its order.
        titles: of what rows link, with those still to be made.
        columns: of the sheet.
    """

    known: Known
    rows: tuple[Judged, ...]
    titles: Titles
    columns: tuple[Column, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """Of every column."""
        return tuple(column.heading for column in self.columns)

    @property
    def subject(self) -> Subject:
        """What the rows are."""
        return self.known.subject

    def counts(self) -> dict[Verdict, int]:
        """How many rows there are of each verdict; all verdicts are there."""
        found = dict.fromkeys(Verdict, 0)
        for row in self.rows:
            found[row.verdict] += 1
        return found

    def chosen(self, row: Judged, choices: Choices) -> Option:
        """What is done with a row."""
        return choices.get(row.number, row.suggested)
