"""The register of training and its records, row by row, with the formulas that count them."""

from datetime import date

from copdesk.db.queries.training import PersonStanding
from copdesk.domain.dates import short_day_words
from copdesk.domain.fields import Choice, Day, Hours, PartialDay
from copdesk.domain.training import CreditState, Standing, Status, Tier
from copdesk.domain.training_counted import counted_span
from copdesk.reports.document import Column, Formula, Row, Sheet
from copdesk.reports.training_facts import NOWHERE, Facts, PolicyFacts

MET, NOT_MET, NOT_COUNTED = "Met", "Not met", "Not counted"

_GATHERED = (
    "ROUND({way}(Record_hours,Record_person,{{Register_person}},Record_policy,{{Register_policy}},"
    f'Record_tier,"{Tier.COMPULSORY.label}",Record_state,"{CreditState.VERIFIED.label}",'
    'Record_enough,"Yes",Record_date,">="&N({{Register_first}}),Record_date,"<="&'
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
        Column(f"Status on {short_day_words(facts.as_at)}", Choice(Status)),
        Column("In words", width=160),
        Column("Organisation nos.", name="Register_places"),
    )
    rows = [
        _person_row(facts, policy, each)
        for policy in facts.policies
        for each in policy.people
        if each.standing.status is not Status.NOT_IN_SCOPE
    ]
    return Sheet("Register", columns, rows, facts.whose)


def _person_row(facts: Facts, policy: PolicyFacts, each: PersonStanding) -> Row:
    found = each.standing
    first, last = _span(facts, policy, each)
    way = "SUMIFS" if policy.line.policy.accumulates else "_xlfn.MAXIFS"
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
        Formula(_GATHERED.format(way=way), found.hours),
        found.required,
        Formula(_MET, met if found.counted else NOT_COUNTED),
        found.met_on or "",
        _holds_until(found) or "",
        found.due_on or "",
        found.status,
        found.sentence,
        f"|{places}|",
    )


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
    """Every record there is, whatever its day."""
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
    )
    rows: list[Row] = []
    for policy in facts.policies:
        rule = policy.line.policy
        for each in policy.records:
            done = each.credit
            shown = done.evidenced or not rule.evidence_required
            enough = done.hours >= rule.minimum_hours and shown
            rows.append(
                (
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
                )
            )
    notes = ("Every record there is, those after the day too; only what is verified counts.",)
    return Sheet("Records", columns, rows, facts.whose, notes)


def yes(flag: bool) -> str:
    """``Yes`` or ``No``, as formulas compare it."""
    return "Yes" if flag else "No"
