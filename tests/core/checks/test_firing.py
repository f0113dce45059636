"""Every rule fires, and stays quiet: what makes it true of an agreement of which it is not, or the other way round.

`firing.json` holds for each rule the terms that make it fire in the clean agreement, as `WRONG` of `test_findings.py`
does for some, and the home of a clause for its own; "quiet" holds for the few that the clean agreement has the terms that silence them. What no such terms
can show (rules of the journal, of amendments, of a master and its orders, of a workspace) has a folder each way in
`tests/cli/firing_folders.py`, whose test counts that no rule is left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from charter.core.agreement import Agreement
from charter.core.check import check
from tests.core.checks.test_findings import With
from tests.core.home import homes

HERE = Path(__file__).parent
HELD: Mapping[str, dict[str, dict[str, object]]] = json.loads((HERE / "firing.json").read_text("utf-8"))
OF_CLAUSES = {name: dict(terms) for home in homes().values() for name, terms in home.fires.items()}
FIRES, QUIET = HELD["fires"] | OF_CLAUSES, HELD["quiet"]


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
