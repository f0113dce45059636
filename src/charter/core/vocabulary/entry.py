"""Entries: what happened. One class a kind; the journal file holds them as `[[entry]]` with their `kind`.

`on` is when it happened, `recorded` when we learned it (left out: the same day), `by` who did it. What silence
or time brings about is an entry too, deemed by a clause (`deemed`), and never written to the file.

Kinds that one clause alone reads stand beside it; each belongs to the clause that names it in `Clause.entries`.
"""

import datetime as dt
import hashlib
from collections.abc import Callable
from functools import cached_property
from typing import Annotated, ClassVar, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from charter.core.vocabulary.billed import Billed, Taxed
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.converted import OfAccount
from charter.core.vocabulary.dates import Day, Hours, TimeOfDay
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Power, Side
from charter.core.vocabulary.reference import (
    DELIVERABLES,
    INPUTS,
    Activity,
    DeliverableKey,
    InputKey,
    MilestoneKey,
    Refers,
    RoleKey,
)  # fmt: skip
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Key, Line, Listed, Prose, Terms

Named: TypeAlias = Callable[[Refers, str], str]
"""Gives the name of a thing by its table and key; the key itself where the agreement has it no longer."""

MESSAGES = frozenset({"message", "e-mail", "letter", "signed PDF", "project tool"})
"""The ways of saying something that leave words behind."""


class Entry(Terms):
    """One thing that happened."""

    retroactive: ClassVar[bool] = True
    """Whether learning it late can change what had already come about (so that it is corrected)."""
    restates: ClassVar[bool] = False
    """Whether what was charged before may change by it: the charges are then computed anew from its day on."""
    about: ClassVar[str] = "name"
    """The field that says what it is about: the thing, or the other entry, that it bears on."""
    words: ClassVar[str] = ""
    """The field with the words of a matter that it opens (later entries name it by `about`); empty: opens none."""
    after_start: ClassVar[bool] = False
    """Whether it cannot happen before the engagement starts."""
    before_end: ClassVar[bool] = False
    """Whether it cannot happen after the engagement has ended."""
    everyday: ClassVar[bool] = False
    """Whether it may stand in any journal, so that only clauses that were agreed can say it changes nothing."""
    agreed_ahead: ClassVar[bool] = False
    """Whether it may be agreed, and so recorded, before its day comes."""
    whose: ClassVar[Side | None] = None
    """The side whose act it is, unless the entry names one (`actor`); None: either side's."""
    needs: ClassVar[Power | None] = None
    """What who does it must be allowed to do; None: nothing beyond daily matters."""

    on: Day = Field(description="The day on which it happened.", examples=["2026-03-04"])
    recorded: Day | None = Field(None, description="The day we learned it; left out: the same day.")
    by: Line = Field(description="Who did it: a key of foundation.parties.people.", examples=["mara"])
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
    def actor(self) -> Side | None:
        """The side whose act it is; None: whoever of either side records it."""
        return self.whose

    @property
    def name(self) -> str:
        """What to call it in a citation: its id, or its kind and day."""
        return self.id or f"{self.kind}/{self.on}"  # type: ignore[attr-defined]

    @cached_property
    def address(self) -> str:
        """Where a correction can point at it, whether or not anybody gave it an id: made of what it says.

        Two entries that say the same have one address; a journal takes no entry twice.
        """
        said = self.model_dump_json(exclude_none=True, exclude={"id"}, exclude_defaults=True)
        return f"e{hashlib.sha256(f'{self.kind} {said}'.encode()).hexdigest()[:12]}"  # type: ignore[attr-defined]

    def called(self, name: str) -> bool:
        """Whether a correction that names an entry means this one."""
        return name in (self.id, self.address)

    def says(self, named: Named) -> Sentence:
        """Say what happened, beside its kind, its day and who did it."""
        raise NotImplementedError(f"no words for {type(self).__name__}")


class Worked(Entry):
    """Hours worked."""

    whose = Side.CONSULTANT
    retroactive = False  # the retainer settles hours learned late on the day they are learned
    after_start = before_end = everyday = True

    kind: Literal["hours"] = "hours"
    hours: Hours = Field(description="How long.", examples=["2.5 hours"])
    work: Line = Field(description="On what.", examples=["Imaging review"])
    role: RoleKey | None = Field(None, description="In which role; left out: as the fee says.")
    activity: Activity | None = Field(None, description="What it was for; left out: anything else.")
    milestone: MilestoneKey | None = Field(None, description="The milestone that it was work on.")
    begins: TimeOfDay | None = Field(
        None, description="The hour at which it began, by the clock of the agreement.", examples=["19:30"]
    )
    on_site: bool = Field(default=False, description="Whether the work was at the client's place.")
    urgent: bool = Field(default=False, description="Whether the client asked by message for it at once.")
    prepaid: bool = Field(default=False, description="Whether it uses a block of hours paid for ahead.")

    def says(self, named: Named) -> Sentence:
        """Say how long, on what."""
        return say("{hours}: {work}", hours=self.hours, work=self.work)


