"""The whole content of a file as plain values, for comparing before and after."""

from typing import Any

from copdesk.db.kinds import models
from copdesk.db.record import table_of
from copdesk.db.store import Store


def content(store: Store) -> dict[str, list[Any]]:
    """Every row of every record, every card and every search word; not the version counters."""
    found: dict[str, list[Any]] = {}
    with store.read() as reader:
        for kind, model in models().items():
            columns = ", ".join(
                f'"{column.name}"' for column in table_of(model).c if column.name != "version"
            )
            asked = f"SELECT {columns} FROM {kind} ORDER BY id"
            found[kind] = [tuple(row) for row in reader.connection.exec_driver_sql(asked)]
        for table, order in (("card", "id"), ("search", "rowid")):
            asked = f"SELECT {'*' if table == 'card' else 'rowid'} FROM {table} ORDER BY {order}"
            found[table] = [tuple(row) for row in reader.connection.exec_driver_sql(asked)]
    return found


def faults(store: Store) -> list[str]:
    """What is wrong inside: broken links, a card without its record or the other way round."""
    found = []
    with store.read() as reader:
        run = reader.connection.exec_driver_sql
        found += [f"link {tuple(row)}" for row in run("PRAGMA foreign_key_check")]
        found += [row[0] for row in run("PRAGMA integrity_check") if row[0] != "ok"]
        for kind, model in models().items():
            ids = {row[0] for row in run(f"SELECT id FROM {kind}")}
            cards = {row[0] for row in run(f"SELECT id FROM card WHERE kind = '{kind}'")}
            if cards != (ids if model.title_from else set()):
                found.append(f"cards of {kind}")
        cards = {row[0] for row in run("SELECT id FROM card")}
        words = {row[0] for row in run("SELECT rowid FROM search")}
        if cards != words:
            found.append("search")
    return found
