"""The register of training and its records, row by row, with the formulas that count them."""

from datetime import date

from copdesk.db.queries.training import CreditLine, PersonStanding
from copdesk.domain.dates import day_words, short_day_words
from copdesk.domain.fields import Choice, Day, Hours, PartialDay
from copdesk.domain.training import NO_HOURS, CreditState, Standing, Status, Tier
from copdesk.domain.training_counted import counted_span
from copdesk.domain.training_days import counts
from copdesk.reports.document import Column, Formula, Row, RowsMade, Sheet
from copdesk.reports.training_facts import NOWHERE, Facts, PolicyFacts

MET, NOT_MET, NOT_COUNTED = "Met", "Not met", "Not counted"
KEYED = 1_000_000
"""Times the number of a person, and the number of a policy more, is the number of both."""

_GATHERED = (
    "ROUND({way}(Record_counts,Record_person,{{Register_person}},Record_policy,{{Register_policy}},"
    'Record_date,">="&N({{Register_first}}),Record_date,"<="&'
    "IF(N({{Register_last}})=0,As_at,MIN(As_at,{{Register_last}}))),2)"
)
_MET = (
    f'IF({{Register_counts}}="No","{NOT_COUNTED}",IF(IF(N({{Register_until}})>0,'
    "AND(N({Register_met_on})>0,As_at>=N({Register_met_on}),As_at<={Register_until}),"
    f'{{Register_hours}}>={{Register_required}}),"{MET}","{NOT_MET}"))'
)
_ENOUGH = (
    "IF(AND({Record_hours}>=SUMIFS(Policy_least,Policy_no,{Record_policy}),"
    'OR(COUNTIFS(Policy_no,{Record_policy},Policy_evidence,"Yes")=0,{Record_shown}="Yes")),'
    '"Yes","No")'
)
_COUNTS = (
    f'IF(AND({{Record_tier}}="{Tier.COMPULSORY.label}",'
    f'{{Record_state}}="{CreditState.VERIFIED.label}",{{Record_enough}}="Yes"),{{Record_hours}},0)'
)
_CELL = (
    f'IF({{Register_counts}}="No",{{Register_status}},IF({{Register_met}}="{MET}","{MET}",'
    'FIXED({Register_hours},2,TRUE)&" of "&FIXED({Register_required},2,TRUE)))'
)
_SUM, _LARGEST = (_GATHERED.format(way=way) for way in ("SUMIFS", "_xlfn.MAXIFS"))


def register(facts: Facts) -> Sheet:
    """Everybody against every policy, a row each."""
    columns = (
        Column("Person no.", name="Register_person"),
        Column("Name"),
        Column("Organisation"),
        Column("Policy no.", name="Register_policy"),
        Column("Policy"),
        Column("Joined", PartialDay()),
        Column("Counts in coverage", name="Register_counts"),
        Column("Counted from", Day(), name="Register_first"),
        Column("Counted to", Day(), name="Register_last"),
        Column("Hours that count", Hours(), name="Register_hours"),
        Column("Hours required", Hours(), name="Register_required"),
        Column("Met or not", name="Register_met"),
        Column("Met on", Day(), name="Register_met_on"),
        Column("Holds until", Day(), name="Register_until"),
        Column("Due", Day()),
        Column(f"Status on {short_day_words(facts.as_at)}", Choice(Status), name="Register_status"),
        Column("In words", width=160),
        Column("In the matrix", name="Register_cell"),
        Column("Organisation nos.", name="Register_places"),
        Column("Person and policy", name="Register_key"),
    )
    shown = [
        (policy, each)
        for policy in facts.policies
        for each in policy.people
        if each.standing.status is not Status.NOT_IN_SCOPE
    ]
    rows = RowsMade(shown, lambda pair: _person_row(facts, *pair))
    return Sheet("Register", columns, rows, facts.whose)


