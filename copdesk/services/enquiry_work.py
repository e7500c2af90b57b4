"""Enquiries put together, taken apart and closed at once, without a line of theirs being lost."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from copdesk.db.kinds import links_to
from copdesk.db.models import (
    AgendaLink,
    DutyMark,
    Enquiry,
    EnquiryLink,
    EnquiryNote,
    EnquiryPause,
    KeptWords,
)
from copdesk.db.reader import Reader
from copdesk.db.record import Record
from copdesk.db.store import Store
from copdesk.db.unit import Unit
from copdesk.domain.dates import day_words
from copdesk.domain.enquiries import EnquiryState, LogKind, Outcome, PauseKind, likely_outcome
from copdesk.errors import UserError
from copdesk.progress import SILENT, Progress
from copdesk.services.enquiries import close_in, log_in
from copdesk.services.promise import reckon
from copdesk.services.records import add_in, counted

_STAYS = {EnquiryPause, KeptWords, DutyMark}
"""What links to an enquiry and does not simply move with it: told apart, copied, or left."""

_LONGEST = 90_000
"""Characters of one line of the log; a longer question goes on in the next one."""

_SPLIT_KEEPS = (
    *("asker_id", "asker_name", "organisation_id", "community_id", "channel", "topic_id"),
    *("authority_id", "received_on", "due_on", "owner", "priority"),
)


def close_enquiries(  # noqa: PLR0913  (what closing asks, and its progress)
    store: Store,
    ids: Sequence[int],
    *,
    outcome: Outcome | None = None,
    note: str = "",
    on: date | None = None,
    progress: Progress = SILENT,
) -> None:
    """Close several enquiries in one act, today or on an earlier day.

    Args:
        store: the file.
        ids: which; those that are closed already stay as they are.
        outcome: how they ended; ``None``: each as its state and its log say.
        note: more on the outcome.
        on: the day.
        progress: told of each.

    Raises:
        Invalid: the day lies ahead or before one was received, or the note can't be kept.
        UserError: one is gone; nothing is changed.
        Cancelled: on request; nothing is changed.
    """
    with store.change("Close") as unit:
        found = [_enquiry(unit, each) for each in ids]
        left = [one for one in found if one["state"] is not EnquiryState.CLOSED]
        unit.label = f"Close {_named(unit, [one['id'] for one in left])}"
        for done, one in enumerate(left):
            progress.step(done, len(left), "Closing")
            close_in(unit, one["id"], outcome or ended(unit, one), note, on)


def ended(reader: Reader, enquiry: Mapping[str, Any]) -> Outcome:
    """How an enquiry seems to have ended, as its state and its log say."""
    kinds = {line["kind"] for line in reader.find(EnquiryNote, enquiry_id=enquiry["id"])}
    return likely_outcome(enquiry["state"], enquiry["answered_on"], kinds)


def merge_enquiries(store: Store, keep_id: int, other_ids: Sequence[int]) -> None:
    """Put enquiries together in one: all that belongs to the others moves to the one kept.

    The others are closed as merged and lead to it; their questions stand in its log. Its promise
    does not move; days that an other spent waiting for the asker count for it too.

    Raises:
        UserError: one of them is gone or merged already, or is to be merged into itself; nothing
            is changed.
    """
    with store.change("Merge") as unit:
        kept = _enquiry(unit, keep_id)
        others = [_enquiry(unit, each) for each in dict.fromkeys(other_ids)]
        _check_merge(unit, kept, others)
        named = _named(unit, [one["id"] for one in others])
        unit.label = f"Merge {named} into {kept['reference']}"
        for one in others:
            _merge(unit, keep_id, one)
        reckon(unit, keep_id)


def split_enquiry(
    store: Store, enquiry_id: int, line_ids: Sequence[int], subject: str, question: str = ""
) -> int:
    """Move lines of the log to an enquiry of their own; returns its id.

    It has the asker, the day received and the promise of the first; each is linked to the other.

    Raises:
        Invalid: there is no subject, or it can't be kept.
        UserError: no line is chosen, or one is not of this enquiry; nothing is changed.
    """
    with store.change("Split off") as unit:
        first = _enquiry(unit, enquiry_id)
        lines = _lines_of(unit, enquiry_id, line_ids)
        values = {name: first[name] for name in _SPLIT_KEEPS}
        values |= {"subject": subject, "question": question, "state": EnquiryState.OPEN}
        id_ = log_in(unit, values)
        for each in lines:
            unit.set(EnquiryNote, each, enquiry_id=id_)
        _copy_words(unit, enquiry_id, id_)
        _copy_waits(unit, enquiry_id, id_)
        reckon(unit, id_)
        why = {"enquiry_id": enquiry_id, "record_id": id_, "note": "Split off"}
        add_in(unit, EnquiryLink, why)
        noun = "line" if len(lines) == 1 else "lines"
        new = _enquiry(unit, id_)["reference"]
        unit.label = f"Split {len(lines)} {noun} of {first['reference']} off as enquiry {new}"
    return id_


def _merge(unit: Unit, keep_id: int, other: Mapping[str, Any]) -> None:
    """Close one, and move what belongs to it."""
    other_id = other["id"]
    if other["state"] is not EnquiryState.CLOSED:
        close_in(unit, other_id, Outcome.MERGED, other["outcome_note"])
    _copy_words(unit, other_id, keep_id)
    for model, name, _described in links_to("enquiry"):
        if model not in _STAYS:
            for row in unit.find(model, **{name: other_id}):
                unit.set(model, row["id"], **{name: keep_id})
    for pause in unit.find(EnquiryPause, enquiry_id=other_id, kind=PauseKind.WAITING):
        unit.set(EnquiryPause, pause["id"], enquiry_id=keep_id)
    unit.set(Enquiry, other_id, outcome=Outcome.MERGED, merged_into_id=keep_id)
    _drop_doubled(unit, keep_id)
    _take_next_step(unit, keep_id, other)
    told = _told(unit, other)
    for start in range(0, len(told), _LONGEST):
        text = told[start : start + _LONGEST]
        line = {"enquiry_id": keep_id, "at": unit.at, "kind": LogKind.NOTE, "text": text}
        add_in(unit, EnquiryNote, {**line, "with_id": other["asker_id"]})


def _told(unit: Unit, other: Mapping[str, Any]) -> str:
    """What the log of the one kept says of the other, so that none of its words is lost."""
    asker = unit.title(other["asker_id"]) if other["asker_id"] else other["asker_name"]
    by = f" by {asker}" if asker else ""
    came = f"{other['reference']} was merged into this one. It was asked{by} on "
    said = [f"{came}{day_words(other['received_on'])}: {other['subject']}", other["question"]]
    for words, name in (("Answer", "answer"), ("Next step", "next_step")):
        if other[name]:
            said.append(f"{words}: {other[name]}")
    return "\n\n".join(filter(None, said))


def _take_next_step(unit: Unit, keep_id: int, other: Mapping[str, Any]) -> None:
    """What was to be done for the other is to be done still, unless the one kept has a step."""
    if other["next_step"] and not _enquiry(unit, keep_id)["next_step"]:
        step = {name: other[name] for name in ("next_step", "next_step_on")}
        unit.set(Enquiry, keep_id, **step)


def _drop_doubled(unit: Unit, keep_id: int) -> None:
    """Links that now say the same twice, or lead from the enquiry to itself."""
    mine = unit.find(EnquiryLink, enquiry_id=keep_id)
    seen: set[tuple[object, ...]] = {(keep_id, "")}
    for row in mine:
        same = (row["record_id"], row["note"])
        if row["record_id"] == keep_id or same in seen:
            unit.delete(EnquiryLink, row["id"])
        seen.add(same)
    _drop_same(unit, AgendaLink, unit.find(AgendaLink, record_id=keep_id), "agenda_item_id")


def _drop_same(
    unit: Unit, model: type[Record], rows: Iterable[Mapping[str, Any]], name: str
) -> None:
    seen = set()
    for row in rows:
        if row[name] in seen:
            unit.delete(model, row["id"])
        seen.add(row[name])


def _copy_words(unit: Unit, from_id: int, to_id: int) -> None:
    """Words that may stand in one enquiry may stand where its lines go."""
    there = {row["words"] for row in unit.find(KeptWords, record_id=to_id)}
    for row in unit.find(KeptWords, record_id=from_id):
        if row["words"] not in there:
            values = {name: row[name] for name in ("words", "reason")}
            add_in(unit, KeptWords, {**values, "record_id": to_id})


def _copy_waits(unit: Unit, from_id: int, to_id: int) -> None:
    """The asker was waited for with all of the question, until today at the latest."""
    for row in unit.find(EnquiryPause, enquiry_id=from_id, kind=PauseKind.WAITING):
        values = {name: row[name] for name in ("kind", "start", "reason")}
        end = row["end"] or max(unit.today, row["start"])
        unit.add(EnquiryPause, **values, end=end, enquiry_id=to_id)


def _check_merge(unit: Unit, kept: Mapping[str, Any], others: Sequence[Mapping[str, Any]]) -> None:
    if not others:
        raise UserError("Nothing was chosen to be merged.", "Choose two or more enquiries.")
    if any(one["id"] == kept["id"] for one in others):
        raise UserError(f"{kept['reference']} can't be merged into itself.", "Choose another one.")
    for one in (kept, *others):
        if one["merged_into_id"] is not None:
            into = _enquiry(unit, one["merged_into_id"])["reference"]
            raise UserError(
                f"{one['reference']} was merged into {into} already.",
                f"Choose {into} in its place, or open {one['reference']} again first.",
            )


def _lines_of(unit: Unit, enquiry_id: int, line_ids: Sequence[int]) -> list[int]:
    chosen = list(dict.fromkeys(line_ids))
    mine = {line["id"] for line in unit.find(EnquiryNote, enquiry_id=enquiry_id)}
    if not chosen:
        raise UserError("No line is chosen.", "Tick the lines of the log that are to be moved.")
    if not mine.issuperset(chosen):
        raise UserError("A line is no longer in this log.", "Choose the lines again.")
    return chosen


def _named(unit: Unit, ids: Sequence[int]) -> str:
    """``enquiry E-2026-014`` for one, ``12 enquiries`` for several."""
    if len(ids) == 1:
        return f"enquiry {_enquiry(unit, ids[0])['reference']}"
    return counted(unit, Enquiry, ids)


def _enquiry(unit: Unit, enquiry_id: int) -> dict[str, Any]:
    found = unit.get(Enquiry, enquiry_id)
    if found is None:
        raise UserError("This enquiry was deleted.", "Undo the deletion first.")
    return found
