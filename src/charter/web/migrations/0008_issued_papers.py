"""Papers as they were issued."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from charter.web.migrations._append_only import make_triggers


def guard_papers(_: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers of the new table."""
    make_triggers(editor, ["web_issuedpaper"])


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0007_looks_and_calendars"),
    ]

    operations = [
        migrations.CreateModel(
            name="IssuedPaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                (
                    "engagement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="web.engagementrow"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("engagement", "digest"), name="issued_paper")
                ],
            },
        ),
        migrations.RunPython(guard_papers, elidable=False),
    ]
