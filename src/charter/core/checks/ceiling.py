"""CH-FIN-090, 091, 093 and 094: a ceiling that no year can reach, and one that is below what is agreed.

It may be that of a master, and below what its orders come to together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from charter.core.agreement import Agreement, stated
from charter.core.billing import charges
from charter.core.contract import ALL_ALONG
from charter.core.engagement import Engagement
from charter.core.facts import facts, shared_limits
from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.stated import Ceiling, Issuing, Lasts

Years = dict[int | None, int]
"""Minor units by calendar year; under None those of all years together."""

BOUNDED = frozenset({
    "retainer", "hourly", "milestones", "late_payment", "dependencies", "settlement", "termination",
})  # fmt: skip
"""The clauses that charge and of which this check knows the most; with another one nothing can be said."""

WITH_TAX = Fraction(27, 100)
"""The highest rate of value added tax in the European Union (Hungary, since 1 January 2012, from memory)."""

AFTER_THE_END = 92 * DAY


def check(agreement: Agreement, deal: Deal) -> Iterator[Finding]:
    """Find a yearly ceiling that no year can reach, even at the most."""
    limit, further = _limit(agreement), _further(agreement, deal)
    if limit is None or not limit.a_year or further is None:
        return
    fees = _agreed(Engagement(agreement, supposing=ALL_ALONG), limit, _until(agreement, deal))
    highest = max(fees.values(), default=0) + _milestones(agreement, deal) + further
    most = int(highest * (1 + WITH_TAX)) if limit.with_tax else highest
    if 0 < most < limit.most.minor:
        yield _never(limit, Money(most, limit.most.currency))


def below(engagement: Engagement, agreement: Agreement, deal: Deal) -> Iterator[Finding]:
    """Find a ceiling of an agreement, as it stands, that is below what the engagement as amended charges by itself."""
    limit, ends = _limit(agreement), _ends(agreement, deal)
    if limit is None or (ends is None and not limit.a_year):
        return
    fees = _agreed(engagement, limit, _until(agreement, deal))
    once = 0 if limit.a_year else _milestones(agreement, deal)
    for year in _years(deal.starts, ends) if limit.a_year else [None]:
        least = fees.get(year, 0) + once
        if least > limit.most.minor:
            yield _below(limit, year, Money(least, limit.most.currency))
            return


def of_orders(engagement: Engagement, agreement: Agreement, today: dt.date) -> Iterator[Finding]:
    """Find a ceiling of a master that its orders together pass, or come near to: with what happened and is agreed.

    An order that says the ceiling for itself counts by itself. Of one order alone CH-FIN-091 tells.
    """
    limit, papers = _limit(agreement), engagement.papers
    if limit is None or papers is None or limit.cite not in shared_limits(agreement):
        return
    own = () if papers.master is None else (engagement,)
    counting = [each for each in (*own, *papers.orders) if limit.cite not in _said_by(each)]
    sums: Years = {}
    for order in counting:
        for year, minor in order.memo(_of_order, limit, today):
            sums[year] = sums.get(year, 0) + minor
    if len(counting) > 1:
        yield from _of_all(limit, sums, len(counting))


def _said_by(order: Engagement) -> tuple[str, ...]:
    """Give the terms of the master that an order says for itself."""
    laid = order.agreement.laid_over
    return laid.changed if laid is not None else ()


def _of_order(order: Engagement, limit: Ceiling, today: dt.date) -> tuple[tuple[int | None, int], ...]:
    """Give what an order charges by itself and by what happened, by the year in which it counts.

    What has no end is counted up to today, where the ceiling is one for all years.
    """
    whole = replace(order, supposing=ALL_ALONG)
    deal = facts(whole, order.agreement.starts).deal
    endless = _ends(order.agreement, deal) is None and not limit.a_year
    return tuple(
        _agreed(whole, limit, today - AFTER_THE_END if endless else _until(order.agreement, deal)).items()
    )


def _of_all(limit: Ceiling, sums: Years, orders: int) -> Iterator[Finding]:
    """Tell of the first year in which the orders pass the ceiling; else of the first in which they come near to it."""
    near = {year: minor for year, minor in sums.items() if minor >= limit.tell * limit.most.minor}
    over = {year: minor for year, minor in near.items() if minor > limit.most.minor}
    for year in sorted(over or near, key=lambda one: one or 0)[:1]:
        when = say("in {year}", year=str(year)) if year is not None else say("in all")
        sum_of = Money(near[year], limit.most.currency)
        if over:
            yield Finding(
                "CH-FIN-093", Level.WARNING, limit.cite,
                say("The {n} orders under this master come to {sum} {when}, and the ceiling over all is {most}.",
                    n=str(orders), sum=sum_of, when=when, most=limit.most),
                say("Raise the ceiling by an amendment of the master, or give an order a ceiling of its own."),
            )  # fmt: skip
        else:
            yield Finding(
                "CH-FIN-094", Level.ADVICE, limit.cite,
                say("The {n} orders under this master come to {sum} {when}: {left} are left of the ceiling over all of"
                    " them.", n=str(orders), sum=sum_of, when=when, left=limit.most - sum_of),
                say("Agree on a higher ceiling before the next order, or know how little can be added."),
            )  # fmt: skip


def _limit(agreement: Agreement) -> Ceiling | None:
    issuing = next((each for each in agreement.clauses.values() if isinstance(each, Issuing)), None)
    return issuing.limit if issuing is not None and isinstance(issuing, Clause) and issuing.acts else None


def _ends(agreement: Agreement, deal: Deal) -> dt.date | None:
    """Give the day after the last one, where the term ends by itself."""
    lasts = stated(agreement, Lasts)
    return deal.through(lasts.initial, lasts.starts) if lasts.initial else None


def _until(agreement: Agreement, deal: Deal) -> dt.date:
    return _ends(agreement, deal) or dt.date(deal.starts.year + 2, 1, 1)


def _years(starts: dt.date, ends: dt.date | None) -> list[int | None]:
    last = (ends - DAY).year if ends is not None else starts.year + 1
    return list(range(starts.year, last + 1))


def _agreed(engagement: Engagement, limit: Ceiling, until: dt.date) -> Years:
    """Give what is charged as agreed, with nothing done, by the year in which it counts."""
    sums: Years = {}
    for charge in charges(engagement, until + AFTER_THE_END):
        year = limit.span(charge.on)
        sums[year] = sums.get(year, 0) + charge.minor
    return sums


def _milestones(agreement: Agreement, deal: Deal) -> int:
    """Give what all milestones earn that wait for an acceptance."""
    clause = agreement.financials.milestones
    things = clause.things.values() if clause is not None and clause.acts else ()
    sums = (thing.sum(deal) for thing in things if thing.acceptance_of is not None)
    return sum(money.minor for money in sums if money is not None)


def _further(agreement: Agreement, deal: Deal) -> int | None:
    """Give the most that a year can bring beyond; None where nothing bounds it."""
    charging = {cite for cite, clause in agreement.clauses.items() if _charges(clause)}
    retainer, inputs, settled = (
        agreement.financials.retainer, agreement.scope.dependencies, agreement.exit.settlement,
    )  # fmt: skip
    if (
        any(cite.rpartition(".")[2] not in BOUNDED for cite in charging)
        or agreement.financials.hourly is not None
    ):
        return None
    ending = agreement.exit.termination
    if (settled is not None and settled.payments) or (ending is not None and ending.cut_short is not None):
        return None
    standby = inputs.standby if inputs is not None else None
    waiting = standby.sum if standby is not None else Money(0, deal.currency)
    most = retainer.most(deal) if retainer is not None else None
    if waiting is None or (retainer is not None and retainer.overage is not None and most is None):
        return None
    things = len(inputs.things) if inputs is not None else 0
    return waiting.minor * things + (most.minor * 12 if most is not None else 0)


def _charges(clause: Clause) -> bool:
    return getattr(type(clause).charges, "__func__", None) is not getattr(Clause.charges, "__func__", None)


def _below(limit: Ceiling, year: int | None, least: Money) -> Finding:
    when = say("in {year}", year=str(year)) if year is not None else say("over the engagement")
    return Finding(
        "CH-FIN-091", Level.WARNING, limit.cite,
        say(
            "What is agreed comes to {sum} {when}, and the ceiling is {most}: the consultant works on and may not"
            " invoice it.",
            sum=least, when=when, most=limit.most,
        ),
        say("Raise the ceiling to what is agreed and what may come on top, or leave it out."),
    )  # fmt: skip


def _never(limit: Ceiling, most: Money) -> Finding:
    return Finding(
        "CH-FIN-090", Level.WARNING, limit.cite,
        say(
            "No calendar year brings more than {sum}, so a ceiling of {most} a year has no effect.",
            sum=most, most=limit.most,
        ),
        say("Lower it, count it over the whole engagement (ceiling_per), or leave it out."),
    )  # fmt: skip
