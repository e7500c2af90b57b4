"""The lists that ship with the program, put into a new file outside its history."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from copdesk import paths
from copdesk.db.ground import change, row_change
from copdesk.db.models import Authority, Topic
from copdesk.db.unit import Unit
from copdesk.domain.dates import PartialDate


def sow(connection: Connection, revision: str) -> None:
    """Put the shipped topics and local authorities into a new file."""
    unit = Unit(connection, "Shipped lists", actor="", revision=revision, at=datetime.now(UTC))
    unit.insert_many(Topic, map(_topic, _rows("advice_topics.csv")))
    unit.insert_many(Authority, map(_authority, _rows("local_authorities.csv")))
    unit.finish()
    connection.execute(row_change.delete())
    connection.execute(change.delete())


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (paths.resources() / "data" / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _topic(row: dict[str, str]) -> dict[str, Any]:
    return {
        "code": row["code"],
        "group": row["group"],
        "name": row["topic"],
        "aliases": tuple(filter(None, row["aliases"].split(";"))),
        "level_hint": row["iaa_level_hint"],
        "legal_aid_hint": row["legal_aid_hint"],
        "note": row["note"],
        "active": row["status"] == "active",
    }


def _authority(row: dict[str, str]) -> dict[str, Any]:
    return {
        "name": row["name"],
        "official_name": row["official_name"],
        "code": row["ons_code"],
        "former_code": row["former_ons_code"],
        "kind": row["la_type"],
        "subregion": row["subregion"],
        "region": row["region"],
        "community": row["cop"],
        "valid_from": PartialDate.parse(row["valid_from"]) if row["valid_from"] else None,
        "valid_to": PartialDate.parse(row["valid_to"]) if row["valid_to"] else None,
        "current": row["is_current"] == "yes",
        "offered": row["default_on"] == "yes",
        "population": int(row["pop_2020"]) if row["pop_2020"] else None,
        "note": row["note"],
    }
