"""A draft that is being written."""

from __future__ import annotations

from django.db import models

from charter.web.kit.models import EngagementRow


class DraftText(models.Model):
    """The terms as somebody writes them, kept as they are typed until they become a version; the one mutable text.

    `base` is the version that the writing began from, so that two tabs do not undo one another.
    """

    engagement = models.OneToOneField(EngagementRow, models.PROTECT, related_name="draft")
    source = models.TextField()
    base = models.PositiveIntegerField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        app_label = "web"
