"""An engagement says which master it is laid over, as its latest terms do."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from charter.core.reading.versions import named_frame


def name_frames(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Name the master of every draft that was begun as an order."""
    terms = apps.get_model("web", "TermsText")
    for row in apps.get_model("web", "EngagementRow").objects.order_by("pk"):
        latest = terms.objects.filter(engagement=row).order_by("-n").first()
        row.frame = (named_frame(bytes(latest.source), "agreement.toml") or "") if latest else ""
        row.save(update_fields=["frame"])


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0014_invoice_links"),
    ]

    operations = [
        migrations.AddField(
            model_name="engagementrow",
            name="frame",
            field=models.CharField(blank=True, default="", max_length=60),
        ),
        migrations.RunPython(name_frames, migrations.RunPython.noop, elidable=False),
    ]
