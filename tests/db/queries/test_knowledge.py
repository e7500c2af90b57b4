from datetime import date

import pytest

from copdesk.db.models import AnswerTemplate, Enquiry, Knowledge, KnowledgeTopic, Topic
from copdesk.db.queries import knowledge
from copdesk.db.queries.listings import LISTINGS

DAY = date(2026, 4, 2)


@pytest.fixture
def keep(store):
    def kept(question, answer="Yes.", **more):
        with store.change("Keep") as unit:
            values = {"kept_on": DAY, **more}
            return unit.add(Knowledge, question=question, answer=answer, **values)

    return kept


@pytest.fixture
def give(store):
    def given(subject, answer, **more):
        with store.change("Answer") as unit:
            values = {"received_on": DAY, "due_on": DAY, "answered_on": DAY, **more}
            return unit.add(Enquiry, subject=subject, answer=answer, **values)

    return given


def like(store, words, **more):
    with store.read() as reader:
        return [one.id for one in knowledge.like(reader, words, **more)]


def earlier(store, words, **more):
    with store.read() as reader:
        return [one.id for one in knowledge.earlier(reader, words, **more)]


def topic(store):
    with store.read() as reader:
        return reader.find(Topic)[0]["id"]


def test_an_answer_that_shares_more_words_comes_first(store, keep):
    one = keep("Who may ask for a fee waiver?")
    both = keep("May students ask for a fee waiver for a visa extension?")
    keep("Where is the hearing centre?")
    assert like(store, "student visa extension, fee waiver") == [both, one]


def test_one_word_in_common_is_not_enough_unless_there_is_but_one(store, keep):
    waiver = keep("Who may ask for a fee waiver?")
    assert like(store, "waiver of the hearing because of illness") == []
    assert like(store, "waivers") == [waiver]


def test_the_words_of_the_answer_count_as_those_of_the_question(store, keep):
    found = keep("How long does it take?", "A fee waiver takes eight weeks.")
    assert like(store, "fee waiver taking too long") == [found]


def test_of_the_same_topic_one_word_is_enough_and_none_where_nothing_is_typed(store, keep):
    found, about = keep("Who may ask for a fee waiver?"), topic(store)
    with store.change("Topic") as unit:
        unit.add(KnowledgeTopic, knowledge_id=found, topic_id=about)
    assert like(store, "waiver of the hearing", topic_id=about) == [found]
    assert like(store, "", topic_id=about) == [found]
    assert like(store, "") == []


def test_old_names_of_the_regulator_find_the_new_one(store, keep):
    found = keep("Is IAA registration free?")
    assert like(store, "oisc") == []
    assert like(store, "registration IAA free of charge") == [found]


@pytest.mark.parametrize(
    "typed", ['"', "NEAR(", "a* OR", "\u202eabc", "{}", "=1+1", "x" * 100_000, "😀 😀", "王小明"]
)
def test_whatever_is_typed_is_taken_as_words(store, keep, typed):
    keep("Who may ask for a fee waiver?")
    assert like(store, typed) == []


def test_at_most_as_many_as_asked_for_are_given(store, keep):
    for number in range(7):
        keep(f"Fee waiver {number}")
    assert len(like(store, "fee waiver")) == 5
    assert len(like(store, "fee waiver", limit=2)) == 2


def test_an_earlier_answer_is_found_by_its_enquiry_but_not_that_of_the_same(store, give):
    one = give("Fee waiver for a student", "Use the form.")
    same = give("Fee waiver for a family", "Use the form.")
    give("Fee waiver for a child", "", answered_on=None)
    assert earlier(store, "fee waiver", but=same) == [one]


def test_of_two_earlier_answers_the_newer_comes_first(store, give):
    old = give("Fee waiver", "Use the form.", answered_on=date(2025, 4, 2))
    new = give("Fee waiver", "Use the new form.")
    assert earlier(store, "fee waiver") == [new, old]
    with store.read() as reader:
        assert knowledge.earlier(reader, "fee waiver")[0].answer == "Use the new form."


def test_everything_comes_by_its_question_with_its_topics(store, keep):
    second, first = keep("Where?"), keep("How?")
    with store.read() as reader:
        about = [each["id"] for each in reader.find(Topic)[:2]]
    with store.change("Topics") as unit:
        for each in about:
            unit.add(KnowledgeTopic, knowledge_id=first, topic_id=each)
    with store.read() as reader:
        assert [one.id for one in knowledge.everything(reader)] == [first, second]
        named = knowledge.topics(reader)[first]
        assert sorted(named) == sorted(reader.titles(about).values())
        shown = LISTINGS["knowledge"].rows(reader, [first, second], ["topics"])
    assert shown == [("; ".join(named),), ("",)]


def test_templates_of_the_topic_come_first_and_those_of_others_last(store):
    about = topic(store)
    with store.read() as reader:
        other = reader.find(Topic)[1]["id"]
    with store.change("Templates") as unit:
        for name, of in (("Z for any", None), ("A of another", other), ("Of this", about)):
            unit.add(AnswerTemplate, name=name, topic_id=of, text="Dear {asker}")
    with store.read() as reader:
        names = [one.name for one in knowledge.templates(reader, about)]
    assert names == ["Of this", "Z for any", "A of another"]


def test_an_enquiry_tells_which_answers_were_kept_of_it(store, keep, give):
    enquiry = give("Fee waiver", "Use the form.")
    kept = keep("Fee waiver?", enquiry_id=enquiry)
    keep("Other?")
    with store.read() as reader:
        assert knowledge.kept_of(reader, enquiry) == [kept]
