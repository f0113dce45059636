"""Who the consultant is at the client, who does the work, who the sponsor is, and what may be decided."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.reading.problem import Problems
from charter.core.rules.no_effect import without_effect
from tests.core.clauses.foundation.role import HOME
from tests.core.journal import entry

Build = Callable[..., Engagement]
ENDS = '[foundation.term]\nstarts = 2026-03-01\ninitial = "3 months"\nrenewal = "none"\n'
TERMS = HOME.terms.replace('resigns_within = "2 business days"\nindemnified = true\n', "").replace(
    "director", "no"
)
OFFICE = HOME.terms
LEFT = entry("sponsor left", "2026-04-07", "jonas")
PROPOSED = entry("replacement proposed", "2026-04-07", person="mara", new="Tomas Berg")


def owed(engagement: Engagement, today: date) -> list[str]:
    found = duties(engagement, today, date(2026, 3, 1), date(2026, 12, 1))
    return [
        f"{d.by} {d.due} {d.reads} {d.met or d.status}" for d in found if d.cite.startswith("foundation.role")
    ]


@pytest.mark.parametrize(
    ("terms", "journal", "found"),
    [
        (TERMS, "", []),
        (TERMS, LEFT, ["client 2026-04-21 Name a new sponsor open"]),
        (TERMS, LEFT + entry("reminded", "2026-04-10", "jonas", of="foundation.role/sponsor/2026-04-07"),
         ["client 2026-04-21 Name a new sponsor 2026-04-10"]),
        (TERMS, PROPOSED, ["client 2026-04-21 Say whether Tomas Berg may take over open"]),
        (TERMS.replace('consent = "client"', 'consent = "told"'), PROPOSED, []),
        (ENDS + TERMS, "", []),
        (ENDS + OFFICE, "", ["consultant 2026-06-02 Resign every office open"]),
        ("", LEFT + PROPOSED, []),
    ],
    ids=["nothing", "sponsor left", "named", "proposed", "only told", "no office", "office", "not agreed"],
)  # fmt: skip
def test_what_follows(engaged: Build, terms: str, journal: str, found: list[str]) -> None:
    assert owed(engaged(terms, journal), date(2026, 4, 15)) == found


@pytest.mark.parametrize(
    ("terms", "journal", "why"),
    [
        (TERMS, LEFT + PROPOSED, []),
        ("", LEFT + PROPOSED, []),
        (TERMS.replace('[foundation.role.replacement]\nconsent = "client"\nwithin = "10 business days"\n', ""), PROPOSED,
         ["Only an amendment lets somebody else take over."]),
    ],
)  # fmt: skip
def test_what_changes_nothing_is_told(engaged: Build, terms: str, journal: str, why: list[str]) -> None:
    assert [str(e.message) for e in without_effect(engaged(terms, journal), date(2026, 6, 1))] == why


def test_it_is_told_what_happened(engaged: Build) -> None:
    journal = engaged(TERMS, LEFT + PROPOSED).journal
    assert [str(e.says(lambda _, key: key.title())) for e in journal.entries[:2]] == [
        "the client needs a new sponsor", "Mara by Tomas Berg",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('officer = "no"', 'officer = "no"\nresigns_within = "2 days"'),
        ('officer = "no"', 'officer = "no"\nindemnified = true'),
        ('consent_of = "jonas"', ""),
        ('may = "decide"', 'may = "decide"\nconsent_of = "jonas"'),
        ('may = "never decide"', 'may = "never decide"\nup_to = "EUR 1.00"'),
    ],
)
def test_what_contradicts_itself_is_refused(engaged: Build, before: str, after: str) -> None:
    with pytest.raises(Problems):
        engaged(TERMS.replace(before, after))


def test_findings(engaged: Build) -> None:
    def found(text: str) -> list[str]:
        return [f.id for f in check(engaged(text).agreement) if f.place.startswith("foundation.role")]

    bare = TERMS.partition("[foundation.role.authority.tools]")[0]
    assert found(TERMS) == []
    assert found(OFFICE) == ["CH-FND-031"]
    assert found(OFFICE.replace("indemnified = true", "")) == ["CH-FND-030", "CH-FND-031"]
    assert found(OFFICE.replace('resigns_within = "2 business days"', "")) == ["CH-FND-031", "CH-FND-032"]
    assert found(bare) == []
    assert found(bare.replace('officer = "no"', 'officer = "title only"')) == ["CH-FND-033"]
    assert found(TERMS.replace('sponsor = "jonas"', 'sponsor = "mara"')) == ["CH-FND-034"]
    assert found(TERMS.replace('person = "mara"', 'person = "jonas"')) == ["CH-FND-035"]
    assert found(TERMS.replace("advice_only = false", "advice_only = true")) == ["CH-FND-036"]
