"""Tablets: who may send sealed envelopes, what is on its way, and one-time codes."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_NO_ROW_NUMBER = {"sqlite_with_rowid": False}
_NO = sa.false()
_KIND = "kind IN ('tablet', 'phone')"
_PHONE_HAS_EVENT = "(kind = 'phone') = (event IS NOT NULL)"


def upgrade() -> None:
    op.add_column(
        "collection", sa.Column("stopped", sa.Boolean, nullable=False, server_default=_NO)
    )
    op.add_column("collection", sa.Column("slips", sa.Integer))
    op.add_column("event", sa.Column("lost", sa.Text, nullable=False, server_default=""))
    op.execute("UPDATE collection SET stopped = (1 = 1) WHERE counted IS NOT NULL")
    _slips()
    _tablets()
    _enrolments()
    _deliveries()


def downgrade() -> None:
    for table in ("delivery", "enrolment", "tablet", "slip"):
        op.drop_table(table)
    for table, column in (("event", "lost"), ("collection", "slips"), ("collection", "stopped")):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")


def _slips() -> None:
    op.create_table(
        "slip",
        sa.Column("mac", sa.String(64), nullable=False),
        sa.Column("collection", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("mac", name="pk_slip"),
        sa.ForeignKeyConstraint(
            ["collection"], ["collection.id"], name="fk_slip_collection_collection"
        ),
        sa.CheckConstraint("length(mac) = 64", name=op.f("ck_slip_mac")),
        **_NO_ROW_NUMBER,
    )
    op.create_index("ix_slip_collection", "slip", ["collection"])


def _tablets() -> None:
    phone = f"{_PHONE_HAS_EVENT} AND (kind = 'phone') = (until IS NOT NULL)"
    op.create_table(
        "tablet",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("colour", sa.String(20), nullable=False),
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("event", sa.String(60)),
        sa.Column("until", sa.DateTime(timezone=True)),
        sa.Column("seen", sa.Date),
        sa.Column("steps", sa.Integer, nullable=False, server_default="0"),
        sa.Column("ended", sa.Boolean, nullable=False, server_default=_NO),
        sa.PrimaryKeyConstraint("id", name="pk_tablet"),
        sa.UniqueConstraint("token", name="uq_tablet_token"),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name="fk_tablet_event_event"),
        sa.CheckConstraint(_KIND, name=op.f("ck_tablet_kind")),
        sa.CheckConstraint(phone, name=op.f("ck_tablet_phone_for_one_event")),
        sa.CheckConstraint("length(token) = 64", name=op.f("ck_tablet_token")),
        sa.CheckConstraint("steps >= 0", name=op.f("ck_tablet_steps")),
        **_NO_ROW_NUMBER,
    )


def _enrolments() -> None:
    op.create_table(
        "enrolment",
        sa.Column("secret", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("colour", sa.String(20), nullable=False),
        sa.Column("event", sa.String(60)),
        sa.Column("pin", sa.String(200), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("secret", name="pk_enrolment"),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name="fk_enrolment_event_event"),
        sa.CheckConstraint(_KIND, name=op.f("ck_enrolment_kind")),
        sa.CheckConstraint(_PHONE_HAS_EVENT, name=op.f("ck_enrolment_phone_for_one_event")),
        sa.CheckConstraint("pin LIKE '$argon2id$%'", name=op.f("ck_enrolment_hashed")),
        sa.CheckConstraint("length(secret) = 64", name=op.f("ck_enrolment_secret")),
        **_NO_ROW_NUMBER,
    )


def _deliveries() -> None:
    op.create_table(
        "delivery",
        sa.Column("tablet", sa.String(36), nullable=False),
        sa.Column("event", sa.String(60), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("heard", sa.Boolean, nullable=False, server_default=_NO),
        sa.Column("wiped", sa.Boolean, nullable=False, server_default=_NO),
        sa.Column("finished", sa.Text, nullable=False, server_default=""),
        sa.Column("arrived", sa.Text, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("tablet", "event", name="pk_delivery"),
        sa.ForeignKeyConstraint(["tablet"], ["tablet.id"], name="fk_delivery_tablet_tablet"),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name="fk_delivery_event_event"),
        sa.CheckConstraint(
            "state IN ('fetched', 'used', 'absent', 'lost')", name=op.f("ck_delivery_state")
        ),
        **_NO_ROW_NUMBER,
    )
