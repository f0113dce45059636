"""CH-EXT-020: a payment on leaving that can never be owed, and those that can."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.core.agreement import Agreement
from charter.core.billing import charges
from charter.core.changes import apply
from charter.core.check import check
from charter.core.engagement import Engagement
from charter.core.vocabulary.change import Change
from tests.core.clauses.exit.test_settlement import CLOSE
from tests.core.journal import notice

Build = Callable[..., Engagement]
LASTING = '[foundation.term]\nstarts = 2026-03-01\ninitial = "3 months"\nrenewal = "{}"\n'
CAUSE = '[exit.termination.cause.client]\ngrounds = ["Breach"]\ncure = "30 days"\nlapses = "9 days"\n'
CONTROL = f"{CLOSE}\n[exit.termination.change_of_control]\nmeans.share = '50 %'\nwho = 'either'\nnotice = '5 days'\n"


def paying(more: str, when: str = "client without reason") -> str:
    return f'[exit.settlement.payments.gone]\nwhen = "{when}"\nwhat = "the hours kept free"\n{more}\n'


def found(agreed: Agreement) -> list[tuple[str, str]]:
    return [(f.place, str(f.message)) for f in check(agreed) if f.id == "CH-EXT-020"]


ONCE = 'amount = "EUR 900.00"'
NO_WAY = "The agreement gives no way to end it so: the payment is never owed."
LATE = CLOSE.replace(
    'client = { notice = "9 days" }', 'client = { notice = "9 days", not_before = "4 months" }'
)
ENGLISH = CLOSE.replace('at_once = ["Breach"]', "")
GB = [Change("general.law.governing", None, "GB-ENG")]  # under which nothing ends at once by itself


@pytest.mark.parametrize(
    ("terms", "field", "why"),
    [
        (CLOSE + paying('amount = "EUR 0.00"'), "amount", "A payment of nothing is never owed."),
        (
            CLOSE + paying(ONCE + '\nrelease_within = "0 days"'),
            "release_within",
            "The consultant may sign only after the last day, and then has no day left.",
        ),
        (CLOSE + paying(ONCE, "change of control"), "when", NO_WAY),
        (CLOSE + paying(ONCE, "person lost"), "when", NO_WAY),
        (CLOSE + paying(ONCE, "term over"), "when", NO_WAY),
        (CLOSE.replace('client = { notice = "9 days" }', "") + paying(ONCE), "when", NO_WAY),
        (
            LATE + paying(ONCE + '\nfalls_over = "3 months"'),
            "falls_over",
            (
                "It can end so after 30 June 2026 at the earliest, and from 31 May 2026 on nothing is left: the payment is"
                " never owed."
            ),
        ),
        (LASTING.format("none") + LATE + paying(ONCE), "when", NO_WAY),
        (
            LASTING.format("by agreement") + LATE + paying('share_of_rest = "50 %"'),
            "share_of_rest",
            (
                "It can end so after 30 June 2026 at the earliest, and the first term is over then: the payment is never"
                " owed."
            ),
        ),
        (
            LASTING.format("none") + CLOSE + paying('share_of_rest = "50 %"', "term over"),
            "share_of_rest",
            (
                "It can end so after 31 May 2026 at the earliest, and the first term is over then: the payment is never"
                " owed."
            ),
        ),
        (
            ENGLISH + CAUSE + paying(ONCE + '\nfalls_over = "9 days"', "client for cause"),
            "falls_over",
            (
                "It can end so after 19 March 2026 at the earliest, and from 9 March 2026 on nothing is left: the payment"
                " is never owed."
            ),
        ),
        (ENGLISH + paying(ONCE, "consultant for cause"), "when", NO_WAY),
    ],
)
def test_what_can_never_be_owed_is_found(engaged: Build, terms: str, field: str, why: str) -> None:
    agreed = apply(engaged(terms).agreement, GB if ENGLISH in terms else [])
    assert found(agreed) == [(f"exit.settlement.payments.gone.{field}", why)]


@pytest.mark.parametrize(
    "terms",
    [
        CLOSE + paying(ONCE),
        CLOSE + paying(ONCE + '\nfalls_over = "1 month"\nrelease_within = "1 day"'),
        CLOSE + paying(ONCE, "client for cause"),
        CONTROL + paying(ONCE, "change of control"),
        LASTING.format("none") + CLOSE + paying(ONCE, "term over"),
        LASTING.format("by agreement") + CLOSE + paying('share_of_rest = "50 %"'),
    ],
)
def test_what_may_be_owed_is_not(engaged: Build, terms: str) -> None:
    assert found(engaged(terms).agreement) == []


@given(time=st.integers(0, 40), wait=st.integers(0, 60), falls=st.integers(1, 80))
def test_it_is_found_exactly_where_no_notice_ever_brings_it_about(
    engaged: Build, time: int, wait: int, falls: int
) -> None:
    right = f'client = {{ notice = "{time} days", not_before = "{wait} days" }}'
    terms = CLOSE.replace('client = { notice = "9 days" }', right)
    terms += paying(f'{ONCE}\nfalls_over = "{falls} days"')
    first = date(2026, 2, 16)  # the day of the agreement, before it starts
    told = (notice("termination", str(first + timedelta(n))) for n in (0, 1, 5, 20, 90))
    owed = any("gone" in c.id for each in told for c in charges(engaged(terms, each), date(2026, 12, 1)))
    assert owed is not bool(found(engaged(terms).agreement))
