"""What is wrong with grants of equity."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.core.clauses.financials.equity.terms import Grant
from charter.core.law.lookup import law
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.party import Form
from charter.core.vocabulary.sentence import say

if TYPE_CHECKING:
    from charter.core.clauses.financials.equity import Equity
    from charter.core.vocabulary.deal import Deal

_PLANNED = frozenset({"option", "restricted stock", "restricted stock unit"})

DISCOUNT = Source("26 U.S.C. 409A: rsmus.com, Stock options and section 409A", "certain", "2026-11-30")
"""An option below the value of its day is taxed when it vests, with a fifth on top."""


def election_days(day: dt.date) -> int:
    """Give how many days after the transfer an election under section 83(b) is filed at the latest."""
    fact = law("US").fact("equity_for_work", day)
    return int(fact.value["election_days"]) if fact is not None else 30


def needs_election(grant: Grant, deal: Deal) -> bool:
    """Whether the holder has to think of an election under section 83(b): stock that vests, and an American holder."""
    vests = grant.monthly is not None or grant.tranches is not None
    return grant.kind in {"restricted stock", "shares"} and vests and deal.consultant.country == "US"


def findings(terms: Equity, deal: Deal) -> Iterator[Finding]:
    """Give the findings on grants of equity."""
    for key, grant in terms.things.items():
        yield from _papers(key, grant, terms)
        yield from _american(key, grant, terms, deal)


def _papers(key: str, grant: Grant, terms: Equity) -> Iterator[Finding]:
    if grant.plan is None and grant.kind in _PLANNED:
        yield terms.finding(
            "CH-FIN-190", Level.WARNING, f"{key}.plan", say("No plan is named for '{name}'.", name=grant.name),
            say("Name the plan under which the client grants it."),
        )  # fmt: skip
    if grant.holder is not None:
        yield terms.finding(
            "CH-FIN-191", Level.ADVICE, f"{key}.holder",
            say("{holder} holds '{name}', and is no party to this agreement.", holder=grant.holder, name=grant.name),
            say("Have the holder sign the papers, and ask a tax adviser."),
        )  # fmt: skip
    if grant.instead is None:
        yield terms.finding(
            "CH-FIN-195", Level.ADVICE, f"{key}.instead",
            say("If the board never decides on '{name}', nothing is owed for it.", name=grant.name),
            say("Agree what the client pays then."),
        )  # fmt: skip
    if grant.tranches is not None and grant.in_tranches < 1:
        yield terms.finding(
            "CH-FIN-197", Level.WARNING, f"{key}.tranches",
            say("The tranches of '{name}' are less than the whole: the rest never vests.", name=grant.name),
            say("Let their shares make up 100 %."),
        )  # fmt: skip
    if grant.option and grant.exercise_within is None:
        yield terms.finding(
            "CH-FIN-196", Level.WARNING, f"{key}.exercise_within",
            say("Nothing says how long '{name}' can be exercised after the end.", name=grant.name),
            say("Ninety days are usual; advisers often have longer."), to="90 days",
        )  # fmt: skip


def _american(key: str, grant: Grant, terms: Equity, deal: Deal) -> Iterator[Finding]:
    source = law("US").source("equity_for_work", deal.agreed)
    if deal.client.country == "US" and deal.consultant.form is not Form.PERSON and grant.holder is None:
        yield terms.finding(
            "CH-FIN-192", Level.WARNING, f"{key}.holder",
            say("American securities law frees such a grant only for a natural person, and the consultant is none."),
            say("Name the person who holds it, or ask a lawyer for another exemption."), source=source,
        )  # fmt: skip
    if needs_election(grant, deal):
        yield terms.finding(
            "CH-FIN-193", Level.ADVICE, f"{key}.kind",
            say("For '{name}', an election under section 83(b) must be filed within {days} days.",
                name=grant.name, days=election_days(deal.agreed)),
            say("Ask a tax adviser before the board decides."), source=source,
        )  # fmt: skip
    if grant.kind == "option" and deal.consultant.country == "US" and grant.price != "fair market value":
        yield terms.finding(
            "CH-FIN-194", Level.WARNING, f"{key}.price",
            say("An option at another price than the value of its day may be taxed when it vests, with 20 % on top."),
            say("Let the price be the value on the day of the grant."), source=DISCOUNT, to="fair market value",
        )  # fmt: skip
