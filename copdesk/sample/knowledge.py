"""What the sample office knows: answers kept of its enquiries, and three wordings to begin with."""

from collections.abc import Iterator
from functools import partial

from copdesk.db.models import AnswerTemplate, Enquiry
from copdesk.domain.answers import bare
from copdesk.domain.enquiries import EnquiryState
from copdesk.sample.office import Act, Office
from copdesk.services import records
from copdesk.services.knowledge import add_answer, check_again, keep_answer

_THANKS = "Dear {asker},\n\nThank you for your question about “{subject}” ({reference})."
_TEMPLATES = {
    "We have your question": f"{_THANKS} It came {{received}}. I have asked members who know this,"
    " and you will hear from me within a week of that day.",
    "Somebody else can help": f"{_THANKS} This is outside what the network answers. These"
    " organisations may be able to help; please check with them first that they are open and can"
    " take the matter:\n\n- ",
    "Ask for more": f"{_THANKS} To find the right people to ask I need to know a little more,"
    " without anything that could tell who the client is:\n\n- ",
}
_KEPT = (26, 20, 14, 12, 9, 5)
"""Months before the day of the sample on which an answer was kept."""


def acts(office: Office) -> Iterator[Act]:
    """When wordings were written and answers kept; one of the old ones was found still true."""
    yield office.ago(months=30), partial(_write, office)
    for months in _KEPT:
        yield office.ago(months=months), partial(_keep, office)
    yield office.ago(months=10), partial(_check, office)


def _write(office: Office) -> None:
    for name, text in _TEMPLATES.items():
        records.add(office.store, AnswerTemplate, {"name": name, "text": text})


def _keep(office: Office) -> None:
    """Keep the newest answer that is not kept yet."""
    with office.store.read() as reader:
        closed = reader.find(Enquiry, state=EnquiryState.CLOSED)
    answered = [each for each in closed if each["answer"] and each["subject"] not in office.kept]
    if not answered:
        return
    one = answered[-1]
    office.kept[one["subject"]] = keep_answer(
        office.store, one["id"], one["question"], bare(one["answer"]), [one["topic_id"]]
    )


def _check(office: Office) -> None:
    """Find the oldest still true, and keep one that nobody asked for."""
    if office.kept:
        check_again(office.store, [next(iter(office.kept.values()))])
    question, answer = "Who may ask the network?", "Any adviser; members are answered first."
    add_answer(office.store, {"question": question, "answer": answer})
