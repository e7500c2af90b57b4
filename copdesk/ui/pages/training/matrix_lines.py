"""The matrix as lines to be shown: people, or each organisation with its people under it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from copdesk.db.queries.training_matrix import Matrix, coverage_by_organisation
from copdesk.domain.dates import short_day_words
from copdesk.domain.text import query_tokens, search_text, sort_key
from copdesk.domain.training import Coverage, Standing, Status

Shown = Standing | Coverage | None
"""What a cell holds: how a person stands, how an organisation does, or nothing as out of scope."""

TONES = {
    Status.MET: ("ok", "check"),
    Status.IN_PROGRESS: ("info", "clock"),
    Status.DUE_SOON: ("warn", "clock"),
    Status.OVERDUE: ("danger", "alert"),
    Status.EXPIRED: ("danger", "alert"),
    Status.DEFERRED: ("info", "clock"),
    Status.EXEMPT: ("mute", "minus"),
    Status.NOT_IN_SCOPE: ("mute", "minus"),
}
"""The tone and the icon of each status, wherever it is drawn."""

_WORST = (
    *(Status.OVERDUE, Status.EXPIRED, Status.DUE_SOON, Status.IN_PROGRESS),
    *(Status.DEFERRED, Status.MET, Status.EXEMPT, Status.NOT_IN_SCOPE),
)
NARROWED: Mapping[str, frozenset[Status]] = {
    "Everybody": frozenset(Status),
    "Not met": frozenset(Status) - {Status.MET, Status.EXEMPT, Status.NOT_IN_SCOPE},
    "Overdue or expired": frozenset({Status.OVERDUE, Status.EXPIRED}),
    "Due soon": frozenset({Status.DUE_SOON}),
    "Exempt or deferred": frozenset({Status.EXEMPT, Status.DEFERRED}),
}
"""Whom the matrix can be narrowed to: those with one of these in any policy."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the matrix.

    Attributes:
        id: of the person, or of the organisation (0: people of no organisation).
        name: its name.
        under: smaller words beneath it.
        cells: what it holds, in the order of the policies.
        is_organisation: whether it stands for an organisation.
        found_by: its words as a filter looks for them, a space before each.
        statuses: those of its cells.
    """

    id: int
    name: str
    under: str
    cells: tuple[Shown, ...]
    is_organisation: bool = False
    found_by: str = ""
    statuses: frozenset[Status] = frozenset()


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that lines are chosen from, worked out once for a matrix and off the window's thread.

    Attributes:
        found: the matrix.
        people: a line for each person, in the order of their names.
        coverages: how each organisation does against each policy, by its id.
        head: over each column the policy, and how many meet it of how many it counts.
    """

    found: Matrix
    people: tuple[Line, ...]
    coverages: Mapping[int, tuple[Shown, ...]]
    head: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which lines are wanted, and in what order.

    Attributes:
        text: words that the name or the organisations must have.
        organisation_id: only its people; ``None``: everybody.
        to: a key of `NARROWED`.
        by_organisation: each organisation with its people under it.
        worst_in: the place of a policy by which the worst come first; -1: by name.
    """

    text: str = ""
    organisation_id: int | None = None
    to: str = "Everybody"
    by_organisation: bool = False
    worst_in: int = -1


def prepare(found: Matrix) -> Prepared:
    """Make a line of everybody, and the coverage of each organisation."""
    return Prepared(
        found,
        tuple(_people(found)),
        _coverages(found),
        tuple((each.title, coverage_words(found.coverage(each.id))) for each in found.policies),
    )


def lines(made: Prepared, wanted: Narrowed) -> list[Line]:
    """The lines of the people wanted, and of their organisations where asked for."""
    tokens, statuses = [f" {each}" for each in query_tokens(wanted.text)], NARROWED[wanted.to]
    where, only = made.found.organisations, wanted.organisation_id
    people = [
        each
        for each in made.people
        if not each.statuses.isdisjoint(statuses)
        and (only is None or only in where.get(each.id, ()))
        and all(token in each.found_by for token in tokens)
    ]
    if wanted.worst_in >= 0:
        people.sort(key=lambda each: _rank(each.cells[wanted.worst_in]))
    return _grouped(made, people, wanted) if wanted.by_organisation else people


def coverage_words(found: Coverage) -> str:
    """``102 of 142 met``; both numbers, for a share alone hides how many there are."""
    return f"{found.met:,} of {found.counted:,} met" if found.counted else "Nobody counts"


def first_words(shown: Shown) -> str:
    """The upper line of a cell."""
    if shown is None:
        return ""
    return coverage_words(shown) if isinstance(shown, Coverage) else shown.status.label


def second_words(shown: Shown) -> str:
    """The lower line of a cell: the hours while they are short, else the day that matters."""
    if not isinstance(shown, Standing) or shown.status in {Status.NOT_IN_SCOPE, Status.EXEMPT}:
        return ""
    if shown.complies:
        day = (shown.grace_until or shown.due_on) if shown.renews else shown.met_on
        return f"{'until ' if shown.renews else ''}{short_day_words(day)}" if day else ""
    return f"{shown.hours:.2f} of {shown.required:.2f} h"


def spoken(shown: Shown) -> str:
    """All of a cell in words."""
    if shown is None:
        return "Not in scope."
    if isinstance(shown, Coverage):
        return f"{coverage_words(shown)}."
    return f"{shown.status.label}: {shown.sentence}"


def tone(shown: Shown) -> tuple[str, str]:
    """The tone and the icon of a cell; empty where it has none."""
    if isinstance(shown, Standing):
        return TONES[shown.status]
    return "", ""


# Inside -----------------------------------------------------------------------------------------


def _people(found: Matrix) -> Iterable[Line]:
    columns = [found.standings[each.id] for each in found.policies]
    for id_, name in found.people:
        cells = tuple(column.get(id_) for column in columns)
        where = _where(found, id_)
        statuses = frozenset(each.status for each in cells if each is not None)
        yield Line(id_, name, where, cells, False, f" {search_text(name, where)}", statuses)


def _where(found: Matrix, person_id: int) -> str:
    names = (found.titles.get(each, "") for each in found.organisations.get(person_id, ()))
    return ", ".join(sorted(filter(None, names), key=sort_key))


def _rank(shown: Shown) -> int:
    return _WORST.index(shown.status) if isinstance(shown, Standing) else len(_WORST)


def _grouped(made: Prepared, people: Sequence[Line], wanted: Narrowed) -> list[Line]:
    """Who is in two organisations stands under both; people of none come last."""
    found, only = made.found, wanted.organisation_id
    inside: dict[int, list[Line]] = {}
    for each in people:
        for organisation in found.organisations.get(each.id, ()) or (0,):
            if only in {None, organisation}:
                inside.setdefault(organisation, []).append(each)
    gathered: list[Line] = []
    for id_ in sorted(inside, key=lambda each: (not each, sort_key(found.titles.get(each, "")))):
        name = found.titles.get(id_, "") or "Of no organisation"
        number = len(inside[id_])
        under = "1 person" if number == 1 else f"{number:,} people"
        gathered.append(Line(id_, name, under, made.coverages[id_], is_organisation=True))
        gathered += [_under(found, each, id_) for each in inside[id_]]
    return gathered


def _under(found: Matrix, line: Line, organisation_id: int) -> Line:
    """A line beneath its organisation, which need not be named again."""
    if len(found.organisations.get(line.id, ())) < 2:
        return replace(line, under="")
    return replace(line, under=_elsewhere(found, line.id, organisation_id))


def _elsewhere(found: Matrix, person_id: int, here: int) -> str:
    others = (each for each in found.organisations[person_id] if each != here)
    names = ", ".join(sorted((found.titles.get(each, "") for each in others), key=sort_key))
    return f"Also at {names}"


def _coverages(found: Matrix) -> Mapping[int, tuple[Shown, ...]]:
    by_policy = [
        {id_: covered for id_, _name, covered in coverage_by_organisation(found, each.id)}
        for each in found.policies
    ]
    there = {id_ for column in by_policy for id_ in column}
    return {id_: tuple(column.get(id_) for column in by_policy) for id_ in there}
