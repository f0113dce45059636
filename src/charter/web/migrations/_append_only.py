"""The triggers that keep facts as they are; a migration that lays a table of facts anew makes them again.

SQLite loses a table's triggers with every change of a column, because Django lays the table anew for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = """CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""
POSTGRES = """CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"""
EMPTIED = """CREATE TRIGGER {table}_no_UPDATE BEFORE UPDATE ON {table}
WHEN NOT ({same} AND length(NEW.source) = 0)
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""
POSTGRES_EMPTIED = """CREATE TRIGGER {table}_no_UPDATE BEFORE UPDATE ON {table} FOR EACH ROW
WHEN (NOT ({same} AND length(NEW.source) = 0)) EXECUTE FUNCTION refuse_change()"""
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


def let_be_emptied(editor: BaseDatabaseSchemaEditor, columns: Mapping[str, Iterable[str]]) -> None:
    """Let texts be emptied and nothing else; `columns` are those of each table that stay as they are."""
    vendor = editor.connection.vendor
    for table, kept in columns.items():
        on, made = (f" ON {table}", POSTGRES_EMPTIED) if vendor == "postgresql" else ("", EMPTIED)
        editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_UPDATE{on}")
        same = " AND ".join(f"NEW.{name} = OLD.{name}" for name in kept)
        editor.execute(made.format(table=table, same=same), params=None)
