"""Terms in the sides' own words: printed, numbered, and never against a clause that there is not."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges
from charter.core.check import check
from charter.core.drawing import drawn
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.reading import Problems
from charter.formats import markdown
from tests.core.clauses.general.special_terms import HOME

Build = Callable[..., Engagement]
TERMS = HOME.terms.replace("communication.meetings", "foundation.term")


def test_a_person_sees_to_what_the_program_cannot(engaged: Build) -> None:
    found = duties(engaged(TERMS), date(2026, 3, 2), date(2026, 3, 1), date(2026, 12, 1))
    assert [str(d.reads) for d in found if "special_terms" in d.id] == ["See to it by hand: A desk"]
    assert [d for d in duties(engaged(TERMS), date(2026, 2, 2)) if "special_terms" in d.id] == []


@pytest.mark.parametrize(
    "path", ["{{ 7*7 }}", "4.9 (Late payment)", "meetings", "communication.", "Foundation.term"]
)
def test_what_is_no_path_is_refused(engaged: Build, path: str) -> None:
    with pytest.raises(Problems, match=r"special_terms\.summer\.changes"):
        engaged(TERMS.replace("foundation.term", path))


def test_findings(engaged: Build) -> None:
    def found(text: str) -> list[str]:
        return [f.id for f in check(engaged(text).agreement) if f.place.startswith("general.special")]

    assert found(TERMS) == []
    assert found(TERMS.replace("foundation.term", "communication.meetings")) == ["CH-GEN-080"]
    assert found(TERMS.replace("foundation.term", "foundation.term.initial")) == []
    manual = TERMS.replace("foundation.term", "foundation.term.initial").replace('"same"', '"manual"')
    assert found(manual) == ["CH-GEN-081"]


# ── what is left to people ─────────────────────────────────────────────────────────────────────

FEE = """
[financials.retainer]
amount = "EUR 3000.00"
period = "month"
first_day = 1
billed = "in advance"
hours = "10 hours"
"""
MANUAL = """
[general.special_terms.barter]
name = "Paid in kind"
changes = "financials.retainer"
text = "The Client gives shares in place of the fee."
effect = "manual"
"""
LATER = """
number = 1
title = "Paid in kind"
effective = 2026-05-01
signed = 2026-04-20

[[change]]
path = "general.special_terms"
to = { barter = { name = "Paid in kind", changes = "financials.retainer", text = "Shares.", effect = "manual" } }
"""
DAY = date(2026, 7, 15)


def test_a_manual_term_stops_the_clause_that_it_names(engaged: Build) -> None:
    """The program charges nothing that the words replace; a person does."""
    as_agreed = charges(engaged(FEE), DAY)
    assert len(as_agreed) == 5
    assert charges(engaged(FEE + MANUAL), DAY) == ()
    assert charges(engaged(FEE + MANUAL.replace('"manual"', '"same"')), DAY) == as_agreed
    assert charges(engaged(FEE + MANUAL.replace("financials.retainer", "nothing")), DAY) == as_agreed
    assert charges(engaged(FEE + MANUAL.replace("retainer", "retainer.amount")), DAY) == ()


def test_it_stops_only_from_the_day_on_which_it_counts(engaged: Build) -> None:
    charged = charges(engaged(FEE, "", LATER), DAY)
    assert {charge.on.month for charge in charged if charge.minor > 0} == {3, 4}
    assert sum(charge.minor for charge in charged) == 2 * 300_000


def test_every_place_says_that_a_person_decides(engaged: Build) -> None:
    engagement = engaged(FEE + MANUAL)
    manual = [found for found in check(engagement.agreement) if found.id == "CH-GEN-021"]
    assert [found.place for found in manual] == ["financials.retainer"]
    assert [found for found in check(engaged(FEE).agreement) if found.id == "CH-GEN-021"] == []
    said = [str(d.reads) for d in duties(engagement, date(2026, 3, 2)) if "special_terms" in d.id]
    assert said == ["See to it by hand: Paid in kind"]
    cover, _, _ = markdown.render(drawn(engagement)).partition("## 1 Foundation")
    assert "| [2.1 (Retainer)](#21-retainer) | negotiated words say it |" in cover
    assert "EUR 3,000.00" not in cover
