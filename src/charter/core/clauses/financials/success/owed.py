"""What is owed for what was counted: an amount, a share or tiers, from a threshold on, between a floor and a cap."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from charter.core.clauses.financials.success.terms import Success
from charter.core.vocabulary.arithmetic.kernels import correction, times
from charter.core.vocabulary.arithmetic.part_periods import share
from charter.core.vocabulary.charge import Basis
from charter.core.vocabulary.money import Money, Percent
from charter.core.vocabulary.sentence import Sentence, say


class Owed(NamedTuple):
    """One line of what is owed: what tells it from the others, the term it rests on, its sum, and how it reads."""

    key: str
    field: str
    basis: Basis
    reads: Sentence


def owed(thing: Success, base: Money) -> tuple[Owed, ...]:
    """Give what is owed for a base, line by line; their sum lies between the floor and the cap.

    >>> from charter.core.vocabulary.dates import Duration
    >>> from charter.core.vocabulary.party import Side
    >>> days = Duration.parse("15 days")
    >>> thing = Success(
    ...     name="Sales", kind="commission", base="sales", share=Percent.parse("8 %"), cap=Money.parse("EUR 100.00"),
    ...     per="month", statement_by=Side.CLIENT, statement_within=days, object_within=days)
    >>> [(line.key, line.basis.minor) for line in owed(thing, Money.parse("EUR 1500.00"))]
    [('share', 12000), ('cap', -2000)]
    """
    reached = thing.threshold is None or base >= thing.threshold
    lines = tuple(_priced(thing, base)) if reached else ()
    total = sum(line.basis.minor for line in lines)
    if thing.cap is not None and total > thing.cap.minor:
        held = say("{name}: {cap} at most", name=thing.name, cap=thing.cap)
        return (*lines, Owed("cap", "cap", Basis.of(correction, now=thing.cap.minor, was=total), held))
    if thing.floor is not None and total < thing.floor.minor:
        least = say("{name}: {floor} at least", name=thing.name, floor=thing.floor)
        return (*lines, Owed("floor", "floor", Basis.of(correction, now=thing.floor.minor, was=total), least))
    return lines


def total(thing: Success, base: Money) -> int:
    """Give the sum of what is owed for a base, in minor units."""
    return sum(line.basis.minor for line in owed(thing, base))


def _priced(thing: Success, base: Money) -> Iterator[Owed]:
    name = say("{name}", name=thing.name)
    if thing.amount is not None:
        yield Owed("amount", "amount", Basis.of(times, minor=thing.amount.minor, count=1), name)
    if thing.kind == "cost plus":
        cost = say("{name}: the cost", name=thing.name)
        yield Owed("cost", "share", Basis.of(times, minor=base.minor, count=1), cost)
    if thing.share is not None:
        reads = say("{name}: {share} of {base}", name=thing.name, share=thing.share, base=base)
        yield _share("share", "share", base.minor, thing.share, reads)
    tiers = thing.tiers or ()
    for place, (tier, following) in enumerate(pairwise((*tiers, None))):
        if tier is None or base <= tier.above:
            continue
        upto = min(base, following.above) if following is not None else base
        reads = say(
            "{name}: {share} of what lies above {sum}", name=thing.name, share=tier.share, sum=tier.above
        )
        yield _share(f"tier-{place + 1}", "tiers", upto.minor - tier.above.minor, tier.share, reads)


def _share(key: str, field: str, minor: int, of: Percent, reads: Sentence) -> Owed:
    return Owed(key, field, Basis.of(share, minor=minor, before=0, share=of.fraction), reads)
