"""The command line: the same work as in the window, without a screen, for scripts and checks."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from io import TextIOWrapper
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias
from zoneinfo import ZoneInfo

from copdesk import __version__, paths
from copdesk.errors import Cancelled, UserError, fault_words

if TYPE_CHECKING:
    from copdesk.domain.options import Option
    from copdesk.reports.catalogue import Report
    from copdesk.reports.names import Named

DONE, WRONG, USAGE, FAULT = range(4)
"""What the program ends with."""

REPORTS = (
    "meeting-pack",
    "agenda",
    "running-sheet",
    "sign-in",
    "badges",
    "small-badges",
    "minutes",
    "decisions",
    "attendance-statement",
    "participants",
    "enquiries",
    "enquiry-figures",
    "answers",
    "training",
    "training-report",
    "training-board",
    "training-certificate",
    "training-certificate-advanced",
    "training-extract",
    "training-sign-in",
)
NARROWED = {
    "person": "of statements and certificates: whose, by name",
    "organisation": "of training: only its people",
    "policy": "of training: only this policy",
    "session": "of its sign-in sheet: which (the next)",
}
"""What a report can be narrowed to, by the name or number of a record."""
PERIOD = {"since": "received from this day on", "until": "received until this day"}
"""The period of a report of enquiries; until the day it speaks of, where nothing is said."""
AUDIENCES = ("members", "chair", "public", "coordinator", "funder")
SUBJECTS = ("people", "organisations")

_DESCRIPTION = """\
copdesk keeps the desk of a coordinator of Communities of Practice: organisations,
people, meetings, enquiries and training, in one file on this computer.

  copdesk [FILE]     opens the window, on FILE if it is named"""

_EPILOG = """\
examples:
  copdesk sample out
  copdesk import people contacts.csv --into desk.copdesk --dry-run
  copdesk import people contacts.csv --into desk.copdesk --bad-rows left-out.csv
  copdesk report meeting-pack --from desk.copdesk --meeting next -o pack.pdf
  copdesk report training --from desk.copdesk --as-at 2026-03-31 -o training.xlsx
  copdesk log question.eml --into desk.copdesk
  copdesk export calendar --from desk.copdesk --meeting next -o meeting.ics
  copdesk backup desk.copdesk
  copdesk check desk.copdesk

A file may be open in the window while reports, backups and checks are made of it.
It ends with 0: done; 1: the data or the request was wrong, one sentence says how;
2: a word was not understood; 3: our fault, written to the log."""


def main(words: Sequence[str] | None = None) -> int:
    """Do what these words ask; by default those after the program's name.

    Returns:
        0 done, 1 the data or the request was wrong, 2 usage, 3 our fault.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        asked = _parser().parse_args(words)
        act: Callable[[argparse.Namespace], int] = asked.act
        return act(asked)
    except SystemExit as end:
        return int(end.code or DONE)
    except UserError as error:
        print(error, file=sys.stderr)
        return WRONG
    except (Cancelled, KeyboardInterrupt):
        print("Stopped; nothing more was written.", file=sys.stderr)
        return WRONG
    except Exception as error:  # noqa: BLE001  (the last resort: a calm sentence, and the log)
        print(_calm_words(error), file=sys.stderr)
        return FAULT


# What can be asked ------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="copdesk",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"copdesk {__version__}")
    parser.add_argument(
        "--self-test",
        action="store_const",
        dest="act",
        const=_self_test,
        help="do every kind of work once on an invented office, and leave nothing",
    )
    parser.set_defaults(act=lambda _asked: _no_command(parser))
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_sample(commands)
    _add_import(commands)
    _add_log(commands)
    _add_report(commands)
    _add_export(commands)
    _add_file_command(commands, "backup", _back_up, "copy a file whole, and check the copy")
    _add_file_command(commands, "check", _check, "count what a file holds, and look for faults")
    return parser


_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  (its public name)


def _add_sample(commands: _Commands) -> None:
    words = "make an invented office to try everything on, with a pack and three workbooks"
    command = commands.add_parser("sample", help=words, description=_sentence(words))
    command.add_argument("folder", metavar="DIR", type=Path, help="where to put it; made if needed")
    _add_as_at(command, "the day on which its three years end (today)")
    command.set_defaults(act=_sample)


def _add_import(commands: _Commands) -> None:
    words = "bring in people or organisations from Excel or CSV"
    command = commands.add_parser("import", help=words, description=_sentence(words))
    command.add_argument("subject", choices=SUBJECTS, help="what the rows are")
    command.add_argument("source", metavar="SOURCE", type=Path, help="an .xlsx, .xls, .ods or .csv")
    command.add_argument(
        "--into", required=True, metavar="FILE", type=Path, help="the file; made if not there"
    )
    command.add_argument("--dry-run", action="store_true", help="say what would be done, only")
    command.add_argument(
        "--bad-rows", metavar="OUT.csv", type=Path, help="write the rows left out, with the reason"
    )
    command.set_defaults(act=_import)


