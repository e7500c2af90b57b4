"""Which people and organisations are named in what is about to leave, told before it does."""

from collections.abc import Iterator
from dataclasses import dataclass

from copdesk.db.queries import names
from copdesk.db.reader import Reader
from copdesk.domain.pseudonyms import Known, Pseudonyms
from copdesk.domain.text import sort_key
from copdesk.reports.document import Document, Formula, Titled, Toned, Workbook
from copdesk.reports.retold import retold


@dataclass(frozen=True, slots=True)
class Named:
    """Who is named in something, by the names by which the file knows them."""

    people: tuple[str, ...]
    organisations: tuple[str, ...]

    @property
    def words(self) -> str:
        """As in: 23 people and 9 organisations are named."""
        people, bodies = len(self.people), len(self.organisations)
        if not people and not bodies:
            return "Nobody is named."
        told = [
            f"{number:,} {one if number == 1 else many}"
            for number, one, many in (
                (people, "person", "people"),
                (bodies, "organisation", "organisations"),
            )
            if number
        ]
        return f"{' and '.join(told)} {'is' if people + bodies == 1 else 'are'} named."


def named_in(reader: Reader, made: Document | Workbook) -> Named:
    """The people and organisations of the file that are named in any text of a report.

    People are also found by their other names, and those who only asked or dealt with an enquiry
    by the name that was written there.
    """
    texts = set(_texts(made))
    return Named(_found(names.people(reader), texts), _found(names.organisations(reader), texts))


def _found(known: names.Names, texts: set[str]) -> tuple[str, ...]:
    seekers = Pseudonyms(Known(every, instead=name) for name, every in known)
    found = {name for text in texts for name in seekers.found(text)}
    return tuple(sorted(found, key=sort_key))


def _texts(made: Document | Workbook) -> Iterator[str]:
    if isinstance(made, Document):
        yield from _said(made)
        return
    yield made.title
    for sheet in made.sheets:
        yield from (sheet.title, sheet.period, *sheet.notes)
        yield from (column.label for column in sheet.columns)
        for row in sheet.rows:
            for value in row:
                yield from _words(value)


def _said(document: Document) -> list[str]:
    said: list[str] = []

    def heard(text: str) -> str:
        said.append(text)
        return text

    retold(document, heard)
    return said


def _words(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Toned() | Formula():
            yield from _words(value.value if isinstance(value, Toned) else value.shown)
        case Titled():
            yield from (value.title, value.detail)
        case tuple():
            yield from value
