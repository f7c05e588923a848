"""Tables of surveys that workers make: drafts with every step of theirs, and what may be opened.

Nothing here stands beside an answer or points at one: a draft is words of the team.
"""

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

from voice.store.table_rules import NO_ROW_NUMBER, metadata

draft = Table(
    "draft",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("survey", String(60), nullable=False),
    Column("title", String(400), nullable=False),
    Column("data", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("changed", Date, nullable=False),
    Column("who", String(60), nullable=False),
    Column("base", ForeignKey("edition.fingerprint")),
    CheckConstraint("version > 0", name="version"),
    **NO_ROW_NUMBER,
)
draft_step = Table(
    "draft_step",
    metadata,
    Column("draft", ForeignKey("draft.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("data", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("who", String(60), nullable=False),
    Column("back", Integer),
    Column("forward", Integer),
    CheckConstraint("number > 0", name="number"),
    **NO_ROW_NUMBER,
)
draft_spare = Table(
    "draft_spare",
    metadata,
    Column("draft", ForeignKey("draft.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("base", Integer, nullable=False),
    Column("data", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("who", String(60), nullable=False),
    CheckConstraint("number > 0", name="number"),
    **NO_ROW_NUMBER,
)
shelf = Table(
    "shelf",
    metadata,
    Column("survey", String(60), primary_key=True),
    Column("edition", ForeignKey("edition.fingerprint")),
    Column("retired", Boolean, nullable=False, server_default=false()),
    **NO_ROW_NUMBER,
)
draft_reason = Table(
    "draft_reason",
    metadata,
    Column("draft", ForeignKey("draft.id", ondelete="CASCADE"), primary_key=True),
    Column("place", String(200), primary_key=True),
    Column("rule", String(60), primary_key=True),
    Column("reason", Text, nullable=False),
    **NO_ROW_NUMBER,
)
publication = Table(
    "publication",
    metadata,
    Column("edition", ForeignKey("edition.fingerprint"), primary_key=True),
    Column("day", Date, nullable=False),
    Column("who", String(60), nullable=False),
    **NO_ROW_NUMBER,
)
accepted = Table(
    "accepted",
    metadata,
    Column("edition", ForeignKey("edition.fingerprint"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("place", String(200), nullable=False),
    Column("rule", String(60), nullable=False),
    Column("wrong", Text, nullable=False),
    Column("reason", Text, nullable=False),
    CheckConstraint("number > 0", name="number"),
    **NO_ROW_NUMBER,
)
