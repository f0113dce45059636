"""Prices that change without an amendment: from a day on, each price of each fee is another one.

A clause brings the change about as an entry (`Repriced`). A fee clause names which of its terms are prices that follow
it (`Clause.follows_reviews`), so neither knows the other. The clause as repriced is a version of it like an amended
one: what was charged before the day stays as it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from operator import attrgetter, itemgetter
from typing import Any, Literal, TypeAlias

from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Past, Version
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.money import Money, Percent
from charter.core.vocabulary.sentence import Sentence, say

TermPath: TypeAlias = tuple[str, ...]
"""Where a price stands in a clause: the names and keys that lead to it."""


class Repriced(Entry):
    """From this day on prices are others: each is multiplied by `now` and divided by `was`, to the cent."""

    restates = True

    kind: Literal["repriced"] = "repriced"
    now: int
    was: int

    @property
    def factor(self) -> Fraction:
        """What each price is multiplied by."""
        return Fraction(self.now, self.was)

    def says(self, named: Named) -> Sentence:  # noqa: ARG002 - it names nothing
        """Say by how much."""
        more = self.factor - 1
        share = Percent.parse(f"{float(abs(more) * 100):.2f} %")
        return (
            say("prices fall by {share}", share=share)
            if more < 0
            else say("prices rise by {share}", share=share)
        )


def repriced(pasts: Mapping[Cite, Past[Any]], entries: Iterable[Entry]) -> Mapping[Cite, Past[Any]]:
    """Give the history of every clause with its prices as changed; the same one where nothing changes them."""
    changes = sorted((e for e in entries if isinstance(e, Repriced)), key=attrgetter("on"))
    if not changes:
        return pasts
    return {cite: _past(past, changes) if past.kind.follows_reviews else past for cite, past in pasts.items()}


def _past(past: Past[Any], changes: list[Repriced]) -> Past[Any]:
    """Cut the history at each change. A price that an amendment changes counts as it says, until the next change.

    Of one day, an amendment comes before a change of prices.
    """
    factors: dict[TermPath, tuple[Fraction, ...]] = {}
    found: list[Version[Any]] = []
    before: dict[TermPath, Money] = {}
    agreed: Version[Any] = past.versions[0]
    events: list[tuple[dt.date, bool, Version[Any] | Repriced]] = [(v.since, False, v) for v in past.versions]
    events += [(change.on, True, change) for change in changes]
    for since, _, what in sorted(events, key=itemgetter(0, 1)):
        if isinstance(what, Repriced):
            factors = {path: (*factors.get(path, ()), what.factor) for path in before}
        else:
            agreed, now = what, _prices(what.clause, past.kind)
            factors = {path: factors.get(path, ()) for path in now if before.get(path) == now[path]}
            before = now
        found.append(Version(since, _with(agreed.clause, before, factors), agreed.agreed))
    return Past(tuple(found), past.kind)


def _with(clause: Any, prices: dict[TermPath, Money], factors: dict[TermPath, tuple[Fraction, ...]]) -> Any:  # noqa: ANN401 - a clause or none
    for path, price in prices.items():
        for factor in (moved := factors.get(path, ())):
            price = price.times(factor)  # noqa: PLW2901 - change after change
        clause = _set(clause, path, price) if moved else clause
    return clause


def _prices(clause: Any, kind: type[Clause]) -> dict[TermPath, Money]:  # noqa: ANN401 - a clause or none
    """Give each price of a clause that follows changes, by its path."""
    return {path: price for named in kind.follows_reviews for path, price in _held(clause, named.split("."))}


def _held(held: Any, steps: list[str]) -> Iterator[tuple[TermPath, Money]]:  # noqa: ANN401 - any term
    if held is None or not steps:
        yield from [((), held)] if held is not None else []
        return
    step, *rest = steps
    inner = held.items() if step == "*" else [(step, getattr(held, step))]
    yield from (((key, *path), price) for key, one in inner for path, price in _held(one, rest))


def _set(held: Any, path: TermPath, price: Money) -> Any:  # noqa: ANN401 - any term
    if not path:
        return price
    step, *rest = path
    if isinstance(held, dict):
        return held | {step: _set(held[step], tuple(rest), price)}
    return held.model_copy(update={step: _set(getattr(held, step), tuple(rest), price)})
