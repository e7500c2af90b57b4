"""Settings and drafts: kept in the file, in no list, no search and no history."""

from datetime import date
from decimal import Decimal

import pytest

from copdesk.db.models import Course, Meeting, Participant
from copdesk.db.search import find
from copdesk.errors import Invalid
from copdesk.services.drafts import drafts, drop_draft, held, hold, keep_draft
from copdesk.services.settings import keep_settings, settings


def test_a_file_has_the_usual_settings_until_they_are_set(store, labels):
    with store.read() as reader:
        assert settings(reader).bin_days == 30
    keep_settings(store, network=" Yorkshire ", bin_days="14")
    keep_settings(store, coordinator="Amina Yusuf")
    with store.read() as reader:
        kept = settings(reader)
    assert (kept.network, kept.coordinator, kept.bin_days) == ("Yorkshire", "Amina Yusuf", 14)
    assert labels() == []


@pytest.mark.parametrize("days", [0, 3651, "soon", ""])
def test_days_in_the_bin_must_make_sense(store, days):
    with pytest.raises(Invalid) as refused:
        keep_settings(store, network="Other", bin_days=days)
    assert list(refused.value.problems) == ["bin_days"]
    with store.read() as reader:
        assert settings(reader).network == ""


def test_an_unknown_setting_is_our_fault(store):
    with pytest.raises(TypeError):
        keep_settings(store, colour="red")


def test_a_draft_keeps_what_is_given_of_every_kind(store, labels):
    values = {"title": "Part one", "hours": Decimal("1.50")}
    keep_draft(store, Course, values)
    later = {"title": "", "held_on": date(2026, 12, 9)}
    keep_draft(store, Meeting, later)
    assert [(each.kind, each.values) for each in drafts(store)] == [
        ("meeting", later),
        ("course", values),
    ]
    assert labels() == []


def test_a_draft_is_kept_again_in_its_place_and_given_up(store):
    id_ = keep_draft(store, Participant, {"name": "A"})
    assert keep_draft(store, Participant, {"name": "Amina"}, id_) == id_
    (only,) = drafts(store, Participant)
    assert only.values == {"name": "Amina"}
    assert drafts(store, Meeting) == []
    drop_draft(store, id_)
    assert drafts(store) == []


def test_what_waits_for_a_record_is_no_draft_of_a_new_one(store, labels):
    hold(store, Meeting, 7, {"title": "Part one", "held_on": date(2026, 12, 9)})
    hold(store, Meeting, 7, {"title": "Part two"})
    assert held(store, Meeting, 7) == {"title": "Part two"}
    assert held(store, Meeting, 8) == held(store, Course, 7) == {}
    assert drafts(store) == []
    assert keep_draft(store, Meeting, {"title": "New"}) > 0
    hold(store, Meeting, 7, {})
    assert held(store, Meeting, 7) == {}
    assert labels() == []


def test_a_draft_is_not_found_by_search(store):
    keep_draft(store, Participant, {"name": "Zebedee"})
    with store.read() as reader:
        assert find(reader, "zebedee") == []
