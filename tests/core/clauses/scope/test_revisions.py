"""A change is asked for by who may, answered in time, and starts with a yes."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import statement
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.rules.no_effect import without_effect
from tests.core.clauses.scope.revisions import HOME, answered, asked

Build = Callable[..., Engagement]
TERMS = HOME.terms


def owed(engagement: Engagement, today: date) -> list[str]:
    found = duties(engagement, today, date(2026, 3, 1), date(2026, 5, 1))
    return [f"{d.due} {d.reads} {d.met or d.status}" for d in found if d.cite.startswith("scope.revisions")]


@pytest.mark.parametrize(
    ("journal", "found"),
    [
        (asked(), ["2026-03-23 Answer: Review the second app, too late"]),
        (asked() + answered("2026-03-20", "no"), ["2026-03-23 Answer: Review the second app, too 2026-03-20"]),
        (asked() + answered("2026-03-20", price="EUR 600.00"),
         ["2026-03-23 Answer: Review the second app, too 2026-03-20",
          "None Sign an amendment until 7 April 2026: Review the second app, too open"]),
        (asked() + answered("2026-03-10", "no"), ["2026-03-23 Answer: Review the second app, too late"]),
        (asked(by="priya"), []),
    ],
    ids=["late", "a no", "a price", "before it was asked", "by another"],
)  # fmt: skip
def test_who_asks_is_answered_in_time(engaged: Build, journal: str, found: list[str]) -> None:
    told = owed(engaged(TERMS, journal), date(2026, 4, 1))
    assert [one for one in told if "together" not in one] == found


def test_a_price_stands_for_a_while(engaged: Build) -> None:
    journal = asked() + answered("2026-03-20", price="EUR 600.00")
    assert len(owed(engaged(TERMS, journal), date(2026, 4, 7))) == 3
    assert len(owed(engaged(TERMS, journal), date(2026, 4, 8))) == 2


def test_both_look_at_the_work(engaged: Build) -> None:
    assert owed(engaged(TERMS), date(2026, 3, 2)) == [
        "2026-04-10 Look at the work together: add, drop, swap open"
    ]


def test_the_free_hours_of_a_month_are_shown(engaged: Build) -> None:
    journal = asked() + answered("2026-03-20", "buffer", hours="2 hours")
    (used,) = [
        u for u in statement(engaged(TERMS, journal), date(2026, 3, 31)).usage if u.cite == "scope.revisions"
    ]
    assert (used.whole, used.used, used.beyond) == (10800, 7200, 0)
    (after,) = [
        u for u in statement(engaged(TERMS, journal), date(2026, 4, 1)).usage if u.cite == "scope.revisions"
    ]
    assert after.used == 0
    none = engaged(TERMS.replace('buffer = "3 hours"', ""), journal)
    assert [u for u in statement(none, date(2026, 3, 31)).usage if u.cite == "scope.revisions"] == []


BUFFER = answered("2026-03-20", "buffer", hours="4 hours")


@pytest.mark.parametrize(
    ("terms", "journal", "why"),
    [
        (TERMS, asked() + answered("2026-03-20", "swap"), None),
        ("", asked(), "Nothing was agreed about changes."),
        (TERMS, asked(by="priya"), "Only Jonas Petersen may ask for a change."),
        (TERMS, asked() + asked("2026-03-17"), "A change of that name was asked for before."),
        (TERMS, answered("2026-03-20"), "Nobody had asked for a change of that name."),
        (TERMS.replace("swap = true", "swap = false"), asked() + answered("2026-03-20", "swap"),
         "No swap was agreed: a change needs a price."),
        (TERMS, asked() + BUFFER, "The free hours of the month are used up."),
        (TERMS.replace('buffer = "3 hours"', ""), asked() + BUFFER, "No free hours were agreed."),
    ],
)  # fmt: skip
def test_what_changes_nothing_is_told(engaged: Build, terms: str, journal: str, why: str | None) -> None:
    engagement = engaged(terms, journal)
    assert [str(e.message) for e in without_effect(engagement, date(2026, 6, 1))] == ([why] if why else [])


def test_where_words_were_negotiated_a_person_decides(engaged: Build) -> None:
    words = f'[scope.revisions.wording]\ntext = "As we please."\nreplaces = "{"0" * 64}"\neffect = "manual"\n'
    assert list(without_effect(engaged(TERMS + words, asked(by="priya")), date(2026, 6, 1))) == []


def test_it_is_told_what_was_asked_and_answered(engaged: Build) -> None:
    journal = asked() + answered("2026-03-20", hours="3 hours", price="EUR 600.00")
    assert [str(e.says(lambda _, key: key)) for e in engaged(TERMS, journal).journal.entries[:2]] == [
        "Review the second app, too", "app: price, 3 hours, EUR 600.00",
    ]  # fmt: skip


def test_findings(engaged: Build) -> None:
    def found(text: str) -> list[str]:
        return [f.id for f in check(engaged(text).agreement) if f.place.startswith("scope.revisions")]

    assert found(TERMS) == []
    assert found(TERMS.replace('["jonas"]', '["mara"]')) == ["CH-SCO-040"]
    assert found(TERMS.replace("5 business days", "1 month")) == ["CH-SCO-041"]
    assert found(TERMS.replace('rescope = "every quarter on day 10"', "")) == ["CH-SCO-042"]
