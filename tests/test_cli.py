"""The command line: what it does, what it says, and what it ends with."""

import csv
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from copdesk import cli
from copdesk.cli import DONE, FAULT, USAGE, WRONG, main
from copdesk.db.store import Store
from copdesk.imports.targets import Subject
from copdesk.reports.catalogue import REPORTS
from copdesk.services.invitations import file_id
from tests.conftest import SAMPLE_DAY

DAY = SAMPLE_DAY.isoformat()


def listing(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_help_names_every_command_with_an_example(capsys):
    assert main(["--help"]) == DONE
    told = capsys.readouterr().out
    for words in (
        "sample out",
        "import people",
        "log question.eml",
        "report meeting-pack",
        "backup",
        "check",
    ):
        assert f"copdesk {words}" in told


@pytest.mark.parametrize(
    "command", ["sample", "import", "log", "report", "export", "backup", "check"]
)
def test_every_command_has_its_own_help(capsys, command):
    assert main([command, "--help"]) == DONE
    assert capsys.readouterr().out.startswith(f"usage: copdesk {command}")


def test_the_words_of_the_command_line_are_those_of_the_floors_below():
    assert set(cli.REPORTS) == set(REPORTS)
    assert set(cli.SUBJECTS) == {each.value for each in Subject}


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["smaple"],
        ["report", "poem", "--from", "a", "-o", "b"],
        ["report", "training"],
        ["sample", "out", "--as-at", "yesterday"],
        ["import", "people", "a.csv"],
    ],
)
def test_words_not_understood_are_usage(capsys, words):
    assert main(words) == USAGE
    assert "usage: copdesk" in capsys.readouterr().err


def test_the_version_is_told(capsys):
    assert main(["--version"]) == DONE
    assert capsys.readouterr().out.startswith("copdesk 0.")


def test_the_sample_comes_with_a_pack_and_three_workbooks(tmp_path, capsys):
    out = tmp_path / "a folder" / "Probe"
    assert main(["sample", str(out), "--as-at", DAY]) == DONE
    assert capsys.readouterr().out.count("Made ") == 5
    names = {"sample.copdesk", "pack.pdf", "participants.xlsx", "enquiries.xlsx", "training.xlsx"}
    assert listing(out) >= names
    assert (out / "pack.pdf").read_bytes().startswith(b"%PDF-")
    assert (out / "training.xlsx").read_bytes().startswith(b"PK")


def test_the_sample_is_never_made_over_another(sample_file, capsys):
    before = sample_file.read_bytes()
    assert main(["sample", str(sample_file.parent)]) == WRONG
    assert capsys.readouterr().err == (
        "sample.copdesk exists already. Open it, or choose another name.\n"
    )
    assert sample_file.read_bytes() == before


@pytest.mark.parametrize("report", cli.REPORTS)
def test_every_report_is_made_of_a_file_that_is_open_elsewhere(sample_file, tmp_path, report):
    with Store.open(sample_file):
        for suffix in REPORTS[report].suffixes:
            out = tmp_path / f"out{suffix}"
            words = ["report", report, "--from", str(sample_file), "--as-at", DAY, "-o", str(out)]
            needed = REPORTS[report].needs
            words += ["--organisation", "Larkfield Law Centre"] if needed else []
            assert main(words) == DONE
            assert out.stat().st_size > 5_000


def test_training_is_told_as_it_was_known_on_a_day(sample_file, tmp_path):
    out = tmp_path / "board.pdf"
    words = ["report", "training-board", "--from", str(sample_file), "--as-at", DAY, "-o", str(out)]
    assert main([*words, "--known-on", "2026-03-01"]) == DONE
    text = pypdfium2.PdfDocument(out)[0].get_textpage().get_text_range()
    assert "Sun 22 Nov 2026, as known on Sun 1 Mar 2026" in text


def test_a_pack_without_a_meeting_is_one_sentence(empty_file, tmp_path, capsys):
    out = tmp_path / "pack.pdf"
    assert main(["report", "meeting-pack", "--from", str(empty_file), "-o", str(out)]) == WRONG
    assert capsys.readouterr().err.startswith("No meeting is planned.")
    assert not out.exists()


@pytest.mark.parametrize("name", ["pack.docx", "pack", "pack.xlsx"])
def test_a_report_is_not_written_under_an_ending_it_does_not_have(
    sample_file, tmp_path, capsys, name
):
    out = tmp_path / name
    assert main(["report", "meeting-pack", "--from", str(sample_file), "-o", str(out)]) == WRONG
    assert ".pdf" in capsys.readouterr().err
    assert not out.exists()


def test_a_list_is_brought_in_and_the_second_time_changes_nothing(tmp_path, capsys):
    source, desk = tmp_path / "people.csv", tmp_path / "desk.copdesk"
    source.write_text(
        "Name,E-mail\nAmina Yusuf,amina@example.org\n王小明,ming@example.org\n", "utf-8"
    )
    words = ["import", "people", str(source), "--into", str(desk)]
    assert main(words) == DONE
    assert "Added 2" in capsys.readouterr().out
    assert main(words) == DONE
    assert "Added 0, changed 0" in capsys.readouterr().out
    with Store.open(desk) as store:
        assert store.undo_label() is not None


