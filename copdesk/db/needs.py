"""Access and diet of people at a meeting: kept outside history, and deleted soon after it."""

from datetime import date, timedelta

from sqlalchemy import Connection, delete, select

from copdesk.db.ground import counter
from copdesk.db.models import Meeting, MeetingNeed
from copdesk.db.record import table_of

KEPT_DAYS = 14
"""Days after the meeting on which needs are deleted."""

_need, _meeting = table_of(MeetingNeed), table_of(Meeting)


def keep(connection: Connection, meeting_id: int, participant_id: int, need: str) -> None:
    """Say what somebody needs at a meeting, in the place of what was said; empty: nothing."""
    whose = (_need.c.meeting_id == meeting_id) & (_need.c.participant_id == participant_id)
    connection.execute(delete(_need).where(whose))
    if need:
        row = {
            "id": _next_id(connection),
            "version": 0,
            "meeting_id": meeting_id,
            "participant_id": participant_id,
            "need": need,
        }
        connection.execute(_need.insert().values(row))


def drop_old(connection: Connection, today: date) -> int:
    """Delete the needs of meetings held more than :data:`KEPT_DAYS` days ago; how many."""
    limit = today - timedelta(days=KEPT_DAYS)
    over = select(_meeting.c.id).where(_meeting.c.held_on < limit)
    return connection.execute(delete(_need).where(_need.c.meeting_id.in_(over))).rowcount


def _next_id(connection: Connection) -> int:
    """The next id of the file: ids are never given twice."""
    last = connection.scalar(select(counter.c.value).where(counter.c.name == "id")) or 0
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO counter (name, value) VALUES ('id', ?)", (last + 1,)
    )
    return int(last) + 1
