"""The triggers that keep facts as they are; a migration that lays a table of facts anew makes them again.

SQLite loses a table's triggers with every change of a column, because Django lays the table anew for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = """CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""
POSTGRES = """CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"""
ACTS = {"sqlite": ("UPDATE", "DELETE"), "postgresql": ("UPDATE", "DELETE", "TRUNCATE")}


def make_triggers(editor: BaseDatabaseSchemaEditor, tables: Iterable[str]) -> None:
    """Make the triggers of tables, in place of those that are there."""
    vendor = editor.connection.vendor
    for table in tables:
        for act in ACTS[vendor]:
            on = f" ON {table}" if vendor == "postgresql" else ""
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{act}{on}")
            made = POSTGRES if vendor == "postgresql" else SQLITE
            editor.execute(made.format(table=table, act=act))
