"""Keeping the settings of a file; they are no records and have no history."""

from copdesk.db.ground import setting
from copdesk.db.store import Store
from copdesk.domain.settings import BIN_DAYS, DEFAULTS
from copdesk.errors import Invalid


def value_of(store: Store, key: str) -> str:
    """The setting under a key of :mod:`copdesk.domain.settings`, or its default."""
    with store.read() as reader:
        return reader.setting(key, DEFAULTS[key])


def keep(store: Store, key: str, value: str) -> None:
    """Keep a setting of the file.

    Raises:
        Invalid: the value makes no sense.
        UserError: the file can't be written.
    """
    value = value.strip()
    if key == BIN_DAYS and not (value.isdecimal() and 1 <= int(value) <= 3650):
        raise Invalid({key: "Type a number of days from 1 to 3650."})
    with store.aside() as connection:
        connection.execute(setting.delete().where(setting.c.key == key))
        connection.execute(setting.insert().values(key=key, value=value))
