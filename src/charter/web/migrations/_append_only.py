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


ROUND = "web_negotiationround"
SENT = "EXISTS (SELECT 1 FROM web_negotiationround WHERE sent IS NOT NULL AND id = {row}.round_id)"
SQLITE_SENT = """CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} WHEN {when}
BEGIN SELECT RAISE(ABORT, '{table} is append-only once it is sent'); END"""
POSTGRES_SENT = """CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} FOR EACH ROW
EXECUTE FUNCTION refuse_in_sent_round()"""
REFUSE_SENT = """CREATE OR REPLACE FUNCTION refuse_in_sent_round() RETURNS trigger AS $$
DECLARE refused boolean := false;
BEGIN
  IF TG_OP <> 'INSERT' THEN refused := {old}; END IF;
  IF TG_OP <> 'DELETE' THEN refused := refused OR {new}; END IF;
  IF refused THEN RAISE EXCEPTION '% is append-only once it is sent', TG_TABLE_NAME; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$ LANGUAGE plpgsql"""


def keep_sent_rounds(editor: BaseDatabaseSchemaEditor, inside: Iterable[str]) -> None:
    """Make the triggers that keep a round once it is sent, and what was said in it (`inside`)."""
    if editor.connection.vendor == "postgresql":
        _keep_on_postgres(editor, inside)
        return
    for act in ("UPDATE", "DELETE"):
        made = SQLITE_SENT.format(table=ROUND, act=act, when="OLD.sent IS NOT NULL")
        editor.execute(made, params=None)
    for table in inside:
        for act, rows in (("INSERT", ["NEW"]), ("UPDATE", ["NEW", "OLD"]), ("DELETE", ["OLD"])):
            when = " OR ".join(SENT.format(row=row) for row in rows)
            editor.execute(SQLITE_SENT.format(table=table, act=act, when=when), params=None)


def _keep_on_postgres(editor: BaseDatabaseSchemaEditor, inside: Iterable[str]) -> None:
    old, new = (SENT.format(row=row) for row in ("OLD", "NEW"))
    editor.execute(REFUSE_SENT.format(old=old, new=new), params=None)
    for act in ("UPDATE", "DELETE"):
        editor.execute(
            f"CREATE TRIGGER {ROUND}_no_{act} BEFORE {act} ON {ROUND} FOR EACH ROW "
            "WHEN (OLD.sent IS NOT NULL) EXECUTE FUNCTION refuse_change()",
            params=None,
        )
    for table in (ROUND, *inside):
        editor.execute(POSTGRES.format(table=table, act="TRUNCATE"), params=None)
    for table in inside:
        for act in ("INSERT", "UPDATE", "DELETE"):
            editor.execute(POSTGRES_SENT.format(table=table, act=act), params=None)


REMARKS = "web_remarktext"
KEPT_OF_A_REMARK = " AND ".join(f"NEW.{name} = OLD.{name}" for name in ("id", "round_id", "path", "private"))


def let_remarks_be_emptied(editor: BaseDatabaseSchemaEditor) -> None:
    """Let a remark that was sent be emptied and nothing else, when a person is erased."""
    emptied = f"({KEPT_OF_A_REMARK} AND length(NEW.text) = 0)"
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP TRIGGER {REMARKS}_no_UPDATE ON {REMARKS}", params=None)
        made = POSTGRES_SENT.format(table=REMARKS, act="UPDATE")
        made = made.replace("FOR EACH ROW", f"FOR EACH ROW WHEN (NOT {emptied})")
    else:
        editor.execute(f"DROP TRIGGER {REMARKS}_no_UPDATE", params=None)
        sent = " OR ".join(SENT.format(row=row) for row in ("NEW", "OLD"))
        made = SQLITE_SENT.format(table=REMARKS, act="UPDATE", when=f"NOT {emptied} AND ({sent})")
    editor.execute(made, params=None)
