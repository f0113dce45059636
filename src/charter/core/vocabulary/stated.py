"""What clauses state about themselves, so that no other room knows a clause by its name.

Values that a clause `states` count for the whole engagement from the day it was agreed (`Deal.ruled`). A role is what
another room asks a clause for: `Facts.at(PaymentTerms, day)` gives the clause that says when an invoice is due. What a
clause costs (`Price`), and what follows step by step when something goes wrong (`Step`), is shown in one place for all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple, Self

from charter.core.vocabulary.arithmetic.taxes import tax
from charter.core.vocabulary.billed import interest_line
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.dates import Calendar, Duration, Hours
from charter.core.vocabulary.money import Money, Percent
from charter.core.vocabulary.sentence import Sentence
from charter.core.vocabulary.series import Series

if TYPE_CHECKING:
    from charter.core.vocabulary.bank import Bank
    from charter.core.vocabulary.clause import Past
    from charter.core.vocabulary.deal import Deal
    from charter.core.vocabulary.duty import Duty
    from charter.core.vocabulary.entry import Issued
    from charter.core.vocabulary.journal import Journal
    from charter.core.vocabulary.ledger import Debt
    from charter.core.vocabulary.party import Biller, Party, Person, Side

# ── values that count from the day they are agreed ─────────────────────────────────────────────


class Sides(NamedTuple):
    """The two parties, the people who act for them, by key, and whoever else sends the consultant's invoices."""

    client: Party
    consultant: Party
    people: Mapping[str, Person]
    biller: Biller | None = None


class Lasts(NamedTuple):
    """The first day, how long it lasts at first (None: until it is ended), and whether it may go on after that."""

    starts: dt.date
    initial: Duration | None
    renews: bool


class Governing(NamedTuple):
    """The code of the law that governs, and the language of the document."""

    law: str
    language: str


class DocumentLocale(NamedTuple):
    """The English of one country in which the document is written; None: that of the law which governs."""

    code: str | None


class Zone(NamedTuple):
    """The time zone of every date and hour."""

    name: str


class BusinessDays(NamedTuple):
    """Which days are business days, and where a last day goes that is none."""

    calendar: Calendar
    roll: Literal["forward", "back", "modified", "none"]


class WorkingHours(NamedTuple):
    """From which hour to which people work on a business day, by the clock of the agreement."""

    begins: dt.time
    ends: dt.time


class Receipt(NamedTuple):
    """In which forms a notice counts, and until which hour of a business day what arrives is received on it."""

    notice_by: tuple[str, ...]
    cut_off: dt.time


class PartPeriods(NamedTuple):
    """How part periods are counted, and whether the last day is paid for."""

    part_months: Literal["actual", "fixed 30"] = "actual"
    last_day_billed: bool = True


class Currency(NamedTuple):
    """The currency in which the account is kept."""

    code: str


class RegularFee(NamedTuple):
    """The fee of one invoice that comes again and again."""

    amount: Money


class TimeToPay(NamedTuple):
    """How long there is to pay an invoice."""

    after: Duration


class IncludesHours(NamedTuple):
    """A fee includes hours `a_month`; those in no role of their own draw on it; whether also `milestone_work` does."""

    a_month: Hours
    milestone_work: bool = False


@dataclass(frozen=True, slots=True)
class HoursPaidAhead:
    """Blocks of hours are paid for ahead: hours in no role use them, where no fee for a period includes hours."""


class PaidApart(NamedTuple):
    """The keys of the deliverables that a fee pays for by themselves."""

    deliverables: frozenset[str]


@dataclass(frozen=True, slots=True)
class ByPeriod:
    """A fee is invoiced by the period."""


class Recurring(NamedTuple):
    """The keys of the deliverables that come again: what becomes of one occasion says nothing of the next."""

    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class SectorCovered:
    """What the law of a client's trade asks of its suppliers is agreed, for these trades."""

    sectors: frozenset[str]


