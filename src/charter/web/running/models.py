"""What a member has seen of an engagement, and the address of their calendar."""

from __future__ import annotations

from django.db import models

from charter.web.kit.models import EngagementRow, WorkspaceRow, new_id
from charter.web.people.models import Account


class LastLook(models.Model):
    """Up to where an account saw an engagement: so many pieces of its journal, on a day there."""

    engagement = models.ForeignKey(EngagementRow, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    pieces = models.PositiveIntegerField()
    on = models.DateField()

    class Meta:
        app_label = "web"
        constraints = [models.UniqueConstraint(fields=["engagement", "account"], name="last_look")]


class CalendarLink(models.Model):
    """The secret address of a member's calendar of a workspace. It holds a proof that is made anew, and not kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(WorkspaceRow, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    revoked = models.BooleanField(default=False)

    class Meta:
        app_label = "web"
