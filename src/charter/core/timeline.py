"""The timeline of an engagement: the dates that the picture in its document shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from charter.core.agreement import Agreement, stated
from charter.core.billing import charges
from charter.core.document.speech import locale
from charter.core.document.tree import Mark
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.language import in_language
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.entry import Accepted, Delivered, Entry, deem
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Lasts


def timeline_marks(engagement: Engagement, today: dt.date | None = None) -> tuple[Mark, ...]:
    """Give the dates for the picture, as known on a day (left out: the day before the start), earliest first."""
    starts = stated(engagement.agreement, Lasts).starts
    day = today or starts - DAY
    if engagement.is_draft(day):
        engagement = engagement.supposed(day)
    found = facts(engagement, day)
    term = engagement.agreement.stating(Lasts)
    marks = [Mark(starts, "start", "Start", term)]
    if found.deal.ends is not None:
        marks.append(Mark(found.deal.ends - DAY, "end", "Last day", term))
    until = min(found.deal.ends or starts + 366 * DAY, starts + 731 * DAY)
    owed = duties(engagement, day, starts, until)
    marks += [*_dates(engagement, owed), *_payments(engagement.known(day), owed, until)]
    return tuple(sorted(marks, key=lambda mark: (mark.day, mark.kind)))


def _dates(engagement: Engagement, owed: Sequence[Duty]) -> Iterator[Mark]:
    """Give what people plan by; of what recurs the first."""
    recurring: set[str] = set()
    for duty in owed:
        series = duty.id.split("/")[:3]
        if duty.mark and duty.due and "/".join(series) not in recurring:
            label = duty.mark.label
            if len(series) < len(duty.id.split("/")):
                label = say("{what}, the first", what=label)
            recurring.add("/".join(series))
            words = in_language(say("{what}", what=label), locale(engagement.agreement))
            yield Mark(duty.due, duty.mark.kind, words, duty.cite.clause)


# ── money ──────────────────────────────────────────────────────────────────────────────────────


def _payments(engagement: Engagement, owed: Sequence[Duty], until: dt.date) -> Iterator[Mark]:
    """Give what comes to be owed if all goes as planned: each thing handed over, and accepted, on its day.

    What was accepted before is owed from that day. What needs more, as an hour worked or a late input does, is no plan
    and not shown.
    """
    planned = tuple(_as_planned(owed))
    names = {each.name for each in (*planned, *engagement.journal.of(Accepted))}
    said: dict[str, Mapping[Cite, Sentence]] = {}
    for charge in charges(engagement.plus(*planned), until):
        if charge.minor <= 0 or charge.on > until or not names.issuperset(charge.entries):
            continue
        if charge.agreed not in said:
            said[charge.agreed] = _prices(engagement.contract.in_force(charge.on))
        what = said[charge.agreed].get(charge.cite, charge.reads)
        label = say("{what}, {sum}", what=what, sum=Money(charge.minor, charge.currency))
        words = in_language(label, locale(engagement.agreement))
        yield Mark(charge.on, "payment", words, charge.cite.clause)


def _as_planned(owed: Sequence[Duty]) -> Iterator[Entry]:
    """Give the handover and the acceptance of each thing that is yet to be handed over, once, on its day."""
    for duty in owed:
        fields = dict(duty.meets.fields) if duty.meets and duty.meets.kind is Delivered else {}
        if duty.met or duty.due is None or "deliverable" not in fields or "occasion" in fields:
            continue
        for kind in (Delivered, Accepted):
            yield deem(kind(on=duty.due, by="time", deliverable=str(fields["deliverable"])), duty.cite)


def _prices(agreement: Agreement) -> Mapping[Cite, Sentence]:
    """Say by the term that sets it what each price is for."""
    return {
        price.cite: price.what
        for clause in agreement.clauses.values()
        if clause.acts
        for price in clause.prices()
    }