def test_a_dry_run_makes_no_file(tmp_path, capsys):
    source, desk = tmp_path / "people.csv", tmp_path / "desk.copdesk"
    source.write_text("Name\nAmina Yusuf\n", "utf-8")
    assert main(["import", "people", str(source), "--into", str(desk), "--dry-run"]) == DONE
    assert "Would add 1" in capsys.readouterr().out
    assert listing(tmp_path) == {"people.csv"}


def test_rows_left_out_are_written_with_the_reason_and_end_with_one(tmp_path):
    source, bad = tmp_path / "people.csv", tmp_path / "bad.csv"
    source.write_text("Name,E-mail\nAmina Yusuf,amina@example.org\nOlena,not an address\n", "utf-8")
    words = ["import", "people", str(source), "--into", str(tmp_path / "desk.copdesk")]
    assert main([*words, "--bad-rows", str(bad)]) == WRONG
    rows = list(csv.reader(bad.read_text("utf-8-sig").splitlines()))
    assert len(rows) == 2
    assert any("e-mail" in cell.lower() for cell in rows[1])


def test_a_source_that_is_not_there_is_one_sentence(tmp_path, capsys):
    words = ["import", "people", str(tmp_path / "none.csv"), "--into", str(tmp_path / "d.copdesk")]
    assert main(words) == WRONG
    assert "none.csv" in capsys.readouterr().err


def mail(folder: Path, body: str = "May it be renewed?") -> str:
    path = folder / "question.eml"
    path.write_text(
        "From: Fatima Khan <fatima@harbour.example>\r\nSubject: Fee waiver\r\n"
        "Date: Thu, 2 Apr 2026 23:59:00 +0000\r\nMessage-ID: <a1@x>\r\n"
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n"
        f"{body}\r\n\r\nThanks,\r\n0113 496 0123\r\n--b\r\n"
        "Content-Type: application/pdf; name=one.pdf\r\n\r\n%PDF\r\n--b--\r\n",
        "utf-8",
    )
    return str(path)


def test_a_mail_is_logged_once_with_its_reference_and_its_promise(empty_file, tmp_path, capsys):
    words = ["log", mail(tmp_path), "--into", str(empty_file)]
    assert main(words) == DONE
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "Logged E-2026-001: Fee waiver"
    assert told[1].startswith("Received Fri 3 Apr 2026; promised by Fri 10 Apr")
    assert told[2] == "Came with it, and not kept: one.pdf."
    assert main(words) == WRONG
    assert capsys.readouterr().err == "This mail was logged already, as E-2026-001.\n"
    with Store.open(empty_file) as store:
        assert store.undo() == "Log enquiry E-2026-001"
        assert store.undo_label() is None


def test_a_mail_that_may_tell_who_a_client_is_is_not_logged(empty_file, tmp_path, capsys):
    before = empty_file.read_bytes()
    told = mail(tmp_path, "Mr Ahmed, 07700 900123, asks.")
    assert main(["log", told, "--into", str(empty_file)]) == WRONG
    said = capsys.readouterr().err
    assert "“Mr Ahmed”, “07700 900123”" in said
    assert "0113" not in said
    assert empty_file.read_bytes() == before


def test_a_mail_that_is_not_there_is_one_sentence(empty_file, tmp_path, capsys):
    assert main(["log", str(tmp_path / "none.eml"), "--into", str(empty_file)]) == WRONG
    assert capsys.readouterr().err == "none.eml can't be read. Name another file.\n"


def test_a_backup_is_made_beside_the_file_or_where_one_says(sample_file, tmp_path, capsys):
    assert main(["backup", str(sample_file)]) == DONE
    (made,) = (tmp_path / "sample backups").iterdir()
    assert made.name.endswith("made by hand.copdesk")
    copy = tmp_path / "elsewhere" / "copy.copdesk"
    assert main(["backup", str(sample_file), "-o", str(copy)]) == DONE
    assert main(["check", str(copy)]) == DONE


def test_check_counts_what_a_file_holds(sample_file, capsys):
    assert main(["check", str(sample_file)]) == DONE
    told = capsys.readouterr().out
    for line in ("      140  participants", "        3  training policies", "No faults found."):
        assert line in told


def _foreign(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE t (x)")
    other.close()


@pytest.mark.parametrize("command", ["check", "backup"])
@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda _path: None, "There is no file desk.copdesk"),
        (lambda path: path.touch(), "desk.copdesk is empty"),
        (lambda path: path.write_text("not a file of ours" * 100), "is not a copdesk file"),
        (_foreign, "is not a copdesk file"),
    ],
)
def test_what_is_no_file_of_ours_is_refused_in_words(tmp_path, capsys, command, make, sentence):
    path = tmp_path / "desk.copdesk"
    make(path)
    before = listing(tmp_path)
    assert main([command, str(path)]) == WRONG
    told = capsys.readouterr().err
    assert sentence in told
    assert "Traceback" not in told
    assert listing(tmp_path) == before


