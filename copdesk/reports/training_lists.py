"""What stands beside the register in its workbook: people, scope, sessions, grades, reminders."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from copdesk.db.queries.grades import GradeLine, grades
from copdesk.db.queries.training_reports import (
    RoleLine,
    SessionLine,
    releases,
    reminders,
    roles,
    sessions,
)
from copdesk.db.reader import Reader
from copdesk.domain.fields import Choice, Count, Day, Hours, PartialDay
from copdesk.domain.grades import Scheme
from copdesk.domain.training import (
    BookingState,
    PolicyScope,
    ReleaseKind,
    ReminderKind,
    ScopeRule,
    Tier,
)
from copdesk.reports.document import Column, Formula, Row, Sheet
from copdesk.reports.training_facts import Facts, PolicyFacts
from copdesk.reports.training_method import due, renewal

GRADE_WARNING = 90
"""Days before its end in which a grade expires soon."""

_RUNS = (
    "IF(AND(OR(N({Release_from})=0,As_at>=N({Release_from})),"
    'OR(N({Release_to})=0,As_at<={Release_to})),"Yes","No")'
)
_GRADE = (
    'IF(N({Grade_until})=0,"Not known",IF(As_at>{Grade_until},"Expired",'
    f'IF(As_at>={{Grade_until}}-{GRADE_WARNING},"Expires soon","Valid")))'
)


def lists(reader: Reader, facts: Facts) -> Iterator[Sheet]:
    """The sheets that have something in them; of one organisation only what is its own people's."""
    yield exemptions(reader, facts)
    yield _people(reader, facts)
    found = [_scope(reader, facts), _sessions(reader, facts), _reminders(reader, facts)]
    yield from (each for each in found if each.rows and not facts.organisation)
    held = _grades(reader, facts)
    yield from (held,) if held.rows else ()


def exemptions(reader: Reader, facts: Facts) -> Sheet:
    """Who is exempt or deferred, whatever the day, and whether it runs on the day typed."""
    columns = (
        Column("Person no."),
        Column("Name"),
        Column("Policy"),
        Column("Exempt or deferred", Choice(ReleaseKind)),
        Column("From", Day(), name="Release_from"),
        Column("To", Day(), name="Release_to"),
        Column("Runs on the day", name="Release_runs"),
        Column("Reason"),
        *(() if facts.organisation else (Column("Approved by"),)),
    )
    rows: list[Row] = []
    inside = {each.line.id: {one.participant_id for one in each.people} for each in facts.policies}
    for each in releases(reader):
        if each.participant_id not in inside.get(each.policy_id, ()):
            continue
        runs = (each.start or facts.as_at) <= facts.as_at <= (each.end or facts.as_at)
        rows.append(
            (
                each.participant_id,
                each.name,
                facts.policy_title(each.policy_id),
                each.kind,
                each.start or "",
                each.end or "",
                Formula(_RUNS, "Yes" if runs else "No"),
                each.reason,
                *(() if facts.organisation else (each.approved_by,)),
            )
        )
    notes = ("Empty: open at that end. Who has met a policy all the same counts as having met it.",)
    return Sheet("Exemptions", columns, rows, facts.whose, notes)


def _people(reader: Reader, facts: Facts) -> Sheet:
    columns = (
        Column("Person no."),
        Column("Name"),
        Column("Organisation no."),
        Column("Organisation"),
        Column("Role"),
        Column("Contract"),
        Column("From", PartialDay()),
        Column("To", PartialDay()),
    )
    inside = {one.participant_id for each in facts.policies for one in each.people}
    rows: list[Row] = [
        (
            each.participant_id,
            each.name,
            each.organisation.id,
            each.organisation.name,
            each.role,
            each.contract,
            each.start,
            each.end or "",
        )
        for each in roles(reader)
        if each.participant_id in inside and _may_be_told(facts, each)
    ]
    notes = ("Where those in scope are and were, on which a policy's rules go.",)
    return Sheet("People", columns, rows, facts.whose, notes)


def _may_be_told(facts: Facts, each: RoleLine) -> bool:
    return facts.organisation in {None, each.organisation}


def _scope(reader: Reader, facts: Facts) -> Sheet:
    columns = (
        Column("Policy no."),
        Column("Policy"),
        Column("Takes in"),
        Column("Only in the role"),
        Column("Only with the contract"),
        Column("Only who joined after", Day()),
        Column("When it is due", width=110),
        Column("Renewal", width=110),
        Column("Due soon (days before)", Count()),
        Column("Grace (days after)", Count()),
        Column("Ended", Day()),
    )
    named = reader.titles(rule.of for each in facts.policies for rule in each.line.policy.scope)
    rows = [
        _scope_row(each, rule, named.get(rule.of or 0, ""))
        for each in facts.policies
        for rule in each.line.policy.scope
    ]
    notes = ("Somebody is in scope when any rule of the policy takes them in.",)
    return Sheet("Scope", columns, rows, facts.whose, notes)