class Delivered(Entry):
    """A deliverable handed over, the first time or again."""

    whose = Side.CONSULTANT
    about = "deliverable"
    after_start = True

    kind: Literal["delivered"] = "delivered"
    deliverable: DeliverableKey = Field(description="Its key under scope.deliverables.", examples=["audit"])
    occasion: Day | None = Field(None, description="For a recurring one: the day it was due.")
    announced: bool = Field(
        default=True,
        description="Whether the message of the handover said that silence accepts, where it does.",
    )

    def says(self, named: Named) -> Sentence:
        """Say what, and for which day."""
        name = named(DELIVERABLES, self.deliverable)
        if self.occasion:
            return say("{name} for {day}", name=name, day=self.occasion)
        return say("{name}", name=name)


class Judgement(Entry):
    """What the client says of a deliverable; it counts only as a message."""

    whose = Side.CLIENT
    needs = "accept"
    about = "deliverable"

    deliverable: DeliverableKey = Field(description="Its key under scope.deliverables.", examples=["audit"])
    sent: Line = Field("message", description="How it was said; only a message counts, also a letter.")

    @property
    def in_form(self) -> bool:
        """Whether it was said in a form in which it counts."""
        return self.sent in MESSAGES


class Accepted(Judgement):
    """A deliverable accepted, by a word or by silence."""

    kind: Literal["accepted"] = "accepted"

    def says(self, named: Named) -> Sentence:
        """Say what."""
        return say("{name}", name=named(DELIVERABLES, self.deliverable))


class Rejected(Judgement):
    """A deliverable sent back with what is missing."""

    kind: Literal["rejected"] = "rejected"
    reasons: Prose = Field(description="Which acceptance criteria it misses, and how.")

    def says(self, named: Named) -> Sentence:
        """Say what, and what it misses."""
        name = named(DELIVERABLES, self.deliverable)
        return say("{name}: {reasons}", name=name, reasons=self.reasons)


class Provided(Entry):
    """What the client had to provide has arrived."""

    about = "input"

    kind: Literal["provided"] = "provided"
    input: InputKey = Field(description="Its key under scope.dependencies.", examples=["access"])

    def says(self, named: Named) -> Sentence:
        """Say what."""
        return say("{name}", name=named(INPUTS, self.input))


class Issued(Entry, OfAccount):
    """An invoice issued: final from here on."""

    whose = Side.CONSULTANT

    kind: Literal["issued"] = "issued"
    number: Line = Field(description="Its number, without gaps in the series.", examples=["NL-2026-0001"])
    due: Day = Field(description="The last day to pay.")
    lines: Listed[Billed] = Field(description="Its lines.", min_length=1)
    to: Line | None = Field(None, description="To whom it goes: the client, and who there.")
    order: Line | None = Field(None, description="The client's order number.", examples=["HL-4711"])
    taxes: Listed[Taxed] | None = Field(
        None, description="The tax on its lines, one for each rate; left out: none."
    )
    paper: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = Field(
        None, description="The SHA-256 of its paper as it was issued, in hex: that of the paper's JSON."
    )

    def says(self, named: Named) -> Sentence:
        """Say its number, its total and when it is due."""
        return say("{number}: {total}, due {due}", number=self.number, total=self.total, due=self.due)

    @property
    def net(self) -> Money:
        """The sum of its lines, without tax."""
        return sum((line.amount for line in self.lines[1:]), self.lines[0].amount)

    @property
    def total(self) -> Money:
        """What is to be paid: the sum of its lines, with tax."""
        return sum((taxed.tax for taxed in self.taxes or ()), self.net)


class FallsDue(Entry):
    """An invoice falls due on another day than it says."""

    about = "invoice"

    kind: Literal["falls due"] = "falls due"
    invoice: Line
    due: Day

    def says(self, named: Named) -> Sentence:
        """Say which, and when."""
        return say("{invoice} on {due}", invoice=self.invoice, due=self.due)


class Paid(Entry, OfAccount):
    """Money received."""

    kind: Literal["paid"] = "paid"
    amount: Money = Field(description="How much.", examples=["EUR 12000.00"])
    invoice: Line | None = Field(None, description="The invoice that the payer named.")

    def says(self, named: Named) -> Sentence:
        """Say how much, and for which invoice."""
        if self.invoice is None:
            return say("{amount}", amount=self.amount)
        return say("{amount} for {invoice}", amount=self.amount, invoice=self.invoice)


