"""Issuing: what becomes an invoice as it would be on a day, and what may be issued.

A draft is shown as it would be issued: one whose day has passed is issued today, is due from today on, and counts for
the year of today. What is issued is final, so it is refused on terms that are not those signed, and above the yearly
ceiling unless it is said how the client agreed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from charter.core.billing import invoices
from charter.core.conclusion import Standing, departed
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.invoice_lines import InvoiceDraft
from charter.core.vocabulary.billed import Billed
from charter.core.vocabulary.entry import Issued
from charter.core.vocabulary.exchange import RateWanted
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side, speaker
from charter.core.vocabulary.sentence import Sentence, say, verbatim
from charter.core.vocabulary.stated import Ceiling, Issuing

NO_NUMBERS: frozenset[str] = frozenset()
"""Numbers used elsewhere, where nothing is known of any."""


@dataclass(frozen=True, slots=True)
class Above:
    """What an invoice brings its calendar year, or the engagement, to: above the ceiling that is agreed on its day."""

    number: str
    year: int | None
    total: Money
    limit: Ceiling

    @property
    def over(self) -> Money:
        """What lies above the ceiling; also what lay above it before this invoice."""
        return Money(self.total.minor - self.limit.most.minor, self.total.currency)

    @property
    def reads(self) -> Sentence:
        """Say it, but for the number and the clause."""
        most = self.limit.most
        if self.year is None:
            return say(
                "brings all to {total}, {over} above the ceiling of {most}",
                total=self.total, over=self.over, most=most,
            )  # fmt: skip
        return say(
            "brings {year} to {total}, {over} above the yearly ceiling of {most}",
            year=self.year, total=self.total, over=self.over, most=most,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """An invoice as issued, or as its draft would be: `draft` is what it comes from, `above` what stands against it."""

    entry: Issued
    draft: InvoiceDraft | None
    above: Above | None

    @property
    def issued(self) -> bool:
        """Whether it is issued, and final."""
        return self.draft is None

    def called(self, name: str) -> bool:
        """Whether a number names it, or of a draft the day of the cycle on which it falls ("2026-03-01")."""
        of_day = self.draft is not None and name == self.draft.on.isoformat()
        return of_day or name.casefold() == self.entry.number.casefold()


class NotIssued(ValueError):  # noqa: N818 - it is named for what is so
    """Nothing was issued; the message says why, and what would mend it."""


class NoDraft(NotIssued):
    """There is no draft of that name; `names` are those that can be issued."""

    def __init__(self, name: str, names: Iterable[str]) -> None:
        super().__init__(f"no draft {name!r} can be issued")
        self.name, self.names = name, tuple(names)


class NotYet(NotIssued):
    """The day of a draft has not come."""

    def __init__(self, shown: Shown) -> None:
        super().__init__(
            f"{shown.entry.number} is an invoice of {shown.entry.on}, and that day has not come: issue it then"
        )


class NotConcluded(NotIssued):
    """The agreement was declined, or only one side has signed it; `standing` says which."""

    def __init__(self, stands: Standing) -> None:
        super().__init__(f"nothing is issued before both sides have signed the agreement: {stands.reads}")
        self.standing = stands


class TermsDeparted(NotIssued):
    """The terms are not those signed; `texts` names the agreement and the amendments that are not."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        super().__init__(
            f"nothing is issued while the terms are not those signed: what was signed as {' and '.join(texts)} has "
            "other words; put the words back that were signed, or have these signed"
        )
        self.texts = texts


class NoRate(NotIssued):
    """An invoice is in another currency than what was agreed, and its rate was not entered; `wanted` says which."""

    def __init__(self, number: str, wanted: RateWanted) -> None:
        super().__init__(f"{number} cannot be converted, so nothing was issued: {wanted.reads}")
        self.wanted = wanted


_MORE = {
    True: "Once the client has agreed to more in writing, say how and when; or amend the ceiling",
    False: "Only a signed amendment of the ceiling allows more",
}
"""What would allow more than a ceiling, by whether a yes will do."""


class AboveCeiling(NotIssued):
    """An invoice would bring its year above the ceiling; `above` says by how much, under which term."""

    def __init__(self, above: Above) -> None:
        super().__init__(
            f"{above.number} {above.reads} ({above.limit.cite}); nothing was issued. {_MORE[above.limit.a_yes_will_do]}"
        )
        self.above = above


def shown_invoices(
    engagement: Engagement, today: dt.date, elsewhere: frozenset[str] = NO_NUMBERS
) -> tuple[Shown, ...]:
    """Give the invoices issued by a day, then the drafts, each as it would be issued.

    `elsewhere` holds numbers that were used outside, as in other engagements of the workspace.
    """
    found = invoices(engagement, today, elsewhere)
    by = author(engagement, today)
    every: list[tuple[Issued, InvoiceDraft | None]] = [(entry, None) for entry in found.issued]
    every += [(draft.issued(by), draft) for draft in found.drafts]
    over = {above.number: above for above in _above(engagement, (entry for entry, _ in every))}
    return tuple(Shown(entry, draft, over.get(entry.number)) for entry, draft in every)


