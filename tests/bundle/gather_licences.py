"""Gather the licence texts of what ships into resources/licences, where About finds them.

Run it when a dependency comes or goes, in the environment of the tests:
``python tests/bundle/gather_licences.py``. Texts that no package carries (Python's own, Qt's,
those of the libraries inside a driver) are kept by hand and only listed here.
"""

import csv
import re
import tomllib
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from importlib.metadata import Distribution, distribution
from pathlib import Path

CHECKOUT = Path(__file__).parent.parent.parent
SHELF = CHECKOUT / "resources" / "licences"
NAME = re.compile(r"[\w.-]+")
LICENCE_FILE = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
REPOSITORY = re.compile(
    r"https://(?:github\.com|foss\.heptapod\.net|code\.qt\.io/cgit)/[\w.-]+/[\w.-]+"
)
NOT_SHIPPED = re.compile(r"DarkGarden|bitstream-vera|musl|android|python\.org", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """One line of the list: what it is, under which licence, whence, and where its text stands."""

    name: str
    licence: str
    source: str
    text: str


KEPT_BY_HAND = (
    Part("Python", "PSF-2.0", "https://www.python.org/", "python.txt"),
    Part("Qt", "LGPL-3.0-only", "https://code.qt.io/cgit/qt/", "lgpl-3.0.txt gpl-3.0.txt"),
    Part("SQLCipher", "BSD-3-Clause", "https://github.com/sqlcipher/sqlcipher", "sqlcipher.txt"),
    Part("OpenSSL", "Apache-2.0", "https://github.com/openssl/openssl", "apache-2.0.txt"),
    Part("HarfBuzz", "MIT-Modern-Variant", "https://github.com/harfbuzz/harfbuzz", "harfbuzz.txt"),
    Part("Nanum fonts", "OFL-1.1", "https://hangeul.naver.com", "ofl-1.1.txt"),
    Part("Noto fonts", "OFL-1.1", "https://github.com/notofonts", "ofl-1.1.txt"),
    Part(
        "Droid Sans Fallback", "Apache-2.0", "https://android.googlesource.com/", "apache-2.0.txt"
    ),
)
QT = "lgpl-3.0.txt gpl-3.0.txt"
SAID_OTHERWISE = {
    "et-xmlfile": ("MIT", ""),
    "pypdfium2": ("BSD-3-Clause AND Apache-2.0", ""),
    "pyside6-essentials": ("LGPL-3.0-only", QT),
    "python-dateutil": ("Apache-2.0 OR BSD-3-Clause", ""),
    "reportlab": ("BSD-3-Clause", ""),
    "shiboken6": ("LGPL-3.0-only", QT),
    "sqlcipher3": ("Zlib", ""),
    "uharfbuzz": ("Apache-2.0", ""),
}


def shipped() -> dict[str, Distribution]:
    """Every package that copdesk runs on, by its plain name, with what those need in turn."""
    with (CHECKOUT / "pyproject.toml").open("rb") as project:
        asked = tomllib.load(project)["project"]["dependencies"]
    found: dict[str, Distribution] = {}
    while asked:
        name = plain(asked.pop())
        if name not in found:
            found[name] = distribution(name)
            asked += [need for need in found[name].requires or [] if is_needed(need)]
    return dict(sorted(found.items()))


def is_needed(requirement: str) -> bool:
    """Tell whether a requirement holds here: no extra, and not for another system or Python."""
    marker = requirement.partition(";")[2]
    return not re.search(r"extra|python_version|python_full_version|sys_platform|platform_", marker)


def plain(requirement: str) -> str:
    found = NAME.match(requirement)
    return re.sub(r"[-_.]+", "-", found[0]).lower() if found else ""


def texts(package: Distribution) -> Iterator[str]:
    """The licence texts that the package carries, each once."""
    told: set[str] = set()
    for file in package.files or []:
        inside = "licenses/" in str(file) or LICENCE_FILE.search(file.name)
        if inside and file.suffix != ".py" and not NOT_SHIPPED.search(str(file)):
            text = readable(Path(str(package.locate_file(file))).read_bytes()).strip()
            if text not in told:
                told.add(text)
                yield text


def readable(text: bytes) -> str:
    """The words, though a few old texts were written before UTF-8."""
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode("latin-1")


def part_of(name: str, package: Distribution) -> Part:
    told = package.metadata
    licence, text = SAID_OTHERWISE.get(name, ("", ""))
    licence = licence or told.get("License-Expression") or told["License"]
    links = " ".join([*(told.get_all("Project-URL") or []), told.get("Home-page") or ""])
    code = REPOSITORY.search(links) or re.search(r"https://\S+", links)
    source = code[0] if code else ""
    return Part(name, licence, source, text or f"{name}.txt")


def main() -> None:
    """Write every text and the list of all."""
    parts = list(KEPT_BY_HAND)
    for name, package in shipped().items():
        part = part_of(name, package)
        parts.append(part)
        if part.text == f"{name}.txt":
            text = "\n\n----\n\n".join(texts(package))
            (SHELF / part.text).write_text(text + "\n", encoding="utf-8")
    with (SHELF / "list.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(field.name for field in fields(Part))
        writer.writerows(astuple(part) for part in parts)


if __name__ == "__main__":
    main()