def _person_row(facts: Facts, policy: PolicyFacts, each: PersonStanding) -> Row:
    found = each.standing
    first, last = _span(facts, policy, each)
    gathered = _SUM if policy.line.policy.accumulates else _LARGEST
    met = MET if found.complies else NOT_MET
    places = "|".join(str(p.id) for p in facts.at(each.participant_id) or (NOWHERE,))
    return (
        each.participant_id,
        each.name,
        facts.named_places(each.participant_id),
        policy.line.id,
        policy.line.title,
        each.joined,
        yes(found.counted),
        first or "",
        last or "",
        Formula(gathered, found.hours),
        found.required,
        Formula(_MET, met if found.counted else NOT_COUNTED),
        found.met_on or "",
        _holds_until(found) or "",
        found.due_on or "",
        found.status,
        found.sentence,
        Formula(_CELL, cell_words(found)),
        f"|{places}|",
        key(each.participant_id, policy),
    )


def cell_words(found: Standing) -> str:
    """What the matrix says of a standing: ``Met``, ``1.50 of 3.00``, or ``Exempt``."""
    if not found.counted:
        return found.status.label
    return MET if found.complies else f"{found.hours:.2f} of {found.required:.2f}"


def key(participant_id: int, policy: PolicyFacts) -> int:
    """What a row of the register is found by."""
    return participant_id * KEYED + policy.line.id


def _holds_until(found: Standing) -> date | None:
    """The last day, grace and all, on which what was met still holds; ``None``: no bound."""
    return (found.grace_until or found.due_on) if found.renews and found.complies else None


def _span(
    facts: Facts, policy: PolicyFacts, each: PersonStanding
) -> tuple[date | None, date | None]:
    """The first and last day whose hours count, where a renewal or leaving bounds them."""
    left = each.left.last if each.left else None
    day = min(facts.as_at, left) if left else facts.as_at
    done = [
        one.credit for one in policy.records_of.get(each.participant_id, ()) if one.credit.on <= day
    ]
    first, last = counted_span(policy.line.policy, each.joined, done, day)
    ends = [end for end in (last, left) if end]
    return first, min(ends, default=None)


def records(facts: Facts) -> Sheet:
    """Every record there is, whatever its day; who checked it is not for other organisations."""
    checkers = () if facts.organisation else (Column("Verified by"),)
    columns = (
        Column("Person no.", name="Record_person"),
        Column("Name"),
        Column("Policy no.", name="Record_policy"),
        Column("Policy"),
        Column("Date", Day(), name="Record_date"),
        Column("Session"),
        Column("Hours attended", Hours(), name="Record_hours"),
        Column("Tier", Choice(Tier), name="Record_tier"),
        Column("State", Choice(CreditState), name="Record_state"),
        Column("Evidence"),
        Column("Shown", name="Record_shown"),
        Column("Enough to count", name="Record_enough"),
        Column("Hours that can count", Hours(), name="Record_counts"),
        Column("Entered", Day()),
        Column("Verified", Day()),
        Column("Why refused"),
        *checkers,
    )
    pairs = [(policy, each) for policy in facts.policies for each in policy.records]
    rows = RowsMade(pairs, lambda pair: _record_row(facts, *pair))
    notes = ["Every record there is, those after the day too; only what is verified counts."]
    if facts.known_on:
        day = day_words(facts.known_on)
        notes = [f"Every record as it was known on {day}; what was entered later is not here."]
    return Sheet("Records", columns, rows, facts.whose, tuple(notes))


def _record_row(facts: Facts, policy: PolicyFacts, each: CreditLine) -> Row:
    rule, done = policy.line.policy, each.credit
    shown = done.evidenced or not rule.evidence_required
    enough = done.hours >= rule.minimum_hours and shown
    verified = done.state is CreditState.VERIFIED
    return (
        each.participant_id,
        each.name,
        policy.line.id,
        policy.line.title,
        done.on,
        each.session,
        done.hours,
        done.tier,
        done.state,
        each.evidence,
        yes(done.evidenced),
        Formula(_ENOUGH, yes(enough)),
        Formula(_COUNTS, done.hours if counts(rule, done) else NO_HOURS),
        done.entered_on,
        done.verified_on if verified else "",
        each.refused_because,
        *(() if facts.organisation else (each.verified_by if verified else "",)),
    )


def yes(flag: bool) -> str:
    """``Yes`` or ``No``, as formulas compare it."""
    return "Yes" if flag else "No"
