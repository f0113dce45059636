"""Reminders of links, and mails that are tried again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0005_second_factor"),
    ]

    operations = [
        migrations.AddField(
            model_name="outboxmail",
            name="error",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="outboxmail",
            name="next_try",
            field=models.FloatField(default=0),
        ),
        migrations.AddField(
            model_name="outboxmail",
            name="tries",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="signinglink",
            name="end_told",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="signinglink",
            name="reminders",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
