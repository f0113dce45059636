"""Words that a law asks for on an invoice, and how other languages say those that it sets itself."""

from __future__ import annotations

from collections.abc import Iterator

from charter.core.document.tree import Fact
from charter.core.law.lookup import law
from charter.core.papers.letterhead import Letterhead
from charter.core.vocabulary.entry import Issued
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Accruing

_BY_LAW = (
    say("Exempt as a small business under section 19 (1) UStG"),
    say("Reverse charge: the customer accounts for the tax"),
    say("Autoliquidation: the customer accounts for the tax"),
    say("Not taxable in Germany"),
    say("Not taxable in France"),
    say("None for early payment."),
    say("The European Central Bank's rate for its latest refinancing operation plus 10 percentage points"),
)
"""Words of a law on an invoice that other languages have their own for."""


def in_law(frozen: str) -> Sentence:
    """Give the frozen words of a law so that another language may have its own; else as they were frozen."""
    return next((one for one in _BY_LAW if str(one) == frozen), say("{words}", words=frozen))


def late_words(head: Letterhead, entry: Issued) -> Iterator[Fact]:
    """Say what the law of the sender's place has an invoice say of early and late payment.

    The rate and the fixed sum are those that were agreed; where nothing was, or the law's, those of the law.
    """
    fact = head.place.fact("invoice_words", entry.on)
    rules = law(fact.jurisdiction).late_interest(entry.due) if fact is not None else None
    if fact is None or rules is None:
        return
    late = head.found.at(Accruing, entry.due)
    rate, agreed = late.agreed_price if late is not None else (None, None)
    fixed = agreed or Money(rules.tiers[0].total, rules.currency)
    yield head.fact(say("Discount"), in_law(str(fact.value["discount"])))
    told = say(
        "{rate} from the day after the due date, and a fixed sum of {fixed} for the cost of recovery ({source}).",
        rate=rate or in_law(str(fact.value["rate"])), fixed=fixed, source=fact.source,
    )  # fmt: skip
    yield head.fact(say("Penalties for late payment"), told)
