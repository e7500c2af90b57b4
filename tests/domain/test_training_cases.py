"""The rules of training by example: each row of training_cases.csv is one person and one day.

A blank policy is three hours within six months after the later of adoption (12 January 2026) and
joining, due soon in the last 30 days; words such as ``grace 14`` change it.
"""

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from copdesk.domain.dates import PartialDate
from copdesk.domain.training import (
    Credit,
    CreditState,
    DeadlineRule,
    Policy,
    Release,
    ReleaseKind,
    RenewalRule,
    Status,
    Tier,
    standing,
)

with Path(__file__).with_name("training_cases.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


def policy_of(text: str) -> Policy:
    """``renewal months 12; grace 14`` as a policy."""
    made = Policy(date(2026, 1, 12))
    for word, *rest in (part.split() for part in text.split(";") if part.strip()):
        made = replace(made, **_change(word, rest))  # type: ignore[arg-type]
    return made


def _change(word: str, rest: list[str]) -> dict[str, object]:
    if word == "deadline" and rest[0] == "fixed":
        return {"deadline_rule": DeadlineRule.FIXED, "deadline_on": date.fromisoformat(rest[1])}
    if word == "deadline":
        return {"deadline_rule": DeadlineRule(rest[0]), "deadline_months": int(rest[1])}
    if word == "renewal" and rest[0] == "yearly":
        return {"renewal": RenewalRule.YEARLY, "renewal_on": date.fromisoformat(rest[1])}
    if word == "renewal":
        return {"renewal": RenewalRule.MONTHS, "renewal_months": int(rest[1])}
    return {
        "grace": lambda: {"grace_days": int(rest[0])},
        "least": lambda: {"minimum_hours": Decimal(rest[0])},
        "repealed": lambda: {"repealed_on": date.fromisoformat(rest[0])},
        "single": lambda: {"accumulates": False},
        "evidence": lambda: {"evidence_required": True},
    }[word]()


def credit_of(text: str) -> Credit:
    """``1.50 2026-10-01 pending entered 2026-12-05`` as hours."""
    hours, on, *words = text.split()
    made = Credit(date.fromisoformat(on), Decimal(hours))
    while words:
        word = words.pop(0)
        if word in {"entered", "verified"}:
            made = replace(made, **{f"{word}_on": date.fromisoformat(words.pop(0))})  # type: ignore[arg-type]
        elif word == "advanced":
            made = replace(made, tier=Tier.ADVANCED)
        elif word == "bare":
            made = replace(made, evidenced=False)
        else:
            made = replace(made, state=CreditState(word))
    return made


def release_of(text: str) -> Release:
    """``exempt 2027-01-01..2027-06-30`` as an exemption."""
    kind, span = text.split()
    start, end = span.split("..")
    return Release(day(start), day(end), "", ReleaseKind(kind))


def day(text: str) -> date | None:
    """A day, or none."""
    return date.fromisoformat(text) if text else None


def part(text: str) -> PartialDate | None:
    """A day known in part, or not at all."""
    return PartialDate.parse(text) if text else None


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["case"].replace(" ", "-"))
def test_the_worked_case(row: dict[str, str]) -> None:
    found = standing(
        policy_of(row["policy"]),
        part(row["joined"]),
        part(row["left"]),
        [credit_of(each) for each in row["hours"].split(";") if each.strip()],
        [release_of(each) for each in row["releases"].split(";") if each.strip()],
        date.fromisoformat(row["as at"]),
        known_on=day(row["known on"]),
    )
    wanted = (Status(row["status"]), Decimal(row["counted"]), day(row["due"]), day(row["met"]))
    assert (found.status, found.hours, found.due_on, found.met_on) == wanted
    assert found.sentence.endswith(".")


def test_there_are_at_least_sixty_cases_each_with_a_name_of_its_own() -> None:
    assert len(CASES) >= 60
    assert len({row["case"] for row in CASES}) == len(CASES)
