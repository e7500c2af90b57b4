"""The reminder as the coordinator meets it: once, numbers only, and never when nobody works."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QObject, Signal

from copdesk.db.models import Community
from copdesk.db.queries.reminders import enquiries_to_act_on, is_bank_holiday
from copdesk.db.store import Store
from copdesk.domain.duties import Duty, DutyKind
from copdesk.domain.working_days import Nation
from copdesk.services import duties, records
from copdesk.services.enquiries import log_enquiry
from copdesk.services.settings import settings as file_settings
from copdesk.ui.main_window.session import Session
from copdesk.ui.reminder import Reminder, Wish, keep_wish, wish

MONDAY = date(2026, 11, 23)


class Tray(QObject):
    """An icon in a tray that writes down what it shows."""

    messageClicked = Signal()
    activated = Signal(int)

    def __init__(self):
        super().__init__()
        self.told, self.is_shown = [], False

    def show(self):
        self.is_shown = True

    def hide(self):
        self.is_shown = False

    def showMessage(self, title, words, icon, msecs):
        self.told.append((title, words))


@pytest.fixture
def session(qapp, empty_file):
    made = Session()
    made.open(empty_file)
    made.store.clock = lambda: at(MONDAY, 9)
    yield made
    made.close()


@pytest.fixture
def tray():
    return Tray()


@pytest.fixture
def opened():
    return []


@pytest.fixture
def make(session, settings, tray, opened):
    def made(possible=True):
        return Reminder(
            session,
            settings,
            lambda: opened.append("today"),
            tray=lambda: tray,
            possible=lambda: possible,
        )

    return made


def at(day, hour):
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def ask(store, ago):
    values = {"subject": "Fee waiver for A. Client", "received_on": MONDAY - timedelta(days=ago)}
    return log_enquiry(store, values)


def test_it_is_off_unless_chosen(session, make, tray):
    ask(session.store, 30)
    make().look()
    assert tray.told == []
    assert not tray.is_shown


def test_it_says_numbers_and_no_name_and_is_shown_once(session, settings, make, tray):
    for ago in (30, 7, 7):
        ask(session.store, ago)
    keep_wish(settings, Wish(9))
    reminder = make()
    for _ in range(3):
        reminder.look()
    make().look()  # as after a restart, or in a second window
    assert tray.told == [("copdesk", "2 enquiries to act on today, 1 late.")]
    assert tray.is_shown


def test_the_next_day_it_is_shown_again(session, settings, make, tray):
    ask(session.store, 30)
    keep_wish(settings, Wish(9))
    reminder = make()
    reminder.look()
    session.store.clock = lambda: at(MONDAY + timedelta(days=1), 8)
    reminder.look()
    assert len(tray.told) == 1
    session.store.clock = lambda: at(MONDAY + timedelta(days=1), 14)  # asleep since eight
    reminder.look()
    assert len(tray.told) == 2


def test_what_was_put_off_is_not_counted(session, settings, make, tray):
    store = session.store
    id_ = ask(store, 30)
    line = Duty(DutyKind.ENQUIRY, id_, MONDAY - timedelta(days=23), "Fee waiver")
    duties.put_off(store, line, MONDAY + timedelta(days=1))
    keep_wish(settings, Wish(9))
    make().look()
    assert tray.told == []
    with store.read() as reader:
        assert enquiries_to_act_on(reader, MONDAY, 14) == (0, 0)
        assert file_settings(reader).reminded_on == ""


@pytest.mark.parametrize("day", [date(2026, 11, 28), date(2026, 12, 25)])
def test_at_weekends_and_on_bank_holidays_it_is_silent_unless_chosen(
    session, settings, make, tray, day
):
    ask(session.store, 30)
    session.store.clock = lambda: at(day, 12)
    keep_wish(settings, Wish(9))
    reminder = make()
    reminder.look()
    assert tray.told == []
    keep_wish(settings, Wish(9, any_day=True))
    reminder.look()
    assert tray.told == [("copdesk", "1 enquiry late.")]


def test_a_bank_holiday_is_one_wherever_there_are_communities(session):
    store, second = session.store, date(2027, 1, 4)  # a holiday in Scotland only
    with store.read() as reader:
        assert not is_bank_holiday(reader, second)
    records.add(store, Community, {"name": "Glasgow", "nation": Nation.SCOTLAND})
    with store.read() as reader:
        assert is_bank_holiday(reader, second)
    records.add(store, Community, {"name": "Leeds", "nation": Nation.ENGLAND})
    with store.read() as reader:
        assert not is_bank_holiday(reader, second)


def test_a_press_on_the_notice_opens_today(session, settings, make, tray, opened):
    ask(session.store, 30)
    keep_wish(settings, Wish(9))
    make().look()
    tray.messageClicked.emit()
    tray.activated.emit(3)
    assert opened == ["today", "today"]


def test_once_it_is_switched_off_the_icon_goes(session, settings, make, tray):
    ask(session.store, 30)
    keep_wish(settings, Wish(9))
    reminder = make()
    reminder.look()
    keep_wish(settings, Wish())
    reminder.look()
    assert not tray.is_shown


def test_without_a_tray_or_a_file_nothing_is_shown(session, settings, make, tray):
    ask(session.store, 30)
    keep_wish(settings, Wish(9))
    make(possible=False).look()
    reminder = make()
    session.close()
    reminder.look()
    assert tray.told == []


def test_a_file_that_cannot_be_written_is_not_reminded_of_every_minute(
    session, settings, make, tray, empty_file
):
    ask(session.store, 30)
    keep_wish(settings, Wish(9))
    session.close()
    with Store.open(empty_file, read_only=True) as store:
        store.clock = lambda: at(MONDAY, 9)
        session._store = store
        make().look()
        session._store = None
    assert tray.told == []


@pytest.mark.parametrize("kept", ["25", "-3", "soon", ""])
def test_an_hour_that_makes_no_sense_means_none(settings, kept):
    settings.setValue("reminder/hour", kept)
    assert wish(settings) == Wish()


def test_it_looks_by_itself_every_minute(make):
    reminder = make()
    assert (reminder._timer.interval(), reminder._timer.isActive()) == (60_000, True)
