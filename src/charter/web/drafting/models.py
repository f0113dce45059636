"""A draft that is being written, and an interview that is being held."""

from __future__ import annotations

from django.db import models

from charter.web.kit.models import EngagementRow, WorkspaceRow, new_id


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


class InterviewRow(models.Model):
    """What somebody answered so far, under which law; it goes when the draft is written.

    `answers` are what was understood, `typed` what stands in fields that are not answered yet, each by the id of its
    question.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(WorkspaceRow, models.PROTECT, related_name="+")
    law = models.TextField()
    answers = models.JSONField(default=dict)
    typed = models.JSONField(default=dict)
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        app_label = "web"

    @property
    def client(self) -> str:
        """What the client is called, once somebody said so."""
        return str(self.answers.get("client", {}).get("name", "")) or "A new client"
