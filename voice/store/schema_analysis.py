"""Tables beside the answers that the analysis needs: wanted tables, the population, code frames.

A coding says under which themes a person of the team put a text. It stands beside a remark and
tells nothing of who wrote it or when.
"""

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Integer, String, Table, Text

from voice.store.table_rules import NO_ROW_NUMBER, metadata

# What the next close should make besides the fixed list
wanted_table = Table(
    "wanted_table",
    metadata,
    Column("survey", String(60), primary_key=True),
    Column("item", String(60), primary_key=True),
    Column("first", String(20), primary_key=True),
    Column("second", String(20), primary_key=True),
    Column("asked", Date, nullable=False),
    CheckConstraint("first < second", name="order"),
    **NO_ROW_NUMBER,
)

# Children in care and care leavers, as the council counts them once a year
population = Table(
    "population",
    metadata,
    Column("year", Integer, primary_key=True),
    Column("axis", String(20), primary_key=True),
    Column("value", String(40), primary_key=True),
    Column("number", Integer, nullable=False),
    CheckConstraint("number >= 0", name="number"),
    **NO_ROW_NUMBER,
)

# Themes of what was written
frame = Table(
    "frame",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("made", Date, nullable=False),
    CheckConstraint("version > 0", name="version"),
    **NO_ROW_NUMBER,
)
theme = Table(
    "theme",
    metadata,
    Column("frame", ForeignKey("frame.version"), primary_key=True),
    Column("id", String(60), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("name", String(80), nullable=False),
    Column("meaning", String(400), nullable=False, server_default=""),
    Column("keywords", Text, nullable=False, server_default=""),
    **NO_ROW_NUMBER,
)
coding = Table(
    "coding",
    metadata,
    Column("remark", String(36), primary_key=True),
    Column("coder", String(60), primary_key=True),
    Column("theme", String(60), primary_key=True),
    Column("frame", ForeignKey("frame.version"), nullable=False),
    **NO_ROW_NUMBER,
)
