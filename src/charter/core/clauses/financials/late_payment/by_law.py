"""What the law says of terms of late payment that two sides agreed: floors, ceilings, and what must be in writing.

The figures are data of the law that governs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from charter.core.law.lookup import UNCONFIRMED, BodyOfLaw, LegalFact, law
from charter.core.law.rates import Published, reference_rate
from charter.core.law.statutory import half_year
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.exchange import account_currency
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.money import Money, Rate
from charter.core.vocabulary.party import Form
from charter.core.vocabulary.sentence import Sentence, say, verbatim

Interest = Literal["statutory", "none"] | Rate
FixedSum = Literal["statutory", "none"] | Money

_SEEN = {"certain", "verified", "seen"}


class LateTerms(NamedTuple):
    """The terms as agreed: where they stand, interest, fixed sum, and the deal they are part of."""

    place: str
    interest: Interest
    fixed_sum: FixedSum
    deal: Deal

    @property
    def governing(self) -> BodyOfLaw:
        """The law that governs."""
        return law(self.deal.law)

    @property
    def on(self) -> dt.date:
        """The day of the agreement."""
        return self.deal.agreed

    @property
    def percent(self) -> Fraction | None:
        """The agreed rate in percent a year; None where none is agreed in numbers."""
        return self.interest.yearly * 100 if isinstance(self.interest, Rate) else None

    def found(
        self, id_: str, level: Level, message: Sentence, hint: Sentence, fact: LegalFact | None
    ) -> Finding:
        """Give a finding on the interest."""
        source = fact.cited(self.on) if fact is not None else None
        return Finding(id_, level, f"{self.place}.interest", message, hint, source)


def objections(agreed: LateTerms) -> Iterator[Finding]:
    """Give all findings on the terms, in the order in which a reader would want them."""
    statutory = agreed.governing.fact("late_interest", agreed.on)
    if statutory is None:
        yield from _nothing_statutory(agreed)
    else:
        yield from _floor(agreed, statutory)
    yield from _sums(agreed)
    yield from _ceiling(agreed)
    yield from _advised(agreed)
    yield from _yearly(agreed)


def _nothing_statutory(agreed: LateTerms) -> Iterator[Finding]:
    """Find what rests on a statutory rate or sum where the law has none, and interest that runs all the same."""
    asked = {"interest": agreed.interest, "fixed_sum": agreed.fixed_sum}
    for term in [name for name, value in asked.items() if value == "statutory"]:
        what, instead = ("rate", "10 % a year") if term == "interest" else ("fixed sum", "none")
        yield Finding(
            "CH-FIN-050",
            Level.ERROR,
            f"{agreed.place}.{term}",
            say(
                "The law that governs ({law}) sets no statutory {what} between businesses that we know of.",
                law=agreed.deal.law,
                what=what,
            ),
            say("Agree it in numbers, or leave it out."),
            mend=(Change(f"{agreed.place}.{term}", "statutory", instead),),
        )
    fact = agreed.governing.fact("late_fee", agreed.on)
    if agreed.interest == "none" and fact is not None and "default_percent" in fact.value:
        message = say(
            "No interest is agreed, and then the law itself grants {default_percent} % a year.",
            default_percent=fact.value["default_percent"],
        )
        yield agreed.found(
            "CH-FIN-051", Level.ADVICE, message, say("Agree a rate, so that both sides know it."), fact
        )


# ── floors ─────────────────────────────────────────────────────────────────────────────────────


def _floor(agreed: LateTerms, fact: LegalFact) -> Iterator[Finding]:
    """Find interest that is excluded or below what the law gives, and what a bill would forbid."""
    floor, what, rate = _lowest(agreed, fact)
    low = agreed.percent is not None and agreed.percent < floor
    change = (Change(f"{agreed.place}.interest", str(agreed.interest), "statutory"),)
    if agreed.interest == "none":
        message = say(
            "Interest on late payment is excluded, and under the law that governs that is {judged}.",
            judged=_is(fact),
        )
        found = agreed.found("CH-FIN-051", fact.weight, message, say("Keep the statutory rate."), fact)
        yield found._replace(mend=change)
    elif low:
        message = say(
            "{interest} is {percent} % a year, below the {what} of {floor} %.",
            interest=agreed.interest, percent=_number(agreed.percent), what=what, floor=f"{floor:g}",
        )  # fmt: skip
        level = Level.ERROR if "floor_series" in fact.value else Level.WARNING
        found = agreed.found(
            "CH-FIN-054", level, message, say("Take the statutory rate, or one above it."), fact
        )
        yield found._replace(mend=change, source=_doubted(found.source, rate))
    bill = agreed.governing.fact("pending", agreed.on)
    if bill is not None and bill.value.get("floor_is_statutory") and (low or agreed.interest == "none"):
        yield agreed.found(
            "CH-FIN-059", bill.weight, verbatim(bill.rule), say("Keep to the statutory rate already."), bill
        )


def _lowest(agreed: LateTerms, fact: LegalFact) -> tuple[Decimal, str, Published]:
    """Give the lowest rate that the law lets the sides agree, what it is, and the published rate it rests on."""
    if "floor_series" in fact.value:
        rate = reference_rate(fact.value["floor_series"], half_year(agreed.on))
        return rate.percent * fact.value["floor_times"], "floor that the law sets", rate
    day = half_year(agreed.on) - (fact.value["mode"] == "fixed_at_start") * DAY
    rules = agreed.governing.late_interest(agreed.on)
    floor = rules.percent(agreed.on) if rules is not None else Decimal(0)
    return floor, "statutory rate", reference_rate(fact.value["series"], day)


def _is(fact: LegalFact) -> str:
    said: str = fact.value["exclusion"]
    return f"valid {said}" if said.startswith("only") else said


def _doubted(source: Source | None, rate: Published) -> Source | None:
    """Mark a source as unconfirmed where the published rate behind the figure is from memory, or not known yet."""
    sure = rate.known and rate.confidence in _SEEN
    return source if source is None or sure else source._replace(confidence=UNCONFIRMED)


def _number(percent: Fraction | None) -> str:
    return f"{float(percent or 0):g}"


# ── fixed sums ─────────────────────────────────────────────────────────────────────────────────


def _sums(agreed: LateTerms) -> Iterator[Finding]:
    """Find a fixed sum that is given up, below the law's, or that must stand in the contract in figures."""
    fact = agreed.governing.fact("recovery_cost", agreed.on)
    if fact is None:
        return
    currency = fact.value["currency"]
    lowest = Money.parse(f"{currency} {fact.value['tiers'][0]['sum']}")
    invoiced = account_currency(agreed.deal)
    fits = invoiced == currency
    figure = str(lowest) if fits and fact.value.get("stated") else "statutory"
    place, term = f"{agreed.place}.fixed_sum", agreed.fixed_sum
    source = fact.cited(agreed.on)
    if term == "statutory" and not fits and invoiced:
        message = say(
            ("The law sets the fixed sum in {currency}; invoices are in {currency_2}, so none bears it."),
            currency=currency,
            currency_2=invoiced,
        )
        hint = say(
            'Agree it in figures, like "{currency} {sum}.00".',
            currency=agreed.deal.currency,
            sum=fact.value["tiers"][-1]["sum"],
        )
        if invoiced != agreed.deal.currency:
            hint = say("Claim it by a letter of its own, or invoice in {currency}.", currency=currency)
        yield Finding("CH-FIN-061", Level.WARNING, place, message, hint, source)
    elif term != "statutory" or (fits and fact.value.get("stated")):
        yield from _given_up(agreed, lowest, figure, fact)


