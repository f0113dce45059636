"""The links of invoices live on their own; those that were mailed before go on leading where they led."""

import uuid

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import charter.web.kit.models


def keep_mailed_links(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Give each invoice that was mailed the link of its first mail, under the mail's id, which its address proves."""
    links = apps.get_model("web", "InvoiceLink")
    for mail in apps.get_model("web", "OutboxMail").objects.filter(template="invoice").order_by("id"):
        engagement, number = uuid.UUID(mail.refs["engagement"]), mail.refs["number"]
        link, _made = links.objects.get_or_create(
            engagement_id=engagement, number=number, defaults={"id": mail.pk}
        )
        mail.refs["link"] = str(link.pk)
        mail.save(update_fields=["refs"])


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0013_emptied_texts"),
    ]

    operations = [
        migrations.CreateModel(
            name="InvoiceLink",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=charter.web.kit.models.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("number", models.TextField()),
                (
                    "engagement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="web.engagementrow"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("engagement", "number"), name="invoice_link")
                ],
            },
        ),
        migrations.RunPython(keep_mailed_links, migrations.RunPython.noop, elidable=False),
    ]
