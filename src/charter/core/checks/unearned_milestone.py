"""CH-FIN-003: a milestone that waits for an acceptance which nothing ever brings about."""

from __future__ import annotations

from collections.abc import Iterator

from charter.core.agreement import Agreement
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.sentence import say


def check(agreement: Agreement, deal: Deal) -> Iterator[Finding]:
    """Find milestones earned on acceptance where nothing says how a deliverable is accepted."""
    milestones = agreement.financials.milestones
    waiting = [k for k, m in milestones.things.items() if m.acceptance_of] if milestones else []
    if waiting and not deal.has("scope.acceptance"):
        yield Finding(
            "CH-FIN-003",
            Level.ERROR,
            f"financials.milestones.{waiting[0]}.acceptance_of",
            say(
                "{count} of the milestones wait for an acceptance, but nothing says how the client accepts.",
                count=len(waiting),
            ),
            say("Add [scope.acceptance] with a review and what silence means."),
        )
