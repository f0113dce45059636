"""The playbook of a workspace."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0019_answer_by"),
    ]

    operations = [
        migrations.AddField(
            model_name="workspacerow",
            name="playbook",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
