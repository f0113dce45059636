"""Findings on entries and amendments: those too early, too late, or without effect."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from charter.core.authority import WHERE
from charter.core.changes import Amendment
from charter.core.conclusion import Standing
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.sentence import say, verbatim
from charter.core.vocabulary.signing import Declined, Signed
from charter.core.vocabulary.stated import Lasts


def entry_findings(engagement: Engagement, today: dt.date, clock: dt.date) -> Iterator[tuple[int, Finding]]:
    """Give the findings on entries known on a day, each with its place in the journal, from 0.

    `clock` is the day it really is: one may look from an earlier day, but nothing has happened on a later one.
    """
    yield from ((each.place, each.finding) for each in without_effect(engagement, today))
    for place, entry in enumerate(engagement.journal.entries):
        if entry.known > clock and not entry.agreed_ahead:
            yield (
                place,
                Finding(
                    "CH-JRN-002",
                    Level.WARNING,
                    f"entry {place + 1}",
                    say(
                        "This is recorded for {known}, a day still to come: today is {clock}.",
                        known=entry.known,
                        clock=clock,
                    ),
                    say("Correct the day, or record it once it has happened."),
                ),
            )


def unread(path: str, message: str, hint: str) -> Finding:
    """Give a problem of the journal as a finding, where the terms are looked at without it."""
    return Finding("CH-JRN-003", Level.ERROR, path or "journal", verbatim(message), verbatim(hint))


def unheld(path: str, message: str, hint: str) -> Finding:
    """Give a problem of a workspace as a finding, where an engagement is looked at without it."""
    return Finding("CH-WSP-009", Level.ERROR, path or "workspace", verbatim(message), verbatim(hint))


def unsigned_findings(engagement: Engagement, today: dt.date) -> Iterator[Finding]:
    """Give what is lived by and not signed: an agreement with a journal, or an amendment that waits for a signature."""
    for stands in engagement.open:
        if isinstance(stands.text, Amendment):
            yield from _waiting(stands.text, stands, today)
            continue
        if any(_happened(entry, today) for entry in engagement.journal.entries):
            yield Finding(
                "CH-AMD-003",
                Level.WARNING,
                WHERE,
                say(
                    "Nothing of the journal counts, for the agreement is not signed: {why}.", why=stands.reads
                ),
                say("Have it signed by both sides, and write that into the journal."),
            )
        return


def _waiting(amendment: Amendment, stands: Standing, today: dt.date) -> Iterator[Finding]:
    """Tell of an amendment that nobody declined; the more so once the day has come from which it was to count."""
    if stands.declined is None:
        yield Finding(
            "CH-AMD-002",
            Level.WARNING if amendment.effective <= today else Level.ADVICE,
            amendment.change[0].path,
            say("Amendment {number} does not count: {why}.", number=amendment.number, why=stands.reads),
            say("Have it signed by both sides, and the journal say so; or have it declined."),
        )


def _happened(entry: Entry, today: dt.date) -> bool:
    return entry.known <= today and not isinstance(entry, Signed | Declined)


def amendment_findings(engagement: Engagement, today: dt.date) -> Iterator[Finding]:
    """Give the amendments that were to change how long the engagement lasts, but count only after its end."""
    ends = facts(engagement, today).deal.ends
    if ends is None:
        return
    term = engagement.agreement.stating(Lasts)
    for amendment in engagement.contract.amendments:
        if (
            engagement.contract.day_of(amendment) <= today
            and amendment.effective >= ends
            and (path := _of_clause(amendment, term))
        ):
            yield Finding(
                "CH-AMD-001",
                Level.ERROR,
                path,
                say(
                    "Amendment {number} counts from {effective}, when the engagement had ended on {ends}:"
                    " it prolongs nothing.",
                    number=amendment.number,
                    effective=amendment.effective,
                    ends=ends - DAY,
                ),
                say("Make a new agreement for what comes after the end."),
            )


def _of_clause(amendment: Amendment, cite: str) -> str | None:
    """Give the first of its changes that is one of a clause; None where none is."""
    return next((one.path for one in amendment.change if f"{one.path}.".startswith(f"{cite}.")), None)