def _add_log(commands: _Commands) -> None:
    words = "log an enquiry from a mail, and say when its answer is promised by"
    command = commands.add_parser("log", help=words, description=_sentence(words))
    command.add_argument("mail", metavar="FILE.eml", type=Path, help="the mail")
    command.add_argument("--into", required=True, metavar="FILE", type=Path, help="the file")
    command.set_defaults(act=_log)


def _add_report(commands: _Commands) -> None:
    words = "write a report as PDF or Excel, by the ending of the name"
    command = commands.add_parser("report", help=words, description=_sentence(words))
    command.add_argument("report", choices=REPORTS, help="which report")
    command.add_argument(
        "--from", required=True, dest="file", metavar="FILE", type=Path, help="the file"
    )
    command.add_argument(
        "--meeting", default="", help="next, last or its id (next; of minutes the last)"
    )
    for word, help_words in NARROWED.items():
        command.add_argument(f"--{word}", metavar="NAME", default="", help=help_words)
    command.add_argument(
        "--audience",
        choices=AUDIENCES,
        default="",
        help="for whom (members; of enquiries the coordinator)",
    )
    for word, meaning in PERIOD.items():
        command.add_argument(
            f"--{word}", metavar="YYYY-MM-DD", type=_day, help=f"of enquiries: {meaning}"
        )
    _add_as_at(command, "the day it speaks of (today)")
    command.add_argument(
        "--known-on",
        metavar="YYYY-MM-DD",
        type=_day,
        help="of training: leave out what was entered or verified after this day",
    )
    command.add_argument(
        "-o", required=True, dest="out", metavar="OUT", type=Path, help="a .pdf or an .xlsx"
    )
    command.set_defaults(act=_report)


def _add_export(commands: _Commands) -> None:
    words = "write a meeting as a calendar file, which moves it in calendars that have it"
    command = commands.add_parser("export", help=words, description=_sentence(words))
    command.add_argument("what", choices=("calendar",), help="what to write")
    command.add_argument(
        "--from", required=True, dest="file", metavar="FILE", type=Path, help="the file"
    )
    command.add_argument("--meeting", default="next", help="next, last or the id of one (next)")
    _add_as_at(command, "the day from which next and last are told (today)")
    command.add_argument(
        "-o", required=True, dest="out", metavar="OUT.ics", type=Path, help="where to"
    )
    command.set_defaults(act=_export)


def _add_file_command(
    commands: _Commands, name: str, act: Callable[[argparse.Namespace], int], words: str
) -> None:
    command = commands.add_parser(name, help=words, description=_sentence(words))
    command.add_argument("file", metavar="FILE", type=Path, help="the file")
    if act is _back_up:
        command.add_argument(
            "-o", dest="out", metavar="OUT", type=Path, help="where to (among its backups)"
        )
    command.set_defaults(act=act)


def _add_as_at(command: argparse.ArgumentParser, words: str) -> None:
    command.add_argument("--as-at", metavar="YYYY-MM-DD", type=_day, default=_today(), help=words)


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a day like 2026-03-31") from None


def _today() -> date:
    return datetime.now(ZoneInfo("Europe/London")).date()


# What is done -----------------------------------------------------------------------------------
# Each act imports what it needs, so that --help and --version answer at once.


def _no_command(parser: argparse.ArgumentParser) -> int:
    parser.print_help(sys.stderr)
    return USAGE


def _sample(asked: argparse.Namespace) -> int:
    from copdesk.sample import make  # noqa: PLC0415

    folder: Path = asked.folder
    file = make(folder / "sample.copdesk", asked.as_at)
    print(f"Made {file}")
    for name, out in (
        ("meeting-pack", "pack.pdf"),
        ("participants", "participants.xlsx"),
        ("enquiries", "enquiries.xlsx"),
        ("training", "training.xlsx"),
    ):
        _write_report(name, file, folder / out, asked.as_at)
    return DONE


def _import(asked: argparse.Namespace) -> int:
    from copdesk.imports.command import Order, run  # noqa: PLC0415
    from copdesk.imports.targets import Subject  # noqa: PLC0415

    order = Order(
        Subject(asked.subject),
        asked.source,
        asked.into,
        dry_run=asked.dry_run,
        bad_rows=asked.bad_rows,
    )
    return run(order, print, today=_today())


def _log(asked: argparse.Namespace) -> int:
    from copdesk.imports.mail_command import log  # noqa: PLC0415

    log(asked.mail, asked.into, print, today=_today())
    return DONE


def _report(asked: argparse.Namespace) -> int:
    return _write_report(asked.report, asked.file, asked.out, asked.as_at, vars(asked))


