"""The extract of one organisation: whatever the network is like, it tells of nobody else."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copdesk.db.models import (
    Affiliation,
    Course,
    Credit,
    Organisation,
    Participant,
    RegulatorGrade,
    TrainingExemption,
    TrainingPolicy,
    TrainingReminder,
    TrainingSession,
)
from copdesk.db.queries.training_reports import places
from copdesk.db.store import Store
from copdesk.domain.dates import PartialDate
from copdesk.domain.training import ReleaseKind, ReminderKind, Tier
from copdesk.reports import catalogue, pdf
from copdesk.reports.asked import Asked
from copdesk.reports.catalogue import REPORTS
from copdesk.reports.document import Formula
from tests.reports.training_desk import AS_AT

WORDS = ["Quirke", "Osei", "Zhao", "Weiss", "Moyo", "Gill", "Fenn", "Brandt", "Ueda", "Kovacs"]
BODIES = ["Harbour Law", "Mill Advice", "Castle Chambers"]

people = st.lists(
    st.tuples(
        st.sets(st.integers(0, 2), max_size=2),
        st.sampled_from([None, PartialDate(2026, 9, 30), PartialDate(2027)]),
        st.sampled_from(["0.00", "1.50", "3.00"]),
        st.booleans(),
    ),
    min_size=3,
    max_size=10,
)


def fill(store, drawn):
    """People at organisations, with every kind of record there is of training."""
    bodies = [add(store, Organisation, name=name) for name in BODIES]
    ids = [add(store, Participant, name=f"Person {word}") for word in WORDS[: len(drawn)]]
    policy = add(store, TrainingPolicy, title="Safeguarding", adopted_on=date(2025, 1, 1))
    course = add(store, Course, title="First steps", policy_id=policy)
    held = {"title": "Afternoon", "course_id": course, "held_on": date(2026, 3, 1)}
    session = add(store, TrainingSession, **held, trainer=f"Person {WORDS[0]}")
    for place, (id_, (where, end, hours, released)) in enumerate(zip(ids, drawn, strict=True)):
        other = f"Person {WORDS[(place + 1) % len(ids)]}"
        both = {"participant_id": id_, "policy_id": policy}
        for body in where:
            tie = {"participant_id": id_, "organisation_id": bodies[body], "role": "Adviser"}
            add(store, Affiliation, **tie, start=PartialDate(2024), end=end)
        for tier in Tier:
            done = {"done_on": date(2026, 3, 1), "hours": Decimal(hours), "session_id": session}
            add(store, Credit, **both, **done, tier=tier, verified_by=other)
        if released:
            kind = {"kind": ReleaseKind.EXEMPT, "reason": "Leave", "approved_by": other}
            add(store, TrainingExemption, **both, **kind)
        add(store, TrainingReminder, **both, kind=ReminderKind.DUE, drafted_on=AS_AT)
        add(store, RegulatorGrade, grade="Level 1", participant_id=id_)
    return bodies, ids


def add(store, model, **values):
    with store.change("Add") as unit:
        return unit.add(model, **values)


def said(store, body):
    """All that the extract says, on paper and in Excel."""
    asked = Asked(AS_AT, organisation_id=body)
    out = BytesIO()
    with store.read() as reader:
        pdf.write(catalogue.document_of(REPORTS["training-extract"], reader, asked), out)
        book = REPORTS["training-extract"].sheets(reader, asked)
    cells = [
        str(value.shown if isinstance(value, Formula) else value)
        for sheet in book.sheets
        for row in (*sheet.rows, sheet.notes, (sheet.period,))
        for value in row
    ]
    found = pypdfium2.PdfDocument(out.getvalue())
    return "\n".join([*cells, *(page.get_textpage().get_text_range() for page in found)])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("extracts")


@settings(max_examples=12, deadline=None)
@given(drawn=people)
def test_an_extract_names_its_own_people_and_nobody_and_nothing_else(folder, drawn):
    path = folder / f"{len(list(folder.iterdir()))}.copdesk"
    with Store.create(path) as store:
        bodies, ids = fill(store, drawn)
        with store.read() as reader:
            where = places(reader, AS_AT)
        for body, name in zip(bodies, BODIES, strict=True):
            text = said(store, body)
            for id_, word in zip(ids, WORDS, strict=False):
                here = body in {each.id for each in where.get(id_, ())}
                assert (word in text) == here, (name, word)
            for foreign in set(BODIES) - {name}:
                assert foreign not in text
