import json

import pytest

from copdesk.db.models import Document, PackIssue
from copdesk.db.queries import packs
from copdesk.errors import UserError
from copdesk.services import documents
from copdesk.services import packs as service


def test_an_issued_pack_is_kept_as_it_was_sent_and_numbered(store, office, labels):
    held = json.dumps({"Agenda": {"Fees": "10 min"}})
    assert service.issue_pack(store, office.meeting, b"%PDF first", held) == 1
    assert service.issue_pack(store, office.meeting, b"%PDF second", held) == 2
    with store.read() as reader:
        second, first = packs.issues(reader, office.meeting)
        assert (second.number, first.number) == (2, 1)
        kept = reader.get(Document, first.document_id)
        assert kept["record_id"] == office.meeting
        assert json.loads(first.held)["Agenda"] == {"Fees": "10 min"}
        assert first.issued_at == store.clock()
    assert labels()[0] == "Issue pack 1 of Quarterly meeting"


def test_a_pack_that_was_sent_is_no_paper_of_the_next_one(store, office):
    documents.attach_bytes(store, office.meeting, "Fees.pdf", b"%PDF")
    service.issue_pack(store, office.meeting, b"%PDF pack", "{}")
    with store.read() as reader:
        assert [each.document.name for each in packs.papers(reader, office.meeting)] == ["Fees.pdf"]


def test_a_pack_too_large_or_of_a_meeting_that_is_gone_is_refused(store, office, monkeypatch):
    with pytest.raises(UserError, match="deleted"):
        service.issue_pack(store, 999_999, b"%PDF", "{}")
    monkeypatch.setattr(service, "LARGEST", 3)
    with pytest.raises(UserError, match="without papers"):
        service.issue_pack(store, office.meeting, b"%PDF", "{}")
    with store.read() as reader:
        assert reader.find(PackIssue) == []
