"""Compliance: what is shown before the start, and by when a breach is told."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.changes import apply
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.vocabulary.change import Change
from tests.core.journal import entry
from tests.core.words import section

Build = Callable[..., Engagement]

CITE = "risk.compliance"
CLEAN = f'[{CITE}]\nbribery = true\nsanctions = true\nharassment = true\ntell_within = "2 business days"\n'


def owed(engagement: Engagement, today: date) -> dict[str, tuple[str, date | None]]:
    found = duties(engagement, today, date(2026, 1, 1), date(2026, 12, 31))
    return {d.id.split("/", 1)[1]: (str(d.by), d.due) for d in found if d.id.startswith(CITE)}


def test_a_breach_is_told_by_the_side_that_broke_a_rule(engaged: Build) -> None:
    for side, by in (("client", "jonas"), ("consultant", "mara")):
        broken = entry("rule broken", "2026-05-05", by, id="gift", side=side, what="A gift")
        assert owed(engaged(CLEAN, broken), date(2026, 5, 6)) == {"tell/gift": (side, date(2026, 5, 7))}


def test_what_is_asked_for_is_shown_before_the_start(engaged: Build) -> None:
    terms = CLEAN + 'eligibility = ["a clean record", "a licence"]\n'
    assert owed(engaged(terms), date(2026, 2, 20)) == {
        "show/1": ("consultant", date(2026, 2, 28)),
        "show/2": ("consultant", date(2026, 2, 28)),
    }


@pytest.mark.parametrize(
    ("law", "old", "new", "finding"),
    [
        ("DE", "", "", None),
        ("DE", "bribery = true", "bribery = false", "CH-RSK-095"),
        ("GB-ENG", "", "", "CH-RSK-096"),
        ("GB-ENG", "bribery = true", "bribery = true\ntax_evasion = true", None),
    ],
)
def test_findings(engaged: Build, law: str, old: str, new: str, finding: str | None) -> None:
    terms = engaged(CLEAN.replace(old, new)).agreement
    agreement = apply(terms, [Change("general.law.governing", None, law)])
    told = [f for f in check(agreement) if f.id.startswith("CH-RSK")]
    assert [f.id for f in told] == ([finding] if finding else [])
    for found in told:
        assert finding not in {f.id for f in check(apply(agreement, list(found.mend)))}
    assert ("Bribery Act 2010" in section(agreement, CITE)) is (law == "GB-ENG")


def test_no_rule_at_all_is_refused(engaged: Build) -> None:
    with pytest.raises(ValueError, match="no rule is agreed"):
        engaged(CLEAN.replace("true", "false"))
