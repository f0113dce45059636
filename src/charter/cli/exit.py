"""`charter exit`: what follows if a side gives notice, before anyone does."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any

import typer

from charter.cli import console
from charter.cli.decisions import decisions_data, write_decisions
from charter.cli.errors import Mistake
from charter.cli.nearest import nearest
from charter.cli.options import HERE, Json, Today, Where, read_engagement, refuse_unknown_side

if TYPE_CHECKING:
    from charter import Agreement, ExitOption, ExitPlan
    from charter.core.vocabulary.entry import Ended

DAY = dt.timedelta(days=1)
USUAL = ("notice", "cause", "non-payment", "at-once", "no-renewal")
"""Reasons that the help names; the clauses may know more."""


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
    from charter import exit_plan
    from charter.core.vocabulary.party import Side

    refuse_unknown_side(side)
    reasons = {reason: name for name, reason in _reasons().items()}
    if reason not in reasons:
        raise Mistake(f"{reason!r} is no reason: {nearest(reason, reasons)}")
    engagement, on = read_engagement(path, today)
    plan, agreement = exit_plan(engagement, on, Side(side), reasons[reason]), engagement.in_force(on)
    if json:
        console.write_json(_data(plan) | {"manual": decisions_data(agreement)})
    else:
        _print(plan, agreement)
        write_decisions(agreement)


def _print(plan: ExitPlan, agreement: Agreement) -> None:
    reason = _reasons()[plan.notice.of]
    of = "" if reason == USUAL[0] else f" ({reason})"
    console.write_heading(f"If the {plan.notice.side} gives notice on {console.date(plan.notice.on)}{of}")
    if plan.why is not None:
        console.write_line(console.wrap(f"nothing changes. {console.translated(plan.why)}", "  "))
    if plan.ended is not None:
        _write_plan(plan, plan.ended, agreement)
    _write_ways(plan, agreement)


def _write_plan(plan: ExitPlan, ended: Ended, agreement: Agreement) -> None:
    """Write the plan of the coming end: that of the notice, or the end that comes without it."""
    last, by = (
        console.date(ended.on - DAY),
        f" ({console.cited(agreement, ended.deemed)})" if ended.deemed else "",
    )
    said = f"the last day is {last}{by}"
    if plan.last_day is None:
        said = f"as it stands, the last day is {last}: {ended.why}{by}"
    console.write_line(console.wrap(said, "  "))
    _write_charges(plan, agreement)
    dated = [d for d in plan.duties if str(d.force) == "must"]
    _write_section(
        "What is to be done",
        [
            (console.date(d.due), d.by, console.cited(agreement, d.cite.clause), console.translated(d.reads))
            for d in dated
        ],
    )
    _write_section(
        "What outlives the end",
        [(console.cited(agreement, cite), console.translated(words)) for cite, words in plan.survives],
    )


def _write_ways(plan: ExitPlan, agreement: Agreement) -> None:
    """Write every way out that was agreed, with what is charged until then; sides with equal figures share a line."""
    sides: dict[tuple[str, str, str, str, str], list[str]] = {}
    for way in plan.ways:
        sides.setdefault(_way(way, plan.currency, agreement), []).append(str(way.right.side))
    rows = [(last, "either" if len(by) > 1 else by[0], *more) for (last, *more), by in sides.items()]
    if rows:
        console.write_line()
        console.write_heading(f"Ways out, by notice on {console.date(plan.notice.on)}")
        console.write_table(rows, right={0, 4}, heads=("last day", "by", "reason", "", "charged", ""))
    elif plan.ended is None:
        console.write_line("\n  no way out was agreed")


def _way(way: ExitOption, currency: str, agreement: Agreement) -> tuple[str, str, str, str, str]:
    right, last = way.right, way.last_day
    reason, number = _reasons()[right.of], agreement.numbering[right.cite.clause]
    if last is None:
        return "", reason, number, "changes nothing", ""
    charged = console.money(way.minor, currency) if currency else ""
    return console.date(last), reason, number, charged, "" if right.cure is None else "unless mended"


def _reasons() -> dict[str, str]:
    """Give what people type for each kind of notice that ends something, by its name."""
    from charter import notice_kinds

    return {name: kind.reason for name, kind in notice_kinds().items() if kind.reason}


def _write_charges(plan: ExitPlan, agreement: Agreement) -> None:
    rows = [
        (
            console.date(c.on),
            console.money(c.minor, c.currency),
            console.cited(agreement, c.cite.clause),
            console.translated(c.reads),
        )
        for c in plan.charges
    ]
    if rows:
        _write_section(
            "What is charged from then on",
            [*rows, ("in all", console.money(plan.balance, plan.currency), "", "")],
        )
    else:
        console.write_line("\n  nothing more is charged")


def _write_section(heading: str, rows: list[tuple[str, ...]]) -> None:
    if rows:
        console.write_line()
        console.write_heading(heading)
        dates = len(rows[0]) > 2  # noqa: PLR2004 - clause and words alone have none
        console.write_table(
            rows, right={0, 1} if heading.startswith("What is charged") else {0} if dates else ()
        )


def _data(plan: ExitPlan) -> dict[str, Any]:
    ended = plan.ended
    return {
        "notice": plan.notice.on,
        "side": str(plan.notice.side),
        "of": plan.notice.of,
        "last_day": plan.last_day,
        "why": str(plan.why) if plan.why is not None else None,
        "ends": {
            "last_day": ended.on - DAY,
            "why": str(ended.why),
            "clause": ended.deemed or None,
            "notice": plan.given,
        }
        if ended
        else None,
        "charges": [
            {
                "id": c.id,
                "clause": c.cite,
                "on": c.on,
                "reads": str(c.reads),
                "amount": console.plain_amount(c.minor, c.currency),
            }
            for c in plan.charges
        ],
        "total": console.plain_amount(plan.balance, plan.currency) if plan.currency else None,
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
        "survives": {cite: str(words) for cite, words in plan.survives},
        "ways": [_way_data(way, plan.currency) for way in plan.ways],
    }


def _way_data(way: ExitOption, currency: str) -> dict[str, Any]:
    right, ends = way.right, way.last_day is not None
    return {
        "of": right.of,
        "side": str(right.side),
        "clause": right.cite,
        "notice": str(right.after) if right.after is not None else None,
        "cure": str(right.cure) if right.cure is not None else None,
        "last_day": way.last_day,
        "total": console.plain_amount(way.minor, currency) if currency and ends else None,
    }
