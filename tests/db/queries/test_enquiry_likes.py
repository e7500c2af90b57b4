"""Which enquiries a mail may be, and who may have written it."""

from datetime import date, timedelta

import pytest

from copdesk.db.models import Enquiry, Organisation, Participant
from copdesk.db.queries.askers import organisation_of, writer
from copdesk.db.queries.enquiry_likes import (
    Asked,
    how_many_of,
    much_the_same,
    of_asker,
    replied_to,
    same_mail,
)
from copdesk.services import enquiries, records
from copdesk.services.enquiry_work import merge_enquiries

TODAY = date(2026, 11, 23)
QUESTION = "Can a fee waiver be renewed when the first was granted in spring?"


@pytest.fixture
def amina(store):
    values = {
        "name": "Amina Yusuf",
        "email": "amina@harbour.example",
        "aliases": ("Yusuf Amina B",),
    }
    return records.add(store, Participant, values)


@pytest.fixture
def ask(store, amina):
    def logged(subject="Fee waiver", days=10, **values):
        return enquiries.log_enquiry(
            store,
            {
                "subject": subject,
                "received_on": TODAY - timedelta(days=days),
                "asker_id": amina,
                **values,
            },
        )

    return logged


@pytest.fixture
def asking(store):
    def asked(question, *given, **more):
        with store.read() as reader:
            return question(reader, *given, **more)

    return asked


def test_the_same_mail_is_known_by_its_mark(ask, asking):
    first = ask(mail_id="<a1@x>")
    assert asking(same_mail, Asked(mail_id="<a1@x>")).id == first
    assert asking(same_mail, Asked(mail_id="<a2@x>")) is None
    assert asking(same_mail, Asked()) is None


@pytest.mark.parametrize(
    "asked",
    [
        Asked(subject="RE: your question e-2026-001"),
        Asked(subject="anything", answers=("<b@x>", "<a1@x>")),
    ],
)
def test_a_reply_is_known_by_reference_or_by_the_mails_before_it(ask, asking, asked):
    first = ask(mail_id="<a1@x>")
    assert asking(replied_to, asked, TODAY).id == first


def test_a_reply_is_known_by_asker_and_subject(ask, asking, amina):
    ask(days=400)
    last = ask()
    assert (
        asking(replied_to, Asked(subject="AW: Re: Fee  Waiver", asker_id=amina), TODAY).id == last
    )
    assert asking(replied_to, Asked(subject="Fee waiver", asker_id=amina), TODAY) is None
    assert asking(replied_to, Asked(subject="RE: Fee waiver"), TODAY) is None
    assert asking(replied_to, Asked(subject="RE: Travel", asker_id=amina), TODAY) is None


def test_a_reply_to_what_was_merged_goes_on_with_what_was_kept(store, ask, asking):
    first, other = ask(mail_id="<a1@x>"), ask("Another")
    merge_enquiries(store, other, [first])
    assert asking(replied_to, Asked(answers=("<a1@x>",)), TODAY).id == other


def test_much_the_same_question_of_the_same_asker_is_found(ask, asking, amina):
    first = ask("About fees", question=QUESTION)
    ask("Travel", question="Where is the office?")
    ask("Old", days=200, question=QUESTION)
    asked = Asked("A waiver", f"Hello, may I ask: {QUESTION.lower()}", asker_id=amina)
    assert [one.id for one in asking(much_the_same, asked, TODAY)] == [first]
    assert asking(much_the_same, Asked("A waiver", QUESTION), TODAY) == []


def test_the_same_subject_from_the_same_organisation_is_found(store, ask, asking):
    firm = records.add(store, Organisation, {"name": "Harbour"})
    first = ask("RE: Fee waiver", organisation_id=firm)
    asked = Asked("fee waiver", asker_name="Bao", organisation_id=firm)
    assert [one.id for one in asking(much_the_same, asked, TODAY)] == [first]


def test_what_somebody_asked_before_comes_newest_first(ask, asking, amina):
    ids = [ask(days=days) for days in (30, 20, 10)]
    found = asking(of_asker, Asked(asker_id=amina), limit=2)
    assert [one.id for one in found] == ids[:0:-1]
    assert found[0].asker == "Amina Yusuf"
    assert asking(how_many_of, Asked(asker_id=amina)) == 3
    assert asking(of_asker, Asked()) == []


def test_what_somebody_who_is_no_participant_asked_is_found_by_name(ask, asking):
    first = ask(asker_id=None, asker_name="Fatima Khan <f@x.example>")
    assert [one.id for one in asking(of_asker, Asked(asker_name="Fatima Khan <f@x.example>"))] == [
        first
    ]


@pytest.mark.parametrize(
    ("name", "email", "by_name"),
    [
        ("Amina", "AMINA@harbour.example", False),
        ("", "amina@harbour.example", False),
        ("Amina Yusuf", "", True),
        ("Yusuf Amina", "", True),
        ("B. Yusuf, Amina", "", True),
    ],
)
def test_who_wrote_is_known_by_address_else_by_a_name_of_theirs(
    asking, amina, name, email, by_name
):
    found = asking(writer, name, email)
    assert found.person is not None
    assert (found.person.id, found.by_name) == (amina, by_name)


def test_the_same_name_with_another_address_is_only_offered(asking, amina):
    found = asking(writer, "Amina Yusuf", "amina@gmail.com")
    assert found.person is None
    assert [one.id for one in found.maybe] == [amina]


def test_an_address_that_several_share_is_told_by_the_name(store, asking, amina):
    bao = records.add(store, Participant, {"name": "Bao Ćwik", "email": "amina@harbour.example"})
    assert asking(writer, "Bao Cwik", "amina@harbour.example").person.id == bao
    found = asking(writer, "The team", "amina@harbour.example")
    assert found.person is None
    assert [one.id for one in found.maybe] == [amina, bao]


@pytest.mark.parametrize(
    ("kept", "email", "belongs"),
    [
        ({"email": "info@harbour.example"}, "f@harbour.example", True),
        ({"website": "https://www.harbour.example/team"}, "f@mail.harbour.example", True),
        ({"email": "info@leeds.harbour.org.uk"}, "f@harbour.org.uk", True),
        ({"email": "harbour@gmail.com"}, "f@gmail.com", False),
        ({"email": "info@harbour.example"}, "f@otherharbour.example", False),
        ({"email": "info@harbour.example"}, "f", False),
        ({"website": "https://harbour.example"}, "f@example", False),
    ],
)
def test_an_address_belongs_to_the_organisation_of_its_domain(store, asking, kept, email, belongs):
    firm = records.add(store, Organisation, {"name": "Harbour", **kept})
    assert asking(organisation_of, email) == (firm if belongs else None)


def test_a_domain_of_two_organisations_tells_neither(store, asking):
    for name in ("Harbour", "Harbour Leeds"):
        records.add(store, Organisation, {"name": name, "email": f"{name[:3]}@harbour.example"})
    assert asking(organisation_of, "f@harbour.example") is None


def test_a_deleted_enquiry_is_like_nothing(store, ask, asking):
    records.delete(store, Enquiry, [ask(mail_id="<a1@x>")])
    assert asking(same_mail, Asked(mail_id="<a1@x>")) is None
