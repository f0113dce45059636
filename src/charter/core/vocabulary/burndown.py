"""Hours against what a period includes: who draws on what, and what is carried on.

Hours are used in order of their date; what was carried over is used first, oldest first, while it lasts; an entry
that crosses the limit is split. Hours learned after the period was settled draw on what was then left and not
carried on, in the order in which they were learned (money.md, "Retainer").

A period that is cut short includes less, but only for work from the day after one learned of it: what was worked until
then drew on the whole, and never goes beyond because of the cut.

>>> from charter.core.vocabulary.dates import Hours
>>> day = dt.date(2026, 3, 2)
>>> worked = tuple(Worked(on=day, by="mara", hours=Hours(h * 3600), work="review") for h in (3, 4))
>>> used = draw_down(Pool(Span(day, dt.date(2026, 4, 1)), 5 * 3600), worked)
>>> [(entry.hours.seconds // 3600, seconds // 3600) for entry, seconds in used.beyond]
[(4, 2)]
>>> cut = Pool(Span(day, dt.date(2026, 3, 9)), 2 * 3600, until=((day, 5 * 3600),))
>>> [(entry.hours.seconds // 3600, seconds // 3600) for entry, seconds in draw_down(cut, worked[:1]).beyond]
[]
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from operator import attrgetter
from typing import NamedTuple

from charter.core.vocabulary.arithmetic.hours import rolled_over
from charter.core.vocabulary.dates import Span
from charter.core.vocabulary.entry import Worked


class Pool(NamedTuple):
    """The hours of one period, in seconds: its own, and what was carried over, with its expiry.

    `until` says what it included before it was cut short: for work up to a day, in order.
    """

    span: Span
    included: int
    carried: tuple[tuple[dt.date, int], ...] = ()
    until: tuple[tuple[dt.date, int], ...] = ()

    def included_on(self, day: dt.date) -> int:
        """Give what it includes for work of a day."""
        if not self.until:
            return self.included
        return next((seconds for last, seconds in self.until if day <= last), self.included)

    @property
    def whole(self) -> int:
        """All seconds that can be used in the period."""
        return self.included + sum(seconds for _, seconds in self.carried) if self.carried else self.included


class PoolUsage(NamedTuple):
    """How the hours of one period stand, in seconds: all that can be used in it, what is used, and what went beyond."""

    span: Span
    whole: int
    used: int
    beyond: int

    @property
    def left(self) -> int:
        """What can still be used."""
        return self.whole - self.used


class Drawdown(NamedTuple):
    """How a pool was used: seconds by entry, what went beyond, and what was left when it was settled."""

    used: tuple[tuple[Worked, int], ...]
    beyond: tuple[tuple[Worked, int], ...]
    left: int
    carried_left: tuple[tuple[dt.date, int], ...]

    def reached(self, share: Fraction, pool: Pool) -> dt.date | None:
        """Give the day on which a share of the pool was used; None while it was not."""
        total, limit = 0, -(-pool.whole * share.numerator // share.denominator)
        for entry, _ in self.used if limit > 0 else ():
            total += entry.hours.seconds
            if total >= limit:
                return entry.on
        return None

    def usage(self, pool: Pool) -> PoolUsage:
        """Give how much of the pool is used."""
        used, beyond = (sum(seconds for _, seconds in part) for part in (self.used, self.beyond))
        return PoolUsage(pool.span, max(pool.whole, used), used, beyond)

    def roll(self, pool: Pool, share: Fraction, until: dt.date) -> tuple[tuple[dt.date, int], ...]:
        """Give what is carried on: what lasts of the old, and of the own hours at most the share, as far as unused."""
        own = rolled_over(pool.included, self.left, share)
        old = tuple((day, seconds) for day, seconds in self.carried_left if day > pool.span.until and seconds)
        return (*old, (until, own)) if own else old


def draw_down(pool: Pool, worked: tuple[Worked, ...], share: Fraction = Fraction(0)) -> Drawdown:
    """Use the hours of a pool; entries come sorted by date, `share` is what may be carried on."""
    late = [entry for entry in worked if entry.recorded is not None and entry.recorded > pool.span.until]
    timely = [entry for entry in worked if entry.known <= pool.span.until] if late else worked
    carried, own = list(pool.carried), 0
    used: list[tuple[Worked, int]] = []
    beyond: list[tuple[Worked, int]] = []
    for entry in timely:
        need = seconds_worked = entry.hours.seconds
        for place, (day, seconds) in enumerate(carried) if carried else ():
            if seconds and day > entry.on:
                part = min(need, seconds)
                carried[place] = day, seconds - part
                need -= part
        own += need
        short = own - (pool.included_on(entry.on) if pool.until else pool.included)
        if short > 0:
            short = min(short, need)
            own -= short
            beyond.append((entry, short))
            used.append((entry, seconds_worked - short))
        else:
            used.append((entry, seconds_worked))
    left = max(pool.included - own, 0)
    own += rolled_over(pool.included, left, share)
    for entry in sorted(late, key=attrgetter("known")):
        part = min(entry.hours.seconds, max(pool.included_on(entry.on) - own, 0))
        own += part
        used.append((entry, part))
        if entry.hours.seconds > part:
            beyond.append((entry, entry.hours.seconds - part))
    return Drawdown(tuple(used), tuple(beyond), left, tuple(carried))
