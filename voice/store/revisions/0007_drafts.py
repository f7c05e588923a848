"""Surveys that workers make: drafts, their steps, spare versions, and what may be opened."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_NO_ROW_NUMBER = {"sqlite_with_rowid": False}
_TABLES = ("shelf", "draft_spare", "draft_step", "draft")


def upgrade() -> None:
    _drafts()
    _steps()
    _spares()
    op.create_table(
        "shelf",
        sa.Column("survey", sa.String(60), nullable=False),
        sa.Column("edition", sa.String(64)),
        sa.Column("retired", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("survey", name="pk_shelf"),
        sa.ForeignKeyConstraint(
            ["edition"], ["edition.fingerprint"], name="fk_shelf_edition_edition"
        ),
        **_NO_ROW_NUMBER,
    )


def downgrade() -> None:
    for table in _TABLES:
        op.drop_table(table)


def _drafts() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("survey", sa.String(60), nullable=False),
        sa.Column("title", sa.String(400), nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("changed", sa.Date, nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("base", sa.String(64)),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sa.ForeignKeyConstraint(["base"], ["edition.fingerprint"], name="fk_draft_base_edition"),
        sa.CheckConstraint("version > 0", name="ck_draft_version"),
        **_NO_ROW_NUMBER,
    )


def _steps() -> None:
    op.create_table(
        "draft_step",
        sa.Column("draft", sa.String(36), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("back", sa.Integer),
        sa.Column("forward", sa.Integer),
        sa.PrimaryKeyConstraint("draft", "number", name="pk_draft_step"),
        sa.ForeignKeyConstraint(
            ["draft"], ["draft.id"], name="fk_draft_step_draft_draft", ondelete="CASCADE"
        ),
        sa.CheckConstraint("number > 0", name="ck_draft_step_number"),
        **_NO_ROW_NUMBER,
    )


def _spares() -> None:
    op.create_table(
        "draft_spare",
        sa.Column("draft", sa.String(36), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.PrimaryKeyConstraint("draft", "number", name="pk_draft_spare"),
        sa.ForeignKeyConstraint(
            ["draft"], ["draft.id"], name="fk_draft_spare_draft_draft", ondelete="CASCADE"
        ),
        sa.CheckConstraint("number > 0", name="ck_draft_spare_number"),
        **_NO_ROW_NUMBER,
    )
