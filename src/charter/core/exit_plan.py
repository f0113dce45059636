"""The exit, before anyone gives notice: what a notice given today would bring about, beside every other way out.

Which ways there are, the clauses say (`Clause.ways_out`); what one brings about, the ordinary engine on a journal that
has the notice too. Where a notice changes nothing, the plan is that of the end which comes anyway.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from charter.core.agreement import stated
from charter.core.authority import authority_objection, people_allowed
from charter.core.billing import charges
from charter.core.difference import Difference, difference
from charter.core.duties import duties
from charter.core.duty_list import DONE
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.rules.no_effect import Objections
from charter.core.vocabulary.charge import Charge
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.entry import Ended, Notice
from charter.core.vocabulary.party import Side, speaker
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.sponsor import Sponsor, first_of_client
from charter.core.vocabulary.stated import Sides, WayOut

CURED = 500 * DAY
"""How far ahead an end is looked for: any time to mend a breach has run out by then."""

SETTLED = 60 * DAY
"""How long after the end duties and charges are looked for."""


@dataclass(frozen=True, slots=True)
class ExitOption:
    """A way out as it stands today: the right, the last day that it leads to, and what is charged until then.

    `last_day` is None where a notice changes nothing today; `minor` is in minor units, from today on.
    """

    right: WayOut
    last_day: dt.date | None
    minor: int


@dataclass(frozen=True, slots=True)
class ExitPlan:
    """What follows if a side gives notice on a day.

    `last_day` is the last day that the notice brings about, None where it changes nothing; `why` says why, then.
    `ended` is the end that the plan leads to: that of the notice, or the one that comes without it; None where nothing
    ends the engagement, and then nothing is planned. `given` is the day of the notice that brings that end, None where
    none does. From that day on, else from today, lie `duties` and `charges`, until the accounts are closed; `balance`
    is the sum of the charges in minor units; `survives` names clauses and how long they live on. `ways` are all ways
    out that were agreed; none once it is over.
    """

    notice: Notice
    last_day: dt.date | None
    why: Sentence | None
    ended: Ended | None
    given: dt.date | None
    duties: tuple[Duty, ...]
    charges: tuple[Charge, ...]
    balance: int
    currency: str
    survives: tuple[tuple[str, Sentence], ...]
    difference: Difference
    ways: tuple[ExitOption, ...]


def exit_plan(engagement: Engagement, today: dt.date, side: Side, of: str = "termination") -> ExitPlan:
    """Give the plan of an exit by notice given today; nothing is recorded.

    `of` is the kind of notice, as in `Notice.of`: termination, cause, at once, insolvency, change of control, …
    """
    before, notice = engagement.known(today), _notice(engagement, today, side, of)
    after = _played(before, notice)
    anyway, ended = _ended(before, today), _ended(after, today)
    last = _sooner(ended, anyway)
    until = (ended.on if ended else today) + SETTLED
    given = today if last is not None else _given(before, today, anyway)
    since = given or today
    coming = _coming(after, since, until) if ended else ()
    currency = facts(after, today).deal.currency
    return ExitPlan(
        notice=notice,
        last_day=last,
        why=_why(after, notice, anyway) if last is None else None,
        ended=ended,
        given=given,
        duties=tuple(_to_do(after, since, today, until)) if ended else (),
        charges=coming,
        balance=_sum(coming, currency),
        currency=currency,
        survives=_survives(after, today) if ended else (),
        difference=difference(before, after, until, today),
        ways=() if anyway is not None and anyway.on <= today else tuple(_ways(before, today, anyway)),
    )


def _notice(engagement: Engagement, today: dt.date, side: Side, of: str) -> Notice:
    """Give the notice as it would be recorded: by who speaks first for the side, else the first who may give it."""
    agreement = engagement.in_force(today)
    people = stated(agreement, Sides).people
    told = {"kind": "notice", "on": today, "of": of, "side": side, "sent": "e-mail"}
    first = (
        first_of_client(people, agreement.stated.get(Sponsor))
        if side is Side.CLIENT
        else speaker(people, side)
    )
    notice = Notice.model_validate(told | {"by": first})
    allowed = people_allowed(agreement, people, notice)
    return notice if first in allowed or not allowed else notice.model_copy(update={"by": allowed[0]})


def _played(before: Engagement, notice: Notice) -> Engagement:
    """Give the engagement with a notice, and with the second one that ends what it announces, on its first day."""
    after, deal = before.plus(notice), facts(before, notice.on).deal
    for clause in before.in_force(notice.on).clauses.values():
        for right in clause.ways_out(deal) if clause.acts else ():
            if right.then and (right.of, right.side) == (notice.of, notice.side):
                known = facts(before, notice.on)
                day = clause.ends_from(notice, known.deal, known.journal)
                return after.plus(_notice(before, day, right.side, right.then)) if day is not None else after
    return after


def _ended(engagement: Engagement, today: dt.date) -> Ended | None:
    return facts(engagement, today + CURED).deal.ended


def _given(before: Engagement, today: dt.date, ended: Ended | None) -> dt.date | None:
    """Give the day of the notice that brings the end about; None where none does."""
    for notice in before.journal.of(Notice):
        if _ended(before.minus(notice), today) != ended:
            return notice.on
    return None


def _sooner(ended: Ended | None, anyway: Ended | None) -> dt.date | None:
    """Give the last day of an end that comes sooner than without the notice; else None."""
    if ended is None or (anyway is not None and anyway.on == ended.on):
        return None
    return ended.on - DAY


def _why(after: Engagement, notice: Notice, anyway: Ended | None) -> Sentence:
    """Say why a notice changes nothing: nobody may give it, no such right, or an end that comes before.

    Its ground is taken as named.
    """
    named = notice.model_copy(update={"ground": "what will be named"})
    found = authority_objection(after.contract, notice) or Objections(after, facts(after, notice.on)).to(
        named
    )
    if found is not None:
        return found.why
    if anyway is None:
        return say("Nothing ends by itself.")
    return say("It ends then anyway: the last day is {day}.", day=anyway.on - DAY)


def _ways(before: Engagement, today: dt.date, anyway: Ended | None) -> Iterator[ExitOption]:
    """Compute each way out that the clauses in force offer and that leaves nothing for a person to decide."""
    deal = facts(before, today).deal
    for clause in before.in_force(today).clauses.values():
        for right in clause.ways_out(deal) if clause.acts else ():
            after = _played(before, _notice(before, today, right.side, right.of))
            ended = _ended(after, today)
            last = _sooner(ended, anyway)
            coming = _coming(after, today, last + DAY + SETTLED) if last else ()
            yield ExitOption(right, last, _sum(coming, deal.currency))


def _coming(after: Engagement, since: dt.date, until: dt.date) -> tuple[Charge, ...]:
    return tuple(c for c in charges(after, until) if c.on >= since)


def _sum(coming: tuple[Charge, ...], currency: str) -> int:
    """Add what is charged; interest on invoices in another currency is owed already, and stays apart."""
    return sum(charge.minor for charge in coming if charge.currency == currency)


def _to_do(after: Engagement, since: dt.date, today: dt.date, until: dt.date) -> Iterator[Duty]:
    for duty in duties(after, until, since, until):
        if duty.status not in DONE and duty.due:
            yield duty.standing(today, frozenset())  # who finds it late then would read it as late now


def _survives(after: Engagement, today: dt.date) -> tuple[tuple[str, Sentence], ...]:
    deal = facts(after, today).deal
    held = after.in_force(today).clauses.items()
    lasting = ((cite, clause.survives(deal)) for cite, clause in held if clause.acts)
    return tuple((cite, words) for cite, words in lasting if words is not None)
