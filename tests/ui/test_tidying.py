"""Memory is gone through when nobody waits, and only then."""

import gc
import weakref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from copdesk.ui.tidying import Tidying

State = Qt.ApplicationState


class Circle:
    """Something that holds itself, so that only a round through memory frees it."""

    def __init__(self):
        self.itself = self


@pytest.fixture
def tidying(qapp):
    kept = gc.get_threshold()
    made = Tidying(QApplication.instance())
    yield made
    made.deleteLater()
    gc.set_threshold(*kept)
    gc.unfreeze()


def test_all_of_memory_is_gone_through_only_once_the_user_is_elsewhere(tidying, qapp):
    assert gc.get_threshold()[2] >= 1_000_000
    old = Circle()
    gc.collect(1)
    gone = weakref.ref(old)
    del old
    qapp.applicationStateChanged.emit(State.ApplicationActive)
    gc.collect(1)
    assert gone() is not None
    qapp.applicationStateChanged.emit(State.ApplicationInactive)
    assert gone() is None
