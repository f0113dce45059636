"""Entries: what happened. One class a kind; the journal file holds them as `[[entry]]` with their `kind`.

`on` is when it happened, `recorded` when we learned it (left out: the same day), `by` who did it. What silence
or time brings about is an entry too, deemed by a clause (`deemed`), and never written to the file.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, TypeAdapter, model_validator

from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.dates import Day, Hours
from charter.core.vocabulary.money import Money, SignedMoney
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.term import Key, Line, Listed, Prose, Terms


class Entry(Terms):
    """One thing that happened."""

    retroactive: ClassVar[bool] = True
    """Whether learning it late can change what had already come about (so that it is corrected)."""

    about: ClassVar[str] = "name"
    """The field that says what it is about: the thing, or the other entry, that it bears on."""

    on: Day = Field(description="The day on which it happened.", examples=["2026-03-04"])
    recorded: Day | None = Field(None, description="The day we learned it; left out: the same day.")
    by: Line = Field(description="Who did it.", examples=["Mara Lindqvist"])
    id: Key | None = Field(None, description="A short name, so that a correction can point at it.")
    note: Prose | None = Field(None, description="Anything worth remembering.")
    deemed: Annotated[str, Field(max_length=0)] = Field("", exclude=True, repr=False)

    @model_validator(mode="after")
    def _learned_after(self) -> Self:
        if self.recorded is not None and self.recorded < self.on:
            raise ValueError(
                f"recorded on {self.recorded}, before it happened on {self.on}: swap the dates or leave recorded out"
            )
        return self

    @property
    def known(self) -> dt.date:
        """The day from which it counts as known."""
        return self.recorded or self.on

    @property
    def name(self) -> str:
        """What to call it in a citation: its id, or its kind and day."""
        return self.id or f"{self.kind}/{self.on}"  # type: ignore[attr-defined]


class Worked(Entry):
    """Hours worked."""

    retroactive = False  # the retainer settles hours learned late on the day they are learned

    kind: Literal["hours"] = "hours"
    hours: Hours = Field(description="How long.", examples=["2.5 hours"])
    work: Line = Field(description="On what.", examples=["Imaging review"])


class Delivered(Entry):
    """A deliverable handed over, the first time or again."""

    about = "deliverable"

    kind: Literal["delivered"] = "delivered"
    deliverable: Key = Field(description="Its key under scope.deliverables.", examples=["audit"])
    occasion: Day | None = Field(None, description="For a recurring one: the day it was due.")


class Accepted(Entry):
    """A deliverable accepted, by a word or by silence."""

    about = "deliverable"

    kind: Literal["accepted"] = "accepted"
    deliverable: Key = Field(description="Its key under scope.deliverables.", examples=["audit"])


class Rejected(Entry):
    """A deliverable sent back with what is missing."""

    about = "deliverable"

    kind: Literal["rejected"] = "rejected"
    deliverable: Key = Field(description="Its key under scope.deliverables.", examples=["audit"])
    reasons: Prose = Field(description="Which acceptance criteria it misses, and how.")


class Provided(Entry):
    """What the client had to provide has arrived."""

    about = "input"

    kind: Literal["provided"] = "provided"
    input: Key = Field(description="Its key under scope.dependencies.", examples=["access"])


class Met(Entry):
    """A meeting held."""

    about = "meeting"

    kind: Literal["met"] = "met"
    meeting: Key = Field(description="Its key under communication.meetings.", examples=["weekly"])
    occasion: Day | None = Field(None, description="The day it was planned for, if it moved.")


class Billed(Terms):
    """One line of an issued invoice, frozen with the inputs of its arithmetic."""

    charge: Line = Field(description="The id of the charge.")
    reads: Line = Field(description="The line as printed.")
    amount: SignedMoney = Field(description="The amount of the line; negative: a credit.")
    basis: Line = Field(description="The arithmetic: kernel and inputs.")
    agreed: Line = Field(description="The version of the agreement: its own, or the amendment's number.")


class Issued(Entry):
    """An invoice issued: final from here on."""

    kind: Literal["issued"] = "issued"
    number: Line = Field(description="Its number, without gaps in the series.", examples=["NL-2026-0001"])
    due: Day = Field(description="The last day to pay.")
    lines: Listed[Billed] = Field(description="Its lines.", min_length=1)

    @property
    def total(self) -> Money:
        """The sum of its lines."""
        return sum((line.amount for line in self.lines[1:]), self.lines[0].amount)


class Received(Entry):
    """An invoice came to the client, on a later day than that of its issue."""

    about = "invoice"

    kind: Literal["received"] = "received"
    invoice: Line = Field(description="The number of the invoice.", examples=["NL-2026-0001"])


class FallsDue(Entry):
    """An invoice falls due on another day than it says."""

    about = "invoice"

    kind: Literal["falls due"] = "falls due"
    invoice: Line
    due: Day


class Paid(Entry):
    """Money received."""

    kind: Literal["paid"] = "paid"
    amount: Money = Field(description="How much.", examples=["EUR 12000.00"])
    invoice: Line | None = Field(None, description="The invoice that the payer named.")


class Claimed(Entry):
    """Interest and the fixed sum on an overdue invoice claimed, up to and including this day."""

    about = "invoice"

    kind: Literal["claimed"] = "claimed"
    invoice: Line = Field(description="The number of the overdue invoice.", examples=["NL-2026-0001"])


class Refunded(Entry):
    """Money given back to the client."""

    kind: Literal["refunded"] = "refunded"
    amount: Money = Field(description="How much.", examples=["EUR 4000.00"])


class Reminded(Entry):
    """A reminder or an alert sent."""

    about = "of"

    kind: Literal["reminded"] = "reminded"
    of: Line = Field(
        description="Of what: a deliverable's key, an invoice's number, or a duty's id.", examples=["audit"]
    )


class Cured(Entry):
    """A breach that was notified is mended."""

    kind: Literal["cured"] = "cured"
    side: Side = Field(description="The side whose breach it was.")


Reason = Literal[
    "termination",
    "cause",
    "non-payment",
    "at once",
    "insolvency",
    "change of control",
    "sponsor leaves",
    "suspension",
    "calling in",
    "no renewal",
]
"""What a notice may be of."""


class Notice(Entry):
    """A notice given by one side to the other."""

    kind: Literal["notice"] = "notice"
    of: Reason = Field(
        description="Of what: termination (without a reason), cause (a breach), non-payment (a breach by not paying),"
        " at once, insolvency, change of control, sponsor leaves, suspension, calling in (all other invoices), or no"
        " renewal."
    )
    side: Side = Field(description="The side that gives it.")
    sent: Line = Field(description="How it was sent.", examples=["e-mail"])
    received: Day | None = Field(
        None, description="The day it counts as received; left out: the day it was given."
    )
    ground: Prose | None = Field(None, description="The ground, where one is needed.")
    until: Day | None = Field(None, description="A later last day, if the notice names one.")

    @property
    def counts(self) -> dt.date:
        """The day it counts as received."""
        return self.received or self.on


class Waived(Entry):
    """A duty let go by the side it is owed to."""

    retroactive = False  # a waiver moves no money and no date
    about = "duty"

    kind: Literal["waived"] = "waived"
    duty: Line = Field(description="The id of the duty, as `charter duties` shows it.")


class Void(Entry):
    """A correction: the entry named never counted. Record the right one beside it."""

    about = "entry"

    kind: Literal["void"] = "void"
    entry: Key = Field(description="The id of the entry that was wrong.")


class Delayed(Entry):
    """An input of the client is late from this day on."""

    about = "input"

    kind: Literal["delayed"] = "delayed"
    input: Key
    holds: Listed[Key]


class Suspended(Entry):
    """Work is suspended from this day on."""

    kind: Literal["suspended"] = "suspended"
    invoice: Line | None = Field(None, description="The overdue invoice.")
    moves_dates: bool = Field(default=True, description="Whether the consultant's dates move day for day.")
    pauses_fees: bool = Field(default=False, description="Whether the fees pause.")


class Resumed(Entry):
    """Work goes on from this day on."""

    kind: Literal["resumed"] = "resumed"


class Renewed(Entry):
    """The term is renewed from this day on."""

    kind: Literal["renewed"] = "renewed"
    until: Day | None = Field(None, description="The first day after the new term.")


class Ended(Entry):
    """The engagement has ended; `on` is the first day after the last."""

    kind: Literal["ended"] = "ended"
    why: Line = Field(description="By which notice or event.", examples=["by agreement"])
    ended_by: Side | None = Field(None, description="The side that ended it for its convenience.")


Recorded = (
    Worked | Delivered | Accepted | Rejected | Provided | Met | Issued | Received | Paid | Refunded | Claimed | Reminded
    | Notice | Cured | Waived | Void | Suspended | Resumed | Renewed | Ended
)  # fmt: skip
"""What may stand in a journal file; `Delayed` and `FallsDue` only ever follow from the clauses."""

ENTRY: TypeAdapter[Recorded] = TypeAdapter(Annotated[Recorded, Field(discriminator="kind")])


def deem(entry: Entry, cite: Cite) -> Entry:
    """Mark an entry as brought about by a clause."""
    return entry.model_copy(update={"deemed": str(cite)})
