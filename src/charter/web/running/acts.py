"""The one act of a row: which entry meets a duty, what its button says, and with which key."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

if TYPE_CHECKING:
    from charter.core.vocabulary.duty import Duty
    from charter.web.kit.models import EngagementRow

WORDS = {
    "delivered": ("Deliver", "d"),
    "accepted": ("Accepted", "a"),
    "provided": ("Provided", "p"),
    "met": ("Held", "h"),
    "updated": ("Sent", "s"),
    "decided": ("Decided", "d"),
    "replied": ("Answer", "a"),
    "paid": ("Paid", "p"),
    "issued": ("Open", "o"),
    "claimed": ("Claim", "c"),
    "refunded": ("Refunded", "r"),
    "reminded": ("Told", "t"),
    "notice": ("Notice", "n"),
    "approved hours": ("Approved", "a"),
    "resumed": ("Resume", "r"),
    "suspended": ("Suspend", "s"),
}
"""What a button says for the kind of entry that it records, and its letter."""


class RowAct(NamedTuple):
    """A button: what it says, its letter, and where it leads."""

    label: str
    letter: str
    where: str


def act_for(row: EngagementRow, duty: Duty) -> RowAct | None:
    """Give the act that meets a duty; None where no entry does."""
    fields = duty.met_by
    kind = fields.pop("kind", "")
    if not kind:
        return None
    label, letter = WORDS.get(kind, ("Record", "r"))
    place = {"ws": row.workspace.slug, "eng": row.slug}
    if kind == "issued":
        return RowAct(label, letter, reverse("invoices", kwargs={"ws": row.workspace.slug}))
    asked = urlencode(fields | ({"by": duty.who} if duty.who else {}))
    return RowAct(
        label, letter, f"{reverse('record', kwargs=place | {'kind': kind.replace(' ', '-')})}?{asked}"
    )
