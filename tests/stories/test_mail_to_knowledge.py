"""From a pasted mail to a closed enquiry with knowledge kept: the keyboard alone, no mouse."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from copdesk.db.models import (
    Affiliation,
    Enquiry,
    EnquiryNote,
    Knowledge,
    Organisation,
    Participant,
)
from copdesk.db.store import Store
from copdesk.domain.enquiries import EnquiryState, LogKind, Outcome
from copdesk.services import records
from tests.db.snapshot import content, faults
from tests.stories.conftest import CTRL, SHIFT, TODAY

Key = Qt.Key
DONE = (Key.Key_Return, CTRL)
MAIL = """From: Amina Yusuf <amina@northgate.example>
Sent: 20 November 2026 23:59
To: desk@network.example
Subject: Fee waiver for a family

Can a fee waiver be asked for a child who was born here?

Kind regards,
Amina
"""


@pytest.fixture
def desk(window, tmp_path):
    """An office with one member and her organisation, open in the window."""
    path = Path(tmp_path) / "desk.copdesk"
    with Store.create(path) as store:
        body = records.add(store, Organisation, {"name": "Northgate Law Centre"})
        amina = records.add(
            store, Participant, {"name": "Amina Yusuf", "email": "amina@northgate.example"}
        )
        given = {"participant_id": amina, "organisation_id": body, "role": "Caseworker"}
        records.add(store, Affiliation, given)
    window.files.open(path)
    window.session.store.clock = lambda: datetime(2026, 11, 23, 9, 14, tzinfo=UTC)
    return window.session.store


def test_by_the_keyboard_alone_from_a_pasted_mail_to_knowledge_that_is_found_again(
    window, hands, desk
):
    created = content(desk)
    QGuiApplication.clipboard().setText(MAIL)
    log_from_the_mail(window, hands)
    enquiry = only(desk, Enquiry)
    assert (enquiry["reference"], enquiry["received_on"]) == ("E-2026-001", date(2026, 11, 20))
    assert enquiry["due_on"] == date(2026, 11, 27)
    wait_and_go_on(window, hands)
    answer(window, hands)
    assert only(desk, Enquiry)["answered_on"] == TODAY
    keep_the_answer(window, hands)
    close(window, hands)
    enquiry = only(desk, Enquiry)
    assert (enquiry["state"], enquiry["outcome"]) == (EnquiryState.CLOSED, Outcome.ANSWERED)
    kinds = [line["kind"] for line in rows(desk, EnquiryNote)]
    assert LogKind.MAIL_OUT in kinds
    kept = only(desk, Knowledge)
    assert kept["question"].startswith("Can a fee waiver be asked for a child")
    assert "Amina" not in kept["question"] + kept["answer"]
    assert kept["review_on"] == date(2027, 11, 23)
    found_while_the_next_is_typed(window, hands)
    for _act in ("closed", "kept", "answered", "gone on", "waited", "logged"):
        hands.key((Key.Key_Z, CTRL))
    assert content(desk) == created
    assert faults(desk) == []


def log_from_the_mail(window, hands):
    """Ctrl+Shift+E, Enter takes the mail that was copied, Ctrl+Enter logs it."""
    hands.key((Key.Key_E, CTRL | SHIFT))
    hands.until(lambda: hands.front() is not window)
    hands.key(Key.Key_Return)
    hands.key(DONE)
    hands.until(lambda: hands.front() is window)


def wait_and_go_on(window, hands):
    """The asker is asked something, and answers at once."""
    hands.key((Key.Key_W, CTRL | SHIFT))
    hands.type("whether the child has a passport")
    hands.key(DONE)
    hands.key((Key.Key_G, CTRL | SHIFT))


def answer(window, hands):
    """Ctrl+R, the words, copied into the mail program, recorded as the answer."""
    hands.key((Key.Key_R, CTRL))
    hands.until(lambda: hands.front() is not window)
    hands.type("Yes: the same form, with proof that the fee can't be paid.")
    hands.go_to("Copy text and addresses")
    hands.key(Key.Key_Space)
    assert "Yes: the same form" in QGuiApplication.clipboard().text()
    hands.key(DONE)
    hands.until(lambda: hands.front() is window)


def keep_the_answer(window, hands):
    """Ctrl+Shift+K, read through, Ctrl+Enter."""
    hands.key((Key.Key_K, CTRL | SHIFT))
    hands.until(lambda: hands.front() is not window)
    hands.key(DONE)
    hands.until(lambda: hands.front() is window)


def close(window, hands):
    """Ctrl+Shift+D asks how it ended; Enter takes what is likely."""
    hands.key((Key.Key_D, CTRL | SHIFT))
    hands.key_in_popup(Key.Key_Return)


def found_while_the_next_is_typed(window, hands):
    """The next who asks the like is answered in a minute: what is kept stands beside the form."""
    QGuiApplication.clipboard().clear()
    hands.key((Key.Key_E, CTRL | SHIFT))
    hands.until(lambda: hands.front() is not window)
    hands.go_to("Subject")
    hands.type("Fee waiver for a child")
    hands.until(lambda: "Can a fee waiver be asked" in seen(window))
    hands.key(Key.Key_Escape, Key.Key_Escape)
    hands.until(lambda: hands.front() is window)


def seen(window):
    """All words that can be read on the window."""
    texts = []
    for one in QApplication.allWidgets():
        words = getattr(one, "text", None)
        if one.isVisible() and callable(words):
            texts.append(str(words()))
    return " ".join(texts)


def only(store, model):
    (found,) = rows(store, model)
    return found


def rows(store, model):
    with store.read() as reader:
        return reader.find(model)