def test_a_damaged_file_fails_its_check(sample_file, capsys):
    with sample_file.open("r+b") as file:
        for page in range(40, 200):
            file.seek(page * 4096 + 512)
            file.write(b"\xff" * 64)
    assert main(["check", str(sample_file)]) == WRONG
    assert capsys.readouterr().err


def test_a_fault_of_ours_is_one_calm_sentence_and_the_log_names_nobody(
    tmp_path, capsys, monkeypatch
):
    def broken(*_words):
        raise ZeroDivisionError("Amina Yusuf")

    monkeypatch.setattr(cli.paths, "logs", lambda: tmp_path)
    monkeypatch.setattr("copdesk.sample.make", broken)
    assert main(["sample", str(tmp_path / "out")]) == FAULT
    told = capsys.readouterr()
    assert told.err.startswith("Something went wrong that is our fault")
    assert told.err.count("\n") == 1
    log = (tmp_path / "copdesk.log").read_text("utf-8")
    assert "ZeroDivisionError" in log
    assert "Amina" not in log + told.err


def test_the_self_test_passes_and_leaves_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert main(["--self-test"]) == DONE
    assert listing(tmp_path) == set()


def test_the_command_line_works_on_a_terminal_that_knows_no_foreign_letters(tmp_path):
    source = tmp_path / "people.csv"
    source.write_text("Name\n王小明 and Đặng\n", "utf-8")
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "copdesk", "import", "people", source),
            *("--into", tmp_path / "王.copdesk"),
        ],
        cwd=Path(cli.__file__).parent.parent,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"},
        capture_output=True,
        check=False,
    )
    assert ran.returncode in {DONE, WRONG}
    assert b"Traceback" not in ran.stderr


def test_a_statement_is_made_for_one_person_by_name(sample_file, tmp_path, capsys):
    out = tmp_path / "statement.pdf"
    words = ["report", "attendance-statement", "--from", str(sample_file), "--as-at", DAY]
    assert main([*words, "--person", "Zebedee Nobody", "-o", str(out)]) == WRONG
    assert "Zebedee Nobody" in capsys.readouterr().err
    assert not out.exists()


def test_the_next_meeting_is_written_as_a_calendar_file_with_one_id_for_ever(sample_file, tmp_path):
    seen = set()
    for name in ("one.ics", "two.ics"):
        out = tmp_path / name
        words = ["export", "calendar", "--from", str(sample_file), "--as-at", DAY, "-o", str(out)]
        assert main(words) == DONE
        seen |= {line for line in out.read_text().splitlines() if line.startswith("UID:")}
    assert len(seen) == 1


def test_a_calendar_file_is_made_of_a_file_that_is_open_elsewhere(sample_file, tmp_path):
    out = tmp_path / "meeting.ics"
    with Store.open(sample_file) as store:
        file_id(store)
        words = ["export", "calendar", "--from", str(sample_file), "--as-at", DAY, "-o", str(out)]
        assert main(words) == DONE
    assert "BEGIN:VEVENT" in out.read_text()


def test_a_calendar_without_a_meeting_is_refused_in_words(sample_file, tmp_path, capsys):
    out = tmp_path / "meeting.ics"
    words = ["export", "calendar", "--from", str(sample_file), "--as-at", "2040-01-01"]
    assert main([*words, "-o", str(out)]) == WRONG
    assert "No meeting is planned." in capsys.readouterr().err


def report_of_enquiries(file, out, *words):
    return main(
        ["report", "enquiry-figures", "--from", str(file), "--as-at", DAY, "-o", str(out), *words]
    )


def test_who_is_named_is_told_before_a_report_is_written(sample_file, tmp_path, capsys):
    assert report_of_enquiries(sample_file, tmp_path / "out.xlsx", "--audience", "members") == DONE
    told = capsys.readouterr().out.splitlines()
    assert told[0].endswith("are named.")
    assert told[0].split(" people")[0].isdigit()
    assert told[-2].startswith("For readers who may not know them: --audience funder")
    assert told[-1].startswith("Made ")


@pytest.mark.parametrize(("words", "said"), [((), 1), (("--audience", "funder"), 2)])
def test_to_whom_nobody_is_named_no_name_is_told(sample_file, tmp_path, capsys, words, said):
    out = tmp_path / "out.xlsx"
    assert report_of_enquiries(sample_file, out, "--since", "2026-01-01", *words) == DONE
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == said
    assert lines[0] in {"Nobody is named.", f"Made {out}"}


def test_an_audience_that_a_report_is_not_made_for_is_one_sentence(sample_file, tmp_path, capsys):
    out = tmp_path / "out.xlsx"
    assert report_of_enquiries(sample_file, out, "--audience", "chair") == WRONG
    assert capsys.readouterr().err == (
        "Enquiry figures is not made for chair."
        " Choose one of: coordinator, members, funder, public.\n"
    )
    assert not out.exists()
