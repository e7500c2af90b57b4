"""Adding, changing and deleting a record of any kind, checked and named in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from copdesk.db.reader import Reader
from copdesk.db.record import Record, defaults_of, fields_of
from copdesk.db.store import Store
from copdesk.db.unit import Unit
from copdesk.domain.dates import runs_backwards
from copdesk.domain.fields import Link, Reference
from copdesk.domain.references import format_reference
from copdesk.domain.wording import problem
from copdesk.errors import Invalid
from copdesk.progress import SILENT, Progress
from copdesk.services.promise import kept

_SHOWN = 60
_ENDS = frozenset({"start", "end"})


def fresh(model: type[Record], **given: object) -> dict[str, Any]:
    """The values of a new record of this kind, with what is given."""
    return {**defaults_of(model), **given}


def check(model: type[Record], values: Mapping[str, object]) -> None:
    """Hold these values against what their fields allow.

    Raises:
        Invalid: with a sentence for each field that can't be kept so.
    """
    fields = fields_of(model)
    found = {name: problem(fields[name], value) for name, value in values.items()}
    problems = {name: sentence for name, sentence in found.items() if sentence}
    if not problems and runs_backwards(values.get("start"), values.get("end")):  # type: ignore[arg-type]
        problems["end"] = "The end lies before the beginning."
    if not problems:
        problems = _joined_to_itself(model, values)
    if problems:
        raise Invalid(problems)


def _joined_to_itself(model: type[Record], values: Mapping[str, object]) -> dict[str, str]:
    """A record between two others, such as a link or an introduction, needs two."""
    links = [n for n, d in fields_of(model).items() if isinstance(d.kind, Link) and d.required]
    first, *others = (values.get(name) for name in links) if links else (None,)
    same = (name for name, other in zip(links[1:], others, strict=True) if other == first)
    return dict.fromkeys(same, "It can't be joined to itself: choose another.") if first else {}


def add(store: Store, model: type[Record], values: Mapping[str, object]) -> int:
    """Add a record; returns its id.

    Raises:
        Invalid: some values can't be kept; nothing is changed.
    """
    with store.change(f"Add {model.singular}") as unit:
        id_ = add_in(unit, model, values)
        unit.label = f"Add {model.singular} {called(unit, model, id_)}".strip()
    return id_


def add_in(unit: Unit, model: type[Record], values: Mapping[str, object]) -> int:
    """Add a record within an act, checked and with its reference number; returns its id."""
    whole = fresh(model, **values)
    for name, described in fields_of(model).items():
        if isinstance(described.kind, Reference) and not whole[name]:
            whole[name] = next_reference(unit, described.kind.prefix, unit.today.year)
    check(model, whole)
    return unit.add(model, **whole)


def change(store: Store, model: type[Record], id_: int, values: Mapping[str, object]) -> None:
    """Change some fields of a record; the others stay as they are, whoever changed them.

    Raises:
        Invalid: some values can't be kept; nothing is changed.
        UserError: the record is gone.
    """
    change_many(store, model, [id_], values)


def change_many(
    store: Store,
    model: type[Record],
    ids: Sequence[int],
    values: Mapping[str, object],
    *,
    progress: Progress = SILENT,
) -> int:
    """Change the same fields of several records in one act; returns how many differed.

    Raises:
        Invalid: some values can't be kept; nothing is changed.
        UserError: a record is gone.
        Cancelled: on request; nothing is changed.
    """
    check(model, values)
    labels = ", ".join(fields_of(model)[name].label.lower() for name in values)
    spans = not values.keys().isdisjoint(_ENDS) and fields_of(model).keys() >= _ENDS
    with store.change(f"Change {labels}") as unit:
        told, differed = counted(unit, model, ids), []
        with kept(unit, model, ids, values):
            for done, id_ in enumerate(ids):
                progress.step(done, len(ids), "Changing")
                if spans:
                    whole = {**(unit.get(model, id_) or {}), **values}
                    check(model, {name: whole.get(name) for name in _ENDS})
                if unit.set(model, id_, **values):
                    differed.append(id_)
        if len(ids) > 1:
            told = counted(unit, model, differed)
        unit.label = f"Change {labels} of {told}"
        return len(differed)


def delete(
    store: Store, model: type[Record], ids: Sequence[int], *, progress: Progress = SILENT
) -> None:
    """Delete records; they go to the bin, and the act can be undone.

    Raises:
        Cancelled: on request; nothing is deleted.
    """
    with store.change("Delete") as unit:
        unit.label = f"Delete {counted(unit, model, ids)}"
        with kept(unit, model, ids):
            for done, id_ in enumerate(ids):
                progress.step(done, len(ids), "Deleting")
                unit.delete(model, id_)


def counted(reader: Reader, model: type[Record], ids: Sequence[int]) -> str:
    """``participant Amina Yusuf`` for one record, ``12 participants`` for several."""
    if len(ids) != 1:
        return f"{len(ids)} {model.plural}"
    return f"{model.singular} {called(reader, model, ids[0])}".strip()


def called(reader: Reader, model: type[Record], id_: int) -> str:
    """What a record is called: its title, or the titles of what it links."""
    if model.title_from:
        values = reader.get(model, id_)
        title = " ".join(str(values[name]) for name in model.title_from) if values else ""
    else:
        title = _linked(reader, model, id_)
    return title if len(title) <= _SHOWN else title[: _SHOWN - 1].rstrip() + "…"


def named(titles: Mapping[int, str], ids: Sequence[int], noun: str = "people") -> str:
    """The title of one record, or how many there are: ``Amina Yusuf``, ``14 people``."""
    if len(ids) == 1:
        return titles.get(ids[0], f"1 {noun}")
    return f"{len(ids)} {noun}"


def _linked(reader: Reader, model: type[Record], id_: int) -> str:
    values = reader.get(model, id_) or {}
    every = {n: d for n, d in fields_of(model).items() if isinstance(d.kind, Link)}
    links = [values.get(name) for name, described in every.items() if described.required]
    links = links or [values.get(name) for name in every]
    titles = reader.titles(links)
    return ", ".join(titles[link] for link in links if link in titles)


def next_reference(unit: Unit, prefix: str, year: int) -> str:
    """The next reference of its series in a year: ``E-2026-014``; never given twice."""
    return format_reference(prefix, year, unit.next_number(f"{prefix}-{year}"))