def _given_up(agreed: LateTerms, lowest: Money, figure: str, fact: LegalFact) -> Iterator[Finding]:
    place, term, source = f"{agreed.place}.fixed_sum", agreed.fixed_sum, fact.cited(agreed.on)
    if term == "none":
        id_ = "CH-FIN-052"
        message = say("The law gives a fixed sum for each late invoice, and this agreement gives it up.")
        hint = say("Keep the statutory sum.")
    elif term == "statutory":
        id_ = "CH-FIN-057"
        message = say("The law asks that contract and invoice name the sum of {lowest}.", lowest=lowest)
        hint = say("Write the sum in figures.")
    elif term.currency == lowest.currency and term.minor < lowest.minor:
        id_ = "CH-FIN-055"
        message = say("The sum of {term} is below the {lowest} that the law gives.", term=term, lowest=lowest)
        hint = say("Keep the statutory sum.")
    else:
        return
    change = Change(place, str(term), figure)
    yield Finding(id_, fact.weight, place, message, hint, source, (change,))


# ── ceilings ───────────────────────────────────────────────────────────────────────────────────


def _ceiling(agreed: LateTerms) -> Iterator[Finding]:
    """Find a rate above what the law allows, for anyone or for a natural person, or above what is always safe."""
    fact = agreed.governing.fact("interest_ceiling", agreed.on)
    if fact is None or agreed.percent is None:
        return
    most, person = fact.value.get("percent"), fact.value.get("natural_person_percent")
    safe = fact.value.get("safe_percent")
    rate = say("{interest} is {number} % a year", interest=agreed.interest, number=_number(agreed.percent))
    if most is not None and agreed.percent > most:
        message = say("{rate}; the law's ceiling is {most} %.", rate=rate, most=most)
        yield agreed.found("CH-FIN-053", fact.weight, message, say("Lower the rate."), fact)
    elif person is not None and agreed.percent > person and agreed.deal.client.form is Form.PERSON:
        level = Level.WARNING if most is not None else fact.weight
        message = say(
            "{rate}; the ceiling that a natural person can plead is {person} %.", rate=rate, person=person
        )
        yield agreed.found("CH-FIN-053", level, message, say("Lower the rate."), fact)
    elif safe is not None and agreed.percent > safe:
        message = say("{rate}; only up to {safe} % is always safe.", rate=rate, safe=safe)
        yield agreed.found("CH-FIN-058", Level.WARNING, message, say("Lower the rate, or take advice."), fact)


