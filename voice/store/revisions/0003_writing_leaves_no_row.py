"""Take out what stood beside responses for questions answered in words, and its options.

Such a question has no option but reserved ones. docs/decisions/0010-writing-leaves-no-row.md
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_FORGET = (
    "DELETE FROM {0} WHERE NOT EXISTS (SELECT 1 FROM edition_option AS told"
    " WHERE told.edition = {0}.edition AND told.item = {0}.item"
    " AND substr(told.option, 1, 1) <> '_')"
)


def upgrade() -> None:
    for table in ("answer", "edition_option"):
        op.execute(sa.text(_FORGET.format(table)))


def downgrade() -> None:
    """Nothing: what stood beside responses is gone for good."""
