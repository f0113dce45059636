"""The exit, before anyone gives notice: the difference that a notice given today would make."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from charter.core.billing import charges
from charter.core.difference import Difference, difference
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.vocabulary.charge import Charge
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.duty import Duty, Status
from charter.core.vocabulary.entry import Notice
from charter.core.vocabulary.party import Side, speaker


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
    who = speaker(engagement.in_force(today).foundation.parties.people, side)
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
