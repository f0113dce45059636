"""A sealed document that lacks the timestamp of an outside service is asked one for again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("web", "0015_frames")]
    operations = [
        migrations.AddField("offer", "unstamped", models.TextField(blank=True, default="")),
    ]
