"""The life of an engagement: what silence and time brought about, when it starts, pauses and ends.

Deemed entries follow from entries before them, so they are looked for until nothing new follows; the `Deal` is made
anew each time, since an end changes what comes after it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar, cast

from charter.core.agreement import Agreement, stated
from charter.core.contract import Contract
from charter.core.engagement import Engagement
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Past
from charter.core.vocabulary.dates import DAY, Span
from charter.core.vocabulary.deal import Deal, Rules, ruling
from charter.core.vocabulary.delay import merged, suspensions, unpaid_days
from charter.core.vocabulary.entry import Ended, Entry, Issued, Paid, Refunded
from charter.core.vocabulary.framing import OtherOrder, OtherPapers, is_master
from charter.core.vocabulary.journal import Journal, Watched
from charter.core.vocabulary.ladder import ladder_of
from charter.core.vocabulary.party import Person
from charter.core.vocabulary.repriced import repriced
from charter.core.vocabulary.stated import (
    BusinessDays,
    Currency,
    Governing,
    IncludesHours,
    Lasts,
    PaidApart,
    PartPeriods,
    Sides,
    Zone,
)

FAR = dt.timedelta(days=800)
"""How far ahead ends and renewals are looked for when nobody asks for more."""

ROUNDS = 12
"""More rounds than any chain of silence needs; a longer one is a bug."""

_Role = TypeVar("_Role")


class Facts(NamedTuple):
    """The facts on a day: the deal, the journal with what was deemed, and the history of every clause that acts.

    `deemed` are the entries that silence or time brought about; `reads` the kinds that were read to find them.
    """

    deal: Deal
    journal: Journal
    pasts: Mapping[Cite, Past[Any]]
    deemed: tuple[Entry, ...]
    reads: frozenset[type[Entry]]

    def past(self, role: type[_Role]) -> Past[Any] | None:
        """Give the history of the clause that has a role (`vocabulary.stated`); None where none was ever agreed."""
        return next((past for past in self.pasts.values() if issubclass(past.kind, role)), None)

    def at(self, role: type[_Role], day: dt.date) -> _Role | None:
        """Give the clause that has a role, as in force on a day."""
        past = self.past(role)
        return cast("_Role | None", past.at(day)) if past is not None else None


def facts(engagement: Engagement, today: dt.date, horizon: dt.date | None = None) -> Facts:
    """Find the facts as known on a day; `horizon` is how far ahead dated occasions are wanted."""
    found: Facts = engagement.memo(_found, today, max(horizon or today, today + FAR))
    return found


def _found(engagement: Engagement, today: dt.date, horizon: dt.date) -> Facts:
    known = engagement.known(today)
    acting, amended = known.contract.acting, _amended(known.contract)
    agreement = known.in_force(today)
    beside = _beside(known, agreement, today)
    deemed: tuple[Entry, ...] = ()
    reads: set[type[Entry]] = set()
    for _ in range(ROUNDS):
        journal = known.journal.plus(deemed) if deemed else known.journal
        watched, pasts = Watched(journal), repriced(acting, deemed)
        deal = deal_on(agreement, watched, today, horizon, amended, beside=beside)
        found = tuple(entry for past in pasts.values() for entry in past.kind.deemed(past, deal, watched))
        reads |= watched.reads
        if found == deemed:
            return Facts(deal, journal, pasts, deemed, frozenset(reads))
        deemed = found
    raise RuntimeError(f"silence never settles in {known.name}: {deemed[-3:]}")


def _beside(known: Engagement, agreement: Agreement, today: dt.date) -> OtherPapers:
    """Give what is known on a day of the other papers of its frame."""
    papers = known.papers
    if papers is None:
        return OtherPapers(limits=shared_limits(agreement))
    ends = facts(papers.master, today).deal.ends if papers.master is not None else None
    orders = tuple(_beside_it(order, agreement, today) for order in papers.orders)
    return OtherPapers(ends, shared_limits(agreement), orders)


def _beside_it(order: Engagement, agreement: Agreement, today: dt.date) -> OtherOrder:
    """Give an order as another one sees it; of two of one date, the one whose title comes first is the earlier."""
    says = order.agreement.laid_over
    dated, own = (order.agreement.dated, order.agreement.title), (agreement.dated, agreement.title)
    return OtherOrder(order.known(today).journal, dated < own, says.changed if says is not None else ())


def shared_limits(agreement: Agreement) -> tuple[Cite, ...]:
    """Name the terms of a master that limit all orders together: those that no order says for itself."""
    laid = agreement.laid_over
    if laid is None and not is_master(agreement.clauses.values()):
        return ()
    found = (
        Cite(f"{cite}.{name}")
        for cite, clause in agreement.clauses.items()
        if laid is None or cite in laid.sections
        for name in clause.limits()
    )
    return tuple(one for one in found if laid is None or one not in laid.changed)


class Amended(NamedTuple):
    """What counts from the day on which it was agreed, as agreed first and in each amended state."""

    rules: tuple[Rules, ...]
    people: tuple[tuple[dt.date, Mapping[str, Person]], ...]


def rules(contract: Contract) -> tuple[Rules, ...]:
    """Give the rules agreed first and each amended state of them; equal neighbours are one."""
    return _amended(contract).rules


def _amended(contract: Contract) -> Amended:
    found: Amended = contract.memo(_states)
    return found


def _states(contract: Contract) -> Amended:
    found: list[Rules] = []
    people: list[tuple[dt.date, Mapping[str, Person]]] = []
    for edition in contract.editions:
        now, acting = _rules(edition.agreement, edition.since), stated(edition.agreement, Sides).people
        if not found or now != found[-1]._replace(since=now.since):
            found.append(now)
        if not people or acting != people[-1][1]:
            people.append((edition.since, acting))
    return Amended(tuple(found), tuple(people))


def _rules(agreement: Agreement, since: dt.date) -> Rules:
    days = stated(agreement, BusinessDays)
    parts = stated(agreement, PartPeriods, PartPeriods())
    return Rules(
        since=since,
        law=stated(agreement, Governing).law,
        calendar=days.calendar,
        roll=days.roll,
        part_months=parts.part_months,
        last_day_billed=parts.last_day_billed,
        paid_apart=_paid_apart(agreement),
        ladder=ladder_of(
            rung for clause in agreement.clauses.values() if clause.acts for rung in clause.rungs()
        ),
    )


def _paid_apart(agreement: Agreement) -> frozenset[str] | None:
    """Give the deliverables that are paid for beside a fee that includes hours; None where no fee includes any."""
    hours = stated(agreement, IncludesHours, None)
    if hours is None:
        return None
    apart = stated(agreement, PaidApart, PaidApart(frozenset())).deliverables
    return frozenset() if hours.milestone_work else apart


def deal_on(
    agreement: Agreement,
    journal: Journal,
    today: dt.date,
    horizon: dt.date,
    amended: Amended | None = None,
    *,
    beside: OtherPapers | None = None,
) -> Deal:
    """Make the deal of an engagement on a day.

    `amended` has the rules and people by the day from which they count, `beside` what is known of other papers.
    """
    sides = stated(agreement, Sides)
    ruled, people = amended or (
        (_rules(agreement, dt.date.min),),
        ((dt.date.min, sides.people),),
    )
    pauses = suspensions(journal, today + DAY)
    starts = stated(agreement, Lasts).starts
    ended = min(journal.of(Ended), key=attrgetter("on"), default=None)
    ends = max(ended.on, starts) if ended is not None else None
    unpaid = list(unpaid_days(journal))
    if ends is not None and ends > starts and not ruling(ruled, ends - DAY).last_day_billed:
        unpaid.append(Span(ends - DAY, ends))
    return Deal(
        client=sides.client,
        consultant=sides.consultant,
        people=people,
        rules=ruled,
        zone=stated(agreement, Zone).name,
        currency=_currency(agreement, journal),
        agreed=agreement.dated,
        starts=starts,
        ends=ends,
        ended=ended.model_copy(update={"on": ends}) if ended is not None else None,
        pauses=tuple(span for span, _ in pauses),
        unpaid=merged(tuple(unpaid)),
        clauses=frozenset(agreement.clauses),
        fees=agreement.fees,
        stated=agreement.stated,
        tables=agreement.tables,
        today=today,
        horizon=horizon,
        beside=beside or OtherPapers(limits=shared_limits(agreement)),
    )


def _currency(agreement: Agreement, journal: Journal) -> str:
    """Give the currency that the clauses state, else that of the first money that moved."""
    agreed = stated(agreement, Currency, Currency(""))
    if agreed.code:
        return agreed.code
    issued = (entry.total for entry in journal.of(Issued))
    paid = (entry.amount for entry in journal.of(Paid))
    refunded = (entry.amount for entry in journal.of(Refunded))
    return next((money.currency for money in chain(issued, paid, refunded)), "")
