"""What one engagement brings about that another does not: the one way to ask "what if".

An exit plan, a change order's effect, the price of a proposal are all `difference(before, after)`: the ordinary
engine run on facts that are not yet. Recording the facts makes it real.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from charter.core.billing import charges
from charter.core.duties import duties, every
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.vocabulary.charge import Charge
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.entry import Entry


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs until a day: duties met, gained, lost and moved, charges gained and lost, entries deemed."""

    met: tuple[Duty, ...]
    gained: tuple[Duty, ...]
    lost: tuple[Duty, ...]
    moved: tuple[tuple[Duty, Duty], ...]
    charged: tuple[Charge, ...]
    uncharged: tuple[Charge, ...]
    deemed: tuple[Entry, ...]
    currency: str

    @property
    def minor(self) -> int:
        """What it comes to, in minor units: charges gained less charges lost."""
        return sum(c.minor for c in self.charged) - sum(c.minor for c in self.uncharged)

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return any((self.met, self.gained, self.lost, self.moved, self.charged, self.uncharged, self.deemed))


def difference(
    before: Engagement,
    after: Engagement,
    until: dt.date,
    today: dt.date | None = None,
    *,
    seen: dt.date | None = None,
) -> Difference:
    """Give what `after` brings about until a day (exclusive) that `before` does not, and the other way round.

    Both are looked at on the day `seen` (left out: the eve of `until`, as if all went its way till then), with
    everything due from `today` on (left out: from the start).
    """
    eve = seen or until - DAY
    since = today or before.agreement.starts
    was, now = ({d.id: d for d in every(e, eve, until)} for e in (before, after))
    was_due, now_due = (dict.fromkeys(d.id for d in duties(e, eve, since, until)) for e in (before, after))
    was_charged, now_charged = ({c.id: c for c in charges(e, eve)} for e in (before, after))
    old, new = (facts(e, eve) for e in (before, after))
    return Difference(
        met=tuple(
            duty
            for name, duty in now.items()
            if name in was and was[name].met is None and duty.met is not None
        ),
        gained=tuple(now[name] for name in now_due if name not in was),
        lost=tuple(was[name] for name in was_due if name not in now),
        moved=tuple(
            (was[name], now[name])
            for name in was_due | now_due
            if name in was and name in now and was[name].due != now[name].due
        ),
        charged=tuple(c for c in now_charged.values() if not _same(c, was_charged)),
        uncharged=tuple(c for c in was_charged.values() if not _same(c, now_charged)),
        deemed=tuple(entry for entry in new.deemed if entry not in old.deemed),
        currency=new.deal.currency,
    )


def _same(charge: Charge, others: dict[str, Charge]) -> bool:
    return charge.id in others and others[charge.id].minor == charge.minor
