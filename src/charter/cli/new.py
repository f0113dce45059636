"""`charter new`: a new agreement: asked for in plain words, made unasked, or begun from a frame of the workspace."""

from __future__ import annotations

from errno import EEXIST
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from charter.cli import clock, console
from charter.cli.errors import Mistake
from charter.cli.nearest import nearest
from charter.cli.options import Json, Today

if TYPE_CHECKING:
    import datetime as dt

    from charter import Settings, Situation


def command(
    path: Annotated[
        Path, typer.Argument(help="The folder of the engagement; made if need be.", metavar="PATH")
    ],
    preset: Annotated[
        str,
        typer.Option(
            "--preset",
            help="The kind of work: advisory, operational, embedded, interim, due-diligence.",
            metavar="KIND",
        ),
    ] = "",
    law: Annotated[
        str,
        typer.Option("--law", help="The law that governs, like DE or US-CA; else your own.", metavar="CODE"),
    ] = "",
    frame: Annotated[
        str, typer.Option("--frame", help="The frame of the workspace to start from.", metavar="NAME")
    ] = "",
    today: Today = None,
    *,
    yes: Annotated[
        bool, typer.Option("--yes", help="Ask nothing: take what is usual, and leave the client open.")
    ] = False,
    json: Json = False,
) -> None:
    """Write a first draft: twelve questions in plain words; everything else is filled in for you, with its reason.

    Enter takes the usual answer, < goes back, Ctrl-C stops: the same command goes on later. --yes asks nothing.

    Example: charter new orbital --yes --preset embedded --law DE
    """
    from charter import load_settings

    settings = load_settings(path)
    if frame:
        _from_frame(path, settings, frame, today, json=json)
        return
    zone = (settings.calendar.zone if settings else None) or "UTC"
    _refuse_existing(path)
    if yes or json:
        _write(path, _unasked(settings, preset, law, clock.today(today, zone)), json=json)
        return
    _interview(path, settings, preset, law, clock.today(today, zone))


def _interview(path: Path, settings: Settings | None, preset: str, law: str, on: dt.date) -> None:
    """Hold the interview, and write what comes of it; what was answered is then forgotten."""
    from charter import Interview, hours_owed, keep_answers
    from charter.cli import interviewing

    chosen = {"kind": {"option": _known_preset(preset)}} if preset else {}
    code = _known_law(settings, law) if law or settings else interviewing.ask_law()
    interview = interviewing.hold(path, Interview(code, on, settings, chosen, hours_owed(path, on)))
    console.write_line()
    _write(path, interview.situation, json=False)
    keep_answers(path, None)


def _refuse_existing(path: Path) -> None:
    """Refuse a folder that has an agreement, before anything is asked. Raises FileExistsError."""
    there = next(
        (path / name for name in ("agreement.toml", "agreement.json") if (path / name).exists()), None
    )
    if there is not None:
        raise FileExistsError(EEXIST, "there is an agreement already; name another folder", str(there))


# ── unasked ────────────────────────────────────────────────────────────────────────────────────


def _unasked(settings: Settings | None, preset: str, law: str, on: dt.date) -> Situation:
    """Give the situation of a draft about which nothing is asked. Raises Mistake where the kind of work is not said."""
    from charter import Situation, kinds_of_work

    if not preset:
        raise Mistake(
            f"say which kind of work it is, like --preset embedded: there are {', '.join(kinds_of_work())}"
        )
    return Situation(_known_preset(preset), _known_law(settings, law), on, settings)


def _known_preset(preset: str) -> str:
    from charter import kinds_of_work

    found = preset.strip().casefold().replace("-", " ").replace("_", " ")
    if found not in kinds_of_work():
        raise Mistake(f"no kind of work {preset!r}: {nearest(found, kinds_of_work())}")
    return found


def _known_law(settings: Settings | None, law: str) -> str:
    """Give the code of the law: as asked for, else where the consultant is. Raises Mistake where nobody knows."""
    from charter import governing_law

    own = settings.own if settings else None
    place = f"{own.country}-{own.state}" if own and own.state else own.country if own else ""
    if not (law or place):
        raise Mistake(
            "say under which law, like --law DE: there is no workspace.toml above that says where you are"
        )
    try:
        return governing_law(law.strip() or place)
    except ValueError as error:
        raise Mistake(str(error)) from None


def _write(path: Path, situation: Situation, *, json: bool) -> None:
    """Write the draft, and say what is open and what is wrong in it."""
    from charter import create_agreement, draft, drafted, in_own_words, load_own_words, write_draft

    made = in_own_words(drafted(situation), load_own_words(path), situation.today)
    text = write_draft(made, situation.preset)
    file = create_agreement(path, text)
    found = draft(text, situation.today)
    levels = [str(finding.level) for finding in found.findings]
    open_ = [
        (finding.place, str(finding.message)) for finding in found.findings if str(finding.level) == "open"
    ]
    if json:
        console.write_json(
            {
                "file": str(file),
                "filled": [{"path": place, "why": why} for place, why in made.filled.items()],
                "open": [{"path": place, "message": said} for place, said in open_],
            }
        )
        return
    console.write_line(f"written: {file}")
    console.write_line(
        f"{len(made.filled)} terms filled in for you, each with its reason; {len(open_)} still open;"
        f" errors: {levels.count('error')}, warnings: {levels.count('warning')}"
    )
    console.write_line(f"next: charter show {path} · charter check {path}")


# ── from a frame ───────────────────────────────────────────────────────────────────────────────


def _from_frame(path: Path, settings: Settings | None, frame: str, today: str | None, *, json: bool) -> None:
    """Begin an agreement from the workspace: who you are, a frame of terms, and what is still to be written."""
    from charter import begin, create_agreement, draft

    if settings is None:
        raise Mistake(
            f"there is no workspace.toml above {path}, so nothing is known of you: write one that has [own]"
        )
    if frame not in settings.frames:
        hint = nearest(frame, list(settings.frames), none="the workspace has none")
        raise Mistake(f"no frame {frame!r}: {hint}")
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
