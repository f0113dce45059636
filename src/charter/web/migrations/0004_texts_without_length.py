"""What comes out of terms is as long as it is there; nobody empties a table of facts either."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from charter.web.migrations._append_only import make_triggers

FACTS = ("web_termstext", "web_amendmenttext", "web_entrytext", "web_evidenceline", "web_documentfile")


def guard_facts(_: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers again, which SQLite lost with the changes above."""
    make_triggers(editor, FACTS)


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0003_offer_despite"),
    ]

    operations = [
        migrations.AlterField(
            model_name="amendmenttext",
            name="by",
            field=models.TextField(),
        ),
        migrations.AlterField(
            model_name="amendmenttext",
            name="engagement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="web.engagementrow"
            ),
        ),
        migrations.AlterField(
            model_name="amendmenttext",
            name="name",
            field=models.TextField(),
        ),
        migrations.AlterField(
            model_name="documentfile",
            name="name",
            field=models.TextField(),
        ),
        migrations.AlterField(
            model_name="drafttext",
            name="by",
            field=models.TextField(),
        ),
        migrations.AlterField(
            model_name="engagementrow",
            name="title",
            field=models.TextField(),
        ),
        migrations.AlterField(
            model_name="entrytext",
            name="by",
            field=models.TextField(),
        ),
        migrations.AlterField(
            model_name="entrytext",
            name="engagement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="web.engagementrow"
            ),
        ),
        migrations.AlterField(
            model_name="offer",
            name="by",
            field=models.TextField(),
        ),
        migrations.AlterField(
            model_name="signinglink",
            name="name",
            field=models.TextField(),
        ),
        migrations.AlterField(
            model_name="signinglink",
            name="signer",
            field=models.TextField(),
        ),
        migrations.AlterField(
            model_name="termstext",
            name="by",
            field=models.TextField(),
        ),
        migrations.AlterField(
            model_name="termstext",
            name="engagement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="web.engagementrow"
            ),
        ),
        migrations.RunPython(guard_facts, elidable=False),
    ]