class Refunded(Entry, OfAccount):
    """Money given back to the client."""

    kind: Literal["refunded"] = "refunded"
    amount: Money = Field(description="How much.", examples=["EUR 4000.00"])

    def says(self, named: Named) -> Sentence:
        """Say how much."""
        return say("{amount} to the client", amount=self.amount)


class Reminded(Entry):
    """A reminder or an alert sent."""

    about = "of"

    kind: Literal["reminded"] = "reminded"
    of: Line = Field(
        description="A deliverable's key, an invoice's number, or a duty's id.", examples=["audit"]
    )
    received: Day | None = Field(None, description="The day on which it arrived; left out: the same day.")
    at: TimeOfDay | None = Field(None, description="The hour at which it arrived; left out: in time.")

    @property
    def counts(self) -> dt.date:
        """The day it counts as received."""
        return self.received or self.on

    def says(self, named: Named) -> Sentence:
        """Say of what, and when it was received where that was later."""
        told = say("of {what}", what=named(DELIVERABLES, self.of))
        return say("{told}, received {day}", told=told, day=self.received) if self.received else told


class Notice(Entry):
    """A notice given by one side to the other."""

    needs = "give notices"
    restates = True

    kind: Literal["notice"] = "notice"
    of: Line = Field(description="Of what: a kind of notice that a clause knows.", examples=["termination"])
    side: Side = Field(description="The side that gives it.")
    sent: Line = Field(description="How it was sent.", examples=["e-mail"])
    to: Line | None = Field(None, description="To which address; left out: the right one.")
    received: Day | None = Field(None, description="The day on which it arrived; left out: the same day.")
    at: TimeOfDay | None = Field(None, description="The hour at which it arrived; left out: in time.")
    ground: Prose | None = Field(None, description="The ground, where one is needed.")
    until: Day | None = Field(None, description="A later last day, if the notice names one.")
    learned: Day | None = Field(None, description="When the side learned what it acts on.")

    @property
    def counts(self) -> dt.date:
        """The day it counts as received."""
        return self.received or self.on

    @property
    def actor(self) -> Side:
        """The side that gives it."""
        return self.side

    def says(self, named: Named) -> Sentence:
        """Say of what, by which side, how, and what it names."""
        told = say("of {of} by the {side}, by {sent}", of=self.of, side=self.side, sent=self.sent)
        told = say("{told} to {address}", told=told, address=self.to) if self.to else told
        told = say("{told}, received {day}", told=told, day=self.received) if self.received else told
        told = say("{told}, until {day}", told=told, day=self.until) if self.until else told
        return say("{told}: {ground}", told=told, ground=self.ground) if self.ground else told


class Waived(Entry):
    """A duty let go by the side it is owed to."""

    retroactive = False  # a waiver moves no money and no date
    about = "duty"

    kind: Literal["waived"] = "waived"
    duty: Line = Field(description="The id of the duty, as the list of duties gives it.")

    def says(self, named: Named) -> Sentence:
        """Say which."""
        return say("{duty}", duty=self.duty)


class Void(Entry):
    """A correction: the entry named never counted. Record the right one beside it."""

    restates = True
    about = "entry"

    kind: Literal["void"] = "void"
    entry: Key = Field(description="The id of the entry that was wrong, or its address.")

    def says(self, named: Named) -> Sentence:
        """Say which."""
        return say("the entry {entry} never counted", entry=self.entry)


class Ended(Entry):
    """The engagement has ended; `on` is the first day after the last."""

    restates = agreed_ahead = True

    kind: Literal["ended"] = "ended"
    why: Line = Field(description="By which notice or event.", examples=["by agreement"])
    amendment: int | None = Field(None, description="The number of the amendment that agreed it.")
    rule: Line | None = Field(None, description="The rule of law that ended it.")
    ended_by: Side | None = Field(None, description="The side that ended it for its convenience.")
    told: Day | None = Field(None, description="When the other side learned of it; left out: that day.")
    of: Line | None = Field(None, description="The kind of notice that ended it.")
    given_by: Side | None = Field(None, description="Who gave it.")
    fault_of: Side | None = Field(None, description="The side that gave the other the reason to end it.")

    @property
    def on_account_of(self) -> Side | None:
        """The side on whose account it ended: it left without a reason, or gave the other one; None: neither."""
        return self.ended_by or self.fault_of

    def says(self, named: Named) -> Sentence:
        """Say why."""
        return say("{why}", why=self.why)


def deem(entry: Entry, cite: Cite) -> Entry:
    """Mark an entry as brought about by a clause."""
    return entry.model_copy(update={"deemed": str(cite)})
