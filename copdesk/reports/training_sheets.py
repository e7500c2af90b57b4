"""The training register in Excel, where every figure is counted anew from the sheet of records."""

from datetime import date

from copdesk.db.queries.training import PersonStanding
from copdesk.db.reader import Reader
from copdesk.domain.dates import short_day_words
from copdesk.domain.fields import Choice, Count, Day, Hours, PartialDay
from copdesk.domain.text import sort_key
from copdesk.domain.training import CreditState, Status, Tier
from copdesk.domain.training_counted import counted_span
from copdesk.reports.asked import Asked
from copdesk.reports.document import Column, Formula, Named, Row, Sheet, Value, Workbook
from copdesk.reports.training_facts import (
    NOWHERE,
    Facts,
    PolicyFacts,
    by_organisation,
    gather,
    tally,
)

MET, NOT_MET, NOT_COUNTED = "Met", "Not met", "Not counted"

_GATHERED = (
    "ROUND({way}(Record_hours,Record_person,{{Register_person}},Record_policy,{{Register_policy}},"
    f'Record_tier,"{Tier.COMPULSORY.label}",Record_state,"{CreditState.VERIFIED.label}",'
    'Record_enough,"Yes",Record_date,">="&N({{Register_first}}),Record_date,"<="&'
    "IF(N({{Register_last}})=0,As_at,MIN(As_at,{{Register_last}}))),2)"
)
_MET = (
    f'IF({{Register_counts}}="No","{NOT_COUNTED}",IF(IF(N({{Register_renew}})>0,'
    "AND(N({Register_met_on})>0,As_at>=N({Register_met_on}),As_at<={Register_renew}),"
    f'{{Register_hours}}>={{Register_required}}),"{MET}","{NOT_MET}"))'
)
_ENOUGH = (
    "IF(AND({Record_hours}>=SUMIFS(Policy_least,Policy_no,{Record_policy}),"
    'OR(COUNTIFS(Policy_no,{Record_policy},Policy_evidence,"Yes")=0,{Record_shown}="Yes")),'
    '"Yes","No")'
)
_IN_SCOPE = "COUNTIFS(Register_policy,{Policy_no})"
_EXEMPT = 'COUNTIFS(Register_policy,{Policy_no},Register_counts,"No")'
_HAVE_MET = f'COUNTIFS(Register_policy,{{Policy_no}},Register_met,"{MET}")'
_THERE = 'COUNTIFS(Register_policy,{Part_policy},Register_places,"*|"&{Part_place}&"|*",'
_CELL = (
    'IF(COUNTIFS(Register_person,{Matrix_person},Register_policy,NO,Register_met,"MET")>0,"MET",'
    "FIXED(SUMIFS(Register_hours,Register_person,{Matrix_person},Register_policy,NO),2,TRUE)"
    '&" of "&FIXED(SUMIFS(Policy_hours,Policy_no,NO),2,TRUE))'
).replace("MET", MET)


def workbook(reader: Reader, asked: Asked) -> Workbook:
    """The register, the matrix, the coverage and the records they are counted from."""
    facts = gather(reader, asked)
    parts = () if facts.organisation else (_parts(facts),)
    sheets = (_coverage(facts), *parts, _matrix(facts), _register(facts), _records(facts))
    return Workbook(
        " · ".join(filter(None, ("Training register", facts.whose))), sheets, _words(facts)
    )


def _coverage(facts: Facts) -> Sheet:
    columns = (
        Column("Policy no.", name="Policy_no"),
        Column("Policy"),
        Column("Applies to"),
        Column("Adopted", Day()),
        Column("Hours required", Hours(), name="Policy_hours"),
        Column("Least hours of a session", Hours(), name="Policy_least"),
        Column("Needs evidence", name="Policy_evidence"),
        Column("In scope", Count(), name="Policy_in_scope"),
        Column("Exempt", Count(), name="Policy_exempt"),
        Column("Counted", Count(), name="Policy_counted"),
        Column("Met", Count(), name="Policy_met"),
        Column("Coverage"),
    )
    return Sheet(
        "Coverage",
        columns,
        [_policy_row(each) for each in facts.policies],
        period=facts.whose,
        notes=(
            "Type another day below: hours, who has met and coverage are counted again.",
            f"Whom a policy applies to, exemptions and renewals stay as at {facts.day}.",
        ),
        asked=Named("As at", "As_at", facts.as_at),
    )


