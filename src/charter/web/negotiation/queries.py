"""How a negotiation stands, out of its rows; what a side may see of it is the core's to say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from charter.core.negotiation.rounds import Negotiation, Round, Stand, TermRemark
from charter.core.vocabulary.party import Side
from charter.web import clock
from charter.web.drafting.texts import fixed_because
from charter.web.kit.codes import live_code_of
from charter.web.kit.engagements import engagement_in
from charter.web.kit.models import TermsText
from charter.web.kit.refused import NotFound, PageRefused
from charter.web.kit.secrets import read_token
from charter.web.negotiation.models import NegotiationCode, NegotiationLink, NegotiationRound, NegotiationRow

if TYPE_CHECKING:
    import uuid

    from charter.web.kit.models import EngagementRow, MailedCode

PURPOSE = "negotiate"
"""What a token proves that opens a negotiation, and nothing else."""


class Speaker(NamedTuple):
    """Who acts in a negotiation: for which side, and under what name it is kept."""

    side: Side
    name: str
    by: str


class Invitable(NamedTuple):
    """A person of the client's side with whom a draft can be negotiated."""

    key: str
    name: str
    email: str


def live_negotiation(row: EngagementRow) -> NegotiationRow | None:
    """Give the negotiation that goes on; None where there is none."""
    return NegotiationRow.objects.filter(engagement=row, ended=None).first()


def last_negotiation(row: EngagementRow) -> NegotiationRow | None:
    """Give the negotiation that goes on, or the last one."""
    return NegotiationRow.objects.filter(engagement=row).order_by("-pk").first()


def negotiation_so_far(of: NegotiationRow) -> Negotiation:
    """Give the rounds of a negotiation in the order in which they are said."""
    rows = NegotiationRound.objects.filter(negotiation=of).order_by("n", "side")
    return Negotiation(tuple(_round(each) for each in rows.prefetch_related("proposals", "remarks")))


def _round(row: NegotiationRound) -> Round:
    stands = (
        Stand(each.path, json.loads(each.before), json.loads(each.after))
        for each in sorted(row.proposals.all(), key=lambda each: each.pk)
    )
    remarks = (
        TermRemark(each.path, each.text, each.private)
        for each in sorted(row.remarks.all(), key=lambda each: each.pk)
        if each.text
    )
    return Round(row.n, Side(row.side), tuple(stands), tuple(remarks), sent=row.sent is not None)


def rounds_of(of: NegotiationRow) -> dict[tuple[int, str], NegotiationRound]:
    """Give the rows of a negotiation's rounds, by number and side."""
    return {(each.n, each.side): each for each in NegotiationRound.objects.filter(negotiation=of)}


def unsent_remarks(of: NegotiationRow, side: Side) -> list[tuple[str, str, str]]:
    """Give the id, path and text of what a side has remarked and not sent."""
    found = NegotiationRound.objects.filter(negotiation=of, side=side, sent=None).first()
    return [(str(each.pk), each.path, each.text) for each in found.remarks.order_by("pk")] if found else []


def invitable_people(row: EngagementRow) -> list[Invitable]:
    """Give the people of the client's side who have an address; those who may sign first."""
    people = engagement_in(row).agreement.sides.people
    found = [(key, each) for key, each in people.items() if each.side is Side.CLIENT and each.email]
    found.sort(key=lambda one: "sign" not in {str(power) for power in one[1].may})
    return [Invitable(key, each.name, each.email) for key, each in found]


def other_name(row: EngagementRow, of: NegotiationRow) -> str:
    """Give the name of the person with whom a draft is negotiated."""
    last = NegotiationLink.objects.filter(negotiation=of).order_by("-pk").first()
    return last.name if last else row.title


def link_of(of: NegotiationRow) -> NegotiationLink | None:
    """Give the link that opens a negotiation now."""
    now = clock.seconds()
    return (
        NegotiationLink.objects.filter(negotiation=of, revoked=False, expires__gt=now).order_by("-pk").first()
    )


def latest_terms(row: EngagementRow) -> int:
    """Give the number of the latest version of the terms."""
    return TermsText.objects.filter(engagement=row).count()


def over_because(row: EngagementRow, of: NegotiationRow) -> str:
    """Say why nothing can be said in a negotiation any more; empty while it goes on."""
    if why := fixed_because(row):
        return why
    if of.ended is not None:
        return "The negotiation is over."
    if latest_terms(row) != of.terms:
        return "The terms were changed beside the rounds."
    return ""


def open_because(row: EngagementRow) -> str:
    """Say why a draft cannot be put forward yet: terms are open, or a round has begun; empty where nothing is."""
    of = live_negotiation(row)
    if of is None:
        return ""
    if latest_terms(row) != of.terms:
        return "The terms were changed beside the rounds, which nobody agreed to."
    found = negotiation_so_far(of)
    if not found.sent:
        return f"{other_name(row, of)} has not answered the draft yet."
    if count := len(found.open_terms):
        return f"{count} term{'s' if count > 1 else ''} {'are' if count > 1 else 'is'} still open."
    if any(found.unsent(side) for side in Side):
        return f"Round {found.turn.n} has begun, and is not sent."
    return ""


def negotiation_link_of_token(token: str) -> NegotiationLink:
    """Find the link of an address. Raises NotFound for one that is not ours, PageRefused for one that has ended."""
    return usable_negotiation_link(read_token(token, PURPOSE))


def usable_negotiation_link(pk: uuid.UUID | None) -> NegotiationLink:
    """Find a link that still opens. Raises NotFound, and PageRefused for one that has ended."""
    related = NegotiationLink.objects.select_related("negotiation__engagement__workspace")
    link = related.filter(pk=pk).first() if pk else None
    if link is None:
        raise NotFound
    if link.revoked or link.expires < clock.seconds():
        raise PageRefused(
            "This link has ended.",
            "Whoever sent it can send a new one. What you sent stays sent.",
            status=410,
        )
    return link


def live_round_code(link: NegotiationLink) -> MailedCode | None:
    """Give the code that was sent last and still counts."""
    return live_code_of(NegotiationCode, link)
