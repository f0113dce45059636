"""`charter check`: what is wrong, risky or missing, where it stands, and how to mend it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from charter.cli import paper
from charter.cli.clock import today as day_of
from charter.cli.errors import Mistake
from charter.cli.options import HERE, Json, Today, Where, with_problems
from charter.core.vocabulary.cite import Cite

if TYPE_CHECKING:
    import datetime as dt

    from charter.core.engagement import Engagement
    from charter.core.reading import Problem
    from charter.core.vocabulary.finding import Finding

    Found = list[tuple[Finding, Problem]]

SHOWN_BY = {"CH-GEN-020": "`charter show {0}` prints that text and its digest"}
"""Which command shows what a finding asks to look at, by the finding."""


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
    from charter.core.reading.problem import counted
    from charter.core.rules.findings import amendment_findings, unread
    from charter.core.vocabulary.finding import Level

    if json and sarif:
        raise Mistake("one form at a time: --json or --sarif")
    engagement, on, problems = with_problems(path, today)
    findings = [*check(engagement.in_force(on), on), *amendment_findings(engagement, on)]
    found = [
        *_placed(findings, path, engagement, on),
        *_of_entries(path, engagement, on),
        *((unread(counted(each.path), each.message, each.hint), each) for each in problems),
    ]
    found.sort(key=lambda one: one[0].level)
    if sarif:
        from charter.cli.sarif import sarif as as_sarif

        paper.standard(as_sarif(found))
    elif json:
        paper.out([_data(finding, place) for finding, place in found], "findings")
    else:
        _print(found, engagement.name if path == HERE else str(path))
    if any(finding.level is not Level.ADVICE for finding, _ in found):
        raise typer.Exit(1)


def _placed(findings: list[Finding], path: Path, engagement: Engagement, on: dt.date) -> Found:
    """Give each finding with the place in the files that it speaks of; the files are read again only for that."""
    if not findings:
        return []
    from charter.core.reading.term_location import TermLocation
    from charter.folder import named_texts

    texts = named_texts(path, journal=False)
    pointer = TermLocation({name: raw for name, (_, raw) in texts.items()}, engagement.amendments, on)
    pointed = [(finding, pointer.at(finding.place, str(finding.message))) for finding in findings]
    return [(finding, replace(place, file=str(texts[place.file][0]))) for finding, place in pointed]


def _of_entries(path: Path, engagement: Engagement, on: dt.date) -> Found:
    """Give what is to be said of entries, each with its place in the journal."""
    if not engagement.journal.entries:
        return []
    from charter.core.reading.source_map import SourceMap
    from charter.core.reading.syntax import text_of
    from charter.core.rules.findings import entry_findings
    from charter.folder import JOURNAL, texts

    clock = max(on, day_of(None, engagement.agreement.general.interpretation.zone))
    found = list(entry_findings(engagement, on, clock))
    if not found:
        return []
    source = SourceMap(text_of(texts(path)[JOURNAL], JOURNAL), str(path / JOURNAL))
    return [
        (said, source.problem(("entry", place), str(said.message), str(said.hint))) for place, said in found
    ]


def _print(found: Found, path: str) -> None:
    for finding, place in found:
        paper.title(
            f"{place.file}:{place.line}:{place.column}: {finding.level} {finding.id}  {finding.place}"
        )
        for line in place.excerpt:
            paper.say(line)
        paper.say(paper.wrapped(paper.read(finding.message), "  "))
        paper.say(paper.wrapped(f"→ {paper.read(finding.hint)}", "  "))
        if finding.id in SHOWN_BY:
            paper.say(f"  {SHOWN_BY[finding.id].format(Cite(finding.place).clause)}")
        for change in finding.mend:
            paper.say(f"    {change.path}: {_shown(change.before)} → {_shown(change.after)}")
        if finding.source:
            paper.say(f"  source: {finding.source}")
        paper.say()
    levels = [finding.level for finding, _ in found]
    said = ", ".join(
        f"{levels.count(level)} {level}{'s' if levels.count(level) > 1 and str(level) != 'advice' else ''}"
        for level in sorted(set(levels))
    )
    paper.say(f"{path}: {said or 'no findings'}")


def _shown(value: object) -> str:
    return "(absent)" if value is None else str(value)


def _data(finding: Finding, place: Problem) -> dict[str, Any]:
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
    }
