"""The page of one engagement: hours, dates, promises, money, what would follow if it ended today."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.utils.safestring import SafeString, mark_safe

import charter
from charter.core.agreement import stated
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.entry import Worked
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.stated import Sides
from charter.formats.series import draw_timeline
from charter.web.running.queries import AHEAD, Burn, DutyRow, burns_of, duty_rows, rights
from charter.web.running.trust import TrustPlot, trust_of
from charter.web.templatetags.words import reader, sum_in

if TYPE_CHECKING:
    from charter.core.document.tree import Timeline
    from charter.core.engagement import Engagement
    from charter.core.exit_plan import ExitPlan
    from charter.core.vocabulary.money import Money as Sum
    from charter.web.kit.models import EngagementRow


ANSWERS = frozenset({"decided", "topic decided", "additional work approved", "price answer", "tool answered"})
"""Kinds of entry by which somebody answers what was asked of them."""


@dataclass(frozen=True)
class BurnPlot:
    """Hours left day by day, as points of a picture of 322 by 132 units, and the same as a table.

    `drawn`: whether the hours noted are just what was used, so that the picture is true. They are not where a fee
    counts only some of them, as days worked or small changes.
    """

    burn: Burn
    steps: str
    last: tuple[float, float]
    guess: tuple[float, float] | None
    days: list[tuple[dt.date, str, str]]
    drawn: bool


class Waiting(NamedTuple):
    """What waits for a yes or an answer of the client, and for how many days."""

    of: DutyRow
    days: int


@dataclass(frozen=True)
class EngagementPage:
    """What the page of an engagement shows."""

    client: str
    draft: bool
    last_day: dt.date | None
    suspended: dt.date | None
    plots: list[BurnPlot]
    due: list[DutyRow]
    asked: list[Waiting]
    decided: int
    trust: TrustPlot | None
    rights: list[DutyRow]
    money: list[tuple[str, Sum, str]]
    timeline: SafeString
    contents: list[tuple[str, str, list[tuple[str, str, str]]]]
    exits: list[tuple[str, ExitPlan]]
    month: tuple[int, int] | None

    @property
    def late(self) -> int:
        """How many things are late."""
        return sum(each.late for each in self.due)


def page_of_engagement(row: EngagementRow, engagement: Engagement, today: dt.date) -> EngagementPage:
    """Give the page of an engagement on a day; of a draft, what would be if it were signed."""
    draft = engagement.is_draft(today)
    shown = engagement.supposed(today) if draft else engagement
    state, agreement = charter.engagement_state(shown, today), shown.in_force(today)
    drawn = charter.document(agreement, charter.timeline_marks(engagement, today))
    return EngagementPage(
        client=stated(agreement, Sides).client.name,
        draft=draft,
        last_day=state.last_day,
        suspended=state.suspended,
        plots=[_plot(burn, shown) for burn in burns_of(row, shown, today)],
        due=(due := duty_rows(row, shown, today, today + dt.timedelta(AHEAD))),
        asked=[Waiting(each, (today - each.duty.since).days) for each in due if _is_asked(each)],
        decided=sum(each.no_effect is None for each in charter.log(shown, today, kind="decided")),
        trust=trust_of(shown, today),
        rights=rights(row, shown, today),
        money=_money(shown, today),
        timeline=_picture(drawn.timeline),
        contents=[
            (article.number, article.heading, [(s.number, s.heading, s.cite) for s in article.sections])
            for article in drawn.articles
        ],
        exits=_exits(shown, today),
        month=_month(agreement.starts, state.last_day, today),
    )


def _picture(timeline: Timeline | None) -> SafeString:
    drawn = draw_timeline(timeline, reader.get().country) if timeline else ""
    return mark_safe(drawn)  # noqa: S308 - our own picture, escaped where it is drawn


def _month(starts: dt.date, last_day: dt.date | None, today: dt.date) -> tuple[int, int] | None:
    """Give which month of how many it is; None before the start, after the end, without one, or within one month.

    >>> _month(dt.date(2025, 11, 1), dt.date(2026, 10, 31), dt.date(2026, 5, 19))
    (7, 12)
    """
    if last_day is None or not starts <= today <= last_day:
        return None
    months = [(day.year - starts.year) * 12 + day.month - starts.month for day in (today, last_day)]
    now, of = (n + (day.day >= starts.day) for n, day in zip(months, (today, last_day), strict=True))
    return (now, of) if of > 1 else None


def _is_asked(each: DutyRow) -> bool:
    return each.duty.met_by.get("kind") in ANSWERS


def _money(engagement: Engagement, today: dt.date) -> list[tuple[str, Sum, str]]:
    found = charter.statement(engagement, today)
    if not found.currency:
        return []
    billed = sum(each.minor for each in found.postings if each.invoiced)
    paid = -sum(each.minor for each in found.postings if not each.invoiced)
    late = sum(found.aged[1:])
    rows = [
        ("Invoiced", billed, f"{sum(each.invoiced for each in found.postings)} invoices"),
        ("Paid", paid, ""),
        ("Open", found.balance, f"late: {sum_in(late, found.currency)}" if late else "nothing late"),
        ("Not yet invoiced", found.uninvoiced, ""),
    ]
    rows += [("Interest accrued", minor, f"on {number}, not claimed") for number, minor, _ in found.interest]
    shown = [(label, Money(minor, found.currency), also) for label, minor, also in rows]
    if found.unconverted:
        shown.append(("Not yet converted", found.unconverted, "its rate of exchange is not entered"))
    return shown


def may_end(engagement: Engagement, today: dt.date) -> bool:
    """Whether an engagement runs, so that somebody may end it."""
    state = charter.engagement_state(engagement, today)
    return not (state.starts or (state.last_day and today > state.last_day))


def _exits(engagement: Engagement, today: dt.date) -> list[tuple[str, ExitPlan]]:
    """Give what follows if either side gives notice today; nothing once it is over or before it starts."""
    if not may_end(engagement, today):
        return []
    return [(str(side), charter.exit_plan(engagement, today, side)) for side in Side]


def _plot(burn: Burn, engagement: Engagement) -> BurnPlot:
    usage, width, height = burn.usage, 322.0, 132.0
    days = max((usage.until - usage.start).days, 1)
    worked = engagement.known(burn.today).journal.of(Worked, usage.start, burn.today + dt.timedelta(1))
    spent: dict[dt.date, int] = {}
    for entry in worked:
        spent[entry.on] = spent.get(entry.on, 0) + entry.hours.seconds
    left, points, table = usage.whole, f"M30.0 {_y(usage.whole, usage.whole, height)}", []
    for on, seconds in sorted(spent.items()):
        left -= seconds
        points += f"H{_x(on, usage.start, days, width)}V{_y(left, usage.whole, height)}"
        table.append((on, Hours(seconds).shown(), Hours(max(left, 0)).shown()))
    now = (_x(burn.today, usage.start, days, width), _y(left, usage.whole, height))
    out = burn.runs_out
    guess = (_x(out, usage.start, days, width), _y(0, usage.whole, height)) if out and left > 0 else None
    drawn = sum(spent.values()) == usage.used + usage.beyond
    return BurnPlot(burn, f"{points}H{now[0]}", now, guess, table, drawn)


def _x(on: dt.date, start: dt.date, days: int, width: float) -> float:
    return round(30 + ((on - start).days + 1) / days * width, 1)


def _y(left: int, whole: int, height: float) -> float:
    return round(14 + (1 - max(left, 0) / max(whole, 1)) * height, 1)
