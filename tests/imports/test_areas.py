import pytest

from copdesk.imports.areas import Places
from copdesk.imports.targets import Subject


@pytest.fixture
def named(office):
    places = Places(office.known(Subject.ORGANISATIONS).authorities)

    def find(text):
        found, unknown = places.find(text)
        return [places.names[id_] for id_ in found], list(unknown)

    return find


@pytest.mark.parametrize(
    ("text", "names", "unknown"),
    [
        ("Bradford", ["Bradford"], []),
        ("Halifax, Calderdale", ["Calderdale"], ["Halifax"]),
        ("leeds; Hull / City of York", ["Leeds", "Kingston upon Hull", "York"], []),
        ("Basingstoke and Deane", ["Basingstoke and Deane"], []),
        ("Leeds and Bradford", ["Leeds", "Bradford"], []),
        ("Hull City Council", ["Kingston upon Hull"], []),
        ("E08000016", ["Barnsley"], []),
        ("Harrogate", ["Harrogate"], []),
        ("West Yorkshire", ["Bradford", "Calderdale", "Kirklees", "Leeds", "Wakefield"], []),
        ("London", [], ["London"]),
        ("", [], []),
    ],
)
def test_places_are_found_as_people_write_them(named, text, names, unknown):
    assert named(text) == (names, unknown)


def test_place_name_prefers_the_authority_that_stands_today(office):
    known = office.known(Subject.ORGANISATIONS)
    (id_,), _unknown = Places(known.authorities).find("North Yorkshire")
    found = next(row for row in known.authorities if row["id"] == id_)
    assert (found["code"], found["current"]) == ("E06000065", True)
