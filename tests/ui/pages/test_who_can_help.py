"""Finding who can help, by real keys on a real file."""

from datetime import date, timedelta

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from copdesk.db.conditions import Filter, Op
from copdesk.db.listing import View
from copdesk.db.models import (
    Affiliation,
    Authority,
    Enquiry,
    EnquiryNote,
    Expertise,
    GapEvidence,
    Introduction,
    Organisation,
    OrganisationArea,
    OrganisationCapacity,
    OrganisationTopic,
    Participant,
    Topic,
)
from copdesk.domain.enquiries import EnquiryState, LogKind
from copdesk.domain.peers import ExpertiseKind, IntroductionOutcome
from copdesk.domain.provision import Capacity, Depth
from copdesk.progress import SILENT
from copdesk.services import enquiries, records
from copdesk.ui.dialogs.ways_out import WaysOut
from copdesk.ui.kit.ask_popup import AskPopup
from copdesk.ui.kit.list_export import write
from copdesk.ui.pages.enquiries import page as enquiries_page
from copdesk.ui.pages.organisations import page as organisations_page
from copdesk.ui.pages.participants import page as participants_page
from copdesk.ui.pages.who_can_help import find as find_module
from copdesk.ui.pages.who_can_help import page as make_page
from copdesk.ui.pages.who_can_help.introducing import IntroducingSheet
from tests.ui.pages.conftest import TODAY

Key, Held = Qt.Key, Qt.KeyboardModifier
SHIFTED = Held.ControlModifier | Held.ShiftModifier


@pytest.fixture
def there(store):
    """Three organisations in Leeds, one of them silent about its topics, and an enquiry."""
    ids = {}
    with store.change("Office") as unit:
        topic = unit.find(Topic, code="ASY-03")[0]["id"]
        leeds = unit.find(Authority, name="Leeds")[0]["id"]
        for name, capacity, days in (
            ("Airedale", Capacity.LIMITED, 5),
            ("Beacon", Capacity.OPEN, 75),
            ("Colne", None, 0),
        ):
            body = ids[name] = unit.add(Organisation, name=name)
            unit.add(OrganisationArea, organisation_id=body, authority_id=leeds)
            if capacity is not None:
                unit.add(
                    OrganisationTopic, organisation_id=body, topic_id=topic, depth=Depth.CASEWORK
                )
                day = TODAY - timedelta(days=days)
                unit.add(
                    OrganisationCapacity, organisation_id=body, capacity=capacity, checked_on=day
                )
    asked = {"subject": "Who takes appeals", "topic_id": topic, "authority_id": leeds}
    ids["enquiry"] = enquiries.log_enquiry(store, asked)
    return ids | {"topic": topic, "leeds": leeds}


@pytest.fixture
def page(show_page, desk, there):
    made = show_page(make_page(desk))
    made.here().seeking.topic.setFocus()
    return made


@pytest.fixture
def choose(page, qtbot):
    """Types into the picker that has the keyboard, and takes the first offer."""

    def chosen(editor, typed):
        assert editor.box.hasFocus()
        qtbot.keyClicks(editor.line, typed)
        qtbot.keyClick(editor._shown, Key.Key_Return)

    return chosen


@pytest.fixture
def asked(page, there):
    """The page as an enquiry opens it."""
    filters = (
        Filter("enquiry_id", Op.IS, there["enquiry"]),
        Filter("topic_id", Op.IS, there["topic"]),
        Filter("authority_id", Op.IS, there["leeds"]),
    )
    page.show_rows("organisation_topic", View("E-2026-001", filters))
    return page.here()


def names(find):
    return [find.table.rows.row(place).words["name"] for place in range(len(find.table.rows.ids))]


def words(find, place, key):
    return find.table.rows.row(place).words[key]


def notes(store, there):
    with store.read() as reader:
        return reader.find(EnquiryNote, enquiry_id=there["enquiry"])


def test_topic_and_area_typed_by_keys_list_who_can_help_open_first(page, press, choose):
    choose(page.here().seeking.topic, "asylum appeal (first")
    assert names(page.here()) == ["Beacon", "Airedale"]
    press(page, Key.Key_Tab)
    choose(page.here().seeking.authority, "leeds")
    assert names(page.here()) == ["Beacon", "Airedale", "Colne"]
    assert page.here().told.text() == "3 may help: 1 open, 1 limited, 1 not known"


