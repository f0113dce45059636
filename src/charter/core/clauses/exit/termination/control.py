"""A change of control of the client: what it means, and who may then leave, within which time and with what notice.

Without its entry, no notice that rests on it ends anything.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field, model_validator

from charter.core.clauses.exit.termination.notices import CONTROL
from charter.core.vocabulary.bounds import NoticeTime, Share, TimeToAct
from charter.core.vocabulary.control import ControlChanged, ControlMatters
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Notice
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.term import Terms

if TYPE_CHECKING:
    from charter.core.clauses.exit.termination import Termination


class ControlMeans(Terms):
    """What a change of control is."""

    share: Share | None = Field(
        None,
        description="More than which share of the client's votes somebody new holds then; left out: no share counts.",
        examples=["50 %"],
    )
    assets: bool = Field(
        default=False, description="Whether it is one if somebody new buys most of its business."
    )
    board: bool = Field(
        default=False, description="Whether it is one if somebody new may name most of those who manage it."
    )

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.share is None and not self.assets and not self.board:
            raise ValueError("says nothing: give a share, or set assets or board to true")
        return self


class ControlRight(Terms):
    """Ending because control of the client changed."""

    means: ControlMeans = Field(description="What a change of control is.")
    who: Literal["either", "client", "consultant"] = Field(description="Which side may then end it.")
    within: TimeToAct | None = Field(
        None,
        description="How long after it learned of it a side may give notice; left out: no such time.",
        examples=["60 days"],
    )
    notice: NoticeTime = Field(description="With how much notice.", examples=["10 days"])

    def may(self, side: Side) -> bool:
        """Whether a side may end it over that."""
        return self.who in {"either", side}


def change(journal: Journal, day: dt.date) -> ControlChanged | None:
    """Give the last time that control changed, up to a day; None where it never did."""
    return max(journal.of(ControlChanged, until=day + DAY), key=lambda each: each.on, default=None)


def when_changed(clause: Termination, deal: Deal, journal: Journal) -> Iterator[Duty]:
    """Give the right to leave after a change of control to each side that has it, while it may still act on it."""
    right = clause.change_of_control
    changed = change(journal, deal.today) if deal.runs(deal.today) else None
    if right is None or changed is None:
        return
    last = deal.after(right.within, changed.known) if right.within is not None else None
    for side in Side if last is None or deal.today <= last else ():
        if right.may(side):
            yield clause.may(
                f"end/{side}/control/{changed.on}",
                side,
                say(
                    "End the engagement with {time} of notice: control of the client changed",
                    time=right.notice,
                ),
                last,
                changed.on,
                field="change_of_control",
                meets=meets(Notice, of=CONTROL, side=side),
            )


def undefined(clause: Termination, deal: Deal) -> Iterator[Finding]:
    """Find that something hangs on a change of control while nothing says what that is."""
    if clause.change_of_control is None and ControlMatters in deal.stated:
        yield clause.finding(
            "CH-EXT-021", Level.WARNING, "change_of_control",
            say("Units or money hang on a change of control of the client, and nothing says what that is."),
            say("Add [exit.termination.change_of_control], which says so and who may then leave."),
        )  # fmt: skip
