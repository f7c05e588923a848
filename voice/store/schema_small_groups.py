"""Tables of what a small group leaves: what was said before others, plans, terms and seats.

What stands here is speech and facts, never an answer: cards and messages were said before others,
quotes were checked by two people. Nothing tells which child said it, and nothing tells when.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    false,
)

from voice.store.table_rules import MONTH, NO_ROW_NUMBER, metadata

# Said together
board = Table(
    "board",
    metadata,
    Column("event", ForeignKey("event.id"), primary_key=True),
    Column("survey", String(60), primary_key=True),
    Column("edition", ForeignKey("edition.fingerprint"), nullable=False),
    **NO_ROW_NUMBER,
)
card = Table(
    "card",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("event", String(60), nullable=False),
    Column("survey", String(60), nullable=False),
    Column("item", String(60), nullable=False),
    Column("words", Text, nullable=False),
    Column("starred", Boolean, nullable=False, server_default=false()),
    Column("edit", Integer, nullable=False),
    ForeignKeyConstraint(["event", "survey"], ["board.event", "board.survey"]),
    CheckConstraint("edit > 0", name="edit"),
    Index("ix_card_event_survey", "event", "survey"),
    **NO_ROW_NUMBER,
)
message = Table(
    "message",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("event", ForeignKey("event.id"), nullable=False),
    Column("words", Text, nullable=False),
    Column("signed", String(120), nullable=False, server_default=""),
    **NO_ROW_NUMBER,
)

# Words on their way into a paper
quote = Table(
    "quote",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("source", String(10), nullable=False),
    Column("of", String(36), unique=True),
    Column("event", ForeignKey("event.id")),
    Column("group", ForeignKey("group.id")),
    Column("month", String(7), nullable=False),
    Column("survey", String(60), nullable=False, server_default=""),
    Column("item", String(60), nullable=False, server_default=""),
    Column("words", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("reason", String(400), nullable=False, server_default=""),
    Column("first", String(60)),
    Column("second", String(60)),
    Column("left_out", Boolean, nullable=False, server_default=false()),
    Column("told", Date),
    CheckConstraint("source IN ('card', 'message', 'remark', 'idea', 'moment')", name="source"),
    CheckConstraint(MONTH.format("month"), name="month"),
    CheckConstraint("second IS NULL OR (first IS NOT NULL AND second <> first)", name="two_people"),
    CheckConstraint("source NOT IN ('remark', 'idea') OR event IS NULL", name="no_event"),
    CheckConstraint("said = words OR reason <> ''", name="reason"),
    **NO_ROW_NUMBER,
)

# What is planned, and what regular groups and roles are
plan = Table(
    "plan",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("what", String(200), nullable=False),
    Column("month", String(7), nullable=False),
    Column("district", String(120), nullable=False, server_default=""),
    Column("whom", String(120), nullable=False, server_default=""),
    Column("asks", String(400), nullable=False, server_default=""),
    Column("members", Boolean, nullable=False, server_default=false()),
    Column("made", Date, nullable=False),
    Column("outcome", String(10)),
    Column("reason", String(400), nullable=False, server_default=""),
    Column("told", Date),
    CheckConstraint(MONTH.format("month"), name="month"),
    CheckConstraint("outcome IN ('done', 'changed', 'not-done')", name="outcome"),
    CheckConstraint("outcome IS NULL OR outcome = 'done' OR reason <> ''", name="reason"),
    **NO_ROW_NUMBER,
)
term = Table(
    "term",
    metadata,
    Column("group", ForeignKey("group.id"), primary_key=True),
    Column("term", String(20), primary_key=True),
    Column("members", Integer),
    Column("new", Integer),
    Column("left", Integer),
    CheckConstraint('"members" >= 0', name="members"),
    CheckConstraint('"new" >= 0', name="new"),
    CheckConstraint('"left" >= 0', name="left"),
    **NO_ROW_NUMBER,
)
seat = Table(
    "seat",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("number", Integer, nullable=False),
    Column("month", String(7), nullable=False),
    Column("changed", String(400), nullable=False, server_default=""),
    CheckConstraint(MONTH.format("month"), name="month"),
    CheckConstraint("number >= 0", name="number"),
    **NO_ROW_NUMBER,
)
