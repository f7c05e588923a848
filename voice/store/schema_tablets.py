"""Tables of what children answer on: tablets, and a worker's phone for the length of one event."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    false,
)

from voice.store.table_rules import NO_ROW_NUMBER, Moment, metadata

tablet = Table(
    "tablet",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("name", String(40), nullable=False),
    Column("colour", String(20), nullable=False),
    Column("token", String(64), nullable=False, unique=True),
    Column("event", ForeignKey("event.id")),
    Column("until", Moment),
    Column("seen", Date),
    Column("steps", Integer, nullable=False, server_default="0"),
    Column("ended", Boolean, nullable=False, server_default=false()),
    CheckConstraint("kind IN ('tablet', 'phone')", name="kind"),
    CheckConstraint(
        "(kind = 'phone') = (event IS NOT NULL) AND (kind = 'phone') = (until IS NOT NULL)",
        name="phone_for_one_event",
    ),
    CheckConstraint("length(token) = 64", name="token"),
    CheckConstraint("steps >= 0", name="steps"),
    **NO_ROW_NUMBER,
)
enrolment = Table(
    "enrolment",
    metadata,
    Column("secret", String(64), primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("name", String(40), nullable=False),
    Column("colour", String(20), nullable=False),
    Column("event", ForeignKey("event.id")),
    Column("pin", String(200), nullable=False),
    Column("until", Moment, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    CheckConstraint("kind IN ('tablet', 'phone')", name="kind"),
    CheckConstraint("(kind = 'phone') = (event IS NOT NULL)", name="phone_for_one_event"),
    CheckConstraint("pin LIKE '$argon2id$%'", name="hashed"),
    CheckConstraint("length(secret) = 64", name="secret"),
    **NO_ROW_NUMBER,
)
delivery = Table(
    "delivery",
    metadata,
    Column("tablet", ForeignKey("tablet.id"), primary_key=True),
    Column("event", ForeignKey("event.id"), primary_key=True),
    Column("state", String(10), nullable=False),
    Column("heard", Boolean, nullable=False, server_default=false()),
    Column("wiped", Boolean, nullable=False, server_default=false()),
    Column("finished", Text, nullable=False, server_default=""),
    Column("arrived", Text, nullable=False, server_default=""),
    CheckConstraint("state IN ('fetched', 'used', 'absent', 'lost')", name="state"),
    **NO_ROW_NUMBER,
)
