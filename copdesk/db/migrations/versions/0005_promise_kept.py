"""One clock with pauses, knowledge, who can help, peers, what the coordinator arranged herself."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    _tables()
    _columns()
    _clocks()


def _tables() -> None:
    op.create_table(
        "bank_holiday_change",
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("nation", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("working", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_holiday_change")),
    )
    op.create_index(
        op.f("ix_bank_holiday_change_day"), "bank_holiday_change", ["day"], unique=False
    )
    op.create_table(
        "duty_mark",
        sa.Column("duty", sa.String(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("marked_on", sa.String(), nullable=False),
        sa.Column("until", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_mark")),
    )
    op.create_index(op.f("ix_duty_mark_duty"), "duty_mark", ["duty"], unique=False)
    op.create_index(op.f("ix_duty_mark_record_id"), "duty_mark", ["record_id"], unique=False)
    op.create_table(
        "saved_view",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("filters", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("sort", sa.String(), nullable=False),
        sa.Column("descending", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
    )
    op.create_index(op.f("ix_saved_view_kind"), "saved_view", ["kind"], unique=False)
    op.create_table(
        "answer_template",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_answer_template_topic_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_template")),
    )
    op.create_index(
        op.f("ix_answer_template_topic_id"), "answer_template", ["topic_id"], unique=False
    )
    op.create_table(
        "expertise",
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("noted_on", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_expertise_participant_id")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_expertise_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expertise")),
    )
    op.create_index(
        op.f("ix_expertise_participant_id"), "expertise", ["participant_id"], unique=False
    )
    op.create_index(op.f("ix_expertise_topic_id"), "expertise", ["topic_id"], unique=False)
    op.create_table(
        "organisation_capacity",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.String(), nullable=False),
        sa.Column("checked_on", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=True),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_capacity_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_capacity")),
    )
    op.create_index(
        op.f("ix_organisation_capacity_checked_on"),
        "organisation_capacity",
        ["checked_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_organisation_capacity_organisation_id"),
        "organisation_capacity",
        ["organisation_id"],
        unique=False,
    )
    op.create_table(
        "organisation_topic",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("depth", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_topic_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_organisation_topic_topic_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_topic")),
    )
    op.create_index(
        op.f("ix_organisation_topic_organisation_id"),
        "organisation_topic",
        ["organisation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_organisation_topic_topic_id"), "organisation_topic", ["topic_id"], unique=False
    )
    op.create_table(
        "enquiry_link",
        sa.Column("enquiry_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enquiry_id"], ["enquiry.id"], name=op.f("fk_enquiry_link_enquiry_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiry_link")),
    )
    op.create_index(
        op.f("ix_enquiry_link_enquiry_id"), "enquiry_link", ["enquiry_id"], unique=False
    )
    op.create_index(op.f("ix_enquiry_link_record_id"), "enquiry_link", ["record_id"], unique=False)
    op.create_table(
        "enquiry_pause",
        sa.Column("enquiry_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("start", sa.String(), nullable=False),
        sa.Column("end", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enquiry_id"], ["enquiry.id"], name=op.f("fk_enquiry_pause_enquiry_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiry_pause")),
    )
    op.create_index(
        op.f("ix_enquiry_pause_enquiry_id"), "enquiry_pause", ["enquiry_id"], unique=False
    )
    op.create_table(
        "gap_evidence",
        sa.Column("found_on", sa.String(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("authority_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("enquiry_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_gap_evidence_authority_id")
        ),
        sa.ForeignKeyConstraint(
            ["enquiry_id"], ["enquiry.id"], name=op.f("fk_gap_evidence_enquiry_id")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_gap_evidence_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap_evidence")),
    )
    op.create_index(
        op.f("ix_gap_evidence_authority_id"), "gap_evidence", ["authority_id"], unique=False
    )
    op.create_index(
        op.f("ix_gap_evidence_enquiry_id"), "gap_evidence", ["enquiry_id"], unique=False
    )
    op.create_index(op.f("ix_gap_evidence_found_on"), "gap_evidence", ["found_on"], unique=False)
    op.create_index(op.f("ix_gap_evidence_topic_id"), "gap_evidence", ["topic_id"], unique=False)
    op.create_table(
        "introduction",
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.String(), nullable=False),
        sa.Column("enquiry_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enquiry_id"], ["enquiry.id"], name=op.f("fk_introduction_enquiry_id")
        ),
        sa.ForeignKeyConstraint(
            ["first_id"], ["participant.id"], name=op.f("fk_introduction_first_id")
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["participant.id"], name=op.f("fk_introduction_second_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction")),
    )
    op.create_index(
        op.f("ix_introduction_enquiry_id"), "introduction", ["enquiry_id"], unique=False
    )
    op.create_index(op.f("ix_introduction_first_id"), "introduction", ["first_id"], unique=False)
    op.create_index(op.f("ix_introduction_made_on"), "introduction", ["made_on"], unique=False)
    op.create_index(op.f("ix_introduction_second_id"), "introduction", ["second_id"], unique=False)
    op.create_table(
        "knowledge",
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("kept_on", sa.String(), nullable=False),
        sa.Column("review_on", sa.String(), nullable=True),
        sa.Column("enquiry_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enquiry_id"], ["enquiry.id"], name=op.f("fk_knowledge_enquiry_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_knowledge")),
    )
    op.create_index(op.f("ix_knowledge_enquiry_id"), "knowledge", ["enquiry_id"], unique=False)
    op.create_index(op.f("ix_knowledge_kept_on"), "knowledge", ["kept_on"], unique=False)
    op.create_index(op.f("ix_knowledge_review_on"), "knowledge", ["review_on"], unique=False)
    op.create_table(
        "knowledge_topic",
        sa.Column("knowledge_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["knowledge_id"], ["knowledge.id"], name=op.f("fk_knowledge_topic_knowledge_id")
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_knowledge_topic_topic_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_knowledge_topic")),
    )
    op.create_index(
        op.f("ix_knowledge_topic_knowledge_id"), "knowledge_topic", ["knowledge_id"], unique=False
    )
    op.create_index(
        op.f("ix_knowledge_topic_topic_id"), "knowledge_topic", ["topic_id"], unique=False
    )


def _columns() -> None:
    op.add_column(
        "affiliation", sa.Column("contract", sa.String(), nullable=False, server_default="")
    )
    op.add_column(
        "community",
        sa.Column("promise_rule", sa.String(), nullable=False, server_default="calendar_days"),
    )
    op.add_column("enquiry", sa.Column("reply_by", sa.String(), nullable=True))
    op.add_column("enquiry", sa.Column("act_by", sa.String(), nullable=True))
    op.add_column(
        "enquiry", sa.Column("priority", sa.String(), nullable=False, server_default="normal")
    )
    op.add_column(
        "enquiry", sa.Column("outcome", sa.String(), nullable=False, server_default="not_yet")
    )
    op.add_column(
        "enquiry", sa.Column("outcome_note", sa.String(), nullable=False, server_default="")
    )
    op.add_column("enquiry", sa.Column("next_step", sa.String(), nullable=False, server_default=""))
    op.add_column("enquiry", sa.Column("next_step_on", sa.String(), nullable=True))
    op.execute("ALTER TABLE enquiry ADD COLUMN merged_into_id INTEGER REFERENCES enquiry (id)")
    op.add_column("enquiry", sa.Column("mail_id", sa.String(), nullable=False, server_default=""))
    op.create_index(op.f("ix_enquiry_act_by"), "enquiry", ["act_by"], unique=False)
    op.create_index(op.f("ix_enquiry_closed_on"), "enquiry", ["closed_on"], unique=False)
    op.create_index(op.f("ix_enquiry_mail_id"), "enquiry", ["mail_id"], unique=False)
    op.create_index(op.f("ix_enquiry_merged_into_id"), "enquiry", ["merged_into_id"], unique=False)
    op.create_index(op.f("ix_enquiry_next_step_on"), "enquiry", ["next_step_on"], unique=False)
    op.create_index(op.f("ix_enquiry_reply_by"), "enquiry", ["reply_by"], unique=False)
    op.add_column("enquiry_note", sa.Column("with_id", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_enquiry_note_with_id"), "enquiry_note", ["with_id"], unique=False)
    op.add_column(
        "organisation", sa.Column("languages", sa.String(), nullable=False, server_default="")
    )
    op.add_column(
        "participant", sa.Column("languages", sa.String(), nullable=False, server_default="")
    )
    op.add_column(
        "policy_scope_rule", sa.Column("contract", sa.String(), nullable=False, server_default="")
    )
    op.add_column(
        "training_policy", sa.Column("contract", sa.String(), nullable=False, server_default="")
    )
    op.add_column(
        "training_session",
        sa.Column("calendar_sequence", sa.Integer(), nullable=False, server_default="0"),
    )


def _clocks() -> None:
    """Enquiries that are open go by their promise; those waiting have waited since it was noted."""
    op.execute(
        "UPDATE enquiry SET reply_by = due_on, act_by = date(due_on, CASE strftime('%w', due_on)"
        " WHEN '6' THEN '-1 day' WHEN '0' THEN '-2 days' ELSE '+0 days' END)"
        " WHERE state IN ('new', 'open')"
    )
    op.execute(
        "UPDATE enquiry SET outcome = 'answered' WHERE state IN ('answered', 'closed')"
        " AND answered_on IS NOT NULL"
    )
    connection = op.get_bind()
    waiting = connection.exec_driver_sql(
        "SELECT id, version, coalesce((SELECT max(substr(at, 1, 10)) FROM enquiry_note"
        " WHERE enquiry_id = enquiry.id AND text LIKE 'Waiting for the asker%'), received_on)"
        " FROM enquiry WHERE state = 'waiting' ORDER BY id"
    ).all()
    for id_, version, since in waiting:
        connection.exec_driver_sql("UPDATE counter SET value = value + 1 WHERE name = 'id'")
        connection.exec_driver_sql(
            "INSERT INTO enquiry_pause (id, version, enquiry_id, kind, start, reason)"
            " SELECT value, ?, ?, 'waiting', ?, '' FROM counter WHERE name = 'id'",
            (version, id_, since),
        )