def _scope_row(each: PolicyFacts, rule: ScopeRule, named: str) -> Row:
    policy = each.line.policy
    everyone = rule.scope is PolicyScope.EVERYONE
    return (
        each.line.id,
        each.line.title,
        PolicyScope.EVERYONE.label if everyone else named or "Nobody",
        rule.role,
        rule.contract,
        rule.joined_after or "",
        due(policy),
        " ".join(renewal(policy)) or "Once is enough.",
        policy.warning_days,
        policy.grace_days,
        policy.repealed_on or "",
    )


def _sessions(reader: Reader, facts: Facts) -> Sheet:
    columns = (
        Column("Date", Day()),
        Column("Session"),
        Column("Counts towards"),
        Column("Course"),
        Column("Tier", Choice(Tier)),
        Column("Trainer"),
        Column("Place"),
        Column("Hours", Hours()),
        Column("Places", Count()),
        Column("Booked", Count()),
        Column("Waiting", Count()),
        Column("Attended", Count()),
        Column("Did not come", Count()),
        Column("Feedback, 1 to 5", Hours()),
        Column("Who gave it", Count()),
        Column("Cost (£)", Count()),
    )
    shown = {each.line.id for each in facts.policies}
    rows = [
        _session_row(each, facts.policy_title(each.policy_id))
        for each in sessions(reader)
        if each.policy_id in shown
    ]
    notes = ("Feedback is the average of those who gave it; not known where nobody did.",)
    return Sheet("Sessions", columns, rows, facts.whose, notes)


def _session_row(each: SessionLine, policy: str) -> Row:
    states = each.states
    return (
        each.held_on,
        each.title,
        policy,
        each.course,
        each.tier,
        each.trainer,
        each.place,
        each.hours,
        each.capacity,
        states.get(BookingState.BOOKED, 0),
        states.get(BookingState.WAITING, 0),
        states.get(BookingState.ATTENDED, 0),
        states.get(BookingState.NO_SHOW, 0),
        average(each),
        len(each.marks),
        each.cost,
    )


def average(each: SessionLine) -> Decimal | None:
    """What those who told said of it, 1.00 to 5.00; ``None`` where nobody did."""
    if not each.marks:
        return None
    whole = Decimal(sum(each.marks)) / len(each.marks)
    return whole.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _grades(reader: Reader, facts: Facts) -> Sheet:
    columns = (
        Column("Whose"),
        Column("Scheme", Choice(Scheme)),
        Column("Grade"),
        Column("Category"),
        Column("Valid until", Day(), name="Grade_until"),
        Column("On the day", name="Grade_now"),
        Column("Working towards"),
        Column("Approval until", Day()),
    )
    found = [each for each in grades(reader) if _is_theirs(facts, each)]
    rows: list[Row] = [
        (
            each.whose,
            each.scheme,
            each.grade,
            each.category,
            each.valid_until,
            Formula(_GRADE, _grade_now(facts, each)),
            each.working_towards,
            each.approval_until or "",
        )
        for each in found
    ]
    notes = (f"Expires soon: within {GRADE_WARNING} days of the day on the sheet of coverage.",)
    return Sheet("Grades", columns, rows, facts.whose, notes)


def _is_theirs(facts: Facts, each: GradeLine) -> bool:
    if facts.organisation is None:
        return True
    here = facts.places.get(each.whose_id or 0, ())
    return each.whose_id == facts.organisation.id or facts.organisation in here


def _grade_now(facts: Facts, each: GradeLine) -> str:
    if each.valid_until is None:
        return "Not known"
    left = (each.valid_until - facts.as_at).days
    if left < 0:
        return "Expired"
    return "Expires soon" if left <= GRADE_WARNING else "Valid"


def _reminders(reader: Reader, facts: Facts) -> Sheet:
    columns = (
        Column("Drafted", Day()),
        Column("Person no."),
        Column("Name"),
        Column("Policy"),
        Column("Because", Choice(ReminderKind)),
    )
    shown = {each.line.id for each in facts.policies}
    rows: list[Row] = [
        (
            each.drafted_on,
            each.participant_id,
            each.name,
            facts.policy_title(each.policy_id),
            each.kind,
        )
        for each in reminders(reader)
        if each.policy_id in shown and each.drafted_on <= (facts.known_on or each.drafted_on)
    ]
    notes = ("Drafts that were made; whether a mail was sent is not known here.",)
    return Sheet("Reminders", columns, rows, facts.whose, notes)
