import pytest

from copdesk.db import parts
from copdesk.db.models import Document, Meeting
from copdesk.db.queries.documents import bytes_of, documents
from copdesk.errors import Cancelled, UserError
from copdesk.progress import Progress
from copdesk.services import documents as papers
from copdesk.services import records

MEGABYTE = 1_048_576


def stored(store):
    with store.read() as reader:
        asked = "SELECT count(DISTINCT sha256) FROM document_part"
        return reader.connection.exec_driver_sql(asked).scalar_one()


def test_a_file_is_copied_in_and_comes_back_byte_for_byte(store, office, tmp_path, labels):
    data = bytes(range(256)) * 4096 * 2 + b"and a rest"
    source = tmp_path / "Einführung.pdf"
    source.write_bytes(data)
    id_ = papers.attach(store, office.meeting, source, note="For item 3")
    source.unlink()
    with store.read() as reader:
        (line,) = documents(reader, office.meeting)
        assert bytes_of(reader, id_) == data
        assert parts.count_of(reader.connection, line.sha256) == 3
    assert (line.name, line.media_type, line.size) == (
        "Einführung.pdf",
        "application/pdf",
        len(data),
    )
    assert labels() == ["Attach Einführung.pdf to Quarterly meeting"]


def test_an_empty_file_is_kept_too(store, office):
    id_ = papers.attach_bytes(store, office.meeting, "empty.txt", b"")
    with store.read() as reader:
        assert bytes_of(reader, id_) == b""


def test_equal_bytes_are_stored_once(store, office):
    first = papers.attach_bytes(store, office.meeting, "a.txt", b"the same")
    papers.attach_bytes(store, office.amina, "b.txt", b"the same")
    assert stored(store) == 1
    papers.delete_documents(store, [first])
    with store.read() as reader:
        (line,) = documents(reader, office.amina)
        assert bytes_of(reader, line.id) == b"the same"


def test_a_document_is_written_out_under_any_name(store, office, tmp_path):
    id_ = papers.attach_bytes(store, office.meeting, "a.txt", b"words")
    papers.save_as(store, id_, tmp_path / "out.txt")
    assert (tmp_path / "out.txt").read_bytes() == b"words"
    with pytest.raises(UserError, match="Choose another folder"):
        papers.save_as(store, id_, tmp_path / "nowhere" / "out.txt")


def test_too_large_a_file_is_refused_before_it_is_read(store, office, tmp_path, labels):
    large = tmp_path / "film.mp4"
    with large.open("wb") as file:
        file.truncate(26 * MEGABYTE)
    with pytest.raises(UserError, match=r"film\.mp4 has 26 MB; a document may have 25 MB"):
        papers.attach(store, office.meeting, large)
    assert labels() == []


def test_a_missing_file_is_refused_in_words(store, office, tmp_path):
    with pytest.raises(UserError, match="can't be read"):
        papers.attach(store, office.meeting, tmp_path / "gone.pdf")


def test_attaching_that_is_cancelled_leaves_nothing(store, office, labels):
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        papers.attach_bytes(store, office.meeting, "a.bin", b"x", progress=progress)
    assert labels() == []
    assert stored(store) == 0


def test_nothing_is_attached_to_a_deleted_record(store, office):
    records.delete(store, Meeting, [office.meeting])
    with pytest.raises(UserError, match="deleted"):
        papers.attach_bytes(store, office.meeting, "a.txt", b"x")


def test_deleting_a_record_takes_its_papers_along_and_undo_brings_them_back(store, office):
    id_ = papers.attach_bytes(store, office.meeting, "a.txt", b"words")
    records.delete(store, Meeting, [office.meeting])
    with store.read() as reader:
        assert reader.get(Document, id_) is None
    store.undo()
    with store.read() as reader:
        assert bytes_of(reader, id_) == b"words"
