"""The same week without a screen: every command as its own process, with nothing to draw on."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from tests.stories.people import ROWS, workbook

ROOT = Path(__file__).parents[2]
DONE, WRONG, USAGE = 0, 1, 2
BAD = ("Cy Dee", "", "nowhere", "Nobody knows", "Adviser")


class CommandLine:
    """Runs copdesk as a terminal would, in a home and a folder of its own."""

    def __init__(self, folder: Path):
        self.folder = folder
        kept = {"PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG"}
        self._environment = {name: os.environ[name] for name in kept & os.environ.keys()}
        self._environment |= {
            "PYTHONPATH": str(ROOT),
            "PYTHONIOENCODING": "utf-8",
            "PYTHONWARNINGS": "error",
            "HOME": str(folder),
            "USERPROFILE": str(folder),
            "APPDATA": str(folder),
            "LOCALAPPDATA": str(folder),
        }

    def __call__(self, *words: object) -> tuple[int, str, str]:
        ran = subprocess.run(
            [sys.executable, "-m", "copdesk", *map(str, words)],
            cwd=self.folder,
            env=self._environment,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert "Traceback" not in ran.stderr, ran.stderr
        return ran.returncode, ran.stdout, ran.stderr


@pytest.fixture
def copdesk(tmp_path):
    return CommandLine(tmp_path)


@pytest.fixture
def sample(copdesk, sample_file):
    return sample_file


def words_of(pdf: Path) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    words = "\n".join(page.get_textpage().get_text_bounded() for page in pages)
    pages.close()
    return words


def cells_of(book: Path) -> set:
    sheet = CalamineWorkbook.from_path(book).get_sheet_by_index(0)
    return {cell for row in sheet.to_python() for cell in row}


def test_two_spreadsheets_make_a_file_that_holds_a_week(copdesk, organisations, tmp_path):
    people = workbook(tmp_path / "people.xlsx", BAD)
    into = ("--into", "desk.copdesk")
    code, told, _ = copdesk("import", "organisations", organisations, *into, "--dry-run")
    assert code == DONE, told
    assert not (tmp_path / "desk.copdesk").exists()
    assert copdesk("import", "organisations", organisations, *into)[0] == DONE
    code, told, complaint = copdesk("import", "people", people, *into, "--bad-rows", "bad.csv")
    assert (code, "bad.csv" in told + complaint) == (WRONG, True)
    bad = (tmp_path / "bad.csv").read_text("utf-8-sig").splitlines()
    assert len(bad) == 2
    assert "nowhere" in bad[1]
    code, told, _ = copdesk("check", "desk.copdesk")
    assert (code, told.splitlines()[-1]) == (DONE, "No faults found.")
    for line in ("       14  organisations", f"{len(ROWS):>9}  participants"):
        assert line in told


def test_a_file_that_was_brought_in_before_changes_nothing(copdesk, organisations, tmp_path):
    people = workbook(tmp_path / "people.xlsx")
    for subject, source in (("organisations", organisations), ("people", people)):
        copdesk("import", subject, source, "--into", "desk.copdesk")
    before = copdesk("check", "desk.copdesk")
    for subject, source in (("organisations", organisations), ("people", people)):
        assert copdesk("import", subject, source, "--into", "desk.copdesk")[0] == DONE
    assert copdesk("check", "desk.copdesk") == before


def test_names_in_every_script_stand_on_paper_and_in_excel(copdesk, organisations, tmp_path):
    people = workbook(tmp_path / "people.xlsx")
    copdesk("import", "organisations", organisations, "--into", "desk.copdesk")
    copdesk("import", "people", people, "--into", "desk.copdesk")
    for out in ("members.pdf", "members.xlsx"):
        assert copdesk("report", "participants", "--from", "desk.copdesk", "-o", out)[0] == DONE
    words = words_of(tmp_path / "members.pdf")
    assert all(row[0] in words for row in ROWS)
    names = {name for row in ROWS for name in row[:2] if name}
    assert names <= cells_of(tmp_path / "members.xlsx")


@pytest.mark.parametrize(
    ("report", "forms"),
    [
        ("meeting-pack", ("pdf",)),
        ("participants", ("pdf", "xlsx")),
        ("enquiries", ("pdf", "xlsx")),
        ("training", ("pdf", "xlsx")),
    ],
)
def test_every_report_in_every_form_as_at_a_day(copdesk, sample, tmp_path, report, forms):
    for form in forms:
        out = tmp_path / f"{report}.{form}"
        code, told, complaint = copdesk(
            "report", report, "--from", sample, "--as-at", "2026-11-22", "-o", out
        )
        assert (code, complaint) == (DONE, ""), complaint
        assert str(out) in told
        assert out.read_bytes()[:4] == (b"%PDF" if form == "pdf" else b"PK\x03\x04")


def test_the_pack_of_the_last_meeting_is_another_than_that_of_the_next(copdesk, sample, tmp_path):
    for meeting in ("next", "last"):
        out = f"{meeting}.pdf"
        asked = ("--meeting", meeting, "--as-at", "2026-11-22", "-o", out)
        assert copdesk("report", "meeting-pack", "--from", sample, *asked)[0] == DONE
    coming, past = words_of(tmp_path / "next.pdf"), words_of(tmp_path / "last.pdf")
    assert "9 Dec 2026" in coming
    assert coming != past


def test_a_sample_office_as_at_a_day_is_dated_by_it(copdesk, tmp_path):
    assert copdesk("sample", "out", "--as-at", "2025-05-30")[0] == DONE
    made = {one.name for one in (tmp_path / "out").iterdir()}
    assert {"sample.copdesk", "pack.pdf", "participants.xlsx", "enquiries.xlsx"} <= made
    dates = [one for one in cells_of(tmp_path / "out" / "enquiries.xlsx") if isinstance(one, date)]
    assert date(2025, 3, 1) < max(dates) < date(2025, 7, 1)
    assert copdesk("sample", "out", "--as-at", "2025-05-30")[0] == WRONG


def test_a_backup_is_a_whole_file_that_passes_its_check(copdesk, sample, tmp_path):
    assert copdesk("backup", sample, "-o", "stick/copy.copdesk")[0] == DONE
    assert copdesk("check", "stick/copy.copdesk") == copdesk("check", sample)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--version",), DONE),
        (("--help",), DONE),
        (("report", "meeting-pack", "--help"), DONE),
        (("check", "nothing.copdesk"), WRONG),
        (("import", "people", "nothing.xlsx", "--into", "desk.copdesk"), WRONG),
        (("report", "participants", "--from", "nothing.copdesk", "-o", "out.pdf"), WRONG),
        (("remember",), USAGE),
        (("report", "gossip", "--from", "a.copdesk", "-o", "a.pdf"), USAGE),
        (("sample", "out", "--as-at", "yesterday"), USAGE),
        (("import", "people"), USAGE),
    ],
)
def test_what_it_ends_with_says_how_it_went(copdesk, words, code):
    ended, told, complaint = copdesk(*words)
    assert ended == code
    assert (told if code == DONE else complaint).strip()
    assert complaint.count("\n") == 1 or code != WRONG
