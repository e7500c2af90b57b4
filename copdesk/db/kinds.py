"""Every kind of record there is, by the name of its table, and who links to whom."""

from functools import cache

import copdesk.db.models  # noqa: F401  (the models register as they are imported)
from copdesk.db.record import Record, fields_of
from copdesk.domain.fields import Field, Link


@cache
def models() -> dict[str, type[Record]]:
    """Every model by the name of its table, also called its kind."""
    return {mapper.class_.__tablename__: mapper.class_ for mapper in Record.registry.mappers}


def links_to(kind: str) -> list[tuple[type[Record], str, Field]]:
    """The links that may point at a record of ``kind``: (model, field name, field)."""
    return [
        (model, name, described)
        for model in models().values()
        for name, described in fields_of(model).items()
        if isinstance(described.kind, Link) and described.kind.to in (kind, "")
    ]
