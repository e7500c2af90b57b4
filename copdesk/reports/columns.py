"""How wide the columns of a table on paper are, so that its rows take few lines."""

from collections.abc import Sequence
from itertools import chain
from math import ceil

from copdesk.domain.fields import Choice, Email, Kind, LongText, Names, Text, Web
from copdesk.reports import style
from copdesk.reports.document import Band, Column, Row, Table, Titled, Value
from copdesk.reports.text import text_width
from copdesk.reports.values import in_cell

_SAMPLE = 200
_MEASURED = 200
_LONGEST_WORD = 130
_PAD = 2 * style.CELL_PAD_X
_BLENDS = (0.0, 0.25, 0.5, 0.75, 1.0)


def column_widths(table: Table, room: float) -> list[float]:
    """The width of every column in points, together ``room``.

    A column gets the millimetres it asks for. The others share what is left so that no word is
    broken and the rows of a sample take the fewest lines.
    """
    fixed = {i: c.width * style.MM for i, c in enumerate(table.columns) if c.width}
    open_ = [i for i in range(len(table.columns)) if i not in fixed]
    left = room - sum(fixed.values())
    if not open_ or left < 20 * len(open_):
        wanted = [fixed.get(i, 30.0) for i in range(len(table.columns))]
        return [w * room / sum(wanted) for w in wanted]
    shared = dict(zip(open_, _shared(table, open_, left), strict=True))
    return [fixed[i] if i in fixed else shared[i] for i in range(len(table.columns))]


def _shared(table: Table, open_: list[int], room: float) -> list[float]:
    rows = [row for row in _spread(table.rows) if not isinstance(row, Band)]
    rows += [table.totals] if table.totals else []
    held = [[_texts(row[i], table.columns[i].kind) for row in rows] for i in open_]
    taken = [[_taken(texts) for texts in column] for column in held]
    least, most = [], []
    for i, texts, widths in zip(open_, held, taken, strict=True):
        least.append(_least(table.columns[i], texts, widths) + _PAD + 1)
        most.append(max(least[-1], max(widths, default=0) + _PAD + 1))
    if sum(least) >= room:
        return [width * room / sum(least) for width in least]
    if sum(most) <= room:
        return [width * room / sum(most) for width in most]
    capped, fair = _capped(least, most, room), _proportional(least, most, room)
    blends = [[a + (b - a) * part for a, b in zip(capped, fair, strict=True)] for part in _BLENDS]
    return min(blends, key=lambda widths: _lines_taken(taken, widths))


def _least(column: Column, held: list[list[str]], widths: list[float]) -> float:
    """What breaks no word; for dates and numbers what breaks none of them."""
    heads = [text_width(word, style.COLUMN_HEAD) for word in column.label.split() or [""]]
    if _wraps(column.kind):
        words = (text.split() for texts in held for text in texts)
        longest = max(chain.from_iterable(words), key=len, default="")
        return max(*heads, min(text_width(longest, style.CELL_STRONG), _LONGEST_WORD))
    return max(*heads, min(max(widths, default=0), _LONGEST_WORD))


def _wraps(kind: Kind) -> bool:
    return isinstance(kind, Text | LongText | Names | Email | Web | Choice)


def _spread(rows: Sequence[Row | Band]) -> Sequence[Row | Band]:
    return rows[:: max(1, len(rows) // _SAMPLE)]


def _texts(value: Value, kind: Kind) -> list[str]:
    if isinstance(value, Titled):
        return [value.title[:_MEASURED], value.detail[:_MEASURED]]
    return in_cell(value, kind)[:_MEASURED].split("\n")


def _taken(texts: list[str]) -> float:
    return max((text_width(text, style.CELL_STRONG) for text in texts), default=0)


def _capped(least: list[float], most: list[float], room: float) -> list[float]:
    """Every column gets what it wishes up to one common limit, so that short ones stay whole."""
    low, high = 0.0, room
    for _ in range(40):
        limit = (low + high) / 2
        given = [max(a, min(b, limit)) for a, b in zip(least, most, strict=True)]
        low, high = (limit, high) if sum(given) < room else (low, limit)
    return given


def _proportional(least: list[float], most: list[float], room: float) -> list[float]:
    """Every column gets the same part of what it wishes beyond the least."""
    spare = (room - sum(least)) / (sum(most) - sum(least))
    return [low + (high - low) * spare for low, high in zip(least, most, strict=True)]


def _lines_taken(taken: list[list[float]], widths: list[float]) -> int:
    """About how many lines the rows of the sample need in columns of these widths."""
    columns = zip(taken, widths, strict=True)
    lines = [[ceil(text * 1.06 / (width - _PAD)) for text in texts] for texts, width in columns]
    return sum(max(1, *row) for row in zip(*lines, strict=True))
