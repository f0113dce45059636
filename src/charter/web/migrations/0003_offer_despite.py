"""Why something is signed though the check finds errors in it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("web", "0002_append_only")]
    operations = [
        migrations.AddField("offer", "despite", models.TextField(blank=True, default="")),
    ]
