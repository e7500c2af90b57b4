"""Whether a zipped workbook may be parsed at all: its size, its parts and their beginnings."""

import zipfile
import zlib
from pathlib import Path

from copdesk.errors import UserError

MOST_PARTS = 2_000
MOST_UNPACKED = 200 * 2**20
MOST_RATIO = 100
"""How many times larger than its packed form a part may be (parts under 1 MB may be anything)."""

_SMALL = 2**20
_BLOCK = 2**18
_MARKUP = (".xml", ".rels", ".vml", ".rdf", ".xhtml", ".html")
_SAVE_AGAIN = "Open it in Excel or LibreOffice and save it again as .xlsx, or as CSV."


def check_package(path: Path) -> None:
    """Unpack every part into nothing and see that none is a trap.

    Raises:
        UserError: too many parts, too large, too tightly packed, two parts of one name, a
            document type declaration, or not a sound package at all.
    """
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            _check_list(parts, path.name)
            total = 0
            for part in parts:
                total += _check_part(package, part, path.name, MOST_UNPACKED - total)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        raise UserError(f"{path.name} is damaged and can't be read.", _SAVE_AGAIN) from None


def _check_list(parts: list[zipfile.ZipInfo], name: str) -> None:
    if len(parts) > MOST_PARTS:
        raise UserError(f"{name} has {len(parts):,} parts; a workbook has far fewer.", _SAVE_AGAIN)
    if len({part.filename.casefold() for part in parts}) < len(parts):
        raise UserError(f"{name} holds two parts of the same name.", _SAVE_AGAIN)


def _check_part(package: zipfile.ZipFile, part: zipfile.ZipInfo, name: str, room: int) -> int:
    """How many bytes the part has unpacked, counted rather than believed."""
    markup = part.filename.casefold().endswith(_MARKUP) or part.filename == "[Content_Types].xml"
    size, tail = 0, b""
    with package.open(part) as stream:
        while block := stream.read(_BLOCK):
            if markup:
                _check_markup(tail + block, name, begins=size == 0)
            size, tail = size + len(block), block[-16:]
            if size > room:
                raise UserError(f"{name} is larger inside than can be read.", _SAVE_AGAIN)
            if size > _SMALL and size > MOST_RATIO * max(1, part.compress_size):
                raise UserError(f"{name} is packed too tightly to be a workbook.", _SAVE_AGAIN)
    return size


def _check_markup(block: bytes, name: str, *, begins: bool) -> None:
    if begins and (block[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in block[:4]):
        raise UserError(f"{name} is written in a way that can't be read.", _SAVE_AGAIN)
    if b"<!DOCTYPE" in block or b"<!ENTITY" in block:
        raise UserError(f"{name} holds declarations that no workbook needs.", _SAVE_AGAIN)
