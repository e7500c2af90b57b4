from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from copdesk.db.models import AgendaItem, Community, Organisation, Participant
from copdesk.db.store import Store
from copdesk.domain.dates import PartialDate
from copdesk.domain.meetings import AttendanceState, Section
from copdesk.errors import UserError
from copdesk.reports import catalogue, pdf
from copdesk.reports.asked import Asked
from copdesk.reports.catalogue import REPORTS
from copdesk.services import (
    actions,
    agenda,
    documents,
    enquiries,
    meetings,
    records,
    settings,
    training,
)
from tests.joining import organisation_joins, takes_role

TODAY = date(2026, 11, 22)


@pytest.fixture
def desk(tmp_path):
    """A small network with one meeting held, one to come, and something of everything."""
    with Store.create(tmp_path / "desk.copdesk") as store:
        settings.keep_settings(store, network="Northern Network", notice="Invented.")
        network = records.add(store, Community, {"name": "Yorkshire and the Humber"})
        body = records.add(store, Organisation, {"name": "Welcome House", "town": "Leeds"})
        olena = records.add(store, Participant, {"name": "Olena <b>Шевченко"})
        azad = records.add(store, Participant, {"name": "=Azad", "native_name": "ئازاد عەلی"})
        for person in (olena, azad):
            takes_role(store, person, body, role="Adviser", start=PartialDate(2019, 2))
        organisation_joins(store, network, body, start=PartialDate(2019, 2))
        held = meetings.schedule_meeting(store, network, date(2026, 9, 9), starts_at=time(10))
        meetings.record_attendance(store, held, {olena: AttendanceState.PRESENT})
        actions.agree_action(
            store,
            "Send the list of solicitors",
            meeting_id=held,
            owner_id=olena,
            due_on=date(2026, 10, 1),
        )
        plan = meetings.schedule_meeting(
            store, network, date(2026, 12, 9), starts_at=time(10), ends_at=time(11)
        )
        agenda.add_agenda_item(
            store,
            plan,
            {"title": "Fee waivers", "section": Section.CHALLENGES, "minutes": 15, "lead_id": azad},
        )
        documents.attach_bytes(store, plan, "notes.txt", b"A note")
        asked = enquiries.log_enquiry(
            store,
            {"subject": "Fees", "received_on": date(2026, 11, 2), "community_id": network},
        )
        enquiries.record_reply(
            store, asked, "Ask for a waiver.", at=datetime(2026, 11, 5, 12, tzinfo=UTC)
        )
        policy = training.adopt_policy(
            store, {"title": "Anti-oppression", "adopted_on": date(2026, 1, 1)}
        )
        for half in (date(2026, 2, 1), date(2026, 3, 1)):
            training.record_hours(store, policy, {olena: Decimal("1.50")}, half)
        yield store


def _text(data):
    pages = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def _written(store, key, to, **asked):
    with store.read() as reader:
        return catalogue.write(REPORTS[key], reader, Asked(TODAY, **asked), to)


def test_the_pack_of_the_next_meeting_says_all_that_its_members_need(desk, tmp_path):
    told = _written(desk, "meeting-pack", tmp_path / "pack.pdf")
    text = _text(tmp_path / "pack.pdf")
    assert "notes.txt" in " ".join(told)
    for said in (
        "Q4 2026 meeting",
        "Wed 9 Dec 2026",
        "Fee waivers",
        "2 people from 1 organisation",
        "Olena <b>Шевченко",
        "Send the list of solicitors",
        "52 days late",
        "Enquiries since the last meeting",
        "1 of 2",
        "Northern Network · Invented.",
    ):
        assert said in text, said


def test_the_running_times_of_the_pack_say_where_the_agenda_overruns(desk):
    with desk.read() as reader:
        made = catalogue.document_of(REPORTS["meeting-pack"], reader, Asked(TODAY))
    (table,) = [each for each in made.blocks if getattr(each, "totals", None)]
    assert table.rows[0][:3] == (1, time(10), "Welcome and newcomers")
    assert table.totals == ("", time(12, 15), "Close", "", 135)
    assert any("over" in getattr(each, "text", "") for each in made.blocks)


def test_the_pack_of_the_last_meeting_or_of_one_by_its_number(desk, tmp_path):
    _written(desk, "meeting-pack", tmp_path / "last.pdf", meeting="last")
    assert "Wed 9 Sep 2026" in _text(tmp_path / "last.pdf")
    with pytest.raises(UserError, match="There is no meeting 999"):
        _written(desk, "meeting-pack", tmp_path / "no.pdf", meeting="999")
    assert not (tmp_path / "no.pdf").exists()


def test_a_file_without_a_meeting_says_so(tmp_path):
    with Store.create(tmp_path / "empty.copdesk") as store:
        with pytest.raises(UserError, match="No meeting is planned"):
            _written(store, "meeting-pack", tmp_path / "pack.pdf")
        for key in ("participants", "enquiries", "training"):
            for suffix in (".pdf", ".xlsx"):
                _written(store, key, tmp_path / f"{key}{suffix}")


def _sheet(path, name):
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(name).to_python()


def test_the_workbooks_keep_values_as_values_and_text_as_text(desk, tmp_path):
    for key in ("participants", "enquiries", "training"):
        _written(desk, key, tmp_path / f"{key}.xlsx")
    people = _sheet(tmp_path / "participants.xlsx", "Participants")
    assert ["=Azad", "ئازاد عەلی"] in [row[:2] for row in people]
    log = next(r for r in _sheet(tmp_path / "enquiries.xlsx", "Enquiries") if r[0] == "E-2026-001")
    assert log[1] == date(2026, 11, 2)
    assert (log[18], log[20], log[21]) == (3, "Yes", "Yes")
    register = _sheet(tmp_path / "training.xlsx", "Register")
    olena = next(row for row in register if str(row[1]).startswith("Olena"))
    assert olena[9:12] == [3.0, 3.0, "Met"]
    assert len(_sheet(tmp_path / "training.xlsx", "Records")) >= 2


def test_a_report_is_refused_under_a_name_it_can_not_have(desk, tmp_path):
    with pytest.raises(UserError, match=r"Choose a name ending in \.pdf\."):
        _written(desk, "meeting-pack", tmp_path / "pack.xlsx")
    with pytest.raises(UserError, match=r"\.xlsx or \.pdf"):
        _written(desk, "training", tmp_path / "training.docx")


def test_training_as_at_an_earlier_day_counts_only_what_was_done_by_then(desk):
    with desk.read() as reader:
        made = REPORTS["training"].sheets(reader, Asked(date(2026, 2, 15)))
    register, done = (next(s for s in made.sheets if s.title == t) for t in ("Register", "Records"))
    olena = next(row for row in register.rows if row[1].startswith("Olena"))
    assert olena[9].shown == Decimal("1.50")
    assert olena[11].shown == "Not met"
    assert len(done.rows) == 2


def test_the_chairs_private_notes_are_not_in_the_members_pack(desk):
    with desk.read() as reader:
        item = reader.find(AgendaItem, title="Fee waivers")[0]
    records.change(desk, AgendaItem, item["id"], {"note": "Secret for the chair"})
    with desk.read() as reader:
        made = catalogue.document_of(REPORTS["meeting-pack"], reader, Asked(TODAY))
    stream = BytesIO()
    pdf.write(made, stream)
    assert "Secret" not in _text(stream.getvalue())
