"""Every key is told truly: in the menus of each page and tab, on the sheet and in the guide."""

import re
from datetime import date

import pytest
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabBar

from copdesk import paths
from copdesk.db.models import Meeting
from copdesk.db.queries.meetings import next_meeting
from copdesk.domain.enquiries import EnquiryState
from copdesk.domain.promise import CALENDAR_WEEK, Course, Pause
from copdesk.domain.promise_words import sentence
from copdesk.ui.actions import entries, plain_words
from copdesk.ui.dialogs.shortcuts import EVERYWHERE, OF_LISTS
from copdesk.ui.main_window.places import PLACES
from copdesk.ui.main_window.window import MainWindow
from copdesk.ui.pages.meetings import attendance, replies
from copdesk.ui.pages.training import places
from copdesk.ui.pages.who_can_help import find
from copdesk.ui.tasks import InlineRunner
from tests.ui.conftest import TODAY

KEY = re.compile(r"(?:(?:Ctrl|Alt|Shift)\+)+(?:F\d+|[A-Z][a-z]*|[\d/,])|\bF\d+\b")
OF_GUIDE = re.sub(
    r"\s+", " ", (paths.resources() / "guide" / "guide.md").read_text("utf-8").replace("**", "")
)
ON_SHEET = {keys for _title, pairs in (EVERYWHERE, *OF_LISTS) for _words, keys in pairs}
WALKED: dict[str, list[tuple[str, str]]] = {}
IN_MINDS = {"Ctrl+V"}
"""Pasting is the system's own wherever something is typed."""


@pytest.fixture
def window(qtbot, light, settings, sample_file):
    made = MainWindow(
        settings,
        lambda: TODAY,
        pytest.fail,
        runner=lambda _host, failures: InlineRunner(failures),
    )
    made.resize(1440, 900)
    qtbot.addWidget(made, before_close_func=lambda one: one.session.close())
    made.show()
    assert made.files.open(sample_file)
    yield made
    made.session.close()


def walk(window):
    """Every page with each of its tabs, then a meeting with each of its own; named."""
    for place in PLACES:
        window.acts.go(place.key)
        page = window.stack.page()
        tabs = getattr(page, "tabs", None) or getattr(getattr(page, "lists", None), "tabs", None)
        if not isinstance(tabs, QTabBar):
            yield place.words
            continue
        for number in range(tabs.count()):
            tabs.setCurrentIndex(number)
            yield f"{place.words}, {tabs.tabText(number)}"
    with window.session.store.read() as reader:
        meeting = reader.find(Meeting)[0]["id"]
    window.acts.open_record(meeting)
    yield "a meeting"


def told(window):
    """What the menus offer now: words and keys, a line for each of its keys."""
    return [
        (plain_words(one), key.toString())
        for one in entries(window.menuBar())
        for key in one.shortcuts()
        if not key.isEmpty()
    ]


@pytest.fixture
def everywhere(request):
    """What the menus offer on each page and tab; walked once."""
    if not WALKED:
        window = request.getfixturevalue("window")
        WALKED.update((where, told(window)) for where in walk(window))
    return WALKED


def test_no_two_commands_share_a_key_on_any_page_or_tab(everywhere):
    shared = {}
    for where, offered in everywhere.items():
        keys = [key for _words, key in offered]
        if twice := [one for one in offered if keys.count(one[1]) > 1]:
            shared[where] = twice
    assert shared == {}
    assert len(everywhere) > 2 * len(PLACES)


def test_every_key_named_in_the_guide_works_and_does_what_is_said(everywhere):
    known = {one for offered in everywhere.values() for one in offered}
    keys = {key for _words, key in known} | ON_SHEET | IN_MINDS
    named = {key.replace("PageDown", "PgDown") for key in KEY.findall(OF_GUIDE)}
    assert len(named) > 25
    assert named - keys == set()
    pairs = set(re.findall(rf"([A-Z][a-z]+(?: [a-z]+)*) \(({KEY.pattern})\)", OF_GUIDE))
    assert len(pairs) > 12
    assert pairs - known == set()


def test_the_sheet_tells_the_keys_that_lists_answer():
    of = {title: dict(pairs) for title, pairs in OF_LISTS}

    def letters(keys):
        return {QKeySequence(key).toString() for key in keys} - {"Space"}

    assert set(of["Who can help"].values()) == letters(find._KEYS)
    assert of["Places of a training session"] == {
        words: letter for _word, words, _key, letter in places._ANSWERS
    }
    assert letters(places._KEYS) == set(of["Places of a training session"].values())
    assert of["Who came to a meeting"] == {
        words: letter for _word, words, letter in attendance._BUTTONS
    }
    assert letters(attendance._KEYS) == set(of["Who came to a meeting"].values())
    assert of["Replies to an invitation"] == {
        **{words: letter for _word, words, letter, _key in replies._ANSWERS},
        "What somebody needs": "E",
    }


def test_today_answers_the_keys_of_the_sheet(window):
    window.acts.go("today")
    keys = window.stack.page().attention.list._keys
    assert {QKeySequence(key).toString() for key in keys} == set(
        dict(dict(OF_LISTS)["Today"]).values()
    )


def test_a_running_meeting_and_its_minutes_answer_the_keys_of_the_sheet(window):
    of = {title: {keys for _words, keys in pairs} for title, pairs in OF_LISTS}
    with window.session.store.read() as reader:
        meeting = next_meeting(reader, TODAY)
    window.acts.open_record(meeting.id)
    page = window.stack.page()
    page.meeting.show_tab("Minutes")
    minutes = {one.key().toString() for one in page.findChildren(QShortcut)}
    assert of["Minutes, with the cursor on a line"] <= minutes
    page.run_meeting()
    answered = {QKeySequence(key).toString() for key in page.live._acts()}
    assert of["While a meeting runs"] <= answered | set(page.live._shortcuts())
    page.live.close()


def test_the_sentence_in_the_guide_is_what_an_enquiry_says():
    course = Course(
        date(2026, 4, 2),
        date(2026, 4, 9),
        EnquiryState.OPEN,
        pauses=(Pause(date(2026, 4, 6), date(2026, 4, 8)),),
    )
    said = sentence(course, CALENDAR_WEEK, date(2026, 4, 8))
    assert f"*{said}*" in OF_GUIDE
