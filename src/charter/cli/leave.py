"""`charter exit`: what follows if a side gives notice, before anyone does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from charter.cli import paper
from charter.cli.decisions import decided, tell
from charter.cli.errors import Mistake
from charter.cli.nearest import nearest
from charter.cli.options import HERE, Json, Today, Where, opened, sided

if TYPE_CHECKING:
    import datetime as dt

    from charter.core.agreement import Agreement
    from charter.core.engagement import Engagement
    from charter.core.exit_plan import ExitPlan

NAME = "exit"
USUAL = ("notice", "cause", "non-payment", "at-once", "no-renewal")
"""Reasons that the help names; the clauses may know more."""
DECIDING = ("foundation", "financials", "exit")
"""The parts that say when an engagement ends and what that costs."""


def command(
    path: Where = HERE,
    today: Today = None,
    side: Annotated[
        str, typer.Option("--side", help="Who gives notice: client or consultant.", metavar="SIDE")
    ] = "client",
    reason: Annotated[
        str, typer.Option("--reason", help=f"Of what: {', '.join(USUAL)}, …", metavar="REASON")
    ] = "notice",
    *,
    json: Json = False,
) -> None:
    """Plan an exit: every date, amount and duty, and what survives, if notice were given today.

    Example: charter exit examples/northlight/harbourline --side client --today 2024-02-20
    """
    from charter.core.exit_plan import exit_plan
    from charter.core.kinds import notice_kinds
    from charter.core.vocabulary.party import Side

    sided(side)
    reasons = {kind.reason: name for name, kind in notice_kinds().items() if kind.reason}
    if reason not in reasons:
        raise Mistake(f"{reason!r} is no reason: {nearest(reason, reasons)}")
    engagement, on = opened(path, today)
    plan = exit_plan(engagement, on, Side(side), reasons[reason])
    if json:
        paper.out(
            _data(plan)
            | {"why": _why(plan, engagement, on), "manual": decided(engagement.in_force(on), *DECIDING)}
        )
    else:
        _print(plan, engagement.in_force(on), _why(plan, engagement, on))
        tell(engagement.in_force(on), *DECIDING)


def _why(plan: ExitPlan, engagement: Engagement, on: dt.date) -> str | None:
    """Say why a notice would change nothing: no such right, or an end before; None where it ends the engagement."""
    import datetime as dt

    from charter.core.facts import facts
    from charter.core.rules.no_effect import Objections

    if plan.last_day is not None:
        return None
    known = engagement.known(on)
    notice = plan.notice.model_copy(update={"ground": "what will be named"})
    after = known.plus(notice)
    if objection := Objections(after, facts(after, on)).to(notice):
        return paper.read(objection.why)
    ends = facts(known, on + dt.timedelta(days=500)).deal.ends
    if ends is None:
        return "Nothing ends by itself."
    return f"It ends earlier anyway: the last day is {paper.day(ends - dt.timedelta(days=1))}."


def _print(plan: ExitPlan, agreement: Agreement, nothing: str | None) -> None:
    why = "" if plan.notice.of == "termination" else f" ({plan.notice.of})"
    paper.title(f"If the {plan.notice.side} gives notice on {paper.day(plan.notice.on)}{why}")
    if nothing is not None:
        paper.say(paper.wrapped(f"nothing changes. {nothing}", "  "))
        return
    ends = f"the last day is {paper.day(plan.last_day)} ({paper.cited(agreement, 'exit.termination')})"
    paper.say(paper.wrapped(ends, "  "))
    _money(plan, agreement)
    dated = [d for d in plan.duties if str(d.force) == "must"]
    _listed(
        "What is to be done",
        [(paper.day(d.due), d.by, paper.cited(agreement, d.cite.clause), paper.read(d.reads)) for d in dated],
    )
    _listed("What outlives the end", [(paper.cited(agreement, cite), words) for cite, words in plan.survives])


def _money(plan: ExitPlan, agreement: Agreement) -> None:
    rows = [
        (
            paper.day(c.on),
            paper.money(c.minor, c.currency),
            paper.cited(agreement, c.cite.clause),
            paper.read(c.reads),
        )
        for c in plan.charges
    ]
    if rows:
        _listed(
            "What is charged from then on",
            [*rows, ("in all", paper.money(plan.balance, plan.currency), "", "")],
        )
    else:
        paper.say("\n  nothing more is charged")


def _listed(heading: str, rows: list[tuple[str, ...]]) -> None:
    if rows:
        paper.say()
        paper.title(heading)
        dates = len(rows[0]) > 2  # noqa: PLR2004 - clause and words alone have none
        paper.table(rows, right={0, 1} if heading.startswith("What is charged") else {0} if dates else ())


def _data(plan: ExitPlan) -> dict[str, Any]:
    return {
        "notice": plan.notice.on,
        "side": str(plan.notice.side),
        "of": plan.notice.of,
        "last_day": plan.last_day,
        "charges": [
            {
                "id": c.id,
                "clause": c.cite,
                "on": c.on,
                "reads": str(c.reads),
                "amount": paper.amount(c.minor, c.currency),
            }
            for c in plan.charges
        ],
        "total": paper.amount(plan.balance, plan.currency) if plan.currency else None,
        "duties": [
            {
                "id": d.id,
                "clause": d.cite,
                "force": str(d.force),
                "by": d.by,
                "to": d.to,
                "reads": str(d.reads),
                "due": d.due,
            }
            for d in plan.duties
        ],
        "survives": dict(plan.survives),
    }
