"""What an entry brought about, line by line, each under its clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import charter
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.sentence import Sentence, say
from charter.web.kit.refused import NotFound, PageRefused

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from charter.core.engagement import Engagement
    from charter.core.vocabulary.charge import Charge
    from charter.core.vocabulary.duty import Duty


@dataclass(frozen=True)
class Followed:
    """One thing that follows: in a word how, what, whose it is, until when or for how much, and its clause."""

    how: str
    reads: Sentence
    whose: str
    when: Sentence | None
    cite: str
    citation: str


@dataclass(frozen=True)
class FollowingPage:
    """An entry, and all that follows from it as seen today."""

    brought: charter.BroughtAbout
    lines: list[Followed]


def following_page(engagement: Engagement, address: str, today: dt.date) -> FollowingPage:
    """Show what an entry brought about, named by its address or id.

    Raises NotFound where there is none of that name, PageRefused for one that was struck out or is still to come.
    """
    entry = next((each for each in engagement.journal.entries if each.called(address)), None)
    if entry is None:
        raise NotFound
    brought = charter.brought_about(engagement, entry, today)
    if brought is None:
        raise PageRefused("This entry was struck out, or its day is still to come.", "The journal has both.")
    agreement = engagement.in_force(today)
    lines = [
        Followed(how, reads, whose, when, cite, charter.citation(agreement, cite))
        for how, reads, whose, when, cite in _lines(brought)
    ]
    return FollowingPage(brought, lines)


def _lines(brought: charter.BroughtAbout) -> Iterator[tuple[str, Sentence, str, Sentence | None, str]]:
    found = brought.difference
    for each in found.met:
        yield "Done", each.reads, _whose(each), None, each.cite
    yield from _charged("Charged", found.charged)
    yield from _charged("No longer charged", found.uncharged)
    yield from _due("New", found.gained)
    for was, now in found.moved:
        when = say("{before}, now {after}", before=was.due, after=now.due) if was.due and now.due else None
        yield "Moved", now.reads, _whose(now), when, now.cite
    yield from _due("No longer", found.lost)


def _charged(how: str, of: Iterable[Charge]) -> Iterator[tuple[str, Sentence, str, Sentence | None, str]]:
    for each in of:
        yield how, each.reads, "", say("{sum}", sum=Money(each.minor, each.currency)), each.cite


def _due(how: str, of: Iterable[Duty]) -> Iterator[tuple[str, Sentence, str, Sentence | None, str]]:
    """Give duties by their days, those that say the same as one."""
    alike: dict[tuple[str, str, str], list[Duty]] = {}
    for each in of:
        alike.setdefault((each.cite, str(each.reads), each.by), []).append(each)
    for same in alike.values():
        days = sorted(each.due for each in same if each.due)
        when = say("{day}", day=days[0]) if days else None
        if len(days) > 1:
            when = say("{n} times from {first} to {last}", n=len(days), first=days[0], last=days[-1])
        yield how, same[0].reads, _whose(same[0]), when, same[0].cite


def _whose(duty: Duty) -> str:
    return "both sides" if duty.by == "both" else f"the {duty.by}"
