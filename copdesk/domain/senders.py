"""Where a mail came from when its asker is no participant: said in the log, and read from there."""

import re

STARTS = "Came by e-mail from "
"""How such a line of the log begins."""
_LINE = re.compile(rf"{STARTS}[^\n]*<([^\s<>]+)>\.")


def came_from(name: str, address: str) -> str:
    """``Came by e-mail from Hanna Lindqvist <hanna@example.org>.``; the name may be empty."""
    return f"{STARTS}{f'{name} <{address}>'.strip()}."


def address_in(line: str) -> str:
    """The address in such a line; empty in any other."""
    found = _LINE.fullmatch(line.strip())
    return found[1] if found else ""
