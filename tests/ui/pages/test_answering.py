"""Answering an enquiry by real keys on a real file."""

from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from copdesk.db.models import AnswerTemplate, Enquiry, EnquiryNote, Participant
from copdesk.db.queries.enquiries import log
from copdesk.domain.enquiries import EnquiryState, LogKind
from copdesk.errors import UserError
from copdesk.services import drafts, records
from copdesk.services.enquiries import log_enquiry, record_reply
from copdesk.services.intake import log_mail
from copdesk.services.knowledge import keep_answer
from copdesk.services.settings import keep_settings
from copdesk.ui.main_window.checks import checks_of
from copdesk.ui.pages.enquiries.answering import AnsweringSheet
from copdesk.ui.pages.today.asking_again import AskAgain
from tests.ui.pages.conftest import TODAY

Key, Held = Qt.Key, Qt.KeyboardModifier
CONTROL = Held.ControlModifier
FOOTER = "Peer information, not legal advice; check before acting."


@pytest.fixture
def amina(store):
    keep_settings(store, coordinator="Rowan Hartley", network="Sample network")
    values = {"name": "Amina Yusuf", "email": "amina@centre.example"}
    return records.add(store, Participant, values)


@pytest.fixture
def enquiry(store, amina):
    values = {"subject": "Fee waiver for students", "asker_id": amina, "mail_id": "<a.1@x.example>"}
    return log_enquiry(store, values)


@pytest.fixture
def answer(qtbot, light, store, desk, enquiry):
    """Opens the window on the enquiry, or on another."""
    with_checks = replace(desk, checks=checks_of(store))

    def opened(enquiry_id=enquiry, takes=True):
        launched = []
        sheet = AnsweringSheet(
            with_checks, None, enquiry_id, launch=lambda url: launched.append(url) or takes
        )
        qtbot.addWidget(sheet)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        sheet.launched = launched
        with qtbot.waitActive(sheet):
            sheet.show()
            sheet.activateWindow()
        return sheet

    return opened


def row(store, enquiry_id):
    with store.read() as reader:
        return reader.get(Enquiry, enquiry_id)


def lines(store, enquiry_id):
    with store.read() as reader:
        return [(line.kind, line.text) for line in log(reader, enquiry_id)]


def titles(sheet):
    return [one.title for one in sheet.starts._starts]


def choose(qtbot, sheet, title):
    """Go to one of the beginnings by the keyboard, and take it."""
    sheet.starts.list.setFocus()
    qtbot.keyClick(sheet.starts.list, Key.Key_Home)
    for _ in range(titles(sheet).index(title)):
        qtbot.keyClick(sheet.starts.list, Key.Key_Down)
    qtbot.keyClick(sheet.starts.list, Key.Key_Return)


def test_an_answer_goes_out_as_a_draft_and_is_recorded_by_keys_alone(
    store, answer, press, enquiry, led
):
    sheet = answer()
    press(sheet, "Use the form.", (Key.Key_Return, CONTROL))
    found = message_from_bytes(
        Path(sheet.launched[0].toLocalFile()).read_bytes(), policy=policy.default
    )
    assert [one.addr_spec for one in found["To"].addresses] == ["amina@centre.example"]
    assert found["Subject"] == "Re: Fee waiver for students (E-2026-001)"
    assert found["In-Reply-To"] == "<a.1@x.example>"
    said = "Dear Amina Yusuf,\n\nUse the form.\n\nKind regards,\nRowan Hartley\nSample network"
    assert found.get_content().replace("\r\n", "\n").strip() == f"{said}\n\n{FOOTER}"
    assert row(store, enquiry)["answered_on"] is None
    press(sheet, (Key.Key_Return, CONTROL))
    after = row(store, enquiry)
    assert (after["state"], after["answered_on"]) == (EnquiryState.ANSWERED, TODAY)
    assert after["answer"] == said
    assert lines(store, enquiry) == [(LogKind.MAIL_OUT, said)]
    assert led.said[-1] == ("Answer enquiry E-2026-001.", True)
    assert not sheet.isVisible()
    assert drafts.drafts(store, EnquiryNote) == []


def test_what_went_out_can_be_recorded_as_no_answer_yet(store, answer, press, enquiry):
    sheet = answer()
    press(sheet, "Which form was it?", (Key.Key_Return, CONTROL))
    press(sheet, (Key.Key_Return, CONTROL | Held.ShiftModifier))
    assert row(store, enquiry)["answered_on"] is None
    ((kind, text),) = lines(store, enquiry)
    assert kind is LogKind.MAIL_OUT
    assert "Which form was it?" in text