def issue(
    engagement: Engagement,
    today: dt.date,
    by: str = "",
    elsewhere: frozenset[str] = NO_NUMBERS,
    *,
    only: str = "",
    agreed: str = "",
) -> tuple[Issued, ...]:
    """Give the entries that issue every draft whose day has come, dated today; record them to make it so.

    `by` is the key of who issues them (left out: who speaks for the consultant), `elsewhere` holds numbers that were
    used outside. `only` chooses one draft by its number or by its day in the cycle; it takes the next number of the
    series, for a series has no gaps. `agreed` says how and when the client agreed to more than the ceiling.

    Raises TermsDeparted where other words were signed, NotConcluded where one side declined or has yet to sign,
    NoRate where a rate of exchange is missing, AboveCeiling where an invoice lies above the ceiling and nobody agreed,
    NoDraft and NotYet where the one chosen is none or waits for its day.
    """
    engagement = engagement.as_signed()
    known = engagement.known(today)
    if texts := tuple(departed((known.agreement, *engagement.amendments), known.journal)):
        raise TermsDeparted(texts)
    if known.contract.concluded is None:
        raise NotConcluded(known.open[0])
    found = invoices(engagement, today, elsewhere)
    eligible = [draft for draft in found.drafts if draft.on <= today]
    if only:
        eligible = [_chosen(engagement, today, elsewhere, only)._replace(number=found.drafts[0].number)]
    for draft in eligible:
        if draft.wants is not None:
            raise NoRate(draft.number, draft.wants)
    by = by or author(engagement, today)
    fresh = [draft.issued(by) for draft in eligible]
    numbers = {entry.number for entry in fresh}
    over = [one for one in _above(engagement, (*found.issued, *fresh)) if one.number in numbers]
    refused = [one for one in over if not (agreed.strip() and one.limit.a_yes_will_do)]
    if refused:
        raise AboveCeiling(refused[0])
    above = {one.number for one in over}
    return tuple(_noted(entry, agreed) if entry.number in above else entry for entry in fresh)


class InvoiceLine(NamedTuple):
    """A line of an invoice as it is listed: one, or the first of several that differ only in their day."""

    first: Billed
    amount: Money
    reads: Sentence


def folded(lines: Iterable[Billed]) -> Iterator[InvoiceLine]:
    """Give lines that differ only in their day as one, as the standby of many days."""
    for (what, why, amount), found in groupby(lines, key=_alike):
        first, *more = found
        if not more:
            yield InvoiceLine(first, amount, verbatim(first.reads))
            continue
        last = dt.date.fromisoformat(more[-1].charge.removeprefix(f"{what}/"))
        reads = say(
            "{begins} to {last}, {n} times {amount}: {why}",
            begins=first.reads.partition(": ")[0], last=last, n=len(more) + 1, amount=amount, why=why,
        )  # fmt: skip
        yield InvoiceLine(first, amount.times(len(more) + 1), reads)


def _alike(line: Billed) -> tuple[str, str, Money]:
    """Give what lines of one thing share: what was charged, why, and how much; a line without a reason stands alone."""
    why = line.reads.partition(": ")[2]
    return (line.charge.rpartition("/")[0], why, line.amount) if why else (line.charge, "", line.amount)


def author(engagement: Engagement, today: dt.date) -> str:
    """Give the key of the person who speaks for the consultant, and so issues."""
    return speaker(engagement.in_force(today).sides.people, Side.CONSULTANT)


def _noted(entry: Issued, agreed: str) -> Issued:
    note = f"The client agreed to more than the yearly ceiling: {agreed}"
    return entry.model_copy(update={"note": note})


def _chosen(engagement: Engagement, today: dt.date, elsewhere: frozenset[str], name: str) -> InvoiceDraft:
    """Give the draft of a name, whose day has come. Raises NoDraft, NotYet, NotIssued for what is issued."""
    every = shown_invoices(engagement, today, elsewhere)
    found = next((one for one in every if one.called(name)), None)
    if found is None:
        raise NoDraft(name, (one.entry.number for one in every if not one.issued))
    if found.draft is None:
        raise NotIssued(f"{found.entry.number} is issued already, on {found.entry.on}")
    if found.draft.on > today:
        raise NotYet(found)
    return found.draft


def _above(engagement: Engagement, every: Iterable[Issued]) -> Iterator[Above]:
    """Give what lies above the ceiling; the invoices in the order of their issue.

    The ceiling is that in force on the day of the invoice, and what was invoiced in its time counts, as in the duty to
    tell of it (financials.invoicing.ceiling).
    """
    before: list[Issued] = []
    for entry in every:
        before.append(entry)
        limit = _limit(engagement, entry.on)
        if limit is None or entry.total.minor <= 0:
            continue
        year = limit.span(entry.on)
        together = (*before, *_of_other_orders(engagement, limit, entry.on))
        counted = sum(limit.counted(one) for one in together if limit.span(one.on) == year)
        if counted > limit.most.minor:
            yield Above(entry.number, year, Money(counted, limit.most.currency), limit)


def _of_other_orders(engagement: Engagement, limit: Ceiling, day: dt.date) -> tuple[Issued, ...]:
    """Give what was invoiced by a day under other orders, where the ceiling stands in the master of all."""
    beside = facts(engagement, day).deal.beside
    return tuple(one for one in beside.of(limit.cite, Issued) if one.on <= day)


def _limit(engagement: Engagement, day: dt.date) -> Ceiling | None:
    """Give the ceiling as agreed on a day."""
    clauses = engagement.in_force(day).clauses.values()
    return next((clause.limit for clause in clauses if isinstance(clause, Issuing)), None)
