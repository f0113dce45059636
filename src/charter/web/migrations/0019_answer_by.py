"""A round may say by which day an answer is expected."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("web", "0018_emptied_remarks")]
    operations = [
        migrations.AddField("negotiationrow", "answer_by", models.DateField(default=None, null=True)),
        migrations.AddField("negotiationrow", "remind_on", models.DateField(default=None, null=True)),
        migrations.AddField("negotiationrow", "late_told", models.BooleanField(default=False)),
    ]
