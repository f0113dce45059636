"""A deposit: a security that is held, used and given back without tax, or an advance that the final invoice deducts."""

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charter.core.billing import charges, invoices, statement
from charter.core.check import check
from charter.core.clauses.financials.deposit import Deposit
from charter.core.clauses.financials.deposit.entries import DepositReceived, DepositReturned, DepositUsed
from charter.core.clauses.financials.deposit.held import held
from charter.core.document.assembly import document
from charter.core.document.tree import Paragraph, plain, sections
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.reading.problem import Problems
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.clause import Past
from charter.core.vocabulary.entry import Entry, Issued, Paid
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.ledger import ledger
from charter.core.vocabulary.money import Money
from tests.budget import tries
from tests.core.clauses.financials.test_hourly import PAY
from tests.core.journal import entry, issued

Build = Callable[..., Engagement]

SECURITY = """
[financials.deposit]
kind = "security"
amount = "EUR 5000.00"
paid_within = "5 days"
returned_within = "14 days"
"""
ADVANCE = """
[financials.deposit]
kind = "advance"
amount = "EUR 5000.00"
"""
TAXED = '[financials.taxes]\ncategory = "standard rate"\n'
LATE = date(2026, 7, 1)
OVER = entry("ended", "2026-06-01", "jonas", why="by law", rule="section 314 BGB")


def received(amount: str, on: str = "2026-03-04") -> str:
    return entry("deposit received", on, amount=amount)


def used(amount: str, on: str = "2026-04-20", invoice: str = "N-1") -> str:
    return entry("deposit used", on, amount=amount, invoice=invoice)


def returned(amount: str, on: str = "2026-06-10") -> str:
    return entry("deposit returned", on, amount=amount)


def booked(engagement: Engagement, day: date = LATE) -> dict[str, int]:
    found = charges(engagement, day)
    return {
        c.id.removeprefix("financials.deposit/"): c.minor
        for c in found
        if c.cite.clause == "financials.deposit"
    }


def owed(engagement: Engagement, day: date) -> dict[str, tuple[str, date | None, date | None]]:
    every = duties(engagement, day, date(2026, 3, 1))
    return {
        d.id.removeprefix("financials.deposit/"): (d.by, d.due, d.met)
        for d in every
        if d.cite.clause == "financials.deposit"
    }


def told(engagement: Engagement) -> list[str]:
    return [str(one.message) for one in without_effect(engagement, LATE)]


# ── a security ─────────────────────────────────────────────────────────────────────────────────


def test_harvest_retainer(engaged: Build) -> None:
    """The oracle harvest-retainer: of a deposit of 5,000.00, an invoice of 2,000.00 leaves 0.00 due and 3,000.00."""
    bill = issued("2026-04-01", "2026-04-15", "EUR 2000.00", charge="financials.hourly/2026-03-01")
    engagement = engaged(SECURITY + PAY, received("EUR 5000.00") + bill + used("EUR 2000.00"))
    found = facts(engagement, LATE)
    (debt,) = ledger(found.journal).debts
    assert debt.left == 0
    assert held(found.journal, found.deal).left == 3000_00
    assert statement(engagement, LATE).balance == 0
    assert [(one.on, one.deemed) for one in found.journal.of(Paid)] == [
        (date(2026, 4, 20), "financials.deposit")
    ]


def test_a_security_is_no_charge_and_bears_no_tax(engaged: Build) -> None:
    engagement = engaged(SECURITY + PAY + TAXED, received("EUR 5000.00"))
    assert booked(engagement) == {}
    assert invoices(engagement, LATE).drafts == ()
    clause = engagement.agreement.financials.deposit
    assert clause is not None
    (price,) = clause.prices()
    assert (str(price.amount), str(price.most), price.taxed) == (
        "EUR 5,000.00 once",
        "EUR 5,000.00 once",
        False,
    )
    assert str(clause.survives(facts(engagement, LATE).deal)) == "until the deposit is given back"


def test_it_is_paid_in_time_and_given_back_after_the_end(engaged: Build) -> None:
    assert owed(engaged(SECURITY, ""), date(2026, 3, 5)) == {
        "pay/2026-03-01": ("client", date(2026, 3, 6), None)
    }
    parts = received("EUR 2000.00", "2026-03-03") + received("EUR 3000.00", "2026-03-05")
    assert owed(engaged(SECURITY, parts), date(2026, 3, 9)) == {
        "pay/2026-03-01": ("client", date(2026, 3, 6), date(2026, 3, 5))
    }
    ended = owed(engaged(SECURITY, parts + OVER), date(2026, 6, 8))
    assert ended["return"] == ("consultant", date(2026, 6, 15), None)
    back = owed(engaged(SECURITY, parts + OVER + returned("EUR 5000.00")), date(2026, 6, 20))
    assert back["return"] == ("consultant", date(2026, 6, 15), date(2026, 6, 10))
    assert "return" not in owed(engaged(SECURITY, OVER), date(2026, 6, 20))


