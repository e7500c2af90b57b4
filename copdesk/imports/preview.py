"""Every row with its verdict before anything is written; pure, given what is in the file."""

from datetime import date

from copdesk.imports.cells import CellReader
from copdesk.imports.draft import Draft, Membership, Ref, Role
from copdesk.imports.index import Index
from copdesk.imports.joining import contradicts, span_contradicts
from copdesk.imports.known import Known
from copdesk.imports.ledger import Change, Key, Ledger, Part, Titles, about
from copdesk.imports.mapping import Mapping
from copdesk.imports.matching import Match, Matcher
from copdesk.imports.names import two_in_one
from copdesk.imports.rows import read_rows
from copdesk.imports.settle import part_of
from copdesk.imports.source import Sheet
from copdesk.imports.targets import Subject
from copdesk.imports.verdicts import LEAVE, Act, Judged, Option, Plan, Verdict
from copdesk.progress import SILENT, Progress

_MOST_CANDIDATES = 5
_STEP = 50


def preview(
    sheet: Sheet, mapping: Mapping, known: Known, *, today: date, progress: Progress = SILENT
) -> Plan:
    """Judge every row of a sheet.

    Args:
        sheet: the rows.
        mapping: what the columns mean.
        known: what is in the file.
        today: what years of two digits are counted from.
        progress: told of the rows.

    Raises:
        Cancelled: on request.
    """
    reader = CellReader(mapping, known, today)
    titles = Titles(reader.communities.titles, reader.organisations.titles, reader.places.names)
    judge = _Judge(known, titles)
    total = len(sheet.rows)

    def step(index: int) -> None:
        if index % _STEP == 0:
            progress.step(index, total, f"Row {index + 1:,} of {total:,}")

    rows = tuple(judge.judge(draft) for draft in read_rows(reader, sheet.rows, step=step))
    progress.step(total, total)
    return Plan(known, rows, titles, mapping.columns)


