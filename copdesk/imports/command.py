"""Import from the command line: what the wizard does, with every question left as suggested."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from copdesk.db.store import Store
from copdesk.errors import UserError
from copdesk.imports.apply import Done, apply, count
from copdesk.imports.bad_rows import left_out, write_bad_rows, wrong_with
from copdesk.imports.known import look
from copdesk.imports.mapping import Mapping, guess
from copdesk.imports.preview import preview
from copdesk.imports.source import Source
from copdesk.imports.targets import Subject
from copdesk.imports.verdicts import Act, Plan, Verdict
from copdesk.imports.workbook import read_source

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for.

    Attributes:
        subject: what the rows are.
        source: the file to read.
        into: the file to change; made when it is not there.
        dry_run: whether only to say what would be done.
        bad_rows: where to write the rows that are left out; ``None`` for nowhere.
    """

    subject: Subject
    source: Path
    into: Path
    dry_run: bool = False
    bad_rows: Path | None = None


def run(order: Order, say: Say, *, today: date) -> int:
    """Carry it out; says the counts by verdict and each row left out, with its number and why.

    Returns:
        0 when every row was imported or is there already, 1 when some were left out.

    Raises:
        UserError: nothing could be imported at all.
    """
    source = read_source(order.source)
    with _opened(order, say) as store:
        with store.read() as reader:
            known = look(reader, order.subject)
        sheet = source.sheets[0]
        mapping = guess(sheet, order.subject)
        if mapping.missing:
            raise UserError(mapping.missing, "Give the column of names the heading “Name”.")
        plan = preview(sheet, mapping, known, today=today)
        _tell_columns(source, mapping, say)
        _tell_rows(plan, say)
        done = count(plan, {}) if order.dry_run else apply(store, plan, {}, source=source.name)
        _tell_done(done, order, say)
    if order.bad_rows is not None:
        write_bad_rows(plan, {}, order.bad_rows)
        say(f"Rows left out are in {order.bad_rows.name}.")
    return 1 if left_out(plan, {}) else 0


@contextmanager
def _opened(order: Order, say: Say) -> Iterator[Store]:
    """The file to change; one that is not there is made, for a dry run only in passing."""
    if order.into.exists():
        with Store.open(order.into, read_only=order.dry_run) as store:
            yield store
        return
    with tempfile.TemporaryDirectory() as passing:
        path = Path(passing) / order.into.name if order.dry_run else order.into
        with Store.create(path) as store:
            say(f"{order.into.name} is new." if order.dry_run else f"Made {order.into.name}.")
            yield store


def _tell_columns(source: Source, mapping: Mapping, say: Say) -> None:
    for sentence in source.words:
        say(sentence)
    if mapping.layout:
        say(f"An address book of {mapping.layout}.")
    left = [each.heading for each in mapping.columns if not each.target]
    if left:
        say(f"Columns not imported: {', '.join(left)}.")


def _tell_rows(plan: Plan, say: Say) -> None:
    counts = plan.counts()
    said = ", ".join(f"{counts[each]:,} {each.value}" for each in Verdict if counts[each])
    say(f"{len(plan.rows):,} rows: {said}.")
    for row in plan.rows:
        if row.verdict in {Verdict.ERROR, Verdict.CONFLICT}:
            done = "" if row.suggested.act is Act.LEAVE else f" {row.suggested.words}."
            name = f" {row.draft.name}:" if row.draft.name else ""
            say(f"Row {row.number}:{name} {wrong_with(plan, row)}{done}")


def _tell_done(done: Done, order: Order, say: Say) -> None:
    for name in done.made:
        say(f"New because rows name it: {name}.")
    would = "Would add" if order.dry_run else "Added"
    say(f"{would} {done.added:,}, {'change' if order.dry_run else 'changed'} {done.changed:,}.")
