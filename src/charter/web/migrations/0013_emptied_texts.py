"""A text in which a person was erased is emptied; what stands in its place is a further version."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from charter.web.migrations._append_only import let_be_emptied, make_triggers

WRITTEN = ("id", "engagement_id", "n", "by", "at")
COLUMNS = {"web_entrytext": (*WRITTEN, "version"), "web_termstext": WRITTEN}


def guard_texts(_: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers again, which SQLite lost with the changes above; those of UPDATE let texts be emptied."""
    make_triggers(editor, COLUMNS)
    let_be_emptied(editor, COLUMNS)


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0012_access"),
    ]

    operations = [
        migrations.AddField(
            model_name="entrytext",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.RemoveConstraint(model_name="entrytext", name="entry_n"),
        migrations.AddConstraint(
            model_name="entrytext",
            constraint=models.UniqueConstraint(fields=("engagement", "n", "version"), name="entry_n_version"),
        ),
        migrations.RunPython(guard_texts, elidable=False),
    ]