def test_the_window_asks_nothing_and_records_nothing_by_itself(store, answer, press, enquiry):
    sheet = answer()
    assert not sheet.answered_button.isVisible()
    press(sheet, "Use the form.", (Key.Key_Return, CONTROL))
    assert sheet.answered_button.hasFocus()
    press(sheet, Key.Key_Escape)
    assert not sheet.isVisible()
    assert lines(store, enquiry) == []


def test_what_was_typed_is_there_again_after_closing(store, answer, press, enquiry, qtbot):
    sheet = answer()
    press(sheet, "Half an answer", Key.Key_Escape)
    assert not sheet.isVisible()
    again = answer()
    assert "Half an answer" in again._typed()
    assert again.ways.told.text().startswith("You began this earlier.")
    other = answer(log_enquiry(store, {"subject": "Another"}))
    assert "Half" not in other._typed()


def test_what_is_typed_is_put_by_while_the_window_stands(store, answer, press, qtbot):
    sheet = answer()
    press(sheet, "Half")
    qtbot.waitUntil(lambda: bool(drafts.drafts(store, EnquiryNote)), timeout=3_000)
    assert "Half" in drafts.drafts(store, EnquiryNote)[0].values["text"]
    sheet.close()


def test_a_window_in_which_nothing_was_typed_leaves_no_draft(store, answer, press):
    press(answer(), Key.Key_Escape)
    assert drafts.drafts(store, EnquiryNote) == []


def test_a_template_is_filled_in_and_unknown_blanks_are_named(store, answer, qtbot):
    text = "Dear {asker},\n\nThank you for {subject} of {received} ({reference}); see {form}."
    records.add(store, AnswerTemplate, {"name": "Thanks", "text": text})
    sheet = answer()
    choose(qtbot, sheet, "Thanks")
    assert sheet._typed().startswith(
        "Dear Amina Yusuf,\n\nThank you for Fee waiver for students of Mon 23 Nov 2026"
        " (E-2026-001); see {form}."
    )
    assert sheet.blanks.text() == "Not filled in: {form}."
    assert sheet._typed().count("Rowan Hartley") == 1


def test_an_answer_kept_is_offered_and_a_stale_one_is_marked(store, answer, qtbot, enquiry):
    keep_answer(store, enquiry, "Which students get a fee waiver?", "Those in need.")
    sheet = answer()
    assert titles(sheet) == ["Blank letter", "Which students get a fee waiver?"]
    choose(qtbot, sheet, "Which students get a fee waiver?")
    assert "\n\nThose in need.\n\n" in sheet._typed()
    assert not sheet.starts.stale.isVisible()
    old = TODAY.replace(year=2025)
    keep_answer(store, enquiry, "Fee waiver for students in 2024?", "Ask.", review_on=old)
    again = answer()
    again.starts.list.setCurrentIndex(again.starts.list.model().index(1, 0))
    assert again.starts.stale.text() == "Stale: was to be looked at by Sun 23 Nov 2025."
    assert again.starts._mark.isVisible()


def test_an_earlier_answer_comes_without_the_other_askers_name(store, answer, qtbot):
    earlier = log_enquiry(store, {"subject": "Fee waiver, student nurse"})
    record_reply(store, earlier, "Dear Olena,\n\nUse form X.\n\nKind regards,\nRowan")
    sheet = answer()
    choose(qtbot, sheet, "E-2026-002 Fee waiver, student nurse")
    assert "Dear Amina Yusuf,\n\nUse form X.\n\nKind regards,\nRowan Hartley" in sheet._typed()
    assert "Olena" not in sheet._typed()


def test_what_was_typed_stays_when_something_is_used_and_can_be_taken_back(
    store, answer, press, qtbot
):
    records.add(store, AnswerTemplate, {"name": "Thanks", "text": "Thank you."})
    sheet = answer()
    press(sheet, "Mine. ")
    choose(qtbot, sheet, "Thanks")
    assert "Mine. Thank you." in sheet._typed()
    qtbot.keyClick(sheet._paper, Key.Key_Z, CONTROL)
    assert "Mine. \n" in sheet._typed()


def test_ctrl_f_finds_any_template_and_answer(store, answer, press, qtbot):
    records.add(store, AnswerTemplate, {"name": "Thanks", "text": "Thank you."})
    records.add(store, AnswerTemplate, {"name": "Ask for more", "text": "Please tell."})
    sheet = answer()
    press(sheet, (Key.Key_F, CONTROL), "ask")
    qtbot.waitUntil(lambda: titles(sheet) == ["Ask for more"])
    press(sheet, Key.Key_Return, Key.Key_Return)
    assert "Please tell." in sheet._typed()
    assert sheet._paper.hasFocus()