@pytest.mark.parametrize(
    ("use", "paid", "why"),
    [
        (used("EUR 2000.00"), 2000_00, ""),
        (used("EUR 2000.00", "2026-04-15"), 0, "It is not overdue, and the engagement has not ended: nothing of the deposit may be used."),
        (used("EUR 2000.00", "2026-03-20"), 0, "No invoice N-1 was issued by then."),
        (used("EUR 2000.00", invoice="N-2"), 0, "No invoice N-2 was issued by then."),
        (used("EUR 6000.00"), 5000_00, "No more of the deposit is left than was used of it before."),
    ],
)  # fmt: skip
def test_only_for_what_is_overdue_and_no_more_than_is_left(
    engaged: Build, use: str, paid: int, why: str
) -> None:
    bill = issued("2026-04-01", "2026-04-15", "EUR 9000.00", charge="financials.hourly/2026-03-01")
    if "N-2" in use:
        with pytest.raises(Problems):
            engaged(SECURITY + PAY, received("EUR 5000.00") + bill + use)
        return
    engagement = engaged(SECURITY + PAY, received("EUR 5000.00") + bill + use)
    assert sum(one.amount.minor for one in facts(engagement, LATE).journal.of(Paid)) == paid
    assert told(engagement) == ([why] if why else [])


def test_after_the_end_it_may_be_used_for_any_open_invoice(engaged: Build) -> None:
    bill = issued("2026-06-01", "2026-06-30", "EUR 500.00", charge="financials.hourly/2026-05-01")
    engagement = engaged(
        SECURITY + PAY, received("EUR 5000.00") + OVER + bill + used("EUR 500.00", "2026-06-02")
    )
    assert told(engagement) == []
    back = engaged(
        SECURITY + PAY,
        received("EUR 5000.00") + OVER + bill + used("EUR 500.00", "2026-06-02") + returned("EUR 4600.00"),
    )
    assert told(back) == ["No more of the deposit is left than was used of it before."]
    assert owed(back, date(2026, 6, 20))["return"][2] is not None


def test_what_was_never_agreed_changes_nothing(engaged: Build) -> None:
    for terms in ("", ADVANCE):
        assert told(engaged(terms, received("EUR 5000.00"))) == [
            "No security was agreed that could come, be used or go back."
        ]


@pytest.mark.parametrize(
    ("to", "duty"),
    [
        ("EUR 6000.00", {"pay/2026-05-01": ("client", date(2026, 5, 6), None)}),
        ("EUR 4000.00", {"less/2026-05-01": ("consultant", date(2026, 5, 15), None)}),
    ],
)
def test_an_amendment_is_paid_or_given_back(
    engaged: Build, to: str, duty: dict[str, tuple[str, date, None]]
) -> None:
    engagement = engaged(SECURITY, received("EUR 5000.00"), changed(to))
    found = owed(engagement, date(2026, 5, 4))
    assert found == {"pay/2026-03-01": ("client", date(2026, 3, 6), date(2026, 3, 4))} | duty


def changed(to: str) -> str:
    return f"""
number = 1
title = "Another deposit"
signed = 2026-04-20
effective = 2026-05-01
[[change]]
path = "financials.deposit.amount"
from = "EUR 5000.00"
to = "{to}"
"""


# ── an advance ─────────────────────────────────────────────────────────────────────────────────


def test_an_advance_is_invoiced_with_its_tax_and_deducted_with_it(engaged: Build) -> None:
    engagement = engaged(ADVANCE + PAY + TAXED, OVER)
    assert booked(engagement, date(2026, 5, 31)) == {"ahead/2026-03-01": 5000_00}
    assert booked(engagement) == {"ahead/2026-03-01": 5000_00, "deducted": -5000_00}
    first, final = invoices(engagement, LATE).drafts
    assert (str(first.total), str(final.total)) == ("EUR 5950.00", "EUR -5950.00")
    assert (first.on, final.on) == (date(2026, 3, 1), date(2026, 6, 1))
    assert owed(engagement, LATE) == {}


