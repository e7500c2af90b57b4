"""The training register in Excel, where every figure is counted anew from the sheet of records."""

from copdesk.db.queries.training import PersonStanding
from copdesk.db.reader import Reader
from copdesk.domain.fields import Count, Day, Hours
from copdesk.domain.text import sort_key
from copdesk.domain.training import Status
from copdesk.reports.asked import Asked
from copdesk.reports.document import Column, Formula, Named, Row, Sheet, Value, Workbook
from copdesk.reports.training_facts import Facts, PolicyFacts, by_organisation, gather, tally
from copdesk.reports.training_rows import MET, records, register, yes

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
    sheets = (_coverage(facts), *parts, _matrix(facts), register(facts), records(facts))
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
        yes(policy.evidence_required),
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
        ("Holds until", "The last day, grace and all, before what was met has to be met again."),
        ("Met", "The hours reach what is required, and have not to be renewed yet."),
        ("Coverage", "Met as a part of Counted, rounded down."),
        ("Enough to count", "As long as the policy asks of a session, and shown where it asks so."),
        ("Person no., Policy no.", "Names may be the same; the formulas go by these numbers."),
    )


def _share(met: str, counted: str, shown: str) -> Formula:
    return Formula(f'IF({counted}=0,"–",ROUNDDOWN(100*{met}/{counted},0)&" %")', shown)