def _advised(agreed: LateTerms) -> Iterator[Finding]:
    """Find a rate above which courts begin to doubt."""
    fact = agreed.governing.fact("late_fee", agreed.on)
    most = fact.value.get("advised_percent") if fact is not None else None
    if fact is not None and most is not None and agreed.percent is not None and agreed.percent > most:
        message = say(
            (
                "{interest} is {number} % a year; above {most} %, be ready to show that it is a"
                " reasonable estimate of the loss."
            ),
            interest=agreed.interest,
            number=_number(agreed.percent),
            most=most,
        )
        yield agreed.found(
            "CH-FIN-058", fact.weight, message, say("Lower it to {most} % a year.", most=most), fact
        )


def _yearly(agreed: LateTerms) -> Iterator[Finding]:
    """Find a rate by the month where the law asks for the yearly one."""
    fact = agreed.governing.fact("interest_disclosure", agreed.on)
    if fact is None or not isinstance(agreed.interest, Rate) or agreed.interest.per == "year":
        return
    yearly = f"{_number(agreed.percent)} % a year"
    message = say(
        ("{interest} does not state the yearly rate, so no more than {fallback_percent} % a year is owed."),
        interest=agreed.interest,
        fallback_percent=fact.value["fallback_percent"],
    )
    found = agreed.found("CH-FIN-056", fact.weight, message, say("Write {yearly}.", yearly=yearly), fact)
    yield found._replace(mend=(Change(f"{agreed.place}.interest", str(agreed.interest), yearly),))
