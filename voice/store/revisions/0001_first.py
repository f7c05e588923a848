"""Every table of the first edition.

Written out, not made from ``schema``: a revision says for ever what it did on its day.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_NEWEST_FIRST = """
    job audit session person paper_words paper external_figure release period tally set_aside
    receipt remark answer response collection attendance event group_overlap group
    edition_option edition
"""


def upgrade() -> None:
    _asked()
    _groups()
    _events()
    _collections()
    _answers()
    _remarks()
    _receipts()
    _releases()
    _papers()
    _people()
    _work()


def downgrade() -> None:
    for table in _NEWEST_FIRST.split():
        op.drop_table(table)


def _asked() -> None:
    """What we ask."""
    op.create_table(
        "edition",
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("survey", sa.String(60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.CheckConstraint("length(fingerprint) = 64", name="ck_edition_fingerprint"),
        sa.PrimaryKeyConstraint("fingerprint", name="pk_edition"),
        sa.UniqueConstraint("survey", "version", name="uq_edition_survey_version"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "edition_option",
        sa.Column("edition", sa.String(64), nullable=False),
        sa.Column("item", sa.String(60), nullable=False),
        sa.Column("option", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition"], ["edition.fingerprint"], name="fk_edition_option_edition_edition"
        ),
        sa.PrimaryKeyConstraint("edition", "item", "option", name="pk_edition_option"),
        sqlite_with_rowid=False,
    )


def _groups() -> None:
    """Who meets."""
    op.create_table(
        "group",
        sa.Column("id", sa.String(60), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("ages", sa.String(40), server_default="", nullable=False),
        sa.Column("joins", sa.String(60)),
        sa.CheckConstraint("joins IS NULL OR joins <> id", name="ck_group_joins_another"),
        sa.ForeignKeyConstraint(["joins"], ["group.id"], name="fk_group_joins_group"),
        sa.PrimaryKeyConstraint("id", name="pk_group"),
        sa.UniqueConstraint("name", name="uq_group_name"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "group_overlap",
        sa.Column("group", sa.String(60), nullable=False),
        sa.Column("other", sa.String(60), nullable=False),
        sa.CheckConstraint('"group" <> other', name="ck_group_overlap_another"),
        sa.ForeignKeyConstraint(["group"], ["group.id"], name="fk_group_overlap_group_group"),
        sa.ForeignKeyConstraint(["other"], ["group.id"], name="fk_group_overlap_other_group"),
        sa.PrimaryKeyConstraint("group", "other", name="pk_group_overlap"),
        sqlite_with_rowid=False,
    )


def _events() -> None:
    """Where and when they meet."""
    op.create_table(
        "event",
        sa.Column("id", sa.String(60), nullable=False),
        sa.Column("group", sa.String(60), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("place", sa.String(120), server_default="", nullable=False),
        sa.Column("place_safe", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("district", sa.String(120), server_default="", nullable=False),
        sa.Column("host", sa.String(80), server_default="", nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("why", sa.String(400), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("invented", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("counted", sa.Integer()),
        sa.CheckConstraint(
            "status IN ('planned', 'open', 'went-ahead', 'cancelled')", name="ck_event_status"
        ),
        sa.CheckConstraint("counted IS NULL OR counted >= 0", name="ck_event_counted"),
        sa.ForeignKeyConstraint(["group"], ["group.id"], name="fk_event_group_group"),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "attendance",
        sa.Column("event", sa.String(60), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("category", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 0", name="ck_attendance_number"),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name="fk_attendance_event_event"),
        sa.PrimaryKeyConstraint("event", "what", "category", name="pk_attendance"),
        sqlite_with_rowid=False,
    )


def _collections() -> None:
    """Where answers come in."""
    op.create_table(
        "collection",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("event", sa.String(60)),
        sa.Column("group", sa.String(60)),
        sa.Column("name", sa.String(120), server_default="", nullable=False),
        sa.Column("survey", sa.String(60), nullable=False),
        sa.Column("edition", sa.String(64), nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("opens", sa.Date(), nullable=False),
        sa.Column("closes", sa.Date()),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("counted", sa.Integer()),
        sa.CheckConstraint("channel IN ('code', 'link', 'import')", name="ck_collection_channel"),
        sa.CheckConstraint(
            'event IS NULL OR "group" IS NULL', name="ck_collection_event_or_standing"
        ),
        sa.CheckConstraint("length(code) = 8", name="ck_collection_code"),
        sa.ForeignKeyConstraint(
            ["edition"], ["edition.fingerprint"], name="fk_collection_edition_edition"
        ),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name="fk_collection_event_event"),
        sa.ForeignKeyConstraint(["group"], ["group.id"], name="fk_collection_group_group"),
        sa.PrimaryKeyConstraint("id", name="pk_collection"),
        sa.UniqueConstraint("code", name="uq_collection_code"),
        sqlite_with_rowid=False,
    )


def _answers() -> None:
    """What young people answered."""
    op.create_table(
        "response",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("edition", sa.String(64), nullable=False),
        sa.Column("collection", sa.String(36)),
        sa.Column("group", sa.String(60)),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("age_band", sa.String(10)),
        sa.Column("helped", sa.String(10)),
        sa.CheckConstraint("age_band IN ('0-9', '10-16', '17+')", name="ck_response_age_band"),
        sa.CheckConstraint("helped IN ('alone', 'together')", name="ck_response_helped"),
        sa.CheckConstraint("month LIKE '____-__'", name="ck_response_month"),
        sa.ForeignKeyConstraint(
            ["collection"], ["collection.id"], name="fk_response_collection_collection"
        ),
        sa.ForeignKeyConstraint(
            ["edition"], ["edition.fingerprint"], name="fk_response_edition_edition"
        ),
        sa.ForeignKeyConstraint(["group"], ["group.id"], name="fk_response_group_group"),
        sa.PrimaryKeyConstraint("id", name="pk_response"),
        sa.UniqueConstraint("id", "edition", name="uq_response_id_edition"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_response_collection", "response", ["collection"])
    op.create_index("ix_response_month", "response", ["month"])
    op.create_table(
        "answer",
        sa.Column("response", sa.String(36), nullable=False),
        sa.Column("item", sa.String(60), nullable=False),
        sa.Column("option", sa.String(60), nullable=False),
        sa.Column("edition", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition", "item", "option"],
            ["edition_option.edition", "edition_option.item", "edition_option.option"],
            name="fk_answer_edition_item_option_edition_option",
        ),
        sa.ForeignKeyConstraint(
            ["response", "edition"],
            ["response.id", "response.edition"],
            name="fk_answer_response_edition_response",
        ),
        sa.PrimaryKeyConstraint("response", "item", "option", name="pk_answer"),
        sqlite_with_rowid=False,
    )


def _remarks() -> None:
    """What young people wrote."""
    op.create_table(
        "remark",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("item", sa.String(60), nullable=False),
        sa.Column("survey", sa.String(60), nullable=False),
        sa.Column("group", sa.String(60)),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("age_band", sa.String(10)),
        sa.Column("leave", sa.String(20)),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("due", sa.Date()),
        sa.Column("read_by", sa.String(20)),
        sa.CheckConstraint("leave IN ('words', 'idea', 'team')", name="ck_remark_leave"),
        sa.CheckConstraint("month LIKE '____-__'", name="ck_remark_month"),
        sa.CheckConstraint("(due IS NULL) <> (read_by IS NULL)", name="ck_remark_unread_or_read"),
        sa.ForeignKeyConstraint(["group"], ["group.id"], name="fk_remark_group_group"),
        sa.PrimaryKeyConstraint("id", name="pk_remark"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_remark_due", "remark", ["due"])


def _receipts() -> None:
    """What is known of how it came in."""
    op.create_table(
        "receipt",
        sa.Column("mac", sa.String(64), nullable=False),
        sa.Column("body_mac", sa.String(64), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("collection", sa.String(36), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('stored', 'set-aside', 'conflict')", name="ck_receipt_outcome"
        ),
        sa.ForeignKeyConstraint(
            ["collection"], ["collection.id"], name="fk_receipt_collection_collection"
        ),
        sa.PrimaryKeyConstraint("mac", name="pk_receipt"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_receipt_collection", "receipt", ["collection"])
    op.create_table(
        "set_aside",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("why", sa.String(400), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("received", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("month LIKE '____-__'", name="ck_set_aside_month"),
        sa.PrimaryKeyConstraint("id", name="pk_set_aside"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tally",
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("value", sa.String(60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", "what", "value", name="pk_tally"),
        sqlite_with_rowid=False,
    )


def _releases() -> None:
    """What may be said."""
    op.create_table(
        "period",
        sa.Column("id", sa.String(20), nullable=False),
        sa.Column("first", sa.String(7), nullable=False),
        sa.Column("last", sa.String(7), nullable=False),
        sa.Column("closed", sa.Date(), nullable=False),
        sa.CheckConstraint("first <= last", name="ck_period_order"),
        sa.PrimaryKeyConstraint("id", name="pk_period"),
        sa.UniqueConstraint("first", name="uq_period_first"),
        sa.UniqueConstraint("last", name="uq_period_last"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "release",
        sa.Column("id", sa.String(20), nullable=False),
        sa.Column("period", sa.String(20), nullable=False),
        sa.Column("audience", sa.String(40), nullable=False),
        sa.Column("policy", sa.JSON(), nullable=False),
        sa.Column("tables", sa.Text(), nullable=False),
        sa.Column("log", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["period"], ["period.id"], name="fk_release_period_period"),
        sa.PrimaryKeyConstraint("id", name="pk_release"),
        sqlite_with_rowid=False,
    )


def _papers() -> None:
    """What else a paper needs."""
    op.create_table(
        "external_figure",
        sa.Column("source", sa.String(120), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("measure", sa.String(120), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("month LIKE '____-__'", name="ck_external_figure_month"),
        sa.PrimaryKeyConstraint("source", "month", "measure", name="pk_external_figure"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "paper",
        sa.Column("meeting", sa.Date(), nullable=False),
        sa.Column("cutoff", sa.Date(), nullable=False),
        sa.Column("sha256", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", name="pk_paper"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "paper_words",
        sa.Column("meeting", sa.Date(), nullable=False),
        sa.Column("section", sa.String(60), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "section", name="pk_paper_words"),
        sqlite_with_rowid=False,
    )


def _people() -> None:
    """Who works with it."""
    op.create_table(
        "person",
        sa.Column("id", sa.String(60), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("password", sa.String(200), nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True)),
        sa.CheckConstraint("password LIKE '$argon2id$%'", name="ck_person_hashed"),
        sa.CheckConstraint(
            "role IN ('worker', 'reviewer', 'safeguarding', 'analyst', 'publisher', 'admin')",
            name="ck_person_role",
        ),
        sa.CheckConstraint("id = lower(id)", name="ck_person_lower"),
        sa.CheckConstraint("tries >= 0", name="ck_person_tries"),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
    )
    op.create_table(
        "session",
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("person", sa.String(60), nullable=False),
        sa.Column("began", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(token) = 64", name="ck_session_token"),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name="fk_session_person_person", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token", name="pk_session"),
    )
    op.create_index("ix_session_person", "session", ["person"])


def _work() -> None:
    """What they did and what they wait for."""
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("what", sa.String(60), nullable=False),
        sa.Column("about", sa.String(400), nullable=False),
        sa.Column("chain", sa.String(64), nullable=False),
        sa.CheckConstraint("length(chain) = 64", name="ck_audit_chain"),
        sa.CheckConstraint("number > 0", name="ck_audit_number"),
        sa.PrimaryKeyConstraint("number", name="pk_audit"),
        sa.UniqueConstraint("chain", name="uq_audit_chain"),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("same", sa.String(64), nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("progress", sa.Integer(), server_default="0", nullable=False),
        sa.Column("said", sa.String(400), server_default="", nullable=False),
        sa.Column("result", sa.JSON()),
        sa.Column("queued", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('queued', 'running', 'done', 'failed')", name="ck_job_state"),
        sa.CheckConstraint("progress BETWEEN 0 AND 100", name="ck_job_progress"),
        sa.CheckConstraint("tries BETWEEN 0 AND 2", name="ck_job_tries"),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
    )
    op.create_index("ix_job_state", "job", ["state", "queued"])
