"""Publishing: when and by whom, and why a warning was right where it stands."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_NO_ROW_NUMBER = {"sqlite_with_rowid": False}
_TABLES = ("accepted", "publication", "draft_reason")


def upgrade() -> None:
    op.create_table(
        "draft_reason",
        sa.Column("draft", sa.String(36), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("rule", sa.String(60), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("draft", "place", "rule", name="pk_draft_reason"),
        sa.ForeignKeyConstraint(
            ["draft"], ["draft.id"], name="fk_draft_reason_draft_draft", ondelete="CASCADE"
        ),
        **_NO_ROW_NUMBER,
    )
    op.create_table(
        "publication",
        sa.Column("edition", sa.String(64), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.PrimaryKeyConstraint("edition", name="pk_publication"),
        sa.ForeignKeyConstraint(
            ["edition"], ["edition.fingerprint"], name="fk_publication_edition_edition"
        ),
        **_NO_ROW_NUMBER,
    )
    op.create_table(
        "accepted",
        sa.Column("edition", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("rule", sa.String(60), nullable=False),
        sa.Column("wrong", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("edition", "number", name="pk_accepted"),
        sa.ForeignKeyConstraint(
            ["edition"], ["edition.fingerprint"], name="fk_accepted_edition_edition"
        ),
        sa.CheckConstraint("number > 0", name="ck_accepted_number"),
        **_NO_ROW_NUMBER,
    )


def downgrade() -> None:
    for table in _TABLES:
        op.drop_table(table)
