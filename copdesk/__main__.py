"""The front door: words for the command line go there, a file or nothing opens the window."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path


def opens_window(words: Sequence[str]) -> bool:
    """Tell whether these words ask for the window: none at all, or the name of one file.

    A name with a dot or a folder in it is a file; a bare word is a command, so that a
    misspelt command is answered with the usage and not with an empty window.
    """
    if len(words) != 1 or words[0].startswith("-"):
        return not words
    return bool(Path(words[0]).suffix) or "/" in words[0] or os.sep in words[0]


def main() -> int:
    """Do what the words after the program's name ask.

    Returns:
        0 done, 1 the data or the request was wrong, 2 usage, 3 our fault.
    """
    words = sys.argv[1:]
    if getattr(sys, "frozen", False):
        _be_a_child_if_asked()
    if words == ["--self-test"]:
        return _self_test()
    return _window(words) if opens_window(words) else _command(words)


def _command(words: list[str]) -> int:
    from copdesk.cli import main as command  # noqa: PLC0415  (the window starts without it)

    return command(words)


def _window(words: list[str], *, self_test: bool = False) -> int:
    from copdesk.app import run  # noqa: PLC0415  (Qt is loaded only where a window is wanted)

    return run(Path(words[0]) if words else None, self_test=self_test)


def _self_test() -> int:
    """The work first, then the window on no screen: one after the other, as neither knows Qt's."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return _command(["--self-test"]) or _window([], self_test=True)


def _be_a_child_if_asked() -> None:
    """In a bundle, a child process is this program started again; it never returns from here."""
    import multiprocessing  # noqa: PLC0415  (only bundles need it)

    multiprocessing.freeze_support()


if __name__ == "__main__":
    sys.exit(main())
