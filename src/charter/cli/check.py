"""`charter check`: what is wrong, risky or missing, and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from charter.cli import paper
from charter.cli.options import HERE, Json, Today, Where, opened

if TYPE_CHECKING:
    from charter.core.vocabulary.finding import Finding


def command(
    path: Where = HERE,
    today: Today = None,
    *,
    json: Json = False,
    sarif: Annotated[
        bool, typer.Option("--sarif", help="Write SARIF for code scanners and editors.")
    ] = False,
) -> None:
    """Check an agreement against law and experience.

    Exit code 0: nothing worse than advice; 1: errors or warnings; 2: the agreement could not be read.
    """
    from charter.core.check import check
    from charter.core.vocabulary.finding import Level

    engagement, on = opened(path, today)
    found = check(engagement.in_force(on), on)
    if sarif:
        paper.out(_sarif(found))
    elif json:
        paper.out([_data(finding) for finding in found])
    else:
        _print(found, str(path))
    if any(finding.level is not Level.ADVICE for finding in found):
        raise typer.Exit(1)


def _print(found: list[Finding], path: str) -> None:
    for finding in found:
        paper.title(f"{finding.level} {finding.id}  {finding.place}")
        paper.say(paper.wrapped(finding.message, "  "))
        paper.say(paper.wrapped(f"→ {finding.hint}", "  "))
        for change in finding.mend:
            paper.say(f"    {change.path}: {_shown(change.before)} → {_shown(change.after)}")
        if finding.source:
            paper.say(f"  source: {finding.source}")
        paper.say()
    counts = {str(level): sum(f.level is level for f in found) for level in {f.level for f in found}}
    said = ", ".join(
        f"{n} {name}{'s' if n > 1 and name != 'advice' else ''}" for name, n in sorted(counts.items())
    )
    paper.say(f"{path}: {said or 'no findings'}")


def _shown(value: object) -> str:
    return "(absent)" if value is None else str(value)


def _data(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "level": str(finding.level),
        "place": finding.place,
        "message": finding.message,
        "hint": finding.hint,
        "source": str(finding.source) if finding.source else None,
        "mend": [{"path": c.path, "from": c.before, "to": c.after} for c in finding.mend],
    }


def _sarif(found: list[Finding]) -> dict[str, Any]:
    """Give the findings as SARIF 2.1.0 (OASIS)."""
    levels = {"error": "error", "warning": "warning", "advice": "note"}
    rules = {f.id: {"id": f.id, "help": {"text": f.hint}} for f in found}
    results = [
        {
            "ruleId": f.id,
            "level": levels[str(f.level)],
            "message": {"text": f"{f.message} {f.hint}"},
            "locations": [{"logicalLocations": [{"fullyQualifiedName": f.place}]}],
        }
        for f in found
    ]
    driver = {"name": "charter", "rules": list(rules.values())}
    return {
        "version": "2.1.0",
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
