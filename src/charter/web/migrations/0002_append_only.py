"""Facts are added and never changed: the database refuses every UPDATE and DELETE of their rows."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FACTS = (
    "web_termstext", "web_amendmenttext", "web_entrytext", "web_evidenceline", "web_documentfile",
)  # fmt: skip
SQLITE = "CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
POSTGRES = "CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
REFUSE = """CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$ LANGUAGE plpgsql"""


def guard(_: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers."""
    postgres = editor.connection.vendor == "postgresql"
    if postgres:
        editor.execute(REFUSE, params=None)
    for table in FACTS:
        for act in ("UPDATE", "DELETE"):
            editor.execute((POSTGRES if postgres else SQLITE).format(table=table, act=act))


class Migration(migrations.Migration):
    """Append-only rows."""

    dependencies = [("web", "0001_initial")]
    operations = [migrations.RunPython(guard, elidable=False)]
