"""Pay on success: bonuses, commissions and shares, by statements that the other side can look at and object to.

What was agreed on the first day of a period counts for it. A statement that nobody objects to in time stands; then what
it comes to is charged. After the end, what began before counts on for the tail. What is discretionary is never owed: it
is charged only where the client gives it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Self

from pydantic import Field

from charter.core.clauses.financials.success.course import Course, counted_until, courses
from charter.core.clauses.financials.success.entries import (
    Audited,
    Contested,
    Given,
    OfStatement,
    Stated,
    StatementAccepted,
)
from charter.core.clauses.financials.success.findings import findings
from charter.core.clauses.financials.success.no_effect import objection
from charter.core.clauses.financials.success.owed import owed, total
from charter.core.clauses.financials.success.terms import Success
from charter.core.vocabulary.arithmetic.kernels import correction, times
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Keyed, Objection, Past
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Entry, deem
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Currency, Price, Unanswered
from charter.core.vocabulary.term import Key

__all__ = ["PayOnSuccess"]


class PayOnSuccess(Keyed[Success]):
    """Payments that depend on success, each under a key: `[financials.success.sales]`."""

    pays = True
    entries = (Stated, Contested, StatementAccepted, Audited, Given)

    __pydantic_extra__: dict[Key, Success] = Field(init=False)

    def states(self) -> Iterator[object]:
        """State the currency of its sums."""
        yield from (Currency(thing.currency) for thing in self.things.values() if thing.currency is not None)

    def prices(self) -> Iterator[Price]:
        """Give what each payment comes to, and the most of it."""
        for key, thing in self.things.items():
            amount = _amount(thing)
            most = _per(thing.cap, thing) if thing.cap is not None else amount
            yield Price(Cite(f"{self.cite}.{key}"), say("{name}", name=thing.name), amount, most)

    def recordable(self) -> tuple[type[Entry], ...]:
        """Allow a payment that is not owed where one was agreed."""
        gifts = any(thing.kind == "discretionary" for thing in self.things.values())
        return tuple(kind for kind in self.entries if kind is not Given or gifts)

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what holds where a side neither states nor objects."""
        for key, thing in self.things.items():
            if thing.kind == "discretionary":
                gift = say("a payment that is not owed")
                yield Unanswered(Cite(f"{self.cite}.{key}"), gift, Side.CLIENT, None, say("nothing is owed"))
                continue
            statement, other = say("the statement for {name}", name=thing.name), thing.statement_by.other
            yield Unanswered(
                Cite(f"{self.cite}.{key}.statement_within"), statement, thing.statement_by, thing.statement_within,
                say("the {side} may state it", side=other),
            )  # fmt: skip
            no = say("an objection to the statement for {name}", name=thing.name)
            then = say("the statement counts")
            yield Unanswered(Cite(f"{self.cite}.{key}.object_within"), no, other, thing.object_within, then)

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        tails = {thing.tail for thing in self.things.values() if thing.tail is not None}
        if not tails:
            return say("until what was earned by the Last Day is paid")
        longest = max(tails, key=lambda tail: tail.about_days)
        return say("{time} after the Last Day, and until what was earned by then is paid", time=longest)

    # ── what the text prints ───────────────────────────────────────────────────────────────────

    @figure
    def owes(self, deal: Deal) -> bool:
        """Whether anything in it can be owed."""
        return any(thing.kind != "discretionary" for thing in self.things.values())

    @figure
    def gives(self, deal: Deal) -> bool:
        """Whether anything in it depends on the client's own will alone."""
        return any(thing.kind == "discretionary" for thing in self.things.values())

    @figure
    def receives(self, deal: Deal) -> bool:
        """Whether only money counts in it that was received."""
        return any(thing.paid_when_received for thing in self.things.values())

    @figure
    def lasts_on(self, deal: Deal) -> bool:
        """Whether something in it counts on after the end."""
        return any(thing.tail is not None for thing in self.things.values())

    @figure
    def audits(self, deal: Deal) -> bool:
        """Whether a statement in it can be looked at."""
        return any(thing.audit is not None for thing in self.things.values())

    @figure
    def example(self, deal: Deal) -> Sentence | None:
        """Work out what the first payment by a share or by tiers comes to; None where there is none."""
        for thing in self.things.values():
            base = _base_of_example(thing, deal)
            if base is not None:
                sum_ = Money(total(thing, base), base.currency)
                return say("{name}: of {base}, the client owes {sum}", name=thing.name, base=base, sum=sum_)
        return None

    # ── what it brings about ───────────────────────────────────────────────────────────────────

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Accept each statement to which nobody objected in time."""
        for course in journal.fold(courses, past, deal):
            if course.silent and course.stands is not None and course.stands <= deal.today:
                yes = StatementAccepted(
                    on=course.stands, by="time", success=course.key, period=course.slot.start
                )
                yield deem(yes, cls.cite)

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge what each statement comes to once it stands, what an audit changes, and what the client gives."""
        for course in journal.fold(courses, past, deal):
            if course.stands is not None and course.base is not None and course.stands <= deal.today:
                for line in owed(course.thing, course.base):
                    yield cls.charge(
                        f"{course.name}/{line.key}", f"{course.key}.{line.field}", course.stands,
                        Money(line.basis.minor, course.base.currency), reads=line.reads, basis=line.basis,
                        span=course.period, entries=course.entries, agreed=course.agreed,
                    )  # fmt: skip
                yield from cls._audited(course)
        for given in journal.of(Given):
            clause = past.at(given.on)
            if clause is not None and objection(given, past, deal, journal) is None:
                yield cls.charge(
                    f"given/{given.name}", given.success, given.known, given.amount,
                    reads=say("{name}, given by the client", name=clause.things[given.success].name),
                    basis=Basis.of(times, minor=given.amount.minor, count=1), entries=(given.name,),
                    agreed=past.agreed(given.on),
                )  # fmt: skip

    @classmethod
    def _audited(cls, course: Course) -> Iterator[Charge]:
        """Correct what an audit found wrong, and charge its cost to the side whose statement was too far off."""
        found, base, stands = course.audited, course.base, course.stands
        if found is None or base is None or stands is None or course.thing.audit is None:
            return
        on, name = max(found.known, stands), course.thing.name
        was, now = total(course.thing, base), total(course.thing, found.base)
        yield cls.charge(
            f"{course.name}/audit", f"{course.key}.audit", on, Money(now - was, base.currency),
            reads=say("{name}: after an audit", name=name), basis=Basis.of(correction, now=now, was=was),
            entries=(found.name,), agreed=course.agreed,
        )  # fmt: skip
        sign = course.pays_for_audit()
        if found.cost is not None and sign:
            cost = min(found.cost, course.thing.audit.cost_up_to)
            yield cls.charge(
                f"{course.name}/audit-cost", f"{course.key}.audit.cost_up_to", on,
                Money(sign * cost.minor, cost.currency), reads=say("{name}: cost of the audit", name=name),
                basis=Basis.of(times, minor=cost.minor, count=sign), entries=(found.name,), agreed=course.agreed,
            )  # fmt: skip

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """State in time, and answer in time; mark the last day on which something still counts."""
        for course in journal.fold(courses, past, deal):
            thing, start = course.thing, course.slot.start
            if course.period is not None:
                yield cls.must(
                    f"state/{course.name}", thing.statement_by,
                    say("State what counts for {name}, {span}", name=thing.name, span=course.period),
                    course.due, course.period.until, field=f"{course.key}.statement_within",
                    meets=meets(Stated, success=course.key, period=start),
                    met=course.stated.on if course.stated is not None else None,
                )  # fmt: skip
            if course.stated is not None:
                yield cls.may(
                    f"object/{course.name}", course.said_by.other,
                    say("Object to the statement for {name}", name=thing.name),
                    course.object_by, course.stated.on, field=f"{course.key}.object_within",
                    meets=meets(Contested, success=course.key, **({"period": start} if start else {})),
                    met=course.contested.on if course.contested is not None else None,
                )  # fmt: skip
        yield from cls._tails(past, deal)

    @classmethod
    def _tails(cls, past: Past[Self], deal: Deal) -> Iterator[Duty]:
        clause = past.at(deal.ends - DAY) if deal.ends is not None else None
        for key, thing in clause.things.items() if clause is not None else ():
            until = counted_until(thing, deal)
            if thing.tail is not None and until is not None and deal.ends is not None:
                last = until - DAY
                yield cls.will(
                    f"tail/{key}", "both", say("Last day that counts for {name}", name=thing.name),
                    last, deal.ends, field=f"{key}.tail", met=last if last < deal.today else None,
                )  # fmt: skip

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say why a statement, an answer, an audit or a gift changes nothing."""
        if isinstance(entry, OfStatement | Given):
            return objection(entry, past, deal, journal)
        return None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find what nobody defined, what needs a licence, what cannot be checked, and what never ends."""
        yield from findings(self, deal)


