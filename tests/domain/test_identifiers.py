import pytest

from copdesk.domain.identifiers import could_stop, identifiers
from copdesk.domain.not_clients import Known, known_from
from tests.domain.identifier_texts import KNOWN, score, texts


def _told(text, known=KNOWN, kept=()):
    return [(text[f.start : f.end], f.what, f.stops) for f in identifiers(text, known, kept)]


def _offers(text):
    return [f.instead for f in identifiers(text, KNOWN)]


def test_at_least_two_hundred_labelled_texts_half_of_them_clean():
    every = texts()
    clean = [each for each in every if not each.wanted]
    assert len(every) >= 200
    assert 0.4 < len(clean) / len(every) < 0.6


@pytest.mark.parametrize(("stops", "recall", "alarms"), [(True, 0.98, 3), (False, 0.96, 3)])
def test_what_should_be_found_is_found_with_few_false_alarms(stops, recall, alarms):
    found = score(stops)
    assert found.recall >= recall, found.missed
    assert len(found.alarms) <= alarms, found.alarms


def test_the_words_that_are_found_are_exactly_those_typed():
    text = "Home is «\uff22\uff24\uff11 \uff13\uff25\uff3a», ok"
    assert _told(text) == [("\uff22\uff24\uff11 \uff13\uff25\uff3a", "a postcode", True)]
    assert _told("B\u200bD1 3EZ!") == [("B\u200bD1 3EZ", "a postcode", True)]


def test_an_age_becomes_a_band_with_the_pronoun_of_the_text():
    text = "She is a nurse aged 34, from Eritrea: an Eritrean woman in Leeds, deaf."
    offers = {text[f.start : f.end]: f.instead for f in identifiers(text, KNOWN)}
    assert offers["aged 34"] == ("in her thirties",)
    assert offers["Leeds"] == ("West Yorkshire",)


def test_an_age_before_another_noun_becomes_an_adjective():
    text = "He is a 34-year-old Eritrean journalist in Leeds since 4 April 2024."
    assert _offers(text)[0] == ("a 30-something",)


def test_a_day_becomes_a_season_or_a_month():
    assert _offers("Refused on 12/04/2026.") == [("spring 2026", "April 2026")]
    assert _offers("Refused on 2026-12-12.") == [("late 2026", "December 2026")]


def test_a_postcode_becomes_its_county_and_a_birthday_its_decade():
    assert _offers("at BD1 3EZ") == [("West Yorkshire",)]
    assert _offers("at ZE1 0AA") == [("[postcode]",)]
    assert _offers("DOB 1.2.1990") == [("born in the 1990s",)]


def test_what_is_offered_instead_is_never_found_again():
    for each in texts():
        for finding in identifiers(each.text, KNOWN):
            for words in finding.instead:
                text = f"{each.text[: finding.start]}{words}{each.text[finding.end :]}"
                again = [
                    f
                    for f in identifiers(text, KNOWN)
                    if finding.start <= f.start < f.end <= finding.start + len(words)
                ]
                assert again == [], (text, words)


def test_known_people_and_organisations_pass():
    known = known_from(
        people=["Anita Patel", "王小明"],
        organisations=["St Augustine's Centre"],
        organisation_mails=["office@centre.example", "centre@gmail.com"],
        phones=["01274 960 000"],
        postcodes=["HX1 5ER"],
    )
    assert _told("Dr Patel and Ms Anita Patel are at hx15er", known) == []
    assert _told("jo@centre.example or +44 1274 960000", known) == []
    assert _told("someone@gmail.com", known) == [("someone@gmail.com", "an e-mail address", True)]


def test_a_name_shared_with_somebody_of_the_network_is_only_worth_a_look():
    known = known_from(people=["Amina Khan"])
    assert _told("Mr Khan asks", known) == [("Mr Khan", "somebody's name", False)]
    assert _told("Mr Khanna asks", known) == [("Mr Khanna", "somebody's name", True)]


def test_two_facts_alone_point_at_nobody_and_four_do():
    two = "She is Eritrean and lives in Leeds."
    assert _told(two) == []
    assert [w for w, _what, _stops in _told(f"{two} She is a journalist, aged 34.")] == [
        "Leeds",
        "journalist",
        "aged 34",
    ]


def test_the_reason_names_what_it_is_told_together_with():
    text = "She is Eritrean, lives in Leeds and is a journalist."
    whys = [finding.why for finding in identifiers(text, KNOWN)]
    assert whys[0] == ("Together with the nationality and rare fact it may tell who somebody is.")


def test_words_kept_with_a_reason_are_not_told_again_however_spaced():
    text = "Mr  Ahmed of BD1 3EZ"
    assert _told(text, kept=["Mr Ahmed"]) == [("BD1 3EZ", "a postcode", True)]
    assert _told(text, kept=["mr ahmed", "bd1 3ez"]) == []


def test_whatever_stops_is_worth_a_closer_look():
    for each in texts():
        if any(hard for _start, _end, hard in each.wanted):
            assert could_stop(each.text)
    assert not could_stop("How long does family reunion take?")


def test_nothing_is_found_in_nothing():
    assert identifiers("", Known()) == ()
    assert identifiers("\u200b\u200d", Known()) == ()
