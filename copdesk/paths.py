"""Where things lie: what ships with the program, and what belongs to the person using it."""

import sys
from pathlib import Path

import platformdirs


def resources() -> Path:
    """The folder of icons, fonts and shipped lists: in a bundle, a wheel or a checkout."""
    bundle = getattr(sys, "_MEIPASS", None)
    package = Path(__file__).resolve().parent
    homes = (
        [Path(bundle) / "resources"]
        if bundle
        else [package / "resources", package.parent / "resources"]
    )
    return next((home for home in homes if home.is_dir()), homes[-1])


def data() -> Path:
    """The folder where a new file is put unless the person chooses another (made when missing)."""
    return _made(platformdirs.user_data_path("copdesk", appauthor=False, roaming=False))


def logs() -> Path:
    """The folder of the program's own log; it never holds personal data."""
    return _made(platformdirs.user_log_path("copdesk", appauthor=False))


def backups(file: Path) -> Path:
    """The folder of the backups of one file: beside it, so that it travels along."""
    return file.with_name(file.stem + " backups")


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
