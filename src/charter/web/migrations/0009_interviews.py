"""Interviews that are being held."""

import django.db.models.deletion
from django.db import migrations, models

import charter.web.kit.models


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0008_issued_papers"),
    ]

    operations = [
        migrations.CreateModel(
            name="InterviewRow",
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
                ("law", models.TextField()),
                ("answers", models.JSONField(default=dict)),
                ("typed", models.JSONField(default=dict)),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="web.workspacerow"
                    ),
                ),
            ],
        ),
    ]
