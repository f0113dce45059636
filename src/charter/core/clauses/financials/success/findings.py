"""What is wrong with payments that depend on success."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.core.clauses.financials.success.terms import Success
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.sentence import say

if TYPE_CHECKING:
    from charter.core.clauses.financials.success import PayOnSuccess
    from charter.core.vocabulary.deal import Deal

_LONG_DAYS = 2 * 366
_DEALS = re.compile(
    r"\b(acquisitions?|capital raised|financing|fundrais\w*|investments?|merger|raised|raise|round|sale of the company|"
    r"securities|shares sold|transaction value)\b",
    re.IGNORECASE,
)
"""Words of a base that is the money of a financing or of a sale of the company."""

BROKERS: dict[str, Source] = {
    "US": Source("Securities Exchange Act of 1934, s 15(a), 15 U.S.C. 78o(a)", "likely", "2026-11"),
    "GB": Source(
        "Financial Services and Markets Act 2000, s 19, and Regulated Activities Order, art 25",
        "likely",
        "2026-11",
    ),
    "DE": Source("KWG 32 (1), WpIG 15", "likely", "2026-11"),
}
"""Under which law who is paid by the success of a financing or a sale needs a licence, by country."""


def findings(terms: PayOnSuccess, deal: Deal) -> Iterator[Finding]:
    """Give the findings on payments that depend on success."""
    for key, thing in terms.things.items():
        yield from _of(key, thing, terms, deal)


def _of(key: str, thing: Success, terms: PayOnSuccess, deal: Deal) -> Iterator[Finding]:
    if thing.kind == "discretionary":
        return
    if thing.measure is None and thing.base is None:
        yield terms.finding(
            "CH-FIN-170", Level.ERROR, f"{key}.base",
            say("Nothing says what is counted for '{name}'.", name=thing.name),
            say("Name a measure, or say in words what counts and what does not."),
        )  # fmt: skip
    source = BROKERS.get(deal.law.partition("-")[0])
    if thing.amount is None and _DEALS.search(thing.base or "") and source is not None:
        yield terms.finding(
            "CH-FIN-171", Level.ERROR, f"{key}.base",
            say("'{name}' pays a part of a financing or a sale: whoever arranges one for a share may need a licence.",
                name=thing.name),
            say("Agree a fixed fee for the work, whatever comes of it, or ask a lawyer first."), source=source,
        )  # fmt: skip
    if thing.audit is None and thing.amount is None:
        yield terms.finding(
            "CH-FIN-172", Level.ADVICE, f"{key}.audit",
            say("Nobody may look at the books behind the statements for '{name}'.", name=thing.name),
            say("Agree an audit, with who pays for it."),
        )  # fmt: skip
    if thing.paid_when_received and thing.tail is None:
        yield terms.finding(
            "CH-FIN-173", Level.WARNING, f"{key}.tail",
            say("What arrives after the Last Day is lost for '{name}', though it was earned before.", name=thing.name),
            say("Let it count for some months after the end."), to="6 months",
        )  # fmt: skip
    if thing.tail is not None and thing.tail.about_days > _LONG_DAYS:
        yield terms.finding(
            "CH-FIN-174", Level.WARNING, f"{key}.tail",
            say("'{name}' counts on for {time} after the end.", name=thing.name, time=thing.tail),
            say("Six to twelve months are usual."), to="12 months",
        )  # fmt: skip
