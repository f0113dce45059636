"""Milestones: amounts that are earned when a deliverable is accepted, or on a day.

One that is open when the client leaves without a reason is paid by the hours recorded on it, where that is agreed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, Self

from pydantic import Field, model_validator

from charter.core.vocabulary.arithmetic.hours import hours_up_to
from charter.core.vocabulary.arithmetic.kernels import times
from charter.core.vocabulary.arithmetic.part_periods import parts, share
from charter.core.vocabulary.bounds import Share
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Keyed, Past
from charter.core.vocabulary.dates import DAY, Day
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Delivered, Worked
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.judged import Refused, acceptances, part_left
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import DeliverableKey
from charter.core.vocabulary.replacement import paid_for
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.stated import Currency, PaidApart, Price
from charter.core.vocabulary.term import Key, Line, Terms

_CONDITION = re.compile(
    r"\b(accepted|approved|completed?|delivered|done|finished|launched|live|on course|passed|ready|reached)\b",
    re.IGNORECASE,
)
"""Words in the name of a milestone that state a condition, which a mere day does not fulfil."""


class Priced(NamedTuple):
    """Milestones with the amount of each, worked out of its share where it has one."""

    amounts: tuple[tuple[Milestone, Money], ...]


class Milestone(Terms):
    """One amount and what earns it: exactly one of amount and share, and of acceptance_of and on_day."""

    name: Line = Field(description="What it is called.", examples=["Audit accepted"])
    amount: Money | None = Field(None, description="Its amount.", examples=["EUR 9600.00"])
    share: Share | None = Field(None, description="Or its share of the total.", examples=["40 %"])
    acceptance_of: DeliverableKey | None = Field(
        None, description="Earned when this deliverable is accepted: its key.", examples=["audit"]
    )
    on_day: Day | None = Field(None, description="Or earned on this day.")

    @model_validator(mode="after")
    def _one_of_each(self) -> Self:
        if (self.amount is None) == (self.share is None):
            raise ValueError("give either an amount or a share, and not both")
        if (self.acceptance_of is None) == (self.on_day is None):
            raise ValueError("say what earns it: either acceptance_of or on_day, and not both")
        return self

    @figure
    def sum(self, deal: Deal) -> Money | None:
        """Give the amount that it earns."""
        priced = deal.stated.get(Priced, Priced(()))
        return next((money for thing, money in priced.amounts if thing is self), None)  # type: ignore[attr-defined]

    def earned(self, since: dt.date, deal: Deal, journal: Journal) -> tuple[dt.date, str] | None:
        """Give the day on which it is earned, as agreed from a day on, and the entry behind it; None while it is not.

        After the end only what was handed over before is still accepted.
        """
        if self.on_day is not None:
            day = max(self.on_day, since)
            return (day, "") if day <= deal.today and deal.runs(day) else None
        thing = self.acceptance_of or ""
        for accepted in acceptances(journal, thing):
            if (
                deal.ends is None
                or accepted.on < deal.ends
                or journal.about(Delivered, thing, until=deal.ends)
            ):
                return accepted.on, accepted.name
        return None


class Milestones(Keyed[Milestone]):
    """Amounts earned step by step, each under a key: `[financials.milestones.audit]`."""

    pays = True
    follows_reviews = ("open_hour",)

    __pydantic_extra__: dict[Key, Milestone] = Field(init=False)

    total: Money | None = Field(
        None, description="The whole of which shares are taken.", examples=["EUR 24000.00"]
    )

    open_hour: Money | None = Field(
        None,
        description="The price of an hour recorded on one that is open when the client leaves; left out: none.",
        examples=["EUR 187.50"],
    )

    @model_validator(mode="after")
    def _shares_have_a_whole(self) -> Self:
        shares = [thing.share for thing in self.things.values() if thing.share is not None]
        if shares and self.total is None:
            raise ValueError('shares need the whole they are taken of: add total = "EUR …"')
        if shares and len(shares) == len(self.things) and sum(s.fraction for s in shares) != 1:
            whole = Decimal(100) * Decimal(sum(s.fraction for s in shares).numerator)
            shown = whole / Decimal(sum(s.fraction for s in shares).denominator)
            raise ValueError(f"the shares sum to {shown.normalize():f} %, not to 100 %: change one of them")
        return self

    def split(self) -> dict[str, tuple[Money, Basis]]:
        """Give each milestone its amount; shares round cumulatively, so that they sum to the whole to the cent."""
        found: dict[str, tuple[Money, Basis]] = {}
        before = Fraction(0)
        for key, thing in self.things.items():
            if thing.amount is not None:
                found[key] = thing.amount, Basis.of(times, minor=thing.amount.minor, count=1)
            elif thing.share is not None and self.total is not None:  # pragma: no branch - see the validators
                basis = Basis.of(share, minor=self.total.minor, before=before, share=thing.share.fraction)
                found[key] = Money(basis.minor, self.total.currency), basis
                before += thing.share.fraction
        return found

    def states(self) -> Iterator[object]:
        """State the currency of its amounts, each with what it earns, and which deliverables they pay for."""
        split = self.split()
        yield from (Currency(money.currency) for money, _ in split.values())
        yield Priced(tuple((thing, split[key][0]) for key, thing in self.things.items()))
        yield PaidApart(frozenset(filter(None, (thing.acceptance_of for thing in self.things.values()))))

    def prices(self) -> Iterator[Price]:
        """Give each milestone, which is charged once."""
        for key, (money, _) in self.split().items():
            once = say("{sum} once", sum=money)
            yield Price(Cite(f"{self.cite}.{key}"), say("{name}", name=self.things[key].name), once, once)

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge each milestone once, when it is earned, as agreed on that day."""
        keys = dict.fromkeys(
            key for version in past.versions if version.clause for key in version.clause.things
        )
        for key in keys:
            for since, clause in ((v.since, v.clause) for v in past.versions):
                thing = clause.things.get(key) if clause else None
                earned = thing.earned(since, deal, journal) if thing else None
                if clause is None or thing is None or earned is None or past.at(earned[0]) != clause:
                    continue
                money, basis = clause.split()[key]
                left = part_left(journal, thing.acceptance_of or "")
                if left != 1:
                    basis = Basis.of(parts, minor=money.minor, left=left.numerator, of=left.denominator)
                    money = Money(basis.minor, money.currency)
                yield cls.charge(
                    key,
                    key,
                    earned[0],
                    money,
                    reads=say("Milestone: {name}", name=thing.name),
                    basis=basis,
                    entries=(earned[1],) if earned[1] else (),
                    agreed=past.agreed(earned[0]),
                )
                break
        yield from cls._open(past, deal, journal)

    @classmethod
    def _open(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge the hours recorded on milestones that are given up on the client's account, at most their amounts.

        What was handed over can still be accepted, and is not open.
        """
        for key, since in cls._given_up(past, deal, journal):
            clause = past.at(since - DAY)
            if clause is None or clause.open_hour is None or key not in clause.things:
                continue
            thing, (money, _) = clause.things[key], clause.split()[key]
            handed_over = thing.acceptance_of and journal.about(Delivered, thing.acceptance_of, until=since)
            entries = [e for e in paid_for(Worked, deal, journal) if e.milestone == key and e.on < since]
            if handed_over or not entries or thing.earned(deal.starts, deal, journal) is not None:
                continue
            seconds = sum(entry.hours.seconds for entry in entries)
            basis = Basis.of(hours_up_to, minor=clause.open_hour.minor, seconds=seconds, most=money.minor)
            yield cls.charge(
                f"open/{key}", "open_hour", since, Money(basis.minor, money.currency),
                reads=say("Work on the open milestone {name}", name=thing.name),
                basis=basis, entries=tuple(e.name for e in entries), agreed=past.agreed(since - DAY),
            )  # fmt: skip

    @classmethod
    def _given_up(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[tuple[str, dt.date]]:
        """Give each milestone that can no more be earned on the client's account, with the day from which that is so.

        Its deliverable was dropped because the client's input did not come, or the engagement ended: the client left
        without a reason, or gave the reason for the end.
        """
        ended = deal.ended
        over = ended.on if ended is not None and ended.on_account_of is Side.CLIENT else None
        latest = past.latest
        for key, thing in latest.things.items() if latest is not None else ():
            drops = [
                one.on for one in journal.about(Refused, thing.acceptance_of or "") if one.why == "dropped"
            ]
            days = [day for day in (*drops, over) if day is not None and day <= deal.today]
            if days:
                yield key, min(days)

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find shares and amounts that do not add up, and days outside the engagement."""
        if self.total is not None:
            whole = sum(money.minor for money, _ in self.split().values())
            if whole != self.total.minor:
                sums = Money(whole, self.total.currency)
                yield self.finding(
                    "CH-FIN-020", Level.ERROR, "total",
                    say("The milestones sum to {sums}, not to the total of {total}.", sums=sums, total=self.total),
                    say("Change the total, or one of the milestones."),
                )  # fmt: skip
        for key, thing in self.things.items():
            if thing.on_day is not None and not deal.runs(thing.on_day):
                yield self.finding(
                    "CH-FIN-021", Level.WARNING, f"{key}.on_day",
                    say(
                        "'{name}' falls on {day}, outside the engagement, so it is never earned.",
                        name=thing.name, day=thing.on_day,
                    ),
                    say("Give a day within the term."),
                )  # fmt: skip
            if thing.on_day is not None and _CONDITION.search(thing.name):
                yield self.finding(
                    "CH-FIN-023", Level.WARNING, f"{key}.on_day",
                    say("'{name}' promises a state, but the day alone earns it.", name=thing.name),
                    say("Let the acceptance of a deliverable earn it, or give it the name of a day."),
                )  # fmt: skip
