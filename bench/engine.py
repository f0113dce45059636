"""The engine: everything that follows from two years of an engagement, beside beancount loading the same entries.

Recomputed is all that a page of an engagement shows: charges, invoices and duties. Then ten and a hundred times the
entries in the same two years: the time may grow as they do, no faster.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from beancount import loader

from bench import busy
from bench.ratio import Ratio, beside, seconds
from charter.core.billing import charges, invoices
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.vocabulary.journal import Journal


def measure() -> Iterable[Ratio]:
    """Recompute beside beancount, then against our own figure of the smaller journal."""
    year = busy.engagement()
    text = busy.ledger(year.journal)
    entries = len(year.journal.entries)
    assert loaded(text) == entries + 5
    fees = [charge for charge in charges(year, busy.TODAY) if charge.id.startswith("financials.retainer/2")]
    assert len(fees) == busy.MONTHS
    ours, theirs = beside(lambda: recompute(year), lambda: loaded(text))
    yield Ratio(
        f"recompute {entries} entries of 24 months", "beancount loads them", ours, theirs, at_most=0.25
    )
    for times in (10, 100):
        busier = busy.engagement(times)
        more = len(busier.journal.entries)
        late, early = beside(partial(recompute, busier), partial(recompute, year), rounds=5)
        yield Ratio(f"recompute {more:,} entries", f"{entries} entries", late, early, at_most=more / entries)


def recompute(year: Engagement) -> None:
    """Compute everything anew: a new journal of the same entries, so that nothing of it is kept; the contract is."""
    anew = year.with_journal(Journal(year.journal.entries))
    charges(anew, busy.TODAY)
    invoices(anew, busy.TODAY)
    duties(anew, busy.TODAY, busy.STARTS)


def loaded(text: str) -> int:
    """Load a ledger as beancount does, with its own plugins; give the number of directives."""
    entries, errors, _ = loader.load_string(text)
    assert not errors
    return len(entries)


__all__ = ["measure", "seconds"]
