"""Every rule fires, and stays quiet: what makes it true of an agreement of which it is not, or the other way round.

`firing.json` holds for each rule the terms that make it fire in the clean agreement, as `WRONG` of `test_findings.py`
does for some; "quiet" holds for the few that the clean agreement has the terms that silence them. What no such terms
can show has a test of its own: rules of the journal, of amendments and of a workspace, and those that need more than
one clean agreement.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from charter.core.agreement import Agreement
from charter.core.check import check
from docs.rules import rules
from tests.core.checks.test_findings import WRONG, With

HERE = Path(__file__).parent
TESTS = HERE.parents[1]
HELD: Mapping[str, dict[str, dict[str, object]]] = json.loads((HERE / "firing.json").read_text("utf-8"))
FIRES, QUIET = HELD["fires"], HELD["quiet"]


def names(agreement: Agreement) -> set[str]:
    return {finding.id for finding in check(agreement)}


@pytest.fixture(scope="session")
def found_in_clean(clean: Agreement) -> set[str]:
    return names(clean)


@pytest.mark.parametrize(("name", "wrong"), FIRES.items(), ids=FIRES)
def test_it_fires_where_it_is_true_and_not_where_it_is_not(
    terms: With, found_in_clean: set[str], name: str, wrong: dict[str, object]
) -> None:
    assert name not in found_in_clean
    assert name in names(terms(wrong))


@pytest.mark.parametrize(("name", "right"), QUIET.items(), ids=QUIET)
def test_it_is_quiet_where_it_is_not_true(
    terms: With, found_in_clean: set[str], name: str, right: dict[str, object]
) -> None:
    assert name in found_in_clean
    assert name not in names(terms(right))


def test_no_rule_lacks_both_tests() -> None:
    """Name the rules that neither table has and no test names: a new rule comes into the table, or has its own test."""
    apart = set(rules()) - set(FIRES) - set(QUIET) - set(WRONG)
    texts = [path.read_text("utf-8") for path in TESTS.rglob("test_*.py")]
    lacking = sorted(name for name in apart if sum(text.count(f'"{name}"') for text in texts) == 0)
    assert lacking == []
    assert (set(FIRES) | set(QUIET)) - set(rules()) == set()
