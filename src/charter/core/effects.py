"""What a changed term brings about in a year: duties and money, as the ordinary engine computes them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from itertools import pairwise

from pydantic import ValidationError

from charter.core.agreement import Agreement
from charter.core.change_costs import change_costs
from charter.core.changes import Amendment, AmendmentError, Changed, apply, changes
from charter.core.contract import ALL_ALONG
from charter.core.difference import Difference, difference
from charter.core.engagement import Engagement
from charter.core.rules.agreement_rules import agreement_violations
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.sentence import Sentence, say, say_n

YEAR = dt.timedelta(days=365)
TOGETHER = say("only together with the other changes")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two agreements and each term that differs, with what the change brings about."""

    before: Agreement
    after: Agreement
    changes: tuple[tuple[Change, tuple[Sentence, ...]], ...]


def compare_agreements(
    old: Engagement, new: Engagement | None = None, day: dt.date | None = None
) -> Comparison:
    """Compare two agreements as signed at first, or one with itself as amended; on a day: the new one as then in force.

    What is not signed yet is compared as if it were. Without a day, an agreement is compared with its last amended
    state, also where that does not count yet.
    """
    old = replace(old, supposing=ALL_ALONG)
    after = old if new is None else replace(new, supposing=ALL_ALONG)
    if day is not None:
        agreement, amended = after.in_force(day), tuple(a for a in after.amendments if a.effective <= day)
    elif new is None:
        agreement, amended = after.editions[-1].agreement, after.amendments
    else:
        agreement, amended = after.agreement, ()
    counts = replace(after, amendments=amended)
    differ = changes(old.agreement, agreement)
    return Comparison(
        old.agreement, agreement, tuple((one, tuple(effects_of(old, counts, one))) for one in differ)
    )


def effects_of(old: Engagement, new: Engagement, change: Change) -> list[Sentence]:
    """Say what a change brings about: from the day it counts where it was amended, else from the start.

    `new` is to have only the amendments that count.
    """
    if change.path == "title":
        return [say("nothing: it is a name")]
    plain = replace(old, amendments=(), journal=Journal())
    amended = tuple(_amended(new, change.path))
    since = amended[0].effective if amended else new.agreement.starts
    try:
        changed = (
            replace(plain, amendments=amended)
            if amended
            else replace(plain, agreement=apply(old.agreement, [change]))
        )
        if not _holds(changed):
            return [TOGETHER]
        apart = difference(plain, changed, since + YEAR)
    except (ValidationError, AmendmentError):
        return [TOGETHER]
    when = say("the year from {day}", day=since) if amended else say("the first year")
    lines = [
        *_in_words(apart, when),
        *change_costs(plain, changed, change.path, since, charged=bool(apart.minor)),
    ]
    return lines or [say("nothing by itself in {when}: it acts on what then happens", when=when)]


def effects_together(before: Agreement, after: Agreement) -> list[Sentence]:
    """Say what one agreement brings about in its first year that another does not, all changes at once."""
    plain, changed = (Engagement(each, supposing=ALL_ALONG) for each in (before, after))
    since = after.starts
    apart = difference(plain, changed, since + YEAR)
    lines = _in_words(apart, say("the first year"))
    for change in changes(before, after):
        told = change_costs(plain, changed, change.path, since, charged=bool(apart.minor))
        lines += (line for line in told if line not in lines)
    return lines


def _amended(engagement: Engagement, path: str) -> list[Amendment]:
    """Give what the amendments of an engagement change of a term, and nothing else of them."""
    amendments = {amendment.name: amendment for amendment in engagement.amendments}
    found = []
    for before, after in pairwise(engagement.editions):
        differ = [one for one in changes(before.agreement, after.agreement) if _nested(one.path, path)]
        if differ:
            said = tuple(
                Changed.model_validate({"path": c.path, "from": c.before, "to": c.after}) for c in differ
            )
            found.append(amendments[after.agreed].model_copy(update={"change": said}))
    return found


def _nested(path: str, other: str) -> bool:
    """Whether two paths are of one term, or one lies in the table of the other."""
    return f"{path}.".startswith(f"{other}.") or f"{other}.".startswith(f"{path}.")


def _holds(engagement: Engagement) -> bool:
    """Whether the terms fit one another: all amounts in one currency, for example."""
    last = engagement.editions[-1].agreement
    return not any(True for _ in agreement_violations(last))


def _in_words(apart: Difference, when: Sentence) -> list[Sentence]:
    lines = []
    if apart.minor:
        amount = Money(abs(apart.minor), apart.currency)
        more = say("+ {amount} in {when}", amount=amount, when=when)
        lines.append(more if apart.minor > 0 else say("- {amount} in {when}", amount=amount, when=when))
    counts = (
        say_n("{n} duty new", "{n} duties new", len(apart.gained)),
        say_n("{n} duty gone", "{n} duties gone", len(apart.lost)),
        say_n("{n} duty moved", "{n} duties moved", len(apart.moved)),
    )
    return lines + [count for count in counts if count.n]
