"""Notices: in which form a message or a notice is sent, from whom, to which address, and when it counts as received."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from pydantic import Field

from charter.core.vocabulary.clause import Clause, Missed
from charter.core.vocabulary.dates import TimeOfDay
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.notice import ON_PAPER
from charter.core.vocabulary.party import Side, of_side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Receipt
from charter.core.vocabulary.term import Listed

NoticeWay: TypeAlias = Literal[
    "e-mail", "letter", "registered letter", "courier", "signed PDF", "project tool"
]
"""How a message or a notice is sent; a signed PDF is sent by e-mail."""


class Notices(Clause):
    """How the sides send each other messages and notices."""

    missed = Missed(
        Level.WARNING,
        say("no form of notices is agreed, so a notice by telephone may end the engagement, at any hour"),
    )
    unsaid = say("how notices are given, and when they count as received")

    message_by: Listed[NoticeWay] = Field(
        description="How a message is sent: an answer, a yes to a cost, a reminder.",
        examples=[["e-mail", "project tool"]],
        min_length=1,
    )
    notice_by: Listed[NoticeWay] = Field(
        description="How a notice is sent: what ends or suspends the work, or disputes a sum.",
        examples=[["e-mail", "letter"]],
        min_length=1,
    )
    cut_off: TimeOfDay = Field(
        description="Until which hour of a business day what arrives is received on it.", examples=["18:00"]
    )

    @figure
    def by_post(self, deal: Deal) -> bool:
        """Whether a notice may go on paper, to the address for letters."""
        return not ON_PAPER.isdisjoint(self.notice_by)

    @figure
    def by_mail(self, deal: Deal) -> bool:
        """Whether a notice may go by e-mail, to the address for notices."""
        return not {"e-mail", "signed PDF"}.isdisjoint(self.notice_by)

    def states(self) -> Iterator[object]:
        """State in which form notices count, and until which hour."""
        yield Receipt(self.notice_by, self.cut_off)

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        return say("until the last claim has ended")

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a form that reaches nobody in time, and a side for which nobody may give notices."""
        if ON_PAPER.issuperset(self.notice_by):
            yield self.finding(
                "CH-GEN-040", Level.ADVICE, "notice_by",
                say("A notice goes on paper only: each takes days to arrive, also the one that stops a danger."),
                say("Let an e-mail to the address for notices do."), to=["e-mail", *self.notice_by],
            )  # fmt: skip
        for side in Side:
            people = of_side(deal.people[-1][1], side)
            if people and not any("give notices" in person.may for person in people.values()):
                key, person = next(iter(people.items()))
                yield Finding(
                    "CH-GEN-041", Level.ERROR, f"foundation.parties.people.{key}.may",
                    say("Nobody may give notices for the {side}, so it can never end the engagement.", side=side),
                    say('Add "give notices" to what {name} may do.', name=person.name),
                )  # fmt: skip
