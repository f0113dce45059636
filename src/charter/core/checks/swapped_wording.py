"""CH-GEN-020: negotiated words that say they replace a text which is not the one they stand in for."""

from __future__ import annotations

from collections.abc import Iterator

from charter.core.agreement import Agreement
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.sentence import say


def check(agreement: Agreement, deal: Deal) -> Iterator[Finding]:
    """Find wordings whose `replaces` is not the digest of the clause's own text under the law that governs."""
    worded = {
        cite: clause.wording for cite, clause in agreement.clauses.items() if clause.wording is not None
    }
    for cite, wording in worded.items():
        from charter.core.document.library import digest  # noqa: PLC0415 - few agreements have words of their own

        text = digest(cite, deal.law, agreement.general.law.language)
        if wording.replaces != text:
            yield Finding(
                "CH-GEN-020",
                Level.WARNING,
                f"{cite}.wording.replaces",
                say(
                    "The words agreed for {cite} replace another text than the one that would stand here now.",
                    cite=cite,
                ),
                say("Compare them with the text that stands here now, and write its digest."),
            )
