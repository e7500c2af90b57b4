"""What pages need is loaded beside the window, so that none waits for it when it is opened."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from importlib import import_module

from PySide6.QtCore import QRunnable, QThreadPool

from copdesk.ui.main_window.places import Place


def load_ahead(places: Sequence[Place], today: date) -> None:
    """Import the pages that may be visited, and the bank holidays around a day."""
    QThreadPool.globalInstance().start(QRunnable.create(lambda: _load(places, today)))


def _load(places: Sequence[Place], today: date) -> None:
    steps: list[Callable[[], object]] = [lambda: _bank_holidays(today)]
    steps += [partial(import_module, place.factory.partition(":")[0]) for place in places]
    for step in steps:
        with suppress(ImportError):  # told when the page is opened
            step()


def _bank_holidays(today: date) -> None:
    """Their library takes longer to import than any page."""
    from copdesk.domain.working_days import Nation, bank_holiday_name  # noqa: PLC0415

    bank_holiday_name(today, Nation.ENGLAND)
