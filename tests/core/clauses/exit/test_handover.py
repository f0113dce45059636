"""What is handed over at the end, and help after it for a price."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.rules.no_effect import without_effect
from tests.core.clauses.exit.handover import HELPED, HOME
from tests.core.journal import entry

Build = Callable[..., Engagement]
ENDS = '[foundation.term]\nstarts = 2026-03-01\ninitial = "3 months"\nrenewal = "none"\n'
TERMS = HOME.terms
NO_HELP = TERMS.partition("[exit.handover.after]")[0]


def owed(engagement: Engagement, today: date) -> list[str]:
    found = duties(engagement, today, date(2026, 3, 1), date(2026, 12, 1))
    return [f"{d.due} {d.reads} {d.met or d.status}" for d in found if d.cite.startswith("exit.handover")]


def test_each_thing_is_handed_over_after_the_end(engaged: Build) -> None:
    given = entry("handed over", "2026-06-02", item="accounts")
    assert owed(engaged(ENDS + TERMS, given), date(2026, 6, 15)) == [
        "2026-04-01 Bring what is handed over up to date missed",
        "2026-06-05 Hand over: List of accounts and who owns each 2026-06-02",
        "2026-06-05 Hand over: Log of decisions late",
        "None Ask for help until 31 August 2026: 10 hours at most open",
    ]


def test_nothing_is_handed_over_before_an_end_is_known(engaged: Build) -> None:
    found = owed(engaged(TERMS.replace('current = "every quarter on day 1"', "")), date(2026, 3, 2))
    assert found == []


@pytest.mark.parametrize(
    ("terms", "journal", "minor"),
    [
        (ENDS + TERMS, HELPED, [168000]),
        (
            ENDS + TERMS,
            HELPED + entry("helped after", "2026-07-01", hours="8 hours", work="More"),
            [168000, 42000],
        ),
        (ENDS + NO_HELP, HELPED, []),
        (TERMS, HELPED, []),
        (ENDS + TERMS, entry("helped after", "2026-09-01", hours="1 hour", work="Late"), []),
        (ENDS + TERMS, entry("helped after", "2026-05-30", hours="1 hour", work="Early"), []),
    ],
    ids=["help", "up to the most", "none agreed", "not ended", "too late", "too early"],
)
def test_help_after_the_end_is_charged_up_to_its_most(
    engaged: Build, terms: str, journal: str, minor: list[int]
) -> None:
    found = charges(engaged(terms, journal), date(2026, 12, 1))
    assert [c.minor for c in found if c.cite.startswith("exit.handover")] == minor


@pytest.mark.parametrize(
    ("terms", "journal", "why"),
    [
        (ENDS + TERMS, HELPED, None),
        (ENDS + TERMS, entry("handed over", "2026-06-02", item="accounts"), None),
        ("", HELPED, "Nothing was agreed about a handover."),
        (TERMS, HELPED, "The engagement had not ended, so this is no help after the end."),
        (ENDS + NO_HELP, HELPED, "No help after the end was agreed."),
        (ENDS + TERMS, entry("helped after", "2026-09-01", hours="1 hour", work="x"),
         "Help after the end was over: it is not charged."),
        (ENDS + TERMS, HELPED + entry("helped after", "2026-07-01", hours="8 hours", work="x"),
         "Only 10 hours of help were agreed: what goes beyond is not charged."),
    ],
)  # fmt: skip
def test_what_changes_nothing_is_told(engaged: Build, terms: str, journal: str, why: str | None) -> None:
    engagement = engaged(terms, journal)
    assert [str(e.message) for e in without_effect(engagement, date(2026, 10, 1))] == ([why] if why else [])


def test_it_is_told_what_happened(engaged: Build) -> None:
    journal = engaged(TERMS, HELPED + entry("handed over", "2026-06-02", item="accounts")).journal
    assert [str(e.says(lambda _, key: key.title())) for e in journal.entries[:2]] == [
        "8 hours: A call with the new CTO", "Accounts",
    ]  # fmt: skip


def test_findings(engaged: Build) -> None:
    def found(text: str) -> list[str]:
        return [f.id for f in check(engaged(text).agreement) if f.place.startswith("exit.handover")]

    assert found(TERMS) == []
    assert found(TERMS.replace('current = "every quarter on day 1"', "")) == ["CH-EXT-040"]
    assert found(TERMS.replace('hours = "8 hours"', 'hours = "1 hour"')) == ["CH-EXT-041"]