@dataclass(frozen=True, slots=True)
class MovesDates:
    """Days lost under a clause move the consultant's dates, day for day."""


# ── roles: what the engine asks a clause for ───────────────────────────────────────────────────


class PaymentTerms:
    """A clause that says when an invoice is due."""

    def due(self, issued: dt.date, received: dt.date | None, deal: Deal) -> dt.date:
        """Give the last day to pay an invoice."""
        raise NotImplementedError

    @property
    def time(self) -> Duration:
        """How long there is to pay."""
        raise NotImplementedError

    @property
    def pays_to(self) -> Bank | None:
        """The account to which a transfer goes; None where none is named, or nobody pays by transfer."""
        raise NotImplementedError


class Ceiling(NamedTuple):
    """The most that is invoiced: in a calendar year or in all, with tax or without; above it a yes or an amendment.

    Lateness stays outside; what was converted counts as agreed. `tell` is the share of it at which the client is told.
    """

    cite: Cite
    most: Money
    a_year: bool
    with_tax: bool
    a_yes_will_do: bool
    tell: Fraction

    def counted(self, entry: Issued) -> int:
        """Give what an invoice counts for, in minor units."""
        net = sum(line.quoted.minor for line in entry.lines if not interest_line(line))
        return net + (entry.total.minor - entry.net.minor if self.with_tax else 0)

    def span(self, day: dt.date) -> int | None:
        """Give the year in which an invoice of a day counts; None for all years together."""
        return day.year if self.a_year else None

    def passes(self, entry: Issued, sums: dict[int | None, int]) -> bool:
        """Add an invoice to the sums by year; say whether it first brings its year to the share to be told."""
        year, of = self.span(entry.on), self.tell.denominator
        before = sums.get(year, 0)
        sums[year] = before + self.counted(entry)
        return before * of < self.most.minor * self.tell.numerator <= sums[year] * of


class Addressed(NamedTuple):
    """What each invoice names: to whom it goes, and the order number of the client."""

    to: str
    order: str | None


class LeavesToPeople:
    """A clause that changes others in words alone, so that they act no more by themselves."""

    def leaves_to_people(self) -> Iterator[Cite]:
        """Name them."""
        raise NotImplementedError


class Issuing:
    """A clause that says on which days invoices are issued, how they are numbered, and up to which sum."""

    @property
    def tongue(self) -> str | None:
        """The language of invoices and of what follows them; None: that of the agreement."""
        raise NotImplementedError

    @property
    def limit(self) -> Ceiling | None:
        """The most that is invoiced; None: no limit."""
        raise NotImplementedError

    def addressed(self, deal: Deal) -> Addressed:
        """Give what each invoice names beside its number and lines."""
        raise NotImplementedError

    @classmethod
    def next_day(cls, past: Past[Self], day: dt.date, deal: Deal) -> dt.date:  # type: ignore[type-var] # of a clause
        """Give the first invoice day on or after a day."""
        raise NotImplementedError

    @classmethod
    def to_issue(cls, day: dt.date, met: dt.date | None = None) -> Duty:
        """Give the duty to issue the invoice of a day."""
        raise NotImplementedError

    @property
    def series(self) -> Series:
        """The series that its invoices are numbered in."""
        raise NotImplementedError


class Tax(NamedTuple):
    """How a supply is taxed: the rate, 0 % where none is charged, and the words for it on an invoice.

    `category` is the code of EN 16931 (BT-151): S taxed, AE reverse charge, E exempt, O outside the tax.
    """

    rate: Percent
    reads: Sentence
    category: Literal["S", "AE", "E", "O"] = "S"


class TaxOnTop(NamedTuple):
    """How prices are taxed: `tax` gives it for a supply of a day; None: not at all, and nothing is said of it."""

    tax: Callable[[dt.date, Deal], Tax | None]


