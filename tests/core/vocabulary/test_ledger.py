"""The ledger: every payment pays what it names, and what is open, paid ahead and given back adds up on every day."""

from __future__ import annotations

import datetime as dt
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.core.vocabulary.billed import Billed
from charter.core.vocabulary.entry import Entry, FallsDue, Issued, Paid, Refunded
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.ledger import Ledger, ledger
from charter.core.vocabulary.money import Money

FIRST = dt.date(2026, 4, 1)
FEE = "financials.retainer/2026-04-01"
NOTE = "financials.late_payment/interest/N-0/2026-04-01"


def day(n: int) -> dt.date:
    return FIRST + dt.timedelta(days=n - 1)


def euros(whole: int) -> Money:
    return Money(whole, "EUR")


def issued(on: int, number: str, total: int, due: int = 20, charge: str = FEE) -> Issued:
    line = Billed(
        charge=charge,
        reads="Retainer",
        amount=euros(total),
        basis="times(minor=1, count=1)",
        agreed="agreement",
    )
    return Issued(on=day(on), by="mara", number=number, due=day(due), lines=(line,))


def paid(on: int, amount: int, invoice: str | None = None) -> Paid:
    return Paid(on=day(on), by="priya", amount=euros(amount), invoice=invoice)


def refunded(on: int, amount: int) -> Refunded:
    return Refunded(on=day(on), by="mara", amount=euros(amount))


def stands(*entries: Entry) -> tuple[dict[str, int], int, int]:
    """Give what is open by invoice, the credit, and what was given back too much."""
    books = ledger(Journal(entries))
    return {debt.number: debt.left for debt in books.debts}, books.credit, books.over_refunded


def test_a_named_payment_pays_what_it_names_whatever_was_given_back() -> None:
    story = (issued(1, "N-1", 100), paid(2, 100, "N-1"), refunded(3, 40), issued(4, "N-2", 100))
    assert stands(*story, paid(5, 100, "N-2")) == ({"N-1": 0, "N-2": 0}, 0, 40)


def test_money_given_back_leaves_an_open_invoice_as_it_was() -> None:
    assert stands(issued(1, "N-1", 100), refunded(2, 30)) == ({"N-1": 100}, 0, 30)


def test_money_given_back_between_two_payments_of_a_day_counts_as_after_both() -> None:
    one, two = paid(3, 100), paid(3, 50)
    start = issued(1, "N-1", 120)
    assert stands(start, one, refunded(3, 40), two) == stands(start, one, two, refunded(3, 40))
    assert stands(start, one, refunded(3, 40), two) == ({"N-1": 0}, 0, 10)


def test_more_given_back_than_the_next_payment_brings() -> None:
    story = (issued(1, "N-1", 100), paid(2, 100), refunded(3, 80))
    assert stands(*story, paid(4, 50)) == ({"N-1": 0}, 0, 30)
    assert stands(*story, issued(4, "N-2", 50), paid(5, 50, "N-2")) == ({"N-1": 0, "N-2": 0}, 0, 80)


@pytest.mark.parametrize("on", [3, 4])
def test_paid_out_before_its_credit_note_it_was_given_back_too_much_until_then(on: int) -> None:
    """The other invoice stays open: the money of the credit note went out already, also on the same day."""
    story = (issued(1, "N-1", 100), paid(2, 100, "N-1"), issued(2, "N-2", 70), refunded(3, 40))
    assert stands(*story) == ({"N-1": 0, "N-2": 70}, 0, 40)
    assert stands(*story, issued(on, "N-3", -40)) == ({"N-1": 0, "N-2": 70}, 0, 0)
    assert stands(*story, issued(on, "N-3", -60)) == ({"N-1": 0, "N-2": 50}, 0, 0)


def test_a_credit_note_pays_what_is_open_and_the_rest_waits_for_the_next_invoice() -> None:
    story = (issued(1, "N-1", 100), issued(2, "N-2", -130))
    assert stands(*story) == ({"N-1": 0}, 30, 0)
    assert stands(*story, refunded(3, 20)) == ({"N-1": 0}, 10, 0)
    assert stands(*story, issued(3, "N-3", 100)) == ({"N-1": 0, "N-3": 70}, 0, 0)


def test_a_payment_on_the_day_of_a_claim_pays_the_late_invoice_and_not_the_note() -> None:
    story = (issued(1, "N-1", 100, due=2), issued(9, "N-2", 7, due=10, charge=NOTE), paid(9, 100))
    assert stands(*story) == ({"N-1": 0, "N-2": 7}, 0, 0)


