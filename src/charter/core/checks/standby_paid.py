"""CH-SCO-025: a standby fee that is never owed, because the retainer pays for all that waits."""

from __future__ import annotations

from collections.abc import Iterator

from charter.core.agreement import Agreement
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.reference import DELIVERABLES
from charter.core.vocabulary.sentence import say


def check(agreement: Agreement, deal: Deal) -> Iterator[Finding]:
    """Find a standby fee where a fee that includes hours pays for each deliverable that an input holds up."""
    inputs, apart = agreement.scope.dependencies, deal.ruled(deal.starts).paid_apart
    if inputs is None or inputs.standby is None or apart is None:
        return
    if deal.clauses - agreement.clauses.keys():
        return  # a fee that does not hold yet may pay for it
    waiting = {key for thing in inputs.things.values() for key in thing.holds or deal.names(DELIVERABLES)}
    if not waiting & apart:
        yield Finding(
            "CH-SCO-025",
            Level.WARNING,
            f"{inputs.cite}.standby.fee",
            say("The retainer pays for all that waits for an input, so the standby fee is never owed."),
            say("Leave standby out, or pay what waits by a milestone."),
        )
