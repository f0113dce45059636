"""A remark of a person who was erased is emptied."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from charter.web.migrations._append_only import let_remarks_be_emptied


def free_remarks(_: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the trigger of remarks again."""
    let_remarks_be_emptied(editor)


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0017_negotiations"),
    ]

    operations = [
        migrations.RunPython(free_remarks, elidable=False),
    ]
