"""Answers worth keeping: taken from an enquiry, and checked again once a year."""

from collections.abc import Mapping, Sequence
from datetime import date

from copdesk.db.models import Enquiry, Knowledge, KnowledgeTopic
from copdesk.db.queries.packs import everybody
from copdesk.db.reader import Reader
from copdesk.db.store import Store
from copdesk.db.unit import Unit
from copdesk.domain.answers import bare, next_look
from copdesk.domain.pseudonyms import Known, Pseudonyms
from copdesk.errors import UserError
from copdesk.services.records import add_in, called, counted

LONGEST_QUESTION = 300
"""Characters of a question that is kept."""


def keep_answer(  # noqa: PLR0913  (what an answer is)
    store: Store,
    enquiry_id: int,
    question: str,
    answer: str,
    topic_ids: Sequence[int] = (),
    *,
    review_on: date | None = None,
) -> int:
    """Keep the answer of an enquiry for others; returns its id.

    Args:
        store: the open file.
        enquiry_id: where it comes from.
        question: without anybody's name.
        answer: without anybody's name.
        topic_ids: what it is about, each once.
        review_on: when to look at it again; twelve months from today where nobody says.

    Raises:
        Invalid: the question or the answer is missing; nothing is changed.
        UserError: the enquiry is gone.
    """
    with store.change("Keep an answer") as unit:
        enquiry = unit.get(Enquiry, enquiry_id)
        if enquiry is None:
            raise UserError("This enquiry was deleted.", "Undo the deletion first.")
        values = {"question": question, "answer": answer, "enquiry_id": enquiry_id}
        id_ = _add(unit, {**values, "review_on": review_on})
        for topic_id in dict.fromkeys(topic_ids):
            add_in(unit, KnowledgeTopic, {"knowledge_id": id_, "topic_id": topic_id})
        unit.label = f"Keep the answer of enquiry {enquiry['reference']}"
    return id_


def add_answer(store: Store, values: Mapping[str, object]) -> int:
    """Keep an answer that comes from no enquiry; returns its id.

    It is kept today and looked at again in twelve months unless ``values`` say otherwise.

    Raises:
        Invalid: a value can't be kept; nothing is changed.
    """
    with store.change("Keep an answer") as unit:
        id_ = _add(unit, values)
        unit.label = f"Keep the answer to {called(unit, Knowledge, id_)}"
    return id_


def check_again(store: Store, ids: Sequence[int]) -> None:
    """Say that answers are still true today: they are looked at again in twelve months.

    Raises:
        UserError: one of them is gone.
    """
    with store.change("Still true") as unit:
        unit.label = f"Find {counted(unit, Knowledge, ids)} still true"
        for id_ in ids:
            unit.set(Knowledge, id_, review_on=next_look(unit.today))


def _add(unit: Unit, values: Mapping[str, object]) -> int:
    kept_on = values.get("kept_on") or unit.today
    review_on = values.get("review_on") or next_look(unit.today)
    return add_in(unit, Knowledge, {**values, "kept_on": kept_on, "review_on": review_on})


def answer_of(reader: Reader, enquiry_id: int, on: date) -> dict[str, object]:
    """What an answer kept of an enquiry begins with: nobody is named, only what people do.

    A question too long for one line gives way to the subject. What else could tell who a client
    is, is for the check of the fields.

    Args:
        reader: the file.
        enquiry_id: which.
        on: the day of the roles, and from which it is looked at again in twelve months.

    Raises:
        UserError: the enquiry is gone.
    """
    enquiry = reader.get(Enquiry, enquiry_id)
    if enquiry is None:
        raise UserError("This enquiry was deleted.", "Undo the deletion first.")
    people = everybody(reader, on, filter(None, [enquiry["asker_id"]]))
    if enquiry["asker_name"]:
        people.append(Known((enquiry["asker_name"],), near=True))
    hidden = Pseudonyms(people).hidden
    question = " ".join(hidden(bare(enquiry["question"])).split())
    if not 0 < len(question) <= LONGEST_QUESTION:
        question = hidden(enquiry["subject"])
    return {
        "question": question,
        "answer": hidden(bare(enquiry["answer"])),
        "topic_id": enquiry["topic_id"],
        "review_on": next_look(on),
    }