@pytest.mark.parametrize("way", ["open_button", "save_button", "link_button", "copy_button"])
def test_nothing_that_tells_who_a_client_is_goes_out_by_any_way(store, answer, press, way):
    QApplication.clipboard().setText("before")
    sheet = answer()
    press(sheet, "Mr Ahmed of BD1 3EZ may ask.")
    getattr(sheet.ways, way).click()
    assert sheet.launched == []
    assert QApplication.clipboard().text() == "before"
    assert "marked words" in sheet.ways.told.text()
    assert sheet.text.remarks.isVisible()
    assert not sheet.answered_button.isVisible()


def test_marked_words_go_out_once_they_are_kept_with_a_reason(store, answer, press, qtbot):
    sheet = answer()
    press(sheet, "Mr Ahmed may ask.")
    sheet.ways.copy_button.click()
    remarks = sheet.text.remarks
    remarks.keep_button.click()
    qtbot.keyClicks(remarks.reason, "he is the interpreter")
    qtbot.keyClick(remarks.reason, Key.Key_Return)
    sheet.ways.copy_button.click()
    assert "Mr Ahmed may ask." in QApplication.clipboard().text()


def test_a_subject_that_tells_who_a_client_is_does_not_go_out(store, answer, press, amina):
    telling = log_enquiry(store, {"subject": "Mr Ahmed, BD1 3EZ", "asker_id": amina})
    sheet = answer(telling)
    press(sheet, "Use the form.", (Key.Key_Return, CONTROL))
    assert sheet.launched == []
    assert sheet.ways.told.text().startswith("The subject may tell who a client is: “Mr Ahmed”")


def test_an_asker_without_an_address_is_said_and_the_text_is_copied(store, answer, press):
    unknown = log_enquiry(store, {"subject": "Fees", "asker_name": "A caseworker"})
    sheet = answer(unknown)
    assert sheet.to.text().startswith("No e-mail address of A caseworker is known: copy the text")
    press(sheet, "Use the form.", (Key.Key_Return, CONTROL))
    assert QApplication.clipboard().text().startswith("Subject: Re: Fees (E-2026-002)\n\nDear A c")
    assert sheet.ways.told.text() == "Copied: the subject and the text."


@pytest.mark.parametrize("greeted", [True, False])
def test_an_empty_letter_does_not_go_out(answer, press, greeted):
    sheet = answer()
    if not greeted:
        sheet._paper.clear()
    press(sheet, (Key.Key_Return, CONTROL))
    assert sheet.launched == []
    assert sheet.ways.told.text() == "There is no answer yet. Write it first."


def test_the_footer_is_shown_and_may_be_left_out_in_the_settings(store, answer, press):
    assert answer().footer.text() == f"Goes under it: {FOOTER}"
    keep_settings(store, answer_footer="")
    sheet = answer()
    assert not sheet.footer.isVisible()
    press(sheet, "Use the form.")
    assert sheet.mail().text.endswith("Sample network")


def test_the_question_stands_over_the_answer_and_is_only_read(store, answer, press, amina):
    assert not answer().question.isVisible()
    values = {"subject": "Fees", "question": "May she\nask?", "asker_id": amina}
    sheet = answer(log_enquiry(store, values))
    assert sheet.question.editor.typed() == "May she\nask?"
    assert sheet.question.editor.paper.isReadOnly()


def test_hostile_text_is_kept_as_it_is(store, answer, qtbot, press, enquiry):
    said = "<b>not bold</b> =1+1 \u202etxt {asker} 😀 王小明"
    sheet = answer()
    sheet._paper.insertPlainText(said)
    press(sheet, (Key.Key_Return, CONTROL), (Key.Key_Return, CONTROL))
    assert said in row(store, enquiry)["answer"]


def test_an_enquiry_that_is_gone_is_refused_in_words(store, answer, enquiry):
    records.delete(store, Enquiry, [enquiry])
    with pytest.raises(UserError, match="deleted"):
        answer()


def test_an_answer_goes_to_where_the_mail_came_from_when_its_asker_is_no_participant(store, answer):
    values = {"subject": "Which form", "asker_name": "Hanna Lindqvist"}
    sheet = answer(log_mail(store, values, address="hanna@rivergate.example"))
    assert sheet.asked.to_words == "To Hanna Lindqvist, hanna@rivergate.example"


def test_somebody_who_is_no_participant_is_asked_again_where_they_wrote_from(
    store, desk, light, qtbot
):
    values = {"subject": "Which form", "asker_name": "Hanna Lindqvist"}
    asked = log_mail(store, values, address="hanna@rivergate.example")
    sheet = AskAgain(desk, None, asked)
    qtbot.addWidget(sheet)
    assert sheet.to.text() == "To Hanna Lindqvist"
    assert [each.email for each in sheet.mail().people] == ["hanna@rivergate.example"]
