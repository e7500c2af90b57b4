"""Invented mails as many programs write, print and pass them on, each with what is in it."""

from dataclasses import dataclass
from datetime import date

DAY = date(2026, 4, 2)


@dataclass(frozen=True)
class Pasted:
    """A text as it lies on the clipboard, and what a person reads in it."""

    program: str
    text: str
    name: str = "Fatima Khan"
    email: str = "fatima@harbour.example"
    on: date = DAY
    subject: str = "Fee waiver"
    begins: str = "Dear desk,"
    inner: str = ""


PASTED = (
    Pasted(
        "Outlook for Windows",
        "From: Fatima Khan <fatima@harbour.example> \nSent: 02 April 2026 09:14\n"
        "To: Enquiries <desk@network.example>\nCc: Bao Cwik <bao@harbour.example>\n"
        "Subject: Fee waiver\nImportance: High\n\nDear desk,\n\nCan a fee waiver be renewed?\n",
    ),
    Pasted(
        "Outlook set to American English",
        "From: Khan, Fatima <fatima@harbour.example>\nSent: Thursday, April 2, 2026 9:14 AM\n"
        "To: desk@network.example\nSubject: Fee waiver\n\nDear desk,\nMay it?\n",
    ),
    Pasted(
        "the new Outlook",
        "From: Fatima Khan <fatima@harbour.example>\nDate: Thursday, 2 April 2026 at 09:14\n"
        "To: Enquiries <desk@network.example>\nSubject: Fee waiver\nDear desk,\nMay it?\n",
    ),
    Pasted(
        "an older Outlook",
        "-----Original Message-----\nFrom: Fatima Khan [mailto:fatima@harbour.example] \n"
        "Sent: 02 April 2026 09:14\nTo: desk@network.example\nSubject: Fee waiver\n\nDear desk,\n",
    ),
    Pasted(
        "Outlook printed as plain text with stars",
        "*From:* Fatima Khan <fatima@harbour.example>\n*Sent:* 02 April 2026 09:14\n"
        "*To:* desk@network.example\n*Subject:* Fee waiver\n\nDear desk,\n",
    ),
    Pasted(
        "Gmail, passed on",
        "---------- Forwarded message ---------\nFrom: Fatima Khan <fatima@harbour.example>\n"
        "Date: Thu, 2 Apr 2026 at 09:14\nSubject: Fee waiver\nTo: <desk@network.example>\n\n\n"
        "Dear desk,\n",
    ),
    Pasted(
        "Gmail, copied from its window",
        "Fee waiver\nInbox\n\nFatima Khan <fatima@harbour.example>\n2 Apr 2026, 09:14\nto me\n\n"
        "Dear desk,\n",
    ),
    Pasted(
        "Apple Mail",
        "From: Fatima Khan <fatima@harbour.example>\nSubject: Fee waiver\n"
        "Date: 2 April 2026 at 09:14:33 BST\nTo: Desk <desk@network.example>\n\nDear desk,\n",
    ),
    Pasted(
        "Apple Mail, passed on",
        "\nBegin forwarded message:\n\n"
        "From: Fatima Khan <fatima@harbour.example>\nSubject: Fee waiver\n"
        "Date: 2 April 2026 at 09:14:33 BST\nTo: Desk <desk@network.example>\n\nDear desk,\n",
    ),
    Pasted(
        "Thunderbird, passed on",
        "-------- Forwarded Message --------\nSubject: \tFee waiver\n"
        "Date: \tThu, 2 Apr 2026 09:14:33 +0100\nFrom: \tFatima Khan <fatima@harbour.example>\n"
        "To: \tdesk@network.example,\n\tBao Cwik <bao@harbour.example>\n\n\n\nDear desk,\n",
    ),
    Pasted(
        "a phone that breaks the labels",
        "From:\nFatima Khan <fatima@harbour.example>\nDate:\nThu, 2 Apr 2026 09:14 +0100\n"
        "Subject:\nFee waiver\n\nDear desk,\n",
    ),
    Pasted(
        "the source of a mail",
        "Received: from a.example by b.example; Thu, 2 Apr 2026 09:14:40 +0100\r\n"
        "From: Fatima Khan <fatima@harbour.example>\r\nTo: desk@network.example\r\n"
        "Subject: Fee\r\n waiver\r\nDate: Thu, 2 Apr 2026 09:14:33 +0100\r\n"
        "Message-ID: <a1@harbour.example>\r\nContent-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\nDear desk,\r\n=C2=A31\r\n",
    ),
    Pasted(
        "a mail before midnight by its own zone",
        "From: Fatima Khan <fatima@harbour.example>\nSent: 2 July 2026 23:59 GMT\n"
        "Subject: Fee waiver\n\nDear desk,\n",
        on=date(2026, 7, 3),
    ),
    Pasted(
        "an address alone",
        "From: fatima@harbour.example\nDate: 02/04/2026 09:14\nSubject: Fee waiver\n\nDear desk,\n",
        name="",
    ),
    Pasted(
        "a mail passed on by a colleague",
        "From: Bao Cwik <bao@network.example>\nSent: 05 April 2026 10:00\n"
        "To: desk@network.example\nSubject: FW: Fee waiver\n\nCan you take this?\n\n"
        "From: Fatima Khan <fatima@harbour.example>\nSent: 02 April 2026 09:14\n"
        "To: Bao Cwik\nSubject: Fee waiver\n\nDear Bao,\n",
        name="Bao Cwik",
        email="bao@network.example",
        on=date(2026, 4, 5),
        subject="FW: Fee waiver",
        begins="Can you take this?",
        inner="Fatima Khan",
    ),
    Pasted(
        "a reply over what was written before",
        "From: Fatima Khan <fatima@harbour.example>\nSent: 02 April 2026 09:14\n"
        "To: desk@network.example\nSubject: RE: Fee waiver\n\nThank you.\n\n-- \nFatima\n\n"
        "From: The desk <desk@network.example>\nSent: 01 April 2026 09:14\nTo: Fatima Khan\n"
        "Subject: Fee waiver\n\nWhich form is it?\n",
        subject="RE: Fee waiver",
        begins="Thank you.",
    ),
    Pasted(
        "words without any heading",
        "Can a fee waiver be renewed?\nFatima asks: From: when?\n",
        name="",
        email="",
        on=date(2026, 11, 23),
        subject="Can a fee waiver be renewed?",
        begins="Can a fee waiver be renewed?",
    ),
    Pasted(
        "a note over a mail that was passed on",
        "Please log this one.\n\n---------- Forwarded message ---------\n"
        "From: Fatima Khan <fatima@harbour.example>\nDate: Thu, 2 Apr 2026 at 09:14\n"
        "Subject: Fee waiver\nTo: <desk@network.example>\n\nDear desk,\n",
        begins="Please log this one.",
    ),
)
