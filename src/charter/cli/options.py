"""The arguments and options that several commands share."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from charter.cli import clock

if TYPE_CHECKING:
    from charter.core.engagement import Engagement

Where = Annotated[
    Path, typer.Argument(help="An engagement folder, or an agreement file (TOML or JSON).", metavar="[PATH]")
]
Today = Annotated[
    str | None, typer.Option("--today", help="The day to look from, like 2026-03-31.", metavar="DAY")
]
Json = Annotated[bool, typer.Option("--json", help="Write JSON for programs.")]
HERE = Path()


def opened(path: Path, today: str | None) -> tuple[Engagement, dt.date]:
    """Read an engagement, and give the day to look from in its zone."""
    from charter.folder import load

    engagement = load(path)
    return engagement, clock.today(today, engagement.agreement.general.interpretation.zone)
