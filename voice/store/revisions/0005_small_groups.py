"""Small groups: boards, messages and quotes, the forward plan, terms and seats."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_NO_ROW_NUMBER = {"sqlite_with_rowid": False}
_NO = sa.false()
_TABLES = ("seat", "term", "plan", "quote", "message", "card", "board")
_COLUMNS = {
    "why_kind": "VARCHAR(20) CONSTRAINT ck_event_why_kind"
    " CHECK (why_kind IN ('nobody', 'staff', 'venue', 'weather', 'other'))",
    "notice": "INTEGER CONSTRAINT ck_event_notice CHECK (notice >= 0)",
    "ages": "VARCHAR(20) DEFAULT '' NOT NULL",
    "expected": "INTEGER CONSTRAINT ck_event_expected CHECK (expected >= 0)",
}
"""Written out: SQLite takes a rule with a new column only in the same breath."""


def upgrade() -> None:
    for name, rule in _COLUMNS.items():
        op.execute(f"ALTER TABLE event ADD COLUMN {name} {rule}")
    op.add_column(
        "collection", sa.Column("towards", sa.Boolean, nullable=False, server_default=_NO)
    )
    _together()
    _quotes()
    _plans()
    _terms()
    _seats()


def downgrade() -> None:
    for table in _TABLES:
        op.drop_table(table)
    op.execute("ALTER TABLE collection DROP COLUMN towards")
    for name in reversed(_COLUMNS):
        op.execute(f"ALTER TABLE event DROP COLUMN {name}")


def _together() -> None:
    op.create_table(
        "board",
        sa.Column("event", sa.String(60), nullable=False),
        sa.Column("survey", sa.String(60), nullable=False),
        sa.Column("edition", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("event", "survey", name="pk_board"),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name="fk_board_event_event"),
        sa.ForeignKeyConstraint(
            ["edition"], ["edition.fingerprint"], name="fk_board_edition_edition"
        ),
        **_NO_ROW_NUMBER,
    )
    op.create_table(
        "card",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("event", sa.String(60), nullable=False),
        sa.Column("survey", sa.String(60), nullable=False),
        sa.Column("item", sa.String(60), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("starred", sa.Boolean, nullable=False, server_default=_NO),
        sa.Column("edit", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_card"),
        sa.ForeignKeyConstraint(
            ["event", "survey"], ["board.event", "board.survey"], name="fk_card_event_survey_board"
        ),
        sa.CheckConstraint("edit > 0", name=op.f("ck_card_edit")),
        **_NO_ROW_NUMBER,
    )
    op.create_index("ix_card_event_survey", "card", ["event", "survey"])
    op.create_table(
        "message",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("event", sa.String(60), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("signed", sa.String(120), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name="fk_message_event_event"),
        **_NO_ROW_NUMBER,
    )


def _quotes() -> None:
    sources = "source IN ('card', 'message', 'remark', 'idea', 'moment')"
    op.create_table(
        "quote",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("source", sa.String(10), nullable=False),
        sa.Column("of", sa.String(36)),
        sa.Column("event", sa.String(60)),
        sa.Column("group", sa.String(60)),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("survey", sa.String(60), nullable=False, server_default=""),
        sa.Column("item", sa.String(60), nullable=False, server_default=""),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("reason", sa.String(400), nullable=False, server_default=""),
        sa.Column("first", sa.String(60)),
        sa.Column("second", sa.String(60)),
        sa.Column("left_out", sa.Boolean, nullable=False, server_default=_NO),
        sa.Column("told", sa.Date),
        sa.PrimaryKeyConstraint("id", name="pk_quote"),
        sa.UniqueConstraint("of", name="uq_quote_of"),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name="fk_quote_event_event"),
        sa.ForeignKeyConstraint(["group"], ["group.id"], name="fk_quote_group_group"),
        sa.CheckConstraint(sources, name=op.f("ck_quote_source")),
        sa.CheckConstraint("month LIKE '____-__'", name=op.f("ck_quote_month")),
        sa.CheckConstraint(
            "second IS NULL OR (first IS NOT NULL AND second <> first)",
            name=op.f("ck_quote_two_people"),
        ),
        sa.CheckConstraint(
            "source NOT IN ('remark', 'idea') OR event IS NULL", name=op.f("ck_quote_no_event")
        ),
        sa.CheckConstraint("said = words OR reason <> ''", name=op.f("ck_quote_reason")),
        **_NO_ROW_NUMBER,
    )


def _plans() -> None:
    outcome = "outcome IN ('done', 'changed', 'not-done')"
    op.create_table(
        "plan",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("what", sa.String(200), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("district", sa.String(120), nullable=False, server_default=""),
        sa.Column("whom", sa.String(120), nullable=False, server_default=""),
        sa.Column("asks", sa.String(400), nullable=False, server_default=""),
        sa.Column("members", sa.Boolean, nullable=False, server_default=_NO),
        sa.Column("made", sa.Date, nullable=False),
        sa.Column("outcome", sa.String(10)),
        sa.Column("reason", sa.String(400), nullable=False, server_default=""),
        sa.Column("told", sa.Date),
        sa.PrimaryKeyConstraint("id", name="pk_plan"),
        sa.CheckConstraint("month LIKE '____-__'", name=op.f("ck_plan_month")),
        sa.CheckConstraint(outcome, name=op.f("ck_plan_outcome")),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome = 'done' OR reason <> ''", name=op.f("ck_plan_reason")
        ),
        **_NO_ROW_NUMBER,
    )


def _terms() -> None:
    numbers = ("members", "new", "left")
    op.create_table(
        "term",
        sa.Column("group", sa.String(60), nullable=False),
        sa.Column("term", sa.String(20), nullable=False),
        *(sa.Column(name, sa.Integer) for name in numbers),
        sa.PrimaryKeyConstraint("group", "term", name="pk_term"),
        sa.ForeignKeyConstraint(["group"], ["group.id"], name="fk_term_group_group"),
        *(sa.CheckConstraint(f'"{name}" >= 0', name=op.f(f"ck_term_{name}")) for name in numbers),
        **_NO_ROW_NUMBER,
    )


def _seats() -> None:
    op.create_table(
        "seat",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("changed", sa.String(400), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_seat"),
        sa.CheckConstraint("month LIKE '____-__'", name=op.f("ck_seat_month")),
        sa.CheckConstraint("number >= 0", name=op.f("ck_seat_number")),
        **_NO_ROW_NUMBER,
    )
