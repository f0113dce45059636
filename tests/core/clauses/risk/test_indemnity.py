"""Indemnity: who tells, who defends, and protection that only one side gives."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.changes import apply
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.change import Change
from tests.core.journal import entry

Build = Callable[..., Engagement]

CITE = "risk.indemnity"
BOTH = f"""
[{CITE}]
tell_within = "5 business days"

[{CITE}.rights]
who = "consultant"
for_what = "rights of others in the work"
fault = true

[{CITE}.materials]
who = "client"
for_what = "what the Client provides"
fault = true
"""
CLAIM = entry(
    "claim of others", "2026-05-05", "jonas", id="licence", protection="rights", what="A licence fee"
)


def owed(engagement: Engagement, today: date) -> dict[str, tuple[str, date | None]]:
    due = duties(engagement, today, until=date(2026, 12, 31))
    return {d.id.split("/", 1)[1]: (str(d.by), d.due) for d in due if d.id.startswith(CITE)}


def test_who_is_attacked_tells_and_the_other_side_defends(engaged: Build) -> None:
    assert owed(engaged(BOTH, CLAIM), date(2026, 5, 6)) == {"tell/licence": ("client", date(2026, 5, 12))}
    told = entry("reminded", "2026-05-06", "jonas", of=f"{CITE}/tell/licence")
    assert owed(engaged(BOTH, CLAIM + told), date(2026, 5, 6))["defend/licence"] == (
        "consultant",
        date(2026, 5, 13),
    )


def test_a_claim_that_nobody_keeps_off_changes_nothing(engaged: Build) -> None:
    other = CLAIM.replace('"rights"', '"taxes"')
    assert owed(engaged(BOTH, other), date(2026, 5, 6)) == {}
    assert len(list(without_effect(engaged(BOTH, other), date(2026, 5, 6)))) == 1
    assert list(without_effect(engaged(BOTH, CLAIM), date(2026, 5, 6))) == []


@pytest.mark.parametrize(
    ("law", "old", "new", "findings"),
    [
        ("DE", "", "", []),
        ("DE", 'who = "client"', 'who = "consultant"', ["CH-RSK-050"]),
        ("DE", 'in the work"\nfault = true', 'in the work"\nfault = false', ["CH-RSK-051"]),
        ("GB-ENG", 'in the work"\nfault = true', 'in the work"\nfault = false', []),
        (
            "GB-ENG",
            'in the work"\nfault = true',
            'in the work"\nfault = false\nbeyond_limit = true',
            ["CH-RSK-052"],
        ),
        ("GB-ENG", 'in the work"\nfault = true', 'in the work"\nfault = true\nbeyond_limit = true', []),
    ],
)
def test_findings(engaged: Build, law: str, old: str, new: str, findings: list[str]) -> None:
    terms = engaged(BOTH.replace(old, new)).agreement
    agreement = apply(terms, [Change("general.law.governing", None, law)])
    told = [f for f in check(agreement) if f.id.startswith("CH-RSK")]
    assert [f.id for f in told] == findings
    for found in told:
        assert not found.mend or found.id not in {f.id for f in check(apply(agreement, list(found.mend)))}
