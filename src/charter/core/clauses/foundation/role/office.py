"""What is wrong with an office: no cover, no end, no limits, and what the law makes of who holds it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.core.law.lookup import law_at
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.protected import InsuredOfficers
from charter.core.vocabulary.sentence import say

if TYPE_CHECKING:
    from charter.core.clauses.foundation.role import ConsultantRole
    from charter.core.vocabulary.deal import Deal

PRACTICE = Source("Charter's study of 54 public agreements", "verified", "2026-08")


def findings(role: ConsultantRole, deal: Deal) -> Iterator[Finding]:
    """Give the findings on an office that the person holds."""
    if not role.indemnified:
        yield role.finding(
            "CH-FND-030", Level.WARNING, "indemnified",
            say("An office without an indemnity: the person pays for what the office brings."),
            say("Let the client make that good."), source=PRACTICE, to=True,
        )  # fmt: skip
    if role.resigns_within is None:
        yield role.finding(
            "CH-FND-032", Level.WARNING, "resigns_within",
            say("Nothing says that the office ends with the engagement."), say("Let it end some days after."),
            source=PRACTICE, to="2 business days",
        )  # fmt: skip
    yield from _insured(role, deal)
    if role.may_sign and not role.authority:
        yield role.finding(
            "CH-FND-037", Level.WARNING, "may_sign",
            say("The person may sign anything for the client, since no power is limited."),
            say("Say what may be signed, up to which sum."), source=PRACTICE, to=False,
        )  # fmt: skip
    yield from _employed(role, deal)


def _insured(role: ConsultantRole, deal: Deal) -> Iterator[Finding]:
    """Find an office that the client does not insure, or only until the last day."""
    insured = deal.stated.get(InsuredOfficers)
    if not isinstance(insured, InsuredOfficers):
        yield role.finding(
            "CH-FND-031", Level.WARNING, "officer", say("An office without insurance for directors and officers."),
            say("Agree on that insurance, by the client, with a time after the end."), source=PRACTICE,
        )  # fmt: skip
        if role.certifies:
            yield role.finding(
                "CH-FND-038", Level.WARNING, "certifies",
                say("The person answers in person for the {what} that it certifies, and no insurance pays for it.",
                    what=role.certifies),
                say("Let the client insure its officers, or let somebody of its own certify."), source=PRACTICE,
            )  # fmt: skip
    elif not insured.after_the_end:
        yield role.finding(
            "CH-FND-039", Level.ADVICE, "officer",
            say("The insurance of officers ends with the engagement, and claims come years later."),
            say("Let it go on for some years after the last day."), source=PRACTICE,
        )  # fmt: skip


def _employed(role: ConsultantRole, deal: Deal) -> Iterator[Finding]:
    """Find an office beside the claim that nobody is an employee, where the law sees one in who holds it."""
    fact = law_at(deal.client.country, deal.client.state).fact("officer", deal.agreed)
    if fact is not None and deal.has("foundation.independence"):
        yield role.finding(
            "CH-FND-103", fact.weight, "officer",
            say("An office, and the claim that nobody is an employee: {rule}.", rule=fact.rule),
            say("Take tax advice before the appointment, or keep the title without the office."),
            source=fact.cited(deal.agreed),
        )  # fmt: skip
