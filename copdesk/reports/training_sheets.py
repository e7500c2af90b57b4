"""The training register in Excel, where every figure is counted anew from the sheet of records."""

from copdesk.db.queries.training import PersonStanding
from copdesk.db.reader import Reader
from copdesk.domain.fields import Count, Day, Hours
from copdesk.domain.text import sort_key
from copdesk.domain.training import Status
from copdesk.reports.asked import Asked
from copdesk.reports.document import Column, Formula, Named, Row, RowsMade, Sheet, Value, Workbook
from copdesk.reports.training_facts import Facts, PolicyFacts, by_organisation, gather, tally
from copdesk.reports.training_lists import lists
from copdesk.reports.training_rows import KEYED, MET, cell_words, records, register, yes

_IN_SCOPE = "COUNTIFS(Register_policy,{Policy_no})"
_EXEMPT = 'COUNTIFS(Register_policy,{Policy_no},Register_counts,"No")'
_HAVE_MET = f'COUNTIFS(Register_policy,{{Policy_no}},Register_met,"{MET}")'
_THERE = 'COUNTIFS(Register_policy,{Part_policy},Register_places,"*|"&{Part_place}&"|*",'
_DEFERRED = f'COUNTIFS(Register_policy,{{Policy_no}},Register_status,"{Status.DEFERRED.label}")'
_CELL = f"INDEX(Register_cell,MATCH({{Matrix_person}}*{KEYED}+NO,Register_key,0))"
_KNOWN = "What was entered or verified later is left out; exemptions and places are as now known."


def workbook(reader: Reader, asked: Asked) -> Workbook:
    """The register, the matrix, the coverage and the records they are counted from."""
    facts = gather(reader, asked)
    parts = () if facts.organisation else (_parts(facts),)
    counted = (_coverage(facts), *parts, _matrix(facts), register(facts), records(facts))
    sheets = (*counted, *lists(reader, facts))
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
        Column("Deferred", Count(), name="Policy_deferred"),
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
            *((_KNOWN,) if facts.known_on else ()),
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
        Formula(_DEFERRED, found.deferred),
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
    formulas = [_CELL.replace("NO", str(each.line.id)) for each in facts.policies]
    asked = [
        (each.line.id, formula) for each, formula in zip(facts.policies, formulas, strict=True)
    ]

    def row(person: tuple[int, str]) -> Row:
        id_, name = person
        told = (_cell(standing.get((id_, policy)), formula) for policy, formula in asked)
        return (id_, name, facts.named_places(id_), *told)

    rows = RowsMade(sorted(named.items(), key=lambda each: sort_key(each[1])), row)
    notes = ("Empty: the policy does not apply to the person.",)
    return Sheet("Matrix", columns, rows, facts.whose, notes)


def _cell(one: PersonStanding | None, formula: str) -> Value:
    if one is None or one.standing.status is Status.NOT_IN_SCOPE:
        return ""
    return Formula(formula, cell_words(one.standing))


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
        (
            "Exempt, Deferred",
            "Exempt: need not do it. Deferred: has to do it later, and is counted.",
        ),
        ("Holds until", "The last day, grace and all, before what was met has to be met again."),
        ("Met", "The hours reach what is required, and have not to be renewed yet."),
        ("Coverage", "Met as a part of Counted, rounded down."),
        ("Hours that can count", "Of one record: verified, compulsory and enough; else 0.00."),
        ("Feedback", "From 1 to 5; the average of those who gave it, with how many they are."),
        ("Enough to count", "As long as the policy asks of a session, and shown where it asks so."),
        ("Person no., Policy no.", "Names may be the same; the formulas go by these numbers."),
    )


def _share(met: str, counted: str, shown: str) -> Formula:
    return Formula(f'IF({counted}=0,"–",ROUNDDOWN(100*{met}/{counted},0)&" %")', shown)
