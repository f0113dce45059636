"""Non-disclosure: what is confidential, who may know it, what stays free, how long, and what comes back at the end.

Reports that a law protects are always allowed: no term takes that away.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import AfterValidator, Field

from charter.core.vocabulary.bounds import TimeToAct, at_most
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.dates import DAY, Duration
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Entry, Named, Reminded
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Lasts
from charter.core.vocabulary.term import Line, Listed

Free: TypeAlias = Literal["public", "known before", "received from another", "made independently"]
"""What a secret is not, without a breach: the four exceptions that every such agreement has."""

USUAL: tuple[Free, ...] = ("public", "known before", "received from another", "made independently")

Knower: TypeAlias = Literal["employees", "advisers", "insurers", "subcontractors", "group companies"]
"""Who may know what a side receives, beside the side itself."""

TimeOfSecrecy = Annotated[Duration, AfterValidator(at_most(Duration.parse("20 years"), "a time of secrecy"))]

LONG = Duration.parse("5 years")
"""Longer than nearly every agreement keeps secrets that are no trade secrets."""

TRADE_SECRET = Source("Directive (EU) 2016/943 art. 2(1)(c); 18 U.S.C. 1839(3)", "unconfirmed")
"""A trade secret is one only while its holder takes reasonable steps to keep it secret."""


class Returned(Entry):
    """A side deleted or returned what was confidential; in its message, if it confirmed that."""

    kind: Literal["returned"] = "returned"
    side: Side = Field(description="The side that did.")
    confirmed: bool = Field(default=False, description="Whether it confirmed that by message.")

    @property
    def actor(self) -> Side:
        """The side that did."""
        return self.side

    def says(self, named: Named) -> Sentence:
        """Say who, and whether it was confirmed."""
        if self.confirmed:
            return say("by the {side}, confirmed by message", side=self.side)
        return say("by the {side}", side=self.side)


class Ordered(Entry):
    """A court or an authority ordered a side to disclose what is confidential."""

    kind: Literal["ordered"] = "ordered"
    side: Side = Field(description="The side that was ordered to.")
    what: Line = Field(description="By whom, and what.", examples=["The tax office, the invoices of 2026"])

    @property
    def actor(self) -> Side:
        """The side that was ordered to."""
        return self.side

    def says(self, named: Named) -> Sentence:
        """Say whom, by whom and what."""
        return say("the {side}: {what}", side=self.side, what=self.what)


class NonDisclosure(Clause):
    """What each side keeps secret."""

    entries = (Returned, Ordered)
    unsaid = say("secrets")

    mutual: bool = Field(description="Whether both sides keep secrets; otherwise the consultant alone does.")
    categories: Listed[Line] = Field(
        description="What is confidential, for example.", examples=[["code", "prices", "plans"]], min_length=1
    )
    exclusions: Listed[Free] = Field(
        description="What is free all the same.", examples=[list(USUAL)], min_length=1
    )
    who_may_know: Listed[Knower] = Field(
        description="Who may know it, where they need it and have promised the same.",
        examples=[["employees", "advisers"]],
        min_length=1,
    )
    told_of_orders: TimeToAct | None = Field(
        None,
        description="How soon a side that must disclose by order tells the other; left out: it need not.",
        examples=["2 business days"],
    )
    lasts: TimeOfSecrecy = Field(description="How long after the last day.", examples=["3 years"])
    trade_secrets: bool = Field(description="Whether trade secrets are kept as long as they are secret.")
    know_how: bool = Field(description="Whether each side may use the general skill its people remember.")
    inbound: bool = Field(
        default=False, description="Whether the consultant must not bring secrets of others into the work."
    )
    terms_secret: bool = Field(
        default=False, description="Whether the terms of the agreement are confidential too."
    )
    return_within: TimeToAct = Field(
        description="How soon after the last day it is deleted or returned.", examples=["14 days"]
    )
    certificate_within: TimeToAct | None = Field(
        None,
        description="How soon after the last day a side confirms that by message; left out: it need not.",
        examples=["20 business days"],
    )

    @figure
    def until(self, deal: Deal) -> dt.date | None:
        """Give the last day of secrecy if the engagement lasts as long as first agreed; None where it has no end."""
        lasts = deal.stated.get(Lasts)
        if not isinstance(lasts, Lasts) or lasts.initial is None:
            return None
        return deal.after(self.lasts, deal.through(lasts.initial, lasts.starts) - DAY)

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long secrets are kept."""
        if self.trade_secrets:
            return say("{time} after the Last Day; trade secrets while they are secret", time=self.lasts)
        return say("{time} after the Last Day", time=self.lasts)

    @property
    def bound(self) -> tuple[Side, ...]:
        """The sides that keep secrets."""
        return tuple(Side) if self.mutual else (Side.CONSULTANT,)

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Tell of orders to disclose; at the end delete or return what is confidential, and confirm that."""
        yield from cls._orders(past, deal, journal)
        ended = deal.ended
        clause = past.at(ended.on - DAY) if ended is not None else None
        if ended is None or clause is None:
            return
        last = ended.on - DAY
        for side in clause.bound:
            done = [one for one in journal.of(Returned, deal.starts) if one.side is side]
            yield cls.must(
                f"return-{side}", side, say("Delete or return what is confidential"),
                deal.within(clause.return_within, last), ended.on, field="return_within",
                meets=meets(Returned, side=side), met=next((one.on for one in done), None),
            )  # fmt: skip
            if clause.certificate_within is not None:
                yield cls.must(
                    f"confirm-{side}", side, say("Confirm by message that nothing confidential was kept"),
                    deal.within(clause.certificate_within, last), ended.on, field="certificate_within",
                    meets=meets(Returned, side=side, confirmed=True),
                    met=next((one.on for one in done if one.confirmed), None),
                )  # fmt: skip

    @classmethod
    def _orders(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        for order in journal.of(Ordered):
            clause, name = past.at(order.on), f"{cls.cite}/tell/{order.name}"
            if clause is not None and clause.told_of_orders is not None and order.side in clause.bound:
                yield cls.must(
                    f"tell/{order.name}", order.side, say("Tell of the order to disclose: {what}", what=order.what),
                    deal.within(clause.told_of_orders, order.on), order.on, field="told_of_orders",
                    meets=meets(Reminded, of=name), met=journal.reminded(name),
                )  # fmt: skip

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that a side returned what it did not have to keep secret."""
        clause = past.at(entry.on) if past is not None else None
        if isinstance(entry, Returned | Ordered) and clause is not None and entry.side not in clause.bound:
            why = say("The {side} keeps no secrets under this agreement.", side=entry.side)
            return Objection(cls.cite, why, say("Record it for the consultant, or leave it out."))
        return None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find secrecy that binds one side, takes what is free, never ends, or lets a trade secret go."""
        if not self.mutual:
            yield self.finding(
                "CH-CNF-001", Level.WARNING, "mutual",
                say("Only the consultant keeps secrets, though the client learns hers too."),
                say("Let both sides keep them."), to=True,
            )  # fmt: skip
        missing = [each for each in USUAL if each not in self.exclusions]
        if missing:
            yield self.finding(
                "CH-CNF-002", Level.WARNING, "exclusions",
                say("Also what is {missing:or} counts as secret.", missing=tuple(missing)),
                say("Leave free what nobody can keep secret."), to=list(USUAL),
            )  # fmt: skip
        if self.lasts.about_days > LONG.about_days:
            yield self.finding(
                "CH-CNF-003", Level.ADVICE, "lasts",
                say("Secrets are kept for {time} after the end; few can be kept track of so long.", time=self.lasts),
                say("Agree two to five years; trade secrets are kept longer by themselves."), to="3 years",
            )  # fmt: skip
        if not self.trade_secrets:
            yield self.finding(
                "CH-CNF-004", Level.WARNING, "trade_secrets",
                say("After {time} a trade secret may be told, and then is none any more.", time=self.lasts),
                say("Keep trade secrets as long as they are secret."), source=TRADE_SECRET, to=True,
            )  # fmt: skip
        if not self.know_how:
            yield self.finding(
                "CH-CNF-005", Level.ADVICE, "know_how",
                say("Nobody can unlearn general skill, and nothing says that it may be used."),
                say("Let each side use the general skill that its people remember."), to=True,
            )  # fmt: skip
