"""Rows taken out of their tables and put back by their random keys.

A row's place in the file tells when it came, in SQLite as in PostgreSQL, and PostgreSQL keeps each
row's transaction besides. Call ``Database.checkpoint`` afterwards to clear the old rows away.
"""

from sqlalchemy import Column, MetaData, Table, delete, insert, select
from sqlalchemy.sql.expression import ColumnElement

from voice.store.db import Connection


def by_keys(connection: Connection, table: Table, which: ColumnElement[bool]) -> None:
    """Write some rows anew, in the order of their keys, by one statement. For tables that no other
    table points at."""
    put_back(connection, table, take_out(connection, table, which))


def take_out(connection: Connection, table: Table, which: ColumnElement[bool]) -> Table:
    """Some rows in a table of this connection alone, and no more in their own."""
    columns = [Column(column.name, column.type) for column in table.columns]
    apart = Table(f"apart_{table.name}", MetaData(), *columns, prefixes=["TEMPORARY"])
    apart.create(connection, checkfirst=False)
    names = list(table.c.keys())
    connection.execute(insert(apart).from_select(names, select(table).where(which)))
    connection.execute(delete(table).where(which))
    return apart


def put_back(connection: Connection, table: Table, apart: Table) -> None:
    """What ``take_out`` gave goes back where it was."""
    in_order = select(apart).order_by(*(apart.c[key.name] for key in table.primary_key))
    connection.execute(insert(table).from_select(list(table.c.keys()), in_order))
    apart.drop(connection, checkfirst=False)
