"""Mails as they come: from many programs, in many letters, broken, hostile and huge."""

from contextlib import suppress
from datetime import date
from email.encoders import encode_base64, encode_quopri
from email.message import EmailMessage

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from copdesk.domain.checking import FIRST_YEAR
from copdesk.domain.text import clean
from copdesk.errors import UserError
from copdesk.imports.mail import LARGEST, read_mail
from copdesk.imports.mail_days import day_of_header
from tests.imports.mail_texts import DAY, PASTED

TODAY = date(2026, 11, 23)
HEAD = (
    b"From: =?utf-8?q?F=C3=A1tima_Khan?= <fatima@harbour.example>\r\n"
    b"To: desk@network.example\r\nSubject: Fee waiver\r\n"
    b"Date: Thu, 2 Apr 2026 09:14:33 +0100\r\nMessage-ID: <a1@harbour.example>\r\n"
)
FORMULA, MARKUP = '=HYPERLINK("https://x.example")', "<b>Dear</b> <script>desk()</script> &amp;"
HOSTILE = f"{MARKUP}\n{FORMULA}\n\u202eyas ot gnihton\u202c\n🙂👩🏽‍⚖️\n\tتأشيرة\n-- \nF."


def mail(kind="text/plain; charset=utf-8", body=b"Dear desk,\r\n", *, coding="8bit", head=HEAD):
    told = (
        f"MIME-Version: 1.0\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n"
    )
    return head + told.encode() + body


def made(**parts):
    """A mail as a program of today writes it."""
    message = EmailMessage()
    message["From"] = "Fatima Khan <fatima@harbour.example>"
    message["Subject"] = "Fee waiver"
    message["Date"] = "Thu, 2 Apr 2026 09:14:33 +0100"
    if "plain" in parts:
        message.set_content(parts["plain"])
    if "html" in parts:
        add = message.add_alternative if "plain" in parts else message.set_content
        add(parts["html"], subtype="html")
    return message


@pytest.mark.parametrize("pasted", PASTED, ids=lambda each: each.program)
def test_a_pasted_mail_is_read_as_a_person_would(pasted):
    found = read_mail(pasted.text, TODAY)
    assert (found.sender_name, found.sender_email) == (pasted.name, pasted.email)
    assert (found.sent_on, found.subject) == (pasted.on, pasted.subject)
    assert found.text.startswith(pasted.begins)
    assert (found.inner.name if found.inner else "") == pasted.inner


def test_what_is_quoted_and_signed_below_is_kept():
    (reply,) = (each for each in PASTED if each.program.startswith("a reply"))
    found = read_mail(reply.text, TODAY)
    assert found.text.endswith("Which form is it?")
    assert "-- \nFatima\n" in found.text


@pytest.mark.parametrize(
    ("charset", "coding"),
    [
        ("utf-8", "quoted-printable"),
        ("utf-8", "base64"),
        ("utf-16", "base64"),
        ("iso-8859-1", "quoted-printable"),
        ("windows-1252", "8bit"),
    ],
)
def test_letters_are_read_whatever_they_are_kept_in(charset, coding):
    words = "Café £5 – “née”\n" if charset != "iso-8859-1" else "Café £5 née\n"
    message = EmailMessage()
    message.set_content("x")
    message.set_payload(words.encode(charset))
    del message["Content-Transfer-Encoding"]
    message.replace_header("Content-Type", f"text/plain; charset={charset}")
    if coding == "base64":
        encode_base64(message)
    elif coding == "quoted-printable":
        encode_quopri(message)
    assert read_mail(HEAD + message.as_bytes(), TODAY).text == words.strip()


@pytest.mark.parametrize(
    ("charset", "raw", "words"),
    [
        ("iso-8859-1", b"\x93quoted\x94", "“quoted”"),
        ("us-ascii", "née".encode(), "née"),
        ("no-such-letters", "née".encode(), "née"),
        ("gb2312", "签证".encode("gb18030"), "签证"),
        ("punycode", b"plain", "plain"),
        ("", "née".encode("cp1252"), "née"),
    ],
)
def test_letters_under_a_wrong_name_are_read_still(charset, raw, words):
    assert read_mail(mail(f"text/plain; charset={charset}", raw), TODAY).text == words


def test_letters_that_nobody_can_read_are_told_of():
    found = read_mail(mail(body=b"Dear \x81\xff desk"), TODAY)
    assert "\ufffd" in found.text
    assert found.refused == ("Some letters could not be read; they are shown as \ufffd.",)


