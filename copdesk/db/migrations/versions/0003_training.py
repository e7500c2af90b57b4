"""Training whole: rules of policies, releases, bookings, grades, reminders, when hours came in."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "regulator_grade",
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("valid_until", sa.String(), nullable=True),
        sa.Column("working_towards", sa.String(), nullable=False),
        sa.Column("approval_until", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_regulator_grade_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_regulator_grade_participant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regulator_grade")),
    )
    op.create_index(
        op.f("ix_regulator_grade_organisation_id"),
        "regulator_grade",
        ["organisation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_regulator_grade_participant_id"),
        "regulator_grade",
        ["participant_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_regulator_grade_valid_until"), "regulator_grade", ["valid_until"], unique=False
    )
    op.create_table(
        "policy_scope_rule",
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("community_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("joined_after", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_policy_scope_rule_community_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_policy_scope_rule_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"], ["training_policy.id"], name=op.f("fk_policy_scope_rule_policy_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_scope_rule")),
    )
    op.create_index(
        op.f("ix_policy_scope_rule_community_id"),
        "policy_scope_rule",
        ["community_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_policy_scope_rule_organisation_id"),
        "policy_scope_rule",
        ["organisation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_policy_scope_rule_policy_id"), "policy_scope_rule", ["policy_id"], unique=False
    )
    op.create_table(
        "training_exemption",
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("start", sa.String(), nullable=True),
        sa.Column("end", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_training_exemption_participant_id"),
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"], ["training_policy.id"], name=op.f("fk_training_exemption_policy_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_exemption")),
    )
    op.create_index(
        op.f("ix_training_exemption_participant_id"),
        "training_exemption",
        ["participant_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_training_exemption_policy_id"), "training_exemption", ["policy_id"], unique=False
    )
    op.create_table(
        "training_reminder",
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("drafted_on", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_training_reminder_participant_id")
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"], ["training_policy.id"], name=op.f("fk_training_reminder_policy_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_reminder")),
    )
    op.create_index(
        op.f("ix_training_reminder_participant_id"),
        "training_reminder",
        ["participant_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_training_reminder_policy_id"), "training_reminder", ["policy_id"], unique=False
    )
    op.create_table(
        "session_booking",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("feedback", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_session_booking_participant_id")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["training_session.id"], name=op.f("fk_session_booking_session_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_booking")),
    )
    op.create_index(
        op.f("ix_session_booking_participant_id"),
        "session_booking",
        ["participant_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_session_booking_session_id"), "session_booking", ["session_id"], unique=False
    )
    op.add_column("credit", sa.Column("entered_on", sa.String(), nullable=True))
    op.add_column(
        "credit", sa.Column("verified_by", sa.String(), nullable=False, server_default="")
    )
    op.add_column("credit", sa.Column("verified_on", sa.String(), nullable=True))
    op.add_column(
        "credit", sa.Column("refused_because", sa.String(), nullable=False, server_default="")
    )
    op.add_column(
        "training_policy", sa.Column("minute", sa.String(), nullable=False, server_default="")
    )
    op.add_column(
        "training_policy", sa.Column("imposed_by", sa.String(), nullable=False, server_default="")
    )
    op.add_column("training_policy", sa.Column("repealed_on", sa.String(), nullable=True))
    op.add_column(
        "training_policy", sa.Column("role", sa.String(), nullable=False, server_default="")
    )
    op.add_column("training_policy", sa.Column("joined_after", sa.String(), nullable=True))
    op.add_column(
        "training_policy",
        sa.Column("deadline_rule", sa.String(), nullable=False, server_default="later"),
    )
    op.add_column("training_policy", sa.Column("deadline_on", sa.String(), nullable=True))
    op.add_column(
        "training_policy", sa.Column("renewal", sa.String(), nullable=False, server_default="none")
    )
    op.add_column("training_policy", sa.Column("renewal_on", sa.String(), nullable=True))
    op.add_column(
        "training_policy",
        sa.Column("warning_days", sa.Integer(), nullable=False, server_default="30"),
    )
    op.add_column(
        "training_policy", sa.Column("grace_days", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column(
        "training_policy",
        sa.Column("accumulates", sa.Integer(), nullable=False, server_default="1"),
    )
    op.add_column("training_policy", sa.Column("minimum_hours", sa.Integer(), nullable=True))
    op.add_column(
        "training_policy",
        sa.Column("evidence_required", sa.Integer(), nullable=False, server_default="0"),
    )
    op.add_column(
        "training_session", sa.Column("link", sa.String(), nullable=False, server_default="")
    )
    op.execute("ALTER TABLE training_session ADD COLUMN meeting_id INTEGER REFERENCES meeting (id)")
    op.add_column("training_session", sa.Column("cost", sa.Integer(), nullable=True))
    op.create_index(
        op.f("ix_training_session_meeting_id"), "training_session", ["meeting_id"], unique=False
    )
    op.execute("UPDATE training_policy SET renewal = 'months' WHERE renewal_months IS NOT NULL")
    op.execute(
        "UPDATE credit SET entered_on = (SELECT substr(min(change.at), 1, 10) FROM row_change"
        " JOIN change ON change.id = row_change.change_id WHERE row_change.kind = 'credit'"
        " AND row_change.record_id = credit.id AND row_change.before IS NULL)"
    )
