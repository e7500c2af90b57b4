from email import message_from_bytes, policy
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from copdesk.errors import UserError
from copdesk.exports.mail import (
    LONGEST_LINK,
    Attached,
    Mail,
    Recipient,
    addresses,
    draft_bytes,
    in_words,
    link,
    parted,
    write_draft,
)

AMINA = Recipient("Amina Yusuf", "amina@st-augustines.example")
MING = Recipient('王小明, "Ming"', "ming@münchen.example")


def mail(
    people=(AMINA, MING), subject="Invitation", text="Dear colleague,\n\nPlease come.", **more
):
    return Mail(subject, text, people, **more)


def read(made):
    return message_from_bytes(draft_bytes(made), policy=policy.default)


def test_a_draft_opens_unsent_with_everybody_hidden():
    found = read(mail())
    assert found["X-Unsent"] == "1"
    assert found["To"] is None
    assert [one.addr_spec for one in found["Bcc"].addresses] == [
        "amina@st-augustines.example",
        "ming@xn--mnchen-3ya.example",
    ]
    assert found["Bcc"].addresses[1].display_name == '王小明, "Ming"'
    assert found.get_content().replace("\r\n", "\n") == "Dear colleague,\n\nPlease come.\n"


def test_addresses_are_shown_only_when_asked():
    found = read(mail(hidden=False))
    assert found["Bcc"] is None
    assert len(found["To"].addresses) == 2


@pytest.mark.parametrize(
    "evil", ["\r\nBcc: spy@evil.example", "\nX: y", "\x00\x0b\u2028Bcc: a@b.c"]
)
def test_line_ends_in_names_subjects_and_file_names_add_no_header(evil):
    made = mail(
        people=[Recipient(f"Amina{evil}", AMINA.email)],
        subject=f"Hello{evil}",
        attached=[Attached(f"Pack{evil}.pdf", b"%PDF")],
    )
    found = read(made)
    assert found.keys().count("Bcc") == 1
    assert "X" not in found
    assert [one.addr_spec for one in found["Bcc"].addresses] == [AMINA.email]
    assert "\n" not in found["Subject"]


@pytest.mark.parametrize(
    "address",
    ["", "none", "a b@c.example", "a@b\r\nBcc: c@d.example", "a@localhost", ".a@b.example",
     "žofie@b.example", "a@" + "x" * 80 + ".example", "a@b..example", "<a@b.example>"],
)  # fmt: skip
def test_who_has_no_usable_address_is_left_out_and_named(address):
    usable, without = parted([Recipient("Olena", address), AMINA])
    assert [one.name for one in usable] == ["Amina Yusuf"]
    assert [one.name for one in without] == ["Olena"]
    draft_bytes(mail(people=[Recipient("Olena", address)]))


def test_an_address_two_people_share_is_written_to_once():
    usable, _ = parted([AMINA, Recipient("Desk", "AMINA@st-augustines.example")])
    assert len(usable) == 1


def test_calendar_and_pack_go_with_it_under_their_own_types():
    calendar = Attached("Meeting.ics", b"BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\n")
    found = read(mail(attached=[calendar, Attached("Q4 \u2013 pack.pdf", b"%PDF-1.7")]))
    parts = list(found.iter_attachments())
    assert [part.get_content_type() for part in parts] == ["text/calendar", "application/pdf"]
    assert parts[0]["Content-Type"].params["method"] == "CANCEL"
    assert [part.get_filename() for part in parts] == ["Meeting.ics", "Q4 \u2013 pack.pdf"]
    assert parts[1].get_content() == b"%PDF-1.7"


def test_a_link_opens_the_same_mail_with_hidden_addresses():
    made = link(mail(subject="A & B?", text="50% off\nsecond line"))
    parts = urlsplit(made.url)
    asked = parse_qs(parts.query)
    assert (parts.scheme, parts.path) == ("mailto", "")
    assert asked["subject"] == ["A & B?"]
    assert asked["body"] == ["50% off\r\nsecond line"]
    assert unquote(asked["bcc"][0]).split(",")[0] == AMINA.email
    assert made.told == ""


def test_a_link_says_that_files_can_not_go_with_it():
    made = link(mail(attached=[Attached("a.pdf", b"")]))
    assert "not attached" in made.told


def test_a_text_too_long_for_a_link_is_left_out_and_said():
    made = link(mail(text="long " * 1_000))
    assert "body" not in made.url
    assert len(made.url) <= LONGEST_LINK
    assert "copy it" in made.told


def test_too_many_addresses_for_a_link_are_refused_in_words():
    many = [Recipient("", f"person{n}@organisation.example") for n in range(100)]
    with pytest.raises(UserError, match="100 addresses are too many"):
        link(mail(people=many))


def test_text_and_addresses_can_be_copied():
    made = mail()
    assert addresses(made) == "amina@st-augustines.example; ming@xn--mnchen-3ya.example"
    assert in_words(made).splitlines()[:2] == [f"Bcc: {addresses(made)}", "Subject: Invitation"]


def test_a_draft_is_written_whole(tmp_path):
    write_draft(mail(), tmp_path / "draft.eml")
    assert (tmp_path / "draft.eml").read_bytes().startswith(b"X-Unsent: 1\r\n")


def test_a_text_for_nobody_known_is_copied_without_a_line_of_addresses():
    assert in_words(mail(people=[])).splitlines()[0] == "Subject: Invitation"


def test_an_answer_stands_beside_the_mail_it_answers():
    found = read(mail(answers="<abc.1@mail.example>"))
    assert found["In-Reply-To"] == found["References"] == "<abc.1@mail.example>"


@pytest.mark.parametrize("mark", ["", "abc@x", "<a b@x>", "<a@x>\nBcc: <e@x.example>", "<" * 300])
def test_a_mark_that_no_mail_program_makes_is_left_out(mark):
    assert read(mail(answers=mark))["In-Reply-To"] is None