def with_tax(net: Money, day: dt.date, deal: Deal) -> Money | None:
    """Give a price of a day with its tax, counted on it alone; None where none comes on top."""
    agreed = deal.stated.get(TaxOnTop)
    how = agreed.tax(day, deal) if isinstance(agreed, TaxOnTop) else None
    if how is None or not how.rate.fraction:
        return None
    return net + Money(tax(minor=net.minor, rate=how.rate.fraction), net.currency)


class Taxing:
    """A clause that says which tax prices bear."""

    def tax(self, day: dt.date, deal: Deal) -> Tax | None:
        """Give how a supply of a day is taxed; None: not at all, and nothing is said of it."""
        raise NotImplementedError


class Accruing:
    """A clause under which interest accrues on late debts."""

    def unclaimed(self, debt: Debt, deal: Deal, journal: Journal) -> tuple[int, bool]:
        """Give the interest accrued and not claimed, in minor units, and whether it is provisional."""
        raise NotImplementedError

    @property
    def agreed_price(self) -> tuple[Sentence | None, Money | None]:
        """Give the rate and the fixed sum that were agreed; None where those of the law count, or none."""
        raise NotImplementedError

    def warned(self, due: dt.date, deal: Deal) -> Sentence | None:
        """Say what lateness costs on an invoice of a due date, and until when it costs nothing; None: nothing."""
        raise NotImplementedError


class Suspending:
    """A clause under which work may stop while something is overdue."""

    def first_stop(self, debt: Debt, received: dt.date, deal: Deal) -> dt.date:
        """Give the first day on which work may stop for a debt, if the notice of it is received on a day."""
        raise NotImplementedError

    def announced(self, deal: Deal) -> tuple[Sentence, ...]:
        """Say what stops, what never does, what becomes of fees and dates, and when work goes on."""
        raise NotImplementedError


# ── what a clause shows beside its words ───────────────────────────────────────────────────────


class Price(NamedTuple):
    """What something under a clause costs.

    `what` says what is paid for, `amount` how much and for what unit: sentences with the values in them. `most` is the
    most it can come to, None where nothing bounds it; `yes` has the keys of the people of whom one must consent before
    it is owed, empty: none need. `taxed` says that tax is added where the law asks for it. `cite` is the term that
    sets it.
    """

    cite: Cite
    what: Sentence
    amount: Sentence
    most: Sentence | None = None
    yes: tuple[str, ...] = ()
    taxed: bool = True


class Step(NamedTuple):
    """One step of what follows when something is late or goes wrong: when it comes at the earliest, and what it brings.

    `after` counts from `event`; `costs` says what it costs the side that is late, None: nothing.
    """

    cite: Cite
    event: Sentence
    after: Duration | None
    what: Sentence
    costs: Sentence | None = None


class Unanswered(NamedTuple):
    """What holds where nobody answers in time, or where the sides do not agree.

    `asked` says what is waited for, `by` whose it is, `within` how long there is for it, None: no fixed time; `then`
    says what holds after that. `cite` is the term that says so.
    """

    cite: Cite
    asked: Sentence
    by: Side | Literal["both"]
    within: Duration | None
    then: Sentence


class WayOut(NamedTuple):
    """A right to end the engagement, or to keep it from being renewed, by a notice.

    `of` is the kind of notice (`Notice.of`), `side` the one that has the right. `after` is how long before the end the
    notice is given, None: no such time. `cure` is how long the other side can still avert the end by mending what is
    wrong, None: not at all. `then` is the kind of a second notice, which ends what the first announced; empty: the
    first one ends it. `cite` is the term that gives the right.
    """

    cite: Cite
    of: str
    side: Side
    after: Duration | None = None
    cure: Duration | None = None
    then: str = ""


class Usage(NamedTuple):
    """How what a fee includes is used in one period, in seconds; `carried` is left over from an earlier one."""

    cite: Cite
    start: dt.date
    until: dt.date
    whole: int
    used: int
    beyond: int
    carried: int = 0

    @property
    def left(self) -> int:
        """What can still be used."""
        return self.whole - self.used
