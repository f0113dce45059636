"""What a reader of a master and its orders would miss: terms that do not count, dates that do not fit, papers apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from charter.core.agreement import Agreement
from charter.core.changes import changes
from charter.core.engagement import Engagement, InVain, Papers
from charter.core.facts import facts
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.framing import Framing, RateCard
from charter.core.vocabulary.laid_over import within
from charter.core.vocabulary.sentence import say


def paper_findings(engagement: Engagement, today: dt.date) -> Iterator[Finding]:
    """Give what is found of an order beside its master, or of a master with its fees; nothing of what stands alone."""
    agreement = engagement.in_force(today)
    framing = next((one for one in agreement.clauses.values() if isinstance(one, Framing)), None)
    if not isinstance(framing, Clause):
        return
    if framing.is_master:
        yield from _fees(agreement)
    papers = engagement.papers
    if papers is not None and papers.master is not None:
        yield from map(_in_vain, papers.in_vain)
        yield from _unsigned(papers.master, framing.cite, today)
        yield from _ends(engagement, papers.master, framing.cite, today, falls=framing.falls_with_master)
        yield from _amended(agreement, papers.master, framing.cite, today)
    elif papers is not None and framing.ends_with_orders:
        told = framing.orders_told(engagement.known(today).journal)
        yield from _untold(told, papers, framing.cite, today)


def _fees(agreement: Agreement) -> Iterator[Finding]:
    """Find fees of a master that every order would charge once more."""
    for cite in agreement.fees:
        if not isinstance(agreement.clauses[cite], RateCard):
            yield Finding(
                "CH-FND-094", Level.ERROR, cite,
                say("Each order under this master would charge {cite} once more.", cite=cite),
                say("Put it into the order that it is for; a master holds the prices of an hour or a day."),
            )  # fmt: skip


def _in_vain(one: InVain) -> Finding:
    """Tell a term of an order that does not count."""
    if one.reserved:
        return Finding(
            "CH-FND-095", Level.ERROR, one.path,
            say("This order says {said}, but the master keeps that to itself, and says {counts}.",
                said=one.said, counts=one.counts),
            say("Take it out of the order, or amend the master."),
        )  # fmt: skip
    return Finding(
        "CH-FND-096", Level.WARNING, one.path,
        say("This order says {said}, but does not name the term: {counts} counts, as the master says.",
            said=one.said, counts=one.counts),
        say("Name the term under named_terms, or take it out of the order."),
    )  # fmt: skip


def _unsigned(master: Engagement, cite: Cite, today: dt.date) -> Iterator[Finding]:
    """Find a master that is not signed yet."""
    if master.as_signed().is_draft(today):
        yield Finding(
            "CH-FND-097", Level.WARNING, cite,
            say("Both sides have yet to sign the master {master}.", master=master.agreement.title),
            say("Sign the master first, or at the latest with this order."),
        )  # fmt: skip


def _ends(
    order: Engagement, master: Engagement, cite: Cite, today: dt.date, *, falls: bool
) -> Iterator[Finding]:
    """Find an order that begins after its master has ended, or goes on beyond that."""
    deal, over = facts(order, today).deal, facts(master, _far(today)).deal.ends
    if over is None:
        return
    last = over - DAY
    if deal.starts >= over:
        yield Finding(
            "CH-FND-098", Level.ERROR, cite,
            say("This order starts on {starts}, and its master ends on {last}.", starts=deal.starts, last=last),
            say("Sign a new master, or renew that one, before work begins."),
        )  # fmt: skip
        return
    ends = facts(order, _far(today)).deal.ends
    if falls:
        yield Finding(
            "CH-FND-099", Level.WARNING, cite,
            say("This order ends with its master, on {last}, whatever it says of its own end.", last=last),
            say("Renew the master, or let the order stand apart."),
        )  # fmt: skip
    elif ends is None or ends > over:
        yield Finding(
            "CH-FND-100", Level.ADVICE, cite,
            say("This order outlives its master, which ends on {last}; its terms go on for this order.", last=last),
            say("Know that no further order can be signed under that master."),
        )  # fmt: skip


def _far(today: dt.date) -> dt.date:
    """Give the day from which one looks for an end that is agreed already."""
    return today + dt.timedelta(days=3660)


def _amended(agreement: Agreement, master: Engagement, cite: Cite, today: dt.date) -> Iterator[Finding]:
    """Find terms of the master that were amended since, and stay here as they were."""
    then, now = master.known(agreement.dated).in_force(agreement.dated), master.known(today).in_force(today)
    laid = agreement.laid_over
    sections = laid.sections if laid is not None else ()
    apart = [one.path for one in changes(then, now) if any(within(one.path, each) for each in sections)]
    if apart:
        yield Finding(
            "CH-FND-101", Level.ADVICE, cite,
            say("The master was amended after this order, which keeps the earlier terms: {terms}.", terms=tuple(apart)),
            say("Amend this order likewise, if the change is to count here."),
        )  # fmt: skip


def _untold(told: tuple[str, ...], papers: Papers, cite: Cite, today: dt.date) -> Iterator[Finding]:
    """Find orders that both sides signed, of which the journal of the master says nothing."""
    known = {name.casefold() for name in told}
    signed = (order.agreement.title for order in papers.orders if not order.is_draft(today))
    untold = tuple(title for title in signed if title.casefold() not in known)
    if untold:
        yield Finding(
            "CH-FND-102", Level.WARNING, cite,
            say("The master ends by its orders, and its journal does not tell of {orders}.", orders=untold),
            say("Record the order made in the journal of the master, under the order's title."),
        )  # fmt: skip
