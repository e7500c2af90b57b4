"""The headers of a mail in words, and its bytes as letters, whatever they are written in."""

import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import collapse_rfc2231_value
from typing import TYPE_CHECKING, TypeAlias

from copdesk.domain.text import clean

if TYPE_CHECKING:
    from email.message import Message

_NEARLY = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "unicode-1-1-utf-7": "utf-7",
}
"""What a charset that is named usually is in truth."""

_NO_LETTERS = frozenset({"punycode", "idna"})
_LONGEST_NAME = 150
_LONGEST = 20_000
"""Letters of a header that are read; more only takes time."""

Part: TypeAlias = "Message[str, str]"


def decoded(raw: bytes, charset: str) -> tuple[str, bool]:
    """Bytes as text, and whether every one of them could be read."""
    named = charset.strip().strip("\"'").lower()
    named = "" if named in _NO_LETTERS else _NEARLY.get(named, named)
    for each in ("utf-8", named, "cp1252") if named == "cp1252" else (named, "utf-8", "cp1252"):
        try:
            return raw.decode(each).removeprefix("\ufeff"), True
        except (LookupError, ValueError):
            continue
    return raw.decode("utf-8", "replace"), False


def header(message: Part, name: str) -> str:
    """A header in words; empty where there is none."""
    found = (value for key, value in message.raw_items() if key.lower() == name.lower())
    return _worded(_unescaped(str(next(found, ""))[:_LONGEST]))


def _worded(told: str) -> str:
    """What ``=?utf-8?q?...?=`` stands for; as it stands where that can't be told."""
    flat = re.sub(r"\r?\n[ \t]*", " ", told)
    if "=?" not in flat:
        return clean(flat)
    try:
        pieces = decode_header(flat)
    except (HeaderParseError, ValueError):
        return clean(flat)
    said = [
        decoded(words, charset or "utf-8")[0] if isinstance(words, bytes) else words
        for words, charset in pieces
    ]
    return clean("".join(said))


def _unescaped(told: str) -> str:
    """Letters that stand in a header as raw bytes."""
    try:
        raw = told.encode("ascii", "surrogateescape")
    except UnicodeEncodeError:
        return told
    return decoded(raw, "utf-8")[0]


def param(part: Part, name: str) -> str:
    """A word of the type of a part, such as its charset; empty where it is not told."""
    try:
        told = part.get_param(name)
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
    if isinstance(told, tuple) or told is None:
        return _collapsed(told) if told else ""
    return str(told)


def _collapsed(told: tuple[str | None, str | None, str]) -> str:
    try:
        return collapse_rfc2231_value(told)
    except (LookupError, ValueError, TypeError):
        return str(told[-1])


def file_name(part: Part) -> str:
    """What a part says it is called; empty where it says nothing."""
    for header, name in (("Content-Disposition", "filename"), ("Content-Type", "name")):
        try:
            told = part.get_param(name, header=header)
        except (ValueError, LookupError, TypeError, AttributeError):
            continue
        if told:
            said = _collapsed(told) if isinstance(told, tuple) else str(told)
            return _worded(_unescaped(said))
    return ""


def name_of(part: Part) -> str:
    """What a paper is called, without folders and without what no system takes."""
    told = re.split(r"[/\\]", file_name(part))[-1]
    plain = re.sub(r'[<>:"|?*\x00-\x1f]', " ", told)
    named = " ".join(plain.split()).strip(" .")
    if len(named) > _LONGEST_NAME:
        stem, dot, suffix = named.rpartition(".")
        named = f"{stem[: _LONGEST_NAME - 20]}{dot}{suffix[:19]}"
    return named or f"{part.get_content_type().replace('/', '-')} without a name"
