"""Payments on leaving: a share of the rest of the first term, and what is owed soon after a change of control."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges
from charter.core.changes import apply
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.reading import Problems
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.duty import Status
from tests.core.clauses.exit.test_settlement import CLOSE, TERM
from tests.core.journal import entry, notice
from tests.core.words import section

Build = Callable[..., Engagement]
LEFT = notice("termination", "2026-04-06")  # the last day is 15 April
SHARE = """
[exit.settlement.payments.rest]
when = "client without reason"
share_of_rest = "50 %"
what = "the hours kept free"
"""
SALE = """
[exit.settlement.payments.sold]
when = "client without reason"
amount = "EUR 9000.00"
what = "the sale"
after_control = "3 months"
"""


def owed(engagement: Engagement, today: date) -> list[tuple[str, date, int]]:
    return [(c.id, c.on, c.minor) for c in charges(engagement, today) if c.id.endswith(("rest", "sold"))]


def test_half_the_fee_to_the_end_of_the_term_is_owed(engaged: Build) -> None:
    """From 16 to 30 April, half of the month at EUR 3,000.00, and of that one half."""
    found = owed(engaged(TERM + CLOSE + SHARE, LEFT), date(2026, 5, 20))
    key = "financials.retainer/owed/exit.settlement.payments.rest"
    assert found == [(key, date(2026, 4, 16), 750_00)]


def test_it_is_printed_with_the_last_day_of_the_term(engaged: Build) -> None:
    said = section(engaged(TERM + CLOSE + SHARE).agreement, "exit.settlement")
    assert "the hours kept free | 50 % of the regular fee to 30 April 2026" in said


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        (TERM + CLOSE + SHARE, notice("termination", "2026-04-06", "consultant")),
        (TERM + CLOSE + SHARE, notice("termination", "2026-04-21")),  # its last day is the 30th
        (CLOSE + SHARE, LEFT),  # no first term
    ],
    ids=["the other side", "the last day of the term", "no first term"],
)
def test_nothing_is_owed_where_nothing_is_left(engaged: Build, terms: str, told: str) -> None:
    assert owed(engaged(terms, told), date(2026, 5, 20)) == []


def test_a_share_may_wait_for_a_release_too(engaged: Build) -> None:
    asked = TERM + CLOSE + SHARE + 'release_within = "10 days"\n'
    assert owed(engaged(asked, LEFT), date(2026, 5, 20)) == []
    signed = engaged(asked, LEFT + entry("release signed", "2026-04-20"))
    assert [(on, minor) for _, on, minor in owed(signed, date(2026, 5, 20))] == [(date(2026, 4, 20), 750_00)]
    (may,) = [
        d for d in duties(engaged(asked, LEFT), date(2026, 4, 17), date(2026, 4, 1)) if "release" in d.id
    ]
    words = "Sign that nothing more is claimed, for 50 %: the hours kept free"
    assert (str(may.reads), may.status) == (words, Status.OPEN)


@pytest.mark.parametrize(
    ("changed", "paid"),
    [
        ((), 0),
        (("2026-04-01",), 9000_00),
        (("2026-01-06",), 9000_00),  # three months to the day on which the notice came
        (("2026-01-05",), 0),
        (("2026-04-07",), 0),  # after the notice
        (("2025-06-01", "2026-03-01"), 9000_00),
    ],
)
def test_more_is_owed_soon_after_a_change_of_control(
    engaged: Build, changed: tuple[str, ...], paid: int
) -> None:
    told = "".join(entry("control changed", day, "jonas", how="all shares sold") for day in changed) + LEFT
    engagement = engaged(CLOSE + SALE, told)
    assert sum(minor for _, _, minor in owed(engagement, date(2026, 5, 20))) == paid
    assert list(without_effect(engagement, date(2026, 5, 20))) == []


@pytest.mark.parametrize(
    ("terms", "why"),
    [
        (SHARE + 'amount = "EUR 1.00"\n', "say what is paid: by either amount or share_of_rest"),
        (
            SHARE.replace('share_of_rest = "50 %"\n', ""),
            "say what is paid: by either amount or share_of_rest",
        ),
        (SHARE + 'falls_over = "9 months"\n', "a share of the rest falls by itself: leave it out"),
    ],
)
def test_a_payment_has_one_measure(engaged: Build, terms: str, why: str) -> None:
    with pytest.raises(Problems, match=why):
        engaged(CLOSE + terms)


@pytest.mark.parametrize(
    ("terms", "finds"),
    [
        (TERM + CLOSE + SHARE, set()),
        (CLOSE + SHARE, {"CH-EXT-018"}),
        (
            TERM
            + CLOSE[: CLOSE.index("[financials.retainer]")]
            + CLOSE[CLOSE.index("[financials.inv") :]
            + SHARE,
            {"CH-EXT-018"},
        ),
    ],
    ids=["both", "no first term", "no regular fee"],
)
def test_a_share_of_nothing_is_found(engaged: Build, terms: str, finds: set[str]) -> None:
    assert {"CH-EXT-018"} & {f.id for f in check(engaged(terms).agreement)} == finds


@pytest.mark.parametrize(
    ("form", "when", "found"),
    [
        ("person", "client without reason", {"CH-EXT-019"}),
        ("company", "client without reason", set()),
        ("person", "term over", set()),
    ],
)
def test_severance_of_one_person_speaks_for_employment(
    engaged: Build, form: str, when: str, found: set[str]
) -> None:
    agreed = engaged(CLOSE + SALE.replace("client without reason", when)).agreement
    one = apply(agreed, [Change("foundation.parties.consultant.form", None, form)])
    assert {"CH-EXT-019"} & {f.id for f in check(one)} == found
