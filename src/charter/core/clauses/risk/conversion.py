"""Conversion: what the client pays if it hires the consultant's people, and how that falls with time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field

from charter.core.vocabulary.arithmetic.part_periods import part
from charter.core.vocabulary.bounds import NoticeTime, TimeToAct
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Entry, Named, Reminded
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Price, RegularFee
from charter.core.vocabulary.term import Line, Listed

USUAL_MONTHS = 3
"""A fee of more regular fees than these is a wall, not a price."""


class Hired(Entry):
    """The client hired somebody from the consultant; `on` is the day of the contract."""

    whose = Side.CLIENT

    kind: Literal["hired"] = "hired"
    whom: Line = Field(description="Whom.", examples=["Mara Lindqvist"])

    def says(self, named: Named) -> Sentence:
        """Say whom."""
        return say("{whom}", whom=self.whom)


class Conversion(Clause):
    """What hiring the consultant's people costs."""

    entries = (Hired,)
    unsaid = say("hiring the consultant's people")

    amount: Money = Field(description="What the client pays at first.", examples=["EUR 24000.00"])
    falls_over: NoticeTime | None = Field(
        None,
        description="From the start, until it is nothing; left out: it never falls.",
        examples=["12 months"],
    )
    lasts: NoticeTime = Field(
        description="How long after the last day it still counts.", examples=["6 months"]
    )
    who: Listed[Line] = Field(
        (), description="Whom, by name; left out: all who worked on it.", examples=[["Mara Lindqvist"]]
    )
    tell_within: TimeToAct = Field(description="How soon the client tells.", examples=["5 business days"])

    def fee(self, on: dt.date, deal: Deal) -> Basis | None:
        """Count the fee of a hire on a day; None where it has fallen to nothing.

        With `falls_over`, the fee is the amount times the days left, divided by all days from the start on.
        """
        if self.falls_over is None:
            return Basis.of(part, minor=self.amount.minor, days=1, whole=1)
        until = deal.after(self.falls_over, deal.starts)
        whole, left = (until - deal.starts).days, (until - max(on, deal.starts)).days
        return Basis.of(part, minor=self.amount.minor, days=left, whole=whole) if left > 0 else None

    @figure
    def example(self, deal: Deal) -> Sentence | None:
        """Give the fee half way down; None where it never falls."""
        if self.falls_over is None:
            return None
        until = deal.after(self.falls_over, deal.starts)
        day = deal.starts + (until - deal.starts) / 2
        basis = self.fee(day, deal)
        if basis is None:
            return None
        return say(
            "A contract of hire on {day} costs {sum}, with {left} of {whole} days to go.", day=day,
            sum=Money(basis.minor, self.amount.currency), left=(until - day).days, whole=(until - deal.starts).days,
        )  # fmt: skip

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        return say("{time} after the Last Day", time=self.lasts)

    def prices(self) -> Iterator[Price]:
        """Give what a hire costs at most."""
        once = say("{sum} once", sum=self.amount)
        yield Price(Cite(f"{self.cite}.amount"), say("Hiring the Consultant's people"), once, once)

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge each hire, by the day of its contract."""
        for hired in journal.of(Hired):
            clause = past.at(hired.on)
            basis = clause.fee(hired.on, deal) if clause is not None else None
            if clause is None or basis is None or clause.too_late(hired, deal) or hired.known > deal.today:
                continue
            yield cls.charge(
                f"hired/{hired.name}", "amount", hired.known, Money(basis.minor, clause.amount.currency),
                reads=say("Hiring {whom}", whom=hired.whom), basis=basis, entries=(hired.name,),
                agreed=past.agreed(hired.on),
            )  # fmt: skip

    def too_late(self, hired: Hired, deal: Deal) -> bool:
        """Whether a hire came after the time in which it costs anything."""
        return deal.ends is not None and hired.on > deal.after(self.lasts, deal.ends - DAY)

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Tell of each hire."""
        for hired in journal.of(Hired):
            clause, key = past.at(hired.on), f"tell/{hired.name}"
            if clause is not None and not clause.too_late(hired, deal):
                yield cls.must(
                    key, Side.CLIENT, say("Tell the consultant of the hire: {whom}", whom=hired.whom),
                    deal.within(clause.tell_within, hired.on), hired.on, field="tell_within",
                    meets=meets(Reminded, of=f"{cls.cite}/{key}"), met=journal.reminded(f"{cls.cite}/{key}"),
                )  # fmt: skip

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that a hire costs nothing any more."""
        clause = past.at(entry.on) if past is not None else None
        if not isinstance(entry, Hired) or clause is None:
            return None
        if clause.too_late(entry, deal):
            why = say("{time} after the last day, a hire costs nothing any more.", time=clause.lasts)
            return Objection(cls.cite, why, say("Nothing is to be recorded."))
        if clause.fee(entry.on, deal) is None:
            return Objection(
                cls.cite, say("By then the fee had fallen to nothing."), say("Nothing is to be paid.")
            )
        return None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a fee that never falls, and one that is a wall."""
        if self.falls_over is None:
            yield self.finding(
                "CH-RSK-070", Level.WARNING, "falls_over", say("The fee never falls, however long the work lasts."),
                say("Let it fall to nothing within a year or two."), to="12 months",
            )  # fmt: skip
        fee = deal.stated.get(RegularFee)
        if isinstance(fee, RegularFee) and self.amount > fee.amount.times(USUAL_MONTHS):
            yield self.finding(
                "CH-RSK-071", Level.WARNING, "amount",
                say("{amount} is more than three invoices of {fee}; a court may call it a penalty.",
                    amount=self.amount, fee=fee.amount),
                say("One to three months' fee are usual."),
            )  # fmt: skip
