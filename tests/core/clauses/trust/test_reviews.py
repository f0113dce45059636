"""A review each quarter, with something to read before and something to change after."""

from collections.abc import Callable
from datetime import date

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from tests.core.clauses.trust.reviews import HOME
from tests.core.journal import entry

Build = Callable[..., Engagement]
TERMS = HOME.terms


def owed(engagement: Engagement, today: date) -> list[str]:
    found = duties(engagement, today, date(2026, 3, 1), date(2026, 6, 1))
    return [f"{d.due} {d.at} {d.reads} {d.met or d.status}" for d in found if "reviews" in d.id]


def test_what_is_owed_around_a_review(engaged: Build) -> None:
    """Wednesday 15 April; three clear business days before it, Easter Monday apart, are over on the 9th."""
    sent = entry("reminded", "2026-04-09", of="trust.reviews/read/2026-04-15")
    assert owed(engaged(TERMS, sent), date(2026, 4, 20)) == [
        "2026-04-09 None Send what the review of 15 April 2026 looks at 2026-04-09",
        "2026-04-15 14:00:00 Review of the engagement missed",
        "2026-04-29 None Do what the review of 15 April 2026 said to change open",
    ]
    without = TERMS.replace('changes_within = "10 business days"', "")
    assert len(owed(engaged(without), date(2026, 4, 20))) == 2


def test_findings(engaged: Build) -> None:
    def found(text: str) -> list[str]:
        return [f.id for f in check(engaged(text).agreement) if f.place.startswith("trust.reviews")]

    assert found(TERMS) == []
    assert found(TERMS.replace('["jonas", "mara"]', '["mara"]')) == ["CH-TRU-010"]
    assert found(TERMS.replace(" 14:00", "")) == ["CH-TRU-011"]
    assert found(TERMS.replace('changes_within = "10 business days"', "")) == ["CH-TRU-012"]