def test_names_and_subjects_in_any_letters_are_read():
    head = (
        b'From: "Kh\xc3\xa1n, F\xc3\xa1tima" <f@x.example>\r\n'
        b"Subject: =?iso-8859-1?q?Fee?= =?utf-8?b?4oCcd2FpdmVy4oCd?=\r\n =?broken?x?y?=\r\n"
    )
    found = read_mail(mail(head=head), TODAY)
    assert (found.sender_name, found.sender_email) == ("Fátima Khán", "f@x.example")
    assert found.subject.startswith("Fee“waiver”")


def test_of_two_forms_of_the_same_words_the_plain_one_is_read():
    message = made(plain="Dear desk,\n", html="<p>Dear <b>desk</b>,</p>")
    assert read_mail(message.as_bytes(), TODAY).text == "Dear desk,"


def test_a_mail_in_html_alone_becomes_plain_text_with_its_links():
    html = (
        "<html><head><title>No</title><style>p {}</style></head><body><!-- no -->"
        "<p>Dear&nbsp;desk,</p><p>See <a href='https://a.example/x'>the form</a> or "
        "<a href='https://b.example'>https://b.example</a><br>now &lt;b&gt;</p>"
        "<script>alert(1)</script><ul><li>one<li>two</ul></body></html>"
    )
    found = read_mail(made(html=html).as_bytes(), TODAY)
    assert found.text == (
        "Dear\xa0desk,\n\nSee the form <https://a.example/x> or https://b.example\nnow <b>\n\n"
        "- one\n- two"
    )


def test_every_part_with_words_is_read_and_files_are_set_apart():
    message = made(plain="Dear desk,\n")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a/../b?.pdf")
    message.add_attachment("second half", filename=None, disposition="inline")
    message.add_attachment("name,town", subtype="csv", filename="людям.csv")
    found = read_mail(message.as_bytes(), TODAY)
    assert found.text == "Dear desk,\n\nsecond half"
    assert [(each.name, each.content[:4]) for each in found.papers] == [
        ("b .pdf", b"%PDF"),
        ("людям.csv", b"name"),
    ]


def test_a_mail_attached_to_a_mail_is_read_and_its_writer_offered():
    inner = made(plain="Dear Bao,\n")
    outer = made(plain="Can you take this?\n")
    outer.replace_header("From", "Bao Cwik <bao@network.example>")
    outer.add_attachment(inner)
    found = read_mail(outer.as_bytes(), TODAY)
    assert found.text.startswith("Can you take this?")
    assert found.text.endswith("Dear Bao,")
    assert found.inner is not None
    assert (found.inner.name, found.inner.on, found.inner.subject) == (
        "Fatima Khan",
        DAY,
        "Fee waiver",
    )


def test_the_marks_of_a_mail_and_of_those_before_it_are_kept():
    head = HEAD + b"In-Reply-To: <b2@x>\r\nReferences: <b1@x>\r\n <b2@x>\r\n"
    found = read_mail(mail(head=head), TODAY)
    assert found.message_id == "<a1@harbour.example>"
    assert found.answers == ("<b1@x>", "<b2@x>")


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("Thu, 2 Jul 2026 23:59:00 +0000", date(2026, 7, 3)),
        ("Fri, 2 Jan 2026 23:59:00 +0000", date(2026, 1, 2)),
        ("Sat, 28 Mar 2026 23:59:59 +0000", date(2026, 3, 28)),
        ("Sun, 29 Mar 2026 23:30:00 +0000", date(2026, 3, 30)),
        ("Sun, 25 Oct 2026 00:30:00 +0100", date(2026, 10, 25)),
        ("Fri, 3 Jul 2026 00:30:00 +0200", date(2026, 7, 2)),
        ("Thu, 29 Feb 2024 23:59:00 -0000", date(2024, 2, 29)),
        ("Thu, 2 Jul 2026 23:59:00", date(2026, 7, 2)),
        ("Thu, 2 Jul 2026 23:59:00 BST", date(2026, 7, 2)),
        ("Thu, 30 Feb 2026 09:00:00 +0000", None),
        ("yesterday", None),
        ("Mon, 31 Dec 9999 23:59:59 -1200", None),
    ],
)
def test_the_day_of_a_mail_is_the_day_in_london(told, day):
    assert day_of_header(told) == day


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"", "It tells no day, so today is taken."),
        (
            b"Date: Tue, 24 Nov 2026 09:00:00 +0000\r\n",
            "It is dated Tue 24 Nov 2026, which is still to come; today is taken.",
        ),
    ],
)
def test_without_a_day_that_can_be_right_it_came_today(head, words):
    found = read_mail(mail(head=b"From: f@x.example\r\n" + head), TODAY)
    assert (found.sent_on, found.refused) == (TODAY, (words,))


