"""What each side may do to end the engagement, what is to be put right before, and the last day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from charter.core.clauses.exit.termination.breaches import Breaches, Cured, Right
from charter.core.clauses.exit.termination.control import when_changed
from charter.core.clauses.exit.termination.departure import when_left
from charter.core.clauses.exit.termination.events import when_came
from charter.core.clauses.exit.termination.idleness import when_idle
from charter.core.clauses.exit.termination.notices import ENDING
from charter.core.clauses.exit.termination.sooner import to_release
from charter.core.vocabulary.clause import Past
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Notice, Reminded
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.ladder import reached
from charter.core.vocabulary.ledger import ledger
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say

if TYPE_CHECKING:
    from charter.core.clauses.exit.termination import Termination


def rights(kind: type[Termination], past: Past[Any], deal: Deal, journal: Journal) -> Iterator[Duty]:
    """Give every right to end it as it stands today, every breach to put right, and the last day when there is one."""
    clause: Termination | None = past.at(deal.today)
    if clause is not None:
        yield from _without_a_reason(clause, deal)
        yield from when_idle(clause, deal, journal)
        yield from when_left(clause, deal, journal)
        yield from when_changed(clause, deal, journal)
        yield from when_came(clause, deal, journal)
        yield from _to_announce(clause, deal, journal)
        yield from to_release(clause, deal, journal)
    yield from _to_put_right(past, deal, journal)
    if clause is not None:
        yield from _to_end(clause, deal, journal)
    yield from _to_record(past, deal, journal)
    ended = deal.ended
    if ended is not None and ended.deemed in {"", kind.cite}:
        yield kind.will(
            f"last-day/{ended.on - DAY}",
            "both",
            say("Last day of the engagement ({why})", why=ended.why),
            ended.on - DAY,
            deal.starts,
            met=ended.on - DAY if ended.on <= deal.today else None,
        )


def _without_a_reason(clause: Termination, deal: Deal) -> Iterator[Duty]:
    for side in Side:
        right = clause.right(side)
        if right is None:
            continue
        last = right.earliest(deal.after(right.notice, max(deal.today, deal.starts)), deal)
        if deal.ends is not None and deal.ends <= last + DAY:
            continue
        yield clause.may(
            f"end/{side}",
            side,
            say("End the engagement without a reason: given today, it ends after {last}", last=last),
            None,
            deal.starts,
            field=side,
            meets=meets(Notice, of="termination", side=side),
        )


def _to_announce(clause: Termination, deal: Deal, journal: Journal) -> Iterator[Duty]:
    """Give the right to announce an end for each invoice that is late enough."""
    unpaid = clause.unpaid
    for debt in ledger(journal).debts if unpaid is not None and deal.runs(deal.today) else ():
        if debt.payable(deal.today) <= 0:
            continue
        step = reached(f"{clause.cite}.unpaid.notice_from", debt, deal, journal)
        if unpaid is None or step is None or step.since > deal.today:
            continue
        yield clause.may(
            f"announce/{debt.number}",
            Side.CONSULTANT,
            say(
                "Give notice that the engagement may end if invoice {number} is not paid within {time}",
                number=debt.number, time=unpaid.pay_within,
            ),
            None,
            step.since,
            field="unpaid.notice_from",
            meets=meets(Notice, of="non-payment", side=Side.CONSULTANT),
            met=step.met,
        )  # fmt: skip


def _to_put_right(past: Past[Any], deal: Deal, journal: Journal) -> Iterator[Duty]:
    """Give what the other side is to put right, for each breach that a notice names."""
    for notice in journal.of(Notice):
        clause: Termination | None = past.at(notice.on)
        breaches = Breaches(clause, deal, journal) if clause is not None else None
        last = breaches.cure_until(notice) if breaches and deal.runs(notice.counts) else None
        if clause is None or breaches is None or last is None:
            continue
        what = say("Pay all that is overdue") if notice.of == "non-payment" else say("Put the breach right")
        if notice.ground:
            what = say("{what} ({ground})", what=what, ground=notice.ground.rstrip("."))
        yield clause.will(
            f"cure/{notice.side.other}/{notice.on}",
            notice.side.other,
            say(
                "{what} by {day}, or the {side} may end the engagement", what=what, day=last, side=notice.side
            ),
            last,
            notice.counts,
            field="unpaid" if notice.of == "non-payment" else "cause",
            meets=meets(Cured, side=notice.side.other),
            met=breaches.cured(notice),
        )


def _to_end(clause: Termination, deal: Deal, journal: Journal) -> Iterator[Duty]:
    """Give the right to end the engagement by a second notice, while it lasts."""
    for right in Breaches(clause, deal, journal).rights() if deal.runs(deal.today) else ():
        if right.since <= deal.today <= right.until and _still_owed(right, deal, journal):
            yield clause.may(
                f"end/{right.side}/{right.first.on}" + (f"/{right.invoice}" if right.invoice else ""),
                right.side,
                _because(right),
                None,
                right.since,
                field="unpaid.ends_from" if right.invoice else "cause",
                meets=meets(Notice, of=ENDING, side=right.side),
            )


def _to_record(past: Past[Any], deal: Deal, journal: Journal) -> Iterator[Duty]:
    """Record the state of the work together, after the notice that ends the engagement."""
    ended = deal.ended
    for notice in journal.of(Notice) if ended is not None else ():
        clause: Termination | None = past.at(notice.on)
        if clause is None or clause.record_within is None or ended is None:
            continue
        last = clause.last_day(notice, deal, journal)
        if last is not None and last + DAY == ended.on:
            name = f"{clause.cite}/record/{notice.on}"
            yield clause.must(
                f"record/{notice.on}",
                "both",
                say("Record the state of each open deliverable together"),
                deal.within(clause.record_within, notice.counts),
                notice.counts,
                field="record_within",
                meets=meets(Reminded, of=name),
                met=journal.reminded(name),
            )


def _still_owed(right: Right, deal: Deal, journal: Journal) -> bool:
    debt = ledger(journal).debt(right.invoice) if right.invoice is not None else None
    return debt is None or debt.payable(deal.today) > 0


def _because(right: Right) -> Sentence:
    if right.invoice is not None:
        return say(
            "End the engagement until {day}, because invoice {number} is unpaid",
            day=right.until, number=right.invoice,
        )  # fmt: skip
    return say("End the engagement until {day}, because the breach was not put right", day=right.until)
