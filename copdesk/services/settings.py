"""What belongs to the file and not to the computer: the network's name, days in the bin."""

from dataclasses import dataclass, fields
from typing import Any

from copdesk.db import asides
from copdesk.db.reader import Reader
from copdesk.db.store import Store
from copdesk.domain.answers import FOOTER
from copdesk.domain.duties import WAITING_DAYS
from copdesk.errors import Invalid

_NUMBERS = {
    "bin_days": (1, 3_650, "Days in the bin go from 1 to 3,650."),
    "attended_minutes": (0, 600, "Minutes that count as attended go from 0 to 600."),
    "waiting_days": (1, 365, "Days of waiting for an asker go from 1 to 365."),
}
"""The settings that are numbers: the least, the most, and what to say of others."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a file.

    Attributes:
        network: the name of the network, on every paper.
        coordinator: who answers for it.
        contact: an e-mail address or telephone number for papers.
        bin_days: days that deleted records stay in the bin.
        attended_minutes: minutes online from which an attendance report counts somebody.
        notice: a line printed on every paper, for example that all is invented.
        answer_footer: the line under every answer that goes out; empty for none.
        waiting_days: days after which an asker who does not reply is to be asked again.
        reminded_on: the day the reminder was shown last, in ISO form; empty before the first.
    """

    network: str = ""
    coordinator: str = ""
    contact: str = ""
    bin_days: int = 30
    attended_minutes: int = 10
    notice: str = ""
    answer_footer: str = FOOTER
    waiting_days: int = WAITING_DAYS
    reminded_on: str = ""


def settings(reader: Reader) -> Settings:
    """The settings of a file, with the usual value of what was never set."""
    kept = asides.settings(reader)
    known = {each.name: kept[each.name] for each in fields(Settings) if each.name in kept}
    return Settings(**{name: _read(name, text) for name, text in known.items()})


def keep_settings(store: Store, **values: object) -> None:
    """Set some settings; the others stay.

    Raises:
        Invalid: a number is not one, or out of its range.
    """
    unknown = values.keys() - {each.name for each in fields(Settings)}
    if unknown:
        raise TypeError(f"There is no setting {', '.join(sorted(unknown))}")
    for key, (least, most, sentence) in _NUMBERS.items():
        typed = str(values.get(key, least)).strip()
        if not (typed.isdecimal() and least <= int(typed) <= most):
            raise Invalid({key: sentence})
    with store.aside() as connection:
        for key, value in values.items():
            asides.put_setting(connection, key, str(value).strip())


def _read(name: str, text: str) -> Any:  # noqa: ANN401  (each setting has its own type)
    return int(text) if name in _NUMBERS else text
