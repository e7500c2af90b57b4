"""A kill at any moment loses nothing that was acknowledged."""

import random
import signal
import subprocess
import sys

from copdesk.db.models import Organisation, Participant
from copdesk.db.store import Store
from tests.db.snapshot import faults

_WRITER = """
import sys
from pathlib import Path
from copdesk.db.models import Organisation, Participant
from copdesk.db.store import Store

store = Store.open(Path(sys.argv[1]))
for number in range(1_000):
    with store.change(f"Add {number}") as unit:
        unit.add(Organisation, name=f"Organisation {sys.argv[2]}-{number}")
        unit.add(Participant, name=f"Person {sys.argv[2]}-{number}")
    print(number, flush=True)
"""


def test_a_kill_during_two_hundred_changes_loses_none_that_was_acknowledged(tmp_path):
    path = tmp_path / "desk.copdesk"
    Store.create(path).close()
    chance = random.Random(20261122)  # noqa: S311  (a test must repeat itself)
    acknowledged = 0
    run = 0
    while acknowledged < 200:
        process = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path), str(run)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(chance.randint(10, 40)):
            assert process.stdout.readline()
            acknowledged += 1
        process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        acknowledged += len(process.stdout.readlines())
        process.wait()
        process.stdout.close()
        with Store.open(path) as store:
            assert faults(store) == []
            with store.read() as reader:
                organisations = reader.find(Organisation)
                people = reader.find(Participant)
        assert len(organisations) == len(people)
        run += 1
        assert acknowledged <= len(organisations) <= acknowledged + run
