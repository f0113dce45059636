"""The time of a notice: the client may cut it short, and release the consultant from work in it.

A notice that is cut short ends the engagement on the day on which that arrives. For the days that are cut off the
client owes the regular fee, or what it was invoiced on average, or nothing. A release stops the work while the regular
fee runs on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal

from charter.core.vocabulary.arithmetic.part_periods import part
from charter.core.vocabulary.billed import interest_line
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.clause import Past
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.delay import Suspended
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Ended, Entry, Issued, Named, Notice
from charter.core.vocabulary.fee_owed import FeeOwed
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money, Percent
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Lasts, RegularFee

if TYPE_CHECKING:
    from charter.core.clauses.exit.termination import Termination

SHORT = "cut short"
"""The client's notice that ends the engagement at once, before a notice without a reason is over."""

Measure = Literal["regular fee", "average of 180 days", "nothing"]
"""What the client pays for the days that are cut off."""

_WINDOW = 180
_ALL = Percent.parse("100 %")


class ReleasedFromWork(Entry):
    """The client released the consultant from work until the last day."""

    restates = True
    whose = Side.CLIENT

    kind: Literal["released from work"] = "released from work"

    def says(self, named: Named) -> Sentence:
        """Say so."""
        return say("no more work until the last day")


def would_end(
    clause: Termination, notice: Notice, deal: Deal, journal: Journal
) -> tuple[dt.date, Side] | None:
    """Give the last day without the cut, and who leaves; None where no notice without a reason runs or could be given.

    A notice that was given before runs; else the client's own counts as given on that day.
    """
    if notice.of != SHORT or clause.cut_short is None or notice.side is not Side.CLIENT:
        return None
    own = notice.model_copy(update={"of": "termination", "until": None})
    before = (n for n in journal.of(Notice) if n.of == "termination" and n.counts <= notice.counts)
    lasts = ((clause.last_day(given, deal, journal), given.side) for given in (*before, own))
    found = [(_bounded(last, deal), side) for last, side in lasts if last is not None]
    first = min(found, key=itemgetter(0), default=None)
    return first if first is not None and first[0] > notice.counts else None


def _bounded(last: dt.date, deal: Deal) -> dt.date:
    """Give the last day of a term that is not renewed where it comes before."""
    lasts = deal.stated.get(Lasts)
    if not isinstance(lasts, Lasts) or lasts.initial is None or lasts.renews:
        return last
    return min(last, deal.through(lasts.initial, lasts.starts) - DAY)


def owed(clause: Termination, notice: Notice, deal: Deal, journal: Journal) -> Iterator[FeeOwed]:
    """Give the regular fee that is owed for the days that a notice cuts off."""
    cut = would_end(clause, notice, deal, journal)
    if cut is not None and clause.cut_short == "regular fee":
        on = notice.counts + DAY
        term = f"{clause.cite}.cut_short"
        yield FeeOwed(on=on, by="time", since=on, until=cut[0] + DAY, share=_ALL, term=term)


def average(ended: Ended, until: dt.date, journal: Journal) -> Basis:
    """Count what was invoiced on average, a day, for the days that are cut off, HALF_UP.

    The average is that of the 180 days to the last one; what counts is each invoice of these days, without tax and
    interest.
    """
    lines = (line for each in journal.of(Issued, ended.on - _WINDOW * DAY, ended.on) for line in each.lines)
    minor = sum(line.amount.minor for line in lines if not interest_line(line))
    return Basis.of(part, minor=minor, days=(until - ended.on).days + 1, whole=_WINDOW)


def charged(kind: type[Termination], past: Past[Any], deal: Deal, journal: Journal) -> Iterator[Charge]:
    """Charge the average for the days that a notice cut off, where that is agreed."""
    ended = deal.ended
    for notice in journal.of(Notice) if ended is not None and ended.on <= deal.today else ():
        clause: Termination | None = past.at(notice.on)
        cut = would_end(clause, notice, deal, journal) if clause else None
        if ended is None or clause is None or cut is None or ended.of != SHORT:
            continue
        if clause.cut_short == "average of 180 days" and notice.counts + DAY == ended.on:
            basis = average(ended, cut[0], journal)
            yield kind.charge(
                "cut_short", "cut_short", ended.on, Money(basis.minor, deal.currency),
                reads=say("For the notice that was cut short, to {day}", day=cut[0]), basis=basis,
                entries=(notice.name,), agreed=past.agreed(notice.on),
            )  # fmt: skip


def released(clause: Termination, entry: ReleasedFromWork, deal: Deal) -> bool:
    """Whether a release came while a notice ran."""
    ended = deal.ended
    if clause.release is None or ended is None or ended.told is None:
        return False
    return ended.told <= entry.on < ended.on


def stopped(clause: Termination, entry: ReleasedFromWork, deal: Deal) -> Iterator[Suspended]:
    """Stop the work from a release on, while the fee runs on."""
    if released(clause, entry, deal):
        yield Suspended(on=entry.on, recorded=entry.recorded, by="time")


def to_release(clause: Termination, deal: Deal, journal: Journal) -> Iterator[Duty]:
    """Let the client release the consultant from work while a notice runs."""
    ended = deal.ended
    if clause.release is not None and ended is not None and ended.told is not None:
        met = next((each.on for each in journal.of(ReleasedFromWork) if released(clause, each, deal)), None)
        yield clause.may(
            f"release/{ended.on}", Side.CLIENT, say("Release the consultant from work until the last day"),
            ended.on - DAY, ended.told, field="release", meets=meets(ReleasedFromWork), met=met,
        )  # fmt: skip


def findings(clause: Termination, deal: Deal) -> Iterator[Finding]:
    """Find a notice that may be cut short, or spent without work, for nothing."""
    regular = isinstance(deal.stated.get(RegularFee), RegularFee)
    if clause.cut_short == "nothing":
        yield clause.finding(
            "CH-EXT-015", Level.WARNING, "cut_short",
            say("The client may cut a notice short and pays nothing for it: the time of notice protects nobody."),
            say("Let the client pay for the time that it cuts off."),
            to="regular fee" if regular else "average of 180 days",
        )  # fmt: skip
    if clause.cut_short == "regular fee" and not regular:
        yield clause.finding(
            "CH-EXT-016", Level.WARNING, "cut_short",
            say("The regular fee is to be paid for the time that is cut off, but no regular fee is agreed."),
            say("Count what was invoiced on average."), to="average of 180 days",
        )  # fmt: skip
    if clause.release is not None and not regular:
        yield clause.finding(
            "CH-EXT-017", Level.WARNING, "release",
            say("A release from work pays nothing: no regular fee runs on until the last day."),
            say("Agree on a regular fee, or leave the release out."), to=None,
        )  # fmt: skip
