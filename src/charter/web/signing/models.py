"""What signing needs beside the evidence: the wish to have something signed, links and codes."""

from __future__ import annotations

from django.db import models

from charter.web.kit.models import EngagementRow, MailedCode, PersonalLink


class Offer(models.Model):
    """That a document is to be signed: the agreement (0), or an amendment by its number.

    What is still to be done about it follows from the facts: whether the document is frozen, who signed it, whether
    it is sealed (`worker`). Here stands only when to try again, after what error; and in `unstamped`, once it is
    sealed, why the timestamp is missing that is still asked for.
    """

    engagement = models.ForeignKey(EngagementRow, models.PROTECT, related_name="offers")
    amendment = models.PositiveIntegerField(default=0)
    by = models.TextField()
    at = models.DateTimeField()
    order = models.JSONField(default=list)
    despite = models.TextField(blank=True, default="")
    withdrawn = models.BooleanField(default=False)
    done = models.BooleanField(default=False)
    tries = models.PositiveIntegerField(default=0)
    next_try = models.FloatField(default=0)
    error = models.TextField(blank=True, default="")
    unstamped = models.TextField(blank=True, default="")

    class Meta:
        app_label = "web"
        constraints = [models.UniqueConstraint(fields=["engagement", "amendment"], name="offered_once")]


class SigningLink(PersonalLink):
    """A link bound to one signer and one document.

    `withdrawn` is set once its document was taken back, `reminders` counts those sent, and `end_told` says that
    whoever put the document forward was told of its end.
    """

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="links")
    signer = models.TextField()
    withdrawn = models.BooleanField(default=False)
    reminders = models.PositiveIntegerField(default=0)
    end_told = models.BooleanField(default=False)

    class Meta:
        app_label = "web"


class SigningCode(MailedCode):
    """A code for the link of a signer."""

    link = models.ForeignKey(SigningLink, models.PROTECT, related_name="codes")

    class Meta:
        app_label = "web"
        constraints = [models.CheckConstraint(condition=models.Q(tries__lte=5), name="five_tries")]
