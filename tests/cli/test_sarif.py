"""What the schema of SARIF 2.1.0 asks of the objects that `check --sarif` writes.

The table is our reading of the JSON schema of OASIS (errata 01, sarif-schema-2.1.0.json): of each object the
properties that Charter writes, those it must have, and what each may hold. The schema forbids all that it does not
name, so a property that is not in the table fails here too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from charter.cli.sarif import sarif
from charter.core.findings import LocatedFinding
from charter.core.reading import Problem
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.sentence import say

_URI = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*:)(//)?([A-Za-z0-9._~!$&'()*+,;=:@/?#\[\]-]|%[0-9A-Fa-f]{2})+")
_REFERENCE = re.compile(r"(?![^/?#]*:)([A-Za-z0-9._~!$&'()*+,;=:@/?#-]|%[0-9A-Fa-f]{2})+")
"""RFC 3986: an address, and a relative reference, whose first step has no colon (4.2)."""


def uri(value: object) -> bool:
    return isinstance(value, str) and _URI.fullmatch(value) is not None


def reference(value: object) -> bool:
    return uri(value) or (isinstance(value, str) and _REFERENCE.fullmatch(value) is not None)


def text(value: object) -> bool:
    return isinstance(value, str)


def number(least: int) -> Callable[[object], bool]:
    return lambda value: type(value) is int and value >= least


def one_of(*words: str) -> Callable[[object], bool]:
    return lambda value: value in words


@dataclass(frozen=True)
class Inner:
    """A property that holds an object of this kind, or `many` of them, none twice where they are a set."""

    kind: str
    many: bool = False
    unique: bool = False


SCHEMA: dict[str, tuple[set[str], dict[str, Inner | Callable[[object], bool]]]] = {
    "log": ({"version", "runs"}, {"version": one_of("2.1.0"), "$schema": uri, "runs": Inner("run", many=True)}),
    "run": ({"tool"}, {
        "tool": Inner("tool"), "results": Inner("result", many=True),
        "columnKind": one_of("utf16CodeUnits", "unicodeCodePoints"),
    }),
    "tool": ({"driver"}, {"driver": Inner("component")}),
    "component": ({"name"}, {"name": text, "rules": Inner("rule", many=True, unique=True)}),
    "rule": ({"id"}, {"id": text}),
    "result": ({"message"}, {
        "ruleId": text, "ruleIndex": number(-1), "level": one_of("none", "note", "warning", "error"),
        "message": Inner("message"), "locations": Inner("location", many=True),
    }),
    "message": ({"text"}, {"text": text}),
    "location": (set(), {
        "physicalLocation": Inner("place"), "logicalLocations": Inner("term", many=True, unique=True),
    }),
    "place": ({"artifactLocation"}, {"artifactLocation": Inner("file"), "region": Inner("region")}),
    "file": (set(), {"uri": reference}),
    "region": ({"startLine"}, {"startLine": number(1), "startColumn": number(1)}),
    "term": (set(), {"fullyQualifiedName": text}),
}  # fmt: skip


def against(kind: str, found: Any, at: str = "log") -> Iterator[str]:  # noqa: ANN401 - whatever JSON can hold
    """Say where an object is not as the schema asks."""
    required, known = SCHEMA[kind]
    if not isinstance(found, dict):
        yield f"{at} is no object"
        return
    yield from (f"{at} lacks {name}" for name in sorted(required - found.keys()))
    for name, value in found.items():
        asked = known.get(name)
        if isinstance(asked, Inner):
            yield from _within(asked, value, f"{at}.{name}")
        elif asked is None or not asked(value):
            yield f"{at}.{name} may not be {value!r}"


def _within(asked: Inner, value: Any, at: str) -> Iterator[str]:  # noqa: ANN401 - whatever JSON can hold
    if asked.many and not isinstance(value, list):
        yield f"{at} is no list"
        return
    items = value if asked.many else [value]
    if asked.unique and any(item in items[:place] for place, item in enumerate(items)):
        yield f"{at} has one twice"
    for item in items:
        yield from against(asked.kind, item, at)


def log(*found: tuple[str, Level, str]) -> dict[str, Any]:
    """A log of findings: id, level, file."""
    return sarif(
        [
            LocatedFinding(
                Finding(name, level, "exit.termination", say("It says so."), say("Mend it.")),
                Problem(file, 3, 7, "", ""),
            )
            for name, level, file in found
        ]
    )


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize(
    "file",
    ["agreement.toml", "amendments/2.toml", "../a b/50% (draft).toml", "c:d/über.toml", "/srv/日本/a.toml"],
)
def test_a_log_is_as_the_schema_asks(level: Level, file: str) -> None:
    said = log(("CH-FIN-040", level, file), ("CH-GEN-010", level, file), ("CH-FIN-040", level, file))
    assert len(said["runs"][0]["results"]) == 3
    assert list(against("log", said)) == []


def test_a_log_without_findings_is_as_the_schema_asks() -> None:
    """It must have results, though empty, because an absent list says that nothing was looked at (3.14.23)."""
    assert log()["runs"][0]["results"] == []
    assert list(against("log", log())) == []


def put(said: dict[str, Any], path: str, value: object) -> None:
    *steps, last = (int(step) if step.isdigit() else step for step in path.split("/"))
    place: Any = said
    for step in steps:
        place = place[step]
    place[last] = value


RESULT = "runs/0/results/0"


@pytest.mark.parametrize(
    ("path", "value", "wrong"),
    [
        ("version", "2.0.0", "log.version"),
        ("$schema", "no address", r"log\.\$schema"),
        ("runs/0/tool", {}, "lacks driver"),
        ("runs/0/tool/driver/rules", [{"id": "A"}, {"id": "A"}], "has one twice"),
        ("runs/0/columnKind", "letters", "columnKind"),
        ("runs/0/results", {}, "is no list"),
        (f"{RESULT}/level", "advice", "level"),
        (f"{RESULT}/message", {}, "lacks text"),
        (f"{RESULT}/hint", "x", "hint"),
        (f"{RESULT}/ruleIndex", True, "ruleIndex"),
        (f"{RESULT}/locations/0/physicalLocation/region/startLine", 0, "startLine"),
        (f"{RESULT}/locations/0/physicalLocation/artifactLocation/uri", "a b.toml", "uri"),
        (f"{RESULT}/locations/0/physicalLocation/artifactLocation", "a.toml", "is no object"),
    ],
)
def test_what_the_schema_forbids_is_seen(path: str, value: object, wrong: str) -> None:
    said = log(("CH-FIN-040", Level.ERROR, "agreement.toml"))
    put(said, path, value)
    (found,) = against("log", said)
    assert re.search(wrong, found)
