"""The hours sheet: each entry once, as it counts, and how what the fee includes was used.

Hours are decimal, as the agreement rounds them: where one charge rests on one entry, its seconds are those charged.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from charter.core.billing import charges, usages
from charter.core.document.tree import Fact
from charter.core.engagement import Engagement
from charter.core.papers.letterhead import Letterhead
from charter.core.papers.statement import NothingYet
from charter.core.papers.tree import Bar, BarShare, Paper, PaperTable
from charter.core.vocabulary.arithmetic.hours import HOUR
from charter.core.vocabulary.dates import Span
from charter.core.vocabulary.entry import Worked
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Usage

_WIDTHS = (26, 34, 0, 20, 22)


def hours_paper(engagement: Engagement, days: Span, today: dt.date) -> Paper:
    """Give the hours of some days as a paper, as known today. Raises NothingYet where none was written down."""
    head = Letterhead.of(engagement, min(days.last_day, today), today)
    worked = sorted((e for e in head.found.journal.of(Worked) if e.on in days), key=lambda e: e.on)
    if not worked:
        raise NothingYet(f"no hours were written down from {days}")
    counted = dict(_counted(engagement, head, worked))
    period = head.tongue.period(days.start, days.last_day)
    title = head.say(say("Hours sheet"))
    return Paper(
        kind="hours",
        name=f"hours-{days.start:%Y-%m}",
        title=title,
        lead=head.say(say("{hours} hours, {period}", hours=_decimal(head, sum(counted.values())), period=period)),
        running=f"{title}, {period}",
        language=str(head.tongue.locale),
        sheet=head.sheet,
        dated=head.day,
        house=head.house,
        sender=head.sender,
        address=head.address(head.recipient()),
        facts=tuple(_facts(head, period)),
        band=None,
        body=(*(_bar(head, usage) for usage in _used(head, worked[-1].on)), _table(head, worked, counted)),
        notes=(head.no_invoice(say("It asks for no payment.")),),
        legal=head.legal,
        foot=f"{title}, {period} \u00b7 {head.consultant.name}",
        **head.words_of_pages(),
    )  # fmt: skip


def _facts(head: Letterhead, period: str) -> Iterator[Fact]:
    yield head.fact(say("Period"), head.strong(period))
    yield head.agreed()
    yield from head.questions()


def _counted(engagement: Engagement, head: Letterhead, worked: list[Worked]) -> Iterator[tuple[str, int]]:
    """Give the seconds of each entry as they count, by its address."""
    alone: dict[str, int] = {}
    for charge in charges(engagement, head.deal.today):
        seconds = dict(charge.basis.inputs).get("seconds")
        if len(charge.entries) == 1 and isinstance(seconds, int):
            alone[charge.entries[0]] = seconds
    names = [entry.name for entry in worked]
    for entry in worked:
        known = alone.get(entry.name) if names.count(entry.name) == 1 else None
        yield entry.address, known if known is not None else entry.hours.seconds


def _used(head: Letterhead, day: dt.date) -> Iterator[Usage]:
    """Give how what the fees include was used, in the periods that have a day."""
    return (usage for usage in usages(head.found, day) if usage.start <= day < usage.until and usage.whole)


def _bar(head: Letterhead, usage: Usage) -> Bar:
    most = max(usage.whole, usage.used) + usage.beyond
    parts: tuple[tuple[Sentence, int, int], ...] = (
        (say("used"), usage.used, 2), (say("left"), max(usage.left, 0), 0), (say("beyond"), usage.beyond, 4),
    )  # fmt: skip
    shares = (
        BarShare(head.say(label), _decimal(head, of), of * 1000 // most, grey) for label, of, grey in parts
    )
    label = say(
        "{hours} hours included, {clause}", hours=_decimal(head, usage.whole), clause=head.cited(usage.cite)
    )
    return Bar(head.say(label), tuple(shares))


def _table(head: Letterhead, worked: list[Worked], counted: dict[str, int]) -> PaperTable:
    """List the entries; a column of its own for how they count where that is another."""
    rounded = any(entry.hours.seconds != counted[entry.address] for entry in worked)
    people = head.agreement.sides.people
    rows = [
        (
            head.tongue.short(entry.on),
            people[entry.by].name if entry.by in people else entry.by,
            entry.work,
            _decimal(head, entry.hours.seconds),
            _decimal(head, counted[entry.address]),
        )
        for entry in worked
    ]
    sums = (sum(entry.hours.seconds for entry in worked), sum(counted.values()))
    rows.append((head.say(say("Together")), "", "", _decimal(head, sums[0]), _decimal(head, sums[1])))
    columns = tuple(map(head.say, (say("Day"), say("Who"), say("Work"), say("Hours"), say("Counted"))))
    width = 5 if rounded else 4
    return PaperTable(
        "",
        columns[:width],
        tuple(row[:width] for row in rows),
        _WIDTHS[:width],
        (3, 4)[: width - 3],
        (len(rows) - 1,),
    )


def _decimal(head: Letterhead, seconds: int) -> str:
    return head.tongue.number(Decimal(seconds) / HOUR, 2)
