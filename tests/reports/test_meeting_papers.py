"""The papers of a meeting: who reads what, papers that can't be read, odd days and long agendas."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, time
from io import BytesIO

import pypdf
import pypdfium2
import pytest

from copdesk.db.models import (
    AgendaItem,
    AgendaLink,
    Attendance,
    Community,
    LegalChange,
    Meeting,
    Organisation,
    Participant,
)
from copdesk.db.store import Store
from copdesk.domain.dates import PartialDate
from copdesk.domain.meetings import AttendanceState, Expected, Section
from copdesk.domain.packs import Audience, PackOptions, PackPart
from copdesk.errors import UserError
from copdesk.reports import catalogue, meeting_pack, pdf
from copdesk.reports.asked import Asked
from copdesk.reports.catalogue import REPORTS
from copdesk.services import (
    actions,
    agenda,
    documents,
    enquiries,
    meetings,
    minutes,
    packs,
    records,
    settings,
)
from tests.joining import organisation_joins, people_join, takes_role

TODAY = date(2026, 11, 22)
AZAD, SELAM = "ئازاد عەلی", "ሰላማዊት ተስፋዬ"


class Net:
    """A community with a meeting held and one to come, and the ids of what is in it."""

    def __init__(self, store):
        self.store = store
        store.clock = lambda: datetime(2026, 9, 1, 9, tzinfo=UTC)
        settings.keep_settings(store, network="Northern Network")
        self.community = records.add(store, Community, {"name": "Yorkshire"})
        self.house = records.add(store, Organisation, {"name": "Welcome House"})
        self.clinic = records.add(store, Organisation, {"name": "Law Clinic"})
        self.azad = self.person("Azad Ali", AZAD)
        self.selam = self.person("Selamawit Tesfaye", SELAM)
        takes_role(store, self.azad, self.house, role="Caseworker")
        takes_role(store, self.selam, self.house, role="Immigration adviser")
        takes_role(store, self.selam, self.clinic, role="Trustee")
        organisation_joins(store, self.community, self.house)
        self.last = meetings.schedule_meeting(
            store, self.community, date(2026, 9, 9), starts_at=time(10), ends_at=time(12)
        )
        self.next = meetings.schedule_meeting(
            store, self.community, date(2026, 12, 9), starts_at=time(10), ends_at=time(12)
        )
        people = {self.azad: AttendanceState.PRESENT, self.selam: AttendanceState.VISITOR}
        meetings.record_attendance(store, self.last, people)
        store.clock = lambda: datetime(2026, 11, 22, 9, tzinfo=UTC)

    def person(self, name, own):
        return records.add(self.store, Participant, {"name": name, "native_name": own})

    def items(self, meeting):
        with self.store.read() as reader:
            rows = reader.find(AgendaItem, meeting_id=meeting)
        return [row["id"] for row in sorted(rows, key=lambda row: row["position"])]

    def document(self, key, **asked):
        with self.store.read() as reader:
            wanted = replace(Asked(TODAY), **asked)
            return catalogue.document_of(REPORTS[key], reader, wanted)

    def text(self, key, **asked):
        out = BytesIO()
        pdf.write(self.document(key, **asked), out)
        pages = pypdfium2.PdfDocument(out.getvalue())
        text = "\n".join(page.get_textpage().get_text_range() for page in pages)
        return " ".join(text.split())


@pytest.fixture
def net(tmp_path):
    with Store.create(tmp_path / "desk.copdesk") as store:
        yield Net(store)


# Three prints of one agenda ---------------------------------------------------------------------


@pytest.fixture
def noted(net):
    item = net.items(net.next)[2]
    records.change(
        net.store,
        AgendaItem,
        item,
        {
            "note": "Let him speak first.",
            "asked_by_id": net.azad,
            "lead_id": net.selam,
            "expected": Expected.DECIDE,
        },
    )
    return net


def test_the_chairs_sheet_alone_has_the_private_note_and_who_asked(noted):
    sheet = noted.text("running-sheet")
    assert "Let him speak first." in sheet
    assert "asked for by Azad Ali" in sheet
    assert "Selamawit Tesfaye" in sheet
    for key in ("agenda", "sign-in", "meeting-pack", "badges"):
        said = noted.text(key)
        assert "speak first" not in said, key
    assert "To decide" in noted.text("agenda")
    assert "Let him speak first." in noted.text("meeting-pack", audience=Audience.CHAIR)


def test_the_sign_in_sheet_has_names_in_their_own_script_and_lines_for_visitors(net):
    people_join(net.store, net.community, [net.selam], start=PartialDate(2020))
    made = net.document("sign-in")
    listed, visitors = (each for each in made.blocks if hasattr(each, "rows"))
    assert [row[0].title for row in listed.rows] == ["Azad Ali", "Selamawit Tesfaye"]
    assert listed.rows[1][1] == "Law Clinic; Welcome House"
    assert len(visitors.rows) == 8
    assert all(cell == "" for row in visitors.rows for cell in row)


@pytest.mark.parametrize("key", ["sign-in", "badges", "small-badges", "minutes"])
def test_arabic_and_amharic_names_are_drawn_and_read_back(net, key):
    out = BytesIO()
    meeting = net.last if key == "minutes" else net.next
    printed = pdf.write(net.document(key, meeting=str(meeting)), out)
    text = "".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(out.getvalue())
    )
    assert printed.missing == ()
    assert SELAM.partition(" ")[0] in text
    assert AZAD.partition(" ")[0] in text


def test_badges_stand_eight_or_ten_to_a_page(net):
    people = [net.person(f"Person {n}", "") for n in range(15)]
    people_join(net.store, net.community, people, start=PartialDate(2020))
    for key, pages in (("badges", 3), ("small-badges", 2)):
        out = BytesIO()
        assert pdf.write(net.document(key), out).pages == pages


# Minutes ----------------------------------------------------------------------------------------


def test_minutes_say_how_far_they_are_and_which_version(net):
    minutes.write_minutes(net.store, net.last, net.items(net.last)[1], "Fees were discussed.")
    assert "Draft, version 1" in net.text("minutes", meeting="last")
    minutes.circulate_minutes(net.store, net.last, date(2026, 9, 15))
    assert "Circulated Tue 15 Sep 2026, version 1" in net.text("minutes", meeting="last")
    minutes.approve_minutes(net.store, net.last, net.next, date(2026, 12, 9))
    text = net.text("minutes", meeting="last")
    assert "Approved Wed 9 Dec 2026 at Q4 2026 meeting" in text
    assert "version 2" in text


def test_decisions_and_actions_stand_on_one_list(net):
    minutes.add_decision(net.store, net.last, "Share the list each month.")
    actions.agree_action(net.store, "Write the list", meeting_id=net.last, owner_id=net.azad)
    text = net.text("decisions", meeting="last")
    assert "D-2026-001" in text
    assert "Write the list" in text


def test_no_participant_is_named_to_the_public(net):
    first, second = net.items(net.last)[1:3]
    said = "Azad Ali showed Selamawit's form. Tesfaye asked; ئازاد عەلی answered AZAD ALI."
    minutes.write_minutes(net.store, net.last, first, said)
    records.change(net.store, AgendaItem, second, {"title": "Fees, by Azad", "lead_id": net.azad})
    actions.agree_action(
        net.store, "Ring Selamawit Tesfaye", meeting_id=net.last, owner_id=net.azad
    )
    minutes.add_decision(net.store, net.last, "Azad leads the group.")
    documents.attach_bytes(net.store, net.next, "From Azad Ali.pdf", b"%PDF")
    far = net.person("Zerlina Quill", "")
    actions.agree_action(net.store, "Zerlina rings back", owner_id=far)
    agenda.add_agenda_item(
        net.store,
        net.next,
        {"title": "Azad Ali's question", "section": Section.OTHER, "lead_id": net.selam},
    )
    for key, meeting in (
        ("minutes", "last"),
        ("decisions", "last"),
        ("meeting-pack", "next"),
        ("agenda", "next"),
    ):
        text = net.text(key, meeting=meeting, audience=Audience.PUBLIC)
        for name in (
            "Zerlina",
            "Azad",
            "Ali",
            "Selamawit",
            "Tesfaye",
            *AZAD.split(),
            *SELAM.split(),
        ):
            assert name not in text, (key, name)
    public = net.text("minutes", meeting="last", audience=Audience.PUBLIC)
    assert "A caseworker showed an immigration adviser's form." in public
    assert "2 people" in public


# The attendance statement -----------------------------------------------------------------------


def test_a_statement_tells_topics_and_time_and_is_no_certificate(net):
    with net.store.read() as reader:
        row = reader.find(Attendance, meeting_id=net.last, participant_id=net.azad)[0]
    records.change(net.store, Attendance, row["id"], {"arrived_at": time(10, 30)})
    item = net.items(net.last)[2]
    records.change(net.store, AgendaItem, item, {"title": "eVisas", "actual_minutes": 40})
    text = net.text("attendance-statement", meeting="last", person_id=net.azad)
    for said in ("1 h 30 min (10:30 to 12:00)", "eVisas, 40 min", "it is no certificate", "learnt"):
        assert said in text, said
    assert "Selamawit" not in text
    assert "Selamawit" in net.text("attendance-statement", meeting="last")


def test_nobody_who_was_not_there_gets_a_statement(net):
    ghost = net.person("Ghost Writer", "")
    with pytest.raises(UserError, match="Ghost Writer is not marked as present"):
        net.document("attendance-statement", meeting="last", person_id=ghost)
    with pytest.raises(UserError, match="Nobody is marked as present"):
        net.document("attendance-statement", meeting="next")


# Since the last meeting -------------------------------------------------------------------------


def test_what_came_after_the_meeting_was_closed_is_in_and_what_came_before_is_not(net):
    log = enquiries.log_enquiry
    day = date(2026, 9, 20)
    of = {"community_id": net.community}
    net.store.clock = lambda: datetime(2026, 9, 20, 9, tzinfo=UTC)
    before = log(net.store, {"subject": "Before", "received_on": day, **of})
    enquiries.record_reply(net.store, before, "Yes.", at=datetime(2026, 9, 20, 10, tzinfo=UTC))
    closed = datetime(2026, 9, 20, 12, tzinfo=UTC)
    records.change(net.store, Meeting, net.last, {"closed_at": closed})
    net.store.clock = lambda: datetime(2026, 9, 20, 15, tzinfo=UTC)
    after = log(net.store, {"subject": "After", "received_on": day, **of})
    enquiries.record_reply(net.store, after, "Yes.", at=datetime(2026, 9, 20, 16, tzinfo=UTC))
    with net.store.read() as reader:
        facts = meeting_pack.gather(reader, Asked(TODAY))
    assert [each.subject for each in facts.answered] == ["After"]
    assert facts.received == 1


def test_what_was_answered_and_opened_again_is_told_as_both(net):
    values = {"subject": "Fee waivers", "community_id": net.community}
    again = enquiries.log_enquiry(net.store, values | {"received_on": date(2026, 11, 16)})
    enquiries.record_reply(net.store, again, "Yes.", at=datetime(2026, 11, 18, 10, tzinfo=UTC))
    enquiries.reopen_enquiry(net.store, again)
    text = net.text("meeting-pack")
    part = text[text.rindex("Enquiries since the last meeting") :]
    answered, waiting = part.index("Answered E-2026"), part.index("Waiting E-2026")
    assert "Open again" in part[answered:waiting]
    assert "Open again" not in part[waiting:]


def test_the_pack_tells_who_came_what_is_new_in_law_and_what_arises(net):
    new = net.person("New Person", "")
    takes_role(net.store, new, net.house, role="Volunteer", start=PartialDate(2026, 10, 1))
    law = {
        "title": "eVisas",
        "instrument": "HC 590",
        "published_on": date(2026, 10, 14),
        "in_force_on": date(2026, 12, 1),
        "advice": "Check the account.",
    }
    records.add(net.store, LegalChange, law)
    records.add(net.store, LegalChange, {"title": "Old news", "published_on": date(2026, 1, 1)})
    actions.agree_action(net.store, "Send it", meeting_id=net.last, due_on=date(2026, 10, 1))
    text = net.text("meeting-pack")
    for said in ("Confirm minutes", "New Person", "HC 590", "Check the account.", "52 days late"):
        assert said in text, said
    assert "Old news" not in text


def test_ticks_leave_parts_out_and_ones_own_actions_stand_on_top(net):
    actions.agree_action(net.store, "Mine", owner_id=net.azad, due_on=date(2026, 12, 20))
    actions.agree_action(net.store, "Late", owner_id=net.selam, due_on=date(2026, 10, 1))
    only = PackOptions(frozenset({PackPart.ACTIONS}), person_id=net.azad)
    made = net.document("meeting-pack", pack=only)
    heads = [each.text for each in made.blocks if hasattr(each, "level")]
    assert heads == ["Open actions"]
    (table,) = [each for each in made.blocks if hasattr(each, "rows")]
    assert [getattr(row, "text", "") for row in table.rows][:1] == ["For Azad Ali"]
    assert ("For", "Azad Ali") in made.facts


# Papers -----------------------------------------------------------------------------------------


def test_papers_follow_their_items_with_the_number_of_the_item(net, make_pdf):
    third, fifth = (net.items(net.next)[n] for n in (2, 4))
    documents.attach_bytes(net.store, net.next, "Loose.pdf", make_pdf("loose"))
    later = documents.attach_bytes(net.store, net.next, "Later.pdf", make_pdf("later"))
    documents.attach_bytes(net.store, third, "First.pdf", make_pdf("first", 2))
    records.add(net.store, AgendaLink, {"agenda_item_id": fifth, "record_id": later})
    out = BytesIO()
    pdf.write(net.document("meeting-pack"), out)
    titles = [one.title for one in _flat(pypdf.PdfReader(out).outline)]
    papers = ["Paper 3.1: First.pdf", "Paper 5.1: Later.pdf", "Paper A: Loose.pdf"]
    assert [each for each in titles if each.startswith("Paper ")] == papers
    assert "Paper 3.1: First.pdf" in net.text("agenda")


def test_bookmarks_hold_minutes_side_by_side_and_papers_in_a_part_of_their_own(net, make_pdf):
    documents.attach_bytes(net.store, net.items(net.next)[2], "First.pdf", make_pdf("first"))
    out = BytesIO()
    pdf.write(net.document("meeting-pack"), out)
    outline = pypdf.PdfReader(out).outline
    inside = {
        one.title: [each.title for each in more if not isinstance(each, list)]
        for one, more in itertools.pairwise(outline)
        if not isinstance(one, list) and isinstance(more, list)
    }
    assert inside["Papers"] == ["Paper 3.1: First.pdf"]
    assert [each.partition(".")[0] for each in inside["Confirm minutes"]] == [
        str(n) for n in range(1, len(net.items(net.last)) + 1)
    ]


def _flat(outline):
    for one in outline:
        if isinstance(one, list):
            yield from _flat(one)
        else:
            yield one


def _encrypted(content):
    writer = pypdf.PdfWriter(clone_from=BytesIO(content))
    writer.encrypt("secret", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_papers_that_cannot_be_read_are_named_first_and_stop_nothing(net, make_pdf):
    whole = make_pdf("words", 3)
    for name, content in (
        ("Good.pdf", whole),
        ("Locked.pdf", _encrypted(whole)),
        ("Cut.pdf", whole[:200]),
        ("Empty.pdf", b""),
        ("Really a PDF.docx", whole),
        ("Really words.pdf", b"Just words"),
    ):
        documents.attach_bytes(net.store, net.next, name, content)
    with net.store.read() as reader:
        told = meeting_pack.papers_in_trouble(reader, net.next)
    assert [each.split(":")[0] for each in told] == [
        "Locked.pdf",
        "Cut.pdf",
        "Empty.pdf",
        "Really words.pdf",
    ]
    assert "password" in told[0]
    out = BytesIO()
    printed = pdf.write(net.document("meeting-pack"), out)
    assert {each.name for each in printed.unprinted} == {each.split(":")[0] for each in told}
    assert "words 3" in "".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(out.getvalue())
    )


def test_a_paper_whose_bytes_are_lost_is_named_and_stops_nothing(net, make_pdf, monkeypatch):
    documents.attach_bytes(net.store, net.next, "Lost.pdf", make_pdf("words"))

    def lost(_reader, _id):
        raise UserError("Lost.pdf is not whole.")

    monkeypatch.setattr(meeting_pack.documents, "bytes_of", lost)
    with net.store.read() as reader:
        (told,) = meeting_pack.papers_in_trouble(reader, net.next)
    assert told.startswith("Lost.pdf: It could not be read.")
    assert "Lost.pdf" in net.text("meeting-pack")


def test_a_paper_of_two_thousand_pages_is_printed_whole(net, make_pdf):
    documents.attach_bytes(net.store, net.next, "Long.pdf", make_pdf("long", 2_000))
    out = BytesIO()
    assert pdf.write(net.document("meeting-pack"), out).pages > 2_000


# Both sides, large print ------------------------------------------------------------------------


def test_on_both_sides_every_part_and_paper_begins_on_the_right(net, make_pdf):
    for name in ("One.pdf", "Two.pdf"):
        documents.attach_bytes(net.store, net.next, name, make_pdf("words", 2))
    out = BytesIO()
    pdf.write(net.document("meeting-pack", pack=PackOptions(duplex=True)), out)
    reader = pypdf.PdfReader(out)
    heads = [one for one in _flat(reader.outline) if not one.title[0].isdigit()]
    assert len(heads) > 8
    for one in heads:
        assert reader.get_destination_page_number(one) % 2 == 0, one.title


def test_large_print_has_no_letter_below_sixteen_points_but_the_running_lines(net):
    actions.agree_action(net.store, "Send it", owner_id=net.azad, due_on=date(2026, 10, 1))
    made = net.document("meeting-pack", pack=PackOptions(large=True))
    assert not any(hasattr(each, "rows") for each in made.blocks)
    out = BytesIO()
    pdf.write(made, out)
    page = pypdfium2.PdfDocument(out.getvalue())[2]
    assert page.get_size() == pytest.approx((595.28, 841.89), abs=0.1)
    sizes = {
        round(obj.get_matrix().a * 9)
        for obj in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
    }
    assert min(sizes) >= 16


# Amended since issued ---------------------------------------------------------------------------


def test_a_pack_built_again_says_what_changed_since_it_was_sent(net):
    with net.store.read() as reader:
        held = meeting_pack.held_words(reader, Asked(TODAY))
    packs.issue_pack(net.store, net.next, b"%PDF", held)
    assert "Amended since issued" not in net.text("meeting-pack")
    agenda.add_agenda_item(
        net.store, net.next, {"title": "Fee waivers", "section": Section.OTHER, "minutes": 15}
    )
    records.change(net.store, Meeting, net.next, {"place": "Leeds Library"})
    documents.attach_bytes(net.store, net.next, "Fees.txt", b"x")
    text = net.text("meeting-pack")
    for said in (
        "Amended since issued",
        "Issue 1 of this pack went out on Sun 22 Nov 2026 at 09:00.",
        "Now: Leeds Library",
        "Added: 15 min, to discuss",
        "Fees.txt",
    ):
        assert said in text, said


# Odd days, empty and long agendas ---------------------------------------------------------------

PRINTS = ("meeting-pack", "agenda", "running-sheet", "sign-in", "minutes", "decisions", "badges")


@pytest.mark.parametrize("number", [0, 80])
def test_an_agenda_of_no_items_and_of_eighty_is_printed(net, number):
    for item in net.items(net.next):
        records.delete(net.store, AgendaItem, [item])
    for n in range(number):
        agenda.add_agenda_item(net.store, net.next, {"title": f"Item {n}", "minutes": 5})
    for key in PRINTS:
        assert net.text(key, meeting=str(net.next))
    expected = "Nothing is on the agenda yet." if not number else "Item 79"
    assert expected in net.text("agenda")


def test_a_meeting_across_midnight_and_the_change_of_clocks_tells_true_times(net):
    values = {"held_on": date(2027, 3, 27), "starts_at": time(23, 30), "ends_at": time(2, 15)}
    records.change(net.store, Meeting, net.next, values)
    meeting = {"meeting": str(net.next)}
    text = net.text("agenda", **meeting)
    assert "23:30 to 02:15" in text
    assert "23:30 to 02:30, 15 min over." in text
    meetings.record_attendance(net.store, net.next, {net.azad: AttendanceState.PRESENT})
    statement = net.text("attendance-statement", **meeting)
    assert "1 h 45 min (23:30 to 02:15)" in statement


def test_a_file_of_before_shows_its_minutes_as_a_draft(net):
    records.change(net.store, Meeting, net.last, {"minutes": "All was said."})
    text = net.text("minutes", meeting="last")
    assert "Draft, version 1" in text
    assert "Nothing was noted." not in text
