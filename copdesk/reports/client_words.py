"""What in a report could tell who a client is, to be said before it is saved or printed."""

from collections.abc import Iterator

from copdesk.db.queries.identifiers import told_of
from copdesk.db.reader import Reader
from copdesk.reports.document import (
    Band,
    Bars,
    Block,
    Bullets,
    Callout,
    Document,
    Figures,
    Heading,
    KeyValues,
    Paragraph,
    Table,
    Titled,
    Toned,
    Workbook,
)


def client_words(reader: Reader, document: Document) -> tuple[str, ...]:
    """One sentence for each part of a document whose words could tell who a client is.

    Attached papers are not read. What was kept with a reason may stand.
    """
    parts: dict[str, list[str]] = {}
    part = document.title
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            part = block.text
        parts.setdefault(part, []).extend(_texts(block))
    return told_of(reader, parts)


def sheet_words(reader: Reader, workbook: Workbook) -> tuple[str, ...]:
    """One sentence for each sheet of a workbook whose rows could tell who a client is."""
    parts = {
        sheet.title: dict.fromkeys(_words(value) for row in sheet.rows for value in row)
        for sheet in workbook.sheets
    }
    return told_of(reader, parts)


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph | Callout | Heading):
        yield block.text
    elif isinstance(block, Bullets):
        yield from block.items
    elif isinstance(block, Table):
        for row in block.rows:
            yield from () if isinstance(row, Band) else map(_words, row)
    elif isinstance(block, KeyValues):
        yield from (_words(value) for _name, value in block.pairs)
    elif isinstance(block, Bars):
        yield from (each.label for each in block.bars)
    elif isinstance(block, Figures):
        yield from (each.note for each in block.figures)


def _words(value: object) -> str:
    if isinstance(value, Toned):
        return _words(value.value)
    if isinstance(value, Titled):
        return f"{value.title}\n{value.detail}"
    return value if isinstance(value, str) else ""
