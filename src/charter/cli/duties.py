"""`charter duties`: who owes what, by when, under which clause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from charter.cli import paper
from charter.cli.clock import day
from charter.cli.errors import Mistake
from charter.cli.options import HERE, Json, Today, Where, opened, sided

if TYPE_CHECKING:
    import datetime as dt

    from charter.core.agreement import Agreement
    from charter.core.engagement import Engagement
    from charter.core.vocabulary.duty import Duty

DATED = re.compile(r"(.*)/[0-9]{4}-[0-9]{2}-[0-9]{2}$")
"""The id of a duty that repeats: what it is, and its day."""
FOLDED = 3
"""From so many on, days of one rhythm are folded."""
LANES = (
    ("The consultant owes", "must", "consultant"),
    ("The client owes", "must", "client"),
    ("Left to a person", "must", "both"),
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
        str | None,
        typer.Option(
            "--side", help="Only what this side owes or may do: client or consultant.", metavar="SIDE"
        ),
    ] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Also what is met.")] = False,
    ids: Annotated[bool, typer.Option("--ids", help="With their ids, for `charter explain`.")] = False,
    json: Json = False,
) -> None:
    """Show duties, dates and rights with where they stand, each with its clause.

    Example: charter duties examples/northlight/harbourline --today 2023-10-25
    """
    from charter.core.duties import duties

    sided(side)
    first, last = (None if asked is None else day(asked) for asked in (since, until))
    engagement, on = opened(path, today)
    if last and last <= (first or on):
        raise Mistake(f"--until {last} is not after {first or on}: no day lies between")
    found = [
        duty
        for duty in duties(engagement, on, first, last)
        if (everything or str(duty.status) not in {"met", "waived"})
        and (side is None or duty.by in {side, "both"})
    ]
    if json:
        paper.out([_data(duty) for duty in found], "duties")
    else:
        _print(found, engagement, on, ids=ids)


def _print(found: list[Duty], engagement: Engagement, on: dt.date, *, ids: bool) -> None:
    paper.title(f"{engagement.name} on {paper.day(on)}{_course(engagement, on)}")
    agreement = engagement.in_force(on)
    for heading, force, by in LANES:
        lane = [duty for duty in found if str(duty.force) == force and by in {None, duty.by}]
        if lane:
            paper.say()
            paper.title(heading)
            told = [(duty, "") for duty in lane] if ids else repeated(lane, on)
            paper.table([_row(duty, more, agreement, on, ids=ids) for duty, more in told], right={0})
    if not found:
        paper.say("nothing is due")


def _course(engagement: Engagement, on: dt.date) -> str:
    """Say that the engagement has not started, that work is suspended, or when it ends, where that is known."""
    import datetime as dt

    from charter.core.facts import facts

    deal = facts(engagement, on).deal
    if on < deal.starts:
        return f", before the start on {paper.day(deal.starts)}"
    pause = next((span for span in deal.pauses if span.start <= on < span.until), None)
    said = f", work is suspended since {paper.day(pause.start)}" if pause else ""
    if deal.ends is None:
        return said
    last = deal.ends - dt.timedelta(days=1)
    return (
        f", after its last day, {paper.day(last)}"
        if on > last
        else f"{said}, the last day is {paper.day(last)}"
    )


def repeated(lane: list[Duty], on: dt.date) -> list[tuple[Duty, str]]:
    """Fold what repeats and is still to come into its next day, with how many more there are and until when.

    One more is no row less, so it stays; what is due today, late or waived stays, too.
    """
    series: dict[str, list[Duty]] = {}
    for duty in lane:
        again = DATED.match(duty.id) if duty.due and duty.due > on and str(duty.status) == "open" else None
        series.setdefault(f"{again[1]} at {duty.at}" if again else duty.id, []).append(duty)
    shown: dict[str, str] = {}
    for of in series.values():
        if len(of) < FOLDED:
            shown |= {duty.id: "" for duty in of}
        else:
            shown[of[0].id] = f"; {len(of) - 1} more until {paper.day(of[-1].due)}"
    return [(duty, shown[duty.id]) for duty in lane if duty.id in shown]


def _row(duty: Duty, more: str, agreement: Agreement, on: dt.date, *, ids: bool) -> tuple[str, ...]:
    from charter.core.vocabulary.sentence import say_n

    when = paper.day(duty.due) or "any day"
    if duty.at:
        when += f" {paper.shown(duty.at)}"
    status = str(duty.status)
    if status == "late" and duty.due:
        status = paper.read(say_n("late by {n} day", "late by {n} days", (on - duty.due).days))
    who = f"the {duty.by}: " if str(duty.force) == "may" else ""
    reads = f"{who}{paper.read(duty.reads)}" + (f"\n{duty.id}" if ids else more)
    return (when, status, paper.cited(agreement, duty.cite.clause), reads)


def _data(duty: Duty) -> dict[str, Any]:
    return {
        "id": duty.id,
        "clause": duty.cite,
        "force": str(duty.force),
        "by": duty.by,
        "to": duty.to,
        "reads": str(duty.reads),
        "due": duty.due,
        "at": duty.at,
        "since": duty.since,
        "status": str(duty.status),
        "met": duty.met,
        "meets": dict(duty.meets),
    }
