"""What one engagement brings about that another does not: the one way to ask "what if".

An exit plan, a change order's effect, the price of a proposal are all `difference(before, after)`: the ordinary
engine run on facts that are not yet. Recording the facts makes it real.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from charter.core.billing import charges
from charter.core.calendar import duties, every
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.vocabulary.charge import Charge
from charter.core.vocabulary.delay import DAY
from charter.core.vocabulary.duty import Duty, Status
from charter.core.vocabulary.entry import Entry, Notice
from charter.core.vocabulary.party import Side


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs until a day: duties gained, lost and moved, charges gained and lost, entries deemed."""

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
        return any((self.gained, self.lost, self.moved, self.charged, self.uncharged, self.deemed))


def difference(
    before: Engagement, after: Engagement, until: dt.date, today: dt.date | None = None
) -> Difference:
    """Give what `after` brings about until a day (exclusive) that `before` does not, and the other way round.

    Both are looked at on the eve of `until`, with everything due from `today` on (left out: from the start).
    """
    eve = until - DAY
    since = today or before.agreement.foundation.term.starts
    was, now = ({d.id: d for d in every(e, eve, until)} for e in (before, after))
    was_due, now_due = (dict.fromkeys(d.id for d in duties(e, eve, since, until)) for e in (before, after))
    was_charged, now_charged = ({c.id: c for c in charges(e, eve)} for e in (before, after))
    old, new = (facts(e, eve) for e in (before, after))
    return Difference(
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


# ── the exit, before anyone gives notice ───────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ExitPlan:
    """What follows if a side gives notice on a day: the last day, the dates and money after it, what survives.

    `last_day` is None where the agreement gives no such right; `survives` names clauses and what of them lives on.
    """

    notice: Notice
    last_day: dt.date | None
    duties: tuple[Duty, ...]
    charges: tuple[Charge, ...]
    balance: int
    currency: str
    survives: tuple[tuple[str, str], ...]
    difference: Difference


DONE = frozenset({Status.MET, Status.WAIVED})


def exit_plan(engagement: Engagement, today: dt.date, side: Side, of: str = "termination") -> ExitPlan:
    """Give the plan of an exit by notice given today; nothing is recorded.

    `of` is the kind of notice, as in `Notice.of`: termination, cause, at once, insolvency, change of control, …
    """
    party = engagement.in_force(today).foundation.parties
    who = next(iter((party.client if side is Side.CLIENT else party.consultant).signatories.values())).name
    notice = Notice.model_validate(
        {"kind": "notice", "on": today, "by": who, "of": of, "side": side, "sent": "e-mail"}
    )
    before = engagement.known(today)
    after = before.plus(notice)
    found, otherwise = (facts(e, today + 500 * DAY) for e in (after, before))  # a cure must have run out
    ends = found.deal.ends
    until = (ends or today) + 60 * DAY
    apart = difference(before, after, until, today)
    coming = tuple(c for c in charges(after, until) if c.on >= today)
    return ExitPlan(
        notice, ends - DAY if ends and ends != otherwise.deal.ends else None,
        tuple(
            duty.standing(today, frozenset())  # who finds it late then would read it as late now
            for duty in duties(after, until, today, until)
            if duty.status not in DONE and duty.due
        ),
        coming, sum(c.minor for c in coming), found.deal.currency,
        tuple((cite, type(c).survives) for cite, c in after.in_force(today).clauses.items() if type(c).survives), apart,
    )  # fmt: skip
