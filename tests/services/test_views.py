import pytest

from copdesk.db.conditions import Filter, Op
from copdesk.db.kept_filters import to_text
from copdesk.db.models import SavedView
from copdesk.db.queries.listings import LISTINGS
from copdesk.db.queries.views import views_of
from copdesk.domain.enquiries import EnquiryState
from copdesk.errors import Invalid, UserError
from copdesk.services.views import delete_view, keep_view, move_view, rename_view

KINDS = {key: column.kind for key, column in LISTINGS["enquiry"].columns.items()}
WAITING = (Filter("state", Op.IS, EnquiryState.WAITING), Filter("owner", Op.CONTAINS, "Ada"))


def kept(store):
    with store.read() as reader:
        return views_of(reader, "enquiry", KINDS)


def keep(store, name, **more):
    return keep_view(store, "enquiry", name, filters=to_text(WAITING, KINDS), **more)


def names(store):
    return [view.name for view in kept(store)]


def test_a_view_is_kept_with_its_filters_words_and_order(store):
    id_ = keep(store, " Ada waits ", words="visa", sort="received_on", descending=True)
    (view,) = kept(store)
    assert (view.id, view.name, view.filters) == (id_, "Ada waits", WAITING)
    assert (view.words, view.sort, view.descending, view.fault) == ("visa", "received_on", True, "")
    assert store.undo_label() == "Keep view “Ada waits”"


def test_views_belong_to_their_list(store):
    keep(store, "Mine")
    with store.read() as reader:
        assert views_of(reader, "organisation", {}) == []


def test_keeping_under_a_name_that_is_there_keeps_that_view_anew(store):
    first = keep(store, "Mine", words="visa")
    assert keep(store, "MINE", words="fees") == first
    (view,) = kept(store)
    assert (view.name, view.words) == ("Mine", "fees")


def test_a_view_needs_a_name_of_some_letters(store):
    for name in ("", "   ", "x" * 61):
        with pytest.raises(Invalid):
            keep(store, name)
    assert kept(store) == []


def test_a_view_is_renamed_but_never_to_the_name_of_another(store):
    mine, late = keep(store, "Mine"), keep(store, "Late in Leeds")
    rename_view(store, mine, "mine")
    rename_view(store, mine, "Ada's")
    assert store.undo_label() == "Rename view “mine” to “Ada's”"
    with pytest.raises(UserError, match="There is a view “Ada's” already"):
        rename_view(store, late, "ada's")
    with pytest.raises(Invalid):
        rename_view(store, late, " ")
    assert names(store) == ["Ada's", "Late in Leeds"]


def test_views_are_put_in_another_order(store):
    a, b, c = (keep(store, name) for name in "abc")
    move_view(store, c, 0)
    assert names(store) == ["c", "a", "b"]
    move_view(store, c, 1)
    assert names(store) == ["a", "c", "b"]
    move_view(store, a, 9)
    assert names(store) == ["c", "b", "a"]
    move_view(store, b, -3)
    assert names(store) == ["b", "c", "a"]
    assert store.undo_label() == "Move view “b”"


def test_a_view_is_deleted_and_only_once(store):
    mine = keep(store, "Mine")
    delete_view(store, mine)
    assert kept(store) == []
    assert store.undo_label() == "Delete view “Mine”"
    with pytest.raises(UserError, match="was deleted"):
        delete_view(store, mine)


def test_a_view_whose_column_is_gone_says_so_and_the_others_are_there(store):
    keep(store, "Mine")
    with store.change("Older") as unit:
        text = '[{"key": "ward", "op": "is blank", "value": null}]'
        unit.add(SavedView, kind="enquiry", name="By ward", filters=text, sort="ward", position=1)
    mine, gone = kept(store)
    assert mine.fault == ""
    assert gone.filters == ()
    assert gone.sort == ""
    assert gone.fault == "It asks for “ward”, which this list does not have."
