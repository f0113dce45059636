"""CH-FND-005 and 007: an act that protects one-person suppliers, and what it wants in the contract."""

from __future__ import annotations

from collections.abc import Iterator

from charter.core.agreement import Agreement
from charter.core.law.lookup import law, law_at
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.sentence import say, verbatim

ITEMISED = (("scope.services", "scope.deliverables"), ("financials.invoicing",), ("financials.payment",))
"""The clauses that itemise what is done (one of them is enough), list it by a day, and set the day to pay."""

PLACE = "foundation.parties.consultant.form"


def check(agreement: Agreement, deal: Deal) -> Iterator[Finding]:  # noqa: ARG001 - as every rule is asked
    """Find what an act wants in the contract that is not there; else advise to keep what proves it.

    The act is that of where the client is, of where the consultant is, or of the law that governs.
    """
    laws = (*(law_at(party.country, party.state) for party in (deal.client, deal.consultant)), law(deal.law))
    fact = next(filter(None, (one.fact("freelancer", deal.agreed) for one in laws)), None)
    if fact is None or deal.consultant.form not in set(fact.value["forms"]):
        return
    lacking = tuple(one[0] for one in ITEMISED if not any(map(deal.has, one))) if fact.value["sure"] else ()
    source = fact.cited(deal.agreed)
    if lacking:
        message = say("{rule} This agreement lacks {lacking}.", rule=fact.rule, lacking=lacking)
        hint = say("Add {tables}.", tables=tuple(f"[{cite}]" for cite in lacking))
        yield Finding("CH-FND-005", fact.weight, PLACE, message, hint, source)
    else:
        years = fact.value["keep_years"]
        hint = say(
            "Sign before the work starts, and keep the signed agreement for {years} years.", years=years
        )
        yield Finding("CH-FND-007", Level.ADVICE, PLACE, verbatim(fact.rule), hint, source)
