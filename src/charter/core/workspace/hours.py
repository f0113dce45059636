"""Hours over all engagements of a workspace, against the most there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from charter.core.agreement import Agreement, stated
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.stated import IncludesHours, Sides
from charter.core.workspace.workspace import IncludedHours, Workspace


def hours_findings(
    workspace: Workspace, here: Sequence[IncludedHours], agreement: Agreement, today: dt.date
) -> Iterator[Finding]:
    """Find more hours a month, with those that are included here, than there are for all clients."""
    most = workspace.settings.hours
    day, mine = hours_asked_for(here, today)
    if most is None or mine is None:
        return
    found = ((other.client.name, _on(other.included, day)) for other in workspace.others)
    owed = [(client, hours) for client, hours in found if hours is not None]
    whole = Hours(mine.seconds + sum(hours.seconds for _, hours in owed))
    if whole > most:
        client = stated(agreement, Sides).client.name
        most_first = sorted([(client, mine), *owed], key=lambda each: (-each[1].seconds, each[0]))
        named = tuple(say("{client} {hours}", client=name, hours=hours) for name, hours in most_first)
        yield Finding(
            "CH-WSP-016", Level.WARNING, agreement.stating(IncludesHours),
            say(
                "From {day} on you owe {whole} a month, and have {most}: {named}.",
                day=day, whole=whole, most=most, named=named,
            ),
            say("Agree on fewer hours, end something else before, or say that there are more."),
        )  # fmt: skip


def hours_asked_for(here: Sequence[IncludedHours], today: dt.date) -> tuple[dt.date, Hours | None]:
    """Give the day for which the hours of all are added up, and those that are included here then, if any.

    It is today, or the first day on which any are included here.
    """
    day = max(today, min((each.first for each in here), default=today))
    return day, _on(here, day)


def _on(included: Iterable[IncludedHours], day: dt.date) -> Hours | None:
    """Give the hours on a day; None where none are included then."""
    return next((e.hours for e in included if e.first <= day and (e.last is None or day <= e.last)), None)
