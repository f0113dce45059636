"""Duties of which only that they were done is recorded: an entry `reminded` of the duty's id meets them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypedDict, Unpack

from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Reminded
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence


class TickedMore(TypedDict, total=False):
    """What more can be said of such a duty: the term it rests on, whom it is owed to, its hour, and who does it."""

    field: str
    to: Side | str
    at: dt.time | None
    who: str


def ticked(  # noqa: PLR0917 - as the methods of a clause are called that make a duty
    made: Callable[..., Duty],
    key: str,
    by: Side | str,
    reads: Sentence,
    due: dt.date | None,
    since: dt.date,
    journal: Journal,
    **told: Unpack[TickedMore],
) -> Duty:  # fmt: skip
    """Give a duty that is met once somebody records it by its id.

    `made` is how the clause makes it: `cls.must`, `cls.may` or `cls.will`; the rest is as there.
    """
    name = f"{made.__self__.cite}/{key}"  # type: ignore[attr-defined]  # a method of a clause's class
    more = {"meets": meets(Reminded, of=name), "met": journal.reminded(name)}
    return made(key, by, reads, due, since, **more, **told)