def test_without_a_name_the_oldest_due_date_is_paid_first_and_interest_last() -> None:
    story = (
        issued(1, "N-1", 7, due=2, charge=NOTE),
        issued(1, "N-2", 100, due=9),
        issued(1, "N-3", 100, due=8),
    )
    assert stands(*story, paid(3, 150)) == ({"N-1": 7, "N-2": 50, "N-3": 0}, 0, 0)
    assert stands(*story, paid(3, 205)) == ({"N-1": 2, "N-2": 0, "N-3": 0}, 0, 0)
    called = FallsDue(on=day(2), by="time", invoice="N-2", due=day(2))
    assert stands(*story, called, paid(3, 150)) == ({"N-1": 7, "N-2": 0, "N-3": 50}, 0, 0)


# ── random stories ─────────────────────────────────────────────────────────────────────────────

LAST = 12
NUMBERS = ("N-1", "N-2", "N-3", "N-4")
some_day = st.integers(1, LAST)
amount = st.integers(1, 200)
moves = st.one_of(
    st.builds(
        issued, some_day, st.just("N-?"), st.integers(-200, 200), some_day, st.sampled_from([FEE, NOTE])
    ),
    st.builds(paid, some_day, amount, st.sampled_from([None, *NUMBERS])),
    st.builds(refunded, some_day, amount),
    st.builds(
        lambda on, number, due: FallsDue(on=day(on), by="time", invoice=number, due=day(due)),
        some_day,
        st.sampled_from(NUMBERS),
        some_day,
    ),
)


@st.composite
def stories(draw: st.DrawFn) -> tuple[Entry, ...]:
    """Give what happened, with numbers in the order recorded."""
    numbers = count(1)
    return tuple(
        move.model_copy(update={"number": f"N-{next(numbers)}"}) if isinstance(move, Issued) else move
        for move in draw(st.lists(moves, max_size=14))
    )


def until(story: tuple[Entry, ...], n: int) -> Ledger:
    return ledger(Journal(entry for entry in story if entry.on <= day(n)))


def balance(story: tuple[Entry, ...], n: int) -> int:
    """Give what is owed at the end of a day, by adding up alone."""
    total = 0
    for entry in story:
        if entry.on <= day(n):
            total += entry.total.minor if isinstance(entry, Issued) else 0
            total -= entry.amount.minor if isinstance(entry, Paid) else 0
            total += entry.amount.minor if isinstance(entry, Refunded) else 0
    return total


@given(stories())
def test_what_is_open_paid_ahead_and_given_back_adds_up_to_the_balance_of_every_day(
    story: tuple[Entry, ...],
) -> None:
    whole = until(story, LAST)
    for n in range(1, LAST + 1):
        books = until(story, n)
        left = sum(debt.left for debt in books.debts)
        assert left - books.credit + books.over_refunded == balance(story, n)
        assert min(books.credit, books.over_refunded) == 0
        assert not (left and books.credit), "money waits while an invoice is open"
        assert sum(debt.open(day(n)) for debt in whole.debts if debt.issued <= day(n)) == left


@given(stories())
def test_no_invoice_is_paid_more_than_it_is_and_none_before_its_day(story: tuple[Entry, ...]) -> None:
    for debt in until(story, LAST).debts:
        assert 0 <= debt.left == debt.total - sum(minor for _, minor in debt.payments)
        assert all(minor > 0 and on >= debt.issued for on, minor in debt.payments)
        assert [on for on, _ in debt.payments] == sorted(on for on, _ in debt.payments)


@given(stories(), some_day, amount, st.sampled_from(NUMBERS))
def test_a_named_payment_lowers_its_invoice_first(
    story: tuple[Entry, ...], on: int, minor: int, number: str
) -> None:
    """One that comes last on its day, and names an invoice that is open then, pays it as far as it goes."""
    before, after = until(story, on), until((*story, paid(on, minor, number)), on)
    was, now = before.debt(number), after.debt(number)
    credits_of_the_day = any(isinstance(e, Issued) and e.on == day(on) and e.total.minor < 0 for e in story)
    if was is not None and now is not None and not credits_of_the_day:
        assert now.left == max(0, was.left - minor)


@given(stories(), some_day, amount)
def test_money_given_back_never_opens_an_invoice_again(story: tuple[Entry, ...], on: int, minor: int) -> None:
    quiet = tuple(e for e in story if not isinstance(e, Issued) or e.total.minor >= 0)
    paid_of = [(d.number, d.left) for d in until(quiet, on).debts]
    assert [(d.number, d.left) for d in until((*quiet, refunded(on, minor)), on).debts] == paid_of
