"""What a changed term brings about in a year: duties and money, played by the ordinary engine."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from charter.cli import paper

if TYPE_CHECKING:
    from charter.core.changes import Amendment
    from charter.core.difference import Difference
    from charter.core.engagement import Engagement
    from charter.core.vocabulary.change import Change

YEAR = dt.timedelta(days=365)
TOGETHER = "only together with the other changes"


def touches(old: Engagement, new: Engagement, change: Change) -> list[str]:
    """Say what a change brings about: from the day it counts where it was amended, else from the start.

    `new` is to have only the amendments that count.
    """
    from pydantic import ValidationError

    from charter.core.changes import AmendmentError, apply
    from charter.core.difference import difference
    from charter.core.vocabulary.journal import Journal

    if change.path == "title":
        return ["nothing: it is a name"]
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
    return _told(apart, f"the year from {paper.day(since)}" if amended else "the first year")


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


def _told(apart: Difference, when: str) -> list[str]:
    lines = []
    if apart.minor:
        sign = "+" if apart.minor > 0 else "-"
        lines.append(f"{sign} {paper.money(abs(apart.minor), apart.currency)} in {when}")
    counts = ((apart.gained, "new"), (apart.lost, "gone"), (apart.moved, "moved"))
    lines += [f"{len(of)} {'duty' if len(of) == 1 else 'duties'} {what}" for of, what in counts if of]
    return lines or [f"nothing by itself in {when}: it acts on what then happens"]
