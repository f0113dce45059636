"""What changed at a client since somebody last looked."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction

import charter
from charter.web.kit.engagements import pieces_so_far, texts_of
from charter.web.running.models import LastLook

if TYPE_CHECKING:
    from charter.core.engagement import Engagement
    from charter.core.log import Logged
    from charter.web.kit.models import EngagementRow
    from charter.web.people.models import Account

WEEK = dt.timedelta(7)


class NewsPage(NamedTuple):
    """What is new, newest first, and since when; `looked` is False where nobody marked anything as seen yet."""

    since: dt.date
    lines: list[Logged]
    looked: bool


def news_since_last_look(
    row: EngagementRow, engagement: Engagement, account: Account, today: dt.date
) -> NewsPage:
    """Give what was recorded since, and what silence or time brought about; without a mark, that of seven days."""
    mark = LastLook.objects.filter(engagement=row, account=account).first()
    if mark is None:
        since = today - WEEK
        return NewsPage(since, list(charter.log(engagement, today, since=since))[::-1], looked=False)
    if mark.on == today and mark.pieces == pieces_so_far(row):
        return NewsPage(mark.on, [], looked=True)
    then = charter.read(texts_of(row, mark.pieces), row.slug)
    seen = Counter(_told(each) for each in charter.log(then, mark.on))
    fresh = []
    for each in charter.log(engagement, today):
        if seen[_told(each)]:
            seen[_told(each)] -= 1
        else:
            fresh.append(each)
    return NewsPage(mark.on, fresh[::-1], looked=True)


def mark_as_seen(row: EngagementRow, account: Account, pieces: int, today: dt.date) -> None:
    """Remember that an account saw an engagement up to a piece of its journal."""
    there = {"pieces": min(pieces, pieces_so_far(row)), "on": today}
    with transaction.atomic():
        LastLook.objects.update_or_create(engagement=row, account=account, defaults=there)


def _told(each: Logged) -> tuple[dt.date, str, str]:
    return each.entry.on, each.kind, str(each.reads)