def test_unknown_is_said_and_what_is_old_is_told_in_words(asked):
    assert words(asked, 0, "checked") == "Check again: 75 days old"
    assert words(asked, 1, "checked") == "Checked 18 Nov 2026"
    assert words(asked, 2, "checked") == "Never checked"
    assert words(asked, 2, "fit") == "Topics not known"
    assert words(asked, 2, "topics") == "Not known"
    assert words(asked, 0, "topics") == "Asylum appeal (First-tier Tribunal): Casework"


def test_one_key_logs_that_an_organisation_was_asked(asked, press, store, there, led):
    assert asked.table.hasFocus()
    press(asked, Key.Key_A)
    (line,) = notes(store, there)
    assert (line["kind"], line["with_id"]) == (LogKind.ASKED, there["Beacon"])
    assert led.said[-1] == ("Asked Beacon for enquiry E-2026-001.", True)
    press(asked, Key.Key_S)  # the keyboard has moved on to the next
    assert [(one["kind"], one["with_id"]) for one in notes(store, there)] == [
        (LogKind.ASKED, there["Beacon"]),
        (LogKind.SIGNPOSTED, there["Airedale"]),
    ]


def test_without_an_enquiry_nothing_is_logged_and_the_keyboard_goes_to_its_box(
    page, press, choose, led, store, there
):
    choose(page.here().seeking.topic, "asylum appeal (first")
    find = page.here()
    find.table.setFocus()
    press(page, Key.Key_A)
    assert led.errors == ["Nothing was logged. Choose the enquiry first, at the top left."]
    assert find.seeking.enquiry.box.hasFocus()
    assert notes(store, there) == []


def test_no_provider_found_is_kept_and_logged_and_undone_in_one_step(
    asked, store, there, led, qtbot
):
    qtbot.mouseClick(asked.acts.nobody, Qt.MouseButton.LeftButton)
    with store.read() as reader:
        (gap,) = reader.find(GapEvidence)
    assert (gap["topic_id"], gap["authority_id"]) == (there["topic"], there["leeds"])
    assert [line["kind"] for line in notes(store, there)] == [LogKind.NO_PROVIDER]
    assert led.said[-1][1]
    store.undo()
    with store.read() as reader:
        assert reader.find(GapEvidence) == []
    assert notes(store, there) == []


def test_more_can_be_said_of_a_gap_once_it_is_kept(asked, store, led, qtbot, press):
    assert not asked.gap_note.isVisible()
    qtbot.mouseClick(asked.acts.nobody, Qt.MouseButton.LeftButton)
    assert asked.gap_note.isVisible()
    asked.gap_note.button.click()
    box = asked.gap_note.findChild(AskPopup).findChild(QLineEdit)
    qtbot.keyClicks(box, "Three were rung")
    qtbot.keyClick(box, Key.Key_Return)
    with store.read() as reader:
        (gap,) = reader.find(GapEvidence)
    assert gap["note"] == "Three were rung"
    assert led.said[-1][1]
    assert not asked.gap_note.isVisible()
    qtbot.mouseClick(asked.acts.nobody, Qt.MouseButton.LeftButton)
    store.undo()
    asked.gap_note._keep("Too late")
    assert led.errors


def test_where_nobody_is_known_the_list_offers_to_keep_that(page, choose, store, qtbot):
    choose(page.here().seeking.topic, "windrush")
    find = page.here()
    assert find.told.text() == "Nobody is known who can help with this."
    assert find.frame.clear_button.isVisible()
    qtbot.mouseClick(find.frame.clear_button, Qt.MouseButton.LeftButton)
    with store.read() as reader:
        (gap,) = reader.find(GapEvidence)
    assert gap["found_on"] == TODAY
    assert gap["enquiry_id"] is None


def test_still_so_today_confirms_the_capacity_and_the_list_shows_it(asked, press, store, there):
    press(asked, Key.Key_T)
    with store.read() as reader:
        said = reader.find(OrganisationCapacity, organisation_id=there["Beacon"])
    assert [one["checked_on"] for one in said] == [TODAY - timedelta(days=75), TODAY]
    assert words(asked, 0, "checked") == "Checked 23 Nov 2026"


def test_a_language_that_nobody_speaks_leaves_those_who_have_not_told(asked, store, there, press):
    records.change(store, Organisation, there["Beacon"], {"languages": ("Farsi",)})
    asked.seeking.language.setFocus()
    press(asked, "Tigrinya", Key.Key_Return)
    assert names(asked) == ["Airedale", "Colne"]
    assert asked.left_out.text() == "Not listed: 1 speaks other languages."


