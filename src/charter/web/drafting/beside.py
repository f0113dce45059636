"""An engagement among the others of its workspace: what these bring, and what is found over all of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import charter
from charter.core.included_hours import included_hours
from charter.core.reading.problem import Problems
from charter.core.workspace.workspace import Other, Workspace, other_of
from charter.web.drafting.playbooks import settings_in, worded_clauses
from charter.web.kit.engagements import engagement_in, pieces_so_far, what_follows

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from charter.core.engagement import Engagement
    from charter.core.vocabulary.finding import Finding
    from charter.core.workspace.settings import Settings
    from charter.web.kit.models import EngagementRow

OVER_ALL = frozenset(
    {"CH-WSP-001", "CH-WSP-004", "CH-WSP-006", "CH-WSP-007", "CH-WSP-008", "CH-WSP-015", "CH-WSP-016"}
)
"""What is found by looking at several engagements: what cannot be read, numbers, income, days away, hours."""


class FoundOverAll(NamedTuple):
    """What is found over all engagements, and the first of those that it is about."""

    row: EngagementRow
    finding: Finding


def workspace_around(row: EngagementRow, rows: Iterable[EngagementRow]) -> Workspace | None:
    """Give the workspace of an engagement with what the others bring; None where it says nothing of itself."""
    settings = settings_in(row.workspace)
    return None if settings is None else _around(row, rows, settings)


def _around(row: EngagementRow, rows: Iterable[EngagementRow], settings: Settings) -> Workspace:
    others, unread = [], []
    for each in rows:
        if each.pk == row.pk:
            continue
        try:
            others.append(_brought(each, engagement_in(each)))
        except Problems:
            if pieces_so_far(each):  # a draft that is not whole used no number, and owes nothing
                unread.append(each.slug)
    worded = worded_clauses(row.workspace)
    return Workspace(settings=settings, others=tuple(others), unread=tuple(unread), worded=worded)


def _brought(row: EngagementRow, engagement: Engagement) -> Other:
    def bring() -> Other:
        more = {"name": row.slug, "included": included_hours(engagement)}
        return other_of(engagement).model_copy(update=more)

    return what_follows(row, "brought", bring)


def found_over_all(
    rows: Sequence[EngagementRow], read: Iterable[tuple[EngagementRow, Engagement]], today: dt.date
) -> list[FoundOverAll]:
    """Give what is found over all engagements, each once, without what somebody accepted."""
    settings = settings_in(rows[0].workspace) if rows else None
    if settings is None:
        return []
    # What is found at one follows from all of them.
    state = hash((settings, tuple((each.pk, each.version) for each in rows)))
    told: dict[tuple[str, str], FoundOverAll] = {}
    for row, engagement in read:
        found = what_follows(
            row, ("over all", today, state), partial(_found, row, rows, engagement, settings, today)
        )
        for each in found:
            told.setdefault((each.id, str(each.message)), FoundOverAll(row, each))
    return sorted(told.values(), key=lambda each: each.finding.level)


def _found(
    row: EngagementRow,
    rows: Sequence[EngagementRow],
    engagement: Engagement,
    settings: Settings,
    today: dt.date,
) -> list[Finding]:
    whole = engagement.supposed(today)
    around = _around(row, rows, settings)
    found = [each for each in charter.check_in(around, whole, today) if each.id in OVER_ALL]
    terms = whole.in_force(today)
    given = charter.acknowledgements(settings.acknowledged, row.slug, found, terms, today)
    return [each for each, one in zip(found, given, strict=True) if one is None or not one.stands]
