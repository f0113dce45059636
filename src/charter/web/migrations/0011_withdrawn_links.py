"""Links whose document was taken back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0010_passkeys"),
    ]

    operations = [
        migrations.AddField(
            model_name="signinglink",
            name="withdrawn",
            field=models.BooleanField(default=False),
        ),
    ]