def test_the_whole_list_is_copied_as_a_table(asked, led):
    asked.copy_list()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in copied] == ["Who", "Beacon", "Airedale", "Colne"]
    assert led.said[-1] == ("Copied 3 rows as a table.", False)


def test_the_list_shown_is_written_as_a_workbook_with_what_was_sought(asked, tmp_path, monkeypatch):
    made = []
    monkeypatch.setattr(
        find_module, "export", lambda _desk, _page, shown, _told: made.append(shown)
    )
    asked.export()
    (shown,) = made
    assert shown.narrowed == "Asylum appeal (First-tier Tribunal), Leeds"
    write(shown, tmp_path / "help.xlsx", SILENT)
    sheet = load_workbook(tmp_path / "help.xlsx").active
    said = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert said.index("Beacon") < said.index("Airedale") < said.index("Colne")
    assert "Only: Asylum appeal (First-tier Tribunal), Leeds" in said
    assert "Check again: 75 days old" in said


def test_escape_goes_from_the_list_to_the_pickers_and_back(asked, press):
    press(asked, Key.Key_Escape)
    assert asked.seeking.topic.box.hasFocus()
    press(asked, Key.Key_Escape)
    assert asked.table.hasFocus()


def test_an_enquiry_leads_to_who_can_help_with_its_topic_and_area(show_page, desk, led, there):
    page = show_page(enquiries_page(desk))
    page.here().show_record(there["enquiry"])
    (command,) = [one for one in page.commands() if one.words == "Who can help"]
    assert command.keys == "Ctrl+Shift+H"
    command.run()
    ((kind, view),) = led.rows
    assert kind == "organisation_topic"
    assert {each.key: each.value for each in view.filters} == {
        "enquiry_id": there["enquiry"],
        "topic_id": there["topic"],
        "authority_id": there["leeds"],
    }


def test_choosing_the_enquiry_fills_in_its_topic_and_area(page, choose, there):
    find = page.here()
    find.seeking.enquiry.setFocus()
    choose(find.seeking.enquiry, "who takes")
    assert find.seeking.sought().topic_id == there["topic"]
    assert find.seeking.sought().authority_id == there["leeds"]
    assert names(find) == ["Beacon", "Airedale", "Colne"]


# Organisations and participants -----------------------------------------------------------------


def test_one_click_on_an_organisation_says_that_it_is_still_open_today(
    show_page, desk, store, there, qtbot
):
    page = show_page(organisations_page(desk))
    page.show_record(there["Beacon"])
    page.pane.record.show_tab("Can help")
    tab = page.pane.record._lists[page.pane.record.tabs.currentIndex()][0]
    assert tab.told.text() == "New matters: open"
    assert tab.age.text() == "Check again: 75 days old"
    qtbot.mouseClick(tab.still_button, Qt.MouseButton.LeftButton)
    assert tab.age.text() == "Checked 23 Nov 2026"
    qtbot.mouseClick(tab.others[Capacity.CLOSED], Qt.MouseButton.LeftButton)
    assert tab.told.text() == "New matters: closed"
    with store.read() as reader:
        said = reader.find(OrganisationCapacity, organisation_id=there["Beacon"])
    assert [one["capacity"] for one in said] == [Capacity.OPEN, Capacity.OPEN, Capacity.CLOSED]


def test_an_organisation_nobody_has_asked_says_so(show_page, desk, there):
    page = show_page(organisations_page(desk))
    page.show_record(there["Colne"])
    page.pane.record.show_tab("Can help")
    tab = page.pane.record._lists[page.pane.record.tabs.currentIndex()][0]
    assert tab.told.text() == "Nothing is known yet. What do they say today?"
    assert not tab.still_button.isVisible()


@pytest.fixture
def people(store, there):
    """One who wants what another, of another organisation with more people, offers."""
    ids = {}
    with store.change("People") as unit:
        for name, place in (("Amina", "Airedale"), ("Olena", "Beacon"), ("Ming", "Beacon")):
            address = f"{name.lower()}@example.org"
            ids[name] = unit.add(Participant, name=name, email=address)
            unit.add(Affiliation, participant_id=ids[name], organisation_id=there[place])
        for name, kind in (("Amina", ExpertiseKind.WANTED), ("Olena", ExpertiseKind.OFFERED)):
            unit.add(Expertise, participant_id=ids[name], kind=kind, subject="IAA trainer")
    return ids


