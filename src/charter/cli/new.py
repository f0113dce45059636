"""`charter new`: a new agreement of a workspace, with own identity and a frame, and what is still to be written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from charter.cli import clock, console
from charter.cli.errors import Mistake
from charter.cli.nearest import nearest
from charter.cli.options import Json, Today

if TYPE_CHECKING:
    from charter import Settings


def command(
    path: Annotated[
        Path, typer.Argument(help="The folder of the engagement; made if need be.", metavar="PATH")
    ],
    frame: Annotated[
        str, typer.Option("--frame", help="The frame of the workspace to start from.", metavar="NAME")
    ] = "",
    today: Today = None,
    *,
    json: Json = False,
) -> None:
    """Begin an agreement from the workspace: who you are, a frame of terms, and what is still to be written.

    Example: charter new orbital --frame embedded
    """
    from charter import begin, create_agreement, draft, load_settings

    settings = load_settings(path)
    if settings is None:
        raise Mistake(
            f"there is no workspace.toml above {path}, so nothing is known of you: write one that has [own]"
        )
    _known(settings, frame)
    values = begin(settings, clock.today(today, settings.calendar.zone or "UTC"), frame)
    file = create_agreement(path, values)
    open_ = [(problem.path, problem.message) for problem in draft(values).problems]
    if json:
        console.write_json(
            {"file": str(file), "open": [{"path": path, "message": said} for path, said in open_]}
        )
        return
    console.write_line(f"written: {file}")
    if open_:
        console.write_line()
        console.write_heading("Still open")
        console.write_table(open_)


def _known(settings: Settings, frame: str) -> None:
    """Refuse a frame that the workspace does not have. Raises Mistake."""
    if frame and frame not in settings.frames:
        hint = nearest(frame, list(settings.frames), "the workspace has none")
        raise Mistake(f"no frame {frame!r}: {hint}")
