"""Restraints: what a side must not do after the end, for how long, and what it is paid for that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import AfterValidator, Field, model_validator

from charter.core.law.lookup import LegalFact, law
from charter.core.law.statements import source_of
from charter.core.vocabulary.arithmetic.kernels import times
from charter.core.vocabulary.bounds import Share, at_most
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.dates import DAY, Duration
from charter.core.vocabulary.dates.span import add_months
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Price
from charter.core.vocabulary.term import Line, Listed, Terms

TimeOfRestraint = Annotated[Duration, AfterValidator(at_most(Duration.parse("3 years"), "a restraint"))]

A_YEAR = Duration.parse("12 months")

NO_SOLICITING = {"US-CA": "bpc-16600"}
"""Laws under which a ban on winning customers or staff away is void too."""


class NonCompete(Terms):
    """Whom the consultant does not work for after the end."""

    lasts: TimeOfRestraint = Field(description="How long after the last day.", examples=["6 months"])
    rivals: Listed[Line] = Field(
        description="Whom, by name.", examples=[["Tidewater Freight GmbH"]], min_length=1
    )
    compensation: Money | None = Field(
        None, description="What the client pays for each month of it.", examples=["EUR 6000.00"]
    )


class StaffBan(Terms):
    """Whose people are not asked to leave."""

    lasts: TimeOfRestraint = Field(description="How long after the last day.", examples=["6 months"])
    mutual: bool = Field(description="Whether it binds both sides; otherwise the consultant alone.")
    exceptions: Listed[Literal["general advertisements", "people who left six months before"]] = Field(
        (), description="What is free all the same.", examples=[["general advertisements"]]
    )


class CustomerBan(Terms):
    """Whose customers are not won away."""

    lasts: TimeOfRestraint = Field(description="How long after the last day.", examples=["6 months"])
    mutual: bool = Field(description="Whether it binds both sides; otherwise the consultant alone.")
    only_those_met: bool = Field(description="Whether it covers only customers met through the work.")


class IntroductionBan(Terms):
    """With whom a side does no business without who introduced them."""

    protects: Side = Field(description="The side that introduced them.")
    lasts: TimeOfRestraint = Field(description="How long after the introduction.", examples=["12 months"])
    compensation: Money | None = Field(
        None,
        description="What the other side pays once if it does so all the same.",
        examples=["EUR 5000.00"],
    )
    most: Money | None = Field(
        None, description="The most that this comes to for all of them together.", examples=["EUR 15000.00"]
    )

    @model_validator(mode="after")
    def _most_of_something(self) -> Self:
        if self.most is not None and self.compensation is None:
            raise ValueError("a most of nothing: add compensation, or leave most out")
        return self


class PassedOver(Entry):
    """A side did business with somebody without the side that introduced them."""

    kind: Literal["passed over"] = "passed over"
    side: Side = Field(description="The side that did.")
    whom: Line = Field(description="With whom.", examples=["Quillmere Ltd"])

    @property
    def actor(self) -> Side:
        """The side that did."""
        return self.side

    def says(self, named: Named) -> Sentence:
        """Say who, with whom."""
        return say("by the {side}: {whom}", side=self.side, whom=self.whom)


class _Month(NamedTuple):
    start: dt.date
    until: dt.date


class Restraints(Clause):
    """What a side must not do after the end."""

    entries = (PassedOver,)
    unsaid = say("competition")

    non_compete: NonCompete | None = Field(None, description="Whom the consultant does not work for.")
    staff: StaffBan | None = Field(None, description="Whose people are not asked to leave.")
    customers: CustomerBan | None = Field(None, description="Whose customers are not won away.")
    introductions: IntroductionBan | None = Field(None, description="Whom a side meets through the other.")
    holding_up_to: Share | None = Field(
        None, description="Which share of a listed company each side may hold all the same.", examples=["3 %"]
    )

    @model_validator(mode="after")
    def _restrains(self) -> Self:
        if not any((self.non_compete, self.staff, self.customers, self.introductions)):
            raise ValueError("nothing is forbidden: add non_compete, staff, customers or introductions")
        return self

    @property
    def bans(self) -> dict[str, Duration]:
        """How long each ban lasts after the last day, by the name of its term."""
        held = {"non_compete": self.non_compete, "staff": self.staff, "customers": self.customers}
        return {name: ban.lasts for name, ban in held.items() if ban is not None}

    @figure
    def longest(self, deal: Deal) -> Duration:
        """Give the longest time for which anything is forbidden."""
        more = (self.introductions.lasts,) if self.introductions is not None else ()
        times_held: tuple[Duration, ...] = (*self.bans.values(), *more)
        return max(times_held, key=lambda time: time.about_days)

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long the longest of them lasts."""
        return say("{time} after the Last Day at most", time=self.longest(deal))

    def prices(self) -> Iterator[Price]:
        """Give what a ban costs the client, and what passing somebody over costs."""
        ban, met = self.non_compete, self.introductions
        if ban is not None and ban.compensation is not None:
            months = max(1, ban.lasts.about_days // 30)
            yield Price(
                Cite(f"{self.cite}.non_compete.compensation"), say("A month without work for rivals, after the end"),
                say("{sum} a month", sum=ban.compensation), say("{sum} in all", sum=ban.compensation.times(months)),
                taxed=False,
            )  # fmt: skip
        if met is not None and met.compensation is not None:
            yield Price(
                Cite(f"{self.cite}.introductions.compensation"), say("Passing over who introduced somebody"),
                say("{sum} once for each", sum=met.compensation),
                say("{sum} in all", sum=met.most) if met.most is not None else None, taxed=False,
            )  # fmt: skip

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge each month without rivals, and each passing over; what the consultant owes for that is a credit."""
        yield from cls._months_paid(past, deal)
        yield from cls._passed_over(past, deal, journal)

    @classmethod
    def _months_paid(cls, past: Past[Self], deal: Deal) -> Iterator[Charge]:
        ended = deal.ended
        clause = past.at(ended.on - DAY) if ended is not None else None
        ban = clause.non_compete if clause is not None else None
        if ended is not None and ban is not None and ban.compensation is not None:
            for month in _months(ended.on, deal.after(ban.lasts, ended.on - DAY)):
                if month.until <= deal.today:
                    yield cls.charge(
                        f"rivals/{month.start}", "non_compete.compensation", month.until, ban.compensation,
                        reads=say("A month without work for rivals, from {day}", day=month.start),
                        basis=Basis.of(times, minor=ban.compensation.minor, count=1), entries=(ended.name,),
                        agreed=past.agreed(ended.on - DAY),
                    )  # fmt: skip

    @classmethod
    def _passed_over(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge each passing over, as long as the most of all of them is not reached."""
        spent = 0
        for passed in journal.of(PassedOver):
            clause = past.at(passed.on)
            met = clause.introductions if clause is not None else None
            if met is None or met.compensation is None or passed.side is met.protects:
                continue
            left = met.compensation.minor if met.most is None else max(met.most.minor - spent, 0)
            due = Money(min(met.compensation.minor, left), met.compensation.currency)
            spent += due.minor
            if due.minor and passed.known <= deal.today:
                owed = due if met.protects is Side.CONSULTANT else -due
                yield cls.charge(
                    f"passed-over/{passed.name}", "introductions.compensation", passed.known, owed,
                    reads=say("Business without who introduced {whom}", whom=passed.whom),
                    basis=Basis.of(times, minor=owed.minor, count=1), entries=(passed.name,),
                    agreed=past.agreed(passed.on),
                )  # fmt: skip

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Keep to each ban until its last day."""
        ended = deal.ended
        clause = past.at(ended.on - DAY) if ended is not None else None
        if ended is None or clause is None:
            return
        for name, lasts in clause.bans.items():
            until = deal.after(lasts, ended.on - DAY)
            ban = getattr(clause, name)
            by = "both" if getattr(ban, "mutual", False) else Side.CONSULTANT
            met = until if until < deal.today else None
            yield cls.will(
                f"until/{name}", by, say("Last day of what is forbidden: {what}", what=BANS[name]), until, ended.on,
                to="both" if by == "both" else Side.CLIENT, field=f"{name}.lasts", met=met,
            )  # fmt: skip

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that passing somebody over costs nothing here."""
        clause = past.at(entry.on) if past is not None else None
        if not isinstance(entry, PassedOver) or clause is None:
            return None
        met = clause.introductions
        if met is None or met.protects is entry.side:
            why = say("No introduction binds the {side}.", side=entry.side)
            return Objection(cls.cite, why, say("Record it for the side that it binds, or leave it out."))
        return None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find bans that the law strikes out, that last long, or that bind one side."""
        yield from self._void(deal)
        fact = law(deal.law).fact("non_compete", deal.agreed)
        if fact is not None and self.non_compete is not None:
            yield from self._banned(self.non_compete, fact, deal)
        for name, lasts in self.bans.items():
            if lasts.about_days > A_YEAR.about_days:
                yield self.finding(
                    "CH-RSK-064", Level.ADVICE, f"{name}.lasts",
                    say("{time} is long; courts look at what is needed and no more.", time=lasts),
                    say("Six to twelve months are usual."), to="12 months",
                )  # fmt: skip
        if self.staff is not None and not self.staff.mutual:
            yield self.finding(
                "CH-RSK-065", Level.ADVICE, "staff.mutual", say("Only the consultant must leave people alone."),
                say("Let it bind both sides."), to=True,
            )  # fmt: skip
        if self.customers is not None and not self.customers.only_those_met:
            yield self.finding(
                "CH-RSK-066", Level.WARNING, "customers.only_those_met",
                say("The ban covers customers that the consultant never heard of."),
                say("Limit it to those met through the work."), to=True,
            )  # fmt: skip

    def _banned(self, ban: NonCompete, fact: LegalFact, deal: Deal) -> Iterator[Finding]:
        """Find a ban on competing that the law strikes out, that it ties to pay, or that lasts longer than it lets."""
        source = fact.cited(deal.agreed)
        if fact.value.get("void"):
            yield self.finding(
                "CH-RSK-061", fact.weight, "non_compete",
                say("Under the law of {law}, this is void: {what}.", law=deal.law, what=BANS["non_compete"]),
                say("Leave it out; secrecy protects what matters."), source=source, to=None,
            )  # fmt: skip
        if fact.value.get("needs_pay") and ban.compensation is None:
            yield self.finding(
                "CH-RSK-062", fact.weight, "non_compete.compensation",
                say("A ban on competing without pay may not bind a consultant who depends on this client."),
                say("Pay half of the fees for each month, or leave the ban out."), source=source,
            )  # fmt: skip
        most = (
            Duration.parse(f"{fact.value.get('max_months', 0)} months")
            if "max_months" in fact.value
            else None
        )
        if most is not None and ban.lasts.about_days > most.about_days:
            yield self.finding(
                "CH-RSK-063", fact.weight, "non_compete.lasts",
                say("{time} is more than the {most} that the law lets such a ban last.", time=ban.lasts, most=most),
                say("Shorten it."), source=source, to="6 months",
            )  # fmt: skip

    def _void(self, deal: Deal) -> Iterator[Finding]:
        """Find bans on asking people or customers to leave that are void under the law."""
        for name in self.bans:
            if name != "non_compete" and deal.law in NO_SOLICITING:
                yield self.finding(
                    "CH-RSK-061", Level.ERROR, name,
                    say("Under the law of {law}, this is void: {what}.", law=deal.law, what=BANS[name]),
                    say("Leave it out; secrecy protects what matters."),
                    source=source_of(deal.law, NO_SOLICITING[deal.law]), to=None,
                )  # fmt: skip


BANS = {
    "non_compete": say("work for rivals"),
    "staff": say("asking people to leave"),
    "customers": say("winning customers away"),
}
"""What each ban forbids."""


def _months(first: dt.date, last: dt.date) -> Iterator[_Month]:
    """Cut the days from `first` through `last` into months; a part of a month that is left over is none."""
    start, count = first, 1
    while (until := add_months(first, count)) <= last + DAY:
        yield _Month(start, until)
        start, count = until, count + 1
