"""If it ended: the plan of an exit for either side, before anybody gives notice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import charter
from charter.core.vocabulary.money import Money
from charter.web.running.pages import may_end

if TYPE_CHECKING:
    import datetime as dt

    from charter.core.engagement import Engagement
    from charter.core.exit_plan import ExitPlan
    from charter.core.vocabulary.charge import Charge
    from charter.core.vocabulary.duty import Duty
    from charter.core.vocabulary.party import Side
    from charter.core.vocabulary.sentence import Sentence


@dataclass(frozen=True)
class ExitPage:
    """What follows if a side gives notice today: in time, in money, in duties, and what lives on.

    `ways` are the reason of each way out, where it stands, by whom, the last day it leads to and what is charged.
    """

    side: str
    plan: ExitPlan
    duties: list[tuple[Duty, str]]
    charges: list[tuple[Charge, Money, str]]
    survives: list[tuple[str, str, Sentence]]
    ways: list[tuple[str, str, Side, dt.date | None, Money | None]]


def exit_page(engagement: Engagement, today: dt.date, side: Side) -> ExitPage | None:
    """Give the plan of an exit; None once it is over or before it starts. Nothing is recorded."""
    shown = engagement.supposed(today) if engagement.is_draft(today) else engagement
    if not may_end(shown, today):
        return None
    plan, agreement = charter.exit_plan(shown, today, side), shown.in_force(today)
    reasons = {name: kind.reason for name, kind in charter.notice_kinds().items()}

    def money(minor: int) -> Money | None:
        return Money(minor, plan.currency) if plan.currency else None

    return ExitPage(
        str(side),
        plan,
        [(each, charter.citation(agreement, each.cite.clause)) for each in plan.duties],
        [
            (each, Money(each.minor, each.currency), charter.citation(agreement, each.cite.clause))
            for each in plan.charges
        ],
        [(cite, charter.citation(agreement, cite), said) for cite, said in plan.survives],
        [
            (
                (reasons.get(each.right.of) or each.right.of).replace("-", " "),
                charter.citation(agreement, each.right.cite.clause),
                each.right.side,
                each.last_day,
                money(each.minor) if each.last_day else None,
            )
            for each in plan.ways
        ],
    )
