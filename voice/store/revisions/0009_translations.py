"""Words in other languages, and who approved them."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_NO_ROW_NUMBER = {"sqlite_with_rowid": False}


def upgrade() -> None:
    op.create_table(
        "translation",
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("language", sa.String(20), nullable=False),
        sa.Column("place", sa.String(400), nullable=False),
        sa.Column("english", sa.String(8), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("owner", "language", "place", name="pk_translation"),
        **_NO_ROW_NUMBER,
    )
    op.create_table(
        "translation_approval",
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("language", sa.String(20), nullable=False),
        sa.Column("role", sa.String(80), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("words", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("owner", "language", name="pk_translation_approval"),
        **_NO_ROW_NUMBER,
    )


def downgrade() -> None:
    op.drop_table("translation_approval")
    op.drop_table("translation")
