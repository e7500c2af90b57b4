"""The labelled texts, read: what must be found in each, and what was."""

import re
from dataclasses import dataclass
from pathlib import Path

from copdesk.domain.identifiers import Finding, identifiers
from copdesk.domain.not_clients import known_from

KNOWN = known_from(
    people=["Sarah Malik"],
    organisation_mails=["hotels@migranthelpuk.org"],
    postcodes=["BD3 7BH"],
    areas={
        "Calderdale": "West Yorkshire",
        "Kirklees": "West Yorkshire",
        "Wakefield": "West Yorkshire",
        "Leeds": "West Yorkshire",
        "Bradford": "West Yorkshire",
        "Barnsley": "South Yorkshire",
        "Sheffield": "South Yorkshire",
        "Doncaster": "South Yorkshire",
        "Rotherham": "South Yorkshire",
        "North East Lincolnshire": "Northern Lincolnshire",
    },
)
_FILE = Path(__file__).with_suffix(".txt")
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\n")


@dataclass(frozen=True)
class Labelled:
    """A text and where in it something must be found; True: it stops."""

    text: str
    wanted: tuple[tuple[int, int, bool], ...]


@dataclass(frozen=True)
class Score:
    """What was found of what should be, and what was found beside it."""

    wanted: int
    missed: tuple[str, ...]
    alarms: tuple[str, ...]

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / self.wanted


def texts() -> list[Labelled]:
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return [_labelled(line) for line in lines if line and not line.startswith("#")]


def score(stops: bool) -> Score:
    """How well what stops, or what is only worth a look, is found in all texts."""
    wanted, missed, alarms = 0, [], []
    for each in texts():
        found = identifiers(each.text, KNOWN)
        for start, end, hard in each.wanted:
            if hard is stops:
                wanted += 1
                near = [f for f in found if f.start < end and start < f.end]
                if not near or (hard and not any(f.stops for f in near)):
                    missed.append(f"{each.text[start:end]!r} in {each.text!r}")
        alarms += [
            f"{each.text[f.start : f.end]!r} ({f.what}) in {each.text!r}"
            for f in found
            if f.stops is stops and not _expected(f, each)
        ]
    return Score(wanted, tuple(missed), tuple(alarms))


def _expected(found: Finding, each: Labelled) -> bool:
    return any(found.start < end and start < found.end for start, end, _hard in each.wanted)


def _labelled(line: str) -> Labelled:
    marked = _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else "\n", line)
    text, wanted, opened = "", [], 0
    for part in re.split("([«»‹›])", marked):
        if part in {"«", "‹"}:
            opened = len(text)
        elif part in {"»", "›"}:
            wanted.append((opened, len(text), part == "»"))
        else:
            text += part
    return Labelled(text, tuple(wanted))
