"""Dearer hours: those outside the working hours, on days off, or asked for at once; of several the dearest counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from pydantic import Field

from charter.core.vocabulary.by_the_clock import Lies, stretches_of
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Worked
from charter.core.vocabulary.money import Percent
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import WorkingHours
from charter.core.vocabulary.term import Terms

When = Literal["outside working hours", "weekends and holidays", "urgent"]
"""When an hour is dearer: outside the working hours, on a day that is no business day, or asked for at once."""

WHEN_SAID: dict[When, Sentence] = {
    "outside working hours": say("outside working hours"),
    "weekends and holidays": say("weekends and holidays"),
    "urgent": say("urgent"),
}
"""When an hour is dearer, as a charge says it."""

_WHEN: dict[Lies, frozenset[str]] = {
    Lies.INSIDE: frozenset(),
    Lies.OUTSIDE: frozenset({"outside working hours"}),
    Lies.DAY_OFF: frozenset({"outside working hours", "weekends and holidays"}),
}
"""Which dearer hours a stretch of work belongs to."""


class Surcharge(Terms):
    """Hours that are dearer."""

    when: When = Field(
        description="Outside the working hours, on days that are no business days, or asked for at once."
    )
    more: Percent = Field(description="How much more such an hour costs, or uses.", examples=["50 %"])


class DearerPart(NamedTuple):
    """A stretch of an entry at one price: the key of its surcharge, None for none, and the seconds."""

    surcharge: str | None
    seconds: int


def split(entry: Worked, held: Mapping[str, Surcharge] | None, deal: Deal) -> list[DearerPart]:
    """Split an entry by the surcharges that it bears."""
    if held is None:
        return [DearerPart(None, entry.hours.seconds)]
    at_once = {"urgent"} if entry.urgent else set()
    return [
        DearerPart(_dearest(held, _WHEN[kind] | at_once), seconds)
        for kind, seconds in stretches_of(entry, deal)
    ]


def _dearest(held: Mapping[str, Surcharge], when: Iterable[str]) -> str | None:
    """Give the key of the highest surcharge of those that apply; None where none does."""
    found = [key for key, surcharge in held.items() if surcharge.when in when]
    return max(found, key=lambda key: held[key].more.fraction, default=None)


def lacking_working_hours(held: Mapping[str, Surcharge] | None, deal: Deal) -> Iterator[str]:
    """Give the keys of surcharges for hours outside of working hours that nobody agreed."""
    if WorkingHours not in deal.stated:
        yield from (key for key, one in (held or {}).items() if one.when == "outside working hours")
