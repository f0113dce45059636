"""`charter check`: what is wrong, risky or missing, where it stands, and how to mend it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from charter.cli import console
from charter.cli.clock import today as day_of
from charter.cli.errors import Mistake
from charter.cli.options import HERE, Json, Today, Where, read_terms_and_problems
from charter.core.vocabulary.cite import Cite

if TYPE_CHECKING:
    import datetime as dt

    from charter import Acknowledged, Acknowledgement, Engagement, LocatedFinding, Mended, Problem, Workspace
    from charter.core.vocabulary.change import Change

Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only", help="With --fix: mend this finding, like CH-FIN-040; may be given again.", metavar="ID"
    ),
]
SHOWN_BY = {"CH-GEN-020": "`charter show {0}` prints that text and its digest"}
"""Which command shows what a finding asks to look at, by the finding."""


COUNTED = {"error", "warning"}
"""The levels of which there are several, and which end the command with exit code 1."""


def command(
    path: Where = HERE,
    today: Today = None,
    *,
    json: Json = False,
    sarif: Annotated[
        bool, typer.Option("--sarif", help="Write SARIF for code scanners and editors.")
    ] = False,
    fix: Annotated[
        bool,
        typer.Option("--fix", help="Make the one change that mends a finding, and say what was changed."),
    ] = False,
    only: Only = None,
) -> None:
    """Check an agreement against law and experience.

    With --fix each finding that has one change is mended in the text, whose comments and order stay; what was changed
    is said. Terms that somebody has signed are not touched.

    Exit code 0: nothing worse than advice, or than what a side has yet to say (open); 1: errors or warnings; 2: the
    agreement could not be read.
    """
    if sarif and (json or fix):
        raise Mistake("one form at a time: --json or --sarif" if json else "--sarif shows; it mends nothing")
    if only and not fix:
        raise Mistake("--only says what --fix is to mend: add --fix")
    engagement, on, problems = read_terms_and_problems(path, today)
    found = checked(path, engagement, on, problems)
    mended: tuple[Mended, ...] = ()
    if fix:
        from charter.cli.fixing import mend_text, refuse_signed

        refuse_signed(engagement, problems)
        mended = mend_text(path, _not_accepted(found), on, only or ())
        engagement, on, problems = read_terms_and_problems(path, today)
        found = checked(path, engagement, on, problems)
    if sarif:
        from charter.cli.sarif import sarif as as_sarif

        console.write_plain_json(as_sarif([each.found for each in found], [each.accepted for each in found]))
    elif json:
        data = {"findings": [_data(each) for each in found]}
        console.write_json(data | ({"mended": [*map(_mended_data, mended)]} if fix else {}))
    else:
        if fix:
            _print_mended(mended)
        _print(found, engagement.name if path == HERE else str(path))
    if any(str(finding.level) in COUNTED for finding, _ in _not_accepted(found)):
        raise typer.Exit(1)


class Checked(NamedTuple):
    """A finding with its place, and what somebody accepted of it."""

    found: LocatedFinding
    acknowledgement: Acknowledgement | None

    @property
    def accepted(self) -> Acknowledged | None:
        """What was accepted, where that still stands."""
        return self.acknowledgement.given if self.acknowledgement and self.acknowledgement.stands else None


def _not_accepted(found: list[Checked]) -> list[LocatedFinding]:
    return [each.found for each in found if not each.accepted]


def checked(path: Path, engagement: Engagement, on: dt.date, problems: tuple[Problem, ...]) -> list[Checked]:
    """Give the findings with their places, and what was accepted; the files are read again only where there are any."""
    from charter import acknowledgements, located_findings, named_texts, usual_positions, with_file_paths

    files: dict[str, tuple[Path, bytes]] = {}

    def texts() -> dict[str, bytes]:
        files.update(files or named_texts(path, journal=not problems))
        return {name: raw for name, (_, raw) in files.items()}

    clock = day_of(None, engagement.agreement.zone)
    workspace = _workspace(path, engagement, on)
    usual = usual_positions(engagement.agreement)
    found = located_findings(engagement, texts, on, clock, problems, workspace=workspace, usual=usual)
    placed = with_file_paths(found, {name: str(place) for name, (place, _) in files.items()})
    given = getattr(workspace, "settings", None)
    terms = engagement.supposed(on).in_force(on)
    told = acknowledgements(
        given.acknowledged if given else (), engagement.name, [one.finding for one in found], terms, on
    )
    return [Checked(*each) for each in zip(placed, told, strict=True)]


def _workspace(path: Path, engagement: Engagement, on: dt.date) -> Workspace | tuple[Problem, ...] | None:
    """Read the workspace, or give its problems where it is not valid: the agreement is checked all the same."""
    from charter import Problems, adds_up_hours, load_workspace

    try:
        return load_workspace(path, hours=adds_up_hours(engagement, on))
    except Problems as error:
        return error.problems


def _print(found: list[Checked], path: str) -> None:
    for (finding, place), acknowledgement in found:
        if acknowledgement and acknowledgement.stands:
            continue
        console.write_heading(
            f"{place.file}:{place.line}:{place.column}: {finding.level} {finding.id}  {finding.place}"
        )
        for line in place.excerpt:
            console.write_line(line)
        console.write_line(console.wrap(console.translated(finding.message), "  "))
        console.write_line(console.wrap(f"→ {console.translated(finding.hint)}", "  "))
        if finding.id in SHOWN_BY:
            console.write_line(f"  {SHOWN_BY[finding.id].format(Cite(finding.place).clause)}")
        for change in finding.mend:
            console.write_line(f"    {_as_changed(change)}")
        if finding.source:
            console.write_line(f"  source: {finding.source}")
        if acknowledgement:
            console.write_line(
                console.wrap(f"{_accepted(acknowledgement.given)}; what it rests on has changed", "  ")
            )
        console.write_line()
    accepted = [(finding, each.given) for (finding, _), each in found if each and each.stands]
    for finding, given in accepted:
        console.write_line(f"{finding.level} {finding.id}  {finding.place}")
        console.write_line(console.wrap(f"{_accepted(given)}: {given.reason}", "  "))
    if accepted:
        console.write_line()
    levels = [finding.level for finding, _ in _not_accepted(found)]
    said = ", ".join(
        f"{levels.count(level)} {level}{'s' if levels.count(level) > 1 and str(level) in COUNTED else ''}"
        for level in sorted(set(levels))
    )
    said = ", ".join(filter(None, (said, f"{len(accepted)} acknowledged" if accepted else "")))
    console.write_line(f"{path}: {said or 'no findings'}")


def _accepted(given: Acknowledged) -> str:
    return f"acknowledged by {given.by} on {console.date(given.on)}"


def _print_mended(mended: tuple[Mended, ...]) -> None:
    """Say what was changed, and what was left and why, before what is found now."""
    for finding, change, left in mended:
        head = "left" if left else "mended"
        console.write_heading(f"{head} {finding.id}  {change.path}")
        console.write_line(console.wrap(console.translated(finding.message), "  "))
        console.write_line(console.wrap(_as_changed(change), "    "))
        if left:
            console.write_line(console.wrap(f"not changed: {console.translated(left)}", "  "))
        console.write_line()
    count = sum(1 for each in mended if each.left is None)
    console.write_line(
        f"{count} mended" if count else "nothing was mended: no finding has one change that holds"
    )
    console.write_line()


def _as_changed(change: Change) -> str:
    return f"{change.path}: {console.term_value(change.before)} → {console.term_value(change.after)}"


def _mended_data(mended: Mended) -> dict[str, Any]:
    finding, change, left = mended
    return {
        "id": finding.id,
        "path": change.path,
        "from": change.before,
        "to": change.after,
        "left": str(left) if left else None,
    }


def _data(checked: Checked) -> dict[str, Any]:
    (finding, place), given = checked.found, checked.accepted
    return {
        "id": finding.id,
        "level": str(finding.level),
        "place": finding.place,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "message": str(finding.message),
        "hint": str(finding.hint),
        "source": str(finding.source) if finding.source else None,
        "mend": [{"path": c.path, "from": c.before, "to": c.after} for c in finding.mend],
        "acknowledged": given and {"by": given.by, "on": given.on.isoformat(), "reason": given.reason},
    }
