"""What the answers say: wanted tables, the population, code frames and codings, translations."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_NO_ROW_NUMBER = {"sqlite_with_rowid": False}
_TABLES = ("coding", "theme", "frame", "population", "wanted_table")


def upgrade() -> None:
    op.add_column("remark", sa.Column("translation", sa.Text, nullable=False, server_default=""))
    _wanted()
    _population()
    _frames()
    _codings()


def downgrade() -> None:
    for table in _TABLES:
        op.drop_table(table)
    op.execute("ALTER TABLE remark DROP COLUMN translation")


def _wanted() -> None:
    op.create_table(
        "wanted_table",
        sa.Column("survey", sa.String(60), nullable=False),
        sa.Column("item", sa.String(60), nullable=False),
        sa.Column("first", sa.String(20), nullable=False),
        sa.Column("second", sa.String(20), nullable=False),
        sa.Column("asked", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("survey", "item", "first", "second", name="pk_wanted_table"),
        sa.CheckConstraint("first < second", name="ck_wanted_table_order"),
        **_NO_ROW_NUMBER,
    )


def _population() -> None:
    op.create_table(
        "population",
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("axis", sa.String(20), nullable=False),
        sa.Column("value", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("year", "axis", "value", name="pk_population"),
        sa.CheckConstraint("number >= 0", name="ck_population_number"),
        **_NO_ROW_NUMBER,
    )


def _frames() -> None:
    op.create_table(
        "frame",
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("made", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_frame"),
        sa.CheckConstraint("version > 0", name="ck_frame_version"),
        **_NO_ROW_NUMBER,
    )
    op.create_table(
        "theme",
        sa.Column("frame", sa.Integer, nullable=False),
        sa.Column("id", sa.String(60), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("meaning", sa.String(400), nullable=False, server_default=""),
        sa.Column("keywords", sa.Text, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("frame", "id", name="pk_theme"),
        sa.ForeignKeyConstraint(["frame"], ["frame.version"], name="fk_theme_frame_frame"),
        **_NO_ROW_NUMBER,
    )


def _codings() -> None:
    op.create_table(
        "coding",
        sa.Column("remark", sa.String(36), nullable=False),
        sa.Column("coder", sa.String(60), nullable=False),
        sa.Column("theme", sa.String(60), nullable=False),
        sa.Column("frame", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("remark", "coder", "theme", name="pk_coding"),
        sa.ForeignKeyConstraint(["frame"], ["frame.version"], name="fk_coding_frame_frame"),
        **_NO_ROW_NUMBER,
    )
