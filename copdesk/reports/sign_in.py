"""What lies on the table by the door: the sheet to sign, and the badges to wear."""

from copdesk.db.queries.expressions import BETWEEN
from copdesk.db.queries.packs import GuestLine
from copdesk.db.reader import Reader
from copdesk.domain.meetings import AttendanceMode, AttendanceState
from copdesk.reports.asked import Asked
from copdesk.reports.document import (
    Badge,
    Badges,
    Block,
    Column,
    Document,
    Heading,
    Paragraph,
    Row,
    Table,
    Titled,
    Tone,
    Value,
)
from copdesk.reports.meeting_facts import gather

_VISITORS = 8
_LINE = 12


def document(reader: Reader, asked: Asked) -> Document:
    """The sign-in sheet."""
    facts = gather(reader, asked)
    columns = (
        Column("Name", width=56),
        Column("Organisation"),
        Column("Signature", width=46),
        Column("Time", width=17),
    )
    rows = [(_called(each), each.organisations or None, "", "") for each in facts.guests]
    blank: list[Row] = [("", "", "", "")] * _VISITORS
    return Document(
        title=facts.meeting.title,
        subtitle="Sign-in sheet",
        facts=facts.heading[1:],
        footer=facts.footer,
        blocks=(
            Table(columns, rows, empty="Nobody is on the list yet.", row_height=_LINE),
            Heading("Visitors, and whoever is not on the list", 2),
            Table(columns, blank, row_height=_LINE),
        ),
        cover=False,
        contents=False,
    )


def _called(guest: GuestLine) -> Value:
    told = [guest.native_name] if guest.native_name else []
    told += ["Sent apologies"] if guest.state is AttendanceState.APOLOGIES else []
    told += ["Online"] if guest.mode is AttendanceMode.ONLINE else []
    return Titled(guest.name, " · ".join(told))


def badges(reader: Reader, asked: Asked) -> Document:
    """Name badges of everybody who may come, 8 on a page."""
    return _badges(reader, asked, 8)


def small_badges(reader: Reader, asked: Asked) -> Document:
    """Name badges of everybody who may come, 10 on a page."""
    return _badges(reader, asked, 10)


def _badges(reader: Reader, asked: Asked, to_a_page: int) -> Document:
    facts = gather(reader, asked)
    away = {AttendanceState.APOLOGIES, AttendanceState.ABSENT}
    wearing = [each for each in facts.guests if each.state not in away]
    made = tuple(
        Badge(
            each.name,
            each.native_name,
            "\n".join(filter(None, (each.pronouns, *each.organisations.split(BETWEEN)))),
            facts.network or facts.meeting.community,
        )
        for each in wearing
    )
    nobody = Paragraph("Nobody is on the list yet.", Tone.MUTED)
    blocks: tuple[Block, ...] = (Badges(made, to_a_page),) if made else (nobody,)
    return Document(
        title=f"Name badges, {facts.meeting.title}",
        footer=facts.footer,
        blocks=blocks,
        cover=False,
        contents=False,
        titled=False,
    )
