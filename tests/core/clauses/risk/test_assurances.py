"""Assurances: what becomes untrue is told, and put right; promises that nobody can keep are found."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.rules.no_effect import without_effect
from tests.core.journal import entry

Build = Callable[..., Engagement]

CITE = "risk.assurances"
BOTH = f'[{CITE}]\ntell_within = "5 business days"\n[{CITE}.power]\nby = "both"\nthat = "power"\nremedy = "put right"\n'
ORIGINAL = f'[{CITE}.original]\nby = "consultant"\nthat = "original work"\nremedy = "put right"\n'
RIGHTS = (
    f'[{CITE}.rights]\nby = "consultant"\nthat = "no infringement"\nknowledge = true\nremedy = "put right"\n'
)
OWNED = """
[risk.intellectual_property]
form = "licence"
passes = "on creation"
background = ["scripts"]
background_licence = "for ever"
reuse_generic = true
open_source = "free"
moral_rights = "kept"
"""


def owed(engagement: Engagement) -> dict[str, tuple[str, date | None]]:
    found = duties(engagement, date(2026, 5, 6), until=date(2026, 12, 31))
    return {d.id.split("/", 1)[1]: (str(d.by), d.due) for d in found if d.id.startswith(CITE)}


def test_what_became_untrue_is_told_and_put_right(engaged: Build) -> None:
    false = entry("untrue", "2026-05-05", id="copied", assurance="original", side="consultant")
    assert owed(engaged(BOTH + ORIGINAL, false)) == {
        "tell/copied": ("consultant", date(2026, 5, 12)),
        "put-right/copied": ("consultant", None),
    }
    cause = ORIGINAL.replace('"put right"', '"cause"')
    assert list(owed(engaged(BOTH + cause, false))) == ["tell/copied"]


@pytest.mark.parametrize(
    ("name", "side", "told"), [("original", "client", 1), ("power", "client", 0), ("peace", "client", 1)]
)
def test_only_the_side_that_promised_has_broken_it(engaged: Build, name: str, side: str, told: int) -> None:
    false = entry("untrue", "2026-05-05", "jonas", assurance=name, side=side)
    engagement = engaged(BOTH + ORIGINAL, false)
    assert len(list(without_effect(engagement, date(2026, 5, 6)))) == told


@pytest.mark.parametrize(
    ("terms", "finding"),
    [
        (BOTH, None),
        (BOTH + RIGHTS, None),
        (BOTH + RIGHTS.replace("knowledge = true\n", ""), "CH-RSK-080"),
        (BOTH.replace('"put right"', '"cause"'), "CH-RSK-081"),
        (BOTH.replace('"put right"', '"indemnity"'), "CH-RSK-081"),
        (BOTH.replace('by = "both"', 'by = "consultant"'), "CH-RSK-082"),
        (BOTH + OWNED, "CH-RSK-083"),
        (BOTH + ORIGINAL + OWNED, None),
    ],
)
def test_findings(engaged: Build, terms: str, finding: str | None) -> None:
    told = [f.id for f in check(engaged(terms).agreement) if f.id.startswith("CH-RSK-08")]
    assert told == ([finding] if finding else [])


@pytest.mark.parametrize("words", ['that = "other"', 'that = "power"\nwords = "it is well"'])
def test_another_fact_is_said_in_words(engaged: Build, words: str) -> None:
    with pytest.raises(ValueError, match="words say another fact"):
        engaged(BOTH.replace('that = "power"', words))
