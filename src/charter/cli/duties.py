"""`charter duties`: who owes what, by when, under which clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from charter.cli import paper
from charter.cli.clock import day
from charter.cli.errors import Mistake
from charter.cli.options import HERE, Json, Today, Where, opened

if TYPE_CHECKING:
    from charter.core.agreement import Agreement
    from charter.core.vocabulary.duty import Duty

LANES = (
    ("The consultant owes", "must", "consultant"),
    ("The client owes", "must", "client"),
    ("Dates", "will", None),
    ("Rights", "may", None),
)


def command(
    path: Where = HERE,
    today: Today = None,
    since: Annotated[
        str | None, typer.Option("--since", help="Due from this day on; left out: today.", metavar="DAY")
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", help="Due before this day; left out: ninety days on.", metavar="DAY"),
    ] = None,
    side: Annotated[
        str | None, typer.Option("--side", help="Only what this side owes or may do: client or consultant.")
    ] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Also what is met.")] = False,
    json: Json = False,
) -> None:
    """Show duties, dates and rights with where they stand, each with its clause.

    Example: charter duties examples/northlight/harbourline --today 2023-10-25
    """
    from charter.core.calendar import duties

    if side not in {None, "client", "consultant"}:
        raise Mistake(f"{side!r} is no side: write client or consultant")
    engagement, on = opened(path, today)
    found = [
        duty
        for duty in duties(engagement, on, day(since) if since else None, day(until) if until else None)
        if (everything or str(duty.status) not in {"met", "waived"})
        and (side is None or duty.by in {side, "both"})
    ]
    if json:
        paper.out([_data(duty) for duty in found])
        return
    agreement = engagement.in_force(on)
    paper.say(f"{engagement.name} on {paper.day(on)}")
    for heading, force, by in LANES:
        lane = [duty for duty in found if str(duty.force) == force and by in {None, duty.by}]
        if lane:
            paper.say()
            paper.title(heading)
            paper.table([_row(duty, agreement) for duty in lane])
    if not found:
        paper.say("nothing is due")


def _row(duty: Duty, agreement: Agreement) -> tuple[str, ...]:
    when = paper.day(duty.due) + (f" {duty.at:%H:%M}" if duty.at else "")
    who = f"{duty.by}: " if str(duty.force) == "may" else ""
    return (when, str(duty.status), paper.cited(agreement, duty.cite.clause), who + duty.reads)


def _data(duty: Duty) -> dict[str, Any]:
    return {
        "id": duty.id,
        "clause": duty.cite,
        "force": str(duty.force),
        "by": duty.by,
        "to": duty.to,
        "reads": duty.reads,
        "due": duty.due,
        "at": duty.at,
        "since": duty.since,
        "status": str(duty.status),
        "met": duty.met,
        "meets": dict(duty.meets),
    }
