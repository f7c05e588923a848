"""Every table, with the rules the database itself keeps.

Nothing that orders or times a child stands beside an answer: keys are random, tables of answers
have no row number (SQLite ``WITHOUT ROWID``), and the finest time is a month.
``tests/store/test_columns.py`` says of every column what an attacker with the file learns from it.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from voice.store import (
    schema_analysis,
    schema_drafts,
    schema_small_groups,
    schema_tablets,
    schema_translations,
)
from voice.store.table_rules import MONTH, NO_ROW_NUMBER, Moment, metadata

HEAD = "0009"
"""The revision these tables are at; the newest file in ``revisions``."""

WHY_KIND = "why_kind IN ('nobody', 'staff', 'venue', 'weather', 'other')"

# What we ask
edition = Table(
    "edition",
    metadata,
    Column("fingerprint", String(64), primary_key=True),
    Column("survey", String(60), nullable=False),
    Column("version", Integer, nullable=False),
    Column("definition", Text, nullable=False),
    UniqueConstraint("survey", "version"),
    CheckConstraint("length(fingerprint) = 64", name="fingerprint"),
    **NO_ROW_NUMBER,
)
edition_option = Table(
    "edition_option",
    metadata,
    Column("edition", ForeignKey("edition.fingerprint"), primary_key=True),
    Column("item", String(60), primary_key=True),
    Column("option", String(60), primary_key=True),
    **NO_ROW_NUMBER,
)

# Who meets, where and when
group = Table(
    "group",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("name", String(120), nullable=False, unique=True),
    Column("kind", String(40), nullable=False),
    Column("ages", String(40), nullable=False, server_default=""),
    Column("joins", ForeignKey("group.id")),
    CheckConstraint("joins IS NULL OR joins <> id", name="joins_another"),
    **NO_ROW_NUMBER,
)
group_overlap = Table(
    "group_overlap",
    metadata,
    Column("group", ForeignKey("group.id"), primary_key=True),
    Column("other", ForeignKey("group.id"), primary_key=True),
    CheckConstraint('"group" <> other', name="another"),
    **NO_ROW_NUMBER,
)
event = Table(
    "event",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("group", ForeignKey("group.id"), nullable=False),
    Column("name", String(120), nullable=False),
    Column("day", Date, nullable=False),
    Column("place", String(120), nullable=False, server_default=""),
    Column("place_safe", Boolean, nullable=False, server_default=false()),
    Column("district", String(120), nullable=False, server_default=""),
    Column("host", String(80), nullable=False, server_default=""),
    Column("status", String(20), nullable=False),
    Column("why", String(400), nullable=False, server_default=""),
    Column("note", Text, nullable=False, server_default=""),
    Column("invented", Boolean, nullable=False, server_default=false()),
    Column("counted", Integer),
    Column("lost", Text, nullable=False, server_default=""),
    Column("why_kind", String(20), CheckConstraint(WHY_KIND, name="why_kind")),
    Column("notice", Integer, CheckConstraint("notice >= 0", name="notice")),
    Column("ages", String(20), nullable=False, server_default=""),
    Column("expected", Integer, CheckConstraint("expected >= 0", name="expected")),
    CheckConstraint("status IN ('planned', 'open', 'went-ahead', 'cancelled')", name="status"),
    CheckConstraint("counted IS NULL OR counted >= 0", name="counted"),
    **NO_ROW_NUMBER,
)
attendance = Table(
    "attendance",
    metadata,
    Column("event", ForeignKey("event.id"), primary_key=True),
    Column("what", String(40), primary_key=True),
    Column("category", String(40), primary_key=True),
    Column("number", Integer, nullable=False),
    CheckConstraint("number >= 0", name="number"),
    **NO_ROW_NUMBER,
)
collection = Table(
    "collection",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("event", ForeignKey("event.id")),
    Column("group", ForeignKey("group.id")),
    Column("name", String(120), nullable=False, server_default=""),
    Column("survey", String(60), nullable=False),
    Column("edition", ForeignKey("edition.fingerprint"), nullable=False),
    Column("code", String(8), nullable=False, unique=True),
    Column("opens", Date, nullable=False),
    Column("closes", Date),
    Column("channel", String(20), nullable=False),
    Column("counted", Integer),
    Column("stopped", Boolean, nullable=False, server_default=false()),
    Column("slips", Integer),
    Column("towards", Boolean, nullable=False, server_default=false()),
    CheckConstraint('event IS NULL OR "group" IS NULL', name="event_or_standing"),
    CheckConstraint("length(code) = 8", name="code"),
    CheckConstraint("channel IN ('code', 'link', 'import')", name="channel"),
    **NO_ROW_NUMBER,
)

# What young people answered
response = Table(
    "response",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("edition", ForeignKey("edition.fingerprint"), nullable=False),
    Column("collection", ForeignKey("collection.id")),
    Column("group", ForeignKey("group.id")),
    Column("month", String(7), nullable=False),
    Column("age_band", String(10)),
    Column("helped", String(10)),
    UniqueConstraint("id", "edition"),
    CheckConstraint(MONTH.format("month"), name="month"),
    CheckConstraint("age_band IN ('0-9', '10-16', '17+')", name="age_band"),
    CheckConstraint("helped IN ('alone', 'together')", name="helped"),
    Index("ix_response_month", "month"),
    Index("ix_response_collection", "collection"),
    **NO_ROW_NUMBER,
)
answer = Table(
    "answer",
    metadata,
    Column("response", String(36), primary_key=True),
    Column("item", String(60), primary_key=True),
    Column("option", String(60), primary_key=True),
    Column("edition", String(64), nullable=False),
    ForeignKeyConstraint(["response", "edition"], ["response.id", "response.edition"]),
    ForeignKeyConstraint(
        ["edition", "item", "option"],
        ["edition_option.edition", "edition_option.item", "edition_option.option"],
    ),
    **NO_ROW_NUMBER,
)
remark = Table(
    "remark",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("item", String(60), nullable=False),
    Column("survey", String(60), nullable=False),
    Column("group", ForeignKey("group.id")),
    Column("month", String(7), nullable=False),
    Column("age_band", String(10)),
    Column("leave", String(20)),
    Column("words", Text, nullable=False),
    Column("translation", Text, nullable=False, server_default=""),
    Column("due", Date),
    Column("read_by", String(20)),
    CheckConstraint(MONTH.format("month"), name="month"),
    CheckConstraint("(due IS NULL) <> (read_by IS NULL)", name="unread_or_read"),
    CheckConstraint("leave IN ('words', 'idea', 'team')", name="leave"),
    Index("ix_remark_due", "due"),
    **NO_ROW_NUMBER,
)
receipt = Table(
    "receipt",
    metadata,
    Column("mac", String(64), primary_key=True),
    Column("body_mac", String(64), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("collection", ForeignKey("collection.id"), nullable=False),
    CheckConstraint("outcome IN ('stored', 'set-aside', 'conflict')", name="outcome"),
    Index("ix_receipt_collection", "collection"),
    **NO_ROW_NUMBER,
)
set_aside = Table(
    "set_aside",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("why", String(400), nullable=False),
    Column("month", String(7), nullable=False),
    Column("received", LargeBinary, nullable=False),
    CheckConstraint(MONTH.format("month"), name="month"),
    **NO_ROW_NUMBER,
)
tally = Table(
    "tally",
    metadata,
    Column("month", String(7), primary_key=True),
    Column("what", String(40), primary_key=True),
    Column("value", String(60), primary_key=True),
    Column("number", Integer, nullable=False),
    **NO_ROW_NUMBER,
)

slip = Table(
    "slip",
    metadata,
    Column("mac", String(64), primary_key=True),
    Column("collection", ForeignKey("collection.id"), nullable=False),
    CheckConstraint("length(mac) = 64", name="mac"),
    Index("ix_slip_collection", "collection"),
    **NO_ROW_NUMBER,
)

# What may be said
period = Table(
    "period",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("first", String(7), nullable=False, unique=True),
    Column("last", String(7), nullable=False, unique=True),
    Column("closed", Date, nullable=False),
    CheckConstraint("first <= last", name="order"),
    **NO_ROW_NUMBER,
)
release = Table(
    "release",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("period", ForeignKey("period.id"), nullable=False),
    Column("audience", String(40), nullable=False),
    Column("policy", JSON, nullable=False),
    Column("tables", Text, nullable=False),
    Column("log", JSON, nullable=False),
    Column("sha256", String(64), nullable=False),
    **NO_ROW_NUMBER,
)
external_figure = Table(
    "external_figure",
    metadata,
    Column("source", String(120), primary_key=True),
    Column("month", String(7), primary_key=True),
    Column("measure", String(120), primary_key=True),
    Column("number", Integer, nullable=False),
    CheckConstraint(MONTH.format("month"), name="month"),
    **NO_ROW_NUMBER,
)
paper = Table(
    "paper",
    metadata,
    Column("meeting", Date, primary_key=True),
    Column("cutoff", Date, nullable=False),
    Column("sha256", JSON, nullable=False),
    **NO_ROW_NUMBER,
)
paper_words = Table(
    "paper_words",
    metadata,
    Column("meeting", Date, primary_key=True),
    Column("section", String(60), primary_key=True),
    Column("words", Text, nullable=False),
    **NO_ROW_NUMBER,
)


# Who works with it
person = Table(
    "person",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("role", String(20), nullable=False),
    Column("password", String(200), nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("locked_until", Moment),
    CheckConstraint(
        "role IN ('worker', 'reviewer', 'safeguarding', 'analyst', 'publisher', 'admin')",
        name="role",
    ),
    CheckConstraint("tries >= 0", name="tries"),
    CheckConstraint("password LIKE '$argon2id$%'", name="hashed"),
    CheckConstraint("id = lower(id)", name="lower"),
)
session = Table(
    "session",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("person", ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("began", Moment, nullable=False),
    Column("seen", Moment, nullable=False),
    CheckConstraint("length(token) = 64", name="token"),
    Index("ix_session_person", "person"),
)
audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("who", String(60), nullable=False),
    Column("role", String(20), nullable=False),
    Column("what", String(60), nullable=False),
    Column("about", String(400), nullable=False),
    Column("chain", String(64), nullable=False, unique=True),
    CheckConstraint("number > 0", name="number"),
    CheckConstraint("length(chain) = 64", name="chain"),
)
job = Table(
    "job",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("parameters", JSON, nullable=False),
    Column("same", String(64), nullable=False),
    Column("who", String(60), nullable=False),
    Column("role", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("progress", Integer, nullable=False, server_default="0"),
    Column("said", String(400), nullable=False, server_default=""),
    Column("result", JSON),
    Column("queued", Moment, nullable=False),
    CheckConstraint("state IN ('queued', 'running', 'done', 'failed')", name="state"),
    CheckConstraint("progress BETWEEN 0 AND 100", name="progress"),
    CheckConstraint("tries BETWEEN 0 AND 2", name="tries"),
    Index("ix_job_state", "state", "queued"),
)

ELSEWHERE = (
    schema_analysis,
    schema_drafts,
    schema_small_groups,
    schema_tablets,
    schema_translations,
)
"""Modules with the rest of the tables: of the same ``metadata``."""
BESIDE_AN_ANSWER = (
    "response",
    "answer",
    "remark",
    "receipt",
    "set_aside",
    "tally",
    "slip",
    "delivery",
    "card",
    "message",
    "quote",
    "coding",
)
"""The tables an attacker reads first; a test lists every column of them."""
