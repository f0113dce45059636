"""Invoicing: when invoices are issued, how they are numbered, and what they carry."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain, pairwise
from operator import attrgetter
from typing import Literal, Self

from pydantic import Field, model_validator

from charter.core.law.lookup import law_at
from charter.core.vocabulary.bounds import Share
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Missed, Past
from charter.core.vocabulary.dates import Rhythm, Span
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, Force, meets
from charter.core.vocabulary.entry import Issued, Reminded
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money, Percent
from charter.core.vocabulary.party import Side, speaker
from charter.core.vocabulary.reference import PersonKey
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.series import NumberPattern, Series
from charter.core.vocabulary.stated import Addressed, Ceiling, Issuing, Unanswered, with_tax
from charter.core.vocabulary.term import Line

NEAR = Percent.parse("80 %")
"""The share of the ceiling at which the client is told, where no other is agreed."""


class Invoicing(Clause, Issuing):
    """How what was charged becomes invoices."""

    entries = (Issued,)
    unsaid = say("how it is invoiced")
    missed = Missed(Level.ERROR, say("nothing says how it is invoiced"), fees=True)
    from_workspace = ("number",)

    cycle: Rhythm = Field(
        description="The days on which invoices are issued.", examples=["every month on day 1"]
    )
    number: NumberPattern = Field(
        description="How invoices are numbered: {n} counts without gaps, {year} is the year of issue.",
        examples=["NL-{year}-{n}"],
    )
    addressee: PersonKey | None = Field(
        None,
        description="Who at the client receives the invoices; left out: who may sign.",
        examples=["priya"],
    )
    purchase_order: Line | None = Field(None, description="The client's order number, shown on each invoice.")
    language: Literal["en", "de", "fr"] | None = Field(
        None,
        description="The language of invoices and of what follows them; left out: that of the agreement.",
        examples=["de"],
    )
    ceiling: Money | None = Field(
        None, description="The most that is invoiced, interest and fixed sums for late payment apart."
    )
    ceiling_per: Literal["calendar year", "engagement"] | None = Field(
        None,
        description="In which time: a calendar year, or the whole engagement; left out: a calendar year.",
    )
    ceiling_counts: Literal["net", "gross"] | None = Field(
        None, description="Whether tax counts towards it (gross) or not (net); left out: it does not."
    )
    ceiling_then: Literal["ask", "stop"] | None = Field(
        None,
        description="What lets the consultant go above it: a yes by message (ask), or an amendment alone (stop).",
    )
    ceiling_tell: Share | None = Field(
        None, description="At what share of it to tell the client; left out: 80 %.", examples=["80 %"]
    )
    e_invoice: Literal["XRechnung", "Factur-X", "Peppol BIS"] | None = Field(
        None, description="The structured format the client asks for."
    )

    @model_validator(mode="after")
    def _of_a_ceiling(self) -> Self:
        of_it = ("ceiling_per", "ceiling_counts", "ceiling_then", "ceiling_tell")
        spare = [name for name in of_it if getattr(self, name) is not None] if self.ceiling is None else []
        if spare:
            raise ValueError(
                f"{spare[0]} speaks of a ceiling, but none is agreed: add ceiling, or leave it out"
            )
        return self

    @property
    def limit(self) -> Ceiling | None:
        """The most that is invoiced; None: no limit."""
        if self.ceiling is None:
            return None
        return Ceiling(
            Cite(f"{self.cite}.ceiling"),
            self.ceiling,
            a_year=self.ceiling_per != "engagement",
            with_tax=self.ceiling_counts == "gross",
            a_yes_will_do=self.ceiling_then != "stop",
            tell=(self.ceiling_tell or NEAR).fraction,
        )

    def limits(self) -> tuple[str, ...]:
        """The ceiling counts over all orders, where it stands in their master."""
        return ("ceiling",) if self.ceiling is not None else ()

    def against_invoices(self) -> tuple[str, ...]:
        """Give a ceiling that counts tax, which is one of the invoice alone."""
        return ("ceiling_counts",) if self.ceiling_counts == "gross" else ()

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what holds at the ceiling while nobody raises it."""
        if self.ceiling is not None:
            asked = say("a signed amendment") if self.ceiling_then == "stop" else say("a yes")
            then = say("the client owes nothing above it, and the consultant may stop")
            term = Cite(f"{self.cite}.ceiling")
            yield Unanswered(term, say("{asked} at the ceiling", asked=asked), Side.CLIENT, None, then)

    @figure
    def tell_at(self, deal: Deal) -> Money | None:
        """Give the sum at which the client is told that the ceiling is near."""
        return self.ceiling.times((self.ceiling_tell or NEAR).fraction) if self.ceiling else None

    @figure
    def ceiling_taxed(self, deal: Deal) -> Money | None:
        """Give a ceiling that counts without tax with the tax of today on top; None where there is no such."""
        net = self.ceiling if self.ceiling_counts != "gross" else None
        return with_tax(net, deal.agreed, deal) if net is not None else None

    def addressed(self, deal: Deal) -> Addressed:
        """Give what each invoice names: the client, who there receives it, and the client's order number."""
        return Addressed(f"{deal.client.name}, {self.recipient(deal)}", self.purchase_order)

    @figure
    def numbered_like(self, deal: Deal) -> str:
        """Give a number as invoices of the first day would bear it."""
        return self.series.numbered(1, deal.starts)

    @figure
    def recipient(self, deal: Deal) -> str:
        """Name who receives the invoices."""
        people = deal.people[-1][1]
        key = self.addressee or speaker(people, Side.CLIENT)
        return people[key].name if key in people else key

    @figure
    def recipient_email(self, deal: Deal) -> str | None:
        """Give the address to which the invoices go."""
        people = deal.people[-1][1]
        key = self.addressee or speaker(people, Side.CLIENT)
        return people[key].email if key in people else None

    @property
    def tongue(self) -> str | None:
        """The language of invoices; None: that of the agreement."""
        return self.language

    @property
    def series(self) -> Series:
        """The series that its invoices are numbered in."""
        return Series(self.number)

    @classmethod
    def days(cls, past: Past[Self], deal: Deal, until: dt.date) -> tuple[dt.date, ...]:
        """Give the invoice days before a day: those of each cycle for as long as it is agreed."""
        if until <= deal.starts:
            return ()
        parts = past.parts(Span(deal.starts, until), by=attrgetter("cycle"))
        cycles = [
            (span.start, clause.cycle.occurrences(deal.starts, span.until))
            for span, clause in parts
            if clause is not None
        ]
        return tuple(chain.from_iterable(days[bisect_left(days, start) :] for start, days in cycles))

    @classmethod
    def next_day(cls, past: Past[Self], day: dt.date, deal: Deal) -> dt.date:
        """Give the first invoice day on or after a day; the day itself where none comes within the longest cycle."""
        days = cls.days(past, deal, dt.date(day.year + 6, 1, 1))
        place = bisect_left(days, day)
        return days[place] if place < len(days) else day

    @classmethod
    def to_issue(cls, day: dt.date, met: dt.date | None = None) -> Duty:
        """Give the duty to issue the invoice of a day."""
        reads = say("Issue the invoice of {day}", day=day)
        return cls.as_duty(
            Force.MUST, f"issue/{day}", Side.CONSULTANT, reads, day, day, meets=meets(Issued), met=met
        )

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Issue invoices on the days of the cycle; say so when the yearly ceiling is near.

        The calendar drops the days on which there was nothing to invoice, and adds those after the end that bring
        something.
        """
        days = cls.days(past, deal, min(deal.horizon, deal.ends or deal.horizon))
        issued = [invoice.on for invoice in journal.of(Issued)]
        for day, following in pairwise((*days, dt.date.max)):
            first = bisect_left(issued, day)
            done = issued[first] if first < len(issued) and issued[first] < following else None
            yield cls.to_issue(day, done)
        clause = past.at(deal.today)
        if clause is not None and clause.ceiling is not None:
            yield from clause.near(deal, journal)

    def near(self, deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Give the duty to tell the client once the agreed share of the ceiling is invoiced."""
        limit = self.limit
        told_of: set[int | None] = set()
        sums: dict[int | None, int] = {}
        others = deal.beside.of(f"{self.cite}.ceiling", Issued)
        every = sorted((*journal.of(Issued), *others), key=attrgetter("on")) if limit is not None else ()
        for invoice in every:
            if limit is not None and limit.passes(invoice, sums) and limit.span(invoice.on) not in told_of:
                year = limit.span(invoice.on)
                told_of.add(year)
                key = f"ceiling/{year or 'engagement'}"
                told = say(
                    "Tell the client that {share} of the ceiling are invoiced",
                    share=self.ceiling_tell or NEAR,
                )
                if year is not None:
                    told = say("{told}, for {year}", told=told, year=year)
                yield self.must(
                    key,
                    Side.CONSULTANT,
                    told,
                    deal.business(invoice.on, 1),
                    invoice.on,
                    field="ceiling",
                    meets=meets(Reminded, of=f"{self.cite}/{key}"),
                    met=journal.reminded(f"{self.cite}/{key}"),
                )

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find an e-invoice format that will be missed, and tax numbers that an invoice abroad needs."""
        there = law_at(deal.client.country)
        e_invoice = there.fact("e_invoice", deal.agreed)
        if self.e_invoice is None and e_invoice is not None:
            yield self.finding(
                "CH-FIN-030", e_invoice.weight, "e_invoice",
                say(
                    "{rule} The client is in {country}, and no format is agreed.",
                    rule=e_invoice.rule, country=deal.client.country,
                ),
                say("Ask the client's finance which format they read."), source=e_invoice.cited(deal.agreed),
            )  # fmt: skip
        abroad = there.fact("reverse_charge", deal.agreed)
        here = law_at(deal.consultant.country).fact("reverse_charge", deal.agreed)
        without = [side for side in Side if deal.party(side).tax_id is None]
        if (
            abroad is not None
            and here is not None
            and deal.client.country != deal.consultant.country
            and without
        ):
            yield Finding(
                "CH-FIN-031",
                abroad.weight,
                f"foundation.parties.{without[0]}.tax_id",
                say(
                    "{rule} It needs both tax numbers, and that of the {sides} is missing.",
                    rule=abroad.rule,
                    sides=tuple(without),
                ),
                say("Give the tax numbers."),
                abroad.cited(deal.agreed),
            )
