"""Tables of words in other languages, and who approved them. Nothing here is said by a child.

An owner is a draft, an edition by its fingerprint, or ``ours``: our own words, such as those on
the buttons.
"""

from sqlalchemy import Column, Date, String, Table, Text

from voice.store.table_rules import NO_ROW_NUMBER, metadata

translation = Table(
    "translation",
    metadata,
    Column("owner", String(64), primary_key=True),
    Column("language", String(20), primary_key=True),
    Column("place", String(400), primary_key=True),
    Column("english", String(8), nullable=False),
    Column("text", Text, nullable=False),
    **NO_ROW_NUMBER,
)
translation_approval = Table(
    "translation_approval",
    metadata,
    Column("owner", String(64), primary_key=True),
    Column("language", String(20), primary_key=True),
    Column("role", String(80), nullable=False),
    Column("day", Date, nullable=False),
    Column("words", String(64), nullable=False),
    **NO_ROW_NUMBER,
)