def test_hostile_words_are_kept_exactly():
    assert read_mail(mail(body=HOSTILE.encode()), TODAY).text == HOSTILE
    assert read_mail(HOSTILE, TODAY).text == HOSTILE
    assert read_mail(f"{PASTED[0].text.split('Dear')[0]}{HOSTILE}", TODAY).text == HOSTILE


@pytest.mark.parametrize(
    "source", ["Dear\0 \x07desk,\x9b", b"From: f@x.org\r\n\r\nDear\0 \x07desk,"]
)
def test_control_characters_are_taken_out_with_a_word_about_it(source):
    found = read_mail(source, TODAY)
    assert found.text == "Dear desk,"
    assert "Control characters, which can't be shown, were taken out." in found.refused


def test_a_hundred_thousand_letters_are_read_at_once():
    long = "word " * 20_000
    assert read_mail(long, TODAY).text == long
    heads = "From: a <a@b.example>\n" * 1_000 + "Subject: x\n"
    assert read_mail(heads, TODAY).sender_email == "a@b.example"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (b"", "This mail is empty."),
        (b" \r\n", "This mail is empty."),
        ("", "There is no text here."),
        ("\0\n", "There is no text here."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Outlook's own .msg file"),
        (b"\xff\xd8\xff\xe0 a picture", "This is not a mail."),
        (bytes(LARGEST + 1), "at most 40 MB"),
    ],
)
def test_what_is_no_mail_is_refused_in_a_sentence(source, words):
    with pytest.raises(UserError, match=words) as refused:
        read_mail(source, TODAY)
    assert refused.value.hint


def test_a_mail_that_is_encrypted_says_so():
    found = read_mail(mail("application/pkcs7-mime; smime-type=enveloped-data", b"0"), TODAY)
    assert found.text == ""
    assert found.refused[0].startswith("It is encrypted")


def test_a_mail_packed_into_itself_a_thousand_times_is_no_trouble():
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(3_000)
    )
    with pytest.raises(UserError, match="packed into itself"):
        read_mail(b"From: f@x.example\r\n" + deep, TODAY)


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "From: Fatima <f@x.example>",
                "Sent: 2 April 2026",
                "Date: Thu, 2 Apr 2026 09:14 +9999",
                "Subject: =?utf-8?b?/w==?=",
                "Content-Type: multipart/mixed; boundary=b",
                "Content-Type: text/html; charset*=x''%00",
                "Content-Type: message/rfc822",
                "Content-Transfer-Encoding: base64",
                "Content-Transfer-Encoding: x-uuencode",
                "Content-Disposition: attachment; filename*0*=utf-99'en'%ff",
                "MIME-Version: 1.0",
                "Message-ID: <a@b>",
                "--b",
                "--b--",
                "",
                " ",
                "-----Original Message-----",
                "---------- Forwarded message ---------",
                "<p><a href='x'>",
                "begin 644 x",
            ]
        ),
        st.text(max_size=40),
    ),
    max_size=14,
)


@settings(max_examples=150, deadline=None)
@given(LINES, st.booleans())
@example(["From: a", "Subject: x", "Date: 99/99/9999"], False)
def test_no_mail_whatever_it_holds_is_a_fault_of_ours(lines, as_file):
    source = "\n".join(lines)
    try:
        found = read_mail(source.encode("utf-8", "replace") if as_file else source, TODAY)
    except UserError:
        return  # in words, which is all that is asked
    assert found.text == clean(found.text)
    assert "\n" not in found.subject
    assert FIRST_YEAR <= found.sent_on.year <= TODAY.year


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_no_file_whatever_it_holds_is_a_fault_of_ours(content):
    for source in (content, HEAD + content, mail(body=content)):
        with suppress(UserError):
            assert read_mail(source, TODAY).sent_on <= TODAY


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200))
def test_words_pasted_without_a_heading_come_back_as_they_were(words):
    if not words.strip():
        return
    found = read_mail(words, TODAY)
    assert found.text == clean(words).removeprefix("\ufeff").strip("\n")
