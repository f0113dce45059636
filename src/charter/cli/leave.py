"""`charter exit`: what follows if a side gives notice, before anyone does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from charter.cli import paper
from charter.cli.errors import Mistake
from charter.cli.options import HERE, Json, Today, Where, opened

if TYPE_CHECKING:
    from charter.core.agreement import Agreement
    from charter.core.difference import ExitPlan

NAME = "exit"
REASONS = {"notice": "termination", "cause": "cause", "at-once": "at once"}


def command(
    path: Where = HERE,
    today: Today = None,
    side: Annotated[str, typer.Option("--side", help="Who gives notice: client or consultant.")] = "client",
    reason: Annotated[str, typer.Option("--reason", help="notice, cause, or at-once.")] = "notice",
    *,
    json: Json = False,
) -> None:
    """Plan an exit: every date, amount and duty, and what survives, if notice were given today.

    Example: charter exit examples/northlight/harbourline --side client --today 2024-02-20
    """
    from charter.core.difference import exit_plan
    from charter.core.vocabulary.party import Side

    if side not in {"client", "consultant"}:
        raise Mistake(f"{side!r} is no side: write client or consultant")
    if reason not in REASONS:
        raise Mistake(f"{reason!r} is no reason: write notice, cause or at-once")
    engagement, on = opened(path, today)
    plan = exit_plan(engagement, on, Side(side), REASONS[reason])
    if json:
        paper.out(_data(plan))
    else:
        _print(plan, engagement.in_force(on))


def _print(plan: ExitPlan, agreement: Agreement) -> None:
    paper.title(f"If the {plan.notice.side} gives notice on {paper.day(plan.notice.on)}")
    if plan.last_day is None:
        paper.say("  nothing changes: the agreement gives no such right, or it ends earlier anyway")
        return
    paper.say(f"  the last day is {paper.day(plan.last_day)} ({paper.cited(agreement, 'exit.termination')})")
    paper.say()
    paper.title("Money from then on")
    rows = [
        (paper.day(c.on), paper.money(c.minor, c.currency), paper.cited(agreement, c.cite.clause), c.reads)
        for c in plan.charges
    ]
    paper.table(rows, right=(1,))
    paper.say(f"  in all {paper.money(plan.balance, plan.currency)}")
    paper.say()
    paper.title("What is to be done")
    dated = [d for d in plan.duties if str(d.force) == "must"]
    paper.table([(paper.day(d.due), d.by, paper.cited(agreement, d.cite.clause), d.reads) for d in dated])
    if plan.survives:
        paper.say()
        paper.title("What outlives the end")
        paper.table([(paper.cited(agreement, cite), words) for cite, words in plan.survives])


def _data(plan: ExitPlan) -> dict[str, Any]:
    return {
        "notice": plan.notice.on,
        "side": str(plan.notice.side),
        "last_day": plan.last_day,
        "charges": [
            {"on": c.on, "minor": c.minor, "currency": c.currency, "reads": c.reads, "clause": c.cite.clause}
            for c in plan.charges
        ],
        "minor": plan.balance,
        "currency": plan.currency,
        "duties": [
            {"id": d.id, "due": d.due, "by": d.by, "force": str(d.force), "reads": d.reads}
            for d in plan.duties
        ],
        "survives": dict(plan.survives),
    }
