"""Answers that are expected until a day: the side whose turn it is is reminded, and the other told when none came.

Silence agrees to nothing: the round stays open, and whoever waits may go on waiting, ask again, or call it off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from charter.core.vocabulary.party import Side
from charter.web import clock
from charter.web.kit.outbox import put_in_outbox
from charter.web.negotiation.models import NegotiationLink, NegotiationRow
from charter.web.negotiation.queries import negotiation_so_far

if TYPE_CHECKING:
    import datetime as dt


def remind_of_rounds() -> int:
    """Remind and tell what is due now; give how many mails that were. Twice, or side by side, it does it once."""
    waiting = NegotiationRow.objects.filter(ended=None, late_told=False).exclude(answer_by=None)
    found = waiting.select_related("engagement__workspace").order_by("pk")
    return sum(_told(each, clock.day_in(each.engagement.workspace)) for each in found)


def _told(of: NegotiationRow, today: dt.date) -> bool:
    if of.answer_by is not None and of.answer_by < today:
        return _tell(of, "answer-late", late_told=True, remind_on=None)
    if of.remind_on is not None and of.remind_on <= today:
        return _tell(of, "answer-due", remind_on=None)
    return False


def _tell(of: NegotiationRow, template: str, **done: object) -> bool:
    """Put a mail into the outbox: that an answer is due, to who is to give it; that it is late, to who waits for it."""
    with transaction.atomic():
        fresh = NegotiationRow.objects.filter(
            pk=of.pk, ended=None, answer_by=of.answer_by, remind_on=of.remind_on, late_told=False
        )
        if of.answer_by is None or not fresh.update(**done):
            return False
        turn = negotiation_so_far(of).turn
        side = turn.side if template == "answer-due" else turn.side.other
        link = NegotiationLink.objects.filter(negotiation=of).order_by("-pk")[0]
        to = link.email if side is Side.CLIENT else of.by
        told = {"by": of.answer_by.isoformat(), "round": str(turn.n), "side": side.value}
        put_in_outbox(of.engagement.workspace, template, to, link=str(link.pk), **told)
    return True
