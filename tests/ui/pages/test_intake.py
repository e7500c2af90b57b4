"""A mail becomes a logged enquiry by real keys: pasted, dropped, chosen; known askers and new ones."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from copdesk.db.models import Affiliation, Document, Enquiry, Organisation, Participant
from copdesk.db.queries.enquiries import log
from copdesk.db.queries.identifiers import kept_words
from copdesk.domain.enquiries import EnquiryState, LogKind
from copdesk.domain.signatures import REASON
from copdesk.services import drafts, enquiries, records
from copdesk.ui.main_window.checks import checks_of
from copdesk.ui.pages.enquiries import page as make_page
from copdesk.ui.pages.enquiries.intake import IntakeSheet
from tests.ui.pages.conftest import TODAY

Key, Held = Qt.Key, Qt.KeyboardModifier
PASTE = (Key.Key_V, Held.ControlModifier)
LOG = (Key.Key_Return, Held.ControlModifier)
LOG_NEXT = (Key.Key_Return, Held.ControlModifier | Held.ShiftModifier)
MAIL = """From: Fatima Khan <fatima@harbour.example>
Sent: 20 November 2026 09:14
To: desk@network.example
Subject: Fee waiver

Can a fee waiver be renewed?

Kind regards,
Ms Fatima Khan
0113 496 0123
"""


@pytest.fixture
def firm(store):
    values = {"name": "Harbour Advice", "email": "info@harbour.example"}
    return records.add(store, Organisation, values)


@pytest.fixture
def amina(store):
    return records.add(
        store, Participant, {"name": "Amina Yusuf", "email": "amina@harbour.example"}
    )


@pytest.fixture
def open_sheet(qtbot, desk, store, light):
    """Opens the sheet over a window, as the command does."""
    made = []

    def opened(copied=""):
        QGuiApplication.clipboard().setText(copied)
        window = QWidget()
        qtbot.addWidget(window)
        window.resize(1200, 800)
        window.show()
        sheet = IntakeSheet(replace(desk, checks=checks_of(store)), window)
        with qtbot.waitActive(sheet):
            sheet.open()
            sheet.activateWindow()
        made.append(window)
        return sheet

    yield opened
    QGuiApplication.clipboard().clear()


def found(store, model, **equal):
    with store.read() as reader:
        return reader.find(model, **equal)


def from_amina(subject="Fee waiver", text="Can a fee waiver be renewed?"):
    return (
        "From: Amina Yusuf <amina@harbour.example>\nSent: 20 November 2026 09:14\n"
        f"Subject: {subject}\n\n{text}\n"
    )


def titles(sheet):
    QApplication.processEvents()  # the file is asked once the form is filled in
    return {title: [one.title for one in those] for title, those in sheet.side.shown.items()}


def test_a_mail_of_somebody_known_is_logged_with_two_keys(store, led, amina, open_sheet, press):
    sheet = open_sheet(from_amina())
    press(sheet, PASTE, LOG)
    (enquiry,) = found(store, Enquiry)
    assert (enquiry["subject"], enquiry["asker_id"]) == ("Fee waiver", amina)
    assert enquiry["question"] == "Can a fee waiver be renewed?"
    assert enquiry["received_on"] == date(2026, 11, 20)
    assert led.opened == [enquiry["id"]]
    assert led.said[-1] == ("Logged E-2026-001: Fee waiver.", True)
    assert drafts.drafts(store, Enquiry) == []


def test_the_mail_that_was_copied_is_offered_and_enter_takes_it(open_sheet, press):
    sheet = open_sheet(MAIL)
    assert sheet.box.paste_button.text().strip() == "Paste “Fee waiver” from Fatima Khan"
    press(sheet, Key.Key_Return)
    assert sheet.form.values["subject"] == "Fee waiver"
    assert sheet.form.isAncestorOf(sheet.focusWidget())


def test_what_was_copied_and_is_no_mail_is_not_offered(open_sheet):
    assert open_sheet("milk, bread").box.paste_button.text().strip() == "Paste"


def test_a_newcomer_from_an_organisation_is_added_in_the_same_act(store, firm, open_sheet, press):
    sheet = open_sheet(MAIL)
    press(sheet, PASTE)
    assert sheet.asker.tick.isChecked()
    assert sheet.asker.tick.text() == "Add Fatima Khan as a participant"
    assert sheet.form.values["organisation_id"] == firm
    press(sheet, LOG)
    (person,) = found(store, Participant)
    assert (person["name"], person["email"]) == ("Fatima Khan", "fatima@harbour.example")
    (enquiry,) = found(store, Enquiry)
    assert (enquiry["asker_id"], enquiry["asker_name"]) == (person["id"], "")
    assert [role["organisation_id"] for role in found(store, Affiliation)] == [firm]
    store.undo()
    assert found(store, Participant) == found(store, Enquiry) == []


def test_a_stranger_is_only_added_when_it_is_ticked_and_keeps_the_address(store, open_sheet, press):
    sheet = open_sheet(MAIL)
    press(sheet, PASTE)
    assert not sheet.asker.tick.isChecked()
    press(sheet, LOG)
    assert found(store, Participant) == []
    (enquiry,) = found(store, Enquiry)
    assert (enquiry["asker_name"], enquiry["state"]) == ("Fatima Khan", EnquiryState.NEW)
    with store.read() as reader:
        (line,) = log(reader, enquiry["id"])
    assert line.text == "Came by e-mail from Fatima Khan <fatima@harbour.example>."


def test_the_name_in_the_form_is_the_name_that_is_added(store, open_sheet, press):
    sheet = open_sheet(MAIL)
    press(sheet, PASTE)
    sheet.asker.tick.setFocus()
    press(sheet, Key.Key_Space)
    sheet.form.form.rows["asker_name"].editor.setFocus()
    sheet.focusWidget().selectAll()
    press(sheet, "Fatima Khan-Ali", Key.Key_Tab)
    assert sheet.asker.tick.text() == "Add Fatima Khan-Ali as a participant"
    press(sheet, LOG)
    assert [one["name"] for one in found(store, Participant)] == ["Fatima Khan-Ali"]


def test_an_address_that_is_none_is_said_beside_the_name(store, open_sheet, press):
    sheet = open_sheet(MAIL)
    press(sheet, PASTE)
    sheet.asker.tick.setChecked(True)
    sheet.asker.email.setText("fatima at harbour")
    press(sheet, LOG)
    assert "is not an e-mail address" in sheet.form.form.rows["asker_name"].problem()
    assert found(store, Enquiry) == found(store, Participant) == []


def test_somebody_of_the_same_name_is_offered_and_chosen(store, amina, open_sheet, press):
    sheet = open_sheet("From: Amina Yusuf <amina@gmail.com>\nSubject: Fees\n\nWho pays?\n")
    press(sheet, PASTE)
    assert sheet.form.values["asker_id"] is None
    (offer,) = sheet.asker._parts
    offer.setFocus()
    press(sheet, Key.Key_Space)
    assert sheet.form.values["asker_id"] == amina
    assert sheet.form.values["asker_name"] == ""
    assert sheet.asker.tick.isHidden()


def test_the_asker_s_own_signature_may_stand_and_the_reason_is_recorded(
    store, firm, open_sheet, press
):
    sheet = open_sheet(MAIL)
    press(sheet, PASTE, LOG)
    (enquiry,) = found(store, Enquiry)
    assert enquiry["question"].endswith("0113 496 0123")
    with store.read() as reader:
        kept = {each.words: each.reason for each in kept_words(reader, enquiry["id"])}
    assert kept == {"Ms Fatima Khan": REASON, "0113 496 0123": REASON}


def test_what_tells_of_a_client_stops_the_mail_and_survives_as_a_draft(
    store, amina, open_sheet, press
):
    text = "Mr Ahmed of BD1 3EZ asks."
    sheet = open_sheet(from_amina(text=text))
    press(sheet, PASTE, LOG)
    assert found(store, Enquiry) == []
    question = sheet.form.form.rows["question"]
    assert question.problem()
    press(sheet, Key.Key_Escape)
    sheet.reject()
    (kept,) = drafts.drafts(store, Enquiry)
    assert kept.values["question"] == text
    again = open_sheet()
    assert again.box.resume_button.text().strip() == "Go on with “Fee waiver”"
    again.box.resume_button.click()
    assert again.form.form.rows["question"].problem()
    press(again, LOG)
    assert found(store, Enquiry) == []


def test_log_and_begin_another_clears_the_sheet_and_says_what_was_done(
    store, amina, led, open_sheet, press
):
    sheet = open_sheet(from_amina())
    press(sheet, PASTE, LOG_NEXT)
    assert sheet.isVisible()
    assert sheet.box.told.text() == (
        "Logged E-2026-001: Fee waiver. "
        "Received Fri 20 Nov 2026; promised by Fri 27 Nov, in 4 days."
    )
    assert sheet.form.values["subject"] == ""
    QGuiApplication.clipboard().setText(from_amina("Travel"))
    press(sheet, PASTE, LOG_NEXT)
    assert [one["subject"] for one in found(store, Enquiry)] == ["Fee waiver", "Travel"]
    assert led.opened == []


def test_the_very_mail_a_reply_and_the_like_are_told_beside_it(
    store, amina, open_sheet, press, tmp_path
):
    mail = tmp_path / "mail.eml"
    mail.write_bytes(
        b"From: Amina Yusuf <amina@harbour.example>\r\nSubject: Fee waiver\r\n"
        b"Date: Fri, 20 Nov 2026 09:14:00 +0000\r\nMessage-ID: <a1@x>\r\n\r\n"
        b"Can a fee waiver be renewed?\r\n"
    )
    sheet = open_sheet()
    sheet.take_file(mail)
    press(sheet, LOG_NEXT)
    other = {"subject": "Travel", "asker_id": amina, "received_on": date(2026, 1, 9)}
    enquiries.log_enquiry(store, other)
    sheet.take_file(mail)
    assert titles(sheet) == {"Logged already": ["Fee waiver"], "Asked before": ["Travel"]}
    sheet.box.start()
    QGuiApplication.clipboard().setText(from_amina("RE: Fee waiver"))
    sheet.box.paste()
    assert titles(sheet) == {"Goes on with": ["Fee waiver"], "Asked before": ["Travel"]}
    QGuiApplication.clipboard().setText(from_amina("Another", "How can a fee waiver be renewed?"))
    sheet.box.paste()
    assert titles(sheet) == {
        "Much the same, in the last 90 days": ["Fee waiver"],
        "Asked before": ["Travel"],
    }


def test_a_reply_is_added_to_the_log_and_ends_the_waiting(store, led, amina, open_sheet, press):
    first = enquiries.log_enquiry(
        store, {"subject": "Fee waiver", "asker_id": amina, "received_on": date(2026, 11, 16)}
    )
    enquiries.wait_for_asker(store, first, on=date(2026, 11, 17))
    sheet = open_sheet(from_amina("RE: Fee waiver [E-2026-001]", "It is this one."))
    press(sheet, PASTE)
    assert titles(sheet) == {"Goes on with": ["Fee waiver"]}
    (offer,) = sheet.side.shown["Goes on with"]
    assert "adding the mail ends the waiting" in offer.detail
    adds = next(one for one in sheet.side.buttons() if one.text().startswith("Add to the log"))
    adds.setFocus()
    press(sheet, Key.Key_Space)
    with store.read() as reader:
        enquiry = reader.get(Enquiry, first)
        line = next(each for each in log(reader, first) if each.kind is LogKind.MAIL_IN)
    assert enquiry["state"] is EnquiryState.OPEN
    assert line.text == "It is this one."
    assert len(found(store, Enquiry)) == 1
    assert led.opened == [first]
    assert led.said[-1][1]
    assert drafts.drafts(store, Enquiry) == []
    store.undo()
    assert found(store, Enquiry)[0]["state"] is EnquiryState.WAITING


def test_an_earlier_enquiry_opens_and_the_draft_is_kept(store, led, amina, open_sheet, press):
    first = enquiries.log_enquiry(store, {"subject": "Travel", "asker_id": amina})
    sheet = open_sheet(from_amina())
    press(sheet, PASTE)
    assert titles(sheet) == {"Asked before": ["Travel"]}
    next(one for one in sheet.side.buttons() if one.toolTip() == "Open Travel").click()
    assert led.opened == [first]
    assert drafts.drafts(store, Enquiry)[0].values["subject"] == "Fee waiver"


def test_who_wrote_first_is_taken_as_the_asker(store, amina, open_sheet, press):
    sheet = open_sheet(
        "From: Bao Cwik <bao@network.example>\nSent: 22 November 2026\nSubject: FW: Fees\n\n"
        "Please take this.\n\nFrom: Amina Yusuf <amina@harbour.example>\n"
        "Sent: 18 November 2026\nTo: Bao\nSubject: Fees\n\nWho pays?\n"
    )
    press(sheet, PASTE)
    assert sheet.asker.inner_words.text() == (
        "Passed on. First written by Amina Yusuf on Wed 18 Nov 2026."
    )
    sheet.asker.inner_button.setFocus()
    press(sheet, Key.Key_Space)
    values = sheet.form.values
    assert (values["asker_id"], values["subject"]) == (amina, "Fees")
    assert values["received_on"] == date(2026, 11, 18)
    assert values["question"].startswith("Please take this.")
    assert sheet.asker.isHidden()


def test_papers_are_kept_only_when_they_are_ticked(store, amina, open_sheet, press, tmp_path):
    mail = tmp_path / "mail.eml"
    mail.write_bytes(
        b"From: amina@harbour.example\r\nSubject: Fees\r\nContent-Type: multipart/mixed; "
        b"boundary=b\r\n\r\n--b\r\n\r\nWho pays?\r\n--b\r\nContent-Type: application/pdf; "
        b"name=one.pdf\r\n\r\n%PDF\r\n--b\r\nContent-Type: application/pdf; name=two.pdf\r\n\r\n"
        b"%PDF2\r\n--b--\r\n"
    )
    sheet = open_sheet()
    sheet.take_file(mail)
    assert [box.accessibleName() for box in sheet.asker.papers] == [
        "Keep one.pdf (1 kB)",
        "Keep two.pdf (1 kB)",
    ]
    sheet.asker.papers[1].setFocus()
    press(sheet, Key.Key_Space, LOG)
    assert [one["name"] for one in found(store, Document)] == ["two.pdf"]


def test_a_file_that_is_dropped_is_read(open_sheet, amina, tmp_path):
    mail = tmp_path / "mail.eml"
    mail.write_bytes(b"From: amina@harbour.example\r\nSubject: Fees\r\n\r\nWho pays?\r\n")
    sheet = open_sheet()
    brought = QMimeData()
    brought.setUrls([QUrl.fromLocalFile(str(mail))])
    sheet.dropEvent(_drop(brought))
    assert sheet.form.values["subject"] == "Fees"
    assert sheet.box.told.text() == "From <amina@harbour.example>, Mon 23 Nov 2026."
    assert sheet.box.more.text() == "It tells no day, so today is taken."


def test_a_page_that_was_copied_is_read_as_plain_text(open_sheet):
    sheet = open_sheet()
    brought = QMimeData()
    brought.setHtml(
        "<p>From: Bao &lt;bao@x.example&gt;<br>Subject: Fees</p><p>Who <b>pays</b>?</p>"
    )
    sheet.dropEvent(_drop(brought))
    assert sheet.form.values["question"] == "Who pays?"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "only Outlook can read"),
        ("a.eml", b"", "This mail is empty."),
    ],
)
def test_what_can_t_be_read_is_said_in_place(open_sheet, tmp_path, name, content, words):
    path = tmp_path / name
    path.write_bytes(content)
    sheet = open_sheet()
    sheet.take_file(path)
    assert words in sheet.box.wrong.text()
    sheet.take_file(tmp_path / "gone.eml")
    assert "can't be read" in sheet.box.wrong.text()


def test_hostile_words_are_kept_exactly_and_shown_as_plain_text(store, amina, open_sheet, press):
    hostile = "<b>Dear</b> &amp;\n=1+1\n\u202eyas\u202c\xa0🙂👩🏽‍⚖️\n" + "word " * 19_000 + "end"
    subject = "<i>Fee</i> =HYPERLINK(1) \u202efdp"
    sheet = open_sheet(from_amina(subject, hostile))
    press(sheet, PASTE)
    assert sheet.form.form.rows["question"].editor.typed() == hostile
    press(sheet, LOG)
    (enquiry,) = found(store, Enquiry)
    assert (enquiry["subject"], enquiry["question"]) == (subject, hostile)


def test_a_mail_of_today_is_received_today_and_discard_keeps_nothing(store, open_sheet, press):
    sheet = open_sheet("Can it be renewed?")
    press(sheet, PASTE)
    assert sheet.form.values["received_on"] == TODAY
    sheet.form.drop_button.click()
    assert drafts.drafts(store, Enquiry) == []
    assert found(store, Enquiry) == []


def _drop(brought):
    return QDropEvent(
        QPoint(9, 9),
        Qt.DropAction.CopyAction,
        brought,
        Qt.MouseButton.LeftButton,
        Held.NoModifier,
    )


def test_the_page_of_enquiries_leads_here(desk, led, show_page):
    page = show_page(make_page(desk)).here()
    page.mail_button.click()
    assert led.done == ["Log from a mail"]


def test_a_mail_dropped_on_the_list_is_left_to_the_window(desk, show_page, tmp_path):
    mail = tmp_path / "mail.eml"
    mail.write_bytes(b"From: a@b.example")
    brought = QMimeData()
    brought.setUrls([QUrl.fromLocalFile(str(mail))])
    event = QDragEnterEvent(
        QPoint(9, 9),
        Qt.DropAction.CopyAction,
        brought,
        Qt.MouseButton.LeftButton,
        Held.NoModifier,
    )
    event.ignore()
    show_page(make_page(desk)).here().dragEnterEvent(event)
    assert not event.isAccepted()