class _Judge:
    """Judges row after row; each sees what the rows before it bring."""

    def __init__(self, known: Known, titles: Titles) -> None:
        self._known = known
        self._ledger = Ledger(known, titles)
        self._index = Index(known.subject)
        self._matcher = Matcher(known.subject, self._index, self._ledger)
        self._said: dict[tuple[Key, Ref], int] = {}
        self._undecided: set[Key] = set()
        for id_, row in known.records.items():
            self._index.add(id_, row)

    def judge(self, draft: Draft) -> Judged:
        """The verdict on one row."""
        if draft.problems:
            why = draft.problems[0].sentence
            return Judged(draft, Verdict.ERROR, why, (LEAVE,), LEAVE)
        split = self._split(draft)
        if split and self._is_split(draft, split):
            return Judged(draft, Verdict.SAME, "In the file as two.", (LEAVE,), LEAVE)
        match = self._matcher.match(draft)
        if not match.keys:
            return self._new(draft, match, split)
        same = next((key for key in match.exact if not self._ledger.changes(draft, key)), None)
        if same is not None:
            return self._same(draft, same)
        return self._sure(draft, match) if match.sure else self._unsure(draft, match)

    # Verdicts -------------------------------------------------------------------------------

    def _new(self, draft: Draft, match: Match, split: Option | None) -> Judged:
        add = Option(Act.ADD, f"Add as a new {self._known.subject.singular}")
        changes = self._ledger.changes(draft, str(draft.number))
        self._take(draft, str(draft.number), changes)
        if split is None:
            return Judged(draft, Verdict.NEW, match.why, (add, LEAVE), add, changes)
        add = Option(Act.ADD, f"Add as one {self._known.subject.singular}")
        names = " and ".join(name for name, _key in split.parts)
        why = f"The name may be two: {names}."
        return Judged(draft, Verdict.CONFLICT, why, (add, split, LEAVE), add, changes)

    def _same(self, draft: Draft, key: Key) -> Judged:
        self._claim(draft, key)
        why = f"The same as row {key}." if isinstance(key, str) else "Already in the file."
        return Judged(draft, Verdict.SAME, why, (LEAVE,), LEAVE)

    def _sure(self, draft: Draft, match: Match) -> Judged:
        key = match.keys[0]
        changes = self._ledger.changes(draft, key)
        if not changes:
            return self._same(draft, key)
        merge = Option(Act.MERGE, f"Change {self._called(key)}", key)
        if key in self._undecided:
            why = f"The same as row {key}, which is to be decided."
            return Judged(draft, Verdict.CONFLICT, why, (merge, LEAVE), LEAVE, changes)
        if contested := self._contested(changes, key):
            return Judged(draft, Verdict.CONFLICT, contested, (merge, LEAVE), LEAVE, changes)
        self._take(draft, key, changes)
        return Judged(draft, Verdict.UPDATE, match.why, (merge, LEAVE), merge, changes)

    def _unsure(self, draft: Draft, match: Match) -> Judged:
        keys = match.keys[:_MOST_CANDIDATES]
        called = " or ".join(self._called(key) for key in keys)
        changes = self._ledger.changes(draft, keys[0])
        options = [Option(Act.MERGE, f"The same as {self._called(key)}", key) for key in keys]
        options.append(Option(Act.ADD, f"Add as another {self._known.subject.singular}"))
        self._undecided.add(str(draft.number))
        own = str(draft.number)
        self._take(draft, own, self._ledger.changes(draft, own))
        why = f"May be {called}, who {match.why}."
        if self._known.subject is Subject.ORGANISATIONS:
            why = f"May be {called}, which {match.why}."
        return Judged(draft, Verdict.CONFLICT, why, (*options, LEAVE), LEAVE, changes)

    # Two in one -----------------------------------------------------------------------------

    def _split(self, draft: Draft) -> Option | None:
        names = two_in_one(draft.name, draft.values.get("aliases", ()))
        if not names or self._known.subject is Subject.PEOPLE:
            return None
        keys = [
            (self._index.own_named([name]) or [f"{draft.number}.{place}"])[0]
            for place, name in enumerate(names)
        ]
        words = f"Add as {'two' if len(names) == 2 else len(names)}: {', '.join(names)}"
        return Option(Act.SPLIT, words, parts=tuple(zip(names, keys, strict=True)))

    def _is_split(self, draft: Draft, split: Option) -> bool:
        """Whether both are in the file with all that the row says."""
        return not any(
            isinstance(key, str) or self._ledger.changes(part_of(draft, name), key)
            for name, key in split.parts
        )

    # What rows before said ------------------------------------------------------------------

    def _take(self, draft: Draft, key: Key, changes: tuple[Change, ...]) -> None:
        """Go on as if the row were written, so that the rows after it meet it."""
        self._ledger.make(changes, key)
        self._index.add(key, self._ledger.whole(key).values)
        self._claim(draft, key)

    def _claim(self, draft: Draft, key: Key) -> None:
        spans: tuple[Membership | Role, ...] = (*draft.memberships, *draft.roles)
        for what in (*draft.values, *map(about, spans)):
            self._said.setdefault((key, what), draft.number)

    def _contested(self, changes: tuple[Change, ...], key: Key) -> str:
        """A sentence when a row before said otherwise of the same record; else empty."""
        whole = self._ledger.whole(key)
        for each in changes:
            if each.part is Part.FIELD:
                row = self._said.get((key, each.name))
                against = contradicts(whole.values.get(each.name), each.value)
            elif each.place >= 0:
                row = self._said.get((key, about(each.value)))
                spans = whole.roles if each.part is Part.ROLE else whole.memberships
                against = span_contradicts(spans[each.place][1], each.value)
            else:
                continue
            if row and against:
                return f"Row {row} says otherwise: {each.before}."
        return ""

    def _called(self, key: Key) -> str:
        name = str(self._ledger.whole(key).values.get("name", ""))
        return f"{name} (row {key})" if isinstance(key, str) else name
