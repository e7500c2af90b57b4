"""Papers about training: what they say, whom they name, and that each is on the pages it should."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pypdfium2
import pytest

from copdesk.db.models import Affiliation, Course, Organisation, Participant
from copdesk.db.queries.training import credit_lines, standings
from copdesk.db.store import Store
from copdesk.domain.packs import Audience
from copdesk.domain.training import CreditState, Tier
from copdesk.errors import UserError
from copdesk.reports import catalogue, pdf
from copdesk.reports.asked import Asked
from copdesk.reports.catalogue import REPORTS
from copdesk.reports.document import Heading
from copdesk.reports.training_facts import Tally
from copdesk.reports.training_report import grouped
from copdesk.services import records, training, training_sessions
from tests.reports.training_desk import AS_AT, LONG, NAMES, fill, hold


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with Store.create(tmp_path_factory.mktemp("desk") / "desk.copdesk") as store:
        yield store, fill(store)


def pages(store, key, **asked):
    with store.read() as reader:
        document = catalogue.document_of(REPORTS[key], reader, Asked(AS_AT, **asked))
    out = BytesIO()
    printed = pdf.write(document, out)
    assert not printed.missing
    found = pypdfium2.PdfDocument(out.getvalue())
    return [" ".join(page.get_textpage().get_text_range().split()) for page in found]


def test_the_compliance_report_shows_both_numbers_of_the_coverage_and_the_method(desk):
    store, ids = desk
    text = " ".join(pages(store, "training-report", policy_id=ids["once"]))
    for said in (
        "Sun 22 Nov 2026",
        "7 of 8",
        "of 9 in scope; not counted",
        "Adopted Wed 1 Jan 2025. Applies to: Everyone.",
        "3.00 compulsory hours are required, added up over sessions.",
        "6 months after adoption or joining, whichever is later",
        "of those it applies to who are not exempt",
    ):
        assert said in text, said


def test_rules_that_differ_are_told_of_each_policy(desk):
    store, _ids = desk
    text = " ".join(pages(store, "training-report"))
    for said in (
        "each of at least 1.00 hours",
        "within 12 months of being met",
        "each year by 31 March",
        "in one session. Hours count only with evidence.",
    ):
        assert said in text, said


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.PUBLIC])
def test_the_report_for_members_names_nobody(desk, audience):
    store, _ids = desk
    text = " ".join(pages(store, "training-report", audience=audience))
    for name, native in NAMES:
        assert name.split()[0].strip("=") not in text
        assert not native or native not in text


def test_only_the_coordinators_report_says_who_has_not_met_it(desk):
    store, ids = desk
    text = " ".join(pages(store, "training-report", policy_id=ids["once"], audience=Audience.CHAIR))
    assert "for the chair and the coordinator only." in text
    assert "Olena Шевченко Welcome * House Overdue 0.00 h 1 Jul 2025" in text
    assert "Abebe" not in text


@pytest.mark.parametrize("key", ["training-report", "training-board"])
def test_figures_for_members_are_never_those_of_one_organisation(desk, key):
    store, ids = desk
    with pytest.raises(UserError, match="all organisations together"):
        pages(store, key, organisation_id=ids["law"])


def test_lines_that_would_tell_of_single_people_are_put_together():
    found = [("A", Tally(6, 9, 9, 3, 0)), ("B", Tally(1, 2, 3, 1, 0)), ("C", Tally(0, 7, 7, 7, 0))]
    together = Tally(1, 9, 10, 8, 0)
    assert grouped(found) == [found[0], ("All others together", together)]


def test_the_next_smallest_joins_those_who_are_too_few_even_together():
    found = [("A", Tally(6, 9, 9, 3, 0)), ("B", Tally(1, 2, 2, 1, 0)), ("C", Tally(2, 5, 5, 3, 0))]
    assert grouped(found) == [found[0], ("All others together", Tally(3, 7, 7, 4, 0))]
    assert grouped(found[1:2]) == []


@pytest.mark.parametrize("number", [1, 4, 5, 6, 9, 12])
def test_the_page_for_the_board_is_one_page_whatever_there_is(tmp_path, number):
    with Store.create(tmp_path / "desk.copdesk") as store:
        title = "Safeguarding of adults, children and young people at risk of harm"
        policies = [
            training.adopt_policy(
                store, {"title": f"{each}: {title}", "adopted_on": date(2025, 5, 1)}
            )
            for each in range(number)
        ]
        for place in range(20):
            body = records.add(store, Organisation, {"name": f"{place} {LONG[:70]}"})
            people = [
                records.add(store, Participant, {"name": f"Person {each}"}) for each in range(5)
            ]
            for each in people:
                tie = {"participant_id": each, "organisation_id": body}
                records.add(store, Affiliation, tie)
            for policy in policies[: 1 + place % number]:
                training.record_hours(store, policy, {people[0]: Decimal(3)}, date(2025, 6, 1))
        course = {"title": title, "policy_id": policies[0], "hours": Decimal("3.00")}
        values = {"course_id": records.add(store, Course, course), "held_on": date(2026, 12, 3)}
        training_sessions.book(store, training.hold_session(store, values), people)
        (text,) = pages(store, "training-board")
    assert "On 22 Aug 2026" in text
    assert "If the 5 people booked on" in text
    assert "24 of 100 instead of 20 of 100 have met 0: Safeguarding" in text


def test_the_page_for_the_board_names_nobody_and_tells_what_has_moved(desk):
    store, _ids = desk
    (text,) = pages(store, "training-board")
    assert "Policy once 7 of 8, 87 % 44 % 1 0 1 0 0 0" in text
    assert "Policy grace 7 of 9, 77 % 40 % 0 0 2 2 2 2" in text
    assert "On 22 Aug 2026" in text
    assert "All others together 3 10 30 %" in text
    assert not any(name.split()[0].strip("=") in text for name, _native in NAMES)


def test_a_certificate_is_one_page_with_the_hours_the_wording_and_the_records(desk):
    store, ids = desk
    (text,) = pages(store, "training-certificate", policy_id=ids["once"], person_id=ids["p3"])
    for said in (
        "Amina Yusuf",
        "6.89 h",
        "3.00 required",
        "Compulsory",
        "All who advise do 3.0 hours.",
        "Adopted on Wed 1 Jan 2025. Adopted by: Vote of the members.",
        "3 Nov 2025",
        "Signed",
        "Name and role",
    ):
        assert said in text, said


def test_each_who_has_met_it_has_one_page_of_their_own(desk):
    store, ids = desk
    found = pages(store, "training-certificate", policy_id=ids["once"])
    assert len(found) == 7
    assert all("Certificate of training" in text and "Signed" in text for text in found)


def test_the_records_of_a_certificate_add_up_to_its_hours(desk):
    store, ids = desk
    for word in ("once", "months", "yearly", "grace"):
        with store.read() as reader:
            asked = Asked(AS_AT, policy_id=ids[word])
            made = catalogue.document_of(REPORTS["training-certificate"], reader, asked)
        figures = [each.figures[0].value for each in made.blocks if hasattr(each, "figures")]
        tables = [each.rows for each in made.blocks if hasattr(each, "totals")][::2]
        assert [sum(row[2] for row in rows) for rows in tables] == figures


def test_a_certificate_in_the_time_to_renew_shows_the_hours_by_which_it_was_met(desk):
    store, ids = desk
    (text,) = pages(store, "training-certificate", policy_id=ids["grace"], person_id=ids["p4"])
    assert "3.99 h 3.00 required" in text
    assert "Met on 3 Nov 2025 to be renewed by 3 Nov 2026" in text
    assert "No record" not in text


def test_there_is_no_certificate_for_hours_that_were_not_done(desk):
    store, ids = desk
    with pytest.raises(UserError, match=r"0\.00 of 3\.00 hours; was due by") as refused:
        pages(store, "training-certificate", policy_id=ids["once"], person_id=ids["p0"])
    assert "no certificate for Olena Шевченко" in str(refused.value)


def test_names_of_any_length_and_script_keep_a_certificate_to_its_page(tmp_path):
    with Store.create(tmp_path / "desk.copdesk") as store:
        names = [
            {"name": LONG[:90], "native_name": "ንግሥት " * 9},
            {"name": "محمد عبد الرحمن", "native_name": "ரவி குமார்"},
        ]
        people = [records.add(store, Participant, each) for each in names]
        values = {
            "title": "Safeguarding of everybody " * 5,
            "adopted_on": AS_AT,
            "rationale": "Because it matters. " * 90,
            "adopted_by": ("A vote of all members and staff. " * 20)[:199],
            "minute": ("Minute 4.2 of the meeting. " * 20)[:199],
            "imposed_by": ("A regulator. " * 20)[:199],
        }
        policy = training.adopt_policy(store, values)
        for _turn in range(14):
            training.record_hours(
                store,
                policy,
                dict.fromkeys(people, Decimal(1)),
                AS_AT,
                evidence="Seen by the trainer. " * 3,
            )
            training.record_hours(
                store, policy, dict.fromkeys(people, Decimal(1)), AS_AT, tier=Tier.ADVANCED
            )
        assert len(pages(store, "training-certificate")) == 2
        assert len(pages(store, "training-certificate-advanced")) == 2


@pytest.mark.parametrize("word", ["once", "months", "yearly", "grace", "whole"])
@pytest.mark.parametrize("day", [date(2025, 3, 30), date(2025, 11, 3), AS_AT, date(2027, 4, 1)])
def test_whoever_has_not_met_it_never_gets_a_certificate(desk, word, day):
    store, ids = desk
    with store.read() as reader:
        found = standings(reader, ids[word], day)
        met = [each for each in found if each.standing.complies]
        others = [each for each in found if not each.standing.complies]
        make = REPORTS["training-certificate"].paper
        asked = Asked(day, policy_id=ids[word])
        if met:
            named = [each.text for each in make(reader, asked).blocks if is_name(each)]
            assert sorted(named) == sorted(each.name for each in met)
        for each in others:
            with pytest.raises(UserError, match="no certificate"):
                make(reader, replace(asked, person_id=each.participant_id))
    assert others


def is_name(block):
    return isinstance(block, Heading) and block.level == 1


def test_advanced_hours_have_a_certificate_of_their_own(desk):
    store, ids = desk
    (text,) = pages(
        store, "training-certificate-advanced", policy_id=ids["once"], person_id=ids["p3"]
    )
    assert "Certificate of advanced training" in text
    assert "Advanced training goes beyond the compulsory hours." in text
    with store.read() as reader:
        lines = credit_lines(reader, policy_id=ids["once"], participant_id=ids["p3"])
    done = [each.credit for each in lines if each.credit.on <= AS_AT]
    advanced = [
        each.hours
        for each in done
        if each.tier is Tier.ADVANCED and each.state is CreditState.VERIFIED
    ]
    assert f"{sum(advanced):.2f} h of advanced training" in text
    assert advanced
    assert len(advanced) < len(done)


def test_without_verified_advanced_hours_there_is_no_certificate_of_them(desk):
    store, ids = desk
    asked = Asked(AS_AT, policy_id=ids["once"])
    with store.read() as reader:
        lines = credit_lines(reader, policy_id=ids["once"])
        having = {
            each.participant_id
            for each in lines
            if each.credit.tier is Tier.ADVANCED
            and each.credit.state is CreditState.VERIFIED
            and each.credit.on <= AS_AT
        }
        people = {each.participant_id for each in standings(reader, ids["once"], AS_AT)}
        assert having & people
        assert people - having
        make = REPORTS["training-certificate-advanced"].paper
        for person in people - having:
            with pytest.raises(UserError, match="has no verified advanced hours"):
                make(reader, replace(asked, person_id=person))
        assert sum(map(is_name, make(reader, asked).blocks)) == len(having & people)


def test_an_extract_on_paper_shows_its_own_people_and_no_other_organisation(desk):
    store, ids = desk
    text = " ".join(pages(store, "training-extract", organisation_id=ids["law"]))
    assert "Law; Centre" in text
    assert "Abebe" in text
    assert "Outside learning" in text
    for foreign in ("Welcome", "Azad", "Шевченко", "王小明"):
        assert foreign not in text


def test_an_extract_needs_an_organisation(desk):
    store, _ids = desk
    with pytest.raises(UserError, match="for one organisation"):
        pages(store, "training-extract")


def test_the_sign_in_sheet_lists_who_is_booked_and_says_nothing_of_hours_owed(desk):
    store, ids = desk
    session = hold(store, ids)
    text = " ".join(pages(store, "training-sign-in", session_id=session))
    for said in ("Thu 3 Dec 2026", "Leeds Central Library", "Amina Yusuf", "Ravi", "Invited"):
        assert said in text, said
    for left_out in ("Шевченко", "Abebe", "Overdue"):
        assert left_out not in text


def test_the_reports_of_an_empty_file_say_so(tmp_path):
    with Store.create(tmp_path / "empty.copdesk") as store:
        assert "No training policy had been adopted" in pages(store, "training-report")[0]
        assert "No training policy had been adopted" in pages(store, "training-board")[0]
        for key, said in (
            ("training-certificate", "Nobody has met a policy"),
            ("training-sign-in", "no training session yet"),
        ):
            with pytest.raises(UserError, match=said):
                pages(store, key)
