"""The link by which a client reads an invoice."""

from __future__ import annotations

from django.db import models

from charter.web.kit.models import EngagementRow, new_id


class InvoiceLink(models.Model):
    """A link to an issued invoice: it lives as long as the invoice, whatever becomes of the mails that carried it.

    Its address holds a proof that is made anew, and not kept.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    engagement = models.ForeignKey(EngagementRow, models.PROTECT, related_name="+")
    number = models.TextField()

    class Meta:
        app_label = "web"
        constraints = [models.UniqueConstraint(fields=["engagement", "number"], name="invoice_link")]