def _policy_row(each: PolicyFacts) -> Row:
    found, policy = each.tally, each.line.policy
    return (
        each.line.id,
        each.line.title,
        each.line.applies_to,
        policy.adopted_on,
        policy.required_hours,
        policy.minimum_hours,
        _yes(policy.evidence_required),
        Formula(_IN_SCOPE, found.in_scope),
        Formula(_EXEMPT, found.exempt),
        Formula("{Policy_in_scope}-{Policy_exempt}", found.counted),
        Formula(_HAVE_MET, found.met),
        _share("{Policy_met}", "{Policy_counted}", found.share),
    )


def _parts(facts: Facts) -> Sheet:
    columns = (
        Column("Organisation no.", name="Part_place"),
        Column("Organisation"),
        Column("Policy no.", name="Part_policy"),
        Column("Policy"),
        Column("Counted", Count(), name="Part_counted"),
        Column("Met", Count(), name="Part_met"),
        Column("Coverage"),
    )
    rows: list[Row] = []
    for each in facts.policies:
        for place, people in by_organisation(facts, each.people):
            found = tally(people)
            rows.append(
                (
                    place.id,
                    place.name,
                    each.line.id,
                    each.line.title,
                    Formula(f'{_THERE}Register_counts,"Yes")', found.counted),
                    Formula(f'{_THERE}Register_met,"{MET}")', found.met),
                    _share("{Part_met}", "{Part_counted}", found.share),
                )
            )
    notes = ("Somebody at two organisations is counted at both.",)
    return Sheet("By organisation", columns, rows, facts.network, notes)


def _matrix(facts: Facts) -> Sheet:
    standing: dict[tuple[int, int], PersonStanding] = {
        (each.participant_id, policy.line.id): each
        for policy in facts.policies
        for each in policy.people
    }
    named = {each.participant_id: each.name for p in facts.policies for each in p.people}
    columns = (
        Column("Person no.", name="Matrix_person"),
        Column("Name"),
        Column("Organisation"),
        *(Column(each.line.title) for each in facts.policies),
    )
    rows: list[Row] = [
        (
            id_,
            name,
            facts.named_places(id_),
            *(_cell(standing.get((id_, p.line.id)), p.line.id) for p in facts.policies),
        )
        for id_, name in sorted(named.items(), key=lambda each: sort_key(each[1]))
    ]
    notes = ("Empty: the policy does not apply to the person.",)
    return Sheet("Matrix", columns, rows, facts.whose, notes)


def _cell(one: PersonStanding | None, policy_id: int) -> Value:
    if one is None or one.standing.status is Status.NOT_IN_SCOPE:
        return ""
    if not one.standing.counted:
        return one.standing.status.label
    hours = f"{one.standing.hours:.2f} of {one.standing.required:.2f}"
    return Formula(_CELL.replace("NO", str(policy_id)), MET if one.standing.complies else hours)


def _register(facts: Facts) -> Sheet:
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
        Column("Renew by", Day(), name="Register_renew"),
        Column("Due", Day()),
        Column(f"Status on {short_day_words(facts.as_at)}", Choice(Status)),
        Column("In words"),
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
        _yes(found.counted),
        first or "",
        last or "",
        Formula(_GATHERED.format(way=way), found.hours),
        found.required,
        Formula(_MET, met if found.counted else NOT_COUNTED),
        found.met_on or "",
        (found.due_on if found.renews else None) or "",
        found.due_on or "",
        found.status,
        found.sentence,
        f"|{places}|",
    )


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


def _records(facts: Facts) -> Sheet:
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
                    _yes(done.evidenced),
                    Formula(_ENOUGH, _yes(enough)),
                )
            )
    notes = ("Every record there is, those after the day too; only what is verified counts.",)
    return Sheet("Records", columns, rows, facts.whose, notes)


def _words(facts: Facts) -> tuple[tuple[str, str], ...]:
    whose = (
        (("Whose people", f"Only those who were at {facts.organisation.name} on {facts.day}."),)
        if facts.organisation
        else ()
    )
    return (
        *whose,
        ("Hours that count", "Verified compulsory hours up to the day; advanced ones never count."),
        ("Counted from, Counted to", "Where a renewal or leaving bounds the hours that count."),
        ("Counted", "In scope and not exempt. Who is deferred is counted."),
        ("Met", "The hours reach what is required, and have not to be renewed yet."),
        ("Coverage", "Met as a part of Counted, rounded down."),
        ("Enough to count", "As long as the policy asks of a session, and shown where it asks so."),
        ("Person no., Policy no.", "Names may be the same; the formulas go by these numbers."),
    )


def _share(met: str, counted: str, shown: str) -> Formula:
    return Formula(f'IF({counted}=0,"–",ROUNDDOWN(100*{met}/{counted},0)&" %")', shown)


def _yes(flag: bool) -> str:
    return "Yes" if flag else "No"
