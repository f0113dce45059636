"""What is said in a negotiation, round by round. What was sent stays: triggers of the database see to it."""

from __future__ import annotations

from django.db import models

from charter.core.vocabulary.party import Side
from charter.web.kit.models import EngagementRow, MailedCode, PersonalLink, new_id


class NegotiationRow(models.Model):
    """That a draft is negotiated with a person of the client's side; it goes on until it has `ended`.

    `terms` is the version of the terms that the rounds have led to: another one was written beside them.

    `answer_by` is the day until which whoever spoke last expects an answer; None: no day was named. The other side is
    reminded on `remind_on`, None once that is done; `late_told` says that the day is over and was told of. Silence
    agrees to nothing, so nothing else hangs on it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    engagement = models.ForeignKey(EngagementRow, models.PROTECT, related_name="negotiations")
    person = models.TextField()
    by = models.TextField()
    began = models.DateTimeField()
    terms = models.PositiveIntegerField()
    ended = models.DateTimeField(null=True, default=None)
    answer_by = models.DateField(null=True, default=None)
    remind_on = models.DateField(null=True, default=None)
    late_told = models.BooleanField(default=False)

    class Meta:
        app_label = "web"
        constraints = [
            models.UniqueConstraint(
                fields=["engagement"], condition=models.Q(ended=None), name="one_negotiation_at_a_time"
            )
        ]


class NegotiationRound(models.Model):
    """What a side says in a round; `base` is the version of the terms on which it began, `sent` when it was sent."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    negotiation = models.ForeignKey(NegotiationRow, models.PROTECT, related_name="rounds")
    n = models.PositiveIntegerField()
    side = models.CharField(max_length=10)
    base = models.PositiveIntegerField()
    by = models.TextField()
    began = models.DateTimeField()
    sent = models.DateTimeField(null=True, default=None)

    class Meta:
        app_label = "web"
        constraints = [
            models.UniqueConstraint(fields=["negotiation", "n", "side"], name="a_side_speaks_once_a_round"),
            models.UniqueConstraint(
                fields=["negotiation", "side"], condition=models.Q(sent=None), name="one_open_round_a_side"
            ),
            models.CheckConstraint(condition=models.Q(n__gte=1), name="rounds_count_from_one"),
            models.CheckConstraint(
                condition=models.Q(side__in=[each.value for each in Side]), name="a_round_is_of_a_side"
            ),
        ]


class TermProposal(models.Model):
    """What a side stands for on a term, in a round; values are the JSON of what the file would say, null: left out."""

    round = models.ForeignKey(NegotiationRound, models.CASCADE, related_name="proposals")
    path = models.TextField()
    before = models.TextField()
    after = models.TextField()

    class Meta:
        app_label = "web"
        constraints = [models.UniqueConstraint(fields=["round", "path"], name="one_proposal_a_term")]


class RemarkText(models.Model):
    """A remark on a term; a private one is never shown to the other side, and leaves this table in no export."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(NegotiationRound, models.CASCADE, related_name="remarks")
    path = models.TextField()
    text = models.TextField()
    private = models.BooleanField()

    class Meta:
        app_label = "web"


class NegotiationLink(PersonalLink):
    """The link by which a person of the client's side negotiates."""

    negotiation = models.ForeignKey(NegotiationRow, models.PROTECT, related_name="links")

    class Meta:
        app_label = "web"


class NegotiationCode(MailedCode):
    """A code with which the client's side sends a round."""

    link = models.ForeignKey(NegotiationLink, models.PROTECT, related_name="codes")

    class Meta:
        app_label = "web"
        constraints = [models.CheckConstraint(condition=models.Q(tries__lte=5), name="five_tries_a_round")]
