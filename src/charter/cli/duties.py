"""`charter duties`: who owes what, by when, under which clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from charter.cli import console
from charter.cli.clock import parse_day
from charter.cli.errors import Mistake
from charter.cli.options import HERE, Json, Today, Where, read_engagement, refuse_unknown_side

if TYPE_CHECKING:
    import datetime as dt

    from charter import Agreement, Engagement
    from charter.core.vocabulary.duty import Duty

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
    from charter import duties, unmet_duties

    refuse_unknown_side(side)
    first, last = (None if asked is None else parse_day(asked) for asked in (since, until))
    engagement, on = read_engagement(path, today)
    if last and last <= (first or on):
        raise Mistake(f"--until {last} is not after {first or on}: no day lies between")
    found = unmet_duties(duties(engagement, on, first, last), side or "", done=everything)
    if json:
        console.write_json([_data(duty) for duty in found], "duties")
    else:
        _print(found, engagement, on, ids=ids)


def _print(found: list[Duty], engagement: Engagement, on: dt.date, *, ids: bool) -> None:
    console.write_heading(f"{engagement.name} on {console.date(on)}{_course(engagement, on)}")
    agreement = engagement.in_force(on)
    for heading, force, by in LANES:
        lane = [duty for duty in found if str(duty.force) == force and by in {None, duty.by}]
        if lane:
            console.write_line()
            console.write_heading(heading)
            rows = [(duty, f"\n{duty.id}") for duty in lane] if ids else _folded(lane, on)
            console.write_table([_row(duty, more, agreement, on) for duty, more in rows], right={0})
    if not found:
        console.write_line("nothing is due")


def _course(engagement: Engagement, on: dt.date) -> str:
    """Say that the engagement has not started, that work is suspended, or when it ends, where that is known."""
    from charter import engagement_state

    found = engagement_state(engagement, on)
    if found.starts:
        return f", before the start on {console.date(found.starts)}"
    if found.last_day and on > found.last_day:
        return f", after its last day, {console.date(found.last_day)}"
    said = f", work is suspended since {console.date(found.suspended)}" if found.suspended else ""
    return f"{said}, the last day is {console.date(found.last_day)}" if found.last_day else said


def _folded(lane: list[Duty], on: dt.date) -> list[tuple[Duty, str]]:
    from charter import repeated

    return [
        (duty, f"; {more} more until {console.date(until)}" if more else "")
        for duty, more, until in repeated(lane, on)
    ]


def _row(duty: Duty, more: str, agreement: Agreement, on: dt.date) -> tuple[str, ...]:
    from charter.core.vocabulary.sentence import say_n

    when = console.date(duty.due) or "any day"
    if duty.at:
        when += f" {console.localised(duty.at)}"
    status = str(duty.status)
    if status == "late" and duty.due:
        status = console.translated(say_n("late by {n} day", "late by {n} days", (on - duty.due).days))
    who = f"the {duty.by}: " if str(duty.force) == "may" else ""
    reads = f"{who}{console.translated(duty.reads)}{more}"
    return (when, status, console.cited(agreement, duty.cite.clause), reads)


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
        "meets": duty.met_by,
    }
