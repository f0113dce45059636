"""Non-disparagement: until when, for whom, and what is always free."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.changes import apply
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from tests.core.journal import notice
from tests.core.words import section

Build = Callable[..., Engagement]

CITE = "risk.non_disparagement"
QUIET = f'[{CITE}]\nmutual = true\nlasts = "12 months"\n'
LEAVE = '[exit.termination]\nclient = { notice = "30 days" }\nconsultant = { notice = "30 days" }\ninsolvency = false\n'
LEFT = notice("termination", "2026-06-10")  # the last day is 10 July


@pytest.mark.parametrize(("mutual", "by"), [("true", "both"), ("false", "consultant")])
def test_it_has_a_last_day(engaged: Build, mutual: str, by: str) -> None:
    terms = QUIET.replace("mutual = true", f"mutual = {mutual}")
    found = duties(engaged(terms + LEAVE, LEFT), date(2026, 7, 20), until=date(2027, 12, 31))
    assert [(d.by, d.due) for d in found if d.id == f"{CITE}/until"] == [(by, date(2027, 7, 10))]


@pytest.mark.parametrize("mutual", ["true", "false"])
def test_the_truth_is_always_free(engaged: Build, mutual: str) -> None:
    said = section(engaged(QUIET.replace("mutual = true", f"mutual = {mutual}")).agreement, CITE)
    assert "Anybody may tell the truth to a court, an authority or a lawyer" in said
    assert "harassment, unfair treatment or a breach of law" in said


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("", "", None),
        ("mutual = true", "mutual = false", "CH-RSK-090"),
        ('"12 months"', '"25 months"', "CH-RSK-091"),
        ('"12 months"', '"24 months"', None),
    ],
)
def test_findings(engaged: Build, old: str, new: str, finding: str | None) -> None:
    agreement = engaged(QUIET.replace(old, new)).agreement
    told = [f for f in check(agreement) if f.id.startswith("CH-RSK")]
    assert [f.id for f in told] == ([finding] if finding else [])
    for found in told:
        assert finding not in {f.id for f in check(apply(agreement, list(found.mend)))}
