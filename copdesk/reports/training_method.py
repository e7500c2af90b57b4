"""How training is counted, in words: what a reader needs to trust the figures of a report."""

from datetime import date

from copdesk.db.queries.training import PolicyLine
from copdesk.domain.dates import day_words
from copdesk.domain.training import DeadlineRule, Policy, RenewalRule

_VERIFIED = (
    "Only verified hours of the compulsory tier count, and only those on or before the day of this"
    " report. Advanced hours never count for compulsory ones, nor the other way."
)
_WHO = (
    "Who has left is not among them. Who is exempt is not counted; who is deferred is counted, with"
    " a later day."
)
COVERAGE = (
    "Coverage is the number of people who have met the policy, of those it applies to who are not"
    " exempt. Both numbers are shown; the percentage is rounded down."
)
_AS_KNOWN = (
    "All is told as it was known on {day}: hours entered or verified after that day are left out."
    " Exemptions, deferrals and places are as they are known now."
)


def method(policy: Policy, known_on: date | None = None) -> tuple[str, ...]:
    """The rules of one policy and of all, a sentence each.

    Args:
        policy: what is required.
        known_on: as the file knew it on this day; ``None``: all that is known now.
    """
    as_known = (_AS_KNOWN.format(day=day_words(known_on)),) if known_on else ()
    return (
        required(policy),
        due(policy),
        *renewal(policy),
        _VERIFIED,
        _WHO,
        "Somebody at two organisations is one person in the total, and stands in the line of each.",
        COVERAGE,
        *as_known,
    )


def required(policy: Policy) -> str:
    """How many hours, and whether several sessions add up."""
    adding = "added up over sessions" if policy.accumulates else "in one session"
    least = f", each of at least {policy.minimum_hours:.2f} hours" if policy.minimum_hours else ""
    shown = " Hours count only with evidence." if policy.evidence_required else ""
    return f"{policy.required_hours:.2f} compulsory hours are required, {adding}{least}.{shown}"


def due(policy: Policy) -> str:
    """By when."""
    months = f"{policy.deadline_months} months after"
    when = {
        DeadlineRule.LATER: f"{months} adoption or joining, whichever is later",
        DeadlineRule.JOINING: f"{months} joining",
        DeadlineRule.ADOPTION: f"{months} adoption",
        DeadlineRule.FIXED: f"by {day_words(policy.deadline_on)}" if policy.deadline_on else "",
    }[policy.deadline_rule]
    grace = f", with {policy.grace_days} days of grace" if policy.grace_days else ""
    return f"They are due {when}{grace}." if when else "They are due on adoption."


def renewal(policy: Policy) -> tuple[str, ...]:
    """When they have to be done again; nothing where once is enough."""
    if policy.renewal is RenewalRule.MONTHS and policy.renewal_months:
        return (f"They are done again within {policy.renewal_months} months of being met.",)
    if policy.renewal is RenewalRule.YEARLY and policy.renewal_on:
        each = f"{policy.renewal_on.day} {policy.renewal_on:%B}"
        return (f"They are done again each year by {each}.",)
    return ()


def adopted(line: PolicyLine) -> str:
    """Since when it binds whom, in one sentence."""
    return f"Adopted {day_words(line.policy.adopted_on)}. Applies to: {line.applies_to}."
