"""What is wrong with terms of expenses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.core.vocabulary.consent import of_the_wrong_side
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.sentence import say

if TYPE_CHECKING:
    from charter.core.clauses.financials.expenses import Expenses
    from charter.core.vocabulary.deal import Deal


def findings(terms: Expenses, deal: Deal) -> Iterator[Finding]:
    """Give the findings on terms of expenses."""
    if terms.covered == "none":
        return
    yield from _of_the_limits(terms)
    yield from _of_the_claim(terms)
    for key, level in (terms.approval or {}).items():
        for place, wrong in of_the_wrong_side(level.by, deal):
            yield terms.finding(
                "CH-FIN-131",
                Level.ERROR,
                f"approval.{key}.by.{place}",
                wrong,
                say("Name somebody of the client."),
            )


def _of_the_limits(terms: Expenses) -> Iterator[Finding]:
    total, each = terms.total_up_to, terms.each_up_to
    if total is None:
        yield terms.finding(
            "CH-FIN-130", Level.WARNING, "total_up_to", say("Nothing limits what all expenses cost together."),
            say("Agree the most for a month or for the whole engagement."),
        )  # fmt: skip
    if each is not None and total is not None and each > total:
        yield terms.finding(
            "CH-FIN-132", Level.WARNING, "each_up_to",
            say("One expense may cost {each}, but all together only {total}.", each=each, total=total),
            say("Lower the limit for one expense."),
        )  # fmt: skip
    for key, level in (terms.approval or {}).items():
        if each is not None and each > level.above:
            yield terms.finding(
                "CH-FIN-133", Level.WARNING, "each_up_to",
                say(
                    "Above {above} an expense needs a yes, so the limit of {each} without one never counts.",
                    above=level.above, each=each,
                ),
                say("Lower the limit for one expense, or ask for the yes above a higher sum."),
            )  # fmt: skip
        if total is not None and level.above >= total:
            yield terms.finding(
                "CH-FIN-134", Level.WARNING, f"approval.{key}.above",
                say(
                    "No expense above {above} fits into {total}, so nobody is ever asked.",
                    above=level.above, total=total,
                ),
                say("Ask for a yes above a lower sum."),
            )  # fmt: skip


def _of_the_claim(terms: Expenses) -> Iterator[Finding]:
    if terms.markup is not None and terms.markup:
        yield terms.finding(
            "CH-FIN-135", Level.ADVICE, "markup",
            say("{share} on top of the cost of each expense earns little and costs trust.", share=terms.markup),
            say("Leave it out."), to=None,
        )  # fmt: skip
    if terms.receipts is False:
        yield terms.finding(
            "CH-FIN-136", Level.ADVICE, "receipts", say("Without receipts nobody can check what was spent."),
            say("Ask for them."), to=True,
        )  # fmt: skip
    if terms.late_claim == "paid":
        yield terms.finding(
            "CH-FIN-137", Level.ADVICE, "late_claim",
            say(
                "An expense claimed after {time} is still paid, so the client cannot close its books.",
                time=terms.claim_within or "",
            ),
            say("Let late claims lapse."), to="lapses",
        )  # fmt: skip
