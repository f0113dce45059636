"""Insurance: proved at the start and each year, kept for its tail, and told when it ends."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.changes import apply
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.rules.no_effect import without_effect
from tests.core.clauses.risk.insurance import HOME
from tests.core.journal import entry, notice

Build = Callable[..., Engagement]

CITE = "risk.insurance"
COVER = HOME.terms
LEAVE = '[exit.termination]\nclient = { notice = "30 days" }\nconsultant = { notice = "30 days" }\ninsolvency = false\n'
LEFT = notice("termination", "2026-06-10")  # the last day is 10 July


def owed(engagement: Engagement, today: date, until: date) -> dict[str, tuple[str, date | None]]:
    due = duties(engagement, today, date(2026, 1, 1), until)
    return {d.id.split("/", 1)[1]: (str(d.by), d.due) for d in due if d.id.startswith(CITE)}


def test_cover_is_proved_at_the_start_and_each_year(engaged: Build) -> None:
    assert owed(engaged(COVER), date(2026, 3, 1), date(2027, 4, 1)) == {
        "prove/professional/2026-03-01": ("consultant", date(2026, 3, 13)),
        "prove/officers/2026-03-01": ("client", date(2026, 2, 28)),
        "prove/professional/2027-03-01": ("consultant", date(2027, 3, 15)),
        "prove/officers/2027-03-01": ("client", date(2027, 2, 28)),
    }


def test_cover_goes_on_for_its_tail(engaged: Build) -> None:
    found = owed(engaged(COVER + LEAVE, LEFT), date(2026, 7, 20), date(2030, 1, 1))
    assert found["tail/professional"] == ("consultant", date(2029, 7, 10))
    assert "tail/officers" not in found
    survives = engaged(COVER).agreement.risk.insurance
    assert survives is not None


def test_cover_that_ends_is_told(engaged: Build) -> None:
    ended = entry("cover ended", "2026-05-05", insurance="professional")
    found = owed(engaged(COVER, ended), date(2026, 5, 6), date(2026, 12, 31))
    assert found["tell/professional/2026-05-05"] == ("consultant", date(2026, 5, 7))
    other = entry("cover ended", "2026-05-05", insurance="cyber")
    assert len(list(without_effect(engaged(COVER, other), date(2026, 5, 6)))) == 1
    assert list(without_effect(engaged(COVER, ended), date(2026, 5, 6))) == []


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("", "", None),
        ('total = "EUR 2000000.00"', 'total = "EUR 999999.00"', "CH-RSK-040"),
        ('total = "EUR 2000000.00"', 'total = "EUR 1000000.00"', None),
        ('by = "client"', 'by = "consultant"', "CH-RSK-041"),
    ],
)
def test_findings(engaged: Build, old: str, new: str, finding: str | None) -> None:
    agreement = engaged(COVER.replace(old, new)).agreement
    told = [f for f in check(agreement) if f.id.startswith("CH-RSK")]
    assert [f.id for f in told] == ([finding] if finding else [])
    for found in told:
        assert finding not in {f.id for f in check(apply(agreement, list(found.mend)))}
