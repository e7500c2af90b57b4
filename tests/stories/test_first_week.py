"""The first week of a coordinator, through the window, with the keyboard and the mouse alone."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from python_calamine import CalamineWorkbook

from copdesk.db.models import Organisation, Participant
from copdesk.db.queries import training
from copdesk.domain.training import Status
from tests.db.snapshot import content, faults
from tests.stories.conftest import CTRL, SHIFT, TODAY
from tests.stories.people import ROWS, workbook

Key = Qt.Key
DONE = (Key.Key_Return, CTRL)
ACTS = 11
"""Two imports, meeting, two items, enquiry, answer, its closing, policy, and hours twice."""


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Answers every question for a place to save to: in one folder, under the name offered."""

    def answer(_parent, _title, start, _kinds):
        return str(tmp_path / Path(start).name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return tmp_path


def test_first_week_and_all_of_it_taken_back_and_done_again(
    window, hands, files, organisations, monkeypatch
):
    store = start_a_file(window, hands)
    created = content(store)
    bring_in(window, hands, organisations, monkeypatch)
    bring_in(window, hands, workbook(files / "people.xlsx"), monkeypatch)
    assert count(store, Organisation) == 14
    assert count(store, Participant) == len(ROWS)
    plan_the_meeting(window, hands)
    log_and_answer(window, hands)
    record_hours_twice(window, hands)
    assert (standing(store).status, standing(store).hours) == (Status.MET, Decimal("3.00"))
    build_the_pack(hands, files)
    export_excel(window, hands, files)
    worked = content(store)
    assert take_back_all(window, hands) == ACTS
    assert content(store) == created
    assert do_again_all(window, hands) == ACTS
    assert content(store) == worked
    assert faults(store) == []


def start_a_file(window, hands):
    """Three steps, each left as it is but for the name."""
    hands.key(Key.Key_Space)
    hands.type("Yorkshire advice network")
    hands.key(Key.Key_Return, Key.Key_Return, Key.Key_Return)
    hands.until(lambda: window.session.is_open and hands.front() is window)
    return window.session.store


def bring_in(window, hands, path, monkeypatch):
    """Ctrl+I, the file, its columns as guessed, its rows as judged."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(path), ""))
    hands.key((Key.Key_I, CTRL), Key.Key_Space)
    wizard = hands.front()
    for step in ("Step 2", "Step 3", "Step 4"):
        hands.until(lambda step=step: wizard.step.text().startswith(step))
        hands.key(Key.Key_Space if step == "Step 4" else DONE)
    hands.until(lambda: hands.front() is window)


def plan_the_meeting(window, hands):
    """The community is known, as there is one; the usual agenda comes with the meeting."""
    hands.key((Key.Key_5, CTRL), (Key.Key_N, CTRL))
    for field, words in (("Date", "9 dec"), ("Starts", "10"), ("Ends", "12"), ("Place", "Leeds")):
        hands.go_to(field)
        hands.type(words)
    hands.key(DONE)
    hands.until(lambda: "Q4 2026 meeting" in window.stack.page().meeting.title.text())
    for title in ("Fee waivers", "王小明 on country evidence"):
        hands.key((Key.Key_N, CTRL | SHIFT))
        hands.type(title)
        hands.key(Key.Key_Return)


def log_and_answer(window, hands):
    """Asked by one of the people imported, which brings organisation and community along."""
    hands.key((Key.Key_8, CTRL), (Key.Key_N, CTRL))
    hands.type("Fee waiver for a family of five")
    hands.go_to("Asked by")
    hands.type("amina")
    hands.pick("Amina Yusuf")
    hands.key(DONE)
    hands.click("Answer")
    hands.type("Sent the checklist of evidence.")
    hands.click("Copy text and addresses")
    hands.key(DONE)
    hands.until(lambda: hands.front() is window)
    hands.click("Close")
    hands.key_in_popup(Key.Key_Return)


def record_hours_twice(window, hands):
    """First the policy that asks 3.0 hours, then 1.5 and 1.5 for one person."""
    hands.key((Key.Key_0, CTRL))
    hands.click("Add training policy")
    hands.type("Anti-oppression training")
    hands.go_to("Adopted")
    hands.type("1 sep 2026")
    hands.key(DONE)
    hands.command("show who has done")
    for _ in range(2):
        hands.key((Key.Key_F, CTRL))
        hands.type("amina")
        hands.key(Key.Key_Return, (Key.Key_N, CTRL))
        hands.go_to("Hours")
        hands.type("1.5")
        hands.key(DONE)
    assert window.stack.page().people.coverage.text().startswith("1 of 6 people")


def build_the_pack(hands, files):
    """Seen first, then saved; the PDF says what the meeting is, in the letters it is written in."""
    hands.key((Key.Key_5, CTRL), Key.Key_Return, (Key.Key_P, CTRL))
    hands.click("Preview")
    hands.until(lambda: hands.front().windowTitle().startswith("Pack"))
    hands.key((Key.Key_S, CTRL), Key.Key_Escape)
    (made,) = files.glob("*.pdf")
    pages = pypdfium2.PdfDocument(made)
    words = "\n".join(page.get_textpage().get_text_bounded() for page in pages)
    pages.close()
    for each in ("Q4 2026 meeting", "Wed 9 Dec 2026", "Fee waivers", "王小明", "Nguyễn", "PAFRAS"):
        assert each in words, each


def export_excel(window, hands, files):
    """Three workbooks from the page of reports; the dates in them are dates."""
    hands.command("reports")
    for title in ("Participants", "Enquiries log", "Training register"):
        hands.click(f"Save as Excel: {title}")
    read = {path.stem: cells(path) for path in files.glob("*2026-11-23.xlsx")}
    assert len(read) == 3
    assert {"Amina Yusuf", "Ömer Ağaoğlu"} <= read["Participants 2026-11-23"]
    assert {"E-2026-001", TODAY, date(2026, 11, 30)} <= read["Enquiries log 2026-11-23"]
    assert {"Amina Yusuf", 3.0} <= read["Training register 2026-11-23"]


def take_back_all(window, hands):
    """Ctrl+Z until there is nothing left; returns how often."""
    return pressed(hands, (Key.Key_Z, CTRL), window.menus.undo)


def do_again_all(window, hands):
    """Ctrl+Shift+Z and Ctrl+Y in turn until there is nothing left; returns how often."""
    hands.key((Key.Key_Z, CTRL | SHIFT))
    return 1 + pressed(hands, (Key.Key_Y, CTRL), window.menus.redo)


def pressed(hands, keys, entry):
    times = 0
    while entry.isEnabled() and times < 2 * ACTS:
        hands.key(keys)
        times += 1
    return times


def count(store, model):
    with store.read() as reader:
        return len(reader.find(model))


def standing(store):
    with store.read() as reader:
        amina = next(one["id"] for one in reader.find(Participant) if one["name"] == "Amina Yusuf")
        (found,) = training.standing_of(reader, amina, TODAY)
    return found[1]


def cells(path):
    book = CalamineWorkbook.from_path(path)
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    return {cell for sheet in sheets for row in sheet for cell in row}


def test_a_meeting_found_from_another_page_has_the_keyboard_on_its_agenda(
    window, hands, sample_file
):
    assert window.files.open(sample_file)
    hands.key((Key.Key_K, CTRL))
    hands.type("q4 2026")
    hands.key(Key.Key_Return)
    hands.until(lambda: window.stack.page().title == "Meetings")
    hands.pause()
    assert hands.where().accessibleName() == "Agenda"
    assert window.focusWidget() is hands.where()  # where it comes back to from another program
    assert hands.where().current_id()
