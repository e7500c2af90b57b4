"""What the lists say of capacity, topics and expertise beyond the fields of their records."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, String, func, select, type_coerce

from copdesk.db.conditions import Filter, Op
from copdesk.db.ground import card
from copdesk.db.listing import Column, Derived, View
from copdesk.db.models import (
    Affiliation,
    Expertise,
    Organisation,
    OrganisationCapacity,
    OrganisationTopic,
)
from copdesk.db.queries.expressions import BETWEEN, TODAY, during, titles
from copdesk.db.record import table_of
from copdesk.domain.fields import Choice, Day, Text
from copdesk.domain.peers import UNANSWERED_DAYS, ExpertiseKind, IntroductionOutcome
from copdesk.domain.provision import AMBER_DAYS, Capacity


def _latest(of: Any) -> ColumnElement[Any]:  # noqa: ANN401  (a column of the model)
    """Something of the last word on the capacity of an organisation."""
    said = OrganisationCapacity
    asked = select(type_coerce(of, String)).where(
        said.organisation_id == table_of(Organisation).c.id,
        type_coerce(said.checked_on, String) <= TODAY,
    )
    newest = asked.order_by(said.checked_on.desc(), said.id.desc()).limit(1)
    return newest.correlate(table_of(Organisation)).scalar_subquery()


def _works_at() -> ColumnElement[Any]:
    """Where the person of an expertise works now."""
    named, own = card.alias(), table_of(Expertise)
    here = during(Affiliation.start, Affiliation.end, TODAY)
    at = select(Affiliation.organisation_id).where(
        Affiliation.participant_id == own.c.participant_id, here
    )
    asked = select(func.group_concat(named.c.title, BETWEEN).aggregate_order_by(named.c.key))
    found = asked.where(named.c.id.in_(at.correlate(own))).correlate(own).scalar_subquery()
    return func.coalesce(found, "")


def _subject() -> ColumnElement[Any]:
    """What somebody knows in words of their own, else the topic."""
    named, own = card.alias(), table_of(Expertise)
    topic = select(named.c.title).where(named.c.id == own.c.topic_id).correlate(own)
    said = func.nullif(type_coerce(own.c.subject, String), "")
    return func.coalesce(said, topic.scalar_subquery(), "")


ORGANISATION = (
    Derived(
        Column("topics", "Topics", Text(1_000)),
        func.coalesce(
            titles(Organisation, OrganisationTopic.organisation_id, OrganisationTopic.topic_id), ""
        ),
    ),
    Derived(
        Column("capacity", "New matters", Choice(Capacity)),
        func.coalesce(_latest(OrganisationCapacity.capacity), Capacity.UNKNOWN.value),
    ),
    Derived(
        Column("capacity_checked", "Capacity checked", Day()),
        _latest(OrganisationCapacity.checked_on),
    ),
)
"""Columns of the list of organisations."""

EXPERTISE = (
    Derived(Column("organisation", "Works at", Text(1_000)), _works_at()),
    Derived(Column("what", "What", Text(1_000)), _subject()),
)
"""Columns of the list of expertise."""

TO_CHECK = View(
    "Capacity to check", (Filter("capacity_checked", Op.NOT_LAST_DAYS, AMBER_DAYS + 1),)
)
"""Organisations whose capacity was not asked for lately, or never."""

VIEWS: Mapping[str, tuple[View, ...]] = {
    "expertise": (
        View("Offered", (Filter("kind", Op.IS, ExpertiseKind.OFFERED),)),
        View("Wanted", (Filter("kind", Op.IS, ExpertiseKind.WANTED),)),
    ),
    "introduction": (
        View("Not known yet", (Filter("outcome", Op.IS, IntroductionOutcome.OPEN),)),
        View(
            "No word for 30 days",
            (
                Filter("outcome", Op.IS, IntroductionOutcome.OPEN),
                Filter("made_on", Op.NOT_LAST_DAYS, UNANSWERED_DAYS),
            ),
        ),
        View("It helped", (Filter("outcome", Op.IS, IntroductionOutcome.HELPED),)),
    ),
    "gap_evidence": (
        View("This year", (Filter("found_on", Op.THIS_YEAR),)),
        View("This quarter", (Filter("found_on", Op.THIS_QUARTER),)),
        View("Without an enquiry", (Filter("enquiry_id", Op.BLANK),)),
    ),
}
"""The chips over these lists."""
