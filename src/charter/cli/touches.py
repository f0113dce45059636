"""What a changed term brings about in a year: duties and money, played by the ordinary engine."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from charter.core.vocabulary.money import Money
from charter.core.vocabulary.sentence import Sentence, say, say_n

if TYPE_CHECKING:
    from charter.core.changes import Amendment
    from charter.core.difference import Difference
    from charter.core.engagement import Engagement
    from charter.core.vocabulary.change import Change

YEAR = dt.timedelta(days=365)
TOGETHER = say("only together with the other changes")


def touches(old: Engagement, new: Engagement, change: Change) -> list[Sentence]:
    """Say what a change brings about: from the day it counts where it was amended, else from the start.

    `new` is to have only the amendments that count.
    """
    from pydantic import ValidationError

    from charter.core.changes import AmendmentError, apply
    from charter.core.difference import difference
    from charter.core.vocabulary.journal import Journal

    if change.path == "title":
        return [say("nothing: it is a name")]
    plain = replace(old, amendments=(), journal=Journal())
    amended = tuple(_amended(new, change.path))
    since = amended[0].effective if amended else new.agreement.foundation.term.starts
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
    return _told(apart, say("the year from {day}", day=since) if amended else say("the first year"))


def _amended(engagement: Engagement, path: str) -> list[Amendment]:
    """Give what the amendments of an engagement change of a term, and nothing else of them."""
    from charter.core.changes import Changed, changes

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
    """Whether the terms fit one another, as in one currency."""
    from charter.core.rules.agreement_rules import agreement_violations

    last = engagement.editions[-1].agreement
    return not any(True for _ in agreement_violations(last))


def _told(apart: Difference, when: Sentence) -> list[Sentence]:
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
    lines += [count for count in counts if count.n]
    return lines or [say("nothing by itself in {when}: it acts on what then happens", when=when)]