def _amount(thing: Success) -> Sentence:
    if thing.kind == "discretionary":
        return say("what the client gives, if it wants to")
    if thing.amount is not None:
        return _per(thing.amount, thing)
    if thing.kind == "cost plus":
        return say("the cost and {share} of it", share=thing.share or "")
    if thing.share is not None:
        return say("{share} of {base}", share=thing.share, base=thing.base or thing.measure or "")
    shares = tuple(tier.share for tier in thing.tiers or ())
    return say("{shares} of {base}, by its height", shares=shares, base=thing.base or thing.measure or "")


def _per(money: Money, thing: Success) -> Sentence:
    if thing.per == "once":
        return say("{sum} once", sum=money)
    return say("{sum} a {period}", sum=money, period=thing.per)


_ROUND = 10_000_00
"""The sum of the example, in minor units, where the terms name none."""


def _base_of_example(thing: Success, deal: Deal) -> Money | None:
    """Give a sum for the example: twice the last step of the tiers, or the threshold, or a round one."""
    if thing.share is None and thing.tiers is None:
        return None
    top = thing.tiers[-1].above if thing.tiers else thing.threshold
    code = thing.currency or deal.currency
    if not code:
        return None
    return top.times(Fraction(2)) if top is not None and top else Money(_ROUND, code)
