"""Findings as SARIF 2.1.0, the format of OASIS that code scanners and editors read.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, sections 3.13 to 3.30.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charter import Acknowledged, LocatedFinding, Problem
    from charter.core.vocabulary.finding import Finding

LEVELS = {"error": "error", "warning": "warning", "advice": "note", "open": "none"}


def sarif(found: Sequence[LocatedFinding], accepted: Sequence[Acknowledged | None] = ()) -> dict[str, Any]:
    """Give a log of one run; columns count characters, as everywhere in Charter. What was accepted is suppressed."""
    rules = list(dict.fromkeys(finding.id for finding, _ in found))
    driver = {"name": "charter", "rules": [{"id": rule} for rule in rules]}
    results = [_result(finding, place, rules) for finding, place in found]
    for result, given in zip(results, accepted, strict=False):
        if given:
            told = f"{given.reason} ({given.by}, {given.on})"
            result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": told}]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {
        "version": "2.1.0",
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "runs": [run],
    }


def _result(finding: Finding, place: Problem, rules: list[str]) -> dict[str, Any]:
    region = {"startLine": place.line, "startColumn": place.column}
    return {
        "ruleId": finding.id,
        "ruleIndex": rules.index(finding.id),
        "level": LEVELS[str(finding.level)],
        "message": {"text": f"{finding.message} {finding.hint}"},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": _uri(Path(place.file))}, "region": region},
                "logicalLocations": [{"fullyQualifiedName": finding.place}],
            }
        ],
    }


def _uri(path: Path) -> str:
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
