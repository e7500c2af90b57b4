"""The rows that were not imported, as a CSV to mend and import again."""

from pathlib import Path

from copdesk.imports.verdicts import Act, Choices, Judged, Plan, Verdict
from copdesk.reports.csv_file import write

_LOOKED_AT = (Verdict.ERROR, Verdict.CONFLICT)


def left_out(plan: Plan, choices: Choices) -> tuple[Judged, ...]:
    """The rows that a person must still look at: wrong, or undecided."""
    return tuple(
        row
        for row in plan.rows
        if row.verdict in _LOOKED_AT and plan.chosen(row, choices).act is Act.LEAVE
    )


def write_bad_rows(plan: Plan, choices: Choices, path: Path) -> int:
    """Write those rows as they stand in the file, each with its number and what is wrong.

    Returns:
        How many there are; with none only the headings are written.

    Raises:
        UserError: the file can't be written.
    """
    rows = left_out(plan, choices)
    width = len(plan.headings)
    lines = [
        (*_padded(row.draft.cells, width), str(row.number), wrong_with(plan, row)) for row in rows
    ]
    write((*plan.headings, "Row in the file", "What is wrong"), lines, path)
    return len(rows)


def wrong_with(plan: Plan, row: Judged) -> str:
    """Why a row was left out: each wrong cell by its heading, or what is to be decided."""
    sentences = [
        f"{plan.headings[each.column]}: {each.sentence}" if each.column >= 0 else each.sentence
        for each in row.draft.problems
    ]
    return " ".join(sentences) or row.why


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (*cells[:width], *[""] * (width - len(cells)))
