import os
import subprocess
import sys

HEAVY = ("sqlalchemy", "sqlcipher3", "alembic", "reportlab", "openpyxl", "holidays", "rapidfuzz")

PAINT = f"""
import sys
from pathlib import Path
from copdesk.app import application, begin, dress, today
from copdesk.ui.main_window.window import MainWindow
from copdesk.ui.settings import Settings

app = application()
settings = Settings(Path(sys.argv[1]))
dress(app, settings)
window = MainWindow(settings, today, print)

def seen():
    print(sorted(name for name in {HEAVY!r} if name in sys.modules))
    print(sorted(name for name in sys.modules if name.startswith(("copdesk.db", "copdesk.ui.pages"))))
    window.close()
    app.quit()

window.painted.connect(seen)
window.show()
app.exec()
"""


def test_the_first_paint_loads_no_database_no_page_and_no_paper(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", PAINT, str(tmp_path / "settings.ini")],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.splitlines() == ["[]", "[]"], done.stderr


def test_python_s_own_way_to_import_is_kept():
    asked = "import builtins, copdesk.app; print(type(builtins.__import__).__name__)"
    done = subprocess.run(
        [sys.executable, "-c", asked],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.strip() == "builtin_function_or_method", done.stderr
