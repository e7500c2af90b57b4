"""Everybody in the network: for the wall, for the coordinator's own lists, for funders."""

from copdesk.db.queries.listings import LISTINGS
from copdesk.db.reader import Reader
from copdesk.domain.dates import day_words
from copdesk.reports.asked import Asked, footer, network
from copdesk.reports.document import Column, Document, Paragraph, Row, Sheet, Table, Tone, Workbook

SHEET_KEYS = (
    "name",
    "native_name",
    "preferred_name",
    "pronouns",
    "organisation",
    "role",
    "communities",
    "email",
    "phone",
    "hours",
    "last_meeting",
)
PAPER_KEYS = ("name", "organisation", "role", "email", "phone")


def workbook(reader: Reader, asked: Asked) -> Workbook:
    """The list in Excel, one row a person."""
    rows, columns = _rows(reader, asked, SHEET_KEYS)
    sheet = Sheet(
        "Participants",
        columns,
        rows,
        period=f"As at {day_words(asked.as_at)}",
        notes=(f"{len(rows)} people.",),
    )
    definitions = (
        ("Organisation, Role", "Where the person is now, with semicolons between several."),
        ("Hours", "Verified compulsory hours of training, all policies together."),
        ("Last meeting", "The last meeting the person came to. Empty: none is known."),
    )
    title = " · ".join(filter(None, ("Participants", network(reader))))
    return Workbook(title, (sheet,), definitions)


def document(reader: Reader, asked: Asked) -> Document:
    """The list on paper."""
    rows, columns = _rows(reader, asked, PAPER_KEYS)
    return Document(
        title="Participants",
        subtitle=network(reader),
        facts=(("As at", day_words(asked.as_at)), ("People", str(len(rows)))),
        footer=footer(reader),
        blocks=(
            Paragraph("Contact details are for the work of the network only.", Tone.MUTED),
            Table(columns, rows, empty="There are no participants yet."),
        ),
        cover=False,
        contents=False,
        landscape=True,
    )


def _rows(
    reader: Reader, asked: Asked, keys: tuple[str, ...]
) -> tuple[list[Row], tuple[Column, ...]]:
    listing = LISTINGS["participant"]
    ids = listing.ids(reader, today=asked.as_at)
    columns = tuple(Column(listing.columns[k].label, listing.columns[k].kind) for k in keys)
    return listing.rows(reader, ids, keys), columns