def test_an_amended_advance_charges_the_difference_and_deducts_all_of_it(engaged: Build) -> None:
    more = engaged(ADVANCE, OVER, changed("EUR 6000.00"))
    assert booked(more) == {"ahead/2026-03-01": 5000_00, "ahead/2026-05-01": 1000_00, "deducted": -6000_00}
    less = engaged(ADVANCE, OVER, changed("EUR 4000.00"))
    assert booked(less) == {"ahead/2026-03-01": 5000_00, "ahead/2026-05-01": -1000_00, "deducted": -4000_00}
    past: Past[Deposit] = more.contract.pasts[Deposit.cite]  # type: ignore[assignment]  # of this clause
    first, since = date(2026, 3, 1), date(2026, 5, 1)
    assert (Deposit.stable_until(past, first, since), Deposit.stable_until(past, first, first)) == (
        since,
        date.min,
    )


def test_an_engagement_that_never_runs_owes_no_advance(engaged: Build) -> None:
    off = entry("ended", "2026-02-20", "jonas", why="by law", rule="section 314 BGB")
    assert booked(engaged(ADVANCE, off)) == {}


@pytest.mark.parametrize(
    ("terms", "words"),
    [(SECURITY, "no tax comes on top"), (ADVANCE, "must deduct the whole advance, with its tax")],
)
def test_its_words_say_which_it_is(engaged: Build, terms: str, words: str) -> None:
    (section,) = (s for s in sections(document(engaged(terms).agreement)) if s.cite == "financials.deposit")
    assert words in " ".join(plain(block.inlines) for block in section.blocks if isinstance(block, Paragraph))


# ── terms ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        (SECURITY.replace('paid_within = "5 days"\n', ""), "add paid_within"),
        (SECURITY.replace('returned_within = "14 days"\n', ""), "add returned_within"),
    ],
)
def test_terms_that_do_not_fit_are_refused(engaged: Build, terms: str, message: str) -> None:
    with pytest.raises(Problems, match=message):
        engaged(terms)


RETAINER = '[financials.retainer]\namount = "EUR 1000.00"\nperiod = "month"\nbilled = "in advance"\n'
YEAR = '[foundation.term]\nstarts = 2026-03-01\ninitial = "12 months"\nrenewal = "none"\n'


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        (SECURITY, set()),
        (SECURITY.replace("5000", "0"), {"CH-FIN-150"}),
        (SECURITY.replace("5000", "3000") + RETAINER, set()),
        (SECURITY.replace("5000", "3001") + RETAINER, {"CH-FIN-151"}),
        (SECURITY.replace("14 days", "60 days"), set()),
        (SECURITY.replace("14 days", "3 months"), {"CH-FIN-152"}),
        (ADVANCE, {"CH-FIN-153"}),
        (ADVANCE + YEAR, set()),
        (ADVANCE + 'paid_within = "5 days"\nreturned_within = "9 days"\n' + YEAR, {"CH-FIN-154"}),
    ],
)
def test_what_is_odd_is_found(engaged: Build, terms: str, found: set[str]) -> None:
    every = check(engaged(terms + PAY).agreement)
    assert {one.id for one in every if one.place.startswith("financials.deposit")} == found


# ── exact to the cent ──────────────────────────────────────────────────────────────────────────

MOVES = st.lists(
    st.tuples(
        st.sampled_from([DepositReceived, DepositUsed, DepositReturned]),
        st.integers(0, 9),
        st.integers(0, 10**7),
    ),
    max_size=12,
)


@given(MOVES)
@settings(max_examples=tries(50, 1000), deadline=None)
def test_nothing_is_used_or_given_back_that_is_not_there(moves: list[tuple[type[Entry], int, int]]) -> None:
    engagement = read_frame()
    happened: list[Entry] = [one for one in engagement.journal.entries if isinstance(one, Issued)]
    for kind, day, minor in moves:
        on, amount = date(2026, 4, 20 + day), Money(minor, "EUR")
        if kind is DepositUsed:
            happened.append(DepositUsed(on=on, by="mara", amount=amount, invoice="N-1"))
        else:
            happened.append(
                (DepositReceived if kind is DepositReceived else DepositReturned)(
                    on=on, by="mara", amount=amount
                )
            )
    found = held(Journal(happened), facts(engagement, LATE).deal)
    assert found.left >= 0
    assert found.received == found.left + found.returned + sum(minor for _, minor in found.used)


@cache
def read_frame() -> Engagement:
    """Build the engagement of an invoice that is overdue, for a test of many tries."""
    from charter.core.reading import read  # noqa: PLC0415 - one use
    from tests.core.conftest import FRAME, SIGNED, TERM  # noqa: PLC0415 - one use

    bill = issued("2026-04-01", "2026-04-15", "EUR 2000.00", charge="financials.hourly/2026-03-01")
    return read(
        {"agreement.toml": (FRAME + TERM + SECURITY + PAY).encode(), "journal.toml": (bill + SIGNED).encode()}
    )
