"""The bank holidays that gov.uk publishes as a file (``bank-holidays.json``)."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from copdesk.domain.bank_holidays import Changes
from copdesk.domain.working_days import Nation
from copdesk.errors import UserError

_DIVISIONS = {
    "england-and-wales": (Nation.ENGLAND, Nation.WALES),
    "scotland": (Nation.SCOTLAND,),
    "northern-ireland": (Nation.NORTHERN_IRELAND,),
}
_MOST = 2_000_000
"""Bytes; the file of gov.uk has some 20,000."""


def read(path: Path) -> Changes:
    """The bank holidays a file names, by nation; England and Wales share theirs.

    Raises:
        UserError: the file can't be read or is another one.
    """
    try:
        if path.stat().st_size > _MOST:
            raise _other(path)
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UserError(f"{path.name} can't be read.", "Choose another copy of it.") from error
    except (ValueError, RecursionError) as error:
        raise _other(path) from error
    try:
        return _days(content)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _other(path) from error


def _days(content: Any) -> Changes:  # noqa: ANN401  (whatever the file holds)
    found: dict[Nation, dict[date, str | None]] = {}
    for division, nations in _DIVISIONS.items():
        if division in content:
            days = dict(_event(one) for one in content[division]["events"])
            found.update({nation: days for nation in nations if days})
    if not found:
        raise ValueError("no division is named")
    return found


def _event(event: dict[str, Any]) -> tuple[date, str | None]:
    title = " ".join(str(event["title"]).split())[:200]
    if not title:
        raise ValueError("a day has no title")
    notes = str(event.get("notes") or "").strip().casefold()
    substitute = " (substitute day)" if notes == "substitute day" else ""
    return date.fromisoformat(event["date"]), title + substitute


def _other(path: Path) -> UserError:
    return UserError(
        f"{path.name} is not the list of bank holidays from gov.uk.",
        "Save www.gov.uk/bank-holidays.json as it is, and choose that file.",
    )