def _write_report(
    name: str,
    file: Path,
    out: Path,
    as_at: date,
    options: Mapping[str, Any] = MappingProxyType({}),
) -> int:
    from copdesk.db.store import Store  # noqa: PLC0415
    from copdesk.reports import catalogue  # noqa: PLC0415
    from copdesk.reports.asked import Asked, record_named  # noqa: PLC0415

    kinds = {"person": "participant", "policy": "training_policy", "session": "training_session"}
    named = {word: options[word] for word in NARROWED if options.get(word)}
    report = catalogue.REPORTS[name]
    which = options.get("meeting") or report.usual_meeting
    read_by = _read_by(report, options.get("audience") or "")
    with Store.open(file, read_only=True) as store, store.read() as reader:
        found: dict[str, Any] = {
            f"{word}_id": record_named(reader, kinds.get(word, word), each)
            for word, each in named.items()
        }
        found |= {word: options.get(word) for word in (*PERIOD, "known_on")}
        wanted = Asked(as_at, meeting=which, **read_by, **found)
        _tell_names(catalogue.leaving(report, reader, wanted, out.suffix.lower()))
        told = catalogue.write(report, reader, wanted, out)
    print(f"Made {out}")
    for sentence in told:
        print(sentence)
    return DONE


def _read_by(report: "Report", word: str) -> dict[str, Any]:
    """For whom a report is made, in the word that it heeds.

    Raises:
        UserError: it is not made for these.
    """
    from copdesk.domain.audience import Readers  # noqa: PLC0415
    from copdesk.domain.packs import Audience  # noqa: PLC0415

    of_enquiries = "readers" in report.narrowed_by
    known: type[Option] = Readers if of_enquiries else Audience
    if not word:
        return {}
    if word not in list(known):
        listed = ", ".join(known)
        raise UserError(f"{report.title} is not made for {word}.", f"Choose one of: {listed}.")
    return {"readers" if of_enquiries else "audience": known(word)}


def _tell_names(named: "Named | None") -> None:
    """Say who is named before anything is written."""
    if named is None:
        return
    print(named.words)
    for name in (*named.people, *named.organisations):
        print(f"  {name}")
    if named.people or named.organisations:
        print("For readers who may not know them: --audience funder or --audience public.")


def _export(asked: argparse.Namespace) -> int:
    """Read only, unless the file was never given the id by which calendars know its meetings."""
    from copdesk.db.store import Store  # noqa: PLC0415
    from copdesk.exports.calendar import write_calendar  # noqa: PLC0415
    from copdesk.reports.asked import Asked, the_meeting  # noqa: PLC0415

    with Store.open(asked.file, read_only=True) as store, store.read() as reader:
        meeting_id = the_meeting(reader, Asked(asked.as_at, meeting=asked.meeting)).id
        known = bool(reader.setting("file_id"))
    with Store.open(asked.file, read_only=known) as store:
        write_calendar(store, meeting_id, asked.out)
    print(f"Made {asked.out}")
    return DONE


def _back_up(asked: argparse.Namespace) -> int:
    from copdesk.db.backup import back_up  # noqa: PLC0415
    from copdesk.db.store import Store  # noqa: PLC0415

    Store.open(asked.file, read_only=True).close()  # refuses, in words, what is not ours
    made = back_up(asked.file, "made by hand", to=asked.out)
    print(f"Backed up and checked: {made.path} ({made.size / 1_048_576:.1f} MB)")
    return DONE


def _check(asked: argparse.Namespace) -> int:
    from copdesk.db import backup  # noqa: PLC0415
    from copdesk.db.kinds import models  # noqa: PLC0415
    from copdesk.db.store import Store  # noqa: PLC0415

    Store.open(asked.file, read_only=True).close()
    found = backup.check(asked.file)
    for kind, count in found.counts.items():
        model = models()[kind]
        if count:
            print(f"{count:>9,}  {model.singular if count == 1 else model.plural}")
    for fault in found.faults:
        print(fault, file=sys.stderr)
    print("No faults found." if found.good else f"Faults found: {len(found.faults)}.")
    return DONE if found.good else WRONG


def _self_test(_asked: argparse.Namespace) -> int:
    """The command line's part; the window's is done by the front door."""
    import tempfile  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as passing:
        folder = Path(passing)
        made = main(["sample", str(folder / "out"), "--as-at", "2026-03-31"])
        _upgrade_from_nothing(folder / "old.copdesk")
        file = str(folder / "out" / "sample.copdesk")
        backed_up = main(["backup", file, "-o", str(folder / "copy.copdesk")])
        checked = main(["check", str(folder / "copy.copdesk")])
    return made or backed_up or checked


def _upgrade_from_nothing(file: Path) -> None:
    """Run every migration there is, as the oldest file of all would need them."""
    from copdesk.db.connection import writer  # noqa: PLC0415
    from copdesk.db.migrations import run  # noqa: PLC0415

    file.touch()
    engine = writer(file)
    run.upgrade(engine)
    engine.dispose()
    print(f"Upgraded {file}")


def _calm_words(error: Exception) -> str:
    """One sentence for a fault of ours; the log gets its kind and place, and nobody's data."""
    log = paths.logs() / "copdesk.log"
    stamp = datetime.now(ZoneInfo("Europe/London")).isoformat(timespec="seconds")
    with log.open("a", encoding="utf-8") as file:
        file.write(f"{stamp} ERROR {fault_words(error)}\n")
    return f"Something went wrong that is our fault; nothing half done was kept. Details: {log}"