def test_expertise_is_typed_in_words_on_the_tab_of_a_person(show_page, desk, store, people, press):
    page = show_page(participants_page(desk))
    page.show_record(people["Ming"])
    page.pane.record.show_tab("Peers")
    tab = page.pane.record._lists[page.pane.record.tabs.currentIndex()][0]
    tab.add_line.focus_first()
    press(page, Key.Key_Return)
    assert tab.add_line.problem() == "Type it in words, or choose a topic."
    press(page, "Fee waivers", Key.Key_Return)
    with store.read() as reader:
        (made,) = reader.find(Expertise, participant_id=people["Ming"])
    assert (made["subject"], made["kind"]) == ("Fee waivers", ExpertiseKind.OFFERED)
    assert made["noted_on"] == TODAY
    assert len(tab.list.table.rows.ids) == 1


# Putting people in touch ------------------------------------------------------------------------


@pytest.fixture
def pairs(page, people):
    page.tabs.setCurrentIndex(1)
    made = page.here()
    made.table.setFocus()
    return made


def test_who_wants_and_who_offers_are_suggested_with_the_reason(pairs):
    (row,) = [pairs.table.rows.row(0)]
    assert row.words["why"] == (
        "Amina wants “IAA trainer”; Olena offers it, the only one in their organisation."
    )
    assert pairs.status_text() == "1 suggestion"


def test_enter_writes_to_both_and_going_out_keeps_the_introduction(
    pairs, press, store, people, qtbot, monkeypatch
):
    monkeypatch.setattr(IntroducingSheet, "open", IntroducingSheet.show)
    press(pairs, Key.Key_Return)
    sheet = pairs.window().findChild(IntroducingSheet)
    qtbot.addWidget(sheet)
    assert "Dear Amina and Olena," in str(sheet.text.editor.value())
    assert [each.email for each in sheet.mail().people] == [
        "amina@example.org",
        "olena@example.org",
    ]
    assert not sheet.mail().hidden
    (ways,) = sheet.findChildren(WaysOut)
    qtbot.mouseClick(ways.copy_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(ways.copy_button, Qt.MouseButton.LeftButton)
    with store.read() as reader:
        (made,) = reader.find(Introduction)
    assert (made["first_id"], made["second_id"]) == (people["Amina"], people["Olena"])
    assert (made["about"], made["made_on"]) == ("IAA trainer", TODAY)
    assert len(pairs.table.rows.ids) == 0


def test_two_who_know_each_other_are_suggested_no_more(pairs, store, qtbot):
    assert pairs.known_button.isEnabled()
    qtbot.mouseClick(pairs.known_button, Qt.MouseButton.LeftButton)
    with store.read() as reader:
        (made,) = reader.find(Introduction)
    assert made["outcome"] is IntroductionOutcome.SPOKE
    assert len(pairs.table.rows.ids) == 0
    store.undo()
    assert len(pairs.table.rows.ids) == 1


def test_what_came_of_an_introduction_is_set_in_its_row(page, people, store, press):
    with store.change("Met") as unit:
        made = unit.add(
            Introduction,
            about="IAA trainer",
            first_id=people["Amina"],
            second_id=people["Olena"],
            made_on=date(2026, 10, 1),
        )
    page.show_record(made)
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Introductions"
    listed = page.here()
    index = listed.table.rows.index(0, listed.table.rows.keys.index("outcome"))
    listed.table.setFocus()
    listed.table.setCurrentIndex(index)
    press(listed, Key.Key_F2)
    press(listed, "it", Key.Key_Return)
    with store.read() as reader:
        assert reader.get(Introduction, made)["outcome"] is IntroductionOutcome.HELPED


def test_a_gap_is_called_by_its_topic_and_area(page, store, there):
    with store.change("Gap") as unit:
        gap = unit.add(
            GapEvidence, found_on=TODAY, topic_id=there["topic"], authority_id=there["leeds"]
        )
    page.tabs.setCurrentIndex(4)
    listed = page.here()
    listed.show_record(gap)
    assert listed.pane.record.heading.title.text() == "Asylum appeal (First-tier Tribunal), Leeds"


def test_an_enquiry_that_was_new_is_in_hand_once_somebody_was_asked(asked, press, store, there):
    press(asked, Key.Key_A)
    with store.read() as reader:
        assert reader.get(Enquiry, there["enquiry"])["state"] is EnquiryState.OPEN
