"""The arguments and options that several commands share."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from charter.cli import clock, console
from charter.cli.errors import Mistake
from charter.cli.nearest import nearest

if TYPE_CHECKING:
    from charter import Engagement, Problem

Where = Annotated[
    Path,
    typer.Argument(
        help="An engagement folder or agreement file; left out: this folder.",
        metavar="PATH",
        show_default=False,
    ),
]
Today = Annotated[
    str | None, typer.Option("--today", help="The day to look from, like 2026-03-31.", metavar="DAY")
]
Json = Annotated[bool, typer.Option("--json", help="Write JSON for programs.")]
In = Annotated[
    Path,
    typer.Option(
        "--in",
        help="The engagement folder or agreement file; left out: this folder.",
        metavar="PATH",
        show_default=False,
    ),
]
Out = Annotated[Path, typer.Option("--out", "-o", help="The folder to write to.", metavar="FOLDER")]
On = Annotated[str | None, typer.Option("--on", help="As in force on a day.", metavar="DAY")]
HERE = Path()
SIDES = ("client", "consultant")


def read_engagement(path: Path, today: str | None) -> tuple[Engagement, dt.date]:
    """Read an engagement and give the day to look from, in its zone; warn where its terms are not those signed."""
    from charter import load
    from charter.cli.signed_text import warn_unless_signed

    engagement = load(path)
    warn_unless_signed(engagement, path)
    on = clock.today(today, engagement.agreement.zone)
    return _looked_at(engagement, on), on


def _looked_at(
    engagement: Engagement, on: dt.date, *, terms: bool = False, compared: bool = False
) -> Engagement:
    """Give what is looked at: what counts on a day, or of a draft what would; say which texts are not signed.

    Of a draft of which only the `terms` are wanted that goes without saying. Where agreements are `compared`, what is
    not signed is compared as if it were, unless a side declined it.
    """
    declined = {stands.text.name for stands in engagement.open if stands.declined}
    draft = engagement.is_draft(on) and engagement.agreement.name not in declined
    waiting = engagement.open[engagement.contract.concluded is None :]
    for stands in (*engagement.known(on).open[: engagement.is_draft(on)], *waiting):
        supposed = (draft or compared) and stands.text.name not in declined
        if not (supposed and draft and terms):
            so = "shown as if both sides had signed" if supposed else "it does not count"
            sys.stderr.write(f"note: {stands.text.name}: {console.translated(stands.reads)}; {so}\n")
    return engagement.supposed(on) if draft else engagement


def read_terms(path: Path, today: str | None, *, compared: bool = False) -> tuple[Engagement, dt.date]:
    """Read an engagement for its terms, perhaps to compare them; leave a journal that is not valid out, and warn."""
    engagement, on, problems = read_terms_and_problems(path, today)
    for problem in problems:
        sys.stderr.write(f"warning: {problem}\n")
    if problems:
        sys.stderr.write("warning: so the journal is left out here, and only the terms are shown\n")
        return engagement.supposed(on), on
    return _looked_at(engagement, on, terms=True, compared=compared), on


def read_terms_and_problems(path: Path, today: str | None) -> tuple[Engagement, dt.date, tuple[Problem, ...]]:
    """Read an engagement; where only the journal is not valid, leave it out and give its problems."""
    from charter import load_terms
    from charter.cli.signed_text import warn_unless_signed

    engagement, problems = load_terms(path)
    warn_unless_signed(engagement, path, journal=not problems)
    return engagement, clock.today(today, engagement.agreement.zone), problems


def name_or_path(name: str | None, path: Path) -> tuple[str | None, Path]:
    """Give the name and the path; the name may be the path, since other commands take the path first.

    It is a path where it is written as one, or where it holds an engagement and this folder does not.
    """
    if name is None or path != HERE:
        return name, path
    written = ("/" in name or name in {".", ".."}) and Path(name).exists()
    return (None, Path(name)) if written or (_holds(Path(name)) and not _holds(HERE)) else (name, path)


def _holds(folder: Path) -> bool:
    from charter.folder import AGREEMENTS

    return any((folder / name).is_file() for name in AGREEMENTS)


def refuse_unknown_side(side: str | None) -> None:
    """Refuse what is neither of the two sides. Raises Mistake."""
    if side not in {None, *SIDES}:
        raise Mistake(f"{side!r} is no side: {nearest(side or '', SIDES, 'write client or consultant')}")
