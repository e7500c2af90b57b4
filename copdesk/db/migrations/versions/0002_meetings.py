"""Meetings whole: series, replies, decisions, minutes, issues of the pack, registers."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "meeting_series",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("first_on", sa.String(), nullable=False),
        sa.Column("starts_at", sa.String(), nullable=True),
        sa.Column("ends_at", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("per_year", sa.Integer(), nullable=True),
        sa.Column("active", sa.Integer(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_meeting_series_community_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_series")),
    )
    op.create_index(
        op.f("ix_meeting_series_community_id"), "meeting_series", ["community_id"], unique=False
    )
    op.create_table(
        "series_item",
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("expected", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["series_id"], ["meeting_series.id"], name=op.f("fk_series_item_series_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series_item")),
    )
    op.create_index(op.f("ix_series_item_series_id"), "series_item", ["series_id"], unique=False)
    op.create_table(
        "backlog_item",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("expected", sa.String(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["participant.id"], name=op.f("fk_backlog_item_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_backlog_item_community_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_backlog_item_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backlog_item")),
    )
    op.create_index(
        op.f("ix_backlog_item_asked_by_id"), "backlog_item", ["asked_by_id"], unique=False
    )
    op.create_index(
        op.f("ix_backlog_item_community_id"), "backlog_item", ["community_id"], unique=False
    )
    op.create_index(
        op.f("ix_backlog_item_meeting_id"), "backlog_item", ["meeting_id"], unique=False
    )
    op.create_table(
        "challenge",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("raised_at_id", sa.Integer(), nullable=True),
        sa.Column("raised_by_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["raised_at_id"], ["meeting.id"], name=op.f("fk_challenge_raised_at_id")
        ),
        sa.ForeignKeyConstraint(
            ["raised_by_id"], ["participant.id"], name=op.f("fk_challenge_raised_by_id")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_challenge_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge")),
    )
    op.create_index(op.f("ix_challenge_raised_at_id"), "challenge", ["raised_at_id"], unique=False)
    op.create_index(op.f("ix_challenge_raised_by_id"), "challenge", ["raised_by_id"], unique=False)
    op.create_index(op.f("ix_challenge_topic_id"), "challenge", ["topic_id"], unique=False)
    op.create_table(
        "checklist_line",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("done_on", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_checklist_line_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_line")),
    )
    op.create_index(
        op.f("ix_checklist_line_meeting_id"), "checklist_line", ["meeting_id"], unique=False
    )
    op.create_table(
        "legal_change",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("published_on", sa.String(), nullable=True),
        sa.Column("in_force_on", sa.String(), nullable=True),
        sa.Column("transitional", sa.String(), nullable=False),
        sa.Column("topics", sa.String(), nullable=False),
        sa.Column("advice", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("briefed_at_id", sa.Integer(), nullable=True),
        sa.Column("review_on", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["briefed_at_id"], ["meeting.id"], name=op.f("fk_legal_change_briefed_at_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_change")),
    )
    op.create_index(
        op.f("ix_legal_change_briefed_at_id"), "legal_change", ["briefed_at_id"], unique=False
    )
    op.create_index(
        op.f("ix_legal_change_in_force_on"), "legal_change", ["in_force_on"], unique=False
    )
    op.create_table(
        "meeting_need",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("need", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_need_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_meeting_need_participant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_need")),
    )
    op.create_index(
        op.f("ix_meeting_need_meeting_id"), "meeting_need", ["meeting_id"], unique=False
    )
    op.create_index(
        op.f("ix_meeting_need_participant_id"), "meeting_need", ["participant_id"], unique=False
    )
    op.create_table(
        "minutes_version",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_minutes_version_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_version")),
    )
    op.create_index(
        op.f("ix_minutes_version_meeting_id"), "minutes_version", ["meeting_id"], unique=False
    )
    op.create_table(
        "pack_issue",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.String(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("held", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_pack_issue_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_pack_issue_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_issue")),
    )
    op.create_index(op.f("ix_pack_issue_document_id"), "pack_issue", ["document_id"], unique=False)
    op.create_index(op.f("ix_pack_issue_meeting_id"), "pack_issue", ["meeting_id"], unique=False)
    op.create_table(
        "agenda_link",
        sa.Column("agenda_item_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"], ["agenda_item.id"], name=op.f("fk_agenda_link_agenda_item_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_link")),
    )
    op.create_index(
        op.f("ix_agenda_link_agenda_item_id"), "agenda_link", ["agenda_item_id"], unique=False
    )
    op.create_index(op.f("ix_agenda_link_record_id"), "agenda_link", ["record_id"], unique=False)
    op.create_table(
        "decision",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"], ["agenda_item.id"], name=op.f("fk_decision_agenda_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_decision_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(
        op.f("ix_decision_agenda_item_id"), "decision", ["agenda_item_id"], unique=False
    )
    op.create_index(op.f("ix_decision_meeting_id"), "decision", ["meeting_id"], unique=False)
    op.create_table(
        "training_wish",
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("raised_at_id", sa.Integer(), nullable=True),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_training_wish_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_training_wish_participant_id")
        ),
        sa.ForeignKeyConstraint(
            ["raised_at_id"], ["meeting.id"], name=op.f("fk_training_wish_raised_at_id")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["training_session.id"], name=op.f("fk_training_wish_session_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_wish")),
    )
    op.create_index(
        op.f("ix_training_wish_organisation_id"), "training_wish", ["organisation_id"], unique=False
    )
    op.create_index(
        op.f("ix_training_wish_participant_id"), "training_wish", ["participant_id"], unique=False
    )
    op.create_index(
        op.f("ix_training_wish_raised_at_id"), "training_wish", ["raised_at_id"], unique=False
    )
    op.create_index(
        op.f("ix_training_wish_session_id"), "training_wish", ["session_id"], unique=False
    )
    op.execute("ALTER TABLE action ADD COLUMN agenda_item_id INTEGER REFERENCES agenda_item (id)")
    op.create_index(op.f("ix_action_agenda_item_id"), "action", ["agenda_item_id"], unique=False)
    op.add_column(
        "agenda_item", sa.Column("expected", sa.String(), nullable=False, server_default="discuss")
    )
    op.execute("ALTER TABLE agenda_item ADD COLUMN asked_by_id INTEGER REFERENCES participant (id)")
    op.add_column("agenda_item", sa.Column("actual_minutes", sa.Integer(), nullable=True))
    op.add_column(
        "agenda_item", sa.Column("reached", sa.Integer(), nullable=False, server_default="1")
    )
    op.add_column(
        "agenda_item", sa.Column("standing", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column(
        "agenda_item", sa.Column("carry", sa.String(), nullable=False, server_default="by_rule")
    )
    op.execute(
        "ALTER TABLE agenda_item ADD COLUMN carried_from_id INTEGER REFERENCES agenda_item (id)"
    )
    op.create_index(
        op.f("ix_agenda_item_asked_by_id"), "agenda_item", ["asked_by_id"], unique=False
    )
    op.create_index(
        op.f("ix_agenda_item_carried_from_id"), "agenda_item", ["carried_from_id"], unique=False
    )
    op.add_column(
        "attendance", sa.Column("reply", sa.String(), nullable=False, server_default="none")
    )
    op.add_column("attendance", sa.Column("replied_on", sa.String(), nullable=True))
    op.add_column("attendance", sa.Column("arrived_at", sa.String(), nullable=True))
    op.add_column("attendance", sa.Column("left_at", sa.String(), nullable=True))
    op.add_column(
        "community", sa.Column("countdown", sa.String(), nullable=False, server_default="")
    )
    op.execute("ALTER TABLE meeting ADD COLUMN series_id INTEGER REFERENCES meeting_series (id)")
    op.add_column(
        "meeting", sa.Column("minutes_state", sa.String(), nullable=False, server_default="none")
    )
    op.add_column("meeting", sa.Column("circulated_on", sa.String(), nullable=True))
    op.add_column("meeting", sa.Column("approved_on", sa.String(), nullable=True))
    op.execute("ALTER TABLE meeting ADD COLUMN approved_at_id INTEGER REFERENCES meeting (id)")
    op.add_column("meeting", sa.Column("closed_at", sa.String(), nullable=True))
    op.add_column(
        "meeting", sa.Column("calendar_sequence", sa.Integer(), nullable=False, server_default="0")
    )
    op.create_index(op.f("ix_meeting_approved_at_id"), "meeting", ["approved_at_id"], unique=False)
    op.create_index(op.f("ix_meeting_series_id"), "meeting", ["series_id"], unique=False)
