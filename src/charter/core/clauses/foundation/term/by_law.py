"""What laws ask of a term that renews itself: a reminder in its window, and a word at signing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.core.law.lookup import law
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.dates import Duration
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.sentence import say

if TYPE_CHECKING:
    from charter.core.clauses.foundation.term import Term

MONTH = 31
"""The most days of a month, to tell what lasts longer than one."""


def findings(term: Term, deal: Deal) -> Iterator[Finding]:
    """Find what the law asks of a renewal by more than a month: a reminder in its window, and a word at signing."""
    fact = law(deal.law).fact("auto_renewal", deal.agreed)
    if fact is None:
        return
    longer = (term.renews_for or term.initial or Duration.parse("1 year")).about_days
    first = term.initial.about_days if term.initial else 0
    if longer <= fact.value["min_months"] * MONTH:
        return
    source, place = fact.cited(deal.agreed), f"{term.cite}.reminder"
    window = fact.value.get("reminder_days")
    asked = max(longer, first) > fact.value.get("reminder_above_months", 0) * MONTH
    if term.reminder is None and asked:
        yield Finding(
            "CH-FND-012",
            fact.weight,
            place,
            say("The term renews itself, and the law that governs asks for a reminder before it does."),
            say("Let the consultant remind the client in time."),
            source=source,
            mend=(Change(place, None, "20 days"),),
        )
    if term.reminder is not None and window and not window[0] <= term.reminder.about_days < window[1]:
        yield Finding(
            "CH-FND-014",
            fact.weight,
            place,
            say(
                "The reminder goes out {reminder} before the last day to refuse; the law wants"
                " it {earliest} to {latest} days before that day, {by}.",
                reminder=term.reminder,
                earliest=window[0],
                latest=window[1],
                by=fact.value["by"],
            ),
            say("Move it into that window."),
            source=source,
            mend=(Change(place, str(term.reminder), "20 days"),),
        )
    if fact.value.get("disclosed_at_signing"):
        message = say(
            "The law that governs wants the renewal pointed out to the client when the agreement is signed."
        )
        hint = say("Let the client put its initials beside this section, and keep the proof.")
        yield term.finding("CH-FND-015", Level.ADVICE, "renewal", message, hint, source=source)
