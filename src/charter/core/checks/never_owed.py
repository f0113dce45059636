"""CH-EXT-020: a payment on leaving that can never be owed: its way does not exist, or nothing is left by then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.core.agreement import Agreement
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Lasts, WayOut

if TYPE_CHECKING:
    from charter.core.clauses.exit.settlement.leaving import Leaving

_AGAINST = frozenset({"cause", "at once", "non-payment"})


def check(agreement: Agreement, deal: Deal) -> Iterator[Finding]:
    """Find payments for a way that the agreement does not give, or of which nothing is left when it could end so."""
    settlement = agreement.exit.settlement
    if settlement is None or deal.clauses - agreement.clauses.keys():
        return  # a clause that does not hold yet may give the way
    if not all(clause.acts for clause in agreement.clauses.values()):
        return  # nor is known what words that people apply bring about
    for key, leaving in settlement.payments.items():
        for place, why in _wrong(key, leaving, agreement, deal):
            yield Finding(
                "CH-EXT-020", Level.WARNING, place, why,
                say("Leave the payment out, or change what keeps it from being owed."),
            )  # fmt: skip


def _wrong(key: str, leaving: Leaving, agreement: Agreement, deal: Deal) -> Iterator[tuple[str, Sentence]]:
    """Give the term that keeps a payment from ever being owed, and why; none where it may be owed."""
    last, within = _earliest(leaving.when, agreement, deal), leaving.release_within
    nothing, rest = leaving.nothing_from(deal), leaving.rest_until(deal)
    if leaving.amount is not None and not leaving.amount.minor:
        yield f"exit.settlement.payments.{key}.amount", say("A payment of nothing is never owed.")
    elif within is not None and deal.after(within, deal.starts) <= deal.starts:
        yield (
            f"exit.settlement.payments.{key}.release_within",
            say("The consultant may sign only after the last day, and then has no day left."),
        )
    elif last is None:
        yield (
            f"exit.settlement.payments.{key}.when",
            say("The agreement gives no way to end it so: the payment is never owed."),
        )
    elif nothing is not None and last >= nothing:
        yield f"exit.settlement.payments.{key}.falls_over", say(
            "It can end so after {last} at the earliest, and from {day} on nothing is left: the payment is never owed.",
            last=last, day=nothing,
        )  # fmt: skip
    elif leaving.share_of_rest is not None and rest is not None and last >= rest:
        yield f"exit.settlement.payments.{key}.share_of_rest", say(
            "It can end so after {last} at the earliest, and the first term is over then: the payment is never owed.",
            last=last,
        )  # fmt: skip


def _earliest(when: str, agreement: Agreement, deal: Deal) -> dt.date | None:
    """Give the earliest last day of an end in one way; None where the agreement gives no such way.

    It is that of a notice on the day on which the agreement was made, or on the first day, whichever comes first. Where
    only what happens later can tell, such as an invoice that stays unpaid, it is that day itself.
    """
    first = min(deal.agreed, deal.starts)
    ways = [way for clause in agreement.clauses.values() for way in clause.ways_out(deal)]
    side = Side.CLIENT if when.startswith("client") else Side.CONSULTANT
    match when:
        case "client without reason" | "consultant without reason":
            found = _without_reason(side, ways, agreement, deal)
        case "client for cause" | "consultant for cause":
            found = [_for_cause(way, first, deal) for way in ways if way.side is side and way.of in _AGAINST]
        case "change of control":
            found = [deal.after(way.after, first) for way in ways if way.of == when and way.after is not None]
        case "person lost":
            found = [first] if agreement.foundation.cover is not None else []
        case _:
            found = list(_term_over(agreement, deal))
    sooner = _runs_out(deal)
    return min((day for day in found if when == "term over" or sooner is None or day <= sooner), default=None)


def _without_reason(side: Side, ways: list[WayOut], agreement: Agreement, deal: Deal) -> list[dt.date]:
    """Give the earliest last day of a side's notice without a reason; the client may cut short either side's."""
    termination = agreement.exit.termination
    right = termination.right(side) if termination is not None else None
    if right is None:
        return []
    first = min(deal.agreed, deal.starts)
    short = any(way.of == "cut short" for way in ways)
    return [first if short else right.earliest(deal.after(right.notice, first), deal)]


def _for_cause(way: WayOut, first: dt.date, deal: Deal) -> dt.date:
    """Give the earliest last day of an end because of what the other side did."""
    return deal.after(way.cure, first) + DAY if way.of == "cause" and way.cure is not None else first


def _term_over(agreement: Agreement, deal: Deal) -> Iterator[dt.date]:
    """Give the last day of the first term, and of conditions that are not met."""
    term = agreement.foundation.term
    if (last := term.last_day(deal)) is not None:
        yield last
    for condition in term.conditions.values():
        yield condition.by if condition.otherwise == "ends" else deal.starts - DAY


def _runs_out(deal: Deal) -> dt.date | None:
    """Give the last day of a term that is not renewed; None where it may go on."""
    lasts = deal.stated.get(Lasts)
    if not isinstance(lasts, Lasts) or lasts.initial is None or lasts.renews:
        return None
    return deal.through(lasts.initial, lasts.starts) - DAY
