"""Stored values make the engagement that the texts make, and are told the same mistakes, without a place."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import charter
from charter.core.changes import terms_data
from charter.core.engagement import Engagement
from charter.core.reading import Problems, engagement_of, read
from charter.core.reading.problem import counted
from tests.conftest import ALONE

Stored = tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]


def stored(folder: Path) -> Stored:
    """Give the values of an engagement as a store would hold them: plain JSON."""
    journal = (
        tomllib.loads((folder / "journal.toml").read_text("utf-8"))
        if (folder / "journal.toml").exists()
        else {}
    )
    values = (
        tomllib.loads((folder / "agreement.toml").read_text("utf-8")),
        [tomllib.loads(file.read_text("utf-8")) for file in sorted(folder.glob("amendments/*.toml"))],
        journal.get("entry", []),
    )
    plain: Stored = json.loads(json.dumps(values, default=str))
    return plain


@pytest.mark.parametrize("folder", ALONE, ids=lambda folder: folder.name)
def test_the_same_engagement(folder: Path) -> None:
    agreement, amendments, entries = stored(folder)
    assert charter.engagement_of(agreement, amendments, entries, folder.name) == charter.load(folder)


def test_what_is_written_of_an_engagement_is_read_again(harbourline: Path) -> None:
    engagement = charter.load(harbourline)
    amendments = [each.model_dump(mode="json", by_alias=True) for each in engagement.amendments]
    entries = [each.model_dump(mode="json", exclude_none=True) for each in engagement.journal.entries]
    assert engagement_of(terms_data(engagement.agreement), amendments, entries, "harbourline") == engagement


def test_an_agreement_alone(harbourline: Path) -> None:
    agreement, _, _ = stored(harbourline)
    assert engagement_of(agreement) == Engagement(charter.load(harbourline).agreement)


def spoilt(change: Callable[[Stored], object], folder: Path) -> Stored:
    values = stored(folder)
    change(values)
    return values


WRONG: dict[str, tuple[Callable[[Stored], object], str]] = {
    "a term": (
        lambda v: v[0]["foundation"]["term"].update(initial="soon"),
        "agreement: foundation.term.initial: ",
    ),
    "two terms that do not fit": (
        lambda v: v[0]["scope"]["deliverables"]["audit"].update(reviewer="jona"),
        "agreement: scope.deliverables.audit.reviewer: there is no person 'jona'",
    ),
    "an amendment": (lambda v: v[1][0].update(number="one"), "amendment 1: number: "),
    "an amendment that does not fit": (
        lambda v: v[1][0]["change"][0].update({"from": "EUR 1.00"}),
        "amendment 1: change.",
    ),
    "an entry": (lambda v: v[2][3].update(kind="hourz"), "journal: entry."),
    "an entry that is none": (lambda v: v[2].append("x"), "journal: entry."),  # type: ignore[arg-type]
    "an entry that does not fit": (lambda v: v[2].append(v[2][-1]), "journal: entry."),
}


@pytest.mark.parametrize("slip", WRONG)
def test_a_mistake_has_a_path_and_no_place(slip: str, harbourline: Path) -> None:
    change, said = WRONG[slip]
    with pytest.raises(Problems) as error:
        engagement_of(*spoilt(change, harbourline))
    (problem,) = error.value.problems
    assert (problem.line, problem.column, problem.source) == (0, 0, "")
    assert str(problem).startswith(said)
    assert problem.shown().splitlines()[0] == f"{problem.file}: {counted(problem.path)}: {problem.message}"


def test_the_mistakes_are_those_of_the_text(harbourline: Path) -> None:
    agreement, _, _ = stored(harbourline)
    agreement["foundation"]["term"] = {"start": "2023-08-01", "initial": 12}
    del agreement["general"]["law"]
    with pytest.raises(Problems) as rows:
        engagement_of(agreement)
    with pytest.raises(Problems) as texts:
        read({"agreement.json": json.dumps(agreement).encode()})
    told = [{(p.path, p.message) for p in error.value.problems} for error in (rows, texts)]
    assert told[0] == told[1]
    assert len(told[0]) == 3
