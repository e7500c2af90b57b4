import threading

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QWidget

from copdesk.errors import Cancelled, UserError
from copdesk.ui import tasks
from copdesk.ui.tasks import BackgroundRunner, Failures, InlineRunner


class Told:
    def __init__(self):
        self.user, self.fault = [], []
        self.failures = Failures(self.user.append, self.fault.append)


@pytest.fixture
def host(qtbot, light):
    made = QWidget()
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    return made


def test_work_runs_elsewhere_and_its_fruit_comes_back_here(host, qtbot):
    run, made, where = BackgroundRunner(host, Told().failures), [], []

    def work(_job):
        where.append(threading.current_thread() is threading.main_thread())
        return 42

    run(host, work, lambda fruit: made.append((fruit, QThread.currentThread())))
    qtbot.waitUntil(lambda: bool(made))
    assert made == [(42, host.thread())]
    assert where == [False]


def test_many_pieces_of_work_all_come_back(host, qtbot):
    run, made = BackgroundRunner(host, Told().failures), []
    for number in range(40):
        run(host, lambda _job, number=number: number, made.append)
    qtbot.waitUntil(lambda: len(made) == 40)
    assert sorted(made) == list(range(40))


@pytest.mark.parametrize(
    ("error", "user", "fault"),
    [(UserError("No room.", ""), 1, 0), (Cancelled(), 0, 0), (KeyError("x"), 0, 1)],
)
def test_each_failure_is_told_where_it_belongs(host, qtbot, error, user, fault):
    told, made = Told(), []
    run = BackgroundRunner(host, told.failures)

    def work(_job):
        raise error

    run(host, work, made.append)
    qtbot.waitUntil(lambda: not run._jobs)
    assert (len(told.user), len(told.fault), made) == (user, fault, [])


def test_long_work_shows_its_progress_and_stops_when_asked(host, qtbot, monkeypatch):
    monkeypatch.setattr(tasks, "SHOWN_AFTER", 1)
    told, begun = Told(), threading.Event()
    run = BackgroundRunner(host, told.failures)

    def work(job):
        at = 0
        while True:
            job.step(at % 10, 10, "Page 3 of 10")
            begun.set()
            at += 1

    run(host, work, lambda _made: None, title="Building the pack")
    panel = host.findChild(tasks._Panel)
    qtbot.waitUntil(lambda: panel.isVisible() and panel._text.text() == "Page 3 of 10")
    assert host.rect().contains(panel.parentWidget().geometry())
    assert panel._cancel.accessibleName() == "Cancel: Building the pack"
    panel._cancel.click()
    qtbot.waitUntil(lambda: not run._jobs)
    assert not told.user
    assert not told.fault


def test_short_work_shows_nothing(host, qtbot):
    run, made = BackgroundRunner(host, Told().failures), []
    run(host, lambda _job: 1, made.append)
    shown = []
    host.findChild(tasks._Panel).show = lambda: shown.append(1)
    qtbot.waitUntil(lambda: bool(made))
    assert shown == []


def test_nobody_is_told_when_the_one_who_asked_has_gone(host, qtbot):
    run, made, asker, go = BackgroundRunner(host, Told().failures), [], QWidget(), threading.Event()
    run(asker, lambda _job: go.wait(5), made.append)
    asker.deleteLater()
    with qtbot.waitSignal(asker.destroyed):
        pass
    go.set()
    qtbot.waitUntil(lambda: not run._jobs)
    assert made == []


def test_leaving_stops_all_work(host):
    run = BackgroundRunner(host, Told().failures)

    def work(job):
        while True:
            job.step(0, 0)

    run(host, work, lambda _made: None)
    run.cancel_all()


def test_the_inline_runner_does_the_same_at_once(host):
    told, made = Told(), []
    run = InlineRunner(told.failures)
    run(host, lambda _job: 7, made.append)

    def fail(_job):
        raise UserError("No.", "")

    run(host, fail, made.append)
    assert made == [7]
    assert len(told.user) == 1
